"""The commands that add a record to a plan, each made of its word of the trade.

A word says which list, what the argument is and what the options are for; what a command does besides, it does in its
own module, as a ``finish``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kamdocs.cli.completion import complete_account, complete_value
from kamdocs.cli.exits import Exit
from kamdocs.cli.keeping import WritingOptions, carry_out, find_account, handbook_here, writing_options
from kamdocs.cli.meant import how_to_be_known, who_of_us
from kamdocs.cli.said import in_commit
from kamdocs.cli.streams import tell
from kamdocs.keeping.words import Default, Option, Word
from kamdocs.language import _, label, plain_day
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.cli.fields import Fields
    from kamdocs.writing import Edit

_LONGEST = 60


class Said(NamedTuple):
    """What a command was told: the texts for the fields of its record, its switches, and its own options."""

    texts: Mapping[str, Sequence[str]]
    switches: Mapping[str, Any]
    own: Mapping[str, Any]


class Finished(NamedTuple):
    """A record as a command leaves it: what a commit says of it, and what else is to be written with it."""

    record: dict[str, Any]
    what: str = ""
    more: "tuple[Edit, ...]" = ()


Finish = Callable[["Fields", dict[str, Any], Mapping[str, Any]], Finished]
"""What a command does besides: with the fields, the record so far, and its own options."""


def adding(word: Word, told: str, *own: Callable[[Any], Any], finish: Finish | None = None) -> click.Command:
    """The command of a word; ``told`` is its help, ``own`` are the click options that are its own."""

    def run(options: WritingOptions, **given: Any) -> Exit:
        return _add(word, given, options, finish)

    function: Any = writing_options(run)
    for option in reversed(own):
        function = option(function)
    function = click.option("--anyway", is_flag=True, help="Write it though one that says the same is there.")(function)
    for one in reversed(word.options):
        function = _option(word, one)(function)
    several = word.metavar.endswith("...")
    said = {"nargs": -1} if several else {"required": False}
    completes = complete_value(word.says, word.list_name)
    function = click.argument("said", metavar=word.metavar, shell_complete=completes, **said)(function)
    function = click.argument("account", required=False, shell_complete=complete_account)(function)
    command: click.Command = click.command(word.name, help=told)(function)
    return command


def _option(word: Word, one: Option) -> Callable[[Any], Any]:
    name = _name(one)
    if one.value is not None:
        return click.option(one.flag, name, is_flag=True, help=one.help)
    completes = complete_value(one.field, word.list_name)
    return click.option(
        one.flag, name, multiple=one.many, help=one.help, metavar=_metavar(one), shell_complete=completes
    )


def _metavar(one: Option) -> str:
    if one.field.endswith(("_on", "due", "date", "close")):
        return "DAY"
    return one.flag.removeprefix("--").upper() if one.flag in ("--value", "--amount", "--number") else "TEXT"


def _name(one: Option) -> str:
    """What click calls an option: no name of Python's own, and none of a command's own options."""
    return f"field_{one.flag.removeprefix('--').replace('-', '_')}"


def _add(word: Word, given: dict[str, Any], options: WritingOptions, finish: Finish | None) -> Exit:
    from kamdocs.cli.fields import Fields
    from kamdocs.keeping.composing import with_id
    from kamdocs.keeping.doubles import double_of, refuse_double
    from kamdocs.schema.walk import schema_tree
    from kamdocs.writing import Add

    handbook, day = handbook_here(options)
    plan = find_account(handbook, given.pop("account"))
    fields = Fields(handbook, plan, day)
    said = _said(word, given)
    node = schema_tree("account").fields[word.list_name].value
    record = fields.record(node, said.texts, word.defaults) | dict(said.switches)
    asked = _complete(word, fields, record, said)
    finished = finish(fields, record, {**said.own, "asked": asked}) if finish else Finished(record)
    _tell_nobody(word, fields, finished.record)
    double = None if said.own["anyway"] else double_of(node, finished.record, plan.data.get(word.list_name))
    if double:
        raise refuse_double(plan.id, word.list_name, double)
    whole = with_id(node, finished.record, plan.data, plan.document.text)
    edits = (Add((word.list_name,), whole), *finished.more)
    what = finished.what or str(whole.get(word.says, ""))
    return carry_out(handbook, [(plan, edits)], options, _words(word, plan, what))


def _complete(word: Word, fields: "Fields", record: dict[str, Any], said: Said) -> bool:
    """Ask on a terminal for what a record lacks; where nothing was said of it, for all that its word asks for.

    Gives whether that was so. Elsewhere raises :class:`SettingsError` with what is missing and the command that has it.
    """
    from kamdocs.cli.fields import can_ask, missing_message
    from kamdocs.keeping.composing import command_with, forms, lacking
    from kamdocs.schema.walk import schema_tree

    node = schema_tree("account").fields[word.list_name].value
    untold = word.says not in record
    missing = [one for one in lacking(node, record) if one not in word.supplies]
    missing = list(dict.fromkeys((*((word.says,) if untold else ()), *missing)))
    if missing and can_ask():
        open_ = [one for one in word.asks if one not in said.texts and one not in said.switches]
        fields.ask(node, record, open_ if untold else missing, word.supplies, needed=(word.says,))
        _ask_again(word, fields, record)
        return untold
    if missing:
        begin = (fields.plan.id, *said.texts.get(word.says, ()))
        given = {name: texts for name, texts in said.texts.items() if name != word.says}
        line = command_with(word, begin, given, missing, _other_words(word, said))
        hint = _("write: {line}").format(line=line) + who_of_us(fields.handbook, node, missing)
        raise SettingsError(missing_message([forms(node, missing)]), hint)
    return False


def _ask_again(word: Word, fields: "Fields", record: dict[str, Any]) -> None:
    """Ask for those fields again that contradict the others or the plan, until nothing does."""
    from kamdocs.cli.keeping import Task, fields_at_fault
    from kamdocs.keeping.composing import with_id
    from kamdocs.schema.walk import schema_tree
    from kamdocs.writing import Add

    plan, node = fields.plan, schema_tree("account").fields[word.list_name].value

    def task() -> Task:
        return Task(plan, [Add((word.list_name,), with_id(node, record, plan.data, plan.document.text))])

    while again := fields_at_fault(fields.handbook, task(), fields.day, list(record)):
        for name in again[:1]:
            del record[name]
            fields.ask(node, record, (name,), word.supplies)


def _other_words(word: Word, said: Said) -> Iterator[str]:
    """The options that were typed and are for no text of the record: switches, and the command's own."""
    yield from (one.flag for one in word.options if one.value is not None and one.field in said.switches)
    for one in click.get_current_context().command.params:
        value = said.own.get(str(one.name))
        for text in value if isinstance(value, tuple) else (value,) if value else ():
            yield from (one.opts[0],) if text is True else (one.opts[0], str(text))


def _tell_nobody(word: Word, fields: "Fields", record: Mapping[str, Any]) -> None:
    """Say so where nobody is written down as the one of us, because git's address is nobody's of the team."""
    from kamdocs.report.printable import printable

    for field, default in word.defaults.items():
        if default is Default.ME and field not in record:
            flag = word.flag_of(field) or field
            note = _("note: who of us it is is not written down: say {flag}").format(flag=flag)
            tell(printable(f"{note}; {how_to_be_known(fields.handbook)}"))


def _said(word: Word, given: dict[str, Any]) -> Said:
    """What was said, by fields; the argument is one of them."""
    texts: dict[str, list[str]] = {}
    switches: dict[str, Any] = {}
    said = given.pop("said")
    if said:
        texts[word.says] = list(said) if isinstance(said, tuple) else [said]
    for one in word.options:
        value = given.pop(_name(one))
        if one.value is not None:
            switches |= {one.field: one.value} if value else {}
        elif value:
            texts.setdefault(one.field, []).extend(value if isinstance(value, tuple) else [value])
    return Said(texts, switches, given)


def talk_of(record: Mapping[str, Any], kind: str, day: str) -> str:
    """What a commit says of a talk: ``visit of 2026-11-25``. It names nobody: git keeps its messages for ever."""
    told = plain_day(date.fromisoformat(record[day])) if day in record else ""
    return _("{kind} of {day}").format(kind=label(str(record.get(kind, ""))), day=told)


def _words(word: Word, plan: Any, what: str) -> str:
    """The message of a commit: ``Železnik: promise: New price list``."""
    cut = what if len(what) <= _LONGEST else what[:_LONGEST].rstrip() + "…"
    return in_commit(plan, _(word.told).format(what=cut))
