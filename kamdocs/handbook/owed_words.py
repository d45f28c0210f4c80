"""To whom we owe a word: accounts in which a contact is due, with the people there whom nobody spoke with lately."""

from collections.abc import Sequence
from datetime import date

import msgspec

from kamdocs.handbook.acquaintance import Known
from kamdocs.handbook.todo import Todo
from kamdocs.handbook.view import View
from kamdocs.lint import Standing

PEOPLE = 5
"""How many people of an account are told, those of influence and the longest silent first."""

TOLD = 10
"""Of how many accounts the people are told; of the others they stand in the account's page."""


class OwedWord(msgspec.Struct, frozen=True):
    """An account in which a contact is due, and with whom it could be; not ``told``, its people are not looked for."""

    todo: Todo
    standing: Standing
    people: Sequence[Known]
    more: int
    told: bool = True


def owed_words(todos: Sequence[Todo], view: View) -> list[OwedWord]:
    """The contacts that are due, with the people of the first accounts."""
    return [_owed(one, view.standings[one.account], view, told=rank < TOLD) for rank, one in enumerate(todos)]


def _owed(todo: Todo, standing: Standing, view: View, *, told: bool) -> OwedWord:
    found = silent_people(standing, view) if told else []
    return OwedWord(todo, standing, found[:PEOPLE], max(0, len(found) - PEOPLE), told)


def silent_people(standing: Standing, view: View) -> list[Known]:
    """The people who are there, those of influence first, the longest silent of them first."""
    present = view.present_people(standing.account) if standing.account else ()
    return sorted(present, key=lambda one: (not one.person.influential, one.last_contact or date.min, one.person.name))
