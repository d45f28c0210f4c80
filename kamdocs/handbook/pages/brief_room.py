"""How much one sheet of A4 has room for: how long its lists may be, and about how high a brief becomes on paper."""

import re
from math import ceil

import msgspec


class Room(msgspec.Struct, frozen=True):
    """How many lines each list of the sheet may have, how many letters a text, and how many names a fact."""

    ours: int
    people: int
    troubles: int
    promises: int
    orders: int
    lines: int
    help: int
    gaps: int
    questions: int
    last: int
    letters: int = 80
    named: int = 3


ROOMS = (
    Room(ours=8, people=12, troubles=10, promises=10, orders=10, lines=12, help=3, gaps=6, questions=9, last=3),
    Room(ours=6, people=10, troubles=6, promises=6, orders=6, lines=8, help=2, gaps=4, questions=7, last=2),
    Room(ours=5, people=10, troubles=5, promises=4, orders=4, lines=5, help=2, gaps=3, questions=5, last=1),
    Room(ours=5, people=9, troubles=4, promises=3, orders=3, lines=4, help=1, gaps=2, questions=4, last=1, letters=70),
    Room(ours=5, people=6, troubles=4, promises=3, orders=3, lines=3, help=1, gaps=2, questions=4, last=1, letters=60),
    Room(
        ours=4,
        people=4,
        troubles=3,
        promises=3,
        orders=2,
        lines=2,
        help=1,
        gaps=1,
        questions=2,
        last=1,
        letters=48,
        named=1,
    ),
)
"""From the longest lists to those of which a sheet holds any, however long their texts are."""

SHEET = 77.0
"""How many lines of text the sheet holds."""
COLUMN = 54
"""How many letters a line of one of the two columns holds."""
CELLS = (40, 22, 24, 22, 13)
"""How many letters a line of each cell of the people's table holds."""
_COLUMNS = re.compile(r'<div class="columns[^>]*>\s*<div>(.*?)</div>\s*<div>(.*?)</div>\s*</div>', re.DOTALL)
_FLOW = re.compile(r'<div class="flow">(.*?)</div>', re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][ >].*?</t[hd]>", re.DOTALL)
_ITEM = re.compile(r"<(?:li|p)[ >].*?</(?:li|p)>", re.DOTALL)
_UNSEEN = re.compile(r'<[^>]*class="[^"]*(?:hidden|on-screen)[^"]*"[^>]*>[^<]*(?:<a[^>]*>[^<]*</a>)?[^<]*</\w+>')
_CAPITAL = re.compile(r"[A-Z]")
_TAG = re.compile(r"<[^>]*>")


def fits(document: str) -> bool:
    """Whether a brief is one sheet of A4 when it is printed, as far as its letters tell."""
    return height(document) <= SHEET


def height(document: str) -> float:
    """About how many lines a brief takes: the longer of two columns counts, and half of what flows through two."""
    seen = _UNSEEN.sub("", document)
    beside, flow = _COLUMNS.search(seen), _FLOW.search(seen)
    lines = _HEAD + sum(_row(found[1]) for found in _ROW.finditer(seen))
    if beside:
        lines += max(_column(beside[1]), _column(beside[2]))
    return lines + (_column(flow[1]) / 2 + _UNEVEN if flow else 0.0)


_UNEVEN = 2.0
"""By how many lines one of the columns that text flows through is longer, as no line of a list is broken."""
_HEAD = 7.0
"""The name, what stands below it, the ten cells, and the heading of the people's table."""


def _column(html: str) -> float:
    sections = html.count("<h2>") * 2.2
    return sections + sum(ceil(_letters(item[0]) / COLUMN) * 1.05 + 0.3 for item in _ITEM.finditer(html))


def _row(html: str) -> float:
    cells = _CELL.findall(html)
    return max((ceil(_letters(cell) / room) for cell, room in zip(cells, CELLS, strict=False)), default=0) + 0.45


def _letters(html: str) -> float:
    """How many letters of the usual width one sees; capitals are wider."""
    text = _TAG.sub("", html)
    return len(text) + len(_CAPITAL.findall(text)) * 0.45 + html.count("<br>") * COLUMN // 2
