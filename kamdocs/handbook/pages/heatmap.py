"""The heat map: all accounts against the ten golden rules, on a page of its own that stays small with a thousand."""

from datetime import date

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.page import Page, Passage, sections
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import TEN_RULES, View
from kamdocs.language import _
from kamdocs.lint import Cell, Standing
from kamdocs.model import TIERS

AGES = (30, 180)
"""A gap's shade deepens after so many days."""
IN_THE_FILE = "0"
"""Stands in for the day of the oldest error in the order of sorting: before all days."""


class HeatCell(msgspec.Struct, frozen=True):
    """A cell: the class that gives its shade, and the day since or from which its word holds."""

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
    """The accounts, those with the oldest open error first."""
    return [_row(standing, view) for standing in view.worst_first]


def _row(standing: Standing, view: View) -> HeatRow:
    errors = [finding.gap.opens_on for finding in view.open_gaps(standing.id) if finding.gap.severity == "error"]
    oldest = min((day for day in errors if day), default=None)
    order = IN_THE_FILE if None in errors else str(oldest or "")
    tier = TIERS.index(standing.tier) if standing.tier else len(TIERS)
    cells = tuple(HeatCell(_shade(cell, view.as_of), cell.opens_on, cell.waived) for cell in standing.cells)
    return HeatRow(standing, cells, None if None in errors else oldest, order, tier)


def _shade(cell: Cell, as_of: date) -> str:
    """The class of a cell: g1 to g3 for a gap by its age, s for soon, m for met, n for not assessed."""
    if cell.word != "gap":
        return {"due soon": "s", "met": "m"}.get(cell.word, "n")
    age = (as_of - cell.opens_on).days if cell.opens_on else AGES[-1] + 1
    return f"g{1 + sum(age > limit for limit in AGES)}"


def heatmap_page(view: View) -> Page:
    """The page of the heat map."""
    rows = heat_rows(view)
    gaps = [len(view.falling_short(rule)) for rule in TEN_RULES]
    parts = fill("pictures/heatmap.html", view=view, rules=TEN_RULES, rows=rows, gaps=gaps, ages=AGES)
    return Page(
        path="heatmap",
        title=_("Heat map"),
        lead=parts.part("lead"),
        sections=sections({anchors.HEAT_MAP: parts.part("picture")}),
        search=(Passage("", (_("All accounts and the ten rules"),)),),
        wide=True,
    )
