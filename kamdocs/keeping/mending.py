"""What an answer writes: the declared mend of a gap's check, and what was told, made into edits of the plan.

Everything here is pure: who asks, and where, is another matter.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

import msgspec

from kamdocs.keeping.asked import target_of
from kamdocs.keeping.promised_days import Moving, is_late
from kamdocs.keeping.setting import Assignment, set_fields
from kamdocs.keeping.spot import Spot
from kamdocs.rules.check import Check
from kamdocs.rules.mend import Stand, Step, Way
from kamdocs.source import Pointer
from kamdocs.writing import Add, Edit, Put, Remove, free_id_for

Answers: TypeAlias = Mapping[str, Any]
"""By the key of what was asked: plain data, of a list a list, of a record its place in its list; or a newcomer."""


class Newcomer(msgspec.Struct, frozen=True):
    """An answer where somebody of the customer is asked for who is not in the plan yet: the answer adds the person."""

    name: str


def edits_of(way: Way, spot: Spot, answers: Answers) -> list[Edit]:
    """What the answer writes into the plan."""
    ids = _ids(way, spot, answers)
    people = _people(spot, answers, ids)
    known = {key: _by_id(value, people) for key, value in answers.items()}
    added = spot.day.isoformat()
    edits: list[Edit] = [Add(("stakeholders",), {"id": one, "name": name, "added_on": added})
                         for name, one in people.items()]  # fmt: skip
    for place, step in enumerate(way.steps):
        edits += _edits(step, _Filled(way, spot, known, ids, place))
    return edits


def waiving(spot: Spot, check: Check, until: date, reason: str, by: str) -> list[Edit]:
    """What accepts the gap through a day: a waiver, or the one that there was with another end."""
    told = {"reason": reason, "until": until.isoformat(), "by": by}
    for index, waiver in enumerate(spot.data.get("waivers") or ()):
        if waiver["check"] in (check.name, check.code) and waiver.get("record") == spot.gap.record:
            return [Put(("waivers", index, name), value) for name, value in told.items() if waiver[name] != value]
    record = {} if spot.gap.record is None else {"record": spot.gap.record}
    return [Add(("waivers",), {"check": check.name, **record, **told})]


class _Filled(msgspec.Struct, frozen=True):
    """A way with its answers; ``ids`` are those of the records that it adds, by their lists, ``place`` is a step."""

    way: Way
    spot: Spot
    answers: Answers
    ids: Mapping[str, str]
    place: int

    def fields(self) -> dict[str, Any]:
        """The values that the step at the place gives or asks for, by field; what was left open is left out."""
        step = self.way.steps[self.place]
        given = {name: self._value(value) for name, value in step.gives.items()}
        told = {name: self.answers.get(f"{self.place}.{name}") for name in (*step.asks, *step.may)}
        fields = target_of(step, self.spot).fields
        return {
            name: [value] if fields[name].items is not None and not isinstance(value, list) else value
            for name, value in {**told, **given}.items()
            if value is not None and value != [] and name in fields
        }

    def _value(self, value: Any) -> Any:
        if not isinstance(value, Stand):
            return value
        match value.what:
            case "day":
                return self.spot.day.isoformat()
            case "record":
                return self.spot.gap.record
            case "made":
                return self.ids.get(value.of)
        return next((one for key, one in self.answers.items() if key.endswith(f".{value.of}")), None)


def _ids(way: Way, spot: Spot, answers: Answers) -> Mapping[str, str]:
    """Free ids for the records that a way adds, by their lists."""
    ids: dict[str, str] = {}
    for place, step in enumerate(way.steps):
        if step.doing == "add" and "id" in target_of(step, spot).fields:
            record = _Filled(way, spot, answers, ids, place).fields()
            text = " ".join((spot.document.text, *ids.values()))
            ids[step.place] = free_id_for(spot.data, text, step.place, record)
    return ids


def _people(spot: Spot, answers: Answers, ids: Mapping[str, str]) -> Mapping[str, str]:
    """Free ids for the newcomers among the answers, by their names."""
    people: dict[str, str] = {}
    values = (one for value in answers.values() for one in (value if isinstance(value, list) else [value]))
    for name in (one.name for one in values if isinstance(one, Newcomer)):
        text = " ".join((spot.document.text, *ids.values(), *people.values()))
        people.setdefault(name, free_id_for(spot.data, text, "stakeholders", {"name": name}))
    return people


def _by_id(value: Any, people: Mapping[str, str]) -> Any:
    """An answer with ids in the place of newcomers."""
    if isinstance(value, list):
        return [_by_id(one, people) for one in value]
    return people[value.name] if isinstance(value, Newcomer) else value


def _edits(step: Step, filled: _Filled) -> Iterator[Edit]:
    spot = filled.spot
    match step.doing:
        case "delete":
            yield from _removed(step, spot)
        case "correct":
            value = filled.answers.get(str(filled.place))
            if spot.value is not None and value is not None:
                yield Put(spot.value, value)
        case "add":
            fields = filled.fields()
            own = {"id": filled.ids[step.place]} if step.place in filled.ids else {}
            pointer = spot.list_called(step.place) or ()
            yield Add(pointer, {**own, **fields})
            yield from _late(pointer, fields, spot)
        case "fill":
            there = {one["offering"] for one in spot.items(step.place)}
            fields = filled.fields()
            for offering in (one for one in spot.offerings if one not in there):
                yield Add(spot.list_called(step.place) or (), {"offering": offering, **fields})
        case _set:
            for pointer in _records_to_set(step, filled):
                yield from _put(pointer, filled.fields(), spot)


def _late(pointer: Pointer, fields: Mapping[str, Any], spot: Spot) -> Iterator[Edit]:
    """The status of an order that gets a delay, as it is where its promised day is moved."""
    if pointer[:1] == ("orders",) and pointer[-1] == "delays" and "to" in fields:
        order = pointer[:-1]
        if is_late(spot.document.value_at(order), fields["to"]):
            yield Put((*order, "status"), "delayed")


def _removed(step: Step, spot: Spot) -> Iterator[Edit]:
    if not step.asks:
        yield Remove(spot.pointer)
    yield from (Remove((*spot.pointer, name)) for name in step.asks if name in spot.record)


def _records_to_set(step: Step, filled: _Filled) -> Iterator[Pointer]:
    spot = filled.spot
    if step.doing == "set":
        yield (step.place,) if step.place else spot.pointer
        return
    pointer = spot.list_called(step.place) or ()
    if step.doing == "every":
        yield from ((*pointer, index) for index in range(len(spot.items(step.place))))
    else:
        yield (*pointer, filled.answers[str(filled.place)])


def _put(pointer: Pointer, fields: Mapping[str, Any], spot: Spot) -> Iterator[Edit]:
    """Set the fields of a record, which may not be there yet; what is told for a list comes to what stands in it."""
    there = spot.document.value_at(pointer) if spot.document.has(pointer) else {}
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, list) and there.get(name):
            yield from (Add((*pointer, name), one) for one in value if one not in there[name])
        else:
            values[name] = value
    around = pointer if spot.document.has(pointer) else ()
    assignments = [Assignment((*pointer[len(around) :], name), value) for name, value in values.items()]  # type: ignore[arg-type]
    yield from set_fields(spot.data, around, assignments, Moving(spot.day)).edits
