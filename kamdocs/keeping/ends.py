"""What each kind of record gets when it is done, and why it can't be; pure, by the record alone.

An order and a complaint have two ends: it is delivered, and somebody asks afterwards how it went; it is resolved, and
the customer says that it is satisfied. The second is a claim of its own and is never made by saying the first again.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

import msgspec

from kamdocs.keeping.intent import kind_of_record
from kamdocs.keeping.reading import word_of
from kamdocs.language import _
from kamdocs.schema.walk import Path
from kamdocs.settings.error import SettingsError


class Doing(msgspec.Struct, frozen=True):
    """What is said of something that is done: the day, and what only some records know.

    ``moment`` is when a request was answered, with its offset; ``outcome`` what came of it, in a word of the field's
    list or in a sentence; ``stage`` whether an opportunity was won or lost. ``told`` says that the customer was told of
    a delay, ``confirmed`` that it is satisfied with how a complaint was resolved, ``followed_up`` that somebody asked
    how a delivery went. With ``correct`` the day that was written before is a slip of the pen; ``on_said`` tells that
    the day was named, and must not be lost.
    """

    day: date
    moment: str | None = None
    outcome: str | None = None
    stage: str | None = None
    told: bool = False
    confirmed: bool = False
    followed_up: bool = False
    correct: bool = False
    on_said: bool = False


Record: TypeAlias = Mapping[str, Any]
Fields: TypeAlias = Mapping[str, Any]
End: TypeAlias = Callable[[Record, Doing], Fields]
"""What a record that is done gets; a field that is None is taken out."""


# What each kind of record gets


def _kept(record: Record, doing: Doing) -> Fields:
    _still(record, "released_on", _("the customer released us from it"))
    return _first_time(record, "kept_on", doing)


def _acted(record: Record, doing: Doing) -> Fields:
    _not_given_up(record, "dropped")
    if record.get("status") != "done":
        return {"status": "done", "done_on": _its_day(record, "done_on", doing)}
    return {"status": "done", **_first_time(record, "done_on", doing)}


def _addressed(record: Record, doing: Doing) -> Fields:
    _not_given_up(record, "dropped")
    if record.get("status") != "addressed":
        return {"status": "addressed", "addressed_on": _its_day(record, "addressed_on", doing)}
    return {"status": "addressed", **_first_time(record, "addressed_on", doing)}


def _delivered(record: Record, doing: Doing) -> Fields:
    _not_given_up(record, "cancelled")
    delivered = record.get("status") in ("delivered", "accepted")
    if doing.followed_up:
        if not delivered:
            raise _not_yet(_("it is not delivered yet"))
        return _first_time(record, "followed_up_on", doing)
    if delivered and not doing.correct:
        raise _first_end_before(record, "delivered_on", "followed_up_on", _("that somebody asked how it went"),
                                "--followed-up")  # fmt: skip
    if not delivered:
        return {"status": "delivered", "delivered_on": _its_day(record, "delivered_on", doing)}
    return {"status": record.get("status"), "delivered_on": doing.day.isoformat()}


def _answered(record: Record, doing: Doing) -> Fields:
    written = record.get("responded_at")
    if written and not doing.correct:
        raise _done_before("responded_at", written)
    if doing.moment is None:
        raise SettingsError(_("a request is answered at a time"), _("say when: --at 14:30"))
    return {"responded_at": doing.moment}


def _settled(record: Record, doing: Doing) -> Fields:
    agreed = {"agreed_outcome": doing.outcome} if doing.outcome else {}
    status = record.get("status")
    resolved = status in ("resolved", "closed")
    if doing.confirmed:
        if not resolved:
            raise _not_yet(_("it is not resolved yet"))
        return {"status": "closed", **agreed, **_first_time(record, "confirmed_by_customer_on", doing)}
    if status == "rejected":
        return {**agreed, **_first_time(record, "told_on", doing)}
    if resolved and not doing.correct:
        raise _first_end_before(record, "resolved_on", "confirmed_by_customer_on", _("that the customer is satisfied"),
                                "--confirmed")  # fmt: skip
    confirmed = record.get("confirmed_by_customer_on")
    before = {"confirmed_by_customer_on": None} if confirmed and str(confirmed) < doing.day.isoformat() else {}
    return {"status": status if resolved else "resolved", "resolved_on": doing.day.isoformat(), **agreed, **before}


def _reported_back(record: Record, doing: Doing) -> Fields:
    return _first_time(record, "reported_back_on", doing)


def _helped(record: Record, doing: Doing) -> Fields:
    outcome = _listed(("help", "outcome"), doing.outcome or "helped")
    return {**_first_time(record, "answered_on", doing), "outcome": outcome}


def _told(record: Record, doing: Doing) -> Fields:
    return _first_time(record, "told_on", doing)


def _met(record: Record, doing: Doing) -> Fields:
    if record.get("fulfilment") in ("met", "exceeded") and not doing.correct:
        raise _done_before("as_of", record.get("as_of", ""))
    outcome = _listed(("expectations", "fulfilment"), doing.outcome or "met")
    return {"fulfilment": outcome, "as_of": doing.day.isoformat()}


def _closed(record: Record, doing: Doing) -> Fields:
    if record.get("stage") in ("won", "lost") and not doing.correct:
        message = _("{field} is {value} already").format(field="stage", value=record.get("stage"))
        raise SettingsError(message, _("if that is wrong, write it anew with --correct"))
    if doing.stage is None:
        raise SettingsError(_("an opportunity ends won or lost"), _("say which: --won or --lost"))
    return {"stage": doing.stage, "next_step": None, "next_step_on": None}


def _responded(record: Record, doing: Doing) -> Fields:
    return _what_came_of_it(record, "response", doing, ("briefings", "response"))


def _written_down(record: Record, doing: Doing) -> Fields:
    return _what_came_of_it(record, "outcome", doing)


def _ended(record: Record, doing: Doing) -> Fields:
    return _first_time(record, "ended_on", doing)


ENDS: Mapping[Path, End] = {
    ("commitments",): _kept,
    ("actions",): _acted,
    ("needs",): _addressed,
    ("orders",): _delivered,
    ("orders", "delays"): _told,
    ("requests",): _answered,
    ("nonconformities",): _settled,
    ("satisfaction",): _reported_back,
    ("help",): _helped,
    ("expectations",): _met,
    ("opportunities",): _closed,
    ("briefings",): _responded,
    ("interactions",): _written_down,
    ("contract",): _ended,
}


# What is the same for several


def _first_time(record: Record, field: str, doing: Doing) -> Fields:
    written = record.get(field)
    if written and not doing.correct:
        raise _done_before(field, written)
    return {field: doing.day.isoformat()}


def _its_day(record: Record, field: str, doing: Doing) -> str:
    """The day of what is not said to be done yet: one that stands there all the same holds, unless another is named."""
    written = record.get(field)
    return str(written) if written and not (doing.on_said or doing.correct) else doing.day.isoformat()


def _done_before(field: str, written: str) -> SettingsError:
    message = _("it is done already: {field} is {day}").format(field=field, day=written)
    return SettingsError(message, _("if that is wrong, write it anew with --correct"))


def _first_end_before(record: Record, first: str, second: str, what: str, switch: str) -> SettingsError:
    """What to say of a record that is done already, and of how the second claim is made, unless it was made."""
    error = _done_before(first, record.get(first, ""))
    if record.get(second):
        message = _("{done}, and {field} is {day}").format(done=error, field=second, day=record[second])
        return SettingsError(message, error.hint)
    hint = _("to say {what}: {option}; if the day is wrong, write it anew with --correct")
    return SettingsError(str(error), hint.format(what=what, option=switch))


def _not_yet(message: str) -> SettingsError:
    return SettingsError(message, _("say that first: kamdocs done without the option"))


def _still(record: Record, field: str, what: str) -> None:
    if record.get(field):
        message = _("{what}: {field} is {day}").format(what=what, field=field, day=record[field])
        raise SettingsError(
            message, _("if that is wrong, take it out first: kamdocs set … {field}=").format(field=field)
        )


def _not_given_up(record: Record, status: str) -> None:
    if record.get("status") == status:
        message = _("{field} is {value}").format(field="status", value=status)
        raise SettingsError(message, _("if that is wrong, write another status first with kamdocs set"))


def _what_came_of_it(record: Record, field: str, doing: Doing, listed: Path | None = None) -> Fields:
    if record.get(field) and not doing.correct:
        message = _("{field} is written already: {value}").format(field=field, value=record[field])
        raise SettingsError(message, _("if that is wrong, write it anew with --correct, or name another record"))
    if not doing.outcome:
        raise SettingsError(_("what came of it is not said"), _("say it: --outcome …"))
    return {field: _listed(listed, doing.outcome) if listed else doing.outcome}


def _listed(path: Path, written: str) -> Any:
    """The value of a closed list that somebody means."""
    *record, name = path
    return word_of(kind_of_record(tuple(record)).fields[name], written)
