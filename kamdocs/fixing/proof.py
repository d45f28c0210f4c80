"""The proof of a mend: fewer faults, none that was not there before, and nothing else changed."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from kamdocs.fixing.proposal import Proposal
from kamdocs.fixing.state import State
from kamdocs.fixing.trouble import Trouble
from kamdocs.source import Pointer
from kamdocs.source.document import MAX_FAULTS
from kamdocs.writing.splice import Splice


class Shift(msgspec.Struct, frozen=True):
    """Where an offset of a text lies after its splices are done."""

    starts: tuple[int, ...]
    splices: tuple[Splice, ...]
    grown: tuple[int, ...]

    def __call__(self, offset: int) -> int:
        """The offset in the new text; what stood within a splice stands at its beginning now."""
        place = bisect_right(self.starts, offset) - 1
        if place < 0:
            return offset
        one = self.splices[place]
        before = self.grown[place - 1] if place else 0
        if one.start <= offset < one.end or (offset == one.start == one.end):
            return one.start + before
        return offset + self.grown[place]


def shift_of(splices: Iterable[Splice]) -> Shift:
    """The shift that splices make."""
    ordered = tuple(sorted(splices))
    grown, total = [], 0
    for one in ordered:
        total += len(one.text) - (one.end - one.start)
        grown.append(total)
    return Shift(tuple(one.start for one in ordered), ordered, tuple(grown))


def is_proven(before: State, after: State, proposals: Sequence[Proposal]) -> bool:
    """Whether the proposals, all done, make the text better and touch nothing else."""
    return not news(before, after, proposals) and _cures(before, after, proposals)


def news(before: State, after: State, proposals: Sequence[Proposal]) -> frozenset[object]:
    """What is wrong after the proposals and was not before: troubles, and faults of the form."""
    if not after.was_read:
        return frozenset({"unreadable"})
    shift = shift_of(splice for one in proposals for splice in one.splices)
    old = Counter((fault.message.template, shift(before.extents.offset(fault.place))) for fault in before.form_faults)
    new = Counter((fault.message.template, after.extents.offset(fault.place)) for fault in after.form_faults)
    more = len(before.document.cuts) >= MAX_FAULTS  # then others come to light when those before them are gone
    troubles = [one for one in after.troubles if one not in before.troubles and not (more and one.what == "cut")]
    found: set[object] = {*troubles, *(new - old)}
    touched = {pointer for one in proposals for pointer in (((),) if one.touches is None else one.touches)}
    if any(not _within(pointer, touched) for pointer in changed(before.document.data, after.document.data)):
        found.add("something else changed")
    return frozenset(found)


def _cures(before: State, after: State, proposals: Sequence[Proposal]) -> bool:
    if any(one.cures is not None and one.cures in after.troubles for one in proposals):
        return False
    forms = sum(one.cures is None for one in proposals)
    return len(after.form_faults) <= len(before.form_faults) - forms


def _within(pointer: Pointer, touched: Collection[Pointer]) -> bool:
    return any(pointer[:length] in touched for length in range(len(pointer) + 1))


def changed(old: Any, new: Any, pointer: Pointer = ()) -> Iterator[Pointer]:
    """The ways to what is different in two pieces of data."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**old, **new}:
            if name in old and name in new:
                yield from changed(old[name], new[name], (*pointer, name))
            else:
                yield (*pointer, name)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from changed(one, other, (*pointer, index))
    elif type(old) is not type(new) or old != new:
        yield pointer


def revealed(news_found: Iterable[object], proposal: Proposal) -> bool:
    """Whether all that is new lies within what the proposal names anew: it was hidden, and may be mended next."""
    return bool(proposal.touches) and all(
        isinstance(one, Trouble) and _within(one.pointer, proposal.touches or ()) for one in news_found
    )
