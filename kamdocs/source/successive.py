"""Versions of a file, read one after the other: the fields that stayed as they were are not parsed anew.

A file is parted at the lines that begin with a field's name, and each part is read by itself. Where every part holds
one field and is sound, the file is what the parts are together: a text in quotes or a bracket that went on beyond its
part would be open at the end of it, and all else ends where a line begins at the margin. Any other file is read as a
whole.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

import msgspec

from kamdocs.source.document import Document, Marks
from kamdocs.source.loader import load_document
from kamdocs.source.text import MAX_BYTES

_BEGINS = re.compile(rb"^[A-Za-z_]\w*:", re.MULTILINE)
"""Where a part begins: a field at the margin."""
_ENDS = re.compile(rb"^\.\.\.", re.MULTILINE)
"""Where a document may end before its file does."""


class _Field(msgspec.Struct, frozen=True):
    """A field at the margin of a file, read by itself: its place and the ``marks`` below count from its part."""

    name: str
    value: Any
    place: Any
    marks: Marks
    lines: int


class VersionReader:
    """Reads versions of a file; remembers the fields of the one before."""

    def __init__(self) -> None:
        self._before: Mapping[bytes, _Field] = {}

    def load(self, path: str, data: bytes) -> Document:
        """What :func:`load_document` makes of the version; values that stayed are those of the version before."""
        fields = self._fields(data) if len(data) <= MAX_BYTES else {}
        if len({one.name for one in fields.values()}) < max(1, len(fields)):
            return load_document(path, data)
        self._before = fields
        return _document(path, data.decode("utf-8-sig"), tuple(fields.values()))

    def _fields(self, data: bytes) -> Mapping[bytes, _Field]:
        """The fields by their parts, in the order of the file; none where a part of it isn't one field and sound."""
        if _ENDS.search(data):
            return {}
        begins = [found.start() for found in _BEGINS.finditer(data)]
        found: dict[bytes, _Field] = {}
        for start, end in pairwise([0, *begins[1:], len(data)]):
            part = data[start:end]
            field = self._before.get(part) or _read(part)
            if field is None or part in found:
                return {}
            found[part] = field
        return found


def _read(part: bytes) -> _Field | None:
    document = load_document("", part)
    if document.data is None or len(document.data) != 1 or document.faults or document.unclear or document.cuts:
        return None
    marks = dict(document.marks)
    [(name, place)] = marks.pop(id(document.data)).items()
    return _Field(name, document.data[name], place, marks, part.count(b"\n"))


def _document(path: str, text: str, fields: Sequence[_Field]) -> Document:
    data = {one.name: one.value for one in fields}
    marks: dict[int, Any] = {id(data): {one.name: one.place for one in fields}}
    for one in fields:
        marks.update(one.marks)
    begins = accumulate((one.lines for one in fields[:-1]), initial=0)
    return Document(path, text, data, marks, begins=dict(zip(data, begins, strict=True)))
