"""What to ask at the next meeting: what the open gaps, and those that open soon, want to know of the customer."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from kamdocs.language import label, say
from kamdocs.lint import Finding
from kamdocs.model import Account
from kamdocs.rules.question import Question

EACH = 2
"""How many questions of one kind are asked, so that one kind doesn't fill the sheet."""


def questions(account: Account, findings: Iterable[Finding]) -> list[str]:
    """The questions that these gaps of the account lead to, each once; bothers that we answered come first."""
    counts: Counter[str] = Counter()
    asked: list[tuple[int, str]] = []
    for finding in findings:
        question = finding.check.question
        if question is not None and counts[finding.check.code] < EACH:
            counts[finding.check.code] += 1
            asked.append((question.turn, _asked(question, account, finding.gap.record or "")))
    in_turn = (words for _turn, words in sorted(asked, key=lambda one: one[0]))
    return list(dict.fromkeys((*_bothers(account), *in_turn)))


def _asked(question: Question, account: Account, record: str) -> str:
    what = label(record) if question.word else question.naming(account, record)
    return str(msgspec.structs.replace(question.words, values={"what": what}))


def _bothers(account: Account) -> Iterator[str]:
    """Of the newest review: whether what we did or decided about it helped."""
    newest = max(account.satisfaction, key=lambda review: review.date, default=None)
    done = {action.id for action in account.actions if action.status == "done"}
    answered = [one for one in (*newest.bothers, *newest.misses) if one.action in done] if newest else []
    for bother in answered[:EACH]:
        yield str(say("Has this become better: {what}?", what=bother.text))
