"""Mend a text round by round: what keeps it from being read first, then what shows behind that."""

from collections.abc import Iterator, Sequence
from itertools import islice

from kamdocs.fixing.fields import stranger_readings
from kamdocs.fixing.fix import Choice, Fix, Mended
from kamdocs.fixing.form import form_readings
from kamdocs.fixing.ids import double_id_readings
from kamdocs.fixing.proof import is_proven, news, revealed
from kamdocs.fixing.proposal import Proposal, Readings
from kamdocs.fixing.record import Done
from kamdocs.fixing.state import State, state_of
from kamdocs.fixing.texts import curly_readings, cut_readings
from kamdocs.fixing.unread import sole_reading
from kamdocs.fixing.values import reference_readings, value_readings
from kamdocs.schema import Kind
from kamdocs.schema.suggest import Names
from kamdocs.writing.splice import Splice, spliced

MAX_FIXES = 2_000
"""So many are proposed at once; who has more mends the rest with the next run."""
MAX_ATTEMPTS = 8
"""So many mends that let other faults show are followed to their end."""
MAX_STRANGERS = 100
"""For so many fields that are not known the near ones are looked for, which takes long."""
READ_AT_MOST = 5_000_000
_LOADS = 300
_LEAST_LOADS = 4
"""How many characters are read anew to prove mends, and how often: it ends soon, whatever the file holds."""
_BOM = "\ufeff"

_READINGS = {
    "unclear": value_readings,
    "value": value_readings,
    "cut": cut_readings,
    "curly": curly_readings,
    "stranger": stranger_readings,
    "reference": reference_readings,
}


def mended(text: str, kind: Kind, names: Names | None = None, read_at_most: int = READ_AT_MOST) -> Mended:
    """The text of a file of the accounts folder with all that has one right reading mended. Never raises.

    ``names`` are those that references to the shared files may name. What has several readings, or none, stays as it
    is; a mark of the encoding at the beginning stays, too. ``read_at_most`` is how many characters may be read to
    prove mends, whatever there is to mend.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    bare = text.removeprefix(_BOM)
    loads = min(_LOADS, max(_LEAST_LOADS, read_at_most // (len(bare) + 1)))
    mender = _Mender(state_of(bare, kind, names or {}), Done(bare), [loads])
    mender.run()
    fixes, choices = mender.done.fixes(), tuple(mender.choices())
    if mark:
        fixes, choices = tuple(map(_behind_mark, fixes)), tuple(map(_choice_behind_mark, choices))
    return Mended(mark + mender.state.text, fixes, choices)


class _Mender:
    """Mends a text; of ``loads`` it takes one each time that it reads the text anew, and ends where none is left."""

    def __init__(self, state: State, done: Done, loads: list[int]) -> None:
        self.state, self.done, self.loads = state, done, loads
        self.refused: set[object] = set()
        self.attempts = MAX_ATTEMPTS

    def run(self) -> None:
        """Mend until nothing more has one right reading."""
        while self.loads[0] > 0 and self._round():
            pass

    def _round(self) -> bool:
        if not self.state.was_read:
            return self._unread()
        proposals = self._proposals()
        if not proposals:
            return False
        accepted = self._proven(proposals)
        if not accepted:
            return any(self._attempt(one) for one in proposals)
        self._accept(accepted)
        return True

    def _accept(self, proposals: Sequence[Proposal]) -> None:
        after = self._after(proposals)
        self.done.add(self.state.text, proposals)
        self.state = after

    def _after(self, proposals: Sequence[Proposal]) -> State:
        self.loads[0] -= 1
        text = spliced(self.state.text, (splice for one in proposals for splice in one.splices))
        return state_of(text, self.state.kind, self.state.names)

    def _unread(self) -> bool:
        """One mend of what keeps the file from being read."""
        for readings in reversed(list(form_readings(self.state))):
            afters = [(one, self._after([one])) for one in readings]
            sole = sole_reading(self.state, afters)
            if sole is not None:
                self._accept([sole])
                return True
        return False

    def _proposals(self) -> list[Proposal]:
        """What has one reading, without what overlaps something before it."""
        found: list[Proposal] = []
        taken: set[tuple[int, int]] = set()
        ends = -1
        single = [one for readings in self._readings() if (one := self._single(readings)) is not None]
        for one in sorted(single, key=lambda proposal: min(proposal.splices)):
            start, end = min(one.splices).start, max(splice.end for splice in one.splices)
            if one.cures in self.refused or start <= ends or (start, end) in taken:
                continue
            found.append(one)
            ends = end
        return found[:MAX_FIXES]

    def _single(self, readings: Readings) -> Proposal | None:
        if len(readings) == 1:
            return readings[0]
        if not readings or readings[0].cures is not None:
            return None
        right = [one for one in readings if is_proven(self.state, self._after([one]), [one])]
        return right[0] if len(right) == 1 else None

    def _readings(self) -> Iterator[Readings]:
        yield from form_readings(self.state)
        told = {fault.place for fault in self.state.form_faults}
        strangers = 0
        for trouble in islice(self.state.troubles, 10 * MAX_FIXES):
            reading = _READINGS.get(trouble.what)
            strangers += trouble.what == "stranger"
            if trouble.what == "stranger" and strangers > MAX_STRANGERS:
                continue
            if trouble.what == "unclear" and self.state.document.place_of_value(trouble.pointer) in told:
                continue
            if reading is not None and (readings := reading(self.state, trouble)):
                yield readings
        yield from double_id_readings(self.state, [one for one in self.state.troubles if one.what == "id"])

    def _proven(self, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Those of the proposals that make the text better, and nothing else, taken together."""
        if not proposals or self.loads[0] <= 0:
            return []
        if is_proven(self.state, self._after(proposals), proposals):
            return list(proposals)
        if len(proposals) == 1:
            return []
        half = len(proposals) // 2
        first, second = self._proven(proposals[:half]), self._proven(proposals[half:])
        both = [*first, *second]
        if not (first and second) or is_proven(self.state, self._after(both), both):
            return both
        return first

    def _attempt(self, proposal: Proposal) -> bool:
        """Take a proposal that lets other faults show, if all of these can be mended; else it is refused for good."""
        if self.loads[0] <= 0 or self.attempts <= 0:
            return False
        self.attempts -= 1
        self.refused.add(proposal.cures)
        after = self._after([proposal])
        found = news(self.state, after, [proposal])
        if not after.was_read or not found or not revealed(found, proposal):
            return False
        done = self.done.copy()
        done.add(self.state.text, [proposal])
        inner = _Mender(after, done, self.loads)
        inner.refused, inner.attempts = self.refused, 0
        inner.run()
        still = set(inner.state.troubles) - set(self.state.troubles)
        if still or (proposal.cures in inner.state.troubles):
            return False
        self.state, self.done = inner.state, inner.done
        return True

    def choices(self) -> Iterator[Choice]:
        """What has several readings in the text as it is now."""
        if not self.state.was_read or not (self.state.troubles or self.state.document.faults):
            return
        place, ends = self.state.extents.place, -1
        several = [readings for readings in self._readings() if len(readings) > 1]
        for readings in sorted(several, key=lambda found: min(found[0].splices)):
            splices = [splice for one in readings for splice in one.splices]
            if min(splices).start > ends:
                ends = max(splice.end for splice in splices)
                fixes = tuple(Fix(one.what, place(one.offset), one.splices) for one in readings)
                yield Choice(fixes[0].place, fixes)


def _behind_mark(fix: Fix) -> Fix:
    """A fix of a text that has a mark of its encoding before it; places don't count that."""
    splices = tuple(Splice(one.start + 1, one.end + 1, one.text) for one in fix.splices)
    return Fix(fix.what, fix.place, splices)


def _choice_behind_mark(choice: Choice) -> Choice:
    return Choice(choice.place, tuple(map(_behind_mark, choice.fixes)))
