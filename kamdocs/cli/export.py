"""``kamdocs export``."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click
import msgspec

from kamdocs.cli.completion import complete_account
from kamdocs.cli.exits import Exit
from kamdocs.cli.export_files import Place, guard_places, places_of, write_places
from kamdocs.cli.options import as_of_day, as_of_option, settings_here
from kamdocs.cli.progress import with_bar
from kamdocs.cli.streams import show, tell
from kamdocs.cli.summary import tell_failures
from kamdocs.exchange.as_xlsx import load_openpyxl
from kamdocs.exchange.columns import GAPS
from kamdocs.exchange.export import gaps_table, table_names, tables_of
from kamdocs.exchange.plans import Plans, Unread, read_plans
from kamdocs.exchange.tables import Table
from kamdocs.language import _, counted, ngettext, plain_day
from kamdocs.lint import NothingToCheck, Report, Scope, collector_at_rest, evaluate, find_scope, judge, part_of
from kamdocs.lint.scope import account_id
from kamdocs.report.printable import printable
from kamdocs.schema.audience import Audience
from kamdocs.settings.error import SettingsError, did_you_mean
from kamdocs.settings.values import Settings


class Wanted(msgspec.Struct, frozen=True):
    """What an export is asked for: tables by name and accounts by id (all where there are none), and for whom."""

    tables: tuple[str, ...]
    accounts: frozenset[str]
    audience: Audience
    day: date


def _table_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in table_names() if name.startswith(incomplete)]


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["csv", "xlsx", "sqlite"]), default="csv", show_default=True,
              help="A CSV file for each table, one Excel workbook, or one SQLite database.")  # fmt: skip
@click.option("--table", "tables", multiple=True, metavar="NAME", shell_complete=_table_names,
              help="Only this table, such as orders or gaps; may be repeated.")  # fmt: skip
@click.option("--account", "accounts", multiple=True, metavar="ID", shell_complete=complete_account,
              help="Only this account; may be repeated.")  # fmt: skip
@as_of_option
@click.option("--audience", metavar="NAME", help="Who may read the tables. [default: the settings', else internal]")
def command(folder: Path, format_: str, **given: Any) -> int:
    """Write the plans as tables into FOLDER: accounts, people, orders, promises, gaps and whatever else a plan holds.

    One table for each list of a plan, with all ids; kamdocs import reads the CSV and the workbook back. An earlier
    export in FOLDER is replaced, and nothing else is.

    \b
    Examples:
      kamdocs export tables
      kamdocs export tables --format xlsx --table orders --table promises
      kamdocs export tables --format sqlite --as-of 2026-11-23
      kamdocs export for-zeleznik --account zeleznik --audience shareable

    \b
    Exit codes: 0 all is exported, 1 a plan could not be read wholly, 2 wrong use or settings, 3 an internal error.
    """  # noqa: D301 (click wants the backspace itself)
    settings = settings_here()
    audience = settings.audience_called(given["audience"]) if given["audience"] else settings.audience
    day, note = as_of_day(given["as_of"], settings)
    wanted = Wanted(_wanted_tables(given["tables"], audience), frozenset(given["accounts"]), audience, day)
    if format_ == "xlsx":
        load_openpyxl()
    places = places_of(folder, format_, wanted.tables)
    guard_places(folder, places, settings, audience)
    with collector_at_rest():
        failure = _export(settings, wanted, places)
    if note and GAPS in wanted.tables:
        tell(_("note: {note}").format(note=note))
    return failure


def _export(settings: Settings, wanted: Wanted, places: Sequence[Place]) -> Exit:
    scope = _scope(settings, wanted)
    plans = _asked_of(read_plans(scope, settings.root, partial(with_bar, label=_("reading"))), wanted)
    tables = tables_of(plans.plans, wanted.tables, wanted.audience)
    report = _report(settings, wanted, scope) if GAPS in wanted.tables else None
    if report:
        tables = (*tables, gaps_table(report))
    write_places(places, tables)
    for place in places:
        show(printable(str(place.path)))
    for file in plans.unread:
        tell(_("note: {note}").format(note=printable(_told(file))))
    tell(_summary(plans, tables, wanted.day))
    failure = tell_failures(report) if report else Exit.OK
    return failure or (Exit.FINDINGS if plans.unread else Exit.OK)


def _wanted_tables(asked: Sequence[str], audience: Audience) -> tuple[str, ...]:
    """The tables that were asked for in their order, else all that the audience may read."""
    readable = table_names(audience)
    for name in asked:
        if name not in table_names():
            message = _("no table is called {name}").format(name=name)
            raise SettingsError(message, did_you_mean(name, table_names()))
        if name not in readable:
            message = _("the audience {audience} may not read the table {name}")
            hint = _("it may read: {names}").format(names=", ".join(readable))
            raise SettingsError(message.format(audience=audience.name, name=name), hint)
    return tuple(name for name in readable if not asked or name in asked)


def _scope(settings: Settings, wanted: Wanted) -> Scope:
    """The plans to read: for who may not know of all of them all are read, because they tell of whom it may know."""
    try:
        scope = find_scope(settings.accounts, wanted.audience)
    except NothingToCheck as error:
        hint = _("name the accounts folder in pyproject.toml under [tool.kamdocs]")
        raise SettingsError(str(error), hint) from error
    if not wanted.audience.everything:
        return scope
    _hold_accounts(wanted.accounts, scope.first_files)
    asked = [path for path in scope.read if not wanted.accounts or account_id(path) in wanted.accounts]
    return scope if len(asked) == len(scope.read) else part_of(scope.folder, asked)


def _asked_of(plans: Plans, wanted: Wanted) -> Plans:
    """The plans of the accounts that were asked for; of others than those that it may know an audience has none."""
    if wanted.audience.everything:
        return plans
    known = {one.account for one in plans.plans} | {one.account for one in plans.unread}
    _hold_accounts(wanted.accounts, known)
    if not plans.plans:
        message = _("there is no plan that can be read for {audience}").format(audience=wanted.audience.name)
        raise SettingsError(message, _("see its accounts and tags in pyproject.toml under [tool.kamdocs.audiences]"))
    asked = wanted.accounts or known
    return Plans(
        tuple(one for one in plans.plans if one.account in asked),
        tuple(one for one in plans.unread if one.account in asked),
    )


def _hold_accounts(asked: Iterable[str], known: Collection[str]) -> None:
    for account in sorted(asked):
        if account not in known:
            message = _("there is no account {account}").format(account=account)
            raise SettingsError(message, did_you_mean(account, sorted(known)))


def _report(settings: Settings, wanted: Wanted, scope: Scope) -> Report:
    evaluation = evaluate(settings, wanted.day, scope, partial(with_bar, label=_("checking")))
    report = judge(evaluation, settings.policies, wanted.day)
    return msgspec.structs.replace(report, failures=settings.failures)


def _told(file: Unread) -> str:
    if file.in_part:
        return _("{path} has a fault: what is valid of it is exported; kamdocs check says why").format(path=file.path)
    return _("{path} has a fault: it is left out; kamdocs check says why").format(path=file.path)


def _summary(plans: Plans, tables: Sequence[Table], day: date) -> str:
    rows = sum(len(table.rows) for table in tables)
    told = ngettext(
        "{rows} row in {tables} of {accounts}, as of {day}", "{rows} rows in {tables} of {accounts}, as of {day}", rows
    )
    accounts, number = counted(len(plans.plans), "account"), len(tables)
    named = ngettext("{number} table", "{number} tables", number).format(number=number)
    return told.format(rows=rows, tables=named, accounts=accounts, day=plain_day(day))
