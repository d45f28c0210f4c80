"""The home page is the review: where we stand, who has to do what by when, where it burns, what changed."""

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from kamdocs.handbook import anchors
from kamdocs.handbook.anchors import Heading
from kamdocs.handbook.burning import burning
from kamdocs.handbook.cells import CELL_SIGNS, cell_kind, cell_word
from kamdocs.handbook.changes import by_owner, changes
from kamdocs.handbook.figures import figures
from kamdocs.handbook.owing import owing
from kamdocs.handbook.page import Column, Page, Section, sections
from kamdocs.handbook.pages.review import walked
from kamdocs.handbook.pictures.largest import largest_picture
from kamdocs.handbook.pictures.pareto import pareto_picture
from kamdocs.handbook.templating import Filled, fill
from kamdocs.handbook.todo import tally
from kamdocs.handbook.todos import told_by_todos
from kamdocs.handbook.view import TEN_RULES, View
from kamdocs.handbook.words import long_day
from kamdocs.language import _, label
from kamdocs.lint import Finding, Standing, in_order, soonest
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.rules.spans import later

ROWS, NEXT = 20, 7
"""How much of the grid and of what opens the page shows at most, so that it stays small with any number of accounts."""


def home_page(view: View) -> Page:
    """The first page of the handbook."""
    number = len(view.standings)
    until = later(view.as_of, DUE_SOON_DAYS)
    parts = fill(
        "home.html",
        view=view,
        title=_("Review, {day}").format(day=long_day(view.as_of)) if view.assessed else _("Key accounts"),
        rules=TEN_RULES,
        standings=view.by_attention[:ROWS],
        more=number if number > ROWS else 0,
        until=until,
        **(_state(view) if view.assessed else {}),
    )
    return Page(
        path="index",
        title=_("Key accounts"),
        lead=parts.part("lead"),
        sections=sections({one.heading: one for one in _sections(parts, view)}),
        wide=True,
    )


def _state(view: View) -> dict[str, object]:
    """What is reckoned, for who is told of gaps."""
    changed = changes(view)
    opening = what_else_opens(view)
    return {
        "figures": tuple(figures(view)),
        "words": {one.id: in_words(one) for one in view.by_attention[:ROWS]},
        "walk": walked(view),
        "counts": tally(view.todos, view.as_of, later(view.as_of, DUE_SOON_DAYS)),
        "owing": owing(view),
        "burning": burning(view),
        "changed": by_owner(changed, view),
        "changes": sum(one.number for one in changed),
        "opening": opening[:NEXT],
        "opening_more": max(0, len(opening) - NEXT),
        "shared": view.open_gaps(None),
    }


class InWords(msgspec.Struct, frozen=True):
    """What some cells of an account say alike: the heads of their rules where they ask for something, else how many."""

    kind: str
    word: str
    number: int
    heads: Sequence[str] = ()


def in_words(standing: Standing) -> Sequence[InWords]:
    """The ten cells of an account in words, the worst first."""
    found: dict[str, list[tuple[str, str]]] = {kind: [] for kind in CELL_SIGNS}
    for rule, cell in zip(TEN_RULES, standing.cells, strict=True):
        found[cell_kind(cell)].append((rule.head, cell.severity or cell_word(cell)))
    return [
        InWords(kind, label(cells[0][1]), len(cells), tuple(head for head, _word in cells) if kind in _ASKING else ())
        for kind, cells in found.items()
        if cells
    ]


_ASKING = ("error", "warning", "soon")


def what_else_opens(view: View) -> Sequence[Finding]:
    """What opens within a month that no to-do tells of, soonest first."""
    found = []
    for account in (*view.standings, None):
        todos = view.todos_of(account) if account else ()
        found += [one for one in view.upcoming(account, DUE_SOON_DAYS) if not told_by_todos(one, todos)]
    return soonest(in_order(found))


def _sections(parts: Filled, view: View) -> list[Section]:
    def part(heading: Heading, name: str, column: Column = "", aside: str = "") -> Section:
        return Section(heading, parts.part(name), parts.part(aside) if aside else Markup(), column)

    grid = part(anchors.HEAT_MAP, "accounts", "", "accounts_aside")
    if not view.assessed:
        return [grid, Section(anchors.REVENUE, pareto_picture(view))]
    return [
        part(anchors.WHO_WHAT_WHEN, "owed", "left", "owed_aside"),
        part(anchors.BURNS, "burns", "right", "burns_aside"),
        part(anchors.CHANGED, "changed_rows", "right", "changed_aside"),
        grid,
        part(anchors.WHAT_ELSE_OPENS, "opens", "left", "opens_aside"),
        Section(anchors.REVENUE, largest_picture(view), column="right"),
        part(anchors.PORTFOLIO, "shared_gaps"),
    ]
