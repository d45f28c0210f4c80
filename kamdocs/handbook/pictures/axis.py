"""Axes: from days to places along a line, in percent of its length."""

from collections.abc import Iterable
from datetime import date

import msgspec

from kamdocs.rules.spans import later

MARGIN = 0.03
"""How much of its span an axis is longer at either end, so that marks at the ends are whole."""


class TimeAxis(msgspec.Struct, frozen=True):
    """The days from ``start`` to ``end`` along a line."""

    start: date
    end: date

    def at(self, day: date) -> float:
        """Where a day lies, from 0 to 100; days beyond the ends lie on them."""
        span = (self.end - self.start).days or 1
        return place((day - self.start).days * 100 / span)


def axis_over(days: Iterable[date]) -> TimeAxis:
    """An axis that holds all of the days, with a margin."""
    held = sorted(days)
    margin = max(2, round((held[-1] - held[0]).days * MARGIN))
    return TimeAxis(later(held[0], -margin), later(held[-1], margin))


def place(percent: float) -> float:
    """A place within 0 to 100, to a hundredth."""
    return round(min(max(percent, 0.0), 100.0), 2)
