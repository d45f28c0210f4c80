"""Days of history: those of commits, on which something became known, and the periods that rows tell of."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from kamdocs.rules.spans import later

Every = Literal["month", "week"]
_DECEMBER = 12


class Period(msgspec.Struct, frozen=True):
    """The days after ``begins_after``, up to ``until``."""

    begins_after: date
    until: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.begins_after < day <= self.until


def periods(since: date, as_of: date, every: Every) -> tuple[Period, ...]:
    """The months or weeks from the one that ``since`` lies in, and what there is of the last one, to ``as_of``.

    There is at least one; that of the calendar's first day holds no day.
    """
    end = _end_of_month if every == "month" else _end_of_week
    found = []
    begins_after = later(_first_of(since, every), -1)
    while begins_after < as_of:
        until = min(end(later(begins_after, 1)), as_of)
        found.append(Period(begins_after, until))
        begins_after = until
    return tuple(found or [Period(begins_after, as_of)])


def a_year_before(day: date) -> date:
    """The same day a year ago; of a leap day the one before."""
    try:
        return day.replace(year=max(1, day.year - 1))
    except ValueError:
        return day.replace(year=day.year - 1, day=day.day - 1)


def running_days(days: Sequence[date]) -> tuple[date, ...]:
    """The days of commits, oldest commit first, so that none goes back.

    A clock that was wrong gives a day that doesn't fit between those before it and after it. The most days that run
    forward are kept (the longest subsequence that doesn't fall), any other is that of the commit before it.
    """
    kept = _kept(days)
    found: list[date] = []
    last = days[kept[0]] if kept else date.min
    fitting = set(kept)
    for place, day in enumerate(days):
        last = day if place in fitting else last
        found.append(last)
    return tuple(found)


def _kept(days: Sequence[date]) -> list[int]:
    """The places of the longest subsequence that doesn't fall, in ``n log n`` steps."""
    ends: list[date] = []
    places: list[int] = []
    before: list[int] = []
    for place, day in enumerate(days):
        length = bisect_right(ends, day)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [day]
        places[length : length + 1] = [place]
    return list(reversed(list(_way_back(before, places[-1] if places else -1))))


def _way_back(before: Sequence[int], place: int) -> Iterator[int]:
    while place >= 0:
        yield place
        place = before[place]


def _first_of(day: date, every: Every) -> date:
    return day.replace(day=1) if every == "month" else later(day, -day.weekday())


def _end_of_month(day: date) -> date:
    if (day.year, day.month) == (date.max.year, _DECEMBER):
        return date.max
    first = day.replace(year=day.year + day.month // _DECEMBER, month=day.month % _DECEMBER + 1, day=1)
    return first - timedelta(1)


def _end_of_week(day: date) -> date:
    return later(day, 6 - day.weekday())
