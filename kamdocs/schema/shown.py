"""Values as messages and hints show them: in plain words, and as they would stand in a file."""

import json
import re
from typing import Any

from kamdocs.language import Sentence, _, say
from kamdocs.source.scalars import resolve

LONGEST = 60
"""How many characters of a value are shown."""

_SPECIAL = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|[,\[\]{}\n]|: |:$| #|\s$")


def kind_of(value: Any) -> Sentence:
    """What a value is, in plain words."""
    if value is None:
        return say("nothing")
    if isinstance(value, bool):
        return say(shown(value))
    if isinstance(value, int | float):
        return say("the number {value}", value=shown(value))
    if isinstance(value, str):
        return say("the text {value}", value=shown(value))
    return say("a list") if isinstance(value, list) else say("a record with fields")


def shown(value: Any) -> str:
    """A scalar as it stands in a file, cut where it is long."""
    if isinstance(value, list | dict):
        return str(kind_of(value))
    text = str(value).lower() if isinstance(value, bool) else _("nothing") if value is None else str(value)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def as_yaml(value: Any) -> str:
    """A value as it would stand in a file, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {as_yaml(field)}" for name, field in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    if isinstance(value, str):
        return value if _plain(value) else json.dumps(value, ensure_ascii=False)
    return "true" if value is True else "false" if value is False else str(value)


def _plain(text: str) -> bool:
    return bool(text) and resolve(text) == (text, None) and not _SPECIAL.search(text)
