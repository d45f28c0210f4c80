"""How a handbook stood at the end of each of the last twelve months and today, in figures: for small lines on pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from kamdocs.history.dealings import promises_kept
from kamdocs.history.knowing import Known, Wanted, what_was_known
from kamdocs.history.periods import Period, a_year_before, periods
from kamdocs.history.sources import Sources, notes_of, stories_with_now
from kamdocs.history.told import ERRORS, UNREAD, Count
from kamdocs.model import Account


class Trend(msgspec.Struct, frozen=True):
    """Figures at the ends of the last twelve months and on the as-of day, as they were known then, a number a day.

    ``days`` begin where git does; there are at least two. ``accounts`` are the plans that there were, ``not_assessed``
    those of them that could not be read wholly: what was missing there was not known, and stands in no other figure.
    ``errors`` are open gaps, ``with_errors`` the accounts that had one. ``promises_kept`` of ``promises_due`` are those
    that fell due in the year before the day, and were kept in time. ``lines`` are the figures that were asked for, by
    name. ``note`` says how it was found, in the reader's language.
    """

    days: tuple[date, ...]
    accounts: tuple[int, ...]
    not_assessed: tuple[int, ...]
    errors: tuple[int, ...]
    with_errors: tuple[int, ...]
    at_risk: tuple[int, ...]
    complaints_open: tuple[int, ...]
    promises_kept: tuple[int, ...]
    promises_due: tuple[int, ...]
    lines: Mapping[str, tuple[float, ...]]
    note: str

    @property
    def promises_kept_percent(self) -> tuple[int | None, ...]:
        """How many of a hundred promises were kept in time; None where none was due."""
        pairs = zip(self.promises_kept, self.promises_due, strict=True)
        return tuple(round(100 * kept / due) if due else None for kept, due in pairs)


def trend_of(sources: Sources, as_of: date, counts: Mapping[str, Count] | None = None) -> Trend | None:
    """The trend up to a day, whose figures are those of the files as they are now; None where git knows no other day.

    Only the versions that were the newest at the end of a month are looked at, each once: what it tells is kept from
    one run to the next, the ``counts`` under their names. Raises :class:`~kamdocs.source.git.GitError`.
    """
    past, asked = sources.past, counts or {}
    if past is None or past.begins_on is None:
        return None
    begin = past.begins_on
    ends = (one.until for one in periods(a_year_before(as_of), as_of, "month"))
    days = tuple(day for day in ends if day >= begin or day == as_of)
    if len(days) < 2:
        return None
    stories = tuple(one for one in stories_with_now(sources, as_of) if one.versions[0].day <= as_of)
    store = sources.store()
    wanted = Wanted(days[0], as_of, days=days, counts={**asked, **_COUNTS}, only=days, states=False)
    known = what_was_known(stories, sources.bench, wanted, store)
    store.save()
    return _trend(known, days, tuple(asked), "; ".join(notes_of(past, days[0], begin)))


def _trend(known: Sequence[Known], days: Sequence[date], names: Sequence[str], note: str) -> Trend:
    def line(name: str) -> tuple[float, ...]:
        return tuple(sum(one.counts.get((name, day), 0.0) for one in known) for day in days)

    def whole(name: str) -> tuple[int, ...]:
        return tuple(map(round, line(name)))

    return Trend(
        tuple(days),
        tuple(sum((ERRORS, day) in one.counts for one in known) for day in days),
        whole(UNREAD),
        whole(ERRORS),
        tuple(sum(one.counts.get((ERRORS, day), 0.0) > 0 for one in known) for day in days),
        whole(_AT_RISK),
        whole(_COMPLAINTS),
        whole(_KEPT),
        whole(_DUE),
        {name: line(name) for name in names},
        note,
    )


def _year_before(account: Account, day: date) -> Iterator[bool]:
    return promises_kept(account, Period(a_year_before(day), day))


_AT_RISK, _COMPLAINTS, _KEPT, _DUE = "=at-risk", "=complaints", "=kept", "=due"
_COUNTS: Mapping[str, Callable[[Account, date], float]] = {
    _AT_RISK: lambda account, _day: account.status == "at-risk",
    _COMPLAINTS: lambda account, day: sum(one.open and one.received_on <= day for one in account.nonconformities),
    _KEPT: lambda account, day: sum(_year_before(account, day)),
    _DUE: lambda account, day: sum(1 for _one in _year_before(account, day)),
}
