"""The one way through a schema: its references followed, its records and lists opened, each field with its path.

Whoever wants something of the schemas (what may be read, what a value refers to, what the fields page tells) walks the
tree that :func:`schema_tree` gives, and never the JSON itself.
"""

import functools
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import msgspec

from kamdocs.schema.files import Kind, load_schema
from kamdocs.source import Pointer

Path: TypeAlias = tuple[str, ...]
"""A field by the names that lead to it, without the places in lists: ``("orders", "promised_on")``."""


class Node(msgspec.Struct, frozen=True, dict=True):
    """A place in a schema: a field, an item of a list, or the file itself (whose path is empty).

    ``keywords`` is the schema of the value, its reference followed. ``fields`` are those of a record, by name and in
    the schema's order; ``others`` is the value of any other field, where a record may have them. ``items`` is what a
    list holds, at the path of the list. ``required`` says that the record around can't be without the field.
    """

    path: Path
    keywords: Mapping[str, Any]
    required: bool = False
    fields: Mapping[str, "Node"] = {}
    others: "Node | None" = None
    items: "Node | None" = None

    @property
    def name(self) -> str:
        """The field's name; empty for the file itself."""
        return self.path[-1] if self.path else ""

    @property
    def record(self) -> "Node | None":
        """The record that the value is, or that the items of its list are; None where it holds no fields."""
        inner = self.items or self
        return inner if inner.fields else None

    @property
    def value(self) -> "Node":
        """What a single value is: the node itself, or the items of the list."""
        return self.items or self

    @property
    def types(self) -> tuple[str, ...]:
        """The JSON types that the value may have."""
        given = self.keywords.get("type", ())
        return (given,) if isinstance(given, str) else tuple(given)

    @functools.cached_property
    def required_fields(self) -> frozenset[str]:
        """The names of the fields without which a record can't be."""
        return frozenset(name for name, field in self.fields.items() if field.required)

    def below(self) -> Iterator["Node"]:
        """All fields below, each before those within it, in the order of the schema."""
        for field in self.record.fields.values() if self.record else ():
            yield field
            yield from field.below()

    def at(self, pointer: Pointer) -> "Node | None":
        """What the schema says of the value at a pointer into a file; None where it knows of no such value."""
        node: Node | None = self
        for step in pointer:
            if node is None:
                return None
            node = node.child(step)
        return node

    def child(self, step: str | int) -> "Node | None":
        """What the schema says of a field of a record, or of an item of a list; None for an unknown one."""
        return self.fields.get(step, self.others) if isinstance(step, str) else self.items


@functools.cache
def schema_tree(kind: Kind) -> Node:
    """The tree of a kind of file."""
    schema = load_schema(kind)
    return _node(schema, schema, ())


def _node(schema: Mapping[str, Any], raw: Mapping[str, Any], path: Path, *, required: bool = False) -> Node:
    keywords = follow(schema, raw)
    musts = keywords.get("required", ())
    fields = {
        name: _node(schema, field, (*path, name), required=name in musts)
        for name, field in keywords.get("properties", {}).items()
    }
    free = keywords.get("additionalProperties")
    others = _node(schema, free, path) if isinstance(free, dict) else None
    items = _node(schema, keywords["items"], path) if "items" in keywords else None
    return Node(path, keywords, required, fields, others, items)


def field_anchor(kind: Kind, path: Path) -> str:
    """What links to a field on the handbook's page of fields end with."""
    return "-".join(("field", kind, *path)).replace("_", "-")


def reference_address(kind: Kind, path: Path) -> str:
    """Where the handbook tells of a field, from its home page."""
    return f"fields/#{field_anchor(kind, path)}"


def follow(schema: Mapping[str, Any], node: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema node with its local ``$ref`` followed; what stands beside the reference wins."""
    if "$ref" not in node:
        return node
    target: Any = schema
    for step in node["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return {**follow(schema, target), **{key: value for key, value in node.items() if key != "$ref"}}
