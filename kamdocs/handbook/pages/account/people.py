"""The customer's people: how to reach them, how they stand to us, who of ours looks after them."""

from datetime import date

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.feeds.vcards import account_vcards, has_card, person_vcard
from kamdocs.handbook.page import Section
from kamdocs.handbook.pages.account.subject import NEWEST, Part, Subject, aside
from kamdocs.handbook.view import View, has_page
from kamdocs.language import label, ngettext
from kamdocs.model import Account, Id, Stakeholder

LEVELS = ("executive", "senior", "middle", "operational", None)
GONE = 3
"""Up to so many who left stand below the others; more are folded."""


class Known(msgspec.Struct, frozen=True):
    """A present stakeholder with those of us who met the person, latest first, and the last contact."""

    person: Stakeholder
    known_by: tuple[tuple[Id, date], ...]
    last_contact: date | None

    @property
    def roles(self) -> str:
        """What the person does when they buy, as people read it."""
        return ", ".join(label(role) for role in self.person.buying_roles)

    @property
    def last_by(self) -> Id | None:
        """Who of us met the person last, where that was the last contact and is not who looks after the person."""
        if not self.known_by or self.known_by[0][1] != self.last_contact:
            return None
        member = self.known_by[0][0]
        return member if member != self.person.relationship_owner else None


def present_people(account: Account, view: View) -> list[Known]:
    """The stakeholders who are there on the view's day, by level and name."""
    case = view.case(account)
    met_by: dict[Id, dict[Id, date]] = {}
    last: dict[Id, date] = {}
    for contact in case.contacts:
        for person in contact.people:
            last[person] = max(contact.date, last.get(person, date.min))
            for member in contact.by if contact.met else ():
                known = met_by.setdefault(person, {})
                known[member] = max(contact.date, known.get(member, date.min))
    present = [
        Known(
            person,
            tuple(sorted(met_by.get(person.id, {}).items(), key=lambda item: item[1], reverse=True)),
            last.get(person.id),
        )
        for person in account.stakeholders
        if person.present_on(view.as_of)
    ]
    present.sort(key=lambda one: (LEVELS.index(one.person.level), one.person.name))
    return present


def people_part(of: Subject, present: list[Known]) -> Part:
    """All present people with the ways to reach them; those who left below."""
    gone = [person for person in of.account.stakeholders if not person.present_on(of.as_of)]
    parts = of.filled(
        "people",
        shown=present[:NEWEST],
        more=present[NEWEST:],
        gone=gone,
        folded=len(gone) > GONE,
        what=lambda one: _what(one, of),
        cards=any(has_card(one.person) for one in present),
        card=lambda person: _card(person, of),
        all_cards=account_vcards(of.account.id),
    )
    words = ngettext("{number} person", "{number} people", len(present)).format(number=len(present))
    told = aside(words if len(present) > NEWEST else "", parts.part("links"))
    return Part(Section(anchors.PEOPLE, parts.part("section"), told, "left"), str(len(present)) if of.complete else "")


def _card(person: Stakeholder, of: Subject) -> str:
    """Where the person's card lies; empty for none."""
    return person_vcard(of.account.id, person.id) if has_card(person) and has_page(of.account.id) else ""


def _what(one: Known, of: Subject) -> str:
    """What the person is: title, unit, area and level, and the roles when they buy."""
    person = one.person
    place = ", ".join(filter(None, (person.title, of.unit(person.unit))))
    known = (label(word) for word in (person.area, person.level) if word)
    return " · ".join(filter(None, (place, ", ".join(known), one.roles)))
