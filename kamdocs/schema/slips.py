"""Slips of the pen that YAML takes for something valid, and that only the schema notices."""

import re

from kamdocs.language import Sentence, say
from kamdocs.schema.spot import Spot
from kamdocs.source.lookalikes import BLANK, DASH

_NO_SPACE = re.compile(r"(?P<name>[\w-]+)(?P<sign>\s*=\s*|:)(?P<text>\S.*)", re.DOTALL)
_NO_DASH = re.compile(rf"[ ]*(?P<sign>[-{DASH}][ {BLANK}]*)(?=[^\s-])")
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


def spaced(line: str) -> tuple[int, int, str] | None:
    """Where on a line of ``tier:key``, ``tier = key`` or ``-item`` something has to stand, from and to, and what."""
    dash, slip = _NO_DASH.match(line), _NO_SPACE.match(line.strip())
    at = len(line) - len(line.lstrip())
    if dash and dash["sign"] != "- ":
        return dash.start("sign"), dash.end("sign"), "- "
    if slip is None or slip["text"].startswith("//") or slip["name"].isdecimal():  # an address, a time of the day
        return None
    return at + slip.start("sign"), at + slip.end("sign"), ": "


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
