"""Who has to do what by when: the to-dos by person, each with what is late and what comes next."""

from collections.abc import Iterable, Sequence

import msgspec

from kamdocs.handbook.todo import Tally, Todo, tally
from kamdocs.handbook.view import View
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.model import Id
from kamdocs.rules.spans import later

GROUPS = 5
"""How many people a page names: so many fit on its first screen."""
ROWS = 3
"""How many rows a person has; the last is the next to come, where there is one."""


class Owing(msgspec.Struct, frozen=True):
    """One of ours, None for nobody, with the first rows of what is owed."""

    member: Id | None
    tally: Tally
    rows: Sequence[Todo]


class Owed(msgspec.Struct, frozen=True):
    """Who is named, and those for whom there is no room, with how many of their to-dos are late."""

    named: Sequence[Owing]
    others: Sequence[Owing]

    @property
    def late_of_others(self) -> int:
        """How many to-dos are late of those who are not named."""
        return sum(one.tally.late for one in self.others)


def owing(view: View, groups: int = GROUPS) -> Owed:
    """Nobody first, then those with the most that is late, in the order of their names."""
    found = [_owing(who, view.todos_by(who), view) for who in dict.fromkeys(one.who for one in view.todos)]
    asked = [one for one in found if one.tally.now]
    nobody = [one for one in asked if one.member is None]
    ours = sorted((one for one in asked if one.member is not None), key=_weight)
    room = groups - len(nobody)
    return Owed([*nobody, *_by_name(ours[:room], view)], _by_name(ours[room:], view))


def _by_name(found: Iterable[Owing], view: View) -> Sequence[Owing]:
    return sorted(found, key=lambda one: (view.person(one.member).casefold(), one.member or ""))


def _owing(who: Id | None, todos: Sequence[Todo], view: View) -> Owing:
    until = later(view.as_of, DUE_SOON_DAYS)
    return Owing(who, tally(todos, view.as_of, until), _rows(todos, view))


def _weight(one: Owing) -> tuple[int, int, int, str]:
    return -one.tally.late, -one.tally.undated, -one.tally.soon, one.member or ""


def _rows(todos: Iterable[Todo], view: View) -> Sequence[Todo]:
    """Those that are late or without a day, and the next to come."""
    until = later(view.as_of, DUE_SOON_DAYS)
    known = tuple(todos)
    pressing = [one for one in known if one.due is None or one.late(view.as_of)]
    coming = [one for one in known if one.due and view.as_of <= one.due <= until]
    first = pressing[: ROWS - bool(coming)]
    return [*first, *coming[: ROWS - len(first)]]
