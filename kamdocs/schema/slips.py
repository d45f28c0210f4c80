"""Slips of the pen that YAML takes for something valid, and that only the schema notices."""

import re

from kamdocs.language import Sentence, say
from kamdocs.schema.spot import Spot

_NO_SPACE = re.compile(r"(?P<name>[\w-]+)(?P<sign>\s*=\s*|:)(?P<text>\S.*)", re.DOTALL)
_LONGEST = 60


def slip_hint(spot: Spot) -> Sentence | None:
    """What to do where a value is of another kind than the field's, if a slip explains it."""
    found, expected = spot.value, spot.node.types
    if not isinstance(found, str):
        return None
    if expected == ("array",) and re.match(r"-\S", found):
        return say("write a space after the dash of each item: - {text}", text=_shortened(found[1:].split(" -")[0]))
    return colon_hint(found) if expected in (("object",), ("array",)) else None


def colon_hint(found: str) -> Sentence | None:
    """What to do about ``tier:key`` or ``tier = key``, which are texts to YAML."""
    slip = _NO_SPACE.match(found)
    if slip is None:
        return None
    return say(
        "write a colon and a space after the name: {name}: {text}", name=slip["name"], text=_shortened(slip["text"])
    )


def name_before_colon(found: str) -> str | None:
    """The field that ``tier:key`` or ``tier = key`` means."""
    slip = _NO_SPACE.match(found)
    return slip["name"] if slip else None


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
