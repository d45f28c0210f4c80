"""People who stand twice in a plan: who they are, and the plan with each of them once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import msgspec

from kamdocs.model.account import Account
from kamdocs.model.people import Stakeholder
from kamdocs.model.record import Day
from kamdocs.schema.annotations import values_of
from kamdocs.schema.suggest import folded


def share_a_name(names: Sequence[str]) -> bool:
    """Whether a name stands among the names twice; case, marks on letters and spaces aside."""
    return len({folded(name) for name in names}) < len(names)


def persons(people: Sequence[Stakeholder]) -> list[list[Stakeholder]]:
    """The entries of a plan by the person whom they are about, in the order of the file.

    Two entries are one person where they are there at the same time under one name (case, marks on letters and spaces
    aside) and no two different e-mails tell them apart. One address for several people is a shared mailbox.
    """
    found: list[list[Stakeholder]] = []
    by_name: dict[str, list[list[Stakeholder]]] = {}
    for person in people:
        known = by_name.setdefault(folded(person.name), [])
        same = next((entries for entries in known if all(_may_be_one(person, one) for one in entries)), None)
        if same is None:
            same = []
            known.append(same)
            found.append(same)
        same.append(person)
    return found


def as_one(account: Account) -> Account:
    """The plan with everybody in it once: doubles are merged into the first entry, and what named them names that one.

    The account itself where nobody stands in it twice. Records know their places in the file as before.
    """
    if not share_a_name([person.name for person in account.stakeholders]):
        return account
    everybody = persons(account.stakeholders)
    if len(everybody) == len(account.stakeholders):
        return account
    first = {entry.id: entries[0].id for entries in reversed(everybody) for entry in entries}
    data: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(account))
    data["stakeholders"] = [_merged(entries) for entries in everybody]
    for value in list(values_of(data, "account")):
        if value.refers_to in ("stakeholder", "stakeholder-or-none"):
            _put(data, value.pointer, first.get(value.value, value.value))
    merged = msgspec.convert(data, Account)
    places = {id(person): index for index, person in enumerate(account.stakeholders)}
    pointers = cast("dict[int, tuple[str | int, ...]]", merged.record_pointers)
    for person, entries in zip(merged.stakeholders, everybody, strict=True):
        pointers[id(person)] = ("stakeholders", places[id(entries[0])])
    return merged


def _may_be_one(one: Stakeholder, other: Stakeholder) -> bool:
    addresses, others = ({email.casefold() for email in person.emails} for person in (one, other))
    told_apart = addresses and others and not addresses & others
    return not told_apart and _after(one, other.added_on) and _after(other, one.added_on)


def _after(person: Stakeholder, day: Day | None) -> bool:
    """Whether somebody was still there when another entry was added."""
    return day is None or person.present_on(day)


def _merged(entries: Sequence[Stakeholder]) -> dict[str, Any]:
    """The entries of one person as one: what the first doesn't tell, the others may."""
    told: list[dict[str, Any]] = msgspec.json.decode(msgspec.json.encode(entries))
    merged = {name: value for entry in reversed(told) for name, value in entry.items()}
    for name in ("email", "phone", "buying_roles"):
        if listed := list(dict.fromkeys(_items(told, name))):
            merged[name] = listed
    if any("left_on" not in entry for entry in told):
        merged.pop("left_on", None)  # whoever is there in one entry is there
    for name, choose in (("added_on", min), ("verified_on", max), ("left_on", max)):
        if name in merged:
            merged[name] = choose(entry[name] for entry in told if name in entry)
    return merged


def _items(told: Sequence[Mapping[str, Any]], name: str) -> Iterator[str]:
    for entry in told:
        given = entry.get(name, ())
        yield from (given,) if isinstance(given, str) else given


def _put(data: Any, pointer: tuple[str | int, ...], value: str) -> None:
    """Set the value at a pointer. A list may name somebody twice then, which says no more than once."""
    *way, last = pointer
    for step in way:
        data = data[step]
    data[last] = value
