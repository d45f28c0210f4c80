"""What weighs on a customer today: what bothers it and isn't mended, and what it doesn't know yet."""

from collections.abc import Iterator
from datetime import date

import msgspec

from kamdocs.handbook.answers import Answers, nothing_answers
from kamdocs.language import _, label, pgettext
from kamdocs.model import Account, Bother, Expectation, Id, Nonconformity, Order
from kamdocs.rules.case import Case
from kamdocs.rules.orders import FORGOTTEN, delays_of
from kamdocs.rules.spans import FOREVER, later, local


class Trouble(msgspec.Struct, frozen=True):
    """Something that bothers them: since when, who said so, what we do about it, and what is lacking there."""

    text: str
    kind: str
    who: str
    day: date
    answer: str
    lacking: str = ""


class Notice(msgspec.Struct, frozen=True):
    """Something of a day that one should know before a meeting; ``lacking`` says what is not done about it."""

    day: date
    kind: str
    text: str
    lacking: str = ""


def troubles(account: Account, answers: Answers) -> list[Trouble]:
    """What bothers or is missing and isn't mended, expectations that we don't meet, and complaints, newest first."""
    return sorted(_troubles(account, answers), key=lambda one: one.day, reverse=True)


def _troubles(account: Account, answers: Answers) -> Iterator[Trouble]:
    for review in account.satisfaction:
        for kind, bothers in (("bothers", review.bothers), ("misses", review.misses)):
            unmended = (one for one in bothers if _unmended(one, review.date, answers))
            yield from (_trouble(one, label(kind), review.date, answers) for one in unmended)
    for wish in account.expectations:
        if wish.fulfilment in ("partly", "not-met"):
            yield _trouble(wish, label(wish.fulfilment), wish.as_of, answers)
    for one in account.nonconformities:
        yield from _nonconformity(one, answers)


def _unmended(bother: Bother, said_on: date, answers: Answers) -> bool:
    """Whether nothing that answers it is decided or done; an action that isn't known may be done, in the file."""
    if bother.decision is not None:
        return False
    known = answers.known(bother.action)
    if known is None:
        return bother.action is None or answers.complete
    return known.open or not answers.holds(said_on, bother.action)


def _trouble(one: Bother | Expectation, kind: str, said_on: date, answers: Answers) -> Trouble:
    who, known = one.from_ if isinstance(one, Bother) else one.stakeholder, answers.known(one.action)
    said = known.text if known else _("nothing yet") if answers.complete else ""
    lacking = ""
    if known and answers.complete and not answers.holds(said_on, one.action):
        lacking = f"{label(known.status)}, {nothing_answers()}"
    return Trouble(one.text, kind, _name(who, answers), said_on, said, lacking)


def _name(person: Id | None, answers: Answers) -> str:
    return answers.case.person_name(person) if person else ""


def _nonconformity(one: Nonconformity, answers: Answers) -> Iterator[Trouble]:
    """A complaint that is open, with which they aren't satisfied, or that we rejected and didn't explain."""
    who, said = _name(one.received_from, answers), one.agreed_outcome or (one.updates[-1].text if one.updates else "")
    if one.open:
        yield Trouble(one.text, label(one.kind), who, one.received_on, said)
    elif one.unsatisfied_since:
        kind, since = f"{label(one.kind)}, {_('not satisfied')}", one.unsatisfied_since
        lacking = nothing_answers() if answers.complete and not answers.served(one.id, since) else ""
        yield Trouble(one.text, kind, who, since, said, lacking)
    elif one.status == "rejected" and answers.complete:
        missing = [
            words
            for given, words in ((one.rejected_because, _("no reason is given")), (one.told_on, _("customer not told")))
            if not given
        ]
        if missing:
            kind = f"{label(one.kind)}, {pgettext('nonconformity', '%(status)s') % {'status': label(one.status)}}"
            day = one.resolved_on or one.received_on
            yield Trouble(one.text, kind, who, day, one.rejected_because or "", ", ".join(missing))


def notices(case: Case, as_of: date, *, complete: bool) -> list[Notice]:
    """A contract that has ended or should have been renewed, what waits for an answer, and delays not told.

    Who reads a part of a plan is told of the end of the contract alone.
    """
    found = [*_ended(case.account, as_of, complete=complete)]
    if complete:
        found += _unanswered(case)
        for order in case.account.orders:
            found += _untold(order, as_of)
    return found


def _unanswered(case: Case) -> Iterator[Notice]:
    for request in case.account.requests:
        if request.responded_at is None:
            kind = _("urgent request") if request.urgent else _("request")
            said = request.subject or label(request.channel)
            text = ", ".join(filter(None, (said, case.person_name(request.from_) if request.from_ else "")))
            yield Notice(local(request.received_at, case.calendar.zone).date(), kind, text, _("waits for an answer"))


def _ended(account: Account, as_of: date, *, complete: bool) -> Iterator[Notice]:
    contract = account.contract
    if contract is None:
        return
    if contract.ended_on:
        yield Notice(contract.ended_on, _("contract"), _("ended"))
    elif complete and contract.renewal_on and contract.renewal_on < as_of:
        yield Notice(contract.renewal_on, _("contract"), _("renewal"), _("no newer day is recorded"))


def _untold(order: Order, as_of: date) -> Iterator[Notice]:
    if as_of >= later(order.delivered_on or FOREVER, FORGOTTEN):
        return
    for known_on, told_on, _record in delays_of(order):
        if told_on is None and known_on <= as_of:
            text = _("order {id}").format(id=order.name)
            yield Notice(known_on, _("delay"), text, _("customer not told"))
