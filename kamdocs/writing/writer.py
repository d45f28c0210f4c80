"""Edits of a file as splices of its text, proven before anybody may write them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import yaml

from kamdocs.language import say
from kamdocs.schema.files import Kind
from kamdocs.schema.read import held_against_schema
from kamdocs.schema.suggest import Names
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Document, Fault, Pointer, load_document
from kamdocs.writing.changing import replace_value
from kamdocs.writing.data import Refused, at_pointer, edit, resolve
from kamdocs.writing.edit import Add, Edit, Put, Remove
from kamdocs.writing.habits import Habits, habits_of_file, habits_of_list, habits_of_record
from kamdocs.writing.inserting import (
    blank_before_section,
    blank_lines,
    insert_in_brackets,
    insert_lines,
    one_a_line,
    written_in_brackets,
)
from kamdocs.writing.layout import Entry, Layout, Spot, entry_of, names_in, read_layout
from kamdocs.writing.moved import after_insertion, after_removal
from kamdocs.writing.pasting import paste
from kamdocs.writing.placing import place_among, place_in_schema
from kamdocs.writing.removing import take_out
from kamdocs.writing.rendering import Pen
from kamdocs.writing.splice import Splice, spliced


class Written(msgspec.Struct, frozen=True):
    """What edits make of a file: its new document, and where in it stands what was added."""

    document: Document
    added: tuple[Pointer, ...] = ()

    @property
    def text(self) -> str:
        """The new text, without a byte order mark."""
        return self.document.text


def write(document: Document, edits: Iterable[Edit], kind: Kind = "account", names: Names | None = None) -> Written:
    """The file with edits done, nothing else of it changed, and read back.

    Proven is: it holds the data of before with the edits, and no fault that it had not. ``names`` are those that
    references to the shared files may name, for hints. Raises :class:`Refused` where that can't be had.
    """
    asked = tuple(edits)
    try:
        return _written(document, asked, kind, names)
    except _Tangled as tangle:
        if len(asked) < 2:
            raise _refused(tangle, asked, kind) from tangle
    try:
        return _written(document, asked, kind, names, at_once=False)
    except _Tangled as tangle:
        raise _refused(tangle, asked, kind) from tangle


class _Tangled(Exception):  # noqa: N818 (it says what happened)
    """Splices made something else of a text than what was asked for."""

    def __init__(self, fault: Fault | None = None) -> None:
        super().__init__()
        self.fault = fault


def _written(
    document: Document, asked: Sequence[Edit], kind: Kind, names: Names | None, *, at_once: bool = True
) -> Written:
    """The file with edits done, those together ``at_once`` that are apart from each other in the text."""
    try:
        text, data, added = _Writer(document, kind, at_once=at_once).run(asked)
    except (yaml.YAMLError, ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        raise _Tangled from error
    written = held_against_schema(load_document(document.path, text.encode()), kind, names)
    fault = next(iter(_new_faults(document, written)), None)
    if _raw(written).data != data:
        raise _Tangled(fault)
    if fault:
        raise Refused(fault.message, fault.hint, paste(asked, kind))
    return Written(written, added)


def _raw(document: Document) -> Document:
    """A text read by itself, before the schema says what of it counts: its faults don't keep it from being changed."""
    return load_document(document.path, document.text.encode())


def _new_faults(before: Document, after: Document) -> Iterator[Fault]:
    """The faults that a file had not, wherever they stand."""
    known = [_kind_of(fault) for fault in before.faults]
    for fault in after.faults:
        if _kind_of(fault) in known:
            known.remove(_kind_of(fault))
        else:
            yield fault


def _kind_of(fault: Fault) -> tuple[str, str, str | None]:
    return fault.check, str(fault.message), fault.record


def _refused(tangle: _Tangled, edits: Sequence[Edit], kind: Kind) -> Refused:
    if tangle.fault:
        return Refused(tangle.fault.message, tangle.fault.hint, paste(edits, kind))
    message = say("the file is written in a way that can't be changed without touching other parts of it")
    return Refused(message, say("put it into the file by hand"), paste(edits, kind))


class _Writer:
    """Does edits on a text one after the other; those that don't touch each other on one layout of it."""

    def __init__(self, document: Document, kind: Kind, *, at_once: bool = True) -> None:
        self.kind: Kind = kind
        self.at_once = at_once
        self.tree = schema_tree(kind)
        self.text = document.text
        read = _raw(document)
        self.data = read.data
        if not read.readable or not isinstance(self.data, dict):
            fault = next((one for one in (*read.faults, *document.faults) if one.fatal), None)
            message = fault.message if fault else say("the file can't be read")
            raise Refused(message, say("mend the file first: kamdocs check says where"))
        self.added: list[Pointer] = []
        self.splices: list[Splice] = []
        self.touched: set[Pointer] = set()
        self.grown: dict[Pointer, str] = {}
        self._read()

    def _read(self) -> None:
        self.layout: Layout = read_layout(self.text)
        self.usual = habits_of_file(self.layout)

    def run(self, edits: Sequence[Edit]) -> tuple[str, Any, tuple[Pointer, ...]]:
        waiting = list(edits)
        while waiting:
            alike = self._alike(waiting)
            if len(alike) > 1:
                self._flush()
                self._add_several(alike)
            else:
                self._one(waiting[0])
            del waiting[: max(1, len(alike))]
        self._flush()
        return self.text, self.data, tuple(self.added)

    def _alike(self, waiting: Sequence[Edit]) -> list[Add]:
        """The additions to one list that come first, where the list has entries by which to place them."""
        first = waiting[0]
        found: list[Add] = []
        if self.at_once and isinstance(first, Add) and self._items(first):
            for one in waiting:
                if not isinstance(one, Add) or one.way != first.way:
                    break
                found.append(one)
        return found

    def _items(self, one: Edit) -> list[Any] | None:
        """The items of the list that an edit's way leads to, None where it leads to none."""
        there = at_pointer(self.data, resolve(self.data, one.way))
        return there if isinstance(there, list) and there else None

    def _one(self, one: Edit) -> None:
        pointer = resolve(self.data, one.way)
        if self._touches(pointer) or not self.at_once:
            self._flush()
        as_list = isinstance(one, Add) and self._items(one) is not None
        done, index = edit(self.data, one, self.kind)
        if isinstance(done, Add) and as_list:
            self._insert(done, index)
            self._note_added((*done.way, index))
        elif isinstance(done, Put):
            self._put(done)
            self.added = [way for way in self.added if way[: len(done.way)] != done.way or way == done.way]
            if index >= 0:
                self._note_added((*pointer, index))
        elif isinstance(done, Remove):
            self._flush_for_removal(done)
            self.added = after_removal(self.added, done.way)

    def _note_added(self, pointer: Pointer) -> None:
        """Keep where something was added; what stood behind it in its list has moved by one."""
        self.added = [*after_insertion(self.added, pointer), pointer]

    def _touches(self, pointer: Pointer) -> bool:
        return any(pointer[: len(one)] == one or one[: len(pointer)] == pointer for one in self.touched)

    def _flush(self) -> None:
        if self.splices:
            self.text = spliced(self.text, self.splices)
            self._read()
        self.splices, self.touched, self.grown = [], set(), {}

    def _add_several(self, adds: Sequence[Add]) -> None:
        """Many records for one list: each batch of those that come to one place is written at once."""
        for one in adds:
            pointer = resolve(self.data, one.way)
            _done, index = edit(self.data, one, self.kind)
            self._note_added((*pointer, index))
        way = resolve(self.data, adds[0].way)
        new = sorted(int(one[-1]) for one in self.added[-len(adds) :])
        items = at_pointer(self.data, way)
        spot = self.layout.find(way)
        if spot is None or not spot.entries:
            raise ValueError("no list to add to")
        for count, index in enumerate(new):
            self._insert_into(spot, way, index - count, items[index])
        self._flush()

    def _insert(self, one: Add, index: int) -> None:
        spot = self.layout.find(one.way)
        if spot is None or not spot.entries:
            raise ValueError("no list to add to")
        self._insert_into(spot, one.way, index, one.value)
        self.touched.add(one.way)

    def _insert_into(self, spot: Spot, way: Pointer, index: int, value: Any) -> None:
        pen = Pen(habits_of_list(self.layout, spot, index, self.usual), self._node(way))
        if spot.flow:
            written = written_in_brackets(self.layout, spot, value, pen)
            self.splices += insert_in_brackets(self.layout, spot, index, written)
            return
        lines = pen.item(value, self.layout.column(spot.entries[0].start))
        self.splices.append(insert_lines(self.layout, spot, index, lines, blank_lines(self.layout, spot, index)))

    def _node(self, way: Pointer) -> Node | None:
        return self.tree.at(way)

    def _put(self, one: Put) -> None:
        around = self.layout.find(one.way[:-1])
        if around is None:
            raise ValueError("no record to put into")
        entry = entry_of(around, one.way[-1])
        if entry is None:
            self._add_field(around, one)
        else:
            pen = Pen(self._habits(around, entry), self._node(one.way))
            self.splices += replace_value(self.layout, around, entry, one.value, pen)
        self.touched.add(one.way)

    def _habits(self, around: Spot, entry: Entry) -> Habits:
        if entry.value.shape == "list" and entry.value.entries:
            return habits_of_list(self.layout, entry.value, 0, self.usual)
        of = entry.value if entry.value.shape == "record" and entry.value.entries else around
        return habits_of_record(self.layout, of, self.usual) if of.shape == "record" else self.usual

    def _add_field(self, around: Spot, one: Put) -> None:
        """A field that its record doesn't have yet, at its place in the order of the schema."""
        record, name = one.way[:-1], str(one.way[-1])
        pen = Pen(self._record_habits(around, one.way), self._node(record))
        inner = pen.node.value if pen.node else None
        last = self.grown.get(record)
        entangled = around.flow and (not around.entries or one_a_line(self.layout, around))
        if last is not None and (entangled or place_in_schema(last, inner) > place_in_schema(name, inner)):
            self._flush()  # what was put into this record before is to be seen
            return self._put_again(one)
        self.grown[record] = name
        at = place_among(names_in(around), name, inner)
        if around.flow or not around.entries:
            self.splices += insert_in_brackets(self.layout, around, at, pen.field_in_brackets(name, one.value))
            return None
        lines = pen.field(name, one.value, self.layout.column(around.entries[0].start))
        blank = blank_before_section(self.layout, around) if len(lines) > 1 and not record else 0
        self.splices.append(insert_lines(self.layout, around, at, lines, blank))
        return None

    def _put_again(self, one: Put) -> None:
        around = self.layout.find(one.way[:-1])
        if around is not None:
            self._add_field(around, one)

    def _record_habits(self, around: Spot, way: Pointer) -> Habits:
        habits = self.usual
        if len(way) > 2 and isinstance(way[-2], int) and (siblings := self.layout.find(way[:-2])):
            habits = habits_of_list(self.layout, siblings, way[-2], self.usual)
        return habits_of_record(self.layout, around, habits)

    def _flush_for_removal(self, one: Remove) -> None:
        self._flush()
        around = self.layout.find(one.way[:-1])
        entry = entry_of(around, one.way[-1]) if around else None
        if around is None or entry is None:
            raise ValueError("nothing to take out")
        self.splices = take_out(self.layout, around, entry)
        self._flush()
