"""How an account stood on a day, by the days that its records tell; what no record tells is left out."""

from collections.abc import Iterable, Iterator
from datetime import date

from kamdocs.model import Account, Commitment, Nonconformity, Order
from kamdocs.rules.spans import YEAR, later, months_before

MONTHS = 12
"""How far back a small line looks."""


def last_months(as_of: date) -> tuple[date, ...]:
    """The same day of each of the last twelve months, and today: what a small line tells of."""
    return tuple(months_before(as_of, months) for months in range(MONTHS, -1, -1))


def late_on(account: Account, day: date) -> int:
    """How many actions, promises, next steps and deliveries were past their last good day.

    Days that were moved are not known: each counts by the day that it has now. What was done without a day is left out.
    """
    return sum(due < day for due in _owed_on(account, day))


def _owed_on(account: Account, day: date) -> Iterator[date]:
    """The last good days of what was owed on a day."""
    for action in account.actions:
        was_open = action.open or (action.status == "done" and _after(action.done_on, day))
        if was_open and action.due and _was_there(action.added_on, day):
            yield action.due
    for promise in account.commitments:
        if promise.due and promise.made_on <= day and not _by(promise.settled_on, day):
            yield promise.due
    for chance in account.opportunities:
        if chance.open and chance.next_step_on and chance.added_on <= day:
            yield chance.next_step_on
    for order in account.orders:
        if _was_owed(order, day):
            yield max((promise for promise in order.promises if promise[0] <= day), key=lambda one: one[0])[1]


def _was_owed(order: Order, day: date) -> bool:
    return order.ordered_on <= day and (
        (order.open and order.status != "on-hold") or (not order.open and _after(order.delivered_on, day))
    )


def complaints_on(account: Account, day: date) -> int:
    """How many complaints were open."""
    return sum(_was_open(one, day) for one in account.nonconformities)


def _was_open(one: Nonconformity, day: date) -> bool:
    settled = one.resolved_on or (one.told_on if one.status == "rejected" else None)
    return one.received_on <= day and (one.open or _after(settled, day))


def promises_kept(accounts: Iterable[Account], day: date) -> tuple[int, int]:
    """How many promises that fell due in the year up to a day were kept in time, of how many.

    One that the customer released us from in time is none; one that is due on the day counts when it is kept.
    """
    told = [_kept(one) for account in accounts for one in account.commitments if _fell_due(one, day)]
    return sum(told), len(told)


def _fell_due(promise: Commitment, day: date) -> bool:
    due = promise.due
    if due is None or not later(day, -YEAR) < due <= day or _by(promise.released_on, due):
        return False
    return due < day or _by(promise.kept_on, day)


def _kept(promise: Commitment) -> bool:
    return promise.due is not None and _by(promise.kept_on, promise.due)


def _by(done: date | None, day: date) -> bool:
    return done is not None and done <= day


def _after(done: date | None, day: date) -> bool:
    return done is not None and done > day


def _was_there(added: date | None, day: date) -> bool:
    """Whether a record stood in the plan; of one without a day nobody knows better."""
    return added is None or added <= day
