"""``kamdocs request``: what a customer asked for, and how fast it was answered."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.adding import Finished, adding
from kamdocs.keeping.words import REQUEST
from kamdocs.language import _
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.cli.fields import Fields


def _finish(fields: "Fields", record: dict[str, Any], own: Mapping[str, Any]) -> Finished:
    """Put in when it came and when it was answered, on the handbook's clock."""
    from kamdocs.keeping.days import spoken_day, spoken_moment
    from kamdocs.keeping.reading import hold_behind
    from kamdocs.schema.walk import schema_tree

    zone = fields.handbook.settings.timezone
    day = spoken_day(own["on"], fields.day) if own["on"] else fields.day
    record["received_at"] = spoken_moment(own["at"], day, zone) if own["at"] else _now(fields, day)
    if own["answered"]:
        received = date.fromisoformat(record["received_at"][:10])
        at_once = own["answered"].casefold() in ("now", "zdaj")
        record["responded_at"] = _now(fields, fields.day) if at_once else spoken_moment(own["answered"], received, zone)
    if now := fields.reading.now:
        node = schema_tree("account").fields[REQUEST.list_name].value
        for name in ("received_at", "responded_at"):
            if name in record:
                hold_behind(node.fields[name], record[name], now, zone)
    return Finished(record)


def _now(fields: "Fields", day: date) -> str:
    """The present moment; of another day it has to be said."""
    from kamdocs.settings import clock

    moment = clock.now().astimezone(fields.handbook.settings.timezone)
    if moment.date() != day:
        hint = _("say the time of that day: --at 9:10")
        raise SettingsError(_("the time on {day} is not said").format(day=day.isoformat()), hint)
    return moment.isoformat(timespec="seconds")


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
