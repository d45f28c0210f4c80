"""The largest customers in a few rows, each with its share as a bar; the whole curve folds below."""

import msgspec
from markupsafe import Markup

from kamdocs.handbook.pictures.axis import place
from kamdocs.handbook.pictures.pareto import Customer, pareto, pareto_picture
from kamdocs.handbook.templating import render
from kamdocs.handbook.view import View
from kamdocs.language import Amount

SHOWN = 6


class Large(msgspec.Struct, frozen=True):
    """A customer, its bar in percent of the largest, and the change on the year before in percent, where it is known.

    ``way`` is the arrow of the change.
    """

    customer: Customer
    bar: float
    way: str = ""
    change: str = ""


def largest_picture(view: View) -> Markup:
    """The rows and, folded, the curve; empty where no revenue is kept."""
    found = pareto(view)
    if found is None:
        return Markup()
    before = {row.customer: row.revenue for row in view.shared.revenue if row.year == found.year - 1}
    top = found.customers[0].revenue
    return render(
        "pictures/largest.html",
        "rows",
        view=view,
        pareto=found,
        large=[_large(one, top, before) for one in found.customers[:SHOWN]],
        share=str(Amount(round(sum(one.share for one in found.planned), 1), 1)),
        curve=pareto_picture(view),
    )


def _large(one: Customer, top: float, before: dict[str, float]) -> Large:
    bar = place(max(0.0, one.revenue * 100 / top))
    known = [before.get(row.customer) for row in one.rows]
    then = sum(amount or 0 for amount in known)
    if None in known or then <= 0:
        return Large(one, bar)
    percent = round((one.revenue / then - 1) * 100)
    return Large(one, bar, "▲" if percent > 0 else "▼" if percent < 0 else "=", str(Amount(abs(percent))))
