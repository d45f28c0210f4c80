"""Who knows whom: the customer's people by whom they report to, our people across, when they met last."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.acquaintance import Known
from kamdocs.handbook.page import Section
from kamdocs.handbook.pages.account.folded import folded_days
from kamdocs.handbook.pages.account.subject import NEWEST, Part, Subject, aside
from kamdocs.handbook.paths import leaving_path
from kamdocs.handbook.words import short_day_in
from kamdocs.language import _, label, ngettext
from kamdocs.model import Id, Stakeholder

OURS = 6
"""How many of ours have a column: those who know the most of their people."""
DEEP = 6
"""How far a row is moved to the right at most."""
LOST = 3
"""How many of the people that we would lose are named."""


class Branch(msgspec.Struct, frozen=True):
    """A present person of the customer, how deep below the top, and the days of the last meetings by our people.

    ``hole`` says that nobody wrote to whom the person reports, ``above`` names a boss who has no row above.
    """

    person: Stakeholder
    level: int
    met: Mapping[Id, date]
    hole: bool
    above: str


class Ties(msgspec.Struct, frozen=True):
    """The tree, our people across, and by each of ours whom nobody else met within a year.

    ``others`` counts ours without a column.
    """

    branches: Sequence[Branch]
    ours: Sequence[Id]
    lost: Mapping[Id, Sequence[str]]
    others: int


def ties_of(of: Subject, present: Sequence[Known]) -> Ties:
    """The tree of the people who are there. A circle of bosses has no top: its people stand at the top."""
    known = {one.person.id: one for one in present}
    numbers: dict[Id, int] = {}
    for one in present:
        for member, _day in one.known_by:
            numbers[member] = numbers.get(member, 0) + 1
    ours = sorted(numbers, key=lambda member: (-numbers[member], of.view.person(member)))
    lost: dict[Id, list[str]] = {}
    for one in present:
        if alone := one.only_met_by(of.as_of):
            lost.setdefault(alone, []).append(one.person.name)
    return Ties([*_tree(of, known)], ours[:OURS], lost, max(0, len(ours) - OURS))


def _tree(of: Subject, known: Mapping[Id, Known]) -> Iterator[Branch]:
    """Each person before those who report to it; a list of who waits, as lines may be deeper than Python recurses."""
    below: dict[Id, list[Known]] = {}
    tops = []
    for one in known.values():
        boss = one.person.reports_to
        if boss in known and boss != one.person.id:
            below.setdefault(str(boss), []).append(one)
        else:
            tops.append(one)
    bosses = any(one.person.reports_to for one in known.values())
    seen = set[Id]()
    for top in (*tops, *known.values()):  # after the tops those who are in a circle
        waiting = [(top, 0)]
        while waiting:
            one, level = waiting.pop()
            if one.person.id in seen:
                continue
            seen.add(one.person.id)
            yield _branch(one, level, of, asked=bosses or level > 0 or len(known) > 1, leads=one.person.id in below)
            waiting += [(each, level + 1) for each in reversed(below.get(one.person.id, ()))]


def _branch(one: Known, level: int, of: Subject, *, asked: bool, leads: bool) -> Branch:
    person = one.person
    top = leads or person.level == "executive"
    hole = of.complete and asked and person.reports_to is None and not top
    above = of.theirs(person.reports_to) if level == 0 else ""
    return Branch(person, min(level, DEEP), dict(one.known_by), hole, above)


def ties_part(of: Subject, present: Sequence[Known]) -> Part:
    """The table; where the plan is complete, with its holes and whom we would lose."""
    ties = ties_of(of, present)
    parts = of.filled(
        "ties",
        ties=ties,
        shown=ties.branches[:NEWEST],
        more=ties.branches[NEWEST:],
        timed=lambda day: short_day_in(day, of.as_of),
        folded=folded_days(of.as_of),
        leaving=leaving_path,
        lost=lambda member: _few(ties.lost.get(member, ())),
        missing=_missing(of, present),
    )
    words = _words(of, present) if of.complete and present else ""
    html = parts.part("section")
    return Part(Section(anchors.CONNECTIONS, html, aside(words), "left"))


def _few(names: Sequence[str]) -> str:
    told = ", ".join(names[:LOST])
    rest = len(names) - LOST
    more = ngettext("and {number} more", "and {number} more", max(rest, 0)).format(number=rest)
    return f"{told} {more}" if rest > 0 else told


def _missing(of: Subject, present: Sequence[Known]) -> list[str]:
    """The areas in which they decide about us and nobody is known."""
    here = {one.person.area for one in present}
    return [label(area) for area in of.account.decision_areas if area not in here] if of.complete else []


def _words(of: Subject, present: Sequence[Known]) -> str:
    areas = of.account.decision_areas
    if not areas or _missing(of, present):
        return _("last time met")
    told = ngettext("the {number} area that decides is known", "all {number} areas that decide are known", len(areas))
    return f"{_('last time met')}; {told.format(number=len(areas))}"
