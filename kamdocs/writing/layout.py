"""How a text of YAML is laid out: where each value stands, how it is written, and what lies between."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import msgspec
import yaml
from yaml import CSafeLoader, MappingNode, ScalarNode, SequenceNode

from kamdocs.source import Pointer


class Spot(msgspec.Struct, frozen=True):
    """A value: from ``start`` to ``end``, its last visible character (offsets in code points).

    ``entries`` are those of a record or a list, ``flow`` says that it stands in brackets; ``style`` is that of a single
    value: ``'``, ``"``, ``|``, ``>``, or empty.
    """

    start: int
    end: int
    shape: str = "single"  # single | record | list
    flow: bool = False
    style: str = ""
    entries: tuple["Entry", ...] = ()


class Entry(msgspec.Struct, frozen=True):
    """A field of a record, or an item of a list.

    ``start`` is where its name begins, or its dash; in brackets an item begins with its value. ``after`` is the offset
    behind the colon or the dash.
    """

    name: str | int
    start: int
    after: int
    value: Spot

    @property
    def end(self) -> int:
        """Where the value ends; of an absent value behind the colon or the dash."""
        return max(self.after, self.value.end)


class Layout(msgspec.Struct, frozen=True, dict=True):
    """A text with the place of every value in it."""

    text: str
    top: Spot

    @cached_property
    def newline(self) -> str:
        """What ends the lines of the text: what ends most of them."""
        wide = self.text.count("\r\n")
        return "\r\n" if wide * 2 > self.text.count("\n") else "\n"

    def column(self, offset: int) -> int:
        """How far from its line's beginning an offset is."""
        return offset - self.line_start(offset)

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line end."""
        found = self.text.find("\n", offset)
        end = len(self.text) if found < 0 else found
        return end - 1 if end > offset and self.text[end - 1] == "\r" else end

    def next_line(self, offset: int) -> int:
        """Where the line after that of an offset begins; the end of the text where there is none."""
        found = self.text.find("\n", offset)
        return len(self.text) if found < 0 else found + 1

    def before(self, offset: int) -> str:
        """What stands before an offset on its line."""
        return self.text[self.line_start(offset) : offset]

    def find(self, pointer: Pointer) -> Spot | None:
        """The value at a pointer; None where there is none."""
        spot: Spot = self.top
        for step in pointer:
            entry = entry_of(spot, step)
            if entry is None:
                return None
            spot = entry.value
        return spot

    def all_spots(self) -> Iterator[Spot]:
        """Every value of the text, each before those within it."""
        waiting = [self.top]
        while waiting:
            spot = waiting.pop()
            yield spot
            waiting += [entry.value for entry in reversed(spot.entries)]


def entry_of(spot: Spot, step: str | int) -> Entry | None:
    """The entry of a record or list by its name or place."""
    return next((entry for entry in spot.entries if entry.name == step), None)


def read_layout(text: str) -> Layout:
    """The layout of a text that was read strictly before; raises ``yaml.YAMLError`` for one that is no YAML."""
    node = yaml.compose(text, Loader=CSafeLoader)
    reader = _Reader(text)
    return Layout(text, reader.spot(node, 0))


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def offset(self, mark: Any) -> int:
        """The offset of a mark; its own index counts a line end of two characters otherwise."""
        return self.starts[mark.line] + int(mark.column) if mark.line < len(self.starts) else len(self.text)

    def spot(self, node: Any, after: int) -> Spot:
        """The value of a node that stands behind the offset ``after``."""
        if isinstance(node, ScalarNode):
            return self._single(node, after)
        start = self.offset(node.start_mark)
        entries = tuple(self._fields(node) if isinstance(node, MappingNode) else self._items(node, start))
        flow = bool(node.flow_style)
        end = self.offset(node.end_mark) if flow else max((entry.end for entry in entries), default=start)
        return Spot(start, end, "record" if isinstance(node, MappingNode) else "list", flow, "", entries)

    def _single(self, node: Any, after: int) -> Spot:
        start, end = self.offset(node.start_mark), self.offset(node.end_mark)
        style = node.style or ""
        if not style and not node.value:  # an absent value has no place of its own
            return Spot(after, after)
        if style in ("|", ">"):
            return Spot(start, self._end_of_block(start, end), style=style)
        return Spot(start, max(start, start + len(self.text[start:end].rstrip())), style=style)

    def _end_of_block(self, start: int, end: int) -> int:
        head = self.text[start : self.text.find("\n", start)].partition("#")[0]
        return end if "+" in head else start + len(self.text[start:end].rstrip(" \t\r\n"))

    def _fields(self, node: Any) -> Iterator[Entry]:
        for key, value in node.value:
            after = self._behind(self.offset(key.end_mark), ":")
            yield Entry(str(key.value), self.offset(key.start_mark), after, self.spot(value, after))

    def _items(self, node: SequenceNode, start: int) -> Iterator[Entry]:
        at = start
        for index, item in enumerate(node.value):
            if node.flow_style:
                spot = self.spot(item, self.offset(item.start_mark))
                yield Entry(index, spot.start, spot.start, spot)
                continue
            after = self._behind(at, "-")
            entry = Entry(index, after - 1, after, self.spot(item, after))
            at = entry.end
            yield entry

    def _behind(self, begin: int, sign: str) -> int:
        """The offset behind a sign that stands next, after blanks and comments; where there is none, ``begin``."""
        at = begin
        while at < len(self.text) and (self.text[at].isspace() or self.text[at] == "#"):
            at = self.text.find("\n", at) if self.text[at] == "#" else at + 1
            if at < 0:
                return begin
        return at + 1 if self.text[at : at + 1] == sign else begin


def names_in(spot: Spot) -> Sequence[str]:
    """The names of a record's fields, in the order of the text."""
    return [str(entry.name) for entry in spot.entries]


def is_tight(layout: Layout, spot: Spot) -> bool:
    """Whether no blank stands behind the commas in brackets."""
    return any(layout.text[one.end : other.start] == "," for one, other in pairwise(spot.entries))
