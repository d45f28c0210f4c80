"""What opens when: the gaps of the next ninety days, week by week, by the account manager who can prevent them."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
from markupsafe import Markup

from kamdocs.handbook.templating import render
from kamdocs.handbook.view import View
from kamdocs.lint import Finding, gap_rank
from kamdocs.rules.gap import SEVERITIES
from kamdocs.rules.spans import later

DAYS, WEEK = 90, 7
SINGLE = 300
"""Up to so many gaps each has a mark of its own that leads to its account; beyond, a week has numbers."""

LOADS = 4
"""How many shades there are for a week with numbers; the fullest week of all has the last."""


class OwnerWeeks(msgspec.Struct, frozen=True):
    """An account manager (None: nobody is named) and what opens in each week, soonest and worst first."""

    owner: str | None
    weeks: tuple[tuple[Finding, ...], ...]

    @property
    def total(self) -> int:
        """How much opens in all the weeks."""
        return sum(map(len, self.weeks))


def week_starts(as_of: date) -> list[date]:
    """The Monday of each week; the first week is that of tomorrow, for what opens today is open."""
    first = later(as_of, 1)
    monday = later(first, -first.weekday())
    return [later(monday, start) for start in range(0, (as_of - monday).days + DAYS + 1, WEEK)]


def opening_weeks(view: View) -> list[OwnerWeeks]:
    """The account managers for whom something opens, by name; what has no owner comes last."""
    starts = week_starts(view.as_of)
    before = (view.as_of - starts[0]).days
    found: defaultdict[str | None, list[list[Finding]]] = defaultdict(lambda: [[] for _ in starts])
    for account in (*view.standings, None):
        owner = view.standings[account].owner if account else None
        for finding in view.upcoming(account, DAYS):
            found[owner][(view.days_to(finding) + before) // WEEK].append(finding)
    rows = [OwnerWeeks(owner, tuple(tuple(_ordered(week, view)) for week in weeks)) for owner, weeks in found.items()]
    return sorted(rows, key=lambda row: (row.owner is None, view.person(row.owner), row.owner or ""))


def _ordered(week: list[Finding], view: View) -> list[Finding]:
    return sorted(
        week, key=lambda finding: (SEVERITIES.index(finding.gap.severity), view.days_to(finding), gap_rank(finding))
    )


def opening_picture(view: View) -> Markup:
    """The picture; empty where nothing opens."""
    rows = opening_weeks(view)
    if not rows:
        return Markup()
    most = max(_weight(week) for row in rows for week in row.weeks) or 1
    return render(
        "pictures/opening.html",
        "picture",
        view=view,
        rows=rows,
        starts=week_starts(view.as_of),
        single=sum(row.total for row in rows) <= SINGLE,
        severities=SEVERITIES,
        load=lambda week: math.ceil(_weight(week) * LOADS / most),
        numbers=lambda week: _numbers(view.count_by_severity(week)),
    )


def _weight(week: Sequence[Finding]) -> int:
    """How much of a week's gaps counts for its shade: reminders don't."""
    return sum(finding.gap.severity != "info" for finding in week)


def _numbers(found: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(severity, amount) for severity, amount in found.items() if amount]
