"""All that keeps a file from being read as it was meant, by what it is about and not by where it stands.

Two states of a text are compared by this: what is there after a mend and was not there before is new.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from kamdocs.schema import Kind
from kamdocs.schema.annotations import LISTS, records_named, values_of
from kamdocs.schema.free_text import is_free_text
from kamdocs.schema.odd_characters import curly_texts
from kamdocs.schema.salvage import Judge, is_valid, judge_of
from kamdocs.schema.suggest import Names
from kamdocs.schema.walk import schema_tree
from kamdocs.source import Document, Pointer

What = Literal["form", "unclear", "cut", "curly", "stranger", "missing", "value", "list", "record", "id", "reference"]


class Trouble(msgspec.Struct, frozen=True):
    """What is wrong (a word), with the value or field at a pointer, or with the field ``name`` of the record there."""

    what: What
    pointer: Pointer
    name: str = ""


def troubles_of(document: Document, kind: Kind, names: Names) -> dict[Trouble, None]:
    """What is wrong with a document as it was loaded, held against its schema; in the order of the file, by kind."""
    found = [
        *(Trouble("unclear", pointer) for pointer in document.unclear),
        *(Trouble("cut", cut.pointer) for cut in document.cuts if _cuts_text(document, cut.pointer, kind)),
        *(Trouble("curly", pointer) for pointer, *_ in curly_texts(document)),
    ]
    if isinstance(document.data, dict):
        found += _invalid(judge_of(kind), document.data, ())
        found += _double_ids(document.data, ())
        found += _unknown(document.data, kind, names)
    return dict.fromkeys(found)


def _cuts_text(document: Document, pointer: Pointer, kind: Kind) -> bool:
    return document.has(pointer) and is_free_text(schema_tree(kind).at(pointer))


def _invalid(judge: Judge, value: Any, pointer: Pointer) -> Iterator[Trouble]:
    if is_valid(judge, value):
        return
    told = False
    for trouble in _inside(judge, value, pointer):
        told = True
        yield trouble
    if not told:
        shape = "record" if isinstance(value, dict) and judge.fields else "list" if _is_list(judge, value) else "value"
        yield Trouble(shape, pointer)  # type: ignore[arg-type]


def _is_list(judge: Judge, value: Any) -> bool:
    return isinstance(value, list) and judge.items is not None


def _inside(judge: Judge, value: Any, pointer: Pointer) -> Iterator[Trouble]:
    if isinstance(value, dict) and (judge.fields or judge.others):
        for name, field in value.items():
            below = judge.fields.get(name, judge.others)
            if below is None:
                yield Trouble("stranger", (*pointer, name))
            else:
                yield from _invalid(below, field, (*pointer, name))
        for name in judge.required(value):
            if name not in value:
                yield Trouble("missing", pointer, name)
    elif isinstance(value, list) and judge.items:
        for index, item in enumerate(value):
            yield from _invalid(judge.items, item, (*pointer, index))


def ids_in(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    """The way to each id of a record, and the id, whatever the data hold."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in items:
        if step == "id" and isinstance(child, str):
            yield (*pointer, step), child
        elif isinstance(child, dict | list):
            yield from ids_in(child, (*pointer, step))


def _double_ids(data: Any, pointer: Pointer) -> Iterator[Trouble]:
    seen: set[str] = set()
    for place, one in ids_in(data, pointer):
        if one in seen:
            yield Trouble("id", place)
        seen.add(one)


def known_names(data: Any, kind: Kind, names: Names) -> Mapping[str, Mapping[str, str]]:
    """What references may name, by what they refer to: of the file itself, else of those that all share.

    What is not known here is left out, and what all share where nothing of it could be read: then nobody can tell
    whether a reference is right.
    """
    own = {
        target: records_named(data, target) for target, listed in LISTS.items() if listed in schema_tree(kind).fields
    }
    shared = {target: known for target, known in names.items() if target != "account" and known}
    return {**shared, **own}


def _unknown(data: Mapping[str, Any], kind: Kind, names: Names) -> Iterator[Trouble]:
    known = known_names(data, kind, names)
    for value in values_of(data, kind):
        ids = known.get(value.refers_to or "")
        none = value.refers_to == "stakeholder-or-none" and value.value == "none"
        if ids is not None and isinstance(value.value, str) and value.value not in ids and not none:
            yield Trouble("reference", value.pointer)
