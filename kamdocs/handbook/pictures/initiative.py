"""Who begins: the interactions of the last twelve months, ours above the line and theirs below it."""

from collections import Counter
from datetime import date

import msgspec
from markupsafe import Markup

from kamdocs.handbook.templating import render
from kamdocs.model import Account

MONTHS, HEIGHT = 12, 48
"""How many months, and how many pixels the fullest of them is high."""


class InitiativeMonth(msgspec.Struct, frozen=True):
    """A month: how many interactions we began, they began, and of how many nobody wrote down who did."""

    first: date
    us: int
    customer: int
    unsaid: int


def initiative_months(account: Account, as_of: date) -> list[InitiativeMonth]:
    """The twelve months that end with the as-of date, the oldest first."""
    found = Counter((one.date.replace(day=1), one.initiated_by) for one in account.interactions if one.date <= as_of)
    last = as_of.year * 12 + as_of.month - 1
    firsts = [date(index // 12, index % 12 + 1, 1) for index in range(max(12, last - MONTHS + 1), last + 1)]
    return [
        InitiativeMonth(first, found[first, "us"], found[first, "customer"], found[first, None]) for first in firsts
    ]


def initiative_picture(account: Account, as_of: date) -> Markup:
    """The picture; empty for a plan without any interaction. Twelve silent months are a picture, too."""
    if not account.interactions:
        return Markup()
    months = initiative_months(account, as_of)
    most = max(max(month.us, month.customer, month.unsaid) for month in months) or 1
    totals = {kind: sum(getattr(month, kind) for month in months) for kind in ("us", "customer", "unsaid")}
    return render(
        "pictures/initiative.html",
        "picture",
        months=months,
        totals=totals,
        height=lambda value: round(value * HEIGHT / most, 1),
    )
