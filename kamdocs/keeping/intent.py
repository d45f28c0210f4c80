"""What is meant to happen to one plan: edits, and what has to be said with them."""

from collections.abc import Mapping
from typing import Any, cast

import msgspec

from kamdocs.keeping.showing import pointer_of
from kamdocs.language import Sentence, _
from kamdocs.schema.walk import Node, Path, schema_tree
from kamdocs.settings.error import SettingsError
from kamdocs.source import Pointer
from kamdocs.writing.edit import Edit, Way


class Intent(msgspec.Struct, frozen=True):
    """Edits of one plan, done one after the other, and sentences about what they leave as it is."""

    edits: tuple[Edit, ...] = ()
    told: tuple[Sentence, ...] = ()


def pointer_to(data: Any, way: Way) -> Pointer:
    """The same way with the places of records instead of their ids; raises :class:`SettingsError` where none is there.

    ``data`` is a plan's plain data.
    """
    pointer = pointer_of(data, way)
    if pointer is None:
        message = _("the plan has no {way}").format(way="/".join(str(one) for one in way))
        raise SettingsError(message, _("name a record that it has"))
    return pointer


def record_at(data: Any, way: Way) -> Mapping[str, Any]:
    """The record that a way leads to; the plan itself for an empty one."""
    node = data
    for step in pointer_to(data, way):
        node = node[step]
    return cast("Mapping[str, Any]", node)


def fields_to(data: Any, way: Way) -> Path:
    """The kind of record that a way leads to: ``("orders", "delays")``, empty for the plan itself."""
    return tuple(step for step in pointer_to(data, way) if isinstance(step, str))


def kind_of_record(path: Path) -> Node:
    """What the schema says of a kind of record."""
    node = schema_tree("account")
    for name in path:
        node = node.fields[name].value
    return node


def called(record: Mapping[str, Any], way: Way) -> str:
    """What a record is called in a sentence: its id, else the way to it."""
    return str(record.get("id") or "/".join(str(step) for step in way))
