"""The field reference, made from the schemas."""

from collections.abc import Iterator, Mapping

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.anchors import Heading
from kamdocs.handbook.page import Page, Passage, passage, sections
from kamdocs.handbook.templating import fill
from kamdocs.language import _, label, marked
from kamdocs.schema import Kind
from kamdocs.schema.shown import as_yaml
from kamdocs.schema.walk import Node, field_anchor, schema_tree

_KINDS = {
    "string": marked("text"),
    "number": marked("number"),
    "integer": marked("whole number"),
    "boolean": marked("true or false"),
    "object": marked("record"),
}
_FORMATS = {
    "date": marked("day"),
    "date-time": marked("time"),
    "email": marked("e-mail address"),
    "phone": marked("telephone number"),
    "uri": marked("web address"),
    "id": marked("id"),
    "opening-hours": marked("hours"),
}
_FILES: Mapping[Heading, Kind] = {
    anchors.ACCOUNT_PLAN: "account",
    anchors.TEAM: "team",
    anchors.OFFERINGS: "offerings",
}


_CONTEXTS = ("whitespace", "influence")
"""Records and fields in which a value means something of its own."""


class Field(msgspec.Struct, frozen=True):
    """One field of a record; ``anchor`` leads to it, or to the record's own fields where it ``opens`` one.

    ``values`` are those of a closed list, each with what pages call it where that says more.
    """

    name: str
    kind: str
    values: tuple[tuple[str, str], ...]
    description: str
    example: str
    required: bool
    anchor: str
    opens: bool


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
    """The file itself, then every record, each before those within it."""
    tree = schema_tree(kind)
    for node in (tree, *tree.below()):
        if node.record:
            fields = tuple(_field(field, kind) for field in node.record.fields.values())
            description = _(node.keywords.get("description", ""))
            yield Group(" › ".join(node.path), field_anchor(kind, node.path), description, fields)


def _field(node: Node, kind: Kind) -> Field:
    return Field(
        name=node.name,
        kind=_kind_of(node),
        values=tuple((value, _word(value, node)) for value in node.value.keywords.get("enum", ())),
        description=_(node.keywords.get("description", "")),
        example="\n".join(f"{node.name}: {as_yaml(one)}" for one in node.keywords.get("examples", ())),
        required=node.required,
        anchor=field_anchor(kind, node.path),
        opens=node.record is not None,
    )


def _word(value: str, node: Node) -> str:
    """What pages call a value; empty where they call it by itself."""
    context = next((one for one in _CONTEXTS if one in node.path), "value")
    word = label(value, context)
    return "" if word == value.replace("-", " ") else word


def _kind_of(node: Node) -> str:
    if node.types == ("array",):
        return _list_of(node)
    one = _(_FORMATS.get(node.keywords.get("format", ""), _KINDS[node.types[0]]))
    return one if "array" not in node.types else _("{one}, or a list").format(one=one)


def _list_of(node: Node) -> str:
    if node.record:
        return _("list of records")
    item = node.value.keywords
    if item.get("format") == "id":
        return _("list of ids")
    return _("list of words") if "enum" in item else _("list of texts")
