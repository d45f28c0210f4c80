"""The strip of ten cells at the head of an account's page: each with its word, its next date, and where it leads."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec
from markupsafe import Markup

from kamdocs.handbook import anchors
from kamdocs.handbook.anchors import Heading
from kamdocs.handbook.cells import cell_day, cell_kind, cell_word
from kamdocs.handbook.paths import rule_path
from kamdocs.handbook.templating import render
from kamdocs.handbook.view import TEN_RULES, View
from kamdocs.lint import Cell, Standing
from kamdocs.rules.golden import GoldenRule

HOMES = {
    "satisfaction": anchors.BOTHERS,
    "relationship": anchors.PROMISES,
    "education": anchors.BOTHERS,
    "orders": anchors.ORDERS,
    "expansion": anchors.WHITESPACE,
    "goodwill": anchors.HISTORY,
    "nonconformities": anchors.NONCONFORMITIES,
    "connectedness": anchors.CONNECTIONS,
    "activity": anchors.HISTORY,
}
"""The section of an account's page that shows most of a rule."""


Reads = Literal["since", "from", "last", "next", ""]
"""How the day of a cell reads."""


class StripCell(msgspec.Struct, frozen=True):
    """A cell, with the day that it tells: since or from when there is a gap, of its evidence, or of the next gap.

    ``kind`` gives its sign and colour. ``anchor`` says that the cell itself is what ``#rule-…`` leads to, because no
    gap on the page is.
    """

    rule: GoldenRule
    word: str
    kind: str
    waived: bool
    reads: Reads
    day: date | None
    link: str
    anchor: bool

    @property
    def pressing(self) -> bool:
        """Whether a gap is open."""
        return self.kind in ("error", "warning")


def strip_cells(
    standing: Standing, view: View, shown: Collection[Heading], listed: Collection[str]
) -> Iterator[StripCell]:
    """The ten cells; ``shown`` are the headings that the page has, ``listed`` the rules with a place among its gaps."""
    coming = _coming(standing, view)
    for cell, rule in zip(standing.cells, TEN_RULES, strict=True):
        reads, day = _day(cell, coming.get(cell.rule))
        home = HOMES.get(rule.slug)
        if rule.slug in listed:
            link = f"#{anchors.rule_anchor(rule.slug)}"
        elif home and home in shown:
            link = f"#{home.anchor}"
        else:
            link = f"page:{rule_path(rule)}"
        yield StripCell(rule, cell_word(cell), cell_kind(cell), cell.waived, reads, day, link, rule.slug not in listed)


def _coming(standing: Standing, view: View) -> dict[str, date]:
    """The day on which the next gap of each rule opens; reminders don't count, as in the cells."""
    days: dict[str, date] = {}
    for finding in view.findings.get(standing.id, ()):
        opens = finding.gap.opens_on
        if opens and finding.state == "upcoming" and finding.gap.severity != "info":
            slug = finding.check.rule.slug
            days[slug] = min(opens, days.get(slug, opens))
    return days


def _day(cell: Cell, coming: date | None) -> tuple[Reads, date | None]:
    reads: dict[str, Reads] = {"gap": "since", "soon": "from", "in order": "last"}
    if known := cell_day(cell):
        return reads[cell.word], known
    return ("next", coming) if coming and cell.word == "no record" else ("", None)


def strip(standing: Standing, view: View, shown: Collection[Heading], listed: Collection[str]) -> Markup:
    """The strip; empty for who isn't told of gaps. On a phone it is one line that opens."""
    if not view.assessed:
        return Markup()
    cells = list(strip_cells(standing, view, shown, listed))
    return render(
        "account/strip.html",
        "strip",
        cells=cells,
        pressing=[one for one in cells if one.pressing],
        numbers=_numbers(cells),
        as_of=view.as_of,
    )


def _numbers(cells: Sequence[StripCell]) -> Sequence[tuple[str, str, int]]:
    """What is no gap, by kind: its word and how many cells have it."""
    found: dict[tuple[str, str], int] = {}
    for one in cells:
        if not one.pressing:
            key = one.kind, one.word
            found[key] = found.get(key, 0) + 1
    return [(kind, word, number) for (kind, word), number in found.items()]
