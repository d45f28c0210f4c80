"""What comes next with a customer, and what has happened, each as one list in the order of the days."""

from collections.abc import Iterator
from datetime import date

import msgspec

from kamdocs.handbook.words import label
from kamdocs.model import Account, Id
from kamdocs.rules.spans import later


class Step(msgspec.Struct, frozen=True):
    """Something dated that lies ahead, or should have been done.

    ``record`` says where in the plan it stands (``actions/a1``); it stays the same when the day changes.
    """

    day: date
    kind: str
    text: str
    record: str
    who: Id | None = None


class Event(msgspec.Struct, frozen=True):
    """Something that happened; ``people`` are the customer's, ``by`` are ours."""

    day: date
    what: str
    people: tuple[Id, ...] = ()
    by: tuple[Id, ...] = ()
    outcome: str = ""


def next_steps(account: Account, as_of: date) -> list[Step]:
    """All open dated steps, soonest first; what is past and undone stands at the top."""
    return sorted(_steps(account, as_of), key=lambda step: (step.day, step.text))


def _steps(account: Account, as_of: date) -> Iterator[Step]:
    for action in account.actions:
        if action.open and action.due:
            yield Step(action.due, "action", action.text, f"actions/{action.id}", action.owner)
    for promise in account.commitments:
        if promise.due and not promise.settled_on:
            yield Step(promise.due, "promise", promise.text, f"commitments/{promise.id}", promise.by)
    for chance in account.opportunities:
        if chance.open and chance.next_step_on:
            text = chance.next_step or chance.title
            yield Step(chance.next_step_on, "opportunity", text, f"opportunities/{chance.id}")
    yield from _deliveries(account)
    yield from _looks_again(account, as_of)


def _deliveries(account: Account) -> Iterator[Step]:
    for order in account.orders:
        if order.open:
            yield Step(order.promise, "delivery", f"order {order.id}", f"orders/{order.id}")
    for one in account.nonconformities:
        if one.open and one.agreed_due:
            yield Step(one.agreed_due, label(one.kind), one.text, f"nonconformities/{one.id}", one.owner)


def _looks_again(account: Account, as_of: date) -> Iterator[Step]:
    contract = account.contract
    if contract and contract.renewal_on and contract.renewal_on >= as_of:
        if contract.notice_days:
            notice = later(contract.renewal_on, -contract.notice_days)
            yield Step(notice, "contract", "last day of notice", "contract/notice_days")
        yield Step(contract.renewal_on, "contract", "renewal", "contract/renewal_on")
    if account.expansion and account.expansion.revisit_on and account.expansion.revisit_on >= as_of:
        yield Step(account.expansion.revisit_on, "expansion", "think about it again", "expansion/revisit_on")
    for cell in account.whitespace:
        if cell.revisit_on and cell.revisit_on >= as_of:
            yield Step(cell.revisit_on, "whitespace", f"look again at {cell.key}", f"whitespace/{cell.key}")
    for objective in account.objectives:
        if objective.due and objective.due >= as_of:
            yield Step(objective.due, "objective", objective.text, f"objectives/{objective.id}")


def events(account: Account) -> list[Event]:
    """What has happened, newest first."""
    return sorted(_events(account), key=lambda event: event.day, reverse=True)


def _events(account: Account) -> Iterator[Event]:
    for one in account.interactions:
        initiative = {"us": ", our initiative", "customer": ", their initiative", None: ""}[one.initiated_by]
        purpose = f" ({label(one.purpose)})" if one.purpose else ""
        yield Event(one.date, f"{label(one.kind)}{purpose}{initiative}", one.with_, one.by, one.outcome or "")
    for briefing in account.briefings:
        what = f"{label(briefing.kind)}: {briefing.topic}"
        yield Event(briefing.date, what, briefing.audience, briefing.by, label(briefing.response))
    for review in account.satisfaction:
        by = (review.by,) if review.by else ()
        yield Event(review.date, f"satisfaction review: {label(review.method)}", review.respondents, by)
    for favour in account.help:
        asked_by = (favour.from_,) if favour.from_ else ()
        answered = f", answered {favour.answered_on}" if favour.answered_on else ", not answered"
        yield Event(favour.asked_on, f"asked for help: {favour.topic}{answered}", asked_by, (), label(favour.outcome))
    for request in account.requests:
        who = (request.from_,) if request.from_ else ()
        answered = f"answered {request.responded_at:%Y-%m-%d %H:%M}" if request.responded_at else "not answered"
        what = f"request{' (urgent)' if request.urgent else ''}: {request.subject or label(request.channel)}"
        yield Event(request.received_at.date(), f"{what}, {answered}", who)
