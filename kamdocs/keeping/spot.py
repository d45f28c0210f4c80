"""What in a plan a gap is about: the record, and the value where that alone is wrong.

A gap tells its place in the file and what its record is called; an answer needs the way there.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from kamdocs.keeping.soundness import without_nothing
from kamdocs.rules.gap import Gap
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Document, Pointer


class Spot(msgspec.Struct, frozen=True):
    """A gap in its plan, as it stands on a day.

    ``pointer`` leads to the record that the gap is about, empty for the plan as a whole; ``value`` to the value that it
    stands at, None where it stands at none. ``offerings`` are the ids of what we sell.
    """

    gap: Gap
    document: Document
    day: date
    pointer: Pointer
    value: Pointer | None
    offerings: tuple[str, ...] = ()

    @property
    def data(self) -> Mapping[str, Any]:
        """The plan's plain data, without lists and records that are nothing."""
        return without_nothing(self.document.data, "account")

    @property
    def record(self) -> Mapping[str, Any]:
        """The record that the gap is about; the plan itself where it is about no other."""
        record: Mapping[str, Any] = self.document.value_at(self.pointer)
        return record

    @property
    def node(self) -> Node:
        """What the schema says of that record."""
        return node_at(self.pointer)

    def list_called(self, name: str) -> Pointer | None:
        """Where the list of that name is or would be: in the record, else in the plan; None where neither has it."""
        for pointer in (self.pointer, ()):
            field = node_at(pointer).fields.get(name)
            if field is not None and field.items is not None:
                return (*pointer, name)
        return None

    def items(self, name: str) -> Sequence[Any]:
        """What stands in the list of that name; nothing where it isn't there."""
        pointer = self.list_called(name)
        there = pointer is not None and self.document.has(pointer)
        return (self.document.value_at(pointer) or ()) if pointer and there else ()


def spot_of(gap: Gap, document: Document, day: date, offerings: Sequence[str] = ()) -> Spot:
    """Where a gap of a plan is; ``document`` is the plan's, held against the schema."""
    found = [one for one in _pointers(document.data, ()) if _stands_at(document, one, gap)]
    here = max(found, key=len, default=())
    pointer = next((here[:length] for length in range(len(here), 0, -1) if _is_record(document, here[:length])), ())
    if not pointer and gap.record and isinstance(document.data.get(gap.record), dict):
        pointer = (gap.record,)
    value = here if here and _is_plain(document.value_at(here)) else None
    return Spot(gap, document, day, pointer, value, tuple(offerings))


def node_at(pointer: Pointer) -> Node:
    """What the schema says of the value at a pointer into a valid plan."""
    node = schema_tree("account").at(pointer)
    if node is None:
        raise ValueError(f"no plan has {pointer}")
    return node


def _stands_at(document: Document, pointer: Pointer, gap: Gap) -> bool:
    """Whether the gap's place is that of a field or an item, or of a plain value."""
    if gap.place == document.place_of(pointer):
        return True
    return _is_plain(document.value_at(pointer)) and gap.place == document.place_of_value(pointer)


def _is_record(document: Document, pointer: Pointer) -> bool:
    """Whether a record of a list stands there."""
    return isinstance(pointer[-1], int) and isinstance(document.value_at(pointer), dict)


def _pointers(value: Any, at: Pointer) -> Iterator[Pointer]:
    """The pointers to all fields and items below a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in inner:
        yield (*at, step)
        yield from _pointers(below, (*at, step))


def _is_plain(value: Any) -> bool:
    return not isinstance(value, dict | list)
