"""What people call one record of a plan, in a word or two: ``promise``, ``visit of 2026-11-12``."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kamdocs.language import _, label, marked, plain_day
from kamdocs.writing.edit import Way

_KINDS: Mapping[str, str] = {
    "units": marked("unit"),
    "revenue": marked("revenue"),
    "risks": marked("risk"),
    "stakeholders": marked("person"),
    "expectations": marked("expectation"),
    "satisfaction": marked("talk about satisfaction"),
    "bothers": marked("what bothers them"),
    "misses": marked("what they miss"),
    "praises": marked("praise"),
    "scores": marked("score"),
    "requests": marked("request"),
    "commitments": marked("promise"),
    "needs": marked("need"),
    "briefings": marked("briefing"),
    "orders": marked("order"),
    "delays": marked("delay"),
    "additional_needs": marked("additional need"),
    "whitespace": marked("whitespace"),
    "opportunities": marked("opportunity"),
    "help": marked("favour"),
    "nonconformities": marked("complaint"),
    "updates": marked("update"),
    "interactions": marked("talk"),
    "objectives": marked("objective"),
    "actions": marked("action"),
    "waivers": marked("waiver"),
    "contract": marked("contract"),
}


def kind_in_words(way: Way) -> str:
    """What a record of that way is, in a word; a way that names no list is told as it stands."""
    named = next((str(step) for step in reversed(way) if step in _KINDS), None)
    return _(_KINDS[named]) if named else "/".join(map(str, way))


def record_in_words(way: Way, record: Mapping[str, Any]) -> str:
    """What a record is, and its id or its day: ``promise c2``, ``visit of 2026-11-12 (i1)``.

    Of a person it says neither name nor id: a commit keeps its words for good.
    """
    kind = kind_in_words(way)
    if way[:1] == ("stakeholders",):
        return kind
    own = str(record.get("id", ""))
    if way[:1] == ("interactions",) and isinstance(record.get("date"), str):
        kind = label(str(record.get("kind", ""))) or kind
        told = _("{kind} of {day}").format(kind=kind, day=plain_day(date.fromisoformat(record["date"])))
        return f"{told} ({own})" if own else told
    return f"{kind} {own}" if own else kind
