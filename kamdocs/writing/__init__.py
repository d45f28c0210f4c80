"""Edits of a file as splices of its text: what changes is what was asked for, and every other byte stays.

An edit says what is to change (:mod:`kamdocs.writing.edit`); :func:`write` makes the new text and proves it, and
:func:`replace_file` puts it in the place of the old one.
"""

from kamdocs.writing.data import Refused, edited
from kamdocs.writing.edit import Add, Edit, Put, Remove, Way
from kamdocs.writing.files import WriteError, replace_file
from kamdocs.writing.ids import free_id_for
from kamdocs.writing.pasting import paste
from kamdocs.writing.splice import Splice, spliced
from kamdocs.writing.writer import Written, write

__all__ = [
    "Add",
    "Edit",
    "Put",
    "Refused",
    "Remove",
    "Splice",
    "Way",
    "WriteError",
    "Written",
    "edited",
    "free_id_for",
    "paste",
    "replace_file",
    "spliced",
    "write",
]
