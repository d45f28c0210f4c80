"""Revenue by year: a bar a year, with its amount and the change from the year before."""

from collections.abc import Iterable
from datetime import date

import msgspec
from markupsafe import Markup

from kamdocs.handbook.pictures.axis import place
from kamdocs.handbook.templating import render
from kamdocs.model import Revenue

TOLD = 1_000_000
"""A change of that many percent and more is none that one could learn from: there was next to nothing before."""


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


def revenue_bars(told: Iterable[Revenue], as_of: date) -> list[RevenueBar]:
    """The bars, the oldest year first; each currency has a scale of its own."""
    rows = sorted(told, key=lambda row: (row.year, row.currency))
    amounts = {(row.year, row.currency): row.amount for row in rows}
    bars = []
    for row in rows:
        running = row.year >= as_of.year
        same = [one.amount for one in rows if one.currency == row.currency]
        before = amounts.get((row.year - 1, row.currency))
        change = _change(before, row.amount) if before and not running else None
        start, length = _bar(row.amount, same)
        bars.append(RevenueBar(row.year, row.amount, row.currency, start, length, change, running))
    return bars


def _bar(amount: float, same: list[float]) -> tuple[float, float]:
    """Where a bar starts and how long it is, reckoned in shares of the largest amount: no sum or product overflows."""
    largest = max(map(abs, same)) or 1.0
    low, high = min(0.0, *same) / largest, max(0.0, *same) / largest
    span = (high - low) or 1.0
    return place((min(amount, 0.0) / largest - low) / span * 100), place(abs(amount) / largest / span * 100)


def _change(before: float, amount: float) -> int | None:
    """The change in percent; None where it can't be told, or is more than anybody can imagine."""
    if before <= 0 or amount < 0:
        return None
    change = (amount - before) / before * 100
    return round(change) if change < TOLD else None


def revenue_picture(told: Iterable[Revenue], as_of: date) -> Markup:
    """The picture; empty where no revenue is kept."""
    bars = revenue_bars(told, as_of)
    return render("pictures/revenue.html", "picture", bars=bars) if bars else Markup()
