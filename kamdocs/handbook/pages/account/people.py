"""The customer's people: how to reach them, how they stand to us, who of ours looks after them."""

from collections.abc import Mapping, Sequence

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.acquaintance import Known
from kamdocs.handbook.feeds.vcards import account_vcards, has_card, person_vcard
from kamdocs.handbook.leaving import Theirs
from kamdocs.handbook.page import Section
from kamdocs.handbook.pages.account.folded import folded_days
from kamdocs.handbook.pages.account.subject import NEWEST, Part, Subject, aside
from kamdocs.handbook.paths import has_page
from kamdocs.handbook.words import short_day_in
from kamdocs.language import _, label, ngettext
from kamdocs.model import Id, Stakeholder

GONE = 3
"""Up to so many who left stand below the others; more are folded."""


class Leaving(msgspec.Struct, frozen=True):
    """What hangs on a person, in a few words; ``alone`` says that nobody could stand in.

    ``told`` says that the sheet for who takes over tells more of it.
    """

    words: str
    alone: bool
    told: bool


def people_part(of: Subject, present: Sequence[Known]) -> Part:
    """All present people with the ways to reach them; those who left below."""
    gone = [person for person in of.account.stakeholders if not person.present_on(of.as_of)]
    parts = of.filled(
        "people",
        shown=present[:NEWEST],
        more=present[NEWEST:],
        gone=gone,
        many_left=len(gone) > GONE,
        timed=lambda day: short_day_in(day, of.as_of),
        folded=folded_days(of.as_of),
        what=lambda one: _what(one, of),
        cards=any(has_card(one.person) for one in present),
        card=lambda person: _card(person, of),
        handover=of.view.handover(of.standing),
        leaving=_leaving(of),
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


def _leaving(of: Subject) -> Mapping[Id, Leaving]:
    """By person what hangs on them, for who is told of gaps: in words where nobody could stand in."""
    if not of.view.handover(of.standing):
        return {}
    theirs = Theirs(of.account, of.view)
    told = {one.person.id for one in theirs.told if theirs.hanging_on(one)}
    found = {person: Leaving(_("if they leave"), alone=False, told=True) for person in told}
    for one in theirs.people if of.complete else ():
        if alone := theirs.alone(one.person):
            person = one.person.id
            found[person] = Leaving(alone[0].short, alone=True, told=person in told)
    return found
