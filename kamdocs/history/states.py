"""How an account stood from a day on, by one version of its plan: a gap is an interval, so any day can be asked."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from kamdocs.lint import AccountFile
from kamdocs.lint.judge import Asked, decided
from kamdocs.rules.gap import Gap, Severity
from kamdocs.rules.policies import Policies
from kamdocs.rules.spans import FOREVER, after


class Key(msgspec.Struct, frozen=True):
    """Which gap of an account it is, whatever its day: the code of its check, its record, and which of several."""

    check: str
    record: str | None
    number: int = 0


key_of = functools.lru_cache(maxsize=1 << 16)(Key)
"""A key as one value wherever it stands: there are many days, and few gaps."""


class State(msgspec.Struct, frozen=True):
    """How an account stood from a day on, as it was known: its open gaps, and those that were waived or covered.

    Of one that is not ``assessed`` nobody knew what was missing; ``unseen`` are the gaps that were open before that,
    and may be still. One that is not ``there`` had no plan.
    """

    day: date
    open: Mapping[Key, Severity] = {}
    quiet: frozenset[Key] = frozenset()
    assessed: bool = True
    there: bool = True
    unseen: frozenset[Key] = frozenset()

    @property
    def hidden(self) -> frozenset[Key]:
        """The gaps that don't count as open, and of which nobody can say that they are closed."""
        return self.quiet | self.unseen


def states_of(file: AccountFile, policies: Policies, begin: date, end: date) -> tuple[tuple[State, ...], date]:
    """How an account stood on the days from ``begin`` up to ``end``, by those on which something changed.

    With the day up to which the last of them holds, which is not before ``end``.
    """
    turning = sorted(_turning_days(file, begin))
    days = [begin, *(day for day in turning if day < end)]
    gaps = tuple(gap for gap in file.gaps if _is_open_within(gap, begin, end))
    narrow = msgspec.structs.replace(file, gaps=gaps)
    states = [_state(decided(narrow, Asked(policies, day)), day, assessed=file.assessed) for day in days]
    return tuple(_sharing(states)), next((day for day in turning if day >= end), FOREVER)


def errors_on(file: AccountFile, policies: Policies, day: date) -> int:
    """How many errors are open on a day, and neither waived nor covered; much faster than all of a state."""
    gaps = tuple(gap for gap in file.gaps if gap.open_on(day) and _tells(gap, policies))
    narrow = msgspec.structs.replace(file, gaps=gaps)
    return sum(counts and gap.severity == "error" for gap, counts in decided(narrow, Asked(policies, day)))


def _tells(gap: Gap, policies: Policies) -> bool:
    """Whether a gap is an error, or may cover one."""
    return gap.severity == "error" or bool(policies.by_code[gap.check].check.covers)


def _sharing(states: Sequence[State]) -> Iterator[State]:
    before: State | None = None
    for state in states:
        before = state if before is None else sharing(state, before)
        yield before


def sharing(state: State, before: State) -> State:
    """The state, with what it has in common with the one before as one value: most change one gap or none."""
    opened = before.open if before.open == state.open else state.open
    quiet = before.quiet if before.quiet == state.quiet else state.quiet
    return msgspec.structs.replace(state, open=opened, quiet=quiet)


def _is_open_within(gap: Gap, begin: date, end: date) -> bool:
    return (gap.opens_on is None or gap.opens_on < end) and (gap.closes_on is None or gap.closes_on > begin)


def _turning_days(file: AccountFile, begin: date) -> set[date]:
    """The days after the first on which a gap opens or closes, or a waiver has ended."""
    waivers = file.account.waivers if file.account else ()
    days = {day for gap in file.gaps for day in (gap.opens_on, gap.closes_on) if day}
    days |= {after(waiver.until) for waiver in waivers}
    return {day for day in days if day > begin}


def _state(gaps: Iterable[tuple[Gap, bool]], day: date, *, assessed: bool) -> State:
    opened: dict[Key, Severity] = {}
    quiet: set[Key] = set()
    seen: dict[tuple[str, str | None], int] = {}
    for gap, counts in gaps:
        _account, check, record = gap.identity
        number = seen[check, record] = seen.get((check, record), -1) + 1
        key = key_of(check, record, number)
        if counts:
            opened[key] = gap.severity
        else:
            quiet.add(key)
    return State(day, opened, frozenset(quiet), assessed)
