"""The heat map: all accounts against the ten golden rules, on a page of its own that stays small with a thousand."""

from datetime import date

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.cells import CELL_SIGNS, cell_day, cell_kind
from kamdocs.handbook.page import Page, Passage, sections
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import TEN_RULES, View
from kamdocs.language import _
from kamdocs.lint import Cell, Standing
from kamdocs.model import TIERS

AGES = (30, 180)
"""A gap's shade deepens after so many days."""
SHADES = {"error": "e", "warning": "w", "soon": "s", "in-order": "o", "no-record": "r", "not-assessed": "n"}
"""By the kind of a cell, the class that gives its shade; a letter, because there may be ten thousand."""
LINKED = 100
"""Up to so many accounts each cell is a link of its own; beyond, the page would be twice as large."""
IN_THE_FILE = "0"
"""Stands in for the day of the oldest error in the order of sorting: before all days."""


class HeatCell(msgspec.Struct, frozen=True):
    """A cell: the class that gives its shade, and the day that it tells."""

    shade: str
    day: date | None
    waived: bool


class HeatRow(msgspec.Struct, frozen=True):
    """An account: its cells, and what the rows are sorted by."""

    standing: Standing
    cells: tuple[HeatCell, ...]
    oldest: date | None
    order: str
    tier: int


def heat_rows(view: View) -> list[HeatRow]:
    """The accounts in the order of attention."""
    return [_row(standing, view) for standing in view.by_attention]


def _row(standing: Standing, view: View) -> HeatRow:
    errors = [finding.gap.opens_on for finding in view.open_gaps(standing.id) if finding.gap.severity == "error"]
    oldest = min((day for day in errors if day), default=None)
    order = IN_THE_FILE if None in errors else str(oldest or "")
    tier = TIERS.index(standing.tier) if standing.tier else len(TIERS)
    cells = tuple(HeatCell(_shade(cell, view.as_of), cell_day(cell), cell.waived) for cell in standing.cells)
    return HeatRow(standing, cells, None if None in errors else oldest, order, tier)


def _shade(cell: Cell, as_of: date) -> str:
    """The class of a cell: the first letter of its kind, and for a gap 1 to 3 by its age."""
    if cell.severity is None:
        return SHADES[cell_kind(cell)]
    age = (as_of - cell.opens_on).days if cell.opens_on else AGES[-1] + 1
    return f"{SHADES[cell.severity]}{1 + sum(age > limit for limit in AGES)}"


def heatmap_page(view: View) -> Page:
    """The page of the heat map."""
    rows = heat_rows(view)
    gaps = [len(view.falling_short(rule)) for rule in TEN_RULES]
    signs = {SHADES[kind]: sign for kind, sign in CELL_SIGNS.items()}
    parts = fill(
        "pictures/heatmap.html",
        view=view,
        rules=TEN_RULES,
        rows=rows,
        gaps=gaps,
        ages=AGES,
        signs=signs,
        linked=len(rows) <= LINKED,
    )
    return Page(
        path="heatmap",
        title=_("Heat map"),
        lead=parts.part("lead"),
        sections=sections({anchors.HEAT_MAP: parts.part("picture")}),
        search=(Passage("", (_("All accounts and the ten rules"),)),),
        wide=True,
    )
