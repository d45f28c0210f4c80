"""Promised days that are moved: what was promised first is kept, and an order's new day is a delay."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from kamdocs.language import Sentence, _, say
from kamdocs.schema.walk import Path
from kamdocs.settings.error import SettingsError
from kamdocs.writing.edit import Add, Edit, Put, Remove, Way


class Moving(msgspec.Struct, frozen=True):
    """How fields are set: the day on which, and for an order whether the customer was told, and why.

    With ``correct`` the old value was a slip of the pen, and nothing of it is kept.
    """

    day: date
    correct: bool = False
    told: bool = False
    reason: str | None = None


_SETTLED: Mapping[Path, tuple[str, ...]] = {("commitments",): ("kept_on", "released_on"), ("actions",): ("done_on",)}
_UNDER_WAY = frozenset({"confirmed", "in-execution"})
_OVER = frozenset({"delivered", "accepted", "cancelled"})


def moved_due(path: Path, record: Mapping[str, Any], fields: dict[Path, Any]) -> Iterator[Sentence]:
    """Put the first day beside a due day that is moved; ``fields`` are those that are set, by their ways."""
    old, new = record.get("due"), fields.get(("due",))
    if path not in _SETTLED or old is None or new is None or old == new:
        return
    for field in _SETTLED[path]:
        if field in record and record.get("status") in (None, "done"):
            message = _("it is settled: {field} is {day}").format(field=field, day=record[field])
            raise SettingsError(message, _("if due was a slip of the pen, write it anew with --correct"))
    first = record.get("first_due")
    if ("first_due",) in fields:
        return
    if first is None and new > str(old):
        fields[("first_due",)] = old
    elif first is not None and new < str(first):
        fields[("first_due",)] = None
        yield say("the new day is before the first one, so first_due is taken out")


def moved_order(way: Way, order: Mapping[str, Any], fields: dict[Path, Any], moving: Moving) -> Iterator[Edit]:
    """The delay that a new day for an order makes; the first promise stays. ``fields`` loses the day that was set.

    An order that was never delayed and is promised for an earlier day is not late: the promise itself is earlier then,
    as with anything that is due. With a delay behind it the earlier day is one more move, because the customer was told
    of the day before.
    """
    new = fields[("promised_on",)]
    if order.get("status") in _OVER:
        message = _("the order is {status}").format(status=order.get("status"))
        raise SettingsError(message, _("if the promised day was a slip of the pen, write it anew with --correct"))
    if not order.get("delays") and new is not None and new < str(order.get("promised_on", "")):
        return
    del fields[("promised_on",)]
    yield from _delay(way, order, new, moving)
    if ("status",) not in fields and new is not None and is_late(order, new):
        fields[("status",)] = "delayed"


def is_late(order: Mapping[str, Any], new: str) -> bool:
    """Whether an order under way is late when it moves to a day: behind the one that it moved to last."""
    return order.get("status") in _UNDER_WAY and new > _moved_to(order)


def _moved_to(order: Mapping[str, Any]) -> str:
    delays = order.get("delays") or ()
    return str(next((one["to"] for one in reversed(delays) if one.get("to")), order.get("promised_on", "")))


def _delay(way: Way, order: Mapping[str, Any], new: str, moving: Moving) -> Iterator[Edit]:
    delays = list(order.get("delays") or ())
    today = moving.day.isoformat()
    told = {"told_on": today} if moving.told else {}
    reason = {"reason": moving.reason} if moving.reason else {}
    place = next((at for at, delay in enumerate(delays) if delay.get("known_on") == today), None)
    if new == _moved_to(order):
        last = len(delays) - 1
        yield from _told_only((*way, "delays", last), delays[-1] if delays else {}, {**told, **reason}, new)
    elif place is not None:  # of one day there is one delay
        for name, value in {"to": new, **told, **reason}.items():
            yield Put((*way, "delays", place, name), value)
        if "told_on" in delays[place] and not moving.told:  # what the customer was told is another day
            yield Remove((*way, "delays", place, "told_on"))
    else:
        yield Add((*way, "delays"), {"known_on": today, "to": new, **told, **reason})


def _told_only(way: Way, delay: Mapping[str, Any], said: Mapping[str, str], day: str) -> Iterator[Edit]:
    new = {name: value for name, value in said.items() if name not in delay}
    if not new or delay.get("to") != day:
        message = _("the order is promised for {day} already").format(day=day)
        raise SettingsError(message, _("give another day; --told says that the customer knows of it"))
    for name, value in new.items():
        yield Put((*way, name), value)
