"""When an answer is due: hours that run while we can be reached, as the plan says, or on working days."""

import functools
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from kamdocs.rules.calendar import Calendar
from kamdocs.rules.spans import after

if TYPE_CHECKING:
    from opening_hours import OpeningHours

LOOK_AHEAD = timedelta(days=400)
"""How far opening hours are looked for; an answer that they give no time for within it is due on working days."""
_NAMES_HOLIDAYS = re.compile(r"\bPH\b")


def answer_due(received: datetime, hours: float, opened: str | None, calendar: Calendar) -> datetime:
    """The point in time at which so many hours have run since a request was received, in its own clock.

    ``opened`` are the hours in which we can be reached, in the opening_hours form of OpenStreetMap; on public holidays
    they are closed, unless they name PH. Without them the hours run round the clock on working days.
    """
    start = received.replace(tzinfo=None)
    try:
        due = _elapsed(_opened(opened, start, calendar), start, hours) if opened else None
        due = due or _elapsed(_working_days(start.date(), calendar), start, hours)
    except OverflowError:  # at the end of the calendar
        due = None
    return (due or datetime.max).replace(tzinfo=received.tzinfo)


def last_day_of(end: datetime) -> date:
    """The last day on which a promise is still kept: midnight belongs to the day before."""
    return (end - timedelta(microseconds=1)).date() if end.time() == time() else end.date()


def _elapsed(spans: Iterable[tuple[datetime, datetime]], start: datetime, hours: float) -> datetime | None:
    """When so many hours of the spans have run from ``start`` on; None where the spans end before."""
    left = timedelta(hours=hours)
    for begin, end in spans:
        begins = max(begin, start)
        if left <= end - begins:
            return begins + left
        left -= end - begins
    return None


def _opened(opened: str, start: datetime, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """The spans in which we can be reached, each within a day."""
    on_holidays = bool(_NAMES_HOLIDAYS.search(opened))
    last = start + LOOK_AHEAD
    for begin, end, state, _comment in _parsed(opened, calendar.country if on_holidays else None).intervals(start):
        if begin > last:
            return
        if str(state) == "open":
            for span in _by_day(begin, min(end or last, last)):
                if on_holidays or not calendar.holiday(span[0].date()):
                    yield span


@functools.lru_cache(maxsize=256)
def _parsed(opened: str, country: str | None) -> "OpeningHours":
    from opening_hours import OpeningHours, UnknownCountryError  # type: ignore[attr-defined]  # not in its stubs

    try:
        return OpeningHours(opened, country=country)
    except UnknownCountryError:
        return OpeningHours(opened)


def _by_day(begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    while begin < end:
        midnight = datetime.combine(after(begin.date()), time())
        yield begin, min(midnight, end)
        begin = midnight


def _working_days(day: date, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    while day < date.max:
        if calendar.works_on(day):
            yield datetime.combine(day, time()), datetime.combine(after(day), time())
        day = after(day)
