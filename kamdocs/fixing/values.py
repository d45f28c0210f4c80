"""Proposals for single values that the schema does not allow."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kamdocs.fixing.meaning import Asked, Number, meanings
from kamdocs.fixing.proposal import Proposal, Readings
from kamdocs.fixing.state import State
from kamdocs.fixing.trouble import Trouble
from kamdocs.language import Sentence, say
from kamdocs.schema.shown import shown
from kamdocs.schema.slips import spaced
from kamdocs.schema.suggest import id_called
from kamdocs.source import Pointer
from kamdocs.source.quoting import quoted
from kamdocs.writing.scalars import single
from kamdocs.writing.splice import Splice


def value_readings(state: State, trouble: Trouble) -> Readings:
    """The readings of a value that is not valid, or of which nobody can tell what it means."""
    if not state.document.has(trouble.pointer):  # below a field that stands twice, of which the first counts
        return ()
    if slip := _spaced(state, trouble):
        return (slip,)
    extent = state.value(trouble.pointer)
    spot = state.spot(trouble.pointer)
    node = spot.node
    if extent is None or (trouble.what == "unclear" and node.path == () and trouble.pointer):
        return ()
    if trouble.pointer and state.is_cut_off(trouble.pointer):
        return ()
    written = state.text[extent.start : extent.end] if extent.bare else str(spot.value)
    record = spot.around.value if trouble.pointer else {}
    asked = Asked(state.kind, node, spot.value, written, record if isinstance(record, Mapping) else {}, state.known)
    return tuple(_proposal(state, trouble, trouble.pointer, meant) for meant in meanings(asked))


def reference_readings(state: State, trouble: Trouble) -> Readings:
    """The reading of an id that names nothing, and is somebody's name."""
    spot = state.spot(trouble.pointer)
    known = state.known.get(str(spot.keywords.get("x-refers-to")), {})
    meant = id_called(str(spot.value), known)
    if meant is None or state.value(trouble.pointer) is None:
        return ()
    return (_proposal(state, trouble, trouble.pointer, meant),)


def _proposal(state: State, trouble: Trouble, pointer: Pointer, meant: Any) -> Proposal:
    splice, text = written_as(state, pointer, meant)
    where = " › ".join(state.document.names_to(pointer))
    return Proposal(_told(where, state.document.value_at(pointer), text), splice.start, (splice,), (pointer,), trouble)


def _told(where: str, value: object, text: str) -> Sentence:
    if isinstance(value, str) and text in (quoted(value), f"'{value}'"):
        return say("{where} is put in quotes: {text}", where=where, text=shown(text))
    return say("{where} is written as {text}", where=where, text=shown(text))


def written_as(state: State, pointer: Pointer, meant: Any) -> tuple[Splice, str]:
    """The splice that makes a single value another one, and the new text of it."""
    extent = state.value(pointer)
    assert extent is not None  # noqa: S101 (who proposes has looked)
    text = rendered(meant, flow=extent.flow, quote=extent.quote)
    return Splice(extent.start, extent.end, text), text


def rendered(meant: Any, *, flow: bool, quote: str = "") -> str:
    """A value that was meant, as it is to be written."""
    if isinstance(meant, Number):
        return meant.written
    if isinstance(meant, Sequence) and not isinstance(meant, str):
        return "[" + ", ".join(single(one, flow=True, quote=quote) for one in meant) + "]"
    return single(meant, flow=flow, quote=quote)


def _spaced(state: State, trouble: Trouble) -> Proposal | None:
    """``plan:`` and below it ``reviewed_on:2026-01-20``, which is a text to YAML: each line lacks a blank."""
    spot = state.spot(trouble.pointer)
    if not isinstance(spot.value, str) or not {"object", "array"} & set(spot.node.types) or "string" in spot.node.types:
        return None
    extent = state.extents.singles.get(state.document.place_of_value(trouble.pointer))
    if extent is None or not extent.bare:
        return None
    splices = list(_spaces(state, extent.start, extent.end))
    if not splices or not all(splices):
        return None
    where = " › ".join(state.document.names_to(trouble.pointer))
    what = say("what belongs to {where} is parted by a colon or a dash, and a space", where=where)
    return Proposal(what, extent.start, tuple(filter(None, splices)), (trouble.pointer,), trouble)


def _spaces(state: State, start: int, end: int) -> Iterator[Splice | None]:
    """What each line of a text lacks; None for one that lacks nothing of the kind."""
    first, last = state.extents.place(start), state.extents.place(max(start, end - 1))
    if last.line - first.line > 200:
        yield None
        return
    for number in range(first.line, last.line + 1):
        begins = first.column - 1 if number == first.line else 0
        found = spaced(state.extents.line(number)[begins:])
        at = state.extents.starts[number - 1] + begins
        yield Splice(at + found[0], at + found[1], found[2]) if found else None
