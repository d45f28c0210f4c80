"""What was known of the accounts on the days on which a version of their plans was the newest.

A gap is an interval: of one evaluation of a version, every day on which that was the newest can be asked.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from kamdocs.history.bench import Bench
from kamdocs.history.dealings import Dealt
from kamdocs.history.periods import Period
from kamdocs.history.states import Key, State, sharing
from kamdocs.history.store import Store
from kamdocs.history.stories import Story, Version
from kamdocs.history.told import ERRORS, UNREAD, Ask, Count, Told
from kamdocs.rules.spans import FOREVER, after


class Known(msgspec.Struct, frozen=True):
    """What was known of an account: its states, oldest first, and what its plan told at the end of each period.

    ``failed`` counts the versions on which a check failed, so that gaps may be missing. ``counts`` has the figures by
    name and day.
    """

    story: Story
    states: tuple[State, ...]
    dealt: Mapping[Period, Dealt]
    failed: int = 0
    counts: Mapping[tuple[str, date], float] = {}

    def on(self, day: date) -> State | None:
        """How it stood at the end of a day; None before anything was known."""
        return next((one for one in reversed(self.states) if one.day <= day), None)


class Wanted(msgspec.Struct, frozen=True):
    """What is wanted of the stories: all from ``begin`` to ``as_of``, or ``only`` how they stood on some days.

    ``periods`` are those of which the plans are to tell, ``days`` those on which ``counts`` are to be made. Without
    ``states`` nothing is wanted but these: to know all turns of a year takes longer than to read the plan.
    """

    begin: date
    as_of: date
    periods: Sequence[Period] = ()
    days: Sequence[date] = ()
    counts: Mapping[str, Count] = {}
    only: Collection[date] | None = None
    states: bool = True


class Stretch(msgspec.Struct, frozen=True):
    """The days from ``begin`` on, up to but not including ``end``, on which a version of a story was the newest."""

    story: int
    version: Version
    begin: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether the version was the newest at the end of a day."""
        return self.begin <= day < self.end


class _Draft:
    """What is known of one account so far."""

    def __init__(self) -> None:
        self.states: list[State] = []
        self.dealt: dict[Period, Dealt] = {}
        self.counts: dict[tuple[str, date], float] = {}
        self.failed = 0

    def add(self, stretch: Stretch, told: Told, wanted: Wanted) -> None:
        self.failed += told.failed
        until = min(stretch.end, after(wanted.as_of))
        for state in told.between(stretch.begin, until) if wanted.states else ():
            self.states.append(sharing(state, self.states[-1] if self.states else state))
        for period in wanted.periods:
            if stretch.holds(period.until):
                self.dealt[period] = told.dealt[period]
        for day in wanted.days:
            if stretch.holds(day):
                self.counts |= {(name, day): told.counts[name, day] for name in (ERRORS, UNREAD, *wanted.counts)}

    def known(self, story: Story) -> Known:
        states = tuple(_carried(sorted(self.states, key=lambda state: state.day)))
        return Known(story, states, self.dealt, self.failed, self.counts)


def what_was_known(stories: Sequence[Story], bench: Bench, wanted: Wanted, store: Store) -> tuple[Known, ...]:
    """What was known of each account; raises :class:`~kamdocs.source.git.GitError`."""
    drafts = [_Draft() for _story in stories]
    asked = []
    for stretch in stretches(stories, wanted):
        if stretch.version.there:
            asked.append(stretch)
        else:
            drafts[stretch.story].states.append(State(stretch.begin, there=False))
    for place, told in bench.told([_ask(one, wanted) for one in asked], store, wanted.counts):
        drafts[asked[place].story].add(asked[place], told, wanted)
    return tuple(draft.known(story) for draft, story in zip(drafts, stories, strict=True))


def stretches(stories: Sequence[Story], wanted: Wanted) -> Iterator[Stretch]:
    """The versions that count, with the days on which each was the newest."""
    for place, story in enumerate(stories):
        ends = [*(one.day for one in story.versions[1:]), FOREVER]
        for version, end in zip(story.versions, ends, strict=True):
            stretch = Stretch(place, version, max(version.day, wanted.begin), end)
            if version.day <= wanted.as_of and end > wanted.begin and _is_wanted(stretch, wanted):
                yield stretch


def _is_wanted(stretch: Stretch, wanted: Wanted) -> bool:
    return wanted.only is None or not stretch.version.there or any(map(stretch.holds, wanted.only))


def _ask(stretch: Stretch, wanted: Wanted) -> Ask:
    periods = tuple(one for one in wanted.periods if stretch.holds(one.until))
    days = tuple(filter(stretch.holds, wanted.days))
    end = min(stretch.end, after(wanted.as_of)) if wanted.states else stretch.begin
    return Ask(stretch.version, stretch.begin, end, periods, days)


def _carried(states: Sequence[State]) -> Iterator[State]:
    """The states; one that can't be assessed holds on to the gaps that were open before."""
    before: frozenset[Key] = frozenset()
    for state in states:
        if not state.assessed:
            before = before.difference(state.open)
            yield msgspec.structs.replace(state, unseen=before)
            before |= state.open.keys()
        else:
            yield state
            before = frozenset(state.open)
