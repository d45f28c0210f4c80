"""Report to pages: values that know no engine. The adapters downstream hand them to one."""

from collections.abc import Iterator, Mapping
from importlib.resources import files

from kamdocs.handbook.failed import Failure, Guard, Tell, failed_account_page
from kamdocs.handbook.feeds import feed_files
from kamdocs.handbook.feeds.moved import moved_sheets
from kamdocs.handbook.page import Address, Asset, Page, Section, Sheet
from kamdocs.handbook.pages.account import account_page
from kamdocs.handbook.pages.accounts import accounts_page
from kamdocs.handbook.pages.brief import brief_sheets
from kamdocs.handbook.pages.calendar import calendar_pages
from kamdocs.handbook.pages.contacts import contacts_pages
from kamdocs.handbook.pages.fields import fields_page
from kamdocs.handbook.pages.handover import handover_sheets
from kamdocs.handbook.pages.heatmap import heatmap_page
from kamdocs.handbook.pages.home import home_page
from kamdocs.handbook.pages.interview_sheet import interview_sheets
from kamdocs.handbook.pages.leaving import leaving_pages
from kamdocs.handbook.pages.lists import lists_pages
from kamdocs.handbook.pages.missing import missing_page
from kamdocs.handbook.pages.offerings import offerings_pages
from kamdocs.handbook.pages.people import people_pages
from kamdocs.handbook.pages.review import PATH as REVIEW
from kamdocs.handbook.pages.review import review_sheet
from kamdocs.handbook.pages.rules import rule_pages
from kamdocs.handbook.paper import PATH as PAPER_STYLE
from kamdocs.handbook.paper import paper_style
from kamdocs.handbook.paths import account_path, has_page, person_path, rule_path
from kamdocs.handbook.policy import HEADERS, headers_file, inline_scripts
from kamdocs.handbook.scripts import pages_script
from kamdocs.handbook.search import WAYS as SEARCH_WAYS
from kamdocs.handbook.search import FoundPage, found_page, passages_of, search_index, search_script
from kamdocs.handbook.styles import pages_style
from kamdocs.handbook.view import HORIZON_DAYS, View
from kamdocs.lint import Standing
from kamdocs.rules.golden import RULES

GAP_PAGES = ("heatmap", "lists/index")
"""The pages that tell of nothing but gaps; who isn't told of gaps doesn't get them."""

__all__ = [
    "GAP_PAGES",
    "HEADERS",
    "HORIZON_DAYS",
    "PAPER_STYLE",
    "SEARCH_WAYS",
    "Address",
    "Asset",
    "Failure",
    "FoundPage",
    "Page",
    "Section",
    "Sheet",
    "View",
    "found_page",
    "headers_file",
    "inline_scripts",
    "make_assets",
    "make_files",
    "make_pages",
    "make_sheets",
    "missing_page",
    "passages_of",
    "search_index",
]


def make_pages(view: View, known: Mapping[str, Page] | None = None, tell: Tell | None = None) -> Iterator[Page]:
    """All pages of the handbook, one after the other; ``known`` are pages that are still right, by path.

    A page that fails is given to ``tell``, and one that says so stands in its place; without ``tell`` it raises.
    """
    kept, guard = known or {}, Guard(tell)
    yield guard.page("index", lambda: home_page(view))
    yield guard.page("accounts/index", lambda: accounts_page(view))
    if view.assessed:
        yield guard.page("heatmap", lambda: heatmap_page(view))
    for standing in view.standings.values():
        if has_page(standing.id):
            yield kept.get(account_path(standing.id)) or _account_page(standing, view, guard)
    yield from guard.part(("rules/index", *map(rule_path, RULES)), rule_pages(view, kept, guard))
    people = (person_path(member.id) for member in view.colleagues if has_page(member.id))
    yield from guard.part(("people/index", *people), people_pages(view, kept, guard))
    yield from leaving_pages(view, guard)
    yield from guard.part(("contacts/index",), contacts_pages(view, kept))
    yield from guard.part(("lists/index",), lists_pages(view, kept, guard))
    yield from guard.part(("offerings/index",), offerings_pages(view))
    yield from guard.part(("calendar/index",), calendar_pages(view, kept, guard))
    yield guard.page("fields", fields_page)


def _account_page(standing: Standing, view: View, guard: Guard) -> Page:
    return guard.made(
        account_path(standing.id),
        standing.id,
        lambda: account_page(standing, view),
        lambda: failed_account_page(standing, view),
    )


def make_assets() -> tuple[Asset, ...]:
    """The style sheet and the scripts that go with the pages."""
    return (pages_style(), pages_script(), search_script())


def make_files(view: View, tell: Tell | None = None) -> Iterator[Asset]:
    """The files that readers take along, and what the sheets and the printer need; ``tell`` as for the pages.

    A file that fails is not there: who subscribed to it keeps what is known.
    """
    yield from feed_files(view, Guard(tell))
    yield paper_style(view)
    yield _asset("brief.css")
    yield _asset("review.css")
    yield _asset("review.js")
    yield _asset("interview.css")
    yield _asset("handover.css")


def make_sheets(view: View, known: Mapping[str, Sheet] | None = None, tell: Tell | None = None) -> Iterator[Sheet]:
    """The documents that need no engine: briefs, sheets for talks, and pages at old addresses that lead on.

    ``known`` are those of accounts, by path, that are still right; ``tell`` as for the pages.
    """
    guard = Guard(tell)
    yield from brief_sheets(view, known or {}, guard)
    if view.assessed:
        review: list[Sheet] = guard.made(REVIEW, None, lambda: [review_sheet(view)], list)
        yield from review
    yield from interview_sheets(view, known or {}, guard)
    yield from handover_sheets(view, known or {}, guard)
    moved: list[Sheet] = guard.made("accounts", None, lambda: list(moved_sheets(view)), list)
    yield from moved


def _asset(name: str) -> Asset:
    return Asset(f"assets/{name}", (files("kamdocs.handbook") / "assets" / name).read_bytes())
