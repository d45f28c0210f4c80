"""What stands between us and a customer, as its brief tells it: complaints, orders in words, help given."""

from datetime import date

import msgspec

from kamdocs.handbook.answers import Answers
from kamdocs.handbook.troubles import Trouble, troubles
from kamdocs.handbook.view import View
from kamdocs.language import label
from kamdocs.model import Account, Help, Nonconformity, Order
from kamdocs.rules.orders import delays_of


class OrderLine(msgspec.Struct, frozen=True):
    """An order that still has to be delivered, in words.

    ``first`` is the day first promised, where another holds now; ``told_on`` the last day on which they were told of a
    delay, ``untold`` since when they weren't. ``ask`` says that it rests, and one asks whether it still has to.
    """

    order: Order
    first: date | None
    told_on: date | None
    late: bool = False
    untold: date | None = None
    ask: bool = False


def complaints_first(account: Account, answers: Answers) -> list[Trouble]:
    """What weighs on the customer: grave complaints first, all others newest first, each with its severity."""
    others = troubles(msgspec.structs.replace(account, nonconformities=()), answers)
    grave: list[Trouble] = []
    for one in account.nonconformities:
        alone = msgspec.structs.replace(account, satisfaction=(), expectations=(), nonconformities=(one,))
        (grave if one.grave else others).extend(_weighed(told, one) for told in troubles(alone, answers))
    return [*_newest_first(grave), *_newest_first(others)]


def _weighed(told: Trouble, one: Nonconformity) -> Trouble:
    kind = f"{told.kind}, {label(one.severity)}" if one.severity else told.kind
    return msgspec.structs.replace(told, kind=kind)


def _newest_first(found: list[Trouble]) -> list[Trouble]:
    return sorted(found, key=lambda one: one.day, reverse=True)


def without_orders(account: Account) -> Account:
    """The account without the orders that still have to be delivered."""
    return msgspec.structs.replace(account, orders=tuple(one for one in account.orders if not one.open))


def order_lines(account: Account, view: View, *, complete: bool) -> list[OrderLine]:
    """The orders that still have to be delivered, by the day promised; what one has to speak of comes first.

    Who isn't told of gaps gets those from today on: whether an earlier one was delivered may stand in what isn't read.
    """
    found = [_line(one, view.as_of, complete=complete) for one in account.orders if one.open]
    told = [one for one in found if view.assessed or one.order.promise >= view.as_of]
    return sorted(told, key=lambda one: (not (one.untold or one.late), one.order.promise, one.order.name))


def _line(order: Order, as_of: date, *, complete: bool) -> OrderLine:
    first = order.promised_on if order.promised_on != order.promise else None
    told_on = max((one.told_on for one in order.delays if one.told_on), default=None)
    if not complete:
        return OrderLine(order, first, told_on)
    if order.status == "on-hold":
        return OrderLine(order, first, told_on, ask=True)
    untold = min((known for known, told, _record in delays_of(order) if not told and known <= as_of), default=None)
    return OrderLine(order, first, told_on, order.promise < as_of, untold)


def favours(account: Account) -> list[Help]:
    """What they asked of us outside of our obligations: what waits for an answer first, then newest first."""
    newest = sorted(account.help, key=lambda one: one.asked_on, reverse=True)
    return sorted(newest, key=lambda one: one.answered_on is not None)
