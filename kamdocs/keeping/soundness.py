"""The form of a plan that may break its schema: lists and records where the schema has them, or nothing there."""

import operator
from collections.abc import Collection, Mapping
from typing import Any

from kamdocs.schema.files import Kind
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Pointer


def first_misshapen(data: Mapping[str, Any]) -> Pointer | None:
    """The way to the first record that is none, to the first list that is none, or to an id that is no text.

    Whoever looks for records, or counts on what they name, can't go on there; a wrong word in a field stops nobody.
    """
    return _misshapen(schema_tree("account"), data, ())


def _misshapen(node: Node, value: Any, at: Pointer) -> Pointer | None:
    if node.fields and isinstance(value, dict):
        if not isinstance(value.get("id", ""), str):
            return (*at, "id")
        inner = ((name, node.fields[name], one) for name, one in value.items() if name in node.fields)
        return next((found for name, field, one in inner if (found := _misshapen(field, one, (*at, name)))), None)
    if node.items is not None and node.items.fields and isinstance(value, list):
        ways = (_misshapen(node.items, one, (*at, place)) for place, one in enumerate(value))
        return next(filter(None, ways), None)
    has_form = bool(node.fields) or (node.items is not None and bool(node.items.fields))
    return at if has_form else None


def without_nothing(data: Mapping[str, Any], kind: Kind) -> Mapping[str, Any]:
    """The data without the lists and records that are nothing: ``orders:`` with nothing below has no order.

    The same object where there is none. What else is empty stays, and all that stays has the pointer that it had.
    """
    found: Mapping[str, Any] = _filled(schema_tree(kind), data)
    return found


def _filled(node: Node, value: Any) -> Any:
    if node.fields and isinstance(value, dict):
        kept = {
            name: _filled(node.fields[name], one) if name in node.fields else one
            for name, one in value.items()
            if one is not None or not _holds_several(node.fields.get(name))
        }
        return value if _is_same(kept.values(), value.values()) else kept
    if node.items is not None and node.items.fields and isinstance(value, list):
        filled = [_filled(node.items, one) for one in value]
        return value if _is_same(filled, value) else filled
    return value


def _holds_several(field: Node | None) -> bool:
    return field is not None and not {"array", "object"}.isdisjoint(field.types)


def _is_same(new: Collection[Any], old: Collection[Any]) -> bool:
    return len(new) == len(old) and all(map(operator.is_, new, old))
