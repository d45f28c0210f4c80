"""A record as it stands in a plan's text, to show what was written, and where."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from kamdocs.source import Document, Pointer
from kamdocs.writing.edit import Add, Edit, Remove, Way


class Shown(msgspec.Struct, frozen=True):
    """Some lines of a file; ``line`` is the number of the first, from 1."""

    line: int
    lines: tuple[str, ...]


def touched(document: Document, edits: Iterable[Edit], added: Iterable[Pointer]) -> list[Shown]:
    """What was added to a plan or changed in it, as it stands there now, in the file's order; each once.

    Of a record of which a field was set or taken out, all of it is shown.
    """
    pointers = {*map(tuple, added), *_changed(document, edits)}
    kept = [one for one in pointers if not any(one[:length] in pointers for length in range(1, len(one)))]
    shown = (shown_at(document, pointer) for pointer in kept if document.has(pointer))
    return sorted({(one.line, one.lines): one for one in shown}.values(), key=lambda one: one.line)


def shown_at(document: Document, pointer: Pointer) -> Shown:
    """The lines of the value at a pointer: from its own first line through the last that belongs to it."""
    lines = document.lines()
    first = document.place_of(pointer).line - 1
    margin = _margin(lines[first])
    is_field = not lines[first].lstrip().startswith("- ")
    end = first + 1
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        dash = is_field and _margin(line) == margin and line.lstrip().startswith("- ")
        if _margin(line) <= margin and not dash:
            break
        end = number + 1
    return Shown(first + 1, tuple(lines[first:end]))


def pointer_of(data: Any, way: Way) -> Pointer | None:
    """The pointer that a way leads along, with the places of records in lists; None where it leads nowhere."""
    found: list[str | int] = []
    for step in way:
        if isinstance(data, list) and isinstance(step, str):
            places = (place for place, one in enumerate(data) if isinstance(one, dict) and one.get("id") == step)
            step = next(places, -1)
        if isinstance(data, dict):
            if step not in data:
                return None
        elif not isinstance(data, list) or not isinstance(step, int) or not 0 <= step < len(data):
            return None
        found.append(step)
        data = data[step]
    return tuple(found)


def _changed(document: Document, edits: Iterable[Edit]) -> Iterator[Pointer]:
    for edit in edits:
        if isinstance(edit, Add):
            continue
        way = edit.way[:-1] if len(edit.way) > 1 else edit.way
        pointer = pointer_of(document.data, way)
        if pointer and not (isinstance(edit, Remove) and _holds_records(document.value_at(pointer))):
            yield pointer


def _holds_records(value: Any) -> bool:
    """Whether it is a list of records: of one that was taken out of it nothing is left to show."""
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
