"""Which reading of a text that can't be read as YAML is the right one, told by what can be read with it."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from kamdocs.fixing.proof import shift_of
from kamdocs.fixing.proposal import Proposal
from kamdocs.fixing.state import State, state_of
from kamdocs.source import Place

_FAR = 20
"""No text goes on for so many lines."""

Tried = tuple[Proposal, State]
"""A proposal, and the text after it."""


class _Seen(msgspec.Struct, frozen=True):
    """What a reading makes of a text: how far it can be read, what is wrong in its lines then, and the data."""

    read: bool
    stops: int
    wrong: int
    data: Any


def sole_reading(before: State, tried: Sequence[Tried]) -> Proposal | None:
    """The one reading with which more of the text can be read, and with which least is wrong; None if it is not one."""
    good = [(one, seen) for one, after in tried if (seen := _seen(before, one, after)) is not None]
    if not good:
        return None
    best = min((not seen.read, -seen.stops if not seen.read else 0, seen.wrong) for _, seen in good)
    chosen = [
        (one, seen) for one, seen in good if (not seen.read, -seen.stops if not seen.read else 0, seen.wrong) == best
    ]
    first, seen = chosen[0]
    return first if all(other.data == seen.data for _, other in chosen[1:]) else None


def _seen(before: State, proposal: Proposal, after: State) -> _Seen | None:
    """What a reading makes of the text; None where it brings nothing, or something wrong at its very place."""
    shift = shift_of(proposal.splices)
    stopped, stops = shift(_stop(before)), _stop(after)
    if not after.was_read and (stops <= stopped or _goes_on_below(after, shift(proposal.splices[-1].start), stops)):
        return None
    read = after if after.was_read else _part(after, shift(max(one.end for one in proposal.splices)))
    if not read.was_read:
        return _Seen(after.was_read, stops, 0, after.text)
    lines = {place.line for place in _places(proposal, after)}
    wrong, within = _wrong(read, lines, [(shift(one.start), one) for one in proposal.splices])
    if within and not after.was_read:
        return None
    return None if within else _Seen(after.was_read, 0 if after.was_read else stops, wrong, read.document.data)


def _goes_on_below(after: State, mended: int, stops: int) -> bool:
    """Whether reading ends at a line that belongs to the text on the one that was mended: it goes on there."""
    extents = after.extents
    first, last = extents.place(mended).line, extents.place(stops).line
    if not first < last < first + _FAR:
        return False
    below = [line for number in range(first + 1, last + 1) if (line := extents.line(number)).strip()]
    return all(_is_deeper(line, extents.line(first)) for line in below)


def _is_deeper(line: str, above: str) -> bool:
    """Whether a line is indented so that it can't begin a field beside those of the line above."""
    margin = len(above) - len(above.lstrip(" -" if ":" in line else " "))
    return len(line) - len(line.lstrip()) > margin


def _stop(state: State) -> int:
    """Where the reading of a text ends."""
    if state.was_read or not state.document.faults:
        return len(state.text)
    return state.extents.offset(state.document.faults[-1].place)


def _part(state: State, offset: int) -> State:
    """The text through the line of an offset."""
    end = state.text.find("\n", offset)
    text = state.text if end < 0 else state.text[: end + 1]
    return state_of(text, state.kind, state.names)


def _places(proposal: Proposal, after: State) -> Iterable[Place]:
    shift = shift_of(proposal.splices)
    return [after.extents.place(shift(one.start)) for one in proposal.splices]


def _wrong(state: State, lines: set[int], splices: Sequence[tuple[int, Any]]) -> tuple[int, bool]:
    """How much is wrong with the values on some lines, and whether any of it begins within what was put there."""
    wrong, within = 0, False
    for trouble in state.troubles:
        if trouble.what == "missing":
            wrong += state.document.place_of_value(trouble.pointer).line in lines
            continue
        find = state.document.place_of if trouble.what == "stranger" else state.document.place_of_value
        place = find(trouble.pointer)
        wrong += place.line in lines
        at = state.extents.offset(place)
        within |= any(start <= at < start + len(one.text) for start, one in splices)
    return wrong, within
