"""What mends a gap: the question for those who look after the account, and what its answers write into the plan.

A mend only declares: which field of which record an answer sets, which record it adds. What kind of answer a field
takes (a day, a word of a closed list, a colleague, an offering) the schema tells, and what is in the plan the plan.
"""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

import msgspec

from kamdocs.language import Sentence, say

Doing = Literal["set", "add", "pick", "every", "fill", "correct", "delete"]
Among: TypeAlias = Mapping[str, tuple[str, ...]]
"""By field of a closed list: the only values that mend the gap."""
ANY: Among = {}


class Stand(msgspec.Struct, frozen=True):
    """What stands for a value that is known only when the answer is given.

    ``what`` is the ``day`` on which it is given, the gap's ``record`` (the id that names it), the id of the record that
    the same way has ``made`` in the list ``of``, or what was ``told`` for the field ``of``.
    """

    what: Literal["day", "record", "made", "told"]
    of: str = ""


TODAY = Stand("day")
HERE = Stand("record")


def made(list_name: str) -> Stand:
    """The id of the record that the way adds to that list of the plan."""
    return Stand("made", list_name)


def told(field: str) -> Stand:
    """What was answered for that field of another step of the way."""
    return Stand("told", field)


class Step(msgspec.Struct, frozen=True):
    """One thing that is written.

    ``asks`` are the fields to ask for, ``may`` those that may be left empty, ``gives`` the values that need no asking,
    ``among`` the only values of a closed list that mend the gap. In a field that holds a list an answer comes to what
    is there. What is written where:

    - ``set``: fields of the gap's record; with ``place``, of that record of the plan, which is made where it lacks;
    - ``add``: one more record of the list ``place``: of the gap's record where that has such a list, else of the plan;
    - ``pick``: fields of one record of that list, which is asked for first;
    - ``every``: fields of every record of that list;
    - ``fill``: a record in that list for each offering that has none;
    - ``correct``: the very value that the gap is about;
    - ``delete``: the fields named in ``asks`` are taken out; without any, the record itself.
    """

    doing: Doing
    place: str = ""
    asks: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    gives: Mapping[str, Any] = {}
    among: Among = {}


class Way(msgspec.Struct, frozen=True):
    """One answer: in ``words`` what is so (None where the question has only this one), and what that writes.

    Without steps nothing of the plan answers, and the words say where to look.
    """

    words: Sentence | None
    steps: tuple[Step, ...] = ()


class Mend(msgspec.Struct, frozen=True):
    """The question that a gap leads to, asked of us and not of the customer, and its answers."""

    question: Sentence
    ways: tuple[Way, ...]


def mend(question: str, *answers: Way | Step) -> Mend:
    """Make a mend: ``mend("Who owns the account?", sets("owner"))``."""
    return Mend(say(question), tuple(one if isinstance(one, Way) else Way(None, (one,)) for one in answers))


def way(words: str, *steps: Step) -> Way:
    """One of several answers: ``way("it was kept", sets("kept_on"))``."""
    return Way(say(words), steps)


def elsewhere(words: str) -> Way:
    """What no answer writes into the plan: where to look, and what to do there."""
    return Way(say(words))


def sets(*asks: str, at: str = "", may: tuple[str, ...] = (), among: Among = ANY, **gives: Any) -> Step:
    """Set fields of the gap's record, or of the record ``at`` of the plan."""
    return Step("set", at, asks, may, gives, among)


def adds(
    to: str,
    *asks: str,
    may: tuple[str, ...] = (),
    among: Among = ANY,
    gives: Mapping[str, Any] | None = None,
) -> Step:
    """Add a record to a list."""
    return Step("add", to, asks, may, gives or {}, among)


def picks(of: str, *asks: str, may: tuple[str, ...] = (), among: Among = ANY, **gives: Any) -> Step:
    """Set fields of one record of a list."""
    return Step("pick", of, asks, may, gives, among)


def every(of: str, **gives: Any) -> Step:
    """Set fields of every record of a list."""
    return Step("every", of, gives=gives)


def fills(to: str, *asks: str, **gives: Any) -> Step:
    """Add a record to a list for each offering that has none there."""
    return Step("fill", to, asks, gives=gives)


def corrects() -> Step:
    """Write another value in the place of the one that the gap is about."""
    return Step("correct")


def deletes(*fields: str) -> Step:
    """Take out fields of the gap's record; without any, the record."""
    return Step("delete", asks=fields)
