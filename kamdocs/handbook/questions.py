"""What to ask at the next meeting: what the open gaps, and those that open soon, want to know of the customer."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from kamdocs.handbook.answers import Answers
from kamdocs.language import label, say
from kamdocs.lint import Finding
from kamdocs.model import Account, Bother
from kamdocs.rules.question import Question

EACH = 2
"""How many questions of one kind are asked, so that one kind doesn't fill the sheet."""


def questions(answers: Answers, findings: Iterable[Finding]) -> list[str]:
    """The questions that these gaps of a plan lead to, each once; complaints that aren't over come first."""
    account = answers.case.account
    counts: Counter[str] = Counter()
    asked: list[tuple[int, str]] = []
    for finding in findings:
        question = finding.check.question
        if question is not None and counts[finding.check.code] < EACH:
            counts[finding.check.code] += 1
            asked.append((question.turn, _asked(question, account, finding.gap.record or "")))
    in_turn = (words for _turn, words in sorted(asked, key=lambda one: one[0]))
    return list(dict.fromkeys((*_complaints(account), *_bothers(answers), *in_turn)))


def _asked(question: Question, account: Account, record: str) -> str:
    what = label(record) if question.word else question.naming(account, record)
    return str(msgspec.structs.replace(question.words, values={"what": what}))


def _complaints(account: Account) -> Iterator[str]:
    """Of complaints that are over for us and not for the customer: it isn't satisfied, or wasn't told of our no."""
    for one in account.nonconformities:
        if not one.open and one.unsatisfied_since:
            yield str(say("What is still not right with this: {what}?", what=one.text))
        elif one.status == "rejected" and not one.told_on:
            yield str(say("What do they say to it that we reject this: {what}?", what=one.text))


def _bothers(answers: Answers) -> Iterator[str]:
    """Of the newest review: whether what we did about it since helped."""
    newest = max(answers.case.account.satisfaction, key=lambda review: review.date, default=None)
    said = (*newest.bothers, *newest.misses) if newest else ()
    done = [one for one in said if newest and mended(one, newest.date, answers)]
    for bother in done[:EACH]:
        yield str(say("Has this become better: {what}?", what=bother.text))


def mended(bother: Bother, said_on: date, answers: Answers) -> bool:
    """Whether what was said on a day has been answered by an action that is done: one asks whether that helped."""
    action = answers.known(bother.action)
    return action is not None and not action.open and answers.holds(said_on, action.id)
