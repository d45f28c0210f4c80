"""The group that a customer belongs to: who is above it, who is below, and what they bring together.

Who may know of a part of the plans alone has no other plans in its view, so nothing here tells of them.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from kamdocs.handbook.view import View
from kamdocs.lint import Standing
from kamdocs.model import Revenue

YEARS = 5
"""Of how many years the revenue of a group is told, the newest first."""


class Member(msgspec.Struct, frozen=True):
    """A subsidiary, and how far below the group's plan it stands: 1 right below."""

    standing: Standing
    level: int


class Family(msgspec.Struct, frozen=True):
    """The relations of an account.

    ``above`` are the nearest first, ``below`` each before its own subsidiaries; ``siblings`` counts the others right
    below the same parent. ``unsure`` counts plans of which it can't be told whether they belong here.
    """

    above: tuple[Standing, ...] = ()
    below: tuple[Member, ...] = ()
    siblings: int = 0
    unsure: int = 0

    @property
    def related(self) -> tuple[str, ...]:
        """The ids of those of whom the account's page tells."""
        return (*(one.id for one in self.above), *(one.standing.id for one in self.below))


class GroupYear(msgspec.Struct, frozen=True):
    """What a group brought in a year in one currency: from whom, and who has no figures of that year.

    A year that is ``running`` isn't over.
    """

    year: int
    amount: float
    currency: str
    told: tuple[Standing, ...]
    untold: tuple[Standing, ...]
    running: bool


def family(standing: Standing, view: View) -> Family:
    """The relations of an account among the plans of the view."""
    above = tuple(view.standings[one] for one in view.portfolio.above(standing.id))
    below = tuple(_below(standing.id, view))
    siblings = len(view.subsidiaries[above[0].id]) - 1 if above else 0
    unsure = sum(one.account is None or one.account.parent is None for one in view.faulty if one.id != standing.id)
    return Family(above, below, siblings, unsure if below else 0)


def _below(account: str, view: View) -> Iterator[Member]:
    """Each before its own subsidiaries; a list of who waits, as plans may name parents deeper than Python recurses."""
    seen = {account}
    waiting = _right_below(account, view, 1)
    while waiting:
        member = waiting.pop()
        if member.standing.id not in seen:
            seen.add(member.standing.id)
            yield member
            waiting += _right_below(member.standing.id, view, member.level + 1)


def _right_below(account: str, view: View, level: int) -> list[Member]:
    return [Member(standing, level) for standing in reversed(view.subsidiaries.get(account, ()))]


def revenue_together(standing: Standing, below: Sequence[Member], view: View) -> list[GroupYear]:
    """The revenue of a group by year and currency, the newest year first; whoever has no figures is told."""
    subsidiaries = [one.standing for one in below]
    rows = {one.id: view.revenue_of(one.account) for one in (standing, *subsidiaries)}
    years = sorted({row.year for found in rows.values() for row in found}, reverse=True)[:YEARS]
    return [
        GroupYear(
            year,
            sum(row.amount for row in _of(rows, year, currency)),
            currency,
            tuple(one for one in (standing, *subsidiaries) if any(_is(row, year, currency) for row in rows[one.id])),
            tuple(one for one in subsidiaries if all(row.year != year for row in rows[one.id])),
            year >= view.as_of.year,
        )
        for year in years
        for currency in sorted({row.currency for found in rows.values() for row in found if row.year == year})
    ]


def _of(rows: Mapping[str, Sequence[Revenue]], year: int, currency: str) -> Iterator[Revenue]:
    return (row for found in rows.values() for row in found if _is(row, year, currency))


def _is(row: Revenue, year: int, currency: str) -> bool:
    return row.year == year and row.currency == currency
