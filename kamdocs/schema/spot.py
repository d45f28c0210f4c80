"""A place in a document where something is wrong, with what the schema says of it and how the file is written there."""

import functools
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import msgspec

from kamdocs.language import Sentence, say
from kamdocs.schema.files import Kind
from kamdocs.schema.ids import free_id, id_of, next_id
from kamdocs.schema.shown import LONGEST, as_yaml
from kamdocs.schema.suggest import Names
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Document, Pointer

_COUNTS = re.compile("[a-z]{1,3}[0-9]{1,2}")
_PLAIN_TEXT = re.compile(r"[^,\]}#]*")


class Spot(msgspec.Struct, frozen=True, dict=True):
    """The value at a pointer. ``names`` are those that references to the shared files may name."""

    document: Document
    kind: Kind
    names: Names
    pointer: Pointer

    @cached_property
    def value(self) -> Any:
        """What stands there."""
        return self.document.value_at(self.pointer)

    @cached_property
    def node(self) -> Node:
        """What the schema says of it; of the last record around it that the schema knows."""
        tree = schema_tree(self.kind)
        known = (tree.at(self.pointer[:length]) for length in range(len(self.pointer), -1, -1))
        return next(node for node in known if node is not None)

    @property
    def keywords(self) -> Mapping[str, Any]:
        """The schema of the value."""
        return self.node.keywords

    @cached_property
    def where(self) -> str:
        """The way to it, as people say it."""
        return " › ".join(self.document.names_to(self.pointer))

    @property
    def name(self) -> str:
        """The field that it is, or that it is an item of."""
        return self.node.name

    @cached_property
    def around(self) -> "Spot":
        """The record that it stands in."""
        pointer = self.pointer[:-1]
        while pointer and isinstance(_value(self.document.data, pointer), list):
            pointer = pointer[:-1]
        return Spot(self.document, self.kind, self.names, pointer)

    @cached_property
    def in_braces(self) -> bool:
        """Whether it is a record that is written in braces, on one line."""
        place, lines = self.document.place_of_value(self.pointer), _lines_of(self.document.text)
        known = bool(self.pointer) and place.line <= len(lines)
        return known and lines[place.line - 1].startswith("{", place.column - 1)

    @cached_property
    def written(self) -> str:
        """A plain scalar as it is written: with the plus or the zeros that a number loses."""
        text = str(_PLAIN_TEXT.match(self._text_from_here).group()).strip()  # type: ignore[union-attr]
        return text if 0 < len(text) <= LONGEST and text[0] not in "'\"" else str(self.value)

    @property
    def _text_from_here(self) -> str:
        place = self.document.place_of_value(self.pointer)
        lines = _lines_of(self.document.text)
        return lines[place.line - 1][place.column - 1 :] if self.pointer and place.line <= len(lines) else ""

    def example(self, field: Node | None = None) -> str:
        """An example of the value, or of another field, as it would stand in a file."""
        examples = (field or self.node).keywords.get("examples", ())
        return as_yaml(examples[0]) if examples else "…"

    def new_field(self, name: str) -> Sentence:
        """The form of a field that this record lacks: ``due: year-month-day``. No fact: it would get into the plan."""
        made = self._new_id() if name == "id" else None
        return say("{name}: {value}", name=name, value=made or form_of(self.node.fields.get(name)))

    def _new_id(self) -> str | None:
        siblings = _value(self.document.data, self.pointer[:-1])
        listed = siblings if isinstance(siblings, list) else []
        ids = [one["id"] for one in listed if isinstance(one, dict) and isinstance(one.get("id"), str)]
        name = self.value.get("name")
        made = id_of(name, ids) if isinstance(name, str) and len(name) <= LONGEST else ""
        return as_yaml(made) if made else next_id(ids, self.document.text) or self._first_id()

    def _first_id(self) -> str | None:
        """The id in the schema's example, if it only counts, as ``n1`` does; one like it where that is taken."""
        example = self.example(self.node.fields.get("id"))
        if not _COUNTS.fullmatch(example):
            return None
        return free_id(example, self.document.text) if re.search(rf"\b{example}\b", self.document.text) else example


def form_of(field: Node | None, *, brief: bool = False) -> str | Sentence:
    """What a value looks like, without saying one; ``brief`` leaves out the words of a closed list."""
    if field is None:
        return "…"
    if field.fields and field.required_fields:
        parts = (f"{name}: {form_of(field.fields[name], brief=True)}" for name in musts(field))
        return "{" + ", ".join(parts) + "}"
    if field.items and "string" not in field.types:
        return f"[{form_of(field.items, brief=True)}]"
    form = field.keywords.get("format")
    if form in _FORMS:
        return _FORMS[form]
    choices = ["true", "false"] if field.types == ("boolean",) else list(map(str, field.keywords.get("enum", ())))
    if brief or len(choices) < 2:
        return "…"
    return say("… ({some} or {last})", some=", ".join(choices[:-1]), last=choices[-1])


def form_of_example(record: Node, example: Mapping[str, Any]) -> str:
    """What a record looks like, with the fields that its example has, but without their facts."""
    return "{" + ", ".join(f"{name}: {form_of(record.fields[name], brief=True)}" for name in example) + "}"


def musts(record: Node) -> list[str]:
    """The fields without which a record can't be, in the order of the schema."""
    return [name for name in record.fields if name in record.required_fields]


_FORMS = {"date": say("year-month-day"), "date-time": say("year-month-dayThour:minute+offset")}


@functools.lru_cache(maxsize=1)
def _lines_of(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def _value(data: Any, pointer: Pointer) -> Any:
    for step in pointer:
        data = data[step]
    return data
