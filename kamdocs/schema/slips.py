"""Slips of the pen that YAML takes for something valid, and that only the schema notices."""

import re

from kamdocs.language import Sentence, say
from kamdocs.schema.spot import Spot
from kamdocs.source.numbers import readings

_NO_SPACE = re.compile(r"(?P<name>[\w-]+)(?P<sign>\s*=\s*|:)(?P<text>\S.*)", re.DOTALL)
_LONGEST = 60


def slip_hint(spot: Spot) -> Sentence | None:
    """What to do where a value is of another kind than the field's, if a slip explains it."""
    found, expected = spot.value, spot.node.types
    if expected == ("array",) and isinstance(found, dict) and found and not spot.in_braces:
        return say("write a dash before the first field of each record: - {name}: …", name=next(iter(found)))
    if not isinstance(found, str):
        return None
    if expected == ("array",) and re.match(r"-\S", found):
        return say("write a space after the dash of each item: - {text}", text=found[1:].split(" -")[0][:_LONGEST])
    if expected in (("object",), ("array",)):
        return colon_hint(found)
    return number_hint(found) if expected in (("number",), ("integer",)) else None


def colon_hint(found: str) -> Sentence | None:
    """What to do about ``tier:key`` or ``tier = key``, which are texts to YAML."""
    slip = _NO_SPACE.match(found)
    if slip is None:
        return None
    return say(
        "write a colon and a space after the name: {name}: {text}", name=slip["name"], text=slip["text"][:_LONGEST]
    )


def number_hint(found: str) -> Sentence | None:
    """How a number has to be written that somebody wrote as people of their country do."""
    meant = readings(found)
    if not meant:
        return None
    if len(meant) == 1:
        return say("write {number}: a decimal point, and nothing between the other digits", number=meant[0])
    return say("write {one} or {other}, whichever is meant", one=meant[0], other=meant[1])
