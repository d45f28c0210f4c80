"""Report to pages: values that know no engine. The adapters downstream hand them to one."""

from collections.abc import Iterator
from importlib.resources import files

from kamdocs.handbook.account import account_page
from kamdocs.handbook.accounts import accounts_page
from kamdocs.handbook.calendar import calendar_pages
from kamdocs.handbook.fields import fields_page
from kamdocs.handbook.fold import folded_words
from kamdocs.handbook.home import home_page
from kamdocs.handbook.offerings import offerings_pages
from kamdocs.handbook.page import Address, Asset, Page, Section
from kamdocs.handbook.people import people_pages
from kamdocs.handbook.pictures.heatmap import heatmap_page
from kamdocs.handbook.rules import rule_pages
from kamdocs.handbook.view import HORIZON_DAYS, View, has_page

__all__ = ["HORIZON_DAYS", "Address", "Asset", "Page", "Section", "View", "folded_words", "make_assets", "make_pages"]


def make_pages(view: View) -> Iterator[Page]:
    """All pages of the handbook, one after the other."""
    yield home_page(view)
    yield accounts_page(view)
    yield heatmap_page(view)
    yield from (account_page(standing, view) for standing in view.standings.values() if has_page(standing.id))
    yield from rule_pages(view)
    yield from people_pages(view)
    yield from offerings_pages(view)
    yield from calendar_pages(view)
    yield fields_page()


def make_assets() -> tuple[Asset, ...]:
    """The style sheets and the scripts that go with the pages."""
    folder = files("kamdocs.handbook") / "assets"
    names = ("kamdocs.css", "pictures.css", "kamdocs.js", "pictures.js")
    return tuple(Asset(f"assets/{name}", (folder / name).read_bytes()) for name in names)
