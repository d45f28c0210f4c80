"""The field reference, made from the schemas."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.anchors import Heading
from kamdocs.handbook.page import Page, Passage, passage, sections
from kamdocs.handbook.templating import fill
from kamdocs.language import _, marked
from kamdocs.schema import Kind, follow, load_schema

_KINDS = {
    "string": marked("text"),
    "number": marked("number"),
    "integer": marked("whole number"),
    "boolean": marked("true or false"),
    "array": marked("list"),
    "object": marked("record"),
}
_FORMATS = {
    "date": marked("day"),
    "date-time": marked("time"),
    "email": marked("e-mail address"),
    "uri": marked("web address"),
    "id": marked("id"),
}
_FILES: Mapping[Heading, Kind] = {
    anchors.ACCOUNT_PLAN: "account",
    anchors.TEAM: "team",
    anchors.OFFERINGS: "offerings",
}


class Field(msgspec.Struct, frozen=True):
    """One field of a record; ``anchor`` leads to the record's own fields, where it holds some."""

    name: str
    kind: str
    values: tuple[str, ...]
    description: str
    required: bool
    anchor: str | None


class Group(msgspec.Struct, frozen=True):
    """The fields of a record; the name is empty for the file itself."""

    name: str
    anchor: str
    description: str
    fields: tuple[Field, ...]


def fields_page() -> Page:
    """The page with every field of every file."""
    parts = fill("fields.html")
    groups = {heading: list(_groups(kind)) for heading, kind in _FILES.items()}
    return Page(
        path="fields",
        title=_("Field reference"),
        lead=parts.part("lead"),
        sections=sections({heading: parts.part("fields", listed) for heading, listed in groups.items()}),
        search=tuple(_passage(heading, group) for heading, listed in groups.items() for group in listed),
    )


def _passage(heading: Heading, group: Group) -> Passage:
    """A record's fields; those of the file itself stand right below the heading of the file's kind."""
    lines = tuple(f"{field.name}: {field.description}" for field in group.fields)
    return Passage(group.name, lines, group.anchor) if group.name else passage(heading, lines)


def _groups(kind: Kind) -> Iterator[Group]:
    schema = load_schema(kind)
    yield from _walk(schema, schema, kind, ())


def _walk(schema: Mapping[str, Any], node: Mapping[str, Any], kind: Kind, path: tuple[str, ...]) -> Iterator[Group]:
    records = {name: _record(schema, field) for name, field in node["properties"].items()}
    required = node.get("required", ())
    fields = tuple(
        _field(
            schema, field, name, required=name in required, anchor=_anchor(kind, *path, name) if records[name] else None
        )
        for name, field in node["properties"].items()
    )
    yield Group(" › ".join(path), _anchor(kind, *path), _(node.get("description", "")), fields)
    for name, record in records.items():
        if record:
            described = {"description": node["properties"][name].get("description", ""), **record}
            yield from _walk(schema, described, kind, (*path, name))


def _record(schema: Mapping[str, Any], field: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The record that a field holds, itself or as the items of a list."""
    node = follow(schema, field)
    node = follow(schema, node["items"]) if "items" in node else node
    return node if "properties" in node else None


def _field(
    schema: Mapping[str, Any], raw: Mapping[str, Any], name: str, *, required: bool, anchor: str | None
) -> Field:
    node = follow(schema, raw)
    kind = _(_FORMATS.get(node.get("format", ""), _KINDS[node["type"]]))
    inner = follow(schema, node["items"]) if "items" in node else node
    if "items" in node:
        kind = _("list of records") if anchor else _list_of(inner)
    return Field(name, kind, tuple(inner.get("enum", ())), _(node.get("description", "")), required, anchor)


def _list_of(item: Mapping[str, Any]) -> str:
    if item.get("format") == "id":
        return _("list of ids")
    return _("list of words") if "enum" in item else _("list of texts")


def _anchor(*path: str) -> str:
    return "-".join(("field", *path)).replace("_", "-")
