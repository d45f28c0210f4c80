"""The people map: the areas in which they decide down, the levels across, and which of us knows whom."""

from collections.abc import Mapping, Sequence

import msgspec
from markupsafe import Markup

from kamdocs.handbook.templating import render
from kamdocs.handbook.view import View
from kamdocs.model import Account, Id, Stakeholder

LEVELS = ("executive", "senior", "middle", "operational", None)
GLYPHS = {"champion": "★", "supporter": "▲", "neutral": "●", "sceptic": "▽", "opponent": "✕", "unknown": "?"}
"""A shape for each attitude, so that it reads without colour."""
SHOWN = 6
"""How many people a place of the map shows, the influential first; the table below has all."""


class Place(msgspec.Struct, frozen=True):
    """One area on one level: who is there, who was, and how many more there are than are shown."""

    present: tuple[Stakeholder, ...]
    gone: tuple[Stakeholder, ...]
    more: int


class Row(msgspec.Struct, frozen=True):
    """An area: its places, level by level. ``decides`` says whether they decide about us there."""

    area: str | None
    decides: bool
    places: tuple[Place, ...]

    @property
    def empty(self) -> bool:
        """Whether nobody is known there now."""
        return not any(place.present for place in self.places)


class PeopleMap(msgspec.Struct, frozen=True):
    """The levels that are shown, and the areas: those that decide first."""

    levels: tuple[str | None, ...]
    rows: tuple[Row, ...]


def people_map(account: Account, view: View) -> PeopleMap:
    """The map of an account as of the report's day. The four levels always show: a gap there is a message."""
    people = account.stakeholders
    levels = LEVELS if any(person.level is None for person in people) else LEVELS[:-1]
    others = dict.fromkeys(person.area for person in people if person.area not in account.decision_areas)
    areas: list[str | None] = [*dict.fromkeys(account.decision_areas), *(one for one in others if one)]
    if None in others:
        areas.append(None)
    rows = []
    for area in areas:
        here = [person for person in people if person.area == area]
        places = tuple(_place([one for one in here if one.level == level], view) for level in levels)
        rows.append(Row(area, area in account.decision_areas, places))
    return PeopleMap(levels, tuple(rows))


def _place(people: Sequence[Stakeholder], view: View) -> Place:
    present = sorted(
        (one for one in people if one.present_on(view.as_of)), key=lambda one: (not one.influential, one.name)
    )
    gone = sorted((one for one in people if not one.present_on(view.as_of)), key=lambda one: one.name)
    room = max(0, SHOWN - len(present))
    more = max(0, len(present) - SHOWN) + max(0, len(gone) - room)
    return Place(tuple(present[:SHOWN]), tuple(gone[:room]), more)


def people_map_picture(account: Account, view: View, known_by: Mapping[Id, Sequence[Id]]) -> Markup:
    """The picture; empty where the plan names neither people nor areas."""
    if not account.stakeholders and not account.decision_areas:
        return Markup()
    return render(
        "pictures/people_map.html",
        "picture",
        view=view,
        map=people_map(account, view),
        known_by=known_by,
        people=account.people,
        glyphs=GLYPHS,
        attitudes=[
            one for one in GLYPHS if any((person.attitude or "unknown") == one for person in account.stakeholders)
        ],
    )
