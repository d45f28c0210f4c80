"""Axes: from days to places along a line, in percent of its length, with the ticks that fit."""

from collections.abc import Iterable
from datetime import date

import msgspec

from kamdocs.handbook.words import month_name
from kamdocs.rules.spans import later

TICKS = 6
"""How many ticks an axis has at most; that many labels fit on a phone."""
MARGIN = 0.03
"""How much of its span an axis is longer at either end, so that marks at the ends are whole."""
EDGE = 8.0
"""How near to an end, in percent, a label grows inwards instead of to both sides."""
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)


class Tick(msgspec.Struct, frozen=True):
    """A place on an axis with its label; ``anchor`` is SVG's ``text-anchor``."""

    at: float
    label: str
    anchor: str


class TimeAxis(msgspec.Struct, frozen=True):
    """The days from ``start`` to ``end`` along a line."""

    start: date
    end: date

    def at(self, day: date) -> float:
        """Where a day lies, from 0 to 100; days beyond the ends lie on them."""
        span = (self.end - self.start).days or 1
        return place((day - self.start).days * 100 / span)

    def ticks(self) -> list[Tick]:
        """The first days of months, quarters or years: the finest that are not too many."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        step = next((step for step in _STEPS if months <= step * TICKS), _STEPS[-1])
        first = self.start.year * 12 + self.start.month - 1
        found: list[Tick] = []
        for index in range(-(-first // step) * step, first + months + 1, step):
            day = date(max(index // 12, 1), index % 12 + 1, 1)
            if self.start <= day <= self.end:
                at = self.at(day)
                found.append(Tick(at, _label(day, step, bool(found)), anchor(at)))
        return found


def _label(day: date, step: int, follows: bool) -> str:
    if step >= 12:
        return str(day.year)
    return f"{month_name(day)}" if follows and day.month != 1 else f"{month_name(day)} {day.year}"


def axis_over(days: Iterable[date]) -> TimeAxis:
    """An axis that holds all of the days, with a margin."""
    held = sorted(days)
    margin = max(2, round((held[-1] - held[0]).days * MARGIN))
    return TimeAxis(later(held[0], -margin), later(held[-1], margin))


def place(percent: float) -> float:
    """A place within 0 to 100, to a hundredth."""
    return round(min(max(percent, 0.0), 100.0), 2)


def anchor(at: float) -> str:
    """How a label at a place is anchored, so that it is not cut off at the ends."""
    return "start" if at < EDGE else "end" if at > 100 - EDGE else "middle"
