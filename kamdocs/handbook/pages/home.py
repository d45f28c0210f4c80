"""The home page: where the portfolio stands, what is worst, what opens next."""

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from kamdocs.handbook import anchors
from kamdocs.handbook.page import Page, sections
from kamdocs.handbook.pictures.pareto import pareto_picture
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import TEN_RULES, View
from kamdocs.language import _, ngettext
from kamdocs.lint import soonest
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import STATUSES, TIERS
from kamdocs.rules.golden import RULES

STRIPS, TOP, NEXT = 60, 12, 20
"""How much the page shows at most, so that it stays small with any number of accounts."""


def home_page(view: View) -> Page:
    """The first page of the handbook."""
    gaps = [finding for finding in view.report.findings if finding.decisive]
    accounts = (*view.standings, None)
    soon = soonest(finding for account in accounts for finding in view.upcoming(account, DUE_SOON_DAYS))
    number = len(view.standings)
    soon_words = ngettext("will open within {number} day", "will open within {number} days", DUE_SOON_DAYS)
    parts = fill(
        "home.html",
        view=view,
        title=_("Key accounts"),
        figures=[*_figures(view), (len(soon), soon_words.format(number=DUE_SOON_DAYS))] if view.assessed else [],
        rules=TEN_RULES,
        standings=view.by_attention[:STRIPS],
        more=number if number > STRIPS else 0,
        top=[finding for finding in gaps if finding.gap.account][:TOP],
        next=soon[:NEXT],
        shared=view.open_gaps(None),
        statuses=STATUSES,
        tiers=_mix(view),
    )
    return Page(
        path="index",
        title=_("Key accounts"),
        lead=parts.part("lead"),
        sections=sections(
            {
                anchors.ACCOUNTS: parts.part("accounts"),
                anchors.TOP_GAPS: parts.part("top_gaps"),
                anchors.OPENING_NEXT: parts.part("next_gaps"),
                anchors.REVENUE: pareto_picture(view),
                anchors.PORTFOLIO: parts.part("shared_gaps"),
                anchors.TIERS_AND_STATUS: parts.part("mix") if view.assessed else Markup(),
            }
        ),
    )


def _figures(view: View) -> Iterator[tuple[int, str]]:
    """Figures, each with the words that follow it."""
    number = len(view.standings)
    yield number, ngettext("account", "accounts", number)
    short = {standing.id for rule in RULES for standing in view.falling_short(rule) if not standing.faulty}
    yield len(short), _("with a gap")
    if faulty := len(view.faulty):
        yield faulty, ngettext("plan not assessed", "plans not assessed", faulty)
    found = view.count_by_severity([finding for finding in view.report.findings if finding.decisive])
    yield found["error"], ngettext("open error", "open errors", found["error"])
    yield found["warning"], ngettext("open warning", "open warnings", found["warning"])
    yield found["info"], ngettext("open reminder", "open reminders", found["info"])


def _mix(view: View) -> list[tuple[str, list[int]]]:
    found = Counter((standing.tier, standing.status) for standing in view.standings.values())
    return [(tier, [found[tier, status] for status in STATUSES]) for tier in TIERS]
