"""What a reference may name, as a hint lists it, and where to add what is not among it."""

from collections.abc import Iterable
from itertools import islice

from kamdocs.language import Sentence, say
from kamdocs.schema.files import Kind
from kamdocs.schema.suggest import Doubtful

_LISTED = 8
"""How many ids a hint lists at most."""


def known_here(ids: Iterable[str], target: str, kind: Kind) -> Sentence | None:
    """The ids that a reference in a kind of file may name; of people, also where one who is missing is added.

    None where there is nothing to say. Somebody new is no slip: without the way to add them, a hint would have people
    name somebody else.
    """
    if isinstance(ids, Doubtful):
        return say(
            "in {file} an id stands twice, or an entry can't be read: "
            "till that is mended, nobody can tell whom or what a name means",
            file="_offerings.yml" if target == "offering" else "_team.yml",
        )
    first = list(islice(ids, _LISTED + 1))
    listed = ", ".join(first[:_LISTED]) + (", …" if len(first) > _LISTED else "")
    place = _place(target, kind)
    if place and first:
        return say("known here: {names}; who is not among them is added {place}", names=listed, place=place)
    if place:
        return say("nobody is known here yet: people are added {place}, each with an id", place=place)
    return say("known here: {names}", names=listed) if first else None


def _place(target: str, kind: Kind) -> Sentence | None:
    if target in ("stakeholder", "stakeholder-or-none"):
        return say("under stakeholders")
    if target == "person":
        return say("to _team.yml") if kind == "account" else say("under team")
    return None
