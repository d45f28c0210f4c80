"""The people at our customers: who they are, where, who of ours knows them, and when anybody last spoke with them."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.page import Page, Passage, sections
from kamdocs.handbook.templating import fill
from kamdocs.handbook.view import View
from kamdocs.language import _
from kamdocs.lint import Standing
from kamdocs.model import Id, Stakeholder

ROWS = 1000
"""How many people a page shows; the next one goes on."""
KNOWN_BY = 3
"""How many of ours are named who met a person, the latest first."""


class Theirs(msgspec.Struct, frozen=True):
    """Somebody at a customer, with those of ours who met the person, the latest first, and the last contact."""

    person: Stakeholder
    standing: Standing
    known_by: Sequence[Id]
    last: date | None


def contacts_pages(view: View) -> Iterator[Page]:
    """All people who are there, by name, in pages of a bounded size."""
    rows = sorted(_all(view), key=lambda one: (one.person.name.casefold(), one.standing.id, one.person.id))
    chunks = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)] or [[]]
    for number, chunk in enumerate(chunks, 1):
        before, after = (_path(one) if 0 < one <= len(chunks) else None for one in (number - 1, number + 1))
        parts = fill("contacts.html", view=view, rows=chunk, number=len(rows), known_by=KNOWN_BY)
        yield Page(
            path=_path(number),
            title=_("People at our customers"),
            lead=parts.part("lead", before, after),
            sections=sections({anchors.THEIR_PEOPLE: parts.part("all")}),
            search=(Passage("", (_("People at our customers"),)),) if number == 1 else (),
            wide=True,
        )


def _path(number: int) -> str:
    return "contacts/index" if number == 1 else f"contacts/{number}"


def _all(view: View) -> Iterator[Theirs]:
    for standing in view.standings.values():
        if standing.account is None:
            continue
        met: dict[Id, dict[Id, date]] = {}
        last: dict[Id, date] = {}
        for contact in view.case(standing.account).contacts:
            for person in contact.people:
                last[person] = max(contact.date, last.get(person, date.min))
                for member in contact.by if contact.met else ():
                    known = met.setdefault(person, {})
                    known[member] = max(contact.date, known.get(member, date.min))
        for one in standing.account.stakeholders:
            if one.present_on(view.as_of):
                known = met.get(one.id, {})
                yield Theirs(one, standing, sorted(known, key=lambda who: known[who], reverse=True), last.get(one.id))
