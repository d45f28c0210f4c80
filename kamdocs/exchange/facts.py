"""A status and the day that belongs to it: where the other system takes one back, the other goes with it, or neither.

An order that is delivered has its day; one that is in production again and keeps that day would be neither open nor
delivered to whoever reads the plan. Who wrote both decides: the import, or people. ``last`` is what the state keeps of
the record: a digest for each field.
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from kamdocs.exchange.state import digest, said

Verdict = Literal["put", "kept", "conflict"]
Last = Mapping[str, str]


class Fact(msgspec.Struct, frozen=True):
    """The ``day`` of a record that belongs to some ``states`` of it; ``by_hand`` is what only people write then."""

    day: str
    states: tuple[str, ...]
    by_hand: str


FACTS: Mapping[str, Fact] = {
    "orders": Fact("delivered_on", ("delivered", "accepted"), "followed_up_on"),
    "nonconformities": Fact("resolved_on", ("resolved", "closed", "rejected"), "confirmed_by_customer_on"),
}
"""By the list of a plan."""


def taken_back(list_name: str, record: Mapping[str, Any], told: Mapping[str, Any]) -> Fact | None:
    """What an export takes back of a record: the day is there, and the status that is told can't have one."""
    fact, status = FACTS.get(list_name), told.get("status")
    if fact is None or not record.get(fact.day) or told.get(fact.day):
        return None
    return fact if status and status not in fact.states else None


def verdict_on(fact: Fact, record: Mapping[str, Any], status: str, last: Last, *, take: bool) -> Verdict:
    """Whether status and day are taken back, both, or stay: as before (``kept``), or as a ``conflict`` to tell."""
    written = all(last.get(field) == digest(record.get(field)) for field in ("status", fact.day))
    if take or (written and not record.get(fact.by_hand)):
        return "put"
    return "kept" if said(last.get("status")) == digest(status) else "conflict"


def last_of(list_name: str, record: Mapping[str, Any], field: str, last: Last) -> str | None:
    """What the export told last of a field; of a status that has no day it doesn't matter who wrote it."""
    fact = FACTS.get(list_name)
    whoever = fact is not None and field == "status" and record.get(field) not in fact.states
    return said(last.get(field)) if whoever else last.get(field)


def is_without_status(list_name: str, field: str, status: Any) -> bool:
    """Whether a field is a day that a record of that status can't have."""
    fact = FACTS.get(list_name)
    return fact is not None and field == fact.day and status not in fact.states


def not_written(list_name: str, record: Mapping[str, Any], told: Mapping[str, Any], last: Last) -> set[str]:
    """Which of status and day in a record no import wrote, though the export tells them, too: they are people's own."""
    fact = FACTS.get(list_name)
    if fact is None:
        return set()
    fields = {fact.day} if {record.get("status"), told.get("status")}.isdisjoint(fact.states) else {"status", fact.day}
    return {field for field in fields if last.get(field) != digest(record.get(field))}
