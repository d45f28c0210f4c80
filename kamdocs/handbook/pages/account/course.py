"""The course of orders along a line of days: what was promised, what was promised anew, and what came."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from kamdocs.handbook.pictures.axis import TimeAxis, axis_over
from kamdocs.model import Delay, Order
from kamdocs.rules.spans import after


class OrderLine(msgspec.Struct, frozen=True):
    """An order with its places on the line, in percent; ``late`` is the stretch beyond the promise in force.

    ``moved`` is the last delay that names a new day, ``revised`` where that lies. ``late_days`` counts to the delivery;
    what has not come is ``overdue_since`` the day after its promise. ``untold`` says that nobody told the customer of
    that delay.
    """

    order: Order
    ordered: float
    promised: float
    moved: Delay | None
    revised: float | None
    delivered: float | None
    end: float
    late: tuple[float, float] | None
    late_days: int
    overdue_since: date | None
    untold: bool


def in_order(orders: Iterable[Order]) -> list[Order]:
    """The open orders, the longest promised first, then the others, newest first."""
    return sorted(
        orders, key=lambda order: (not order.open, order.promise.toordinal() * (1 if order.open else -1), order.id)
    )


def order_lines(orders: Sequence[Order], axis: TimeAxis, as_of: date, *, complete: bool) -> list[OrderLine]:
    """The orders' lines; what is late is told where the plan is ``complete`` for who looks at it."""
    return [_line(order, axis, as_of, complete=complete) for order in orders]


def _line(order: Order, axis: TimeAxis, as_of: date, *, complete: bool) -> OrderLine:
    came = order.delivered_on or (as_of if order.open else None)
    resting = order.on_hold  # the customer itself wants it to wait
    late = came if came and came > order.promise and complete and not resting else None
    moved = last_move(order)
    revised = moved.to if moved else None
    last = max(day for day in (order.promised_on, revised, order.delivered_on, late) if day)
    return OrderLine(
        order=order,
        ordered=axis.at(order.ordered_on),
        promised=axis.at(order.promised_on),
        moved=moved,
        revised=axis.at(revised) if revised else None,
        delivered=axis.at(order.delivered_on) if order.delivered_on else None,
        end=axis.at(last),
        late=(axis.at(order.promise), axis.at(late)) if late else None,
        late_days=(late - order.promise).days if late and order.delivered_on else 0,
        overdue_since=after(order.promise) if late and not order.delivered_on else None,
        untold=complete and moved is not None and moved.told_on is None,
    )


def last_move(order: Order) -> Delay | None:
    """The last delay of an order that names a new day, whether or not the customer was told of it."""
    return max((one for one in order.delays if one.to), key=lambda one: one.known_on, default=None)


def axis_of(orders: Iterable[Order], as_of: date) -> TimeAxis:
    """The line that all of the orders share, with the page's day on it."""
    return axis_over([*(day for one in orders for day in _days_of(one)), as_of])


def _days_of(order: Order) -> Iterator[date]:
    moved = last_move(order)
    days = (order.ordered_on, order.promised_on, moved.to if moved else None, order.delivered_on)
    return (day for day in days if day)
