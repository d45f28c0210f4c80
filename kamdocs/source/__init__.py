"""From bytes to plain data, strictly, with the place of every value.

This room knows YAML and CSV and nothing of customers. What can't be read is a :class:`Fault`, never an exception.
"""

from kamdocs.source.document import Document, Fault, Place, Pointer
from kamdocs.source.folder import AccountsFolder, arrange_files, find_files
from kamdocs.source.loader import load_document

__all__ = [
    "AccountsFolder",
    "Document",
    "Fault",
    "Place",
    "Pointer",
    "arrange_files",
    "find_files",
    "load_document",
]
