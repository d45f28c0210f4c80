"""What comes next with a customer, and what has happened, each as one list in the order of the days."""

from collections.abc import Iterator, Mapping
from datetime import date, tzinfo

import msgspec

from kamdocs.handbook.contract import last_day_of_notice
from kamdocs.handbook.view import View
from kamdocs.handbook.words import day_words, moment_words
from kamdocs.language import _, label
from kamdocs.model import Account, Id, Interaction
from kamdocs.rules.case import Case, Contact
from kamdocs.rules.spans import local


class Step(msgspec.Struct, frozen=True):
    """Something dated that lies ahead, or should have been done.

    ``record`` says where in the plan it stands (``actions/a1``); it stays the same when the day changes. ``planned``
    says that it was to be done on its day; what waits by the customer's own wish is never overdue.
    """

    day: date
    kind: str
    text: str
    record: str
    who: Id | None = None
    planned: bool = True


class Event(msgspec.Struct, frozen=True):
    """Something that happened; ``people`` are the customer's, ``by`` ours, ``external_ref`` its ids elsewhere.

    ``record`` says where in the plan it stands (``interactions/i1``).
    """

    day: date
    what: str
    people: tuple[Id, ...] = ()
    by: tuple[Id, ...] = ()
    outcome: str = ""
    external_ref: Mapping[str, str] = {}
    record: str = ""


def next_steps(account: Account, view: View) -> list[Step]:
    """All open dated steps, soonest first; what is past and undone stands at the top.

    Who isn't told of gaps gets those from today on: whether an earlier one was done may stand in what isn't read.
    """
    steps = sorted(_steps(account, view), key=lambda step: (step.day, step.text))
    return steps if view.assessed else [step for step in steps if step.day >= view.as_of]


def _steps(account: Account, view: View) -> Iterator[Step]:
    for action in account.actions:
        if action.open and action.due:
            yield Step(action.due, _("action"), action.text, f"actions/{action.id}", action.owner)
    for promise in account.commitments:
        if promise.due and not promise.settled_on:
            yield Step(promise.due, _("promise"), promise.text, f"commitments/{promise.id}", promise.by)
    for chance in account.opportunities:
        if chance.open and chance.next_step_on:
            text = chance.next_step or chance.title
            yield Step(chance.next_step_on, _("opportunity"), text, f"opportunities/{chance.id}")
    yield from _deliveries(account, view)
    yield from _looks_again(account, view)


def _deliveries(account: Account, view: View) -> Iterator[Step]:
    for order in account.orders:
        text, record = _("order {id}").format(id=order.name), f"orders/{order.id}"
        if order.on_hold and view.assessed:
            asked = _("{order}: ask whether it still has to wait").format(order=text)
            yield Step(order.promise, label(order.status), asked, record, planned=False)
        elif order.open and order.status != "on-hold":
            yield Step(order.promise, _("delivery"), text, record)
    for one in account.nonconformities:
        if one.open and one.agreed_due:
            yield Step(one.agreed_due, label(one.kind), one.text, f"nonconformities/{one.id}", one.owner)


def _looks_again(account: Account, view: View) -> Iterator[Step]:
    as_of = view.as_of
    contract = account.contract
    if contract and contract.renewal_on and contract.renewal_on >= as_of:
        notice = last_day_of_notice(contract)
        if notice and notice >= as_of:  # once it is past, nothing can be done about it
            yield Step(notice, _("contract"), _("last day of notice"), "contract/notice_days")
        yield Step(contract.renewal_on, _("contract"), _("renewal"), "contract/renewal_on")
    if account.expansion and account.expansion.revisit_on and account.expansion.revisit_on >= as_of:
        yield Step(account.expansion.revisit_on, _("expansion"), _("think about it again"), "expansion/revisit_on")
    units = {unit.id: unit.name for unit in account.units}
    for cell in account.whitespace:
        if cell.revisit_on and cell.revisit_on >= as_of:
            what = [view.offering(cell.offering), *([units.get(cell.unit, cell.unit)] if cell.unit else [])]
            text = _("look again at {cell}").format(cell=", ".join(what))
            yield Step(cell.revisit_on, _("whitespace"), text, f"whitespace/{cell.key}")
    for objective in account.objectives:
        if objective.due and objective.due >= as_of:
            yield Step(objective.due, _("objective"), objective.text, f"objectives/{objective.id}")


def contacts(case: Case, as_of: date) -> list[Event]:
    """The contacts that the checks count, up to a day, newest first."""
    told = _dealings(case.account)
    found = [next(one for one in told if (one.day, one.people, one.by) == _key(contact)) for contact in case.contacts]
    return sorted((one for one in found if one.day <= as_of), key=lambda event: event.day, reverse=True)


def _key(contact: Contact) -> tuple[date, tuple[Id, ...], tuple[Id, ...]]:
    return contact.date, contact.people, contact.by


def events(account: Account, view: View, *, complete: bool) -> list[Event]:
    """What has happened, newest first; that nothing was answered is told where the plan is ``complete``."""
    told = _events(account, view.policies.calendar.zone, unanswered=complete)
    return sorted(told, key=lambda event: event.day, reverse=True)


def _dealings(account: Account) -> Iterator[Event]:
    """Interactions, reviews and briefings, in the order in which a case tells its contacts."""
    for one in account.interactions:
        record = f"interactions/{one.id}"
        yield Event(one.date, _contact(one), one.with_, one.by, one.outcome or "", one.external_ref, record)
    for review in account.satisfaction:
        by = (review.by,) if review.by else ()
        what = _("satisfaction review: {method}").format(method=label(review.method))
        yield Event(review.date, what, review.respondents, by, record=f"satisfaction/{review.id}")
    for briefing in account.briefings:
        what = f"{label(briefing.kind)}: {briefing.topic}"
        response, record = label(briefing.response), f"briefings/{briefing.id}"
        yield Event(briefing.date, what, briefing.audience, briefing.by, response, record=record)


def _events(account: Account, zone: tzinfo | None, *, unanswered: bool) -> Iterator[Event]:
    yield from _dealings(account)
    for favour in account.help:
        what = _("asked for help: {topic}").format(topic=favour.topic)
        answered = _answered(day_words(favour.answered_on) if favour.answered_on else "", unanswered)
        asked_by = (favour.from_,) if favour.from_ else ()
        outcome, record = label(favour.outcome), f"help/{favour.id}"
        yield Event(favour.asked_on, f"{what}{answered}", asked_by, (), outcome, record=record)
    for request in account.requests:
        template = _("request (urgent): {subject}") if request.urgent else _("request: {subject}")
        what = template.format(subject=request.subject or label(request.channel))
        answered = _answered(moment_words(request.responded_at) if request.responded_at else "", unanswered)
        who = (request.from_,) if request.from_ else ()
        day = local(request.received_at, zone).date()
        yield Event(day, f"{what}{answered}", who, record=f"requests/{request.id}")


def _contact(one: Interaction) -> str:
    """What kind of contact it was, what for, and who took the initiative."""
    purpose = f" ({label(one.purpose)})" if one.purpose else ""
    initiative = {"us": _("our initiative"), "customer": _("their initiative")}.get(one.initiated_by or "")
    return f"{label(one.kind)}{purpose}" + (f", {initiative}" if initiative else "")


def _answered(when: str, unanswered: bool) -> str:
    if when:
        return ", " + _("answered {when}").format(when=when)
    return ", " + _("not answered") if unanswered else ""
