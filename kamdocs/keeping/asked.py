"""What is asked about a gap: which answers the plan allows, and what each of them needs to be told.

The mend of the gap's check declares it; the plan says what is there. Everything here is pure.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from kamdocs.keeping.spot import Spot, node_at
from kamdocs.rules.gap import Gap
from kamdocs.rules.mend import Mend, Stand, Step, Way
from kamdocs.schema.annotations import LISTS
from kamdocs.schema.walk import Node
from kamdocs.source import Pointer

_OURS = frozenset({"person", "offering", "account"})
"""What does not stand in the plan itself."""


class Asked(msgspec.Struct, frozen=True):
    """One thing to ask for: the value of a ``field``, or which record of a list it is.

    ``node`` is what the schema says of the value, None where a record is asked for, of the list at ``of``. ``now`` is
    what stands there, ``among`` the only words of a closed list that mend the gap (none: all), ``places`` those of the
    records that may be chosen.
    """

    key: str
    field: str
    node: Node | None = None
    needed: bool = True
    now: Any = None
    among: tuple[str, ...] = ()
    of: Pointer = ()
    places: tuple[int, ...] = ()

    @property
    def several(self) -> bool:
        """Whether the answer may be more than one value."""
        return self.node is not None and self.node.items is not None

    @property
    def refers_to(self) -> str | None:
        """What the value names: a person, a stakeholder, a need …"""
        return self.node.value.keywords.get("x-refers-to") if self.node else None


def ways_of(mend: Mend | None, spot: Spot) -> tuple[Way, ...]:
    """The answers that the plan allows: nothing is linked that isn't there, and no field is set that can't be."""
    return tuple(way for way in mend.ways if all(_possible(step, way, spot) for step in way.steps)) if mend else ()


def asked(way: Way, spot: Spot) -> tuple[Asked, ...]:
    """What to ask for, in this order, when somebody gives that answer."""
    return tuple(one for place, step in enumerate(way.steps) for one in _asked(step, str(place), spot))


def may_be_waived(gap: Gap) -> bool:
    """Whether a gap may be accepted for a while: not what is wrong with a file, and nothing of the portfolio."""
    return gap.account is not None and not gap.check.startswith("DOC")


def target_of(step: Step, spot: Spot) -> Node:
    """What the schema says of the record that a step writes."""
    if step.doing == "set":
        return node_at((step.place,)) if step.place else spot.node
    pointer = spot.list_called(step.place)
    record = node_at(pointer).record if pointer else None
    if record is None:
        raise ValueError(f"no plan has records called {step.place}")
    return record


def _possible(step: Step, way: Way, spot: Spot) -> bool:
    match step.doing:
        case "correct":
            return spot.value is not None and spot.gap.record is not None
        case "delete":
            return any(name in spot.record for name in step.asks) if step.asks else bool(spot.pointer)
        case "add" | "fill":
            return spot.list_called(step.place) is not None
        case "pick" if not _to_pick(step, spot):
            return False
        case "every" if not spot.items(step.place):
            return False
    fields = target_of(step, spot)
    known = all(name in fields.fields for name in (*step.asks, *step.gives))
    return known and all(_nameable(fields.fields[name], way, spot) for name in step.asks)


def _to_pick(step: Step, spot: Spot) -> tuple[int, ...]:
    """The places of those records of a list in which the step would write something that isn't there."""
    fields = target_of(step, spot).fields
    days = [name for name in step.asks if fields[name].keywords.get("format") == "date"]

    def tells_all(record: Mapping[str, Any]) -> bool:
        given = {name: value for name, value in step.gives.items() if not isinstance(value, Stand)}
        there = all(record.get(name) == value or value in _listed(record.get(name)) for name, value in given.items())
        if given or days:
            return there and all(name in record for name in days) and set(step.asks) <= set(days)
        return False

    return tuple(place for place, record in enumerate(spot.items(step.place)) if not tells_all(record))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _nameable(field: Node, way: Way, spot: Spot) -> bool:
    """Whether there is something that the field could name."""
    target: str = field.value.keywords.get("x-refers-to", "")
    if target in _OURS or target not in LISTS or LISTS[target] == "stakeholders":  # where somebody new may be named
        return True
    return bool(spot.data.get(LISTS[target])) or any(step.place == LISTS[target] for step in way.steps)


def _asked(step: Step, place: str, spot: Spot) -> Iterator[Asked]:
    if step.doing == "delete":
        return
    if step.doing == "correct":
        if spot.value is not None:
            name = next(str(one) for one in reversed(spot.value) if isinstance(one, str))
            node = node_at(spot.value)
            yield Asked(place, name, node, now=spot.document.value_at(spot.value))
        return
    if step.doing == "pick":
        pointer = spot.list_called(step.place)
        yield Asked(place, step.place, of=pointer or (), places=_to_pick(step, spot))
    fields, now = target_of(step, spot).fields, _now(step, spot)
    for name in (*step.asks, *step.may):
        field = fields.get(name)
        if field is None or (step.doing == "add" and not field.required and not _nameable(field, Way(None), spot)):
            continue
        needed = name in step.asks
        yield Asked(f"{place}.{name}", name, field, needed, now.get(name), step.among.get(name, ()))


def _now(step: Step, spot: Spot) -> Mapping[str, Any]:
    """What stands in the record that a step sets; of a new one what the last of its list may tell, its currency."""
    if step.doing == "set":
        return (spot.data.get(step.place) or {}) if step.place else spot.record
    if step.doing == "add":
        last = next((one for one in reversed(spot.items(step.place)) if isinstance(one, dict)), {})
        return {name: value for name, value in last.items() if name == "currency"}
    return {}
