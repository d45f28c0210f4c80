"""Where it burns: the first accounts in the order of attention that are at risk or have an error."""

from collections.abc import Sequence

import msgspec

from kamdocs.handbook.view import View
from kamdocs.handbook.years import Brought, last_year
from kamdocs.lint import Finding, Standing

MORE = 2
"""How many gaps are named besides the worst."""


class Burning(msgspec.Struct, frozen=True):
    """An account that asks for somebody now: its revenue, its worst gap (None where it is at risk alone), and more."""

    standing: Standing
    revenue: Brought | None
    worst: Finding | None
    more: Sequence[Finding]


def burning(view: View) -> Sequence[Burning]:
    """All such accounts, in the order of attention; plans that can't be assessed are told of elsewhere."""
    return [_burning(one, view) for one in view.by_attention if not one.faulty and _burns(one, view)]


def _burns(standing: Standing, view: View) -> bool:
    gaps = view.open_gaps(standing.id)
    return standing.status == "at-risk" or any(one.gap.severity == "error" for one in gaps)


def _burning(standing: Standing, view: View) -> Burning:
    gaps = [one for one in view.open_gaps(standing.id) if one.gap.severity != "info"]
    revenue = last_year(view.revenue_of(standing.account), view.as_of.year)
    return Burning(standing, revenue, next(iter(gaps), None), gaps[1 : 1 + MORE])
