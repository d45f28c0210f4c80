"""Whether a plan that breaks its schema still has the form of one: lists of records where the schema has such lists."""

from collections.abc import Mapping
from typing import Any

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
