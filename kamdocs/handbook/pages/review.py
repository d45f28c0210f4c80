"""The review as a document of its own: two sheets of A4 to print, and a screen for each account to walk through.

It stands outside of the theme, because it is projected: large letters, and nothing beside them.
"""

from collections.abc import Mapping, Sequence

import msgspec

from kamdocs.handbook.burning import burning
from kamdocs.handbook.changes import Changes, by_owner, changes, numbers
from kamdocs.handbook.figures import figures
from kamdocs.handbook.owing import owing
from kamdocs.handbook.page import Sheet
from kamdocs.handbook.paths import has_page
from kamdocs.handbook.templating import fill
from kamdocs.handbook.todo import Todo, tally
from kamdocs.handbook.view import TEN_RULES, View
from kamdocs.handbook.words import long_day
from kamdocs.handbook.years import Brought, last_year
from kamdocs.language import _
from kamdocs.lint import Finding, Standing
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.rules.spans import later

PATH = "review"
MOST = 100
"""Through so many accounts the review walks at most: nobody sits through more, and the page stays small."""
GAPS, OWED = 5, 7
"""How many rows an account has at most, so that they can be read from the far end of a room."""
PEOPLE, BURNING, OWNERS = 8, 8, 12
"""How many groups of each kind two sheets of A4 have room for."""
CHANGED = 300
"""How many changes are told one by one."""


class Stop(msgspec.Struct, frozen=True):
    """One account of the walk: what is open, what is to be done, and how many rows there are besides.

    ``new`` are the gaps that opened since the last review, ``moved`` how many opened and closed.
    """

    standing: Standing
    revenue: Brought | None
    gaps: Sequence[Finding]
    more_gaps: int
    todos: Sequence[Todo]
    more_todos: int
    new: Sequence[Finding]
    moved: tuple[int, int]


def walked(view: View) -> Sequence[Standing]:
    """The accounts that the review walks through, in the order of attention: all, else the first of them."""
    return [one for one in view.by_attention if has_page(one.id)][:MOST]


def review_sheet(view: View) -> Sheet:
    """The document; for who is told of gaps."""
    changed = changes(view)
    owners, found = by_owner(changed, view), burning(view)
    new = {one.standing.id: one.opened for one in changed if one.standing}
    filled = fill(
        "review.html",
        view=view,
        title=_("Review, {day}").format(day=long_day(view.as_of)),
        counts=tally(view.todos, view.as_of, later(view.as_of, DUE_SOON_DAYS)),
        until=later(view.as_of, DUE_SOON_DAYS),
        figures=tuple(figures(view)),
        owing=owing(view, PEOPLE),
        burning=found[:BURNING],
        all_burning=len(found),
        owners=owners[:OWNERS],
        other_owners=owners[OWNERS:],
        told=_told(changed),
        number_changed=sum(one.number for one in changed),
        stops=[_stop(one, view, new, numbers(changed)) for one in walked(view)],
        rules=TEN_RULES,
    )
    return Sheet(PATH, filled.part("document"))


def _stop(
    standing: Standing, view: View, new: Mapping[str, Sequence[Finding]], moved: Mapping[str, tuple[int, int]]
) -> Stop:
    gaps, todos = view.open_gaps(standing.id), view.todos_of(standing.id)
    return Stop(
        standing,
        last_year(view.revenue_of(standing.account), view.as_of.year),
        gaps[:GAPS],
        max(0, len(gaps) - GAPS),
        todos[:OWED],
        max(0, len(todos) - OWED),
        new.get(standing.id, ()),
        moved.get(standing.id, (0, 0)),
    )


def _told(changed: Sequence[Changes]) -> Sequence[Changes]:
    """The changes of as many accounts as are told one by one."""
    kept: list[Changes] = []
    number = 0
    for one in changed:
        number += one.number
        if number > CHANGED and kept:
            break
        kept.append(one)
    return kept
