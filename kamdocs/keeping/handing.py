"""Accounts are handed over to a colleague: the plan, the open work in it, and whom to look after.

What is over stays as it was: who promised, who visited, who was asked is history.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kamdocs.keeping.intent import Intent
from kamdocs.language import Sentence, _, say, say_many
from kamdocs.model import Shared
from kamdocs.schema.annotations import values_of
from kamdocs.settings.error import SettingsError
from kamdocs.source import Pointer
from kamdocs.writing.edit import Edit, Put, Remove

_SETTLED = frozenset({"resolved", "closed"})


def can_take_over(shared: Shared, giver: str, taker: str, day: date) -> tuple[Sentence, ...]:
    """What to know of the colleague who takes over; raises :class:`SettingsError` where that can't be.

    Somebody who is away for a while takes over all the same; who has left, or is not in the team, doesn't.
    """
    if giver == taker:
        raise SettingsError(_("nobody hands over to themselves"), _("name two people of _team.yml"))
    member = shared.members.get(taker)
    if member is None:
        message = _("{person} is not in _team.yml").format(person=taker)
        raise SettingsError(message, _("add the colleague to _team.yml first"))
    if member.left_on and member.left_on < day:
        message = _("{name} left on {day} and can't take over").format(name=member.name, day=member.left_on)
        raise SettingsError(message, _("name a colleague who is with us"))
    away = [one for one in member.absences if one.from_ <= day <= one.to]
    return tuple(say("{name} is away until {day}", name=member.name, day=one.to) for one in away)


def handed_over(data: Mapping[str, Any], giver: str, taker: str, day: date) -> Intent:
    """What of a plan goes from one colleague to another, and what of it stays and why. No edits: nothing hangs on them.

    ``giver`` and ``taker`` are ids of ``_team.yml``; ``day`` tells which people of the customer are there.
    """
    edits: list[Edit] = []
    told: list[Sentence] = []
    for value in values_of(data, "account"):
        if value.refers_to != "person" or value.value != giver or value.pointer[:1] in (("deputy",), ("reachability",)):
            continue
        if _goes_over(value.pointer, value.records[0], day):
            edits.append(Put(value.pointer, taker))
            told += _to_say(value.pointer, value.records[0])
    deputy, said = _deputy(data, giver, taker)
    told += [*said, *_left_out(data, giver, day)]
    return Intent((*edits, *deputy, *_escalation(data, giver, taker)), tuple(told))


def _goes_over(pointer: Pointer, record: Mapping[str, Any], day: date) -> bool:
    """Whether what names the colleague is work that is open."""
    match (pointer[0], pointer[-1]):
        case ("owner", "owner"):
            return True
        case ("actions", "owner"):
            return record["status"] in ("open", "in-progress")
        case ("commitments", "by"):
            return not (record.get("kept_on") or record.get("released_on"))
        case ("nonconformities", "owner"):
            told = record["status"] == "rejected" and "told_on" in record
            return record["status"] not in _SETTLED and not told
        case ("stakeholders", "relationship_owner"):
            return str(record.get("left_on", "9999")) >= day.isoformat()
        case _other:
            return False


def _to_say(pointer: Pointer, record: Mapping[str, Any]) -> Iterator[Sentence]:
    """Of a promise the customer has to know who keeps it now."""
    if pointer[0] == "commitments":
        yield say("tell the customer who keeps it now, {record}: {text}", record=record["id"], text=record["text"])


def _deputy(data: Mapping[str, Any], giver: str, taker: str) -> tuple[list[Edit], list[Sentence]]:
    """The deputy, who can't be the owner: then the place is left as it is, and told."""
    deputy = data.get("deputy")
    owner = taker if data.get("owner") == giver else data.get("owner")
    if deputy == giver and owner != taker:
        return [Put(("deputy",), taker)], []
    if deputy == giver:
        return [], [say("{person} stays deputy, because {owner} is the owner", person=giver, owner=taker)]
    if deputy == taker and data.get("owner") == giver:
        return [], [say("{person} was the deputy and is the owner now: name another deputy", person=taker)]
    return [], []


def _escalation(data: Mapping[str, Any], giver: str, taker: str) -> Iterator[Edit]:
    """Whom to turn to: the colleague in the other's place, or not at all where the other stands there already."""
    listed = data.get("reachability", {}).get("escalation", ())
    if giver in listed:
        way = ("reachability", "escalation", listed.index(giver))
        yield Remove(way) if taker in listed else Put(way, taker)


_STAYS = ("executive_sponsor", "waivers")


def _left_out(data: Mapping[str, Any], giver: str, day: date) -> Iterator[Sentence]:
    """What names the colleague and is left: the sponsor and waivers are decisions, the rest is history."""
    mine = [one for one in values_of(data, "account") if one.refers_to == "person" and one.value == giver]
    for value in mine:
        match value.pointer:
            case ("executive_sponsor",):
                yield say("{person} stays executive_sponsor: that is for the management to decide", person=giver)
            case ("waivers", *_rest):
                check, until = value.sibling("check"), value.sibling("until")
                yield say(
                    "{person} accepted {check} until {until}, which stays", person=giver, check=check, until=until
                )
    elsewhere = (one for one in mine if one.pointer[0] not in (*_STAYS, "deputy", "reachability"))
    history = [one for one in elsewhere if not _goes_over(one.pointer, one.records[0], day)]
    if history:
        yield say_many(
            "{number} record of what is over names {person}, and stays as it is",
            "{number} records of what is over name {person}, and stay as they are",
            len({one.pointer[:2] for one in history}),
            person=giver,
        )
