"""Who of ours knows whom at a customer: one answer for every page, by what was recorded up to the day of the pages."""

from collections.abc import Sequence
from datetime import date

import msgspec

from kamdocs.language import label
from kamdocs.model import Id, Stakeholder
from kamdocs.rules.case import Case
from kamdocs.rules.spans import YEAR, later

LEVELS = ("executive", "senior", "middle", "operational", None)


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

    def met_within_a_year(self, as_of: date) -> tuple[Id, ...]:
        """Those of us who met the person within the year up to the day, the latest first."""
        since = later(as_of, -YEAR)
        return tuple(member for member, met_on in self.known_by if met_on >= since)

    def only_met_by(self, as_of: date) -> Id | None:
        """Who of us alone met the person within a year, and would be missed; None for nobody and for several."""
        met = self.met_within_a_year(as_of)
        return met[0] if len(met) == 1 else None


def present_people(case: Case, as_of: date) -> Sequence[Known]:
    """The stakeholders who are there on a day, by level and name."""
    met_by: dict[Id, dict[Id, date]] = {}
    last: dict[Id, date] = {}
    for contact in case.contacts:
        if contact.date > as_of:
            continue
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
        for person in case.account.stakeholders
        if person.present_on(as_of)
    ]
    return sorted(present, key=lambda one: (LEVELS.index(one.person.level), one.person.name))
