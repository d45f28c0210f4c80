"""``kamdocs set``: set fields of a plan, or of one of its records, and keep what was so before."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.completion import complete_assignment, complete_place
from kamdocs.cli.exits import Exit
from kamdocs.cli.keeping import (
    WritingOptions,
    carry_out,
    find_account,
    find_record,
    handbook_here,
    writing_options,
)
from kamdocs.cli.meant import parted, spoken_day
from kamdocs.cli.said import in_commit, tell_all
from kamdocs.cli.set_asking import asked_fields
from kamdocs.language import _
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.keeping.handbook import Handbook, Plan
    from kamdocs.keeping.setting import Assignment
    from kamdocs.schema.walk import Node, Path
    from kamdocs.writing import Way


@click.command(name="set")
@click.argument("account", required=False, metavar="ACCOUNT[/RECORD]", shell_complete=complete_place)
@click.argument("fields", metavar="FIELD=VALUE...", nargs=-1, shell_complete=complete_assignment)
@click.option("--on", help="The day on which it became so: 2026-11-25, 25.11., yesterday. [default: today]")
@click.option("--told", is_flag=True, help="Of a new day for an order: the customer was told of it.")
@click.option("--reason", help="Of a new day for an order: why it is late.")
@click.option("--correct", is_flag=True, help="What was written before was a slip of the pen: nothing of it is kept.")
@writing_options
def command(account: str | None, fields: Sequence[str], options: WritingOptions, **given: Any) -> Exit:
    """Set fields of an account, or of a RECORD in its plan; FIELD= takes one out.

    Values are as people say them: friday, +2w, 90k €, a name for an id. Moving due keeps the first day in first_due,
    a later promised_on of an order makes a delay, and a new status, tier or attitude is written with its day; a new
    name keeps the former one. With --correct none of that is done.

    \b
    Examples:
      kamdocs set zeleznik tier=key status=at-risk
      kamdocs set zeleznik/c2 due=11.12.
      kamdocs set zeleznik/4500031 promised_on=2026-12-16 --told --reason "Steel came late"
      kamdocs set zeleznik/petra-cuk attitude=supporter phone=
      kamdocs set zeleznik contract.renewal_on=2028-01-01 --correct
    """  # noqa: D301 (click wants the backspace itself)
    handbook, today = handbook_here(options)
    name, record = parted(handbook, account, None)
    plan = find_account(handbook, name or None)
    way, around = _where(plan, record) if fields or record else _asked_where(plan)
    if not fields:
        fields = asked_fields(handbook, plan, _record_at(plan, way, around), today)

    from kamdocs.keeping.promised_days import Moving
    from kamdocs.keeping.setting import set_fields, unused

    on = given["on"]
    moving = Moving(
        day=spoken_day(on, today) if on else today,
        correct=given["correct"],
        told=given["told"],
        reason=given["reason"],
    )
    assignments = _assignments(handbook, plan, (way, around), fields, today)
    intent = set_fields(plan.data, way, assignments, moving)
    _hold_used(unused(plan.data, way, assignments, moving), given)
    if not intent.edits:
        raise SettingsError(_("nothing changes: that is what the plan says"), _("give another value"))
    words = _words(plan, (*way, *around), way, _by_name(fields))
    ended = carry_out(handbook, [(plan, intent.edits)], options, words)
    if ended is Exit.OK:
        tell_all(intent.told)
    return ended


def _words(plan: "Plan", named: "Way", way: "Way", names: Iterable[str]) -> str:
    """What a commit says: no values, and nobody's id, because its words are there for good."""
    from kamdocs.keeping.intent import record_at
    from kamdocs.keeping.kinds import record_in_words

    listed = ", ".join(names)
    if not named:
        return in_commit(plan, listed)
    record = record_in_words(named, record_at(plan.data, way) if way else {})
    return in_commit(plan, _("{record}: {fields}").format(record=record, fields=listed))


def _hold_used(unused: Iterable[str], given: Mapping[str, Any]) -> None:
    """Raise where an option was given that changes nothing of what is written: it must not be lost without a word."""
    for name in unused:
        if given[name]:
            message = _("{option} says nothing of these fields").format(option=f"--{name}")
            raise SettingsError(message, _("leave it out; kamdocs set --help says what it is for"))


def _where(plan: "Plan", record: str | None) -> "tuple[Way, Path]":
    """The way to the record, and what leads from there to the fields: ``contract`` need not be there yet."""
    from kamdocs.keeping.finding import list_called
    from kamdocs.schema.walk import schema_tree

    single = list_called(record) if record else None
    if single and schema_tree("account").fields[single].items is None:
        return (), (single,)
    return (find_record(plan, record) if record else ()), ()


def _asked_where(plan: "Plan") -> "tuple[Way, Path]":
    """The same of the record that is named on a terminal; the account itself where none is."""
    from kamdocs.cli.asking import ask, at_terminal

    if not at_terminal():
        return (), ()
    question = _("of which record? (may be left out: then of the account)")
    return ask(question, lambda text: _where(plan, text), required=False) or ((), ())


def _record_at(plan: "Plan", way: "Way", around: "Path") -> "Node":
    """What the schema says of the record that is to be changed."""
    from kamdocs.keeping.intent import fields_to, kind_of_record

    return kind_of_record((*fields_to(plan.data, way), *around))


def _assignments(
    handbook: "Handbook", plan: "Plan", where: "tuple[Way, Path]", fields: Sequence[str], today: date
) -> "list[Assignment]":
    from kamdocs.cli.fields import Fields
    from kamdocs.keeping.reading import currency_in
    from kamdocs.keeping.setting import Assignment, field_meant

    way, around = where
    record = _record_at(plan, way, around)
    reader = Fields(handbook, plan, today)
    found = []
    for name, texts in _by_name(fields).items():
        field = field_meant(record, name)
        value = None if texts == [""] else reader.read(field, texts)
        found.append(Assignment((*around, *field.path[len(record.path) :]), value))
        if field.name in ("amount", "value") and (currency := currency_in(texts[0], record.fields["currency"])):
            found.append(Assignment((*around, "currency"), currency))
    return found


def _by_name(fields: Sequence[str]) -> Mapping[str, list[str]]:
    """What was typed for each field; several for one are the items of a list."""
    found: dict[str, list[str]] = {}
    for one in fields:
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            message = _("{text} sets no field").format(text=one)
            raise SettingsError(message, _('write field=value, in quotes where there are spaces: text="Two words"'))
        found.setdefault(name.strip(), []).append(value.strip())
    return found
