"""How the plans stood over time: a row a month or a week, and how long the gaps of each check stay open."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import median_low

import msgspec

from kamdocs.history.dealings import Dealt, summed
from kamdocs.history.knowing import Known
from kamdocs.history.periods import Every, Period
from kamdocs.history.states import Key, State
from kamdocs.model import Id
from kamdocs.rules.check import Check
from kamdocs.rules.gap import SEVERITIES, Severity
from kamdocs.rules.golden import GOLDEN_RULES
from kamdocs.rules.policies import Policies
from kamdocs.rules.spans import later


class Row(msgspec.Struct, frozen=True):
    """How the accounts stood at the end of a period, as it was known then, and what happened in it.

    ``opened`` and ``closed`` count gaps against the end of the period before; None where nothing was known then.
    ``by_rule`` has the open gaps by the slug of the golden rule.
    """

    since: date
    until: date
    accounts: int
    not_assessed: int
    open: Mapping[Severity, int]
    by_rule: Mapping[str, int]
    opened: int | None
    closed: int | None
    dealt: Dealt


class Lasting(msgspec.Struct, frozen=True):
    """How long the gaps of a check stayed open: the days from that on which one was known to that of its closing.

    ``days`` is the median (of an even number the lower middle one) of those that were ``closed`` in the rows' time; of
    those ``still_open``, ``oldest`` is the day since which the oldest is known.
    """

    check: Check
    closed: int
    days: int | None
    still_open: int
    oldest: date | None


class History(msgspec.Struct, frozen=True):
    """What ``kamdocs history`` tells. ``account`` is the id of the only one that was looked at, None for all.

    ``begins_on`` is the day of the oldest version that git has here, None without git. ``names`` are those of our
    people, by id.
    """

    as_of: date
    every: Every
    account: Id | None
    begins_on: date | None
    rows: tuple[Row, ...]
    lasting: tuple[Lasting, ...]
    notes: tuple[str, ...]
    names: Mapping[Id, str] = {}


def rows_of(known: Sequence[Known], periods: Iterable[Period], policies: Policies, begins_on: date) -> Iterator[Row]:
    """A row for each period at the end of which something was known."""
    rules = {policy.check.code: policy.check.rule.slug for policy in policies.values()}
    for period in periods:
        if period.until >= begins_on:
            yield _row(known, period, rules, told=period.begins_after >= begins_on)


def _row(known: Sequence[Known], period: Period, rules: Mapping[str, str], *, told: bool) -> Row:
    pairs = [(one.on(period.begins_after), now) for one in known if (now := one.on(period.until))]
    standing = [now for _was, now in pairs if now.there]
    severities = Counter(severity for now in standing for severity in now.open.values())
    by_rule = Counter(rules[key.check] for now in standing for key in now.open)
    return Row(
        later(period.begins_after, 1),
        period.until,
        len(standing),
        sum(not now.assessed for now in standing),
        {severity: severities[severity] for severity in SEVERITIES},
        {rule.slug: by_rule[rule.slug] for rule in GOLDEN_RULES},
        sum(_opened(was, now) for was, now in pairs) if told else None,
        sum(_closed(was, now) for was, now in pairs) if told else None,
        summed(one.dealt[period] for one in known if period in one.dealt),
    )


def _opened(was: State | None, now: State) -> int:
    """How many gaps are open that were not, waived or covered either."""
    before = was or State(now.day)
    return sum(1 for key in now.open if key not in before.open and key not in before.hidden)


def _closed(was: State | None, now: State) -> int:
    """How many gaps are gone that were open: not waived, not covered, nor in a plan that nobody can read any more."""
    if was is None or not now.there:
        return 0
    return sum(1 for key in (*was.open, *was.unseen) if key not in now.open and key not in now.hidden)


def lasting_of(known: Iterable[Known], policies: Policies, as_of: date) -> tuple[Lasting, ...]:
    """How long the gaps of each check stayed open, in the order of the checks' codes."""
    closed: dict[str, list[int]] = {}
    still: dict[str, list[date]] = {}
    for one in known:
        since: dict[Key, date] = {}
        for state in one.states:
            if state.day <= as_of:
                for key in _gone(since, state):
                    closed.setdefault(key.check, []).append((state.day - since.pop(key)).days)
        for key, day in since.items():
            still.setdefault(key.check, []).append(day)
    return tuple(
        Lasting(
            policies.by_code[code].check,
            len(days := closed.get(code, [])),
            median_low(days) if days else None,
            len(open_ := still.get(code, [])),
            min(open_, default=None),
        )
        for code in sorted({*closed, *still})
    )


def _gone(since: dict[Key, date], state: State) -> Sequence[Key]:
    """The gaps that a state ends; those that begin with it are noted. Of a plan that is gone nobody closed anything."""
    if not state.there:
        since.clear()
        return ()
    gone = [key for key in since if key not in state.open and key not in state.hidden]
    for key in state.open:
        since.setdefault(key, state.day)
    return gone
