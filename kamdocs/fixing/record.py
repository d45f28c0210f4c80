"""What was done to a text, told in the offsets of the text as it was."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from kamdocs.fixing.extents import Extents
from kamdocs.fixing.fix import Fix
from kamdocs.fixing.proposal import Proposal
from kamdocs.language import Sentence
from kamdocs.source import Place
from kamdocs.writing.splice import Splice, spliced


class Done:
    """The splices that were done to a text, round after round, as splices of the text as it was at first."""

    def __init__(self, text: str) -> None:
        self.first = Extents(text)
        self.told: list[tuple[Sentence, Place]] = []
        self.splices: list[tuple[Splice, int]] = []  # each with the place in ``told`` of what it belongs to

    def copy(self) -> "Done":
        """The same, to go on from."""
        other = Done(self.first.text)
        other.first, other.told, other.splices = self.first, list(self.told), list(self.splices)
        return other

    def add(self, text: str, proposals: Sequence[Proposal]) -> None:
        """Take in what was done to ``text``, which is the text as it was before this round."""
        begin = len(self.told)
        origins = self._origins(one.offset for one in proposals)
        self.told += [(one.what, self.first.place(at)) for one, at in zip(proposals, origins, strict=True)]
        todo = [(splice, begin + at) for at, one in enumerate(proposals) for splice in one.splices]
        self.splices = list(_merged(text, self.splices, sorted(todo)))

    def fixes(self) -> tuple[Fix, ...]:
        """The fixes, in the order of their places."""
        own: dict[int, list[Splice]] = {}
        for splice, owner in self.splices:
            own.setdefault(owner, []).append(splice)
        found = [Fix(what, place, tuple(own.get(at, ()))) for at, (what, place) in enumerate(self.told)]
        return tuple(sorted(found, key=lambda one: one.place))

    def _origins(self, offsets: Iterable[int]) -> Iterator[int]:
        """Where offsets of the present text lie in the first one; within a splice, at its beginning."""
        starts, before, grown = [], [0], 0
        for splice, _ in self.splices:
            starts.append(splice.start + grown)
            grown += _growth(splice)
            before.append(grown)
        for offset in offsets:
            at = bisect_right(starts, offset)
            within = at and offset < starts[at - 1] + len(self.splices[at - 1][0].text)
            yield self.splices[at - 1][0].start if within else offset - before[at]


_Owned = tuple[Splice, int]


def _merged(text: str, before: Sequence[_Owned], todo: Sequence[_Owned]) -> Iterator[_Owned]:
    """The splices of all rounds: those of the last one have offsets of ``text``, which those before it made.

    What touches is one splice, and belongs to the last.
    """
    known, news, grown = deque(before), deque(todo), 0
    while known or news:
        low, high, inner = 0, -1, grown
        done: list[_Owned] = []
        kept: list[_Owned] = []
        while True:  # gather what touches, in the order of the text
            old, new = _extent(known, inner), (news[0][0].start, news[0][0].end) if news else None
            first = min(one for one in (old, new) if one is not None) if old or new else None
            if first is None or (high >= 0 and first[0] > high):
                break
            low, high = (min(low, first[0]), max(high, first[1])) if high >= 0 else first
            if first == old and first != new:
                inner += _growth(known[0][0])
                kept.append(known.popleft())
            else:
                done.append(news.popleft())
        if not done:
            yield from kept
        elif not kept:
            yield from ((Splice(one.start - grown, one.end - grown, one.text), owner) for one, owner in done)
        else:
            part = spliced(text[low:high], (Splice(one.start - low, one.end - low, one.text) for one, _ in done))
            yield Splice(low - grown, high - inner, part), done[-1][1]
        grown = inner


def _extent(known: deque[_Owned], grown: int) -> tuple[int, int] | None:
    """Where the text of the next splice stands by now."""
    return (known[0][0].start + grown, known[0][0].start + grown + len(known[0][0].text)) if known else None


def _growth(splice: Splice) -> int:
    return len(splice.text) - (splice.end - splice.start)
