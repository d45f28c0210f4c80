"""The home page: where the portfolio stands, what is worst, what opens next."""

from collections import Counter

from kamdocs.handbook.page import Page, sections
from kamdocs.handbook.pictures.pareto import pareto_picture
from kamdocs.handbook.templating import macros
from kamdocs.handbook.view import TEN_RULES, View
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import STATUSES, TIERS

STRIPS, TOP, NEXT = 60, 12, 20
"""How much the page shows at most, so that it stays small with any number of accounts."""


def home_page(view: View) -> Page:
    """The first page of the handbook."""
    gaps = [finding for finding in view.report.findings if finding.decisive]
    soon = [finding for account in (*view.standings, None) for finding in view.upcoming(account, DUE_SOON_DAYS)]
    soon.sort(key=lambda finding: (finding.gap.opens_on or view.as_of, finding.rank))
    number = len(view.standings)
    parts = macros(
        "home.html",
        view=view,
        title="Key accounts",
        figures=[*_figures(view), (len(soon), f"will open within {DUE_SOON_DAYS} days")],
        rules=TEN_RULES,
        standings=view.worst_first[:STRIPS],
        more=number if number > STRIPS else 0,
        faults=lambda account: any(
            finding.gap.check.startswith("DOC") and finding.decisive for finding in view.findings[account]
        ),
        top=[finding for finding in gaps if finding.gap.account][:TOP],
        next=soon[:NEXT],
        shared=view.open_gaps(None),
        statuses=STATUSES,
        tiers=_mix(view),
    )
    return Page(
        path="index",
        title="Key accounts",
        lead=parts.lead(),
        sections=sections(
            {
                "Accounts": parts.accounts(),
                "Top gaps": parts.top_gaps(),
                "What opens next": parts.next_gaps(),
                "Who brings the revenue": pareto_picture(view),
                "The portfolio as a whole": parts.shared_gaps(),
                "Tiers and status": parts.mix(),
            }
        ),
    )


def _figures(view: View) -> list[tuple[int, str]]:
    gaps = [finding for finding in view.report.findings if finding.decisive]
    nouns = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("prompt", "prompts")}
    named = ((amount, nouns[severity][amount != 1]) for severity, amount in view.count_by_severity(gaps).items())
    number = len(view.standings)
    return [(number, "account" if number == 1 else "accounts"), *((amount, f"open {noun}") for amount, noun in named)]


def _mix(view: View) -> list[tuple[str, list[int]]]:
    found = Counter((standing.tier, standing.status) for standing in view.standings.values())
    return [(tier, [found[tier, status] for status in STATUSES]) for tier in TIERS]
