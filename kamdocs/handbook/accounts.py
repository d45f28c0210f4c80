"""The list of all accounts: one table, which a small script sorts and filters."""

import msgspec

from kamdocs.handbook.page import Page, sections
from kamdocs.handbook.templating import macros
from kamdocs.handbook.view import View
from kamdocs.language import _, marked
from kamdocs.lint import Standing


class _Row(msgspec.Struct, frozen=True):
    standing: Standing
    tags: tuple[str, ...]
    errors: int
    warnings: int
    oldest: str


def accounts_page(view: View) -> Page:
    """The page that lists all accounts, the worst first."""
    parts = macros("accounts.html", view=view, rows=[_row(standing, view) for standing in view.worst_first])
    return Page(
        path="accounts/index",
        title=_("Accounts"),
        lead=parts.lead(),
        sections=sections({marked("All accounts"): parts.all()}),
    )


def _row(standing: Standing, view: View) -> _Row:
    gaps = view.open_gaps(standing.id)
    numbers = view.count_by_severity(gaps)
    days = [finding.gap.opens_on for finding in gaps if finding.gap.severity == "error"]
    oldest = _("in the file") if None in days else min((str(day) for day in days), default="")
    tags = standing.account.tags if standing.account else ()
    return _Row(standing, tags, numbers["error"], numbers["warning"], oldest)
