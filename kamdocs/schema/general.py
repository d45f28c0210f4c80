"""Faults of a file's form, told with what is known of the kind of file."""

import re

import msgspec

from kamdocs.language import Sentence, say
from kamdocs.schema.files import Kind
from kamdocs.schema.spot import form_of, musts
from kamdocs.schema.walk import schema_tree
from kamdocs.source import Document, Fault
from kamdocs.source.loader import BEGIN, NAME_IS_NO_TEXT, TWICE


def told_for(document: Document, kind: Kind) -> Document:
    """The document, its faults with hints that fit the kind of file."""
    if not any(fault.hint in _GENERAL for fault in document.faults):
        return document
    return msgspec.structs.replace(document, faults=tuple(_told(fault, document, kind) for fault in document.faults))


def _told(fault: Fault, document: Document, kind: Kind) -> Fault:
    hint = None
    if fault.hint == BEGIN:
        hint = _first_field(kind)
    elif fault.hint == TWICE:
        hint = _one_list(fault, kind)
    elif fault.hint == NAME_IS_NO_TEXT:
        hint = _records_by_number(fault, document, kind)
    return msgspec.structs.replace(fault, hint=hint) if hint else fault


def _first_field(kind: Kind) -> Sentence | None:
    fields = list(schema_tree(kind).fields)
    return say("begin with {name}:", name=fields[0]) if len(fields) == 1 else None


def _one_list(fault: Fault, kind: Kind) -> Sentence | None:
    """Two lines with telephone numbers are meant as two numbers."""
    name = str(fault.message.values["name"])
    named = [node for node in schema_tree(kind).below() if node.name == name]
    if not named or not all(node.items and not node.items.fields for node in named):
        return None
    return say("write the two as one list: {name}: [one, two]; or keep one of them", name=name)


def _records_by_number(fault: Fault, document: Document, kind: Kind) -> Sentence | None:
    """``revenue: {2025: 812000}``: the number that seems a field's name is the first field of a record."""
    above = document.text.splitlines()[: fault.place.line]
    name = next((found[1] for line in reversed(above) if (found := _AT_THE_MARGIN.match(line))), "")
    field = schema_tree(kind).fields.get(name)
    record = field.items if field else None
    number = str(fault.message.values["name"])
    if record is None or not record.fields or not number.isdecimal():
        return None
    first, *others = musts(record)
    if record.fields[first].types != ("integer",):
        return None
    form = ", ".join([f"{first}: {number}", *(f"{one}: {form_of(record.fields[one], brief=True)}" for one in others)])
    return say("it is a list of records: write {name}: {value}", name=name, value=f"[{{{form}}}]")


_AT_THE_MARGIN = re.compile(r"([a-z_]+) *:")
_GENERAL = (BEGIN, TWICE, NAME_IS_NO_TEXT)
