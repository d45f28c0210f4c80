"""What is left of a file that breaks its schema: one bad leaf never takes a customer away.

Every record and every value that is valid stays. A value that isn't, and a field that nobody knows, is left out; a
record that then lacks what it can't be without is left out too, and so is one that would say more, or the opposite,
without the value: a promise that the file calls kept is not shown as open because the day can't be read. What remains
is valid but for one thing: of the fields that the file itself can't be without, those may be missing that were missing
or not valid (see :func:`kamdocs.model.build_account`, which says what stands in for them).
"""

import functools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec

from kamdocs.schema.files import Kind, load_schema
from kamdocs.schema.instead import instead_of
from kamdocs.schema.suggest import called_otherwise, nearly_called
from kamdocs.schema.validate import compiled
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Document


def valid_part(document: Document, kind: Kind) -> Mapping[str, Any] | None:
    """The data of a document that breaks at most its schema; None where it isn't sound YAML, or holds no fields.

    Of what is no sound YAML nobody knows what it says: of a field that stands twice, which of the two is meant.
    """
    if document.readable:
        return cast("Mapping[str, Any]", document.data)
    if any(fault.fatal and fault.check == "yaml-error" for fault in document.faults):
        return None
    return salvage(document, kind)


def salvage(document: Document, kind: Kind) -> Mapping[str, Any] | None:
    """The valid part of a document's data; None where it holds no fields, or nothing could be read. Never raises."""
    if not isinstance(document.data, dict):
        return None
    return _valid_fields(judge_of(kind), document.data)


class Judge(msgspec.Struct, dict=True):
    """Says what is valid at one place of a schema, and knows the judges of the places below."""

    node: Node
    schema: Mapping[str, Any]
    fields: Mapping[str, "Judge"]
    others: "Judge | None"
    items: "Judge | None"

    @functools.cached_property
    def is_valid(self) -> Callable[[Any], bool]:
        """Whether a value is valid here; made when it is first asked for."""
        return compiled({**self.node.keywords, "$defs": self.schema.get("$defs", {})})

    @functools.cached_property
    def field_meant(self) -> Callable[[str], str | None]:
        """The field whose name somebody nearly wrote; kept, because a slip of the pen is in many records alike."""
        return functools.lru_cache(256)(self._field_meant)

    def _field_meant(self, name: str) -> str | None:
        if instead := instead_of(name, self.node):
            return instead.about
        return called_otherwise(name, self.node) or nearly_called(name, self.node)

    def required(self, record: Mapping[str, Any]) -> list[str]:
        """The fields that the record has to have: always, or because of what its other fields say."""
        asked = [names for holds, names in self._conditions if holds(dict(record))]
        return [*self.node.required_fields, *(name for names in asked for name in names)]

    @functools.cached_property
    def _conditions(self) -> Sequence[tuple[Callable[[Any], bool], Sequence[str]]]:
        parts = (self.node.keywords, *self.node.keywords.get("allOf", ()))
        return [
            (compiled({**part["if"], "$defs": self.schema.get("$defs", {})}), part["then"].get("required", ()))
            for part in parts
            if "if" in part and "then" in part
        ]

    @functools.cached_property
    def decisive(self) -> frozenset[str]:
        """The fields of a record without which it would say more, or the opposite."""
        told = ("x-narrows", "x-closes")
        return frozenset(name for name, one in self.fields.items() if any(map(one.node.keywords.get, told)))


_NOTHING = object()


def _valid_part(judge: Judge, value: Any) -> Any:
    """The valid part of a value, or ``_NOTHING``."""
    if is_valid(judge, value):
        return value
    part: Any = _NOTHING
    if isinstance(value, dict) and (judge.fields or judge.others):
        part = _valid_fields(judge, value)
        if any(_lost(part.get(_meant(judge, name)), value[name]) for name in _decisive(judge, value)):
            return _NOTHING
    elif isinstance(value, list) and judge.items:
        part = _valid_items(judge, judge.items, value)
    return part if part is not _NOTHING and is_valid(judge, part) else _NOTHING


def _valid_fields(judge: Judge, record: Mapping[Any, Any]) -> dict[str, Any]:
    parts = {
        name: _valid_part(below, value)
        for name, value in record.items()
        if (below := judge.fields.get(name, judge.others)) is not None
    }
    return {name: part for name, part in parts.items() if part is not _NOTHING}


def _decisive(judge: Judge, record: Mapping[Any, Any]) -> Iterator[Any]:
    """The names in a record that decide what it says, other ones of the same meaning among them; empty ones don't."""
    return (name for name, value in record.items() if value is not None and _meant(judge, name) in judge.decisive)


def _lost(part: Any, written: Any) -> bool:
    """Whether what was written is not there any more, or not all of a list."""
    return part is None or (isinstance(part, list) and isinstance(written, list) and len(part) < len(written))


def _meant(judge: Judge, name: Any) -> str | None:
    """The field that a name in a record stands for, or nearly does; None where nobody knows."""
    if name in judge.fields or not (judge.decisive and isinstance(name, str)):
        return cast("str | None", name)
    return judge.field_meant(name)


def _valid_items(judge: Judge, items: Judge, listed: list[Any]) -> list[Any]:
    parts = [part for item in listed if (part := _valid_part(items, item)) is not _NOTHING]
    if judge.node.keywords.get("uniqueItems"):
        parts = list({json.dumps(part, sort_keys=True): part for part in parts}.values())
    return parts[: judge.node.keywords.get("maxItems")]


def is_valid(judge: Judge, value: Any) -> bool:
    """Whether a value is valid where the judge stands, whatever it is."""
    try:
        return judge.is_valid(value)
    except Exception:  # what can't even be looked at: a key that is no text, a value that no file can hold
        return False


@functools.cache
def judge_of(kind: Kind) -> Judge:
    """The judge of a kind of file, at the top of its schema."""
    return _made(schema_tree(kind), load_schema(kind))


def _made(node: Node, schema: Mapping[str, Any]) -> Judge:
    return Judge(
        node=node,
        schema=schema,
        fields={name: _made(field, schema) for name, field in node.fields.items()},
        others=_made(node.others, schema) if node.others else None,
        items=_made(node.items, schema) if node.items else None,
    )
