"""``kamdocs add``: any record that the schema knows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from kamdocs.cli.completion import complete_account, complete_list
from kamdocs.cli.exits import Exit
from kamdocs.cli.keeping import WritingOptions, carry_out, find_account, handbook_here, writing_options
from kamdocs.cli.meant import parted, who_of_us
from kamdocs.cli.said import in_commit
from kamdocs.language import _
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.cli.fields import Fields
    from kamdocs.keeping.adding import Place
    from kamdocs.keeping.handbook import Plan
    from kamdocs.schema.walk import Node


@click.command("add")
@click.argument("account", required=False, metavar="[ACCOUNT[/RECORD]]", shell_complete=complete_account)
@click.argument("record", required=False, shell_complete=complete_list)
@click.argument("said", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--anyway", is_flag=True, help="Write it though one that says the same is there.")
@writing_options
def command(account: str | None, record: str | None, said: tuple[str, ...], *, anyway: bool,
            options: WritingOptions) -> Exit:  # fmt: skip
    """Add any record that a plan may hold.

    ACCOUNT is the customer's id or the beginning of its name. RECORD is what it is, in one word (risk, unit, objective,
    briefing …), or the way to a list within another record (orders/4500031/delays). A text without a field's name is
    what the record is about. Days may be said in words, people by name, lists by comma or a field given again; the
    page Field reference of the handbook lists all fields.

    \b
    Examples:
      kamdocs add zeleznik risk "A second toolmaker is being qualified" likelihood=medium impact=high
      kamdocs add zeleznik unit "Plant Jesenice"
      kamdocs add zeleznik orders/4500031/delays known_on=today to=12.12. reason="Steel came late"
      kamdocs add zeleznik briefing "Quick-change inserts" kind=demo date=friday audience=kos,petra
      kamdocs add zeleznik contract start=2027-01-01 renewal_on=2028-01-01 notice_days=90
      kamdocs add zeleznik tags export
    """  # noqa: D301 (click wants the backspace itself)
    from kamdocs.cli.fields import Fields
    from kamdocs.keeping.adding import place_meant

    handbook, day = handbook_here(options)
    name, within = parted(handbook, account, None)
    if within is not None:  # then the words behind it are all of the record
        record, said = within, (*((record,) if record else ()), *said)
    plan = find_account(handbook, name)
    place = place_meant(plan.data, record or _asked_for_list(plan))
    fields = Fields(handbook, plan, day)
    node = place.record
    edits, what = _values(fields, place, said) if node is None else _record(fields, place, node, said)
    if node is not None and not anyway:
        _hold_no_double(plan, place, node, edits[0].value)
    return carry_out(handbook, [(plan, edits)], options, _words(plan, place, what))


def _words(plan: "Plan", place: "Place", what: str) -> str:
    """What a commit says of it; never who a person is, because its words are there for good."""
    from kamdocs.keeping.kinds import kind_in_words

    if place.way[:1] == ("stakeholders",):
        return in_commit(plan, _("a person is added"))
    return in_commit(plan, _("{kind}: {what}").format(kind=kind_in_words(place.way), what=what))


def _hold_no_double(plan: "Plan", place: "Place", node: "Node", record: Any) -> None:
    from kamdocs.keeping.doubles import double_of, refuse_double
    from kamdocs.keeping.finding import stakeholders
    from kamdocs.keeping.nearly import hold_new_person
    from kamdocs.keeping.showing import pointer_of

    there = pointer_of(plan.data, place.way)
    known = plan.document.value_at(there) if there else None
    if place.way == ("stakeholders",):
        hold_new_person(plan.id, str(record.get("name", "")), stakeholders(plan.data))
    new = {name: value for name, value in record.items() if name != "id"}
    if place.node.items is not None and (double := double_of(node, new, known)):
        raise refuse_double(plan.id, "/".join(map(str, place.way)), double)


def _asked_for_list(plan: "Plan") -> str:
    """The list or record that is chosen on a terminal, by its number or in any word that names it."""
    from kamdocs.cli.asking import Choice, ask, at_terminal, chosen, list_choices
    from kamdocs.keeping.adding import place_meant
    from kamdocs.keeping.labels import record_called
    from kamdocs.schema.walk import schema_tree

    if not at_terminal():
        raise SettingsError(_("what is to be added is not said"), _("write: kamdocs add ACCOUNT risk TEXT …"))
    records = [one for one in schema_tree("account").fields.values() if one.record]
    listed = list_choices([Choice(one.name, record_called(one)) for one in records])

    def known(text: str) -> str:
        named = chosen(text, listed)
        place_meant(plan.data, named)
        return named

    return ask(_("what is to be added?"), known) or ""


def _values(fields: "Fields", place: "Place", said: Sequence[str]) -> tuple[list[Any], str]:
    """Plain values for a list of them: tags, areas."""
    from kamdocs.keeping.showing import pointer_of
    from kamdocs.writing import Add

    if not said:
        message = _("what is to be added is not said")
        raise SettingsError(message, _("write: kamdocs add {account} {list} …").format(
            account=fields.plan.id, list="/".join(map(str, place.way))))  # fmt: skip
    values = fields.read(place.node, said)
    listed = values if isinstance(values, list) else [values]
    there = pointer_of(fields.plan.data, place.way)
    known = fields.plan.document.value_at(there) if there else ()
    new = [one for one in listed if one not in known]
    if not new:
        raise SettingsError(
            _("{name} stands there already").format(name=", ".join(map(str, listed))), _("nothing is to do")
        )
    return [Add(place.way, one) for one in new], ", ".join(map(str, new))


def _record(fields: "Fields", place: "Place", node: "Node", said: Sequence[str]) -> tuple[list[Any], str]:
    """A record for a list, or one that is no list and not there yet."""
    from kamdocs.cli.fields import MONEY
    from kamdocs.keeping.adding import assigned, field_at, nested
    from kamdocs.keeping.composing import with_id
    from kamdocs.keeping.showing import pointer_of
    from kamdocs.writing import Add, Put

    if place.node.items is None and pointer_of(fields.plan.data, place.way) is not None:
        way = "/".join((fields.plan.id, *map(str, place.way)))
        message = _("the plan has {name} already").format(name=place.node.name)
        raise SettingsError(message, _("change it: kamdocs set {way} field=value").format(way=way))
    texts = assigned(place, said)
    record = nested({path: fields.read(field_at(node, path), given) for path, given in texts.items()})
    for path in texts:
        if path[-1] in MONEY:
            fields.add_currency(node, record, texts[path][0])
    _complete(fields, place, node, record, said)
    plan = fields.plan
    whole = with_id(node, record, plan.data, plan.document.text)
    edit = Add(place.way, whole) if place.node.items else Put(place.way, whole)
    return [edit], str(whole.get(place.says or "", "") or next(iter(whole.values()), ""))


def _complete(fields: "Fields", place: "Place", node: "Node", record: dict[str, Any], said: Sequence[str]) -> None:
    from kamdocs.cli.fields import can_ask, missing_message
    from kamdocs.keeping.composing import assignments_with, forms, lacking

    first = [place.says] if place.says and not record else []
    missing = list(dict.fromkeys((*first, *lacking(node, record))))
    if (missing or not record) and can_ask():
        fields.ask(node, record, missing or list(node.fields))
    elif missing or not record:
        wanted = missing or list(node.fields)[:1]
        line = _as_word(fields, place, said, missing) or assignments_with(
            (fields.plan.id, "/".join(map(str, place.way)), *said), {}, wanted
        )
        hint = _("write: {line}").format(line=line) + who_of_us(fields.handbook, node, missing)
        raise SettingsError(missing_message([forms(node, missing or list(node.fields))]), hint)


def _as_word(fields: "Fields", place: "Place", said: Sequence[str], missing: Sequence[str]) -> str | None:
    """The line of the command that is made for such records; None where it can't say all of this."""
    from kamdocs.keeping.adding import assigned
    from kamdocs.keeping.composing import command_with
    from kamdocs.keeping.words import Default, word_for

    word = word_for(place.way)
    texts = {path[0]: given for path, given in assigned(place, said).items() if len(path) == 1}
    if word is None or any(name != word.says and not word.flag_of(name) for name in (*texts, *missing)):
        return None
    said_first = texts.pop(word.says, ())
    known = {name for name, default in word.defaults.items() if default is not Default.ME}
    names = dict.fromkeys((*(() if said_first else (word.says,)), *missing))
    return command_with(word, (fields.plan.id, *said_first), texts, [one for one in names if one not in known])
