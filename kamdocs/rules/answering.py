"""When an answer is due: hours that run while we can be reached, as the plan says, or on working days."""

import functools
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from kamdocs.rules.workdays import Workdays

if TYPE_CHECKING:
    from opening_hours import OpeningHours

LOOK_AHEAD = timedelta(days=400)
"""How far opening hours are looked for; hours that open nowhere within it count as none."""


def answer_due(received: datetime, hours: float, opened: str | None, workdays: Workdays) -> datetime:
    """The point in time at which so many hours have run since a request was received, in its own clock.

    ``opened`` are the hours in which we can be reached, in the opening_hours form of OpenStreetMap; on public holidays
    they are closed, unless they name PH. Without them the hours run round the clock on working days.
    """
    left = timedelta(hours=hours)
    try:
        for start, end in _open_spans(received.replace(tzinfo=None), opened, workdays):
            if left <= end - start:
                return (start + left).replace(tzinfo=received.tzinfo)
            left -= end - start
    except OverflowError:
        pass  # at the end of the calendar
    return datetime.max.replace(tzinfo=received.tzinfo)


def last_day_of(end: datetime) -> date:
    """The last day on which a promise is still kept: midnight belongs to the day before."""
    return (end - timedelta(microseconds=1)).date() if end.time() == time() else end.date()


def _open_spans(start: datetime, opened: str | None, workdays: Workdays) -> Iterator[tuple[datetime, datetime]]:
    """The spans in which time runs, from a point on."""
    found = False
    for begin, end in _hours_of(opened, start) if opened else ():
        for day, first, last in _by_day(begin, end):
            if "PH" in (opened or "") or not workdays.holiday(day):
                found = True
                yield max(first, start), last
    if not found:
        yield from _working_days(start, workdays)


def _hours_of(opened: str, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    for begin, end, state, _comment in _parsed(opened).intervals(start):
        if begin - start > LOOK_AHEAD:
            return
        if str(state) == "open":
            yield begin, min(end, start + LOOK_AHEAD * 10)


@functools.lru_cache(maxsize=256)
def _parsed(opened: str) -> "OpeningHours":
    from opening_hours import OpeningHours

    return OpeningHours(opened)


def _by_day(begin: datetime, end: datetime) -> Iterator[tuple[date, datetime, datetime]]:
    while begin < end:
        midnight = datetime.combine(begin.date() + timedelta(days=1), time())
        yield begin.date(), begin, min(midnight, end)
        begin = midnight


def _working_days(start: datetime, workdays: Workdays) -> Iterator[tuple[datetime, datetime]]:
    while True:
        midnight = datetime.combine(start.date() + timedelta(days=1), time())
        if workdays.include(start.date()):
            yield start, midnight
        start = midnight
