"""The people at our customers: who they are, where, who of ours knows them, and when anybody last spoke with them."""

from collections.abc import Iterator, Mapping

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.acquaintance import Known
from kamdocs.handbook.page import Page, Passage, sections
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import View
from kamdocs.language import _
from kamdocs.lint import Standing

ROWS = 1000
"""How many people a page shows; the next one goes on."""
KNOWN_BY = 3
"""How many of ours are named who met a person, the latest first."""


class Theirs(msgspec.Struct, frozen=True):
    """Somebody at a customer, and the customer."""

    known: Known
    standing: Standing


def contacts_pages(view: View, known: Mapping[str, Page]) -> Iterator[Page]:
    """All people who are there, by name, in pages of a bounded size; ``known`` are right if made of the same."""
    rows = sorted(_all(view), key=lambda one: (one.known.person.name.casefold(), one.standing.id, one.known.person.id))
    chunks = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)] or [[]]
    for number, chunk in enumerate(chunks, 1):
        before, after = (_path(one) if 0 < one <= len(chunks) else None for one in (number - 1, number + 1))
        made_of = ([(one.known, one.standing.id) for one in chunk], before, after, len(rows), view.faces)
        kept = known.get(_path(number))
        if kept and kept.made_of == made_of:
            yield kept
            continue
        parts = fill("contacts.html", view=view, rows=chunk, number=len(rows), known_by=KNOWN_BY)
        yield Page(
            path=_path(number),
            title=_("People at our customers"),
            lead=parts.part("lead", before, after),
            sections=sections({anchors.THEIR_PEOPLE: parts.part("all", len(chunks) > 1)}),
            search=(Passage("", (_("People at our customers"),)),) if number == 1 else (),
            made_of=made_of,
            wide=True,
        )


def _path(number: int) -> str:
    return "contacts/index" if number == 1 else f"contacts/{number}"


def _all(view: View) -> Iterator[Theirs]:
    for standing in view.standings.values():
        for known in view.present_people(standing.account) if standing.account else ():
            yield Theirs(known, standing)
