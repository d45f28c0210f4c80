"""Read one file of the accounts folder, and hold it against its schema."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from kamdocs.language import say
from kamdocs.schema.files import Kind
from kamdocs.schema.free_text import cut_texts
from kamdocs.schema.general import told_for
from kamdocs.schema.odd_characters import name_odd_characters, quoted_otherwise
from kamdocs.schema.suggest import Names
from kamdocs.schema.unclear import without_unclear
from kamdocs.schema.validate import validate
from kamdocs.source import AccountsFolder, Document, Fault, load_document


def read_document(folder: AccountsFolder, path: Path, shown: str, kind: Kind, names: Names | None = None) -> Document:
    """A file of the accounts folder, its schema faults among its faults; one that can't be read is empty.

    ``names`` are those that references to the shared files may name, for the hints.
    """
    try:
        data = folder.read(path)
    except OSError as error:
        return Document(shown, "", None, {}, (unreadable(error),))
    return held_against_schema(load_document(shown, data), kind, names)


def held_against_schema(document: Document, kind: Kind, names: Names | None = None) -> Document:
    """A document as the schema sees it: without values that count as missing, and with its faults among the others."""
    if document.faults:
        document = told_for(document, kind)
    if document.cuts or document.unclear:
        document = _without_unclear(document, kind)
    if not document.readable:
        return document
    found = name_odd_characters(document, validate(document, kind, names))
    document = _with_faults(_without_noise(document, found), found)
    return _with_faults(document, quoted_otherwise(document, document.faults))


def _without_noise(document: Document, found: Iterable[Fault]) -> Document:
    """The document without what its form alone says of a field's name that the schema doesn't know: ``on: 2026-03-04``.

    The schema says what was meant, and then nothing is left to put in quotes.
    """
    if not document.faults:
        return document
    places = {fault.place for fault in found}
    faults = tuple(one for one in document.faults if one.fatal or one.record is not None or one.place not in places)
    return msgspec.structs.replace(document, faults=faults)


def _without_unclear(document: Document, kind: Kind) -> Document:
    if document.data is None:
        return document
    cut = dict(cut_texts(document, kind))
    document = _with_faults(document, cut.values())
    empty = {one.pointer for one in document.cuts if one.pointer in cut and one.empty}
    return without_unclear(document, kind, {*document.unclear, *empty}) if document.readable else document


def _with_faults(document: Document, faults: Iterable[Fault]) -> Document:
    return msgspec.structs.replace(document, faults=(*document.faults, *faults))


def unreadable(error: OSError) -> Fault:
    """The fault for a file whose bytes are not to be had."""
    message = say("the file can't be read: {reason}", reason=error.strerror or say("unknown reason"))
    return Fault("yaml-error", message, say("check that it is an ordinary file that you may read"))
