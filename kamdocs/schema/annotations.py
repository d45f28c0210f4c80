"""What the schema says of a field beyond its form: what it refers to, whether it tells of the past, what comes first.

The schema is the one place for these facts; editors and validators pass over keywords that they don't know:

- ``x-refers-to``: what the value names (``person``, ``stakeholder``, ``offering`` …); an ``account`` is another file;
- ``x-past``: the date tells of the past and may not lie after the as-of date;
- ``x-planned``: where a day that is still to come stands instead: another field of the record, or a list of the plan;
- ``x-not-before``: the date may not lie before that field, or those, of the same record or of the record around it;
- ``x-narrows``: without the value the record would say more than it does (a waiver without its ``record`` accepts all
  gaps of its check);
- ``x-closes``: without the value the record would say the opposite: that something is open, due or not told, and that
  somebody is still there. Of a file that breaks its schema, a record whose value is not valid is not shown at all, and
  neither is one of whose list an item is not valid;
- ``x-synonyms``: what people write for the field's name, or for each of its values.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kamdocs.schema.files import Kind
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Document, Pointer

LISTS: Mapping[str, str] = {
    "person": "team",
    "stakeholder": "stakeholders",
    "stakeholder-or-none": "stakeholders",
    "unit": "units",
    "offering": "offerings",
    "need": "needs",
    "opportunity": "opportunities",
    "action": "actions",
}
"""By what a value refers to: the list that holds the records, in the file itself or in one that all plans share."""

_Records = tuple[Mapping[str, Any], ...]
"""The records around a value, the innermost first."""


class Annotated(msgspec.Struct, frozen=True):
    """A scalar of a document whose field has an annotation; ``records`` are those that it stands in, its own first."""

    pointer: Pointer
    value: str
    records: tuple[Mapping[str, Any], ...]
    refers_to: str | None
    past: bool
    planned: str | None
    not_before: tuple[str, ...]

    def sibling(self, name: str) -> Any:
        """The value of another field of the record, or of a record around it; None where there is none."""
        return next((record[name] for record in self.records if name in record), None)


class _Facts(msgspec.Struct):
    """What of a field matters here, made once: its annotations and the ways to annotated fields below."""

    refers_to: str | None
    past: bool
    planned: str | None
    not_before: tuple[str, ...]
    fields: Mapping[str, "_Facts"]
    items: "_Facts | None"

    @property
    def matter(self) -> bool:
        return bool(self.refers_to or self.past or self.not_before or self.fields or self.items)


def annotated_values(document: Document, kind: Kind) -> Sequence[Annotated]:
    """The annotated scalars of a valid document, in the order of the file."""
    return values_of(document.data, kind)


def values_of(data: Mapping[str, Any], kind: Kind) -> Sequence[Annotated]:
    """The annotated scalars of valid data, in its order; fields that the schema doesn't know are passed over."""
    found: list[Annotated] = []
    _collect(_facts(kind), data, (), (), found)
    return found


def people_named(data: Any, kind: Kind) -> Iterator[str]:
    """The ids of our people that valid data names."""
    return (one.value for one in values_of(data, kind) if one.refers_to == "person")


def record_ids(document: Document) -> Sequence[tuple[Pointer, str]]:
    """The place and text of every record's ``id`` in a valid document, in the order of the file."""
    found: list[tuple[Pointer, str]] = []
    _collect_ids(document.data, (), found)
    return found


def records_named(data: Any, target: str) -> Mapping[str, str]:
    """The records of a file that a reference may name: their ids, with what people call them.

    The data may break the schema; what can't be told of a record then is passed over.
    """
    listed = data.get(LISTS.get(target, "")) if isinstance(data, dict) else None
    records = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    named = (record.get("name") or record.get("title") or record.get("text") for record in records)
    return {
        record["id"]: name if isinstance(name, str) else record["id"]
        for record, name in zip(records, named, strict=True)
        if isinstance(record.get("id"), str)
    }


@functools.cache
def _facts(kind: Kind) -> _Facts:
    return _facts_of(schema_tree(kind))


def _facts_of(node: Node) -> _Facts:
    fields = {name: _facts_of(field) for name, field in node.fields.items()}
    items = _facts_of(node.items) if node.items else None
    return _Facts(
        refers_to=node.keywords.get("x-refers-to"),
        past=node.keywords.get("x-past", False),
        planned=node.keywords.get("x-planned"),
        not_before=_names(node.keywords.get("x-not-before", ())),
        fields={name: field for name, field in fields.items() if field.matter},
        items=items if items and items.matter else None,
    )


def _names(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


# The two below fill a list: of generators within each other, through every value of every plan, it costs half.


def _collect(facts: _Facts, value: Any, pointer: Pointer, records: _Records, found: list[Annotated]) -> None:
    if isinstance(value, dict):
        around = (value, *records)
        for name, field in value.items():
            if (known := facts.fields.get(name)) is not None:
                _collect(known, field, (*pointer, name), around, found)
    elif isinstance(value, list):
        if facts.items is not None:
            for index, item in enumerate(value):
                _collect(facts.items, item, (*pointer, index), records, found)
    else:
        found.append(Annotated(pointer, value, records, facts.refers_to, facts.past, facts.planned, facts.not_before))


def _collect_ids(value: Any, pointer: Pointer, found: list[tuple[Pointer, str]]) -> None:
    if isinstance(value, dict):
        for name, field in value.items():
            if name == "id":
                found.append(((*pointer, name), field))
            elif isinstance(field, list | dict):
                _collect_ids(field, (*pointer, name), found)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                _collect_ids(item, (*pointer, index), found)
