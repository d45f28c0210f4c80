"""``kamdocs done``: say that something is done, and on which day."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.completion import complete_place, complete_record
from kamdocs.cli.exits import Exit
from kamdocs.cli.keeping import WritingOptions, carry_out, find_account, handbook_here, writing_options
from kamdocs.cli.meant import decided, parted, spoken_day
from kamdocs.cli.said import chosen, in_commit, tell_all
from kamdocs.language import _, label
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.keeping.done import Open
    from kamdocs.keeping.handbook import Handbook, Plan
    from kamdocs.keeping.intent import Intent
    from kamdocs.writing import Way


@click.command(name="done")
@click.argument("account", required=False, metavar="[ACCOUNT[/RECORD]]", shell_complete=complete_place)
@click.argument("record", required=False, shell_complete=complete_record)
@click.option("--on", help="The day: 2026-11-25, 25.11., today, yesterday, friday. [default: today]")
@click.option("--at", help="When a request was answered: 14:30, or yesterday 9:10. [default: now]")
@click.option("--outcome", help="What came of it: helped, interested, met … or, of a visit or a complaint, a sentence.")
@click.option("--won", "stage", flag_value="won", help="The opportunity was won.")
@click.option("--lost", "stage", flag_value="lost", help="The opportunity was lost.")
@click.option("--told", is_flag=True, help="Of an order: the customer was told of its delay.")
@click.option("--followed-up", is_flag=True, help="Of an order that is delivered: somebody asked how it went.")
@click.option("--confirmed", is_flag=True, help="Of a complaint that is resolved: the customer is satisfied.")
@click.option("--correct", is_flag=True, help="What was written before was a slip of the pen: write it anew.")
@writing_options
def command(account: str | None, record: str | None, options: WritingOptions, **given: Any) -> Exit:
    """Say that a RECORD of an ACCOUNT is done.

    A promise is kept then, an action done, an order delivered, a request answered, a complaint resolved, a need
    addressed, a favour answered, and people who were asked about satisfaction have heard back. That somebody asked how
    a delivery went, and that the customer is satisfied with how a complaint was resolved, are said by --followed-up and
    --confirmed, and never by saying done again.

    \b
    Examples:
      kamdocs done zeleznik c2
      kamdocs done železnik "price list" --on yesterday
      kamdocs done zeleznik 4500031 --on 25.11.
      kamdocs done zeleznik 4500031 --told
      kamdocs done zeleznik 4500031 --followed-up
      kamdocs done zeleznik nc1 --confirmed
      kamdocs done zeleznik q2 --at 14:30
      kamdocs done zeleznik o1 --won --commit
    """  # noqa: D301 (click wants the backspace itself)
    handbook, today = handbook_here(options)
    name, record = parted(handbook, account, record)
    plan = find_account(handbook, name)
    way = _found(plan, record, given, today) if record else _asked_for_record(plan, today)
    doing = _doing(handbook, plan.data, way, given, today)

    intent = _intent(plan, way, doing)
    ended = carry_out(handbook, [(plan, intent.edits)], options, _words(plan, way))
    if ended is Exit.OK:
        tell_all(intent.told)
    return ended


def _intent(plan: "Plan", way: "Way", doing: Any) -> "Intent":
    """What is to be written; where that can't be, the error says of which record."""
    from kamdocs.keeping.done import done
    from kamdocs.keeping.intent import record_at
    from kamdocs.keeping.kinds import record_in_words

    try:
        return done(plan.data, way, doing)
    except SettingsError as error:
        named = record_in_words(way, record_at(plan.data, way))
        raise SettingsError(_("{record}: {message}").format(record=named, message=error), str(error.hint)) from error


def _words(plan: "Plan", way: "Way") -> str:
    from kamdocs.keeping.intent import record_at
    from kamdocs.keeping.kinds import record_in_words

    return in_commit(plan, _("{record} is done").format(record=record_in_words(way, record_at(plan.data, way))))


def _found(plan: "Plan", said: str, given: Mapping[str, Any], today: date) -> "Way":
    """The record that is meant, among those of which that can be said at all."""
    from kamdocs.keeping.done import find_doable
    from kamdocs.keeping.ends import Doing

    asked = {name: given[name] for name in ("outcome", "stage", "told", "confirmed", "followed_up", "correct")}
    return decided(find_doable(plan.data, said, Doing(today, **asked)), said, "record").way


def _asked_for_record(plan: "Plan", today: date) -> "Way":
    """Something of the plan that is not done yet, chosen on a terminal; each with what is written then."""
    from kamdocs.keeping.done import open_records

    listed = {str(place): one for place, one in enumerate(open_records(plan.data, today))}
    if not listed:
        hint = _("name the record: kamdocs done {account} RECORD").format(account=plan.id)
        raise SettingsError(_("nothing of this plan is open"), hint)
    return listed[chosen(_("what is done?"), [(place, _told(one)) for place, one in listed.items()])].record.way


def _told(one: "Open") -> str:
    """A record, with the fields that are written when it is done."""
    from kamdocs.keeping.kinds import kind_in_words

    values = dict(one.fields)
    if "stage" in values:
        values = {"stage": _("won or lost")}
    if values.get("responded_at") == "":
        values["responded_at"] = _("now")
    written = ", ".join(f"{name}: {value}" for name, value in values.items() if value is not None)
    told = _("{kind}: {record}, then {fields}")
    return told.format(kind=kind_in_words(one.record.way), record=one.record.told, fields=written)


def _doing(handbook: "Handbook", data: Any, way: "Way", given: Mapping[str, Any], today: date) -> Any:
    from kamdocs.keeping.done import needs_moment
    from kamdocs.keeping.ends import Doing
    from kamdocs.keeping.intent import fields_to

    path, stage, outcome = fields_to(data, way), given["stage"], given["outcome"]
    on = given["on"]
    moment = None
    if needs_moment(path) or given["at"]:
        moment = _moment(handbook, on, given["at"], today)
    if path == ("opportunities",) and stage is None:
        stage = _asked_for_stage()
    return Doing(
        day=spoken_day(on, today) if on else today,
        moment=moment,
        outcome=outcome,
        stage=stage,
        told=given["told"],
        confirmed=given["confirmed"],
        followed_up=given["followed_up"],
        correct=given["correct"],
        on_said=bool(on),
    )


def _moment(handbook: "Handbook", on: str | None, at: str | None, today: date) -> str | None:
    """When a request was answered; of another day than today that has to be said."""
    from kamdocs.keeping.days import spoken_moment
    from kamdocs.keeping.reading import hold_behind
    from kamdocs.schema.walk import schema_tree
    from kamdocs.settings import clock

    zone = handbook.settings.timezone
    if at:
        moment = spoken_moment(f"{on} {at}" if on else at, today, zone)
        if today == clock.today(zone):
            answered = schema_tree("account").fields["requests"].value.fields["responded_at"]
            hold_behind(answered, moment, clock.now(), zone)
        return moment
    if on is None and today == clock.today(zone):
        return clock.now().astimezone(zone).replace(microsecond=0).isoformat()
    return None


def _asked_for_stage() -> str | None:
    from kamdocs.cli.asking import at_terminal

    return chosen(_("how did it end?"), [("won", label("won")), ("lost", label("lost"))]) if at_terminal() else None
