"""The customer's people: how to reach them, how they stand to us, who of ours looks after them."""

from collections.abc import Sequence

from kamdocs.handbook import anchors
from kamdocs.handbook.acquaintance import Known
from kamdocs.handbook.feeds.vcards import account_vcards, has_card, person_vcard
from kamdocs.handbook.page import Section
from kamdocs.handbook.pages.account.subject import NEWEST, Part, Subject, aside
from kamdocs.handbook.view import has_page
from kamdocs.language import label, ngettext
from kamdocs.model import Stakeholder

GONE = 3
"""Up to so many who left stand below the others; more are folded."""


def people_part(of: Subject, present: Sequence[Known]) -> Part:
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
