"""When an answer is due: hours that run while we can be reached, as the plan says, or on working days."""

import functools
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from kamdocs.rules.calendar import Calendar
from kamdocs.rules.spans import after

if TYPE_CHECKING:
    from opening_hours import OpeningHours

LOOK_AHEAD = timedelta(days=400)
"""How far opening hours are looked for; an answer that they give no time for within it is due on working days."""
_COMMENT = re.compile(r'"[^"]*"')
_HOURS_OF_HOLIDAYS = re.compile(r"\bPH\b(?!\s*(?:off|closed)\b)")
"""Holidays that are named without being closed: then the hours say themselves when we can be reached on them."""


def answer_due(received: datetime, hours: float, opened: str | None, calendar: Calendar) -> datetime:
    """The point in time at which so many hours have run since a request was received, in its own clock.

    ``opened`` are the hours in which we can be reached, in the opening_hours form of OpenStreetMap; on public holidays
    they are closed, unless they name PH. Without them the hours run round the clock on working days.
    """
    clock = received.replace(tzinfo=None), received.fold, received.tzinfo  # equal moments may stand on other clocks
    return _due(clock, hours, opened, calendar)


@functools.lru_cache(maxsize=4096)  # the versions of a plan hold the same requests
def _due(clock: tuple[datetime, int, tzinfo | None], hours: float, opened: str | None, calendar: Calendar) -> datetime:
    start, fold, zone = clock
    received = start.replace(tzinfo=zone, fold=fold)
    try:
        due = _elapsed(_opened(opened, start, calendar), received, hours) if opened else None
        due = due or _elapsed(_working_days(start.date(), calendar), received, hours)
    except OverflowError:  # at the end of the calendar
        due = None
    return due or datetime.max.replace(tzinfo=received.tzinfo)


def last_day_of(end: datetime) -> date:
    """The last day on which a promise is still kept: midnight belongs to the day before."""
    return (end - timedelta(microseconds=1)).date() if end.time() == time() else end.date()


def _elapsed(spans: Iterable[tuple[datetime, datetime]], received: datetime, hours: float) -> datetime | None:
    """When so many hours of the spans have run since a request was received; None where the spans end before.

    The spans are on the clock of its zone; hours are counted as they pass, so that a night in which clocks are put
    forward or back has seven or nine of them.
    """
    left = timedelta(hours=hours)
    for span in spans:
        begin, end = (edge.replace(tzinfo=received.tzinfo).astimezone(UTC) for edge in span)
        begins = max(begin, received.astimezone(UTC))
        if left <= end - begins:
            return (begins + left).astimezone(received.tzinfo)
        left -= max(end - begins, timedelta())
    return None


def _opened(opened: str, start: datetime, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """The spans in which we can be reached, each within a day."""
    on_holidays = bool(_HOURS_OF_HOLIDAYS.search(_COMMENT.sub("", opened)))
    last = start + LOOK_AHEAD
    for begin, end, state, _comment in _parsed(opened, calendar.country if on_holidays else None).intervals(
        start, last
    ):
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
