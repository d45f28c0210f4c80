"""Splices: the stretches of a text that change, and what comes in their place."""

from collections.abc import Iterable

import msgspec


class Splice(msgspec.Struct, frozen=True, order=True):
    """From ``start`` to ``end`` (offsets in code points) the text becomes ``text``; the rest stays as it is."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices done; they must not overlap. Two at one place come in the order given."""
    parts, at = [], 0
    for one in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        if one.start < at:
            raise ValueError("splices overlap")
        parts += [text[at : one.start], one.text]
        at = one.end
    return "".join((*parts, text[at:]))
