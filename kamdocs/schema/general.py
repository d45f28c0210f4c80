"""Faults of a file's form, told with what is known of the kind of file."""

import msgspec

from kamdocs.language import Sentence, say
from kamdocs.schema.files import Kind
from kamdocs.schema.walk import schema_tree
from kamdocs.source import Document, Fault
from kamdocs.source.loader import BEGIN, TWICE


def told_for(document: Document, kind: Kind) -> Document:
    """The document, its faults with hints that fit the kind of file."""
    if not any(fault.hint in (BEGIN, TWICE) for fault in document.faults):
        return document
    return msgspec.structs.replace(document, faults=tuple(_told(fault, kind) for fault in document.faults))


def _told(fault: Fault, kind: Kind) -> Fault:
    hint = _first_field(kind) if fault.hint == BEGIN else _one_list(fault, kind) if fault.hint == TWICE else None
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
