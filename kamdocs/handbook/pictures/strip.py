"""The strip of ten cells at the head of an account's page: each with its word, its next date, and where it leads."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Literal

import msgspec
from markupsafe import Markup

from kamdocs.handbook import anchors
from kamdocs.handbook.anchors import Heading
from kamdocs.handbook.templating import render
from kamdocs.handbook.view import TEN_RULES, View, cell_day, cell_kind, cell_word, rule_path
from kamdocs.lint import Cell, Finding, Standing
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.rules.golden import GoldenRule

HOMES = {
    "satisfaction": anchors.BOTHERS,
    "relationship": anchors.PROMISES,
    "education": anchors.OPPORTUNITIES,
    "orders": anchors.ORDERS,
    "expansion": anchors.WHITESPACE,
    "goodwill": anchors.HISTORY,
    "nonconformities": anchors.NONCONFORMITIES,
    "connectedness": anchors.PEOPLE,
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


def first_gaps(standing: Standing, view: View) -> dict[int, str]:
    """By ``id()`` of a finding: the rule whose first finding on the page it is; open ones go before later ones."""
    findings = view.findings.get(standing.id, ())
    covered = (finding for finding in findings if finding.state == "open" and finding.covered_by)
    firsts: dict[str, int] = {}
    for finding in (*view.open_gaps(standing.id), *view.upcoming(standing.id, DUE_SOON_DAYS), *covered):
        firsts.setdefault(finding.check.rule.slug, id(finding))
    return {finding: slug for slug, finding in firsts.items()}


def gap_marker(standing: Standing, view: View) -> Callable[[Finding], str]:
    """For the lists of gaps: the rule that a finding is the first of, or nothing."""
    firsts = first_gaps(standing, view)
    return lambda finding: firsts.get(id(finding), "")


def strip_cells(standing: Standing, view: View, shown: Collection[Heading]) -> Iterator[StripCell]:
    """The ten cells; ``shown`` are the headings of the sections that the page has."""
    listed = set(first_gaps(standing, view).values())
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


def strip_picture(standing: Standing, view: View, shown: Collection[Heading]) -> Markup:
    """The strip; empty for who isn't told of gaps."""
    if not view.assessed:
        return Markup()
    return render("pictures/strip.html", "picture", cells=list(strip_cells(standing, view, shown)))
