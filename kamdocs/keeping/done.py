"""What "done" means: a promise kept, an order delivered, a request answered, a complaint settled."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import msgspec

from kamdocs.keeping.ends import ENDS, Doing, End, Fields, Record
from kamdocs.keeping.finding import Candidate, Found, find_among, find_way, records
from kamdocs.keeping.intent import Intent, called, fields_to, record_at
from kamdocs.keeping.undoable import instead_of_done
from kamdocs.language import Sentence, _, say
from kamdocs.schema.walk import Path
from kamdocs.settings.error import SettingsError
from kamdocs.writing.edit import Edit, Put, Remove, Way


class Open(msgspec.Struct, frozen=True):
    """A record that is not done yet, and what is written when it is, by field; None takes a field out."""

    record: Candidate
    fields: Mapping[str, Any]


def done(data: Mapping[str, Any], way: Way, doing: Doing) -> Intent:
    """What is to be written when the record at ``way`` is done.

    Raises :class:`SettingsError` for one that is done already, and where "done" means nothing.
    """
    path, record = fields_to(data, way), record_at(data, way)
    if doing.told and path == ("orders",):
        way, record, path = _delay_to_tell(record, way, doing)
    end = ENDS.get(path)
    if end is None:
        raise instead_of_done(path, called(record, way))
    _hold_to_what_it_knows(path, doing)
    fields = end(record, doing)
    _hold_day(end, record, doing, path)
    edits: list[Edit] = [
        Remove((*way, name)) if value is None else Put((*way, name), value)
        for name, value in fields.items()
        if value is not None or name in record
    ]
    return Intent(tuple(edits), _to_look_at(data, path, record, fields))


def needs_moment(path: Path) -> bool:
    """Whether a kind of record is done at a time of a day, and not on a day."""
    return path == ("requests",)


def open_records(data: Mapping[str, Any], day: date) -> Iterator[Open]:
    """The records of a plan that can be done by a word, without a sentence about what came of them.

    What is done, and could only be confirmed or followed up, is none of them.
    """
    doing = Doing(day, moment="", stage="won")
    for one in records(data):
        end = ENDS.get(fields_to(data, one.way))
        if end is not None:
            with suppress(SettingsError):
                record = record_at(data, one.way)
                fields = end(record, doing)
                yield Open(one, {name: value for name, value in fields.items() if record.get(name) != value})


def find_doable(data: Mapping[str, Any], given: str, doing: Doing) -> Found:
    """What of a plan somebody means who says that it is done: an id means what has it, words what can be done so.

    A visit of which nothing came yet is meant by words only where its outcome is said. Of several the ones that are not
    done yet are meant; where nothing fits that can be done, what else may be meant is found.
    """
    everything = find_way(data, given)
    if "/" in given or (everything.one and everything.one.id == given.strip()):
        return everything
    found = find_among(given, (one for one in records(data) if _is_of_use(fields_to(data, one.way), doing)))
    undone = tuple(one for one in found.several if _can_be_done(data, one.way, doing))
    if len(undone) == 1:
        return Found(undone[0])
    if undone:
        return Found(several=undone)
    return found if found.one or found.several else everything


def _is_of_use(path: Path, doing: Doing) -> bool:
    return path in ENDS and (bool(doing.outcome) or path not in _OUTCOME_ALONE)


def _can_be_done(data: Mapping[str, Any], way: Way, doing: Doing) -> bool:
    stage = doing.stage or ("won" if fields_to(data, way) == ("opportunities",) else None)
    with suppress(SettingsError):
        done(data, way, msgspec.structs.replace(doing, moment=doing.moment or "", stage=stage))
        return True
    return False


_OUTCOME_ALONE = frozenset({("briefings",), ("interactions",)})
"""Kinds of records that are over already, and of which only what came of it can be said."""
_WITH_OUTCOME = frozenset({"help", "expectations", "nonconformities", "briefings", "interactions"})


def _hold_to_what_it_knows(path: Path, doing: Doing) -> None:
    """Raise where something is said that the record can't keep: it must not be lost without a word."""
    said = {
        "--at": doing.moment and not needs_moment(path),
        "--outcome": doing.outcome and path[0] not in _WITH_OUTCOME,
        "--won/--lost": doing.stage and path != ("opportunities",),
        "--told": doing.told and path != ("orders", "delays"),
        "--confirmed": doing.confirmed and path != ("nonconformities",),
        "--followed-up": doing.followed_up and path != ("orders",),
    }
    for option, lost in said.items():
        if lost:
            message = _("{option} says nothing of {kind}").format(option=option, kind="/".join(path))
            raise SettingsError(message, _("leave it out, or name another record"))


def _hold_day(end: End, record: Record, doing: Doing, path: Path) -> None:
    """Raise where a day was named, and what is written is the same on any day; a request has its moment."""
    if not doing.on_said or needs_moment(path):
        return
    other = msgspec.structs.replace(doing, day=doing.day - timedelta(1))
    if end(record, other) == end(record, doing):
        message = _("{option} says nothing of {kind}").format(option="--on", kind="/".join(path))
        raise SettingsError(message, _("the plan keeps no day for that: leave --on out"))


def _delay_to_tell(order: Record, way: Way, doing: Doing) -> tuple[Way, Record, Path]:
    """The delay of which the customer was told now: the last that is not told; to correct, the last."""
    delays = list(enumerate(order.get("delays", ())))
    if not delays:
        message = _("order {order} has no delay to tell of").format(order=order.get("number") or order.get("id", ""))
        raise SettingsError(message, _("write the new day, and that it was told: kamdocs set … promised_on=… --told"))
    untold = [one for one in delays if not one[1].get("told_on")]
    place, delay = (untold or delays)[-1] if not doing.correct else delays[-1]
    return (*way, "delays", place), delay, ("orders", "delays")


def _to_look_at(data: Mapping[str, Any], path: Path, record: Record, fields: Fields) -> tuple[Sentence, ...]:
    """What else may have to be written then, and is left to people."""
    if path == ("opportunities",):
        owned = _offering_not_owned(data, record) if fields.get("stage") == "won" else ()
        return (*_step_taken_out(record), *owned)
    if path == ("nonconformities",) and "confirmed_by_customer_on" in fields and not fields["confirmed_by_customer_on"]:
        return (say("confirmed_by_customer_on told of the time before, and is taken out"),)
    return ()


def _step_taken_out(record: Record) -> tuple[Sentence, ...]:
    """What ended has no next step; what it was is told, because it may be work that goes on."""
    step = record.get("next_step") or record.get("next_step_on")
    return (say("the next step is taken out with it: {text}", text=step),) if step else ()


def _offering_not_owned(data: Mapping[str, Any], record: Record) -> tuple[Sentence, ...]:
    sold = (record.get("offering"), record.get("unit"))
    for cell in data.get("whitespace", ()):
        if (cell.get("offering"), cell.get("unit")) == sold and cell.get("status") != "owned":
            offering, status = cell.get("offering"), cell.get("status")
            return (say("whitespace still says {status} of {offering}", status=status, offering=offering),)
    return ()
