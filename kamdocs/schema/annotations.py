"""What the schema says of a field beyond its form: what it refers to, whether it tells of the past, what comes first.

The schema is the one place for these facts; editors and validators pass over keywords that they don't know:

- ``x-refers-to``: what the value names (``person``, ``stakeholder``, ``offering`` …);
- ``x-past``: the date tells of the past and may not lie after the as-of date;
- ``x-not-before``: the date may not lie before that field of the same record;
- ``x-narrows``: without the value the record would say more than it does (a waiver without its ``record`` accepts all
  gaps of its check).
"""

import functools
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from kamdocs.schema.files import Kind, load_schema
from kamdocs.schema.walk import follow
from kamdocs.source import Document, Pointer


class Annotated(msgspec.Struct, frozen=True):
    """A scalar of a document whose field has an annotation; ``record`` is the record that it stands in."""

    pointer: Pointer
    value: str
    record: Mapping[str, Any]
    refers_to: str | None
    past: bool
    not_before: str | None


class _Node(msgspec.Struct):
    """What of a schema node matters here, compiled once: annotated scalars and the ways to them."""

    refers_to: str | None = None
    past: bool = False
    not_before: str | None = None
    fields: dict[str, "_Node"] = {}
    items: "_Node | None" = None

    @property
    def matters(self) -> bool:
        return bool(self.refers_to or self.past or self.not_before or self.fields or self.items)


def annotated_values(document: Document, kind: Kind) -> Iterator[Annotated]:
    """The annotated scalars of a valid document, in the order of the file."""
    yield from _walk(_compiled(kind), document.data, (), {})


def people_named(data: Any, kind: Kind) -> Iterator[str]:
    """The ids of our people that valid data names."""
    return (one.value for one in _walk(_compiled(kind), data, (), {}) if one.refers_to == "person")


def record_ids(document: Document) -> Iterator[tuple[Pointer, str]]:
    """The place and text of every record's ``id`` in a valid document, in the order of the file."""
    yield from _ids(document.data, ())


@functools.cache
def _compiled(kind: Kind) -> _Node:
    schema = load_schema(kind)
    return _compile(schema, schema)


def _compile(schema: Mapping[str, Any], raw: Mapping[str, Any]) -> _Node:
    node = follow(schema, raw)
    fields = {name: _compile(schema, field) for name, field in node.get("properties", {}).items()}
    items = _compile(schema, node["items"]) if "items" in node else None
    return _Node(
        refers_to=node.get("x-refers-to"),
        past=node.get("x-past", False),
        not_before=node.get("x-not-before"),
        fields={name: field for name, field in fields.items() if field.matters},
        items=items if items and items.matters else None,
    )


def _walk(node: _Node, value: Any, pointer: Pointer, record: Mapping[str, Any]) -> Iterator[Annotated]:
    if isinstance(value, dict):
        for name, field in value.items():
            if (known := node.fields.get(name)) is not None:
                yield from _walk(known, field, (*pointer, name), value)
    elif isinstance(value, list):
        if node.items is not None:
            for index, item in enumerate(value):
                yield from _walk(node.items, item, (*pointer, index), record)
    else:
        yield Annotated(pointer, value, record, node.refers_to, node.past, node.not_before)


def _ids(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, dict):
        for name, field in value.items():
            if name == "id":
                yield (*pointer, name), field
            elif isinstance(field, list | dict):
                yield from _ids(field, (*pointer, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield from _ids(item, (*pointer, index))
