"""Orders on a time axis: what was promised, what was promised anew, and what came."""

from datetime import date

import msgspec
from markupsafe import Markup

from kamdocs.handbook.pictures.axis import TimeAxis, axis_over
from kamdocs.handbook.templating import render
from kamdocs.handbook.view import View
from kamdocs.model import Account, Order
from kamdocs.rules.spans import later

DAYS, SHOWN = 365, 25
"""The picture shows what is open and what ended within so many days, and at most so many orders."""


class OrderLine(msgspec.Struct, frozen=True):
    """An order with its places on the axis, in percent; ``late`` is the stretch beyond the promise in force.

    ``late_days`` counts to the delivery, or to the as-of date where it has not come.
    """

    order: Order
    ordered: float
    promised: float
    revised: float | None
    delivered: float | None
    end: float
    late: tuple[float, float] | None
    late_days: int


def shown_orders(account: Account, as_of: date) -> list[Order]:
    """The open orders, the longest promised first, then those of the last year, newest first."""
    since = later(as_of, -DAYS)
    recent = [order for order in account.orders if order.open or (order.delivered_on or order.promise) >= since]
    return sorted(
        recent,
        key=lambda order: (not order.open, order.promise.toordinal() * (1 if order.open else -1), order.id),
    )[:SHOWN]


def order_lines(orders: list[Order], axis: TimeAxis, as_of: date, *, complete: bool) -> list[OrderLine]:
    """The orders' lines on an axis; what is late is told where the plan is ``complete`` for who looks at it."""
    return [_line(order, axis, as_of, complete=complete) for order in orders]


def _line(order: Order, axis: TimeAxis, as_of: date, *, complete: bool) -> OrderLine:
    came = order.delivered_on or (as_of if order.open else None)
    late = came if came and came > order.promise and complete else None
    last = max(day for day in (order.promised_on, order.revised_on, order.delivered_on, late) if day)
    return OrderLine(
        order=order,
        ordered=axis.at(order.ordered_on),
        promised=axis.at(order.promised_on),
        revised=axis.at(order.revised_on) if order.revised_on else None,
        delivered=axis.at(order.delivered_on) if order.delivered_on else None,
        end=axis.at(last),
        late=(axis.at(order.promise), axis.at(late)) if late else None,
        late_days=(late - order.promise).days if late else 0,
    )


def orders_picture(account: Account, view: View, *, complete: bool) -> Markup:
    """The picture; empty where no order is open or recent. What is late or not told needs a ``complete`` plan."""
    orders = shown_orders(account, view.as_of)
    if not orders:
        return Markup()
    days = [day for one in orders for day in (one.ordered_on, one.promised_on, one.revised_on, one.delivered_on) if day]
    axis = axis_over([*days, view.as_of])
    return render(
        "pictures/orders.html",
        "picture",
        lines=order_lines(orders, axis, view.as_of, complete=complete),
        ticks=axis.ticks(),
        today=axis.at(view.as_of),
        view=view,
        complete=complete,
    )
