"""How much one sheet of A4 has room for: how a brief is arranged, and how much of each of its lists stands on it.

A plan that has little is arranged roomily: texts run over as many lines as they take. Where that would leave people or
open things out, the sheet becomes dense, at most two lines for each of them, then tight, one for each person; what is
longer is cut there.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import ceil

import msgspec

MOST = {
    "people": 14, "ours": 8, "troubles": 20, "promises": 20, "orders": 20, "lines": 20,
    "questions": 9, "gaps": 6, "help": 3, "last": 3,
}  # fmt: skip
"""How much of each list a sheet has at most, in the order in which they grow."""
_LEAST = {
    "people": 10, "ours": 4, "troubles": 4, "promises": 4, "orders": 4, "lines": 4,
    "questions": 3, "gaps": 2, "help": 1, "last": 1,
}  # fmt: skip
"""How much of each list a dense sheet has in any case, however long its texts are."""
_NEEDED = ("people", "ours", "troubles", "promises", "orders", "lines")
"""Of what nothing is left out that a dense sheet has room for: the other lists have what is left."""
_FLOWING = ("troubles", "promises", "orders", "lines", "questions", "gaps", "help", "last")
_LEFT_OUT = ("orders", "help", "last")
"""Of the other lists it is said that they are empty."""

_ROOMY_CELLS = (40, 22, 24, 22, 13)
_DENSE_CELLS = (52, 18, 18, 18, 13)
"""How many letters a line of each cell of the people's table holds."""
_CELL = re.compile(r"<t[hd][ >].*?</t[hd]>", re.DOTALL)
_UNSEEN = re.compile(r'<span class="on-screen">.*?</span>', re.DOTALL)
_CAPITAL = re.compile(r"[A-Z]")
_TAG = re.compile(r"<[^>]*>")


class Arrangement(msgspec.Struct, frozen=True):
    """How a brief is laid out on paper ("roomy", "dense" or "tight"), and how many entries of each list it has."""

    name: str
    shown: Mapping[str, int]


class _Paper(msgspec.Struct, frozen=True):
    """What the entries of each list take, summed up from the first, and what a sheet holds; all in lines of text.

    ``above`` stands over the whole width whatever is shown; ``beside`` is a column beside our people, where there is
    one; ``heading`` and ``more`` are a list's heading and its last line.
    """

    sums: Mapping[str, Sequence[float]]
    sheet: float
    above: float
    beside: float | None
    heading: float
    more: float
    uneven: float

    def fits(self, shown: Mapping[str, int]) -> bool:
        """Whether so many entries of each list are on one sheet: what flows takes half of it, and a little more."""
        flowing = [self._list(part, shown[part]) for part in _FLOWING]
        ours, people = self._list("ours", shown["ours"]), self.sums["people"][shown["people"]]
        if self.beside is None:
            flowing.append(ours)
            ours = 0.0
        return self.above + people + max(ours, self.beside or 0.0) + sum(flowing) / 2 + self.uneven <= self.sheet

    def _list(self, part: str, shown: int) -> float:
        sums = self.sums[part]
        if len(sums) == 1 and part in _LEFT_OUT:
            return 0.0
        return self.heading + sums[shown] + (self.more if shown < len(sums) - 1 or not shown else 0.0)


def arranged(lists: Mapping[str, Sequence[str]], facts: Sequence[str]) -> Arrangement:
    """How a brief is arranged whose entries are these, as HTML: as roomily as leaves nothing out that is needed."""
    most = {part: min(len(lists[part]), MOST[part]) for part in MOST}
    least = {part: min(_LEAST[part], most[part]) for part in MOST}
    needed = least | {part: most[part] for part in _NEEDED}
    for name, make in (("roomy", _roomy), ("dense", _dense)):
        paper = make(lists, facts)
        if paper.fits(needed):
            return Arrangement(name, _grown(needed, most, paper.fits))
    tight = _dense(lists, facts, tight=True)
    return Arrangement("tight", _grown(_grown(least, needed, tight.fits), most, tight.fits))


def _grown(
    shown: Mapping[str, int], goal: Mapping[str, int], fits: Callable[[Mapping[str, int]], bool]
) -> dict[str, int]:
    """An entry more of each list in turn, as long as it fits."""
    if fits(goal):
        return dict(goal)
    grown = dict(shown)
    waiting = [part for part in goal if grown[part] < goal[part]]
    while waiting:
        for part in tuple(waiting):
            grown[part] += 1
            if not fits(grown):
                grown[part] -= 1
                waiting.remove(part)
            elif grown[part] == goal[part]:
                waiting.remove(part)
    return grown


def _roomy(lists: Mapping[str, Sequence[str]], facts: Sequence[str]) -> _Paper:
    def line(html: str) -> float:
        return ceil(_letters(html) / 56) + 0.25

    sums = _sums(lists, line, _row)
    facing = 2.1 + sum(map(line, facts)) if facts else 0.0
    return _Paper(sums, sheet=70.0, above=11.0, beside=facing, heading=2.1, more=1.25, uneven=1.5)


def _row(html: str) -> float:
    return max(ceil(_letters(cell) / room) for cell, room in _cells(html, _ROOMY_CELLS)) + 0.45


def _cells(html: str, rooms: Sequence[int]) -> Iterator[tuple[str, int]]:
    return zip(_CELL.findall(html), rooms, strict=False)


def _dense(lists: Mapping[str, Sequence[str]], facts: Sequence[str], *, tight: bool = False) -> _Paper:
    def line(html: str) -> float:
        lines = ceil(_letters(html) / 54)
        return (min(lines, 2) if "brief-what" in html else lines) + 0.12

    def row(html: str) -> float:
        lines = 1 if tight else min(max(ceil(_letters(cell) / room) for cell, room in _cells(html, _DENSE_CELLS)), 2)
        return lines + 0.25

    running = ceil(sum(map(_letters, facts)) / 120) + 1.8 if facts else 0.0
    sums = _sums(lists, line, row)
    return _Paper(sums, sheet=80.0, above=8.0 + running, beside=None, heading=1.8, more=1.15, uneven=2.0)


def _sums(
    lists: Mapping[str, Sequence[str]], line: Callable[[str], float], row: Callable[[str], float]
) -> dict[str, list[float]]:
    """Of each list what nothing, the first, the first two … of its entries take."""
    return {part: list(accumulate(map(row if part == "people" else line, lists[part]), initial=0.0)) for part in MOST}


def _letters(html: str) -> float:
    """How many letters of the usual width one sees; capitals are wider, and what has a line of its own takes more."""
    seen = _TAG.sub("", _UNSEEN.sub("", html) if "on-screen" in html else html)
    return len(seen) + len(_CAPITAL.findall(seen)) * 0.45 + html.count("<br") * 27
