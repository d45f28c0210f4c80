"""The list of all accounts: one table, which a small script sorts and filters."""

from datetime import date

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.page import Page, sections
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import View
from kamdocs.language import _
from kamdocs.lint import Finding, Standing
from kamdocs.model import TIERS


class _Row(msgspec.Struct, frozen=True):
    """An account, with how many errors and warnings are open, since when, and the first of them in words."""

    standing: Standing
    tags: tuple[str, ...]
    errors: int
    warnings: int
    oldest: date | None
    worst: Finding | None
    place: int
    group: str | None


def accounts_page(view: View) -> Page:
    """The page that lists all accounts, in the order of attention."""
    rows = [_row(standing, view) for standing in view.by_attention]
    groups, tags = any(row.group for row in rows), any(row.tags for row in rows)
    parts = fill("accounts.html", view=view, rows=rows, groups=groups, tags=tags)
    return Page(
        path="accounts/index",
        title=_("Accounts"),
        lead=parts.part("lead"),
        sections=sections({anchors.ALL_ACCOUNTS: parts.part("all")}),
        wide=True,
    )


def _row(standing: Standing, view: View) -> _Row:
    gaps = view.open_gaps(standing.id)
    numbers = view.count_by_severity(gaps)
    days = [finding.gap.opens_on for finding in gaps if finding.gap.severity == "error"]
    oldest = min((day for day in days if day), default=None) if None not in days else None
    tags = standing.account.tags if standing.account else ()
    place = TIERS.index(standing.tier) if standing.tier else len(TIERS)
    group = view.portfolio.group_of(standing.id)
    grouped = group != standing.id or standing.id in view.subsidiaries
    worst = next((one for one in gaps if one.gap.severity != "info"), None)  # in the order of attention
    return _Row(standing, tags, numbers["error"], numbers["warning"], oldest, worst, place, group if grouped else None)
