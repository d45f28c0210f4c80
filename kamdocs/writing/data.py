"""Edits on plain data: what a file is to hold afterwards, whatever its text looks like."""

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from kamdocs.language import Sentence, say
from kamdocs.schema.files import Kind
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Pointer
from kamdocs.writing.edit import Add, Edit, Put, Remove, Way
from kamdocs.writing.placing import day_field, index_for, usual_direction


class Refused(Exception):  # noqa: N818 (it says what happened)
    """An edit can't be written; nothing was. ``paste`` is what to put into the file by hand, as YAML, or empty."""

    def __init__(self, message: Sentence, hint: Sentence, paste: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.paste = message, hint, paste

    def __str__(self) -> str:
        return str(self.message)


def edited(data: Mapping[str, Any], edits: Iterable[Edit], kind: Kind = "account") -> Any:
    """The data of a file after edits, the given data left as it is; raises :class:`Refused` for a way to nowhere."""
    changed = copy.deepcopy(dict(data))
    for one in edits:
        edit(changed, one, kind)
    return changed


def edit(data: Any, one: Edit, kind: Kind) -> tuple[Edit, int]:
    """Do one edit on data; the edit as it was done, its way without ids, and the index where something was added."""
    pointer = resolve(data, one.way)
    if isinstance(one, Add):
        return _add(data, Add(pointer, one.value), kind)
    if isinstance(one, Put):
        _hold_records(data, pointer, kind)
        return _put(data, Put(pointer, one.value)), -1
    return _remove(data, pointer, kind), -1


def resolve(data: Any, way: Way) -> Pointer:
    """The pointer that a way leads to, its last step perhaps absent; raises :class:`Refused` for a way to nowhere."""
    node, pointer = data, []
    for at, step in enumerate(way):
        found: str | int | None = step
        if isinstance(node, list):
            found = _index(node, step)
        elif not isinstance(node, dict | None) or not isinstance(step, str):
            found = None
        if found is None:
            raise _nowhere(way[: at + 1])
        pointer.append(found)
        node = node.get(found) if isinstance(node, dict) else node[found] if node is not None else None
    return tuple(pointer)


def _nowhere(way: Way) -> Refused:
    message = say("there is no {way} in the file", way="/".join(map(str, way)))
    return Refused(message, say("look into the file for how it is called there"))


def _hold_records(data: Any, pointer: Pointer, kind: Kind) -> None:
    """Hold that a way doesn't step into a list that is not there: only records are made for what is put into them."""
    for at in range(1, len(pointer)):
        node = schema_tree(kind).at(pointer[:at])
        if node is not None and node.items is not None and at_pointer(data, pointer[:at]) is None:
            raise _nowhere(pointer[: at + 1])


def _index(items: list[Any], step: str | int) -> int | None:
    """The index of a list's item by its number, its id, or its year."""
    if isinstance(step, int):
        return step if step in range(len(items)) else None
    for name in ("id", "year"):
        for index, item in enumerate(items):
            if isinstance(item, dict) and str(item.get(name)) == step:
                return index
    return items.index(step) if step in items else None


def at_pointer(data: Any, pointer: Pointer) -> Any:
    """The value at a pointer, None where there is none."""
    for step in pointer:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _add(data: Any, one: Add, kind: Kind) -> tuple[Edit, int]:
    there = at_pointer(data, one.way)
    if there is None or (isinstance(there, list) and not there):
        alone = there is None and _may_stand_alone(one, kind)
        return _put(data, Put(one.way, one.value if alone else [one.value])), -1 if alone else 0
    if not isinstance(there, list):  # one value, where several may stand
        return _put(data, Put(one.way, [there, one.value])), 1
    index = place_for(data, one, kind)
    there.insert(index, copy.deepcopy(one.value))
    return one, index


def _may_stand_alone(one: Add, kind: Kind) -> bool:
    """Whether one value may stand where several may: an e-mail address, a telephone number."""
    node = schema_tree(kind).at(tuple(one.way))
    return node is not None and isinstance(one.value, str) and "string" in node.types


def place_for(data: Any, one: Add, kind: Kind) -> int:
    """The index in its list that an item will have."""
    tree = schema_tree(kind)
    field = day_field(_record(tree, one.way))
    return index_for(at_pointer(data, one.way), one.value, field, lambda: usual_direction(data, tree))


def _record(tree: Node, pointer: Pointer) -> Node | None:
    node = tree.at(pointer)
    return node.record if node else None


def _put(data: Any, one: Put) -> Put:
    """Set a value; a record around that is not there is made with it."""
    *around, last = one.way
    value = one.value
    while around and at_pointer(data, tuple(around)) is None:
        value = {last: value}
        last = around.pop()
    at_pointer(data, tuple(around))[last] = copy.deepcopy(value)
    return Put((*around, last), value)


def _remove(data: Any, pointer: Pointer, kind: Kind) -> Edit:
    """Take out a value; what would be left empty by it goes too, or stays empty where its record has to have it."""
    *around, last = pointer
    there = at_pointer(data, tuple(around))
    known = isinstance(last, int) or (isinstance(there, dict) and last in there)
    if not known:
        message = say("there is no {way} in the file", way="/".join(map(str, pointer)))
        raise Refused(message, say("it may have been taken out already"))
    if around and len(there) == 1:
        node = schema_tree(kind).at(tuple(around))
        if node is not None and node.required:
            return _put(data, Put(tuple(around), type(there)()))
        return _remove(data, tuple(around), kind)
    del there[last]
    return Remove(pointer)
