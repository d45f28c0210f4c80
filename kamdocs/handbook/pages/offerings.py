"""The whitespace over all accounts: who buys what, and where there is room."""

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from kamdocs.handbook import anchors
from kamdocs.handbook.page import Page, Passage, passage, sections
from kamdocs.handbook.passages import line
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import View
from kamdocs.language import _
from kamdocs.lint import Standing
from kamdocs.model import TIERS, Offering

STATUSES = ("owned", "in-pipeline", "open", "competitor", "blocked", "unknown", "not-applicable")
ROWS = 250
"""How many accounts a page of the matrix shows."""


def offerings_pages(view: View) -> Iterator[Page]:
    """The whitespace matrix of all accounts that have one, in pages of a bounded size."""
    rows = _rows(view)
    chunks = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)] or [[]]
    for number, chunk in enumerate(chunks, 1):
        turner = fill("offerings.html", view=view).part(
            "turner",
            _path(number - 1) if number > 1 else None,
            _path(number + 1) if number < len(chunks) else None,
        )
        parts = fill(
            "offerings.html",
            view=view,
            offerings=_offerings(view),
            rows=chunk,
            statuses=STATUSES if view.audience.reads("whitespace.status") else (),
            summary_rows=_summary(view),
            turn=turner,
        )
        yield Page(
            path=_path(number),
            title=_("Offerings") if number == 1 else _("Offerings, page {number}").format(number=number),
            lead=parts.part("lead"),
            sections=sections(
                {
                    anchors.WHAT_WE_SELL: parts.part("summary") if number == 1 else turner,
                    anchors.WHITESPACE: parts.part("matrix") if rows or view.assessed else Markup(),
                }
            ),
            search=_passages(view) if number == 1 else (),
        )


def _offerings(view: View) -> list[Offering]:
    """What we sell, and then what we no longer do."""
    return sorted(view.shared.offerings, key=lambda one: one.retired_by(view.as_of))


def _passages(view: View) -> tuple[Passage, ...]:
    lines = tuple(line(one.name, one.id, one.description) for one in view.shared.offerings)
    return (passage(anchors.WHAT_WE_SELL, lines),)


def _path(number: int) -> str:
    return "offerings/index" if number == 1 else f"offerings/page-{number}"


def _rows(view: View) -> list[tuple[Standing, list[list[str]]]]:
    """Each account with a grid: for each offering the statuses that it has there, the largest accounts first."""
    rows = []
    for standing in view.standings.values():
        if standing.account and standing.account.whitespace:
            found: dict[str, dict[str, None]] = {}
            for cell in standing.account.whitespace:
                found.setdefault(cell.offering, {})[cell.status] = None
            rows.append((standing, [list(found.get(one.id, ())) for one in _offerings(view)]))
    return sorted(rows, key=lambda row: (TIERS.index(row[0].tier or "developing"), row[0].name))


def _summary(view: View) -> list[tuple[object, list[int]]]:
    """For each offering, how many accounts have it in each status somewhere."""
    found: Counter[tuple[str, str]] = Counter()
    for standing in view.standings.values():
        if standing.account:
            found.update({(cell.offering, cell.status) for cell in standing.account.whitespace})
    return [(one, [found[one.id, status] for status in STATUSES]) for one in _offerings(view)]
