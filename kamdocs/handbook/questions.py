"""What to ask at the next meeting: what the open gaps, and those that open soon, want to know of the customer."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from kamdocs.handbook.words import label
from kamdocs.language import Sentence, say
from kamdocs.lint import Finding
from kamdocs.model import Account

EACH = 2
"""How many questions of one kind are asked, so that one kind doesn't fill the sheet."""


class _Asked(NamedTuple):
    """A question, and how the record of a gap is called in it."""

    question: Sentence
    subject: Callable[[Account, str], str] = lambda _account, record: record


def _bother(account: Account, record: str) -> str:
    known = (bother for review in account.satisfaction for bother in (*review.bothers, *review.misses))
    return next((bother.text for bother in known if bother.id == record), record)


def _person(account: Account, record: str) -> str:
    return account.people[record].name if record in account.people else record


def _nonconformity(account: Account, record: str) -> str:
    return next((one.text for one in account.nonconformities if one.id == record), record)


def _expectation(account: Account, record: str) -> str:
    return next((one.text for one in account.expectations if one.id == record), record)


def _need(account: Account, record: str) -> str:
    return next((one.text for one in account.needs if one.id == record), record)


def _help(account: Account, record: str) -> str:
    return next((one.topic for one in account.help if one.id == record), record)


QUESTIONS: Mapping[str, _Asked] = {
    "resolution-not-confirmed": _Asked(say("Are they satisfied with how this was settled: {what}?"), _nonconformity),
    "bother-without-action": _Asked(say("What would put this right: {what}?"), _bother),
    "delivery-not-followed-up": _Asked(say("Was everything right with order {what}?")),
    "expectation-unmet": _Asked(say("What is still missing here: {what}?"), _expectation),
    "satisfaction-interview-overdue": _Asked(say("What bothers them, and what do they miss?")),
    "dissatisfaction-not-asked": _Asked(say("What bothers them, and what do they miss?")),
    "users-not-heard": _Asked(say("Who uses what we deliver, and how well does it serve them?")),
    "one-voice-only": _Asked(say("Who else there can tell us how satisfied they are?")),
    "decider-unknown": _Asked(say("Who decides about working with us?")),
    "departed-without-successor": _Asked(say("Who took over from {what}?"), _person),
    "newcomer-not-met": _Asked(say("Can we meet {what}, who is new?"), _person),
    "decision-area-uncovered": _Asked(say("Whom can we meet in this area: {what}?"), lambda _, area: label(area)),
    "no-senior-tie": _Asked(say("When can our management meet theirs?")),
    "key-person-silent": _Asked(say("How do we get back in touch with {what}?"), _person),
    "decision-areas-undeclared": _Asked(say("Which departments have a say about us?")),
    "expectations-missing": _Asked(say("What do they expect of us?")),
    "needs-missing": _Asked(say("What do they need most?")),
    "need-unconfirmed": _Asked(say("Do they still need this: {what}?"), _need),
    "need-without-answer": _Asked(say("What would help them with this: {what}?"), _need),
    "renewal-unprepared": _Asked(say("What has to change so that they renew the contract?")),
    "whitespace-missing": _Asked(say("What do they buy elsewhere that we could deliver?")),
    "whitespace-stale": _Asked(say("What do they buy elsewhere that we could deliver?")),
    "response-promise-missing": _Asked(say("How fast do they need an answer from us?")),
    "help-without-outcome": _Asked(say("Did our answer help them with this: {what}?"), _help),
    "business-review-overdue": _Asked(say("When do we hold the next business review?")),
    "no-next-step": _Asked(say("What is the next step, and by when?")),
    "contact-unverified": _Asked(say("Are phone, e-mail and post of {what} still right?"), _person),
}
"""By name of a check, in the order in which they are asked: first what hurts, then who is who, then what comes."""


def questions(account: Account, findings: Iterable[Finding]) -> list[str]:
    """The questions that these gaps of the account lead to, each once; open bothers that we answered come first."""
    by_check: dict[str, list[Finding]] = {}
    for finding in findings:
        by_check.setdefault(finding.check.name, []).append(finding)
    asked = [*_bothers(account)]
    for name, one in QUESTIONS.items():
        for finding in by_check.get(name, ())[:EACH]:
            what = one.subject(account, finding.gap.record or "")
            asked.append(str(Sentence(one.question.template, {"what": what})))
    return list(dict.fromkeys(asked))


def _bothers(account: Account) -> Iterator[str]:
    """Of the newest review: whether what we did or decided about it helped."""
    newest = max(account.satisfaction, key=lambda review: review.date, default=None)
    done = {action.id for action in account.actions if action.status == "done"}
    answered = [one for one in (*newest.bothers, *newest.misses) if one.action in done] if newest else []
    for bother in answered[:EACH]:
        yield str(say("Has this become better: {what}?", what=bother.text))
