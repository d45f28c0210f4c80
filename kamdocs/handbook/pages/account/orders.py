"""Orders: what was promised, what became of it, and what more turned up, one row each with its course."""

import math
from collections.abc import Sequence

from kamdocs.handbook import anchors
from kamdocs.handbook.pages.account.course import OrderLine, axis_of, in_order, order_lines
from kamdocs.handbook.pages.account.folded import folded_days
from kamdocs.handbook.pages.account.subject import NEWEST, Part, Subject, section
from kamdocs.handbook.words import day_words, money, short_day_in
from kamdocs.language import _, ngettext
from kamdocs.model import AdditionalNeed, Order
from kamdocs.schema.formats import is_uri

MANY = 100
"""From so many open orders on their days stand as in the rows that are folded."""


def orders_part(of: Subject) -> Part:
    """The open orders and the newest of the others; the rest is folded, without its course."""
    orders = in_order(of.account.orders)
    waiting = sum(one.open for one in orders)
    shown = max(waiting, NEWEST)
    axis = axis_of(orders[:shown], of.as_of) if orders else None
    lines = order_lines(orders, axis, of.as_of, complete=of.complete) if axis else []
    tracked = of.account.orders_tracked_in
    folded = folded_days(of.as_of)
    parts = of.filled(
        "orders",
        lines=lines[:shown],
        more=lines[shown:],
        timed=folded if shown > MANY else lambda day: short_day_in(day, of.as_of),
        folded=folded,
        today=axis.at(of.as_of) if axis else 0,
        course=_course,
        became=lambda need: _became(need, of),
        sums=_sums(orders) if of.complete and len(orders) > 1 else [],
        since=min((one.ordered_on for one in orders), default=None),
        tracked=tracked,
        tracked_at=tracked if is_uri(tracked or "") else None,
    )
    words = ngettext("{number} open", "{number} open", waiting).format(number=waiting)
    told = words if of.complete and orders else ""
    made = section(anchors.ORDERS, parts.part("orders"), told, of=of)
    return Part(made, (words if waiting else "0") if of.complete else "")


def _sums(orders: Sequence[Order]) -> list[str]:
    """What the orders that have an amount come to, by currency; nothing where no machine can add them up."""
    found: dict[str, float] = {}
    for one in orders:
        if one.amount is not None:
            currency = one.currency or ""
            found[currency] = found.get(currency, 0.0) + one.amount
    return [money(amount, currency) for currency, amount in found.items() if math.isfinite(amount)]


def _course(line: OrderLine) -> str:
    """The course of an order in words, for who doesn't see its line."""
    order = line.order
    told = [_("promised {day}").format(day=day_words(order.promised_on))]
    if line.moved and line.moved.to:
        told.append(_("revised to {day}").format(day=day_words(line.moved.to)))
    if order.delivered_on:
        told.append(_("delivered {day}").format(day=day_words(order.delivered_on)))
    return ", ".join(told)


def _became(need: AdditionalNeed, of: Subject) -> str:
    """What became of a need that turned up with an order."""
    if need.opportunity:
        titles = {one.id: one.title for one in of.account.opportunities}
        return _("opportunity: {title}").format(title=titles.get(need.opportunity, need.opportunity))
    if need.need:
        texts = {one.id: one.text for one in of.account.needs}
        return _("need: {text}").format(text=texts.get(need.need, need.need))
    if need.decision:
        return _("decided: {decision}").format(decision=need.decision)
    return _("nothing yet") if of.complete else ""
