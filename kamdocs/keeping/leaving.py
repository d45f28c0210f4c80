"""Somebody of the customer leaves: the day, who follows, and what hangs on the person."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from kamdocs.keeping.intent import Intent, record_at
from kamdocs.language import Sentence, _, marked, say
from kamdocs.schema.annotations import values_of
from kamdocs.settings.error import SettingsError
from kamdocs.source import Pointer
from kamdocs.writing.edit import Add, Edit, Put, Way

NOBODY = "none"
"""What a plan says of somebody whom nobody follows."""


class Leaving(msgspec.Struct, frozen=True):
    """The last day of a person, None where it stands in the plan already; who follows, and whether it is a correction.

    ``successor`` is the id of a stakeholder, or ``none``. ``newcomer`` is the name of one who is not in the plan yet;
    then ``successor`` is the id to give them.
    """

    day: date | None = None
    successor: str | None = None
    newcomer: str | None = None
    correct: bool = False


_OF_THE_PLACE = ("title", "unit", "area", "level")
"""What a successor takes over with the place; what somebody is like is their own."""


def left(data: Mapping[str, Any], person: str, leaving: Leaving, today: date) -> Intent:
    """What is to be written when a stakeholder leaves; raises :class:`SettingsError` for one who has left already."""
    record = record_at(data, ("stakeholders", person))
    _hold(record, leaving)
    way: Way = ("stakeholders", person)
    edits: list[Edit] = []
    if leaving.newcomer and leaving.successor:
        edits.append(Add(("stakeholders",), _successor(record, leaving.successor, leaving.newcomer, today)))
    if leaving.day:
        edits.append(Put((*way, "left_on"), leaving.day.isoformat()))
    if leaving.successor:
        edits.append(Put((*way, "successor"), leaving.successor))
    return Intent(tuple(edits), tuple(hanging_on(data, person)))


def _hold(record: Mapping[str, Any], leaving: Leaving) -> None:
    correct = _("if that is wrong, write it anew with --correct")
    if leaving.successor == record["id"]:
        raise SettingsError(_("nobody follows themselves"), _("name somebody else, or none"))
    if leaving.day and record.get("left_on") and not leaving.correct:
        message = _("{name} left already: {field} is {day}")
        raise SettingsError(
            message.format(name=record.get("name", record["id"]), field="left_on", day=record["left_on"]), correct
        )
    added = str(record.get("added_on", ""))
    if leaving.day and leaving.day.isoformat() < added:
        message = _("{name} is in the plan since {added}, and can't have left on {day}")
        hint = _("if the person was there before that, say so first: kamdocs set ACCOUNT/{person} added_on=DAY")
        raise SettingsError(
            message.format(name=record.get("name", record["id"]), added=added, day=leaving.day.isoformat()),
            hint.format(person=record["id"]),
        )
    if leaving.successor and record.get("successor", NOBODY) != NOBODY and not leaving.correct:
        message = _("{name} has a successor already: {person}")
        raise SettingsError(message.format(name=record.get("name", record["id"]), person=record["successor"]), correct)


def _successor(record: Mapping[str, Any], new: str, name: str, today: date) -> Mapping[str, Any]:
    place = {field: record[field] for field in _OF_THE_PLACE if field in record}
    return {"id": new, "name": name, **place, "added_on": today.isoformat()}


def hanging_on(data: Mapping[str, Any], person: str) -> Iterator[Sentence]:
    """What names a person and is not over: promises, requests, complaints, bothers, and who reports to them."""
    over = _actions_over(data)
    for value in values_of(data, "account"):
        if value.value != person or value.refers_to not in ("stakeholder", "stakeholder-or-none"):
            continue
        record = value.records[0]
        if told := _told(value.pointer, record, over):
            text = record.get("text") or record.get("topic") or record.get("subject") or record.get("name") or ""
            yield say(told, record=record.get("id", ""), text=text)


def _told(pointer: Pointer, record: Mapping[str, Any], over: frozenset[str]) -> str | None:
    """The sentence for a record that names the person; None where it is history."""
    names = tuple(step for step in pointer if isinstance(step, str))
    match names:
        case ("stakeholders", "reports_to") if "left_on" not in record:
            return marked("{record} reports to this person: {text}")
        case ("commitments", "to") if not record.get("kept_on") and not record.get("released_on"):
            return marked("what we promised this person is open, {record}: {text}")
        case ("requests", "from") if "responded_at" not in record:
            return marked("a request of this person is not answered, {record}: {text}")
        case ("nonconformities", "received_from") if record.get("status") not in ("resolved", "closed", "rejected"):
            return marked("a complaint of this person is open, {record}: {text}")
        case ("satisfaction", "bothers" | "misses", "from") if not record.get("decision"):
            answered = str(record.get("action", "")) in over
            return None if answered else marked("what this person said is not answered yet, {record}: {text}")
        case ("expectations", "stakeholder"):
            return marked("this person expects something of us, {record}: {text}")
        case ("needs", "source") if record.get("status") == "open":
            return marked("a need that this person told us of is open, {record}: {text}")
        case ("help", "from") if not record.get("answered_on"):
            return marked("a favour that this person asked for is open, {record}: {text}")
        case _other:
            return None


def _actions_over(data: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(str(one.get("id")) for one in data.get("actions") or () if one.get("status") == "done")
