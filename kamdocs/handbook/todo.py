"""A to-do: a record of a plan that one of us owes something, with its last good day. All pages show the same rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from kamdocs.handbook.anchors import record_anchor
from kamdocs.model import Id

Kind = Literal[
    "action", "promise", "next step", "delivery", "request", "complaint", "renewal", "review", "contact", "help"
]


class Todo(msgspec.Struct, frozen=True):
    """Something that somebody of ours owes a customer.

    ``record`` says where it stands in the plan (``actions/a1``), ``text`` what is to be done, in words; ``who`` is one
    of ours, None where nobody has it yet; ``due`` is the last good day, None where nobody set one.
    """

    account: Id
    kind: Kind
    text: str
    record: str
    who: Id | None
    due: date | None

    @property
    def anchor(self) -> str:
        """Where it stands in the account's page."""
        return record_anchor(self.record)

    def late(self, day: date) -> bool:
        """Whether its last good day is past."""
        return self.due is not None and self.due < day


class Tally(msgspec.Struct, frozen=True):
    """How many to-dos are late, without a day, to come until a day, and later than that."""

    late: int
    undated: int
    soon: int
    later: int

    @property
    def now(self) -> int:
        """How many ask for something until that day."""
        return self.late + self.undated + self.soon


def tally(todos: Iterable[Todo], as_of: date, until: date) -> Tally:
    """Count to-dos as of a day; those to come until another, that one included."""
    found = {"late": 0, "undated": 0, "soon": 0, "later": 0}
    for one in todos:
        if one.due is None:
            found["undated"] += 1
        elif one.due < as_of:
            found["late"] += 1
        else:
            found["soon" if one.due <= until else "later"] += 1
    return Tally(**found)


def in_turn(todos: Iterable[Todo], as_of: date, attention: Mapping[Id, int]) -> tuple[Todo, ...]:
    """Late ones in the order of attention of their accounts, then those without a day, then the others by day."""

    def turn(one: Todo) -> tuple[int, int, date, str, str]:
        rank = attention.get(one.account, len(attention))
        if one.due is None:
            return (1, rank, date.max, one.account, one.record)
        return (0 if one.late(as_of) else 2, rank if one.late(as_of) else 0, one.due, one.account, one.record)

    return tuple(sorted(todos, key=turn))


def by_person(todos: Sequence[Todo]) -> Mapping[Id | None, Sequence[Todo]]:
    """The to-dos of each of ours, in the order given; None has those that nobody has yet."""
    found: dict[Id | None, list[Todo]] = {}
    for one in todos:
        found.setdefault(one.who, []).append(one)
    return found
