"""The groups that customers belong to: what ``parent`` names, and groups that lead in a circle.

A parent is another file, so whoever knows all files asks; a check of one file alone can't tell.
"""

from collections.abc import Iterable, Mapping, Sequence

from kamdocs.language import say
from kamdocs.model import Id
from kamdocs.rules.course import ALWAYS, way_around
from kamdocs.rules.gap import FileLapse
from kamdocs.rules.references import TARGETS
from kamdocs.schema.suggest import meant_id

PARENT = ("parent",)
"""Where the field stands in a plan."""


def unknown_parent(named: Id, names: Mapping[Id, str], present: Mapping[Id, Id]) -> FileLapse:
    """What is said of a parent that is no account.

    ``names`` tells what the accounts are called, by all ids that they have or had; ``present`` from a former id the one
    that the account has now.
    """
    message = say("{field} names {id}, which is no {target}", field=PARENT[0], id=named, target=TARGETS["account"])
    meant = meant_id(named, names)
    hint = (
        say("did you mean {id}?", id=present.get(meant, meant))
        if meant
        else say("write the name of the group's file without its ending, or add a plan for the group")
    )
    return FileLapse(ALWAYS, PARENT, message, hint)


def circle_of_parents(circle: Sequence[Id], first: Id) -> FileLapse:
    """What is said of a circle of parents, at the account that begins it."""
    message = say("parent leads in a circle: {names}", names=way_around(circle, first))
    hint = say("one of these plans belongs to another group, or to none: correct that one")
    return FileLapse(ALWAYS, PARENT, message, hint)


def beginning_of(circle: Sequence[Id], among: Iterable[Id]) -> Id | None:
    """The account at which a circle is told: the first by id of those ``among`` which it may be told."""
    return min(set(circle).intersection(among), default=None)
