"""Whether enough of many was kept in time: each counts for a while from its own day on."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

import msgspec

from kamdocs.rules.spans import FOREVER, Span, later


class Enough(msgspec.Struct, frozen=True):
    """What is asked: of ``number`` or more, ``percent`` were kept, and at most ``late`` were not."""

    number: int
    percent: int
    late: int

    def of(self, all_: int, kept: int) -> bool:
        """Whether so many kept ones are enough of all."""
        return all_ < self.number or (kept * 100 >= self.percent * all_ and all_ - kept <= self.late)


class Shortfall(msgspec.Struct, frozen=True):
    """A span of days in which it falls short, with how many there are on its first day, and how many of them late."""

    span: Span
    number: int
    late: int


def falling_short(known: Iterable[tuple[date, bool]], window_days: int, enough: Enough) -> Iterator[Shortfall]:
    """Where it falls short; each of ``known`` has its day and whether it was kept."""
    changes: dict[date, list[int]] = {}
    for day, kept in known:
        for edge, step in ((day, 1), (later(day, window_days), -1)):
            counted = changes.setdefault(edge, [0, 0])
            counted[0] += step
            counted[1] += step * kept
    number = kept_number = 0
    began: tuple[date, int, int] | None = None
    for start, _end in pairwise([*sorted(changes), FOREVER]):
        number, kept_number = number + changes[start][0], kept_number + changes[start][1]
        short = not enough.of(number, kept_number)
        if short and began is None:
            began = start, number, number - kept_number
        elif not short and began is not None:
            yield Shortfall(Span(began[0], start), *began[1:])
            began = None
