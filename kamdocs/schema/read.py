"""Read one file of the accounts folder, and hold it against its schema."""

from pathlib import Path

import msgspec

from kamdocs.language import say
from kamdocs.schema.files import Kind
from kamdocs.schema.suggest import Names
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
    document = load_document(shown, data)
    if not document.readable:
        return document
    return msgspec.structs.replace(document, faults=(*document.faults, *validate(document, kind, names)))


def unreadable(error: OSError) -> Fault:
    """The fault for a file whose bytes are not to be had."""
    message = say("the file can't be read: {reason}", reason=error.strerror or say("unknown reason"))
    return Fault("yaml-error", message, say("check that it is an ordinary file that you may read"))
