"""Spans of days, and where a requirement is not met: what "a gap is an interval of time" is made of.

All spans are half-open: ``start <= day < end``. Days beyond the calendar are clamped, so that no date in a file can
break the reckoning.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import MINYEAR, date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import NamedTuple

DAWN, FOREVER = date.min, date.max
"""The ends of the calendar: "from ever" and "until nobody knows"."""
YEAR = 365
"""The days of a year, wherever something counts or is remembered for one."""


class Span(NamedTuple):
    """Days from ``start`` up to, but not including, ``end``."""

    start: date
    end: date = FOREVER

    def over_by(self, day: date) -> bool:
        """Whether it is over on that day; what ends with the calendar never is."""
        return self.end <= day and self.end < FOREVER


def later(day: date, days: int) -> date:
    """The day that many days later (or earlier), within the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return FOREVER if days > 0 else DAWN


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months ago, or the last of that month; within the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year >= MINYEAR else DAWN


def local(moment: datetime, zone: tzinfo | None) -> datetime:
    """A moment on the clock of a time zone; as it is written, with its own offset, where there is none."""
    try:
        return moment.astimezone(zone) if zone else moment
    except OverflowError:  # at the ends of the calendar
        return moment


def after(day: date) -> date:
    """The day after."""
    return later(day, 1)


def lasting(events: Iterable[date], days: int) -> list[Span]:
    """What each event covers: the day of it and the days after, ``days`` in all."""
    return [Span(event, later(event, days)) for event in events]


def until(last: date | None, start: date | None = None) -> Span:
    """From ``start`` (or from ever) through ``last`` (or for good): the presence of a person, for one."""
    return Span(start or DAWN, after(last) if last else FOREVER)


def within(spans: Iterable[Span], limit: Span) -> list[Span]:
    """The parts of the spans that lie within ``limit``."""
    cut = (Span(max(span.start, limit.start), min(span.end, limit.end)) for span in spans)
    return [span for span in cut if span.start < span.end]


def uncovered(start: date, covers: Sequence[Sequence[Span]], at_least: int = 1) -> Iterator[Span]:
    """The spans from ``start`` on in which fewer than ``at_least`` of the covers hold, in order.

    A cover is one thing that can meet the requirement (a person, say) with the spans in which it does; its spans may
    overlap. Neighbouring spans are joined.
    """
    if at_least == 1:
        yield from _left_over(start, sorted(span for spans in covers for span in spans if span.start < span.end))
        return
    steps = {start: 0}
    for spans in covers:
        for begin, end in _joined(spans):
            if end > start:
                steps[max(begin, start)] = steps.get(max(begin, start), 0) + 1
                steps[end] = steps.get(end, 0) - 1
    holding, short_since = 0, None
    for day, step in sorted(steps.items()):
        holding += step
        if holding < at_least and short_since is None:
            short_since = day
        elif holding >= at_least and short_since is not None:
            yield Span(short_since, day)
            short_since = None
    if short_since is not None and short_since < FOREVER:
        yield Span(short_since)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The days that the spans cover together, as spans that don't touch."""
    begun: Span | None = None
    for span in sorted(span for span in spans if span.start < span.end):
        if begun is None or span.start > begun.end:
            if begun is not None:
                yield begun
            begun = span
        else:
            begun = Span(begun.start, max(begun.end, span.end))
    if begun is not None:
        yield begun


def _left_over(start: date, spans: Sequence[Span]) -> Iterator[Span]:
    """What no span covers, from ``start`` on; the spans come in the order of their starts."""
    for span in spans:
        if span.start > start:
            yield Span(start, span.start)
        start = max(start, span.end)
    if start < FOREVER:
        yield Span(start)


def holding(covers: Sequence[Sequence[Span]], span: Span) -> tuple[int, bool]:
    """How many of the covers hold on the first day of a span, and whether it stays so through the span."""
    edges = {edge for spans in covers for piece in spans for edge in piece if span.start < edge < span.end}
    first, *others = (sum(_holds(spans, day) for spans in covers) for day in (span.start, *sorted(edges)))
    return first, all(number == first for number in others)


def divide(span: Span, cover: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """The parts of a span, in order, each with whether the cover holds in it."""
    if span.start >= span.end:
        return
    inner = {edge for piece in cover for edge in piece if span.start < edge < span.end}
    for start, end in pairwise(sorted({*span, *inner})):
        yield Span(start, end), _holds(cover, start)


def last_before(days: Iterable[date], day: date, default: date) -> date:
    """The latest of the days that are not after ``day``; ``default`` where there is none."""
    return max((one for one in days if one <= day), default=default)


def year_span(year: int, days: int, years: Iterable[int]) -> Span:
    """When the figures of a year count: from some days after its end, until those of the next one that is there do."""
    following = min((one for one in years if one > year), default=None)
    end = later(date(following + 1, 1, 1), days) if following else FOREVER
    return Span(later(date(year + 1, 1, 1), days), end)


def _holds(spans: Sequence[Span], day: date) -> bool:
    return any(start <= day < end for start, end in spans)
