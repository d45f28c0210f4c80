"""Revenue by year: a bar a year, with its amount and the change from the year before."""

from datetime import date

import msgspec
from markupsafe import Markup

from kamdocs.handbook.pictures.axis import place
from kamdocs.handbook.templating import render
from kamdocs.model import Account


class RevenueBar(msgspec.Struct, frozen=True):
    """A year: its bar from ``start`` on, ``length`` long, in percent of the line that all years share.

    ``change`` is the change from the year before in percent, None where there is none to compare with. A year that is
    ``running`` is not compared: it isn't over.
    """

    year: int
    amount: float
    currency: str
    start: float
    length: float
    change: int | None
    running: bool

    @property
    def negative(self) -> bool:
        """Whether more was given back than was brought in."""
        return self.amount < 0


def revenue_bars(account: Account, as_of: date) -> list[RevenueBar]:
    """The bars, the oldest year first; each currency has a scale of its own."""
    rows = sorted(account.revenue, key=lambda row: (row.year, row.currency))
    amounts = {(row.year, row.currency): row.amount for row in rows}
    bars = []
    for row in rows:
        running = row.year >= as_of.year
        same = [one.amount for one in rows if one.currency == row.currency]
        low, high = min(0.0, *same), max(0.0, *same)
        span = (high - low) or 1.0
        before = amounts.get((row.year - 1, row.currency))
        change = _change(before, row.amount) if before and not running else None
        start, length = place((min(row.amount, 0.0) - low) * 100 / span), place(abs(row.amount) * 100 / span)
        bars.append(RevenueBar(row.year, row.amount, row.currency, start, length, change, running))
    return bars


def _change(before: float, amount: float) -> int | None:
    return round((amount - before) * 100 / before) if before > 0 and amount >= 0 else None


def revenue_picture(account: Account, as_of: date) -> Markup:
    """The picture; empty where no revenue is kept."""
    bars = revenue_bars(account, as_of)
    return render("pictures/revenue.html", "picture", bars=bars) if bars else Markup()
