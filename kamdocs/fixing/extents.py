"""From the places of a text to stretches of it, and back."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from typing import Any

import msgspec
import yaml
from yaml._yaml import CParser
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

from kamdocs.source import Place
from kamdocs.source.document import Mend
from kamdocs.writing.splice import Splice


class Extent(msgspec.Struct, frozen=True):
    """Where a single value stands: from ``start`` to ``end`` (offsets), and its quotes, if it has some.

    ``bare`` says that it stands without quotes, ``one_line`` that it ends on the line on which it begins, ``flow`` that
    it stands within brackets.
    """

    start: int
    end: int
    quote: str
    bare: bool
    one_line: bool
    flow: bool = False


class Extents(msgspec.Struct, frozen=True, dict=True):
    """The lines and single values of a text."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))[:-1]

    def offset(self, place: Place) -> int:
        """The offset of a place; the end of the text for one beyond it."""
        if place.line > len(self.starts):
            return len(self.text)
        return min(self.starts[place.line - 1] + place.column - 1, len(self.text))

    def place(self, offset: int) -> Place:
        """The place of an offset."""
        line = bisect_right(self.starts, offset)
        return Place(line, offset - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """A line by its number, without its end."""
        if not 1 <= number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].removesuffix("\r")

    def splice(self, mend: Mend) -> Splice:
        """The splice that a mend of a line is."""
        start = self.starts[mend.line - 1]
        return Splice(start + mend.start - 1, start + mend.end - 1, mend.text)

    @cached_property
    def singles(self) -> Mapping[Place, Extent]:
        """The single values of a text, names of fields too, by the places at which they begin."""
        return dict(self._read())

    def _read(self) -> Iterator[tuple[Place, Extent]]:
        parser, brackets = CParser(self.text), 0
        try:
            while (event := parser.get_event()) is not None:
                if event.__class__ is ScalarEvent:
                    yield self._extent(event, flow=brackets > 0)
                elif isinstance(event, CollectionStartEvent):
                    brackets += bool(event.flow_style)
                elif isinstance(event, CollectionEndEvent) and brackets:
                    brackets -= 1  # in brackets stand none without
        except yaml.YAMLError:  # what stands before it counts
            return

    def _extent(self, event: Any, *, flow: bool) -> tuple[Place, Extent]:
        first, last = event.start_mark, event.end_mark
        start, end = (self.starts[mark.line] + mark.column if mark.line < len(self.starts) else len(self.text)
                      for mark in (first, last))  # fmt: skip
        bare = not event.style
        quote = event.style if event.style in ("'", '"') else ""
        extent = Extent(start, end, quote, bare, first.line == last.line and event.style not in ("|", ">"), flow)
        return Place(first.line + 1, first.column + 1), extent
