"""``kamdocs new``: begin the plan of a customer."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from kamdocs.cli.completion import complete_person, complete_value
from kamdocs.cli.exits import Exit
from kamdocs.cli.keeping import (
    WritingOptions,
    commit_written,
    find_person,
    handbook_here,
    me,
    show_gaps,
    tell_faults,
    writing_options,
)
from kamdocs.cli.streams import show, tell
from kamdocs.language import _, ngettext
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.keeping.handbook import Change, Handbook

_LISTED = 5
"""How many of its gaps are told: a new plan has many."""
_NO_FOLDER = frozenset('\\:*?"<>|')
"""What Windows allows in no name."""
_ASKED = {"tier": "--tier", "key_since": "--since", "key_reason": "--reason"}
"""The fields that are asked for, each with its option."""


class NewOptions(msgspec.Struct, frozen=True):
    """What the command was told of the new plan."""

    tier: str | None
    since: str | None
    reason: str | None
    owner: str | None
    template: str | None
    plain: bool
    folder: str | None
    id_: str | None
    anyway: bool


@click.command("new")
@click.argument("name", required=False)
@click.option("--tier", metavar="TIER", shell_complete=complete_value("tier"), help="strategic, key or developing.")
@click.option("--since", metavar="DAY", help="Since when it is a key account: 2026-11-25, 1.3., today.")
@click.option(
    "--reason",
    metavar="WHY",
    shell_complete=complete_value("key_reason"),
    help="revenue, growth-potential, reference, strategic-fit or other.",
)
@click.option(
    "--owner",
    metavar="TEXT",
    shell_complete=complete_person,
    help="Its key account manager. [default: whose e-mail git knows]",
)
@click.option("--template", metavar="NAME", help="Which plan of templates/ it begins as, where there are several.")
@click.option("--plain", is_flag=True, help="Begin it without a template.")
@click.option("--folder", metavar="DIR", help="A folder within the accounts folder.")
@click.option("--id", "id_", metavar="ID", help="Its id, and so the name of its file. [default: made of its name]")
@click.option("--anyway", is_flag=True, help="Begin it though there is an account of that name, or nearly.")
@writing_options
def command(name: str | None, options: WritingOptions, **given: Any) -> Exit:
    """Begin the plan of a customer: a file with what is known on the first day.

    NAME is the customer's; the file is called after it. It begins as the plan in templates/, if the team has one there:
    with its comments and its order.

    \b
    Examples:
      kamdocs new "Orodjarna Železnik d.o.o." --tier strategic --since 2021-03-01 --reason revenue
      kamdocs new "Livarna Kranj" --tier key --since today --owner luka --commit
      kamdocs new "Hotel Bled" --tier developing --since today --template hotel --folder tourism
    """  # noqa: D301 (click wants the backspace itself)
    from kamdocs.keeping.beginning import into_template, new_text, plan_values

    handbook, day = handbook_here(options)
    asked = NewOptions(**given)
    name = _name(name)
    path = _path(handbook, name, asked)
    template = None if asked.plain else _template(handbook, asked.template)
    values = plan_values(name, _values(handbook, day, asked, name), day.isoformat())
    if template is None:
        change = handbook.begin(path, new_text(path.parent, handbook.root, values), day)
    else:
        change = _begun(handbook, path, _text_of(template), day, tuple(into_template(values)))
    return _write(handbook, change, options, name)


def _text_of(template: Path) -> str:
    try:
        return template.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("the template {name} is not UTF-8").format(name=template.name)
        raise SettingsError(message, _("save it as UTF-8, or begin the plan with --plain")) from error


def _begun(handbook: "Handbook", path: Path, text: str, day: date, edits: Sequence[Any]) -> "Change":
    from kamdocs.writing import Refused

    try:
        return handbook.begin(path, text, day, edits)
    except Refused as refused:
        message = _("the template can't take the values of the new plan: {reason}").format(reason=refused.message)
        raise SettingsError(message, _("correct the template, or begin the plan with --plain")) from refused


def _write(handbook: "Handbook", change: "Change", options: WritingOptions, name: str) -> Exit:
    from kamdocs.cli.committing import refuse_uncommitted
    from kamdocs.report.difference import coloured
    from kamdocs.report.printable import printable, printable_lines
    from kamdocs.writing import WriteError

    if change.refused_by:
        return tell_faults(change)
    if options.dry_run:
        show(coloured(change.diff()), nl=False)
    else:
        if options.commit:
            refuse_uncommitted(handbook.folder.root, [change.plan.path])
        try:
            handbook.save(change)
        except WriteError as error:
            raise SettingsError(str(error), error.hint) from error
        show(printable(f"{change.plan.shown}:1"))
        if len(change.written.text) < 1_000:
            show(printable_lines(change.written.text))
    show_gaps((), change.opened[:_LISTED], change.unsure)
    left = len(change.opened) - _LISTED
    if left > 0:
        told = ngettext("{number} more gap opens; kamdocs walk {id} goes through them",
                        "{number} more gaps open; kamdocs walk {id} goes through them", left)  # fmt: skip
        show(told.format(number=left, id=change.plan.id))
    if options.commit and not options.dry_run:
        commit_written(handbook, [change.plan.path], _("{account}: its plan is begun").format(account=name))
    return Exit.OK


def _name(given: str | None) -> str:
    from kamdocs.cli.asking import ask, at_terminal

    if given is None and at_terminal():
        given = ask(_("what is the customer called?"), str)
    name = " ".join((given or "").split())
    if not name:
        raise SettingsError(_("no customer is named"), _("write: {line}").format(line='kamdocs new "NAME" --tier …'))
    return name


def _path(handbook: "Handbook", name: str, asked: NewOptions) -> Path:
    """Where the plan goes; raises :class:`SettingsError` where the customer has one, or the id is none or taken."""
    from kamdocs.keeping.beginning import called_alike, nearly_called, new_id
    from kamdocs.keeping.names import account_names
    from kamdocs.keeping.renaming import hold_free

    known = tuple(account_names(handbook.folder))
    same = called_alike(name, known)
    if same and not asked.anyway:
        message = _("there is a plan of that name: {name}").format(name=same.told)
        raise SettingsError(message, _("--anyway begins another one"))
    near = None if same else nearly_called(name, known)
    if near and not asked.anyway:
        raise SettingsError(
            _("{name} is nearly the name of {other}").format(name=name, other=near.told),
            _("did you mean {name}? the plan of another customer is begun with --anyway").format(name=near.told),
        )
    taken = {*handbook.ids, *(one for account in known for one in account.others)}
    if asked.id_ is not None:
        hold_free(asked.id_, known)
    one = asked.id_ or new_id(name, handbook.ids, taken)
    if one is None:
        raise SettingsError(_("no id can be made of {name}").format(name=name), _("say which it has: --id zeleznik"))
    return _folder(handbook, asked.folder) / f"{one}.yml"


def _folder(handbook: "Handbook", given: str | None) -> Path:
    top = handbook.folder.root
    parts = Path(given or "").parts
    if Path(given or "").is_absolute() or not all(map(_can_be_folder, parts)):
        message = _("{folder} is no folder within the accounts folder").format(folder=given)
        raise SettingsError(message, _("give it as seen from there, as in --folder tourism"))
    return top.joinpath(*parts)


def _can_be_folder(part: str) -> bool:
    """Whether a name can be that of a folder of plans, on any machine that the repository is cloned to."""
    return not part.startswith((".", "_")) and part.isprintable() and _NO_FOLDER.isdisjoint(part)


def _template(handbook: "Handbook", given: str | None) -> Path | None:
    """The plan that the new one begins as: the only one, or the one that is named or chosen."""
    from kamdocs.cli.asking import Choice, at_terminal, choose
    from kamdocs.keeping.beginning import template_files

    files = {path.stem: path for path in template_files(handbook.root)}
    if given is None and len(files) <= 1:
        return next(iter(files.values()), None)
    known = ", ".join(files) or "-"
    if given is None and at_terminal():
        given = choose(_("as which template does it begin?"), [Choice(one, one) for one in files])
    if given is None:
        message = _("there are several templates: {names}").format(names=known)
        raise SettingsError(message, _("say which: --template NAME, or --plain for none"))
    stem = Path(given).stem if given.endswith((".yml", ".yaml")) else given
    if stem not in files:
        raise SettingsError(
            _("no template is called {name}").format(name=given), _("known here: {names}").format(names=known)
        )
    return files[stem]


def _values(handbook: "Handbook", day: date, asked: NewOptions, customer: str) -> dict[str, Any]:
    """The tier, the day, the reason and the owner: as they were said, or as they are answered on a terminal."""
    from kamdocs.cli.asking import Choice, ask_field, at_terminal
    from kamdocs.keeping.reading import Reading, read_value
    from kamdocs.language import label
    from kamdocs.schema.walk import schema_tree

    fields = schema_tree("account").fields
    reading = Reading(day, handbook.settings.timezone, lambda _target, text: text)
    given = {"tier": asked.tier, "key_since": asked.since, "key_reason": asked.reason}
    values: dict[str, Any] = {}
    for name in _ASKED:
        field, text = fields[name], given[name]
        if text is not None:
            values[name] = read_value(field, [text], reading)
        elif at_terminal():
            values[name] = ask_field(
                field,
                lambda typed, field=field: read_value(field, typed, reading),  # type: ignore[misc]
                [Choice(str(one), label(str(one))) for one in field.keywords.get("enum", ())],
                default=day.isoformat() if name == "key_since" else None,
                required=field.required,
            )
    _refuse_missing(customer, values)
    owner = find_person(handbook, asked.owner) if asked.owner else me(handbook)
    if owner is None:
        tell(_("note: the plan has no owner yet: git's user.email is nobody's in _team.yml; say --owner"))
    return {**values, "owner": owner}


def _refuse_missing(customer: str, values: dict[str, Any]) -> None:
    import shlex

    from kamdocs.cli.fields import missing_message
    from kamdocs.keeping.composing import forms
    from kamdocs.schema.walk import schema_tree

    account = schema_tree("account")
    missing = [name for name in _ASKED if account.fields[name].required and values.get(name) is None]
    if missing:
        line = " ".join(("kamdocs new", shlex.quote(customer), *(f"{_ASKED[name]} …" for name in missing)))
        raise SettingsError(missing_message([forms(account, missing)]), _("write: {line}").format(line=line))
