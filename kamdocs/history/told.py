"""What one version of a plan tells: how it stood on the days on which it was the newest, and figures of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import msgspec

from kamdocs.history.dealings import Dealt, dealt_with
from kamdocs.history.periods import Period
from kamdocs.history.states import State, errors_on, states_of
from kamdocs.history.stories import Version
from kamdocs.lint import AccountFile
from kamdocs.model import Account, Shared
from kamdocs.rules.policies import Policies

Count = Callable[[Account, date], float]
"""How much of something there was in a plan on a day, as it was known then; summed over all plans.

It may look at the plan and the day, at the team, the offerings and the settings, and at nothing else: what it said of
a version is kept under its name.
"""

ERRORS, UNREAD = "=errors", "=unread"
"""The figures that a version always tells of the days of counts: open errors, and 1 where it can't be read wholly.

No name of a count begins with a sign.
"""
MOST_KEPT = 400
"""How many periods and figures of a version are kept: two years of a dozen figures a month, and no heap of days."""


class Ask(msgspec.Struct, frozen=True):
    """What is asked of a version: how it stood from ``begin`` up to ``end``, what it tells of periods, and counts.

    ``days`` are those of the counts.
    """

    version: Version
    begin: date
    end: date
    periods: tuple[Period, ...] = ()
    days: tuple[date, ...] = ()

    def with_(self, other: "Ask") -> "Ask":
        """What both ask of the same content."""
        periods, days = (*self.periods, *other.periods), (*self.days, *other.days)
        return Ask(self.version, min(self.begin, other.begin), max(self.end, other.end), periods, days)


class Told(msgspec.Struct, frozen=True):
    """What a version told: its states from ``begin`` up to ``end``, and whether a check ``failed`` on it.

    ``dealt`` has what it told of periods, ``counts`` the figures by name and day.
    """

    begin: date
    end: date
    states: tuple[State, ...]
    failed: bool = False
    dealt: Mapping[Period, Dealt] = {}
    counts: Mapping[tuple[str, date], float] = {}

    def answers(self, ask: Ask, names: Iterable[str]) -> bool:
        """Whether all that is asked is told."""
        return (
            self.begin <= ask.begin
            and ask.end <= self.end
            and all(period in self.dealt for period in ask.periods)
            and all((name, day) in self.counts for name in (ERRORS, UNREAD, *names) for day in ask.days)
        )

    def between(self, begin: date, end: date) -> Iterator[State]:
        """How it stood on the days of a stretch that it tells of, the first day's state first."""
        first = next((one for one in reversed(self.states) if one.day <= begin), None)
        if first is not None:
            yield first if first.day == begin else msgspec.structs.replace(first, day=begin)
        yield from (one for one in self.states if begin < one.day < end)

    def after_all(self, before: "Told | None") -> "Told":
        """The same with what was told before of other periods and days, the newest of each."""
        if before is None:
            return self
        dealt = sorted({**before.dealt, **self.dealt}.items(), key=lambda one: one[0].until)[-MOST_KEPT:]
        counts = sorted({**before.counts, **self.counts}.items(), key=lambda one: one[0][1])[-MOST_KEPT:]
        return msgspec.structs.replace(
            self, dealt={**dict(dealt), **self.dealt}, counts={**dict(counts), **self.counts}
        )


def tell(file: AccountFile, ask: Ask, terms: tuple[Policies, Shared], counts: Mapping[str, Count]) -> Told:
    """What an evaluated version tells of what is asked; of one that nobody can read no figure is known, and it is 0."""
    policies, shared = terms
    account = file.account
    states, end = states_of(file, policies, ask.begin, ask.end)
    whole = account if file.assessed else None
    dealt = {one: dealt_with(whole, one, policies, shared) if whole else Dealt() for one in ask.periods}
    figures = {(ERRORS, day): float(errors_on(file, policies, day)) for day in ask.days}
    figures |= {(UNREAD, day): float(not file.assessed) for day in ask.days}
    figures |= {
        (name, day): float(count(account, day)) if account else 0.0
        for name, count in counts.items()
        for day in ask.days
    }
    return Told(ask.begin, end, states, bool(file.mishaps), dealt, figures)
