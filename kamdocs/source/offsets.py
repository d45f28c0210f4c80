"""From offsets in a text to places, and back."""

from typing import Any

from kamdocs.source.document import Place


def place_at(text: str, offset: int) -> Place:
    """The place of the character at an offset."""
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def offset_of(text: str, mark: Any) -> int:
    """The offset of a mark of the YAML parser, whose lines and columns count from 0; 0 where there is none."""
    at = 0
    for _ in range(mark.line if mark else 0):
        at = text.find("\n", at) + 1
    return at + (int(mark.column) if mark else 0)
