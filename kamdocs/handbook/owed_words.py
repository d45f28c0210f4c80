"""To whom we owe a word: accounts in which a contact is due, with the people there whom nobody spoke with lately."""

from collections.abc import Sequence
from datetime import date

import msgspec

from kamdocs.handbook.todo import Todo
from kamdocs.handbook.view import View
from kamdocs.lint import Standing
from kamdocs.model import Stakeholder

PEOPLE = 5
"""How many people of an account are told, those of influence and the longest silent first."""

TOLD = 10
"""Of how many accounts the people are told; of the others they stand in the account's page."""


class Silent(msgspec.Struct, frozen=True):
    """Somebody at the customer, and the day of the last contact; None where none is recorded."""

    person: Stakeholder
    last: date | None


class OwedWord(msgspec.Struct, frozen=True):
    """An account in which a contact is due, and with whom it could be; not ``told``, its people are not looked for."""

    todo: Todo
    standing: Standing
    people: Sequence[Silent]
    more: int
    told: bool = True


def owed_words(todos: Sequence[Todo], view: View) -> list[OwedWord]:
    """The contacts that are due, with the people of the first accounts."""
    return [_owed(one, view.standings[one.account], view, told=rank < TOLD) for rank, one in enumerate(todos)]


def _owed(todo: Todo, standing: Standing, view: View, *, told: bool) -> OwedWord:
    found = silent_people(standing, view) if told else []
    return OwedWord(todo, standing, found[:PEOPLE], max(0, len(found) - PEOPLE), told)


def silent_people(standing: Standing, view: View) -> list[Silent]:
    """The people who are there, those of influence first, the longest silent of them first."""
    if standing.account is None:
        return []
    days = view.case(standing.account).contact_days
    present = [one for one in standing.account.stakeholders if one.present_on(view.as_of)]
    found = [Silent(one, max(days.get(one.id, ()), default=None)) for one in present]
    return sorted(found, key=lambda one: (not one.person.influential, one.last or date.min, one.person.name))
