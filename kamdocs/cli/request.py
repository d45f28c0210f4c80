"""``kamdocs request``: what a customer asked for, and how fast it was answered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.adding import Finished, adding
from kamdocs.keeping.words import REQUEST
from kamdocs.language import _, plain_day
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.cli.fields import Fields
    from kamdocs.schema.walk import Node


def _finish(fields: "Fields", record: dict[str, Any], own: Mapping[str, Any]) -> Finished:
    """Put in when it came and when it was answered, on the handbook's clock."""
    from kamdocs.keeping.days import spoken_day, spoken_moment

    zone = fields.handbook.settings.timezone
    day = spoken_day(own["on"], fields.day) if own["on"] else fields.day
    record["received_at"] = spoken_moment(own["at"], day, zone) if own["at"] else _received(fields, day, own["asked"])
    if own["answered"]:
        received = date.fromisoformat(record["received_at"][:10])
        at_once = own["answered"].casefold() in ("now", "zdaj")
        record["responded_at"] = (
            _now(fields, fields.day, "--answered") if at_once else spoken_moment(own["answered"], received, zone)
        )
    for name in ("received_at", "responded_at"):
        if name in record:
            _hold_behind(fields, name, record[name])
    return Finished(record)


def _received(fields: "Fields", day: date, asked: bool) -> str:
    """When it came: now, but on a terminal where all is ``asked``, or it was another day, as it is answered there."""
    from kamdocs.cli.asking import ask_field, at_terminal
    from kamdocs.keeping.days import spoken_moment

    now = fields.reading.now if day == fields.day else None
    if not (asked or (now is None and at_terminal())):
        return _now(fields, day, "--at")
    zone = fields.handbook.settings.timezone

    def read(texts: Sequence[str]) -> str:
        moment = spoken_moment(texts[0], day, zone)
        _hold_behind(fields, "received_at", moment)
        return moment

    default = f"{now.astimezone(zone):%H:%M}" if now else None
    return str(ask_field(_field("received_at"), read, default=default))


def _hold_behind(fields: "Fields", name: str, moment: str) -> None:
    """Raise :class:`SettingsError` where a moment lies ahead."""
    from kamdocs.keeping.labels import not_ahead
    from kamdocs.keeping.reading import hold_behind

    if now := fields.reading.now:
        hold_behind(_field(name), moment, now, fields.handbook.settings.timezone)
    day = date.fromisoformat(moment[:10])
    if day > fields.day:
        hint = _("today is {today}, and {day} is still to come: what is planned is an action")
        raise SettingsError(not_ahead(_field(name)), hint.format(today=plain_day(fields.day), day=plain_day(day)))


def _field(name: str) -> "Node":
    from kamdocs.schema.walk import schema_tree

    return schema_tree("account").fields[REQUEST.list_name].value.fields[name]


def _now(fields: "Fields", day: date, option: str) -> str:
    """The present moment; of another day it has to be said with an option."""
    now = fields.reading.now if day == fields.day else None
    if now is None:
        message = _("the time on {day} is not said").format(day=plain_day(day))
        raise SettingsError(message, _("say the time of that day: {option} 9:10").format(option=option))
    return now.astimezone(fields.handbook.settings.timezone).isoformat(timespec="seconds")


command = adding(
    REQUEST,
    """Write down what a customer asked us for, and when it was answered.

    ACCOUNT is its id or the beginning of its name, SUBJECT what was asked. Times are on the clock of the handbook's
    time zone. kamdocs done says later that it was answered.

    \b
    Examples:
      kamdocs request zeleznik "Certificate for lot 88" --from petra --channel e-mail
      kamdocs request zeleznik "Certificate for lot 88" --from petra --at 9:10 --answered 11:00
      kamdocs request zeleznik "Where is the truck" --from kos --on yesterday --at 6:15 --urgent
    """,
    click.option("--at", metavar="TIME", help="When it came: 9:10, or 25.11. 9:10. [default: now]"),
    click.option("--on", metavar="DAY", help="The day of it: 2026-11-25, 25.11., yesterday, friday. [default: today]"),
    click.option("--answered", metavar="TIME", help="When we answered: 11:00, 26.11. 8:00, now."),
    finish=_finish,
)
