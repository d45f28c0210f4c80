"""The values of this room: a document, the places in it, and the faults of it."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec

from kamdocs.language import Sentence

Pointer: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of a file: ``("orders", 2, "promised_on")``."""

Marks: TypeAlias = Mapping[int, Any]
"""By ``id`` of a container: ``{key: (key line, key column, value line, value column)}``, all from 0; a list has
its items' indexes as keys and their place twice."""


MAX_FAULTS = 100
"""How many faults of a file are told: who mends those sees the others then."""


class Place(msgspec.Struct, frozen=True, order=True):
    """A place in a text file; line and column count from 1, columns in code points."""

    line: int = 1
    column: int = 1


class Mend(msgspec.Struct, frozen=True):
    """A stretch of one line that becomes another text; columns count from 1, and the one at ``end`` stays."""

    line: int
    start: int
    end: int
    text: str


Reading: TypeAlias = tuple[Mend, ...]
"""One way to understand what is wrong, as what it makes of the text."""


class Fault(msgspec.Struct, frozen=True):
    """Something that keeps a file from being read as it was meant.

    ``check`` is the name of the check that reports it (``yaml-error``, ``schema-error`` …). A ``fatal`` fault
    leaves the file unassessed; the others leave what was read standing. ``record`` names the value it is about.
    ``readings`` are the ways in which its line may have been meant, where they can be told: who knows the fields may
    see that only one of several is sensible.
    """

    check: str
    message: Sentence
    hint: Sentence
    place: Place = Place()
    fatal: bool = True
    record: str | None = None
    readings: tuple[Reading, ...] = ()


class Cut(msgspec.Struct, frozen=True):
    """An unquoted value with ``#`` one blank behind it: YAML takes what follows, ``rest``, as a comment.

    ``place`` is that of the ``#``; an ``empty`` value is nothing, because its text begins with it.
    """

    pointer: Pointer
    place: Place
    rest: str
    empty: bool


class Document(msgspec.Struct, frozen=True):
    """A text file as read: its text, its plain data (None where nothing could be read), and its faults.

    ``unclear`` leads to the values that may mean something else than they say, ``cuts`` are the values that may go on
    in a comment; both for the schema to judge. ``left_out`` are the ids of records that it took out of the data.
    ``begins`` are the lines from which the marks of top-level fields and of what is below them count, where that is not
    the first: see :class:`~kamdocs.source.successive.VersionReader`.
    """

    path: str
    text: str
    data: Any
    marks: Marks
    faults: tuple[Fault, ...] = ()
    unclear: tuple[Pointer, ...] = ()
    cuts: tuple[Cut, ...] = ()
    left_out: frozenset[str] = frozenset()
    begins: Mapping[str | int, int] = {}

    @property
    def readable(self) -> bool:
        """Whether no fault forbids to go on with what was read."""
        return self.data is not None and not any(fault.fatal for fault in self.faults)

    def place_of(self, pointer: Pointer) -> Place:
        """The place of the key (or list item) that ``pointer`` leads to; of the last one that exists."""
        return self._find(pointer, value=False)

    def place_of_value(self, pointer: Pointer) -> Place:
        """The place of the value that ``pointer`` leads to; of the last one that exists."""
        return self._find(pointer, value=True)

    def _find(self, pointer: Pointer, *, value: bool) -> Place:
        node, found = self.data, (0, 0, 0, 0)
        for step in pointer:
            marks = self.marks.get(id(node))
            mark = marks.get(step) if marks else None
            if mark is None:
                break
            # Of a value that counts as missing only the place is left.
            node, found = node.get(step) if isinstance(node, dict) else node[step], mark
        line, column = found[2:] if value else found[:2]
        begin = self.begins.get(pointer[0], 0) if self.begins and pointer else 0
        return Place(begin + line + 1, column + 1)

    def has(self, pointer: Pointer) -> bool:
        """Whether ``pointer`` leads to a value; one below a field that stands twice may not."""
        node = self.data
        for step in pointer:
            if not (step in node if isinstance(node, dict) else isinstance(node, list) and step in range(len(node))):
                return False
            node = node[step]
        return True

    def value_at(self, pointer: Pointer) -> Any:
        """The value that ``pointer`` leads to; it has to exist."""
        node = self.data
        for step in pointer:
            node = node[step]
        return node

    def names_to(self, pointer: Pointer) -> tuple[str, ...]:
        """The way to a value as people say it, with names for list items: ``("orders", "4500031", "promised_on")``.

        An item is called by what names it in its list, so that the way stays the same when items move.
        """
        names: list[str] = []
        node = self.data
        for step in pointer:
            node = node[step]
            names.append(step if isinstance(step, str) else _name_of(node) or str(step + 1))
        return tuple(names)

    def lines(self) -> list[str]:
        """The text's lines without their ends; the same lines that places count."""
        return self.text.replace("\r\n", "\n").split("\n")


def _name_of(item: Any) -> str:
    if not isinstance(item, dict):
        return " ".join(str(item).split())[:60] if _is_plain(item) else ""
    for keys in (("id",), ("year",), ("offering", "unit"), ("check", "record"), ("date",), ("known_on",), ("from",)):
        if _is_plain(item.get(keys[0])):
            return "@".join(str(item[key]) for key in keys if _is_plain(item.get(key)))
    return ""


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)
