"""Values of which nobody can tell what they mean: they count as missing, and what can't be without them goes too."""

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from kamdocs.language import Sentence, say
from kamdocs.schema.files import Kind
from kamdocs.schema.formats import FORMATS
from kamdocs.schema.ids import ids_in
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Document, Fault, Pointer
from kamdocs.source.quoting import LONGEST, quoted

_GONE: Any = object()


def without_unclear(document: Document, kind: Kind, missing: Collection[Pointer]) -> Document:
    """The document without the values at ``missing``, whose faults are told already.

    An optional field is left out. A required one stays as the text that it is where the schema takes any text;
    else its record is left out, and its ids are kept in ``left_out``. Where the file as a whole can't be without it,
    the faults become fatal. Every place stays known.
    """
    if not missing:
        return document
    settling = _Settling(document, frozenset(missing))
    places = {document.place_of_value(pointer): pointer for pointer in missing}
    data = settling.settle(document.data, schema_tree(kind), ())
    faults = tuple(
        _told(document, kind, fault, places[fault.place], fatal=data is _GONE) if fault.place in places else fault
        for fault in document.faults
    )
    if data is _GONE:
        return msgspec.structs.replace(document, faults=faults)
    return msgspec.structs.replace(
        document, data=data, marks=settling.marks, faults=faults, left_out=frozenset(settling.left_out)
    )


def _told(document: Document, kind: Kind, fault: Fault, pointer: Pointer, *, fatal: bool) -> Fault:
    """The fault of an unclear value with what the schema knows of it."""
    hint = _hint(schema_tree(kind).at(pointer), str(document.value_at(pointer) or "")) or fault.hint
    names = "/".join(document.names_to(pointer))
    return msgspec.structs.replace(fault, hint=hint, record=fault.record or names, fatal=fatal)


def _hint(node: Node | None, text: str) -> Sentence | None:
    """What to write in a field of which the schema says ``node``, where the value's form alone doesn't tell it."""
    if node is None:
        return None
    if text and len(text) <= LONGEST and takes_as_text(node, text):
        return say("put it in quotes: {text}", text=quoted(text))
    if node.types == ("boolean",):
        return say("write true or false")
    if "enum" in node.keywords:
        return say("known here: {names}", names=", ".join(node.keywords["enum"]))
    return _FORMS.get(node.keywords.get("format", ""))


_FORMS = {
    "date": say("write a day such as 2026-03-04"),
    "date-time": say("write a time such as 2026-11-02T09:10:00+01:00"),
}


class _Settling:
    """Builds the data anew, with the marks of the new records and lists."""

    def __init__(self, document: Document, missing: frozenset[Pointer]) -> None:
        self.old_marks, self.missing = document.marks, missing
        self.marks: dict[int, Any] = {}
        self.left_out: set[str] = set()

    def settle(self, value: Any, node: Node | None, pointer: Pointer) -> Any:
        if isinstance(value, dict):
            return self._record(value, node, pointer)
        if isinstance(value, list):
            return self._list(value, node, pointer)
        return _GONE if node is not None and pointer in self.missing else value

    def _record(self, record: dict[str, Any], node: Node | None, pointer: Pointer) -> Any:
        fields = {name: node.child(name) if node else None for name in record}
        new = {name: self.settle(value, fields[name], (*pointer, name)) for name, value in record.items()}
        gone = [name for name, value in new.items() if value is _GONE]
        kept = {name: value for name, value in new.items() if value is not _GONE}
        for name in sorted(_needed(node, kept).intersection(gone)):
            if not takes_as_text(fields[name], record[name]):
                self.left_out.update(ids_in(record))
                return _GONE
            kept[name] = record[name]
        self.marks[id(kept)] = self.old_marks[id(record)]
        return kept

    def _list(self, items: list[Any], node: Node | None, pointer: Pointer) -> Any:
        item = node.items if node else None
        new = [self.settle(value, item, (*pointer, index)) for index, value in enumerate(items)]
        kept = [index for index, value in enumerate(new) if value is not _GONE]
        if len(kept) < len(items) and node and len(kept) < node.keywords.get("minItems", 0):
            return _GONE
        left = [new[index] for index in kept]
        marks = self.old_marks[id(items)]
        self.marks[id(left)] = {place: marks[index] for place, index in enumerate(kept)}
        return left


def _needed(node: Node | None, record: Mapping[str, Any]) -> set[str]:
    """The fields that a record can't be without: by the schema, or because it would say more without them."""
    if node is None:
        return set()
    needed = {name for name, field in node.fields.items() if field.required or field.keywords.get("x-narrows")}
    for part in (node.keywords, *node.keywords.get("allOf", ())):
        if "if" in part and "then" in part and _holds(part["if"], record):
            needed.update(part["then"].get("required", ()))
    return needed


def _holds(condition: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    import jsonschema_rs

    return jsonschema_rs.is_valid(dict(condition), dict(record))


def takes_as_text(node: Node | None, value: Any) -> bool:
    """Whether a field takes the value as a text in quotes: one of people's own words, a number to dial, or an id."""
    import jsonschema_rs

    if node is None or "string" not in node.types or "enum" in node.keywords:
        return False
    return jsonschema_rs.is_valid(dict(node.keywords), value, formats=dict(FORMATS), validate_formats=True)
