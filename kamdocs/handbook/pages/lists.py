"""The lists over all customers, a page each, and one that leads to them; for who is told of gaps."""

import functools
from collections.abc import Iterator, Mapping

import msgspec
from markupsafe import Markup

from kamdocs.handbook import anchors
from kamdocs.handbook.failed import Guard
from kamdocs.handbook.lists import LISTS, Listing, made
from kamdocs.handbook.lists.listing import Part, parted, shown, sums
from kamdocs.handbook.page import Page, Passage, Section
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import View
from kamdocs.handbook.words import money
from kamdocs.language import _

ROWS = 400
"""How many rows of a part a page holds; the table for spreadsheets has all."""
FIRST = 50
"""How many are shown before more is asked for."""


class Sister(msgspec.Struct, frozen=True):
    """A list as its sisters lead to it: its address, title, and how many rows are open."""

    path: str
    title: str
    number: int


def list_path(key: str) -> str:
    """The path of a list's page."""
    return f"lists/{key}"


def list_table(key: str) -> str:
    """Where a list's table for spreadsheets lies."""
    return f"data/lists/{key}.csv"


def lists_pages(view: View, known: Mapping[str, Page], guard: Guard) -> Iterator[Page]:
    """The page that leads to the lists, and those of the lists; ``known`` are right if they are made of the same."""
    if not view.assessed:
        return
    found = {key: made(key, view) for key in LISTS}
    sisters = [Sister(list_path(key), one.title, len(one.open.rows)) for key, one in found.items()]
    yield guard.page("lists/index", lambda: _overview(found, view))
    for key, one in found.items():
        made_of = (one, sisters, view.faces)
        kept = known.get(list_path(key))
        make = functools.partial(_list_page, key, made_of, view)
        yield kept if kept and kept.made_of == made_of else guard.page(list_path(key), make)


def _overview(found: Mapping[str, Listing], view: View) -> Page:
    rows = [(list_path(key), list_table(key), one) for key, one in found.items()]
    parts = fill("lists.html", view=view, rows=rows)
    return Page(
        path="lists/index",
        title=_("Lists"),
        lead=parts.part("index_lead"),
        sections=(Section(anchors.LISTS, parts.part("index")),),
        search=(Passage("", (_("Lists over all customers"),)),),
        wide=True,
    )


def _list_page(key: str, made_of: tuple[Listing, list[Sister], object], view: View) -> Page:
    one, sisters, _faces = made_of
    parts = fill("lists.html", view=view, listing=one, sisters=sisters, here=list_path(key), table=list_table(key),
                 limit=ROWS, first=FIRST, shown=shown, names=view.short_names)  # fmt: skip
    below = [
        Section(
            one.open.heading,
            parts.part("part", one.open, one.columns, "", _sum_words(one, one.open)),
            parts.part("aside", one.open),
        )
    ]
    if one.settled and one.settled.rows:
        told = parts.part("part", one.settled, one.heads_of_settled, "settled", _sum_words(one, one.settled))
        below.append(Section(one.settled.heading, told, parts.part("aside", one.settled)))
    return Page(
        path=list_path(key),
        title=one.title,
        lead=parts.part("lead"),
        sections=tuple(below),
        search=(Passage("", (one.title, _("Lists over all customers"))),),
        made_of=made_of,
        wide=True,
    )


def _sum_words(one: Listing, part: Part) -> Markup:
    """What the rows add up to, by currency; of a single row nothing has to be added up."""
    if one.summed is None or len(part.rows) < 2:
        return Markup()
    told = []
    for words, rows in parted(part.rows, one.summed_by).items():
        if added := Markup(", ").join(money(amount, currency) for currency, amount in sums(rows, one.summed)):
            told.append(f"{words}: {added}" if words else added)
    return Markup(" · ").join(told)
