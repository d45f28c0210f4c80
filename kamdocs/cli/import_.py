"""``kamdocs import``."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from kamdocs.cli.committing import refuse_uncommitted
from kamdocs.cli.completion import complete_mapping
from kamdocs.cli.exits import Exit
from kamdocs.cli.import_files import Known, know_files, read_files, unsound_plans
from kamdocs.cli.import_options import Options, Separator, with_options
from kamdocs.cli.import_told import account_line, show_line, tell_files, tell_outcome
from kamdocs.cli.import_written import Places, Written, report_rejected, save_mapping, save_revenue
from kamdocs.cli.keeping import commit_written
from kamdocs.cli.options import Day, as_of_day, as_of_option
from kamdocs.cli.progress import with_bar
from kamdocs.cli.streams import show, tell
from kamdocs.exchange.applying import Applied, apply
from kamdocs.exchange.drafts import Draft
from kamdocs.exchange.ground import Asked, Opened
from kamdocs.exchange.headers import COMMON, SOURCES, TABLES
from kamdocs.exchange.importing import Outcome, Wishes, World, plan_import
from kamdocs.exchange.mapping import FOLDER, ExportMapping, is_name, read_mapping
from kamdocs.exchange.own_tables import plan_own
from kamdocs.exchange.reading import ENCODINGS
from kamdocs.exchange.rejected import Rejection
from kamdocs.exchange.sheets import Form
from kamdocs.exchange.values import Habits, ValueTables, values_of
from kamdocs.keeping.handbook import Handbook, Plan, open_handbook
from kamdocs.language import _, ngettext, plain_day, say
from kamdocs.lint import collector_at_rest
from kamdocs.report.difference import coloured
from kamdocs.settings.error import SettingsError, did_you_mean
from kamdocs.settings.load import allowed_checks
from kamdocs.source.revenue import load_revenue
from kamdocs.writing import Refused, WriteError

T = TypeVar("T")
_FROM = (*SOURCES, "kamdocs", "auto")


@click.command("import")
@click.argument(
    "paths", nargs=-1, required=True, metavar="FOLDER|FILE...", type=click.Path(exists=True, path_type=Path)
)
@click.option("--from", "source", default="auto", metavar="SYSTEM", show_default=True,
              help=f"What exported them: {', '.join(_FROM)}; or the name of a mapping.")  # fmt: skip
@click.option("--mapping", metavar="NAME", shell_complete=complete_mapping, help="Read them as import/NAME.toml says.")
@click.option("--save-mapping", metavar="NAME", help="Write import/NAME.toml, so that next time is one command.")
@click.option("--table", type=click.Choice(TABLES), help="Which table the file is, where that is not found out.")
@click.option("--encoding", type=click.Choice(ENCODINGS), help="Of files that are not in UTF-8.")
@click.option("--separator", type=Separator(), help="What parts the cells: , ; | or tab. [default: found out]")
@click.option("--dates", type=click.Choice(["day-first", "month-first"]), help="How 3/4/2026 is meant.")
@click.option("--decimal", type=click.Choice([".", ","]), help="How 1.500 is meant: the mark before decimals.")
@click.option("--currency", metavar="EUR", help="Of amounts that name none.")
@click.option("--tier", type=click.Choice(values_of("tier")), help="Of new plans. [default: developing]")
@click.option("--started-on", type=Day(),
              help="Since when new plans are kept: no gap is older. [default: the day of the import]")  # fmt: skip
@click.option("--activities", type=click.Choice(["held", "all"]), help="With all, e-mails too. [default: held]")
@click.option("--since", type=Day(), help="Leave out what was over before that day.")
@click.option("--new-plans/--no-new-plans", default=None, help="Begin plans of accounts that have none. [default: yes]")
@click.option(
    "--take-export", is_flag=True, help="Where plan and export differ and nobody can tell: the export's value."
)
@click.option("--rejected", type=click.Path(dir_okay=False, path_type=Path),
              help="Where rows go that can't be brought in. [default: import/rejected-NAME.csv, after the mapping or "
              "the system]")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say what would happen to the plans.")
@click.option("--diff", is_flag=True, help="Show each change as a diff.")
@click.option("--commit", is_flag=True, help="Commit what was written, and nothing else, with a message in words.")
@as_of_option
def command(paths: tuple[Path, ...], **given: Any) -> int:
    """Bring in what a CRM or an ERP exports: accounts, people, orders, opportunities, cases, activities, revenue.

    Of CSV and XLSX files, whatever their columns are called. Again and again: records are found by their ids in the
    other system, what did not change is not written, what people wrote by hand stays, and nothing is deleted.

    \b
    Examples:
      kamdocs import ~/Downloads/salesforce --from salesforce --dry-run --save-mapping crm
      kamdocs import ~/Downloads/salesforce --mapping crm --commit
      kamdocs import lines.csv --table orders --encoding cp1250 --no-new-plans
      kamdocs import tables --from kamdocs --dry-run --diff

    \b
    Exit codes: 0 all is in, 1 rows or files were left out or values are in conflict, 2 wrong use, 3 an internal error.
    """  # noqa: D301 (click wants the backspace itself)
    handbook = open_handbook(Path.cwd(), allowed=allowed_checks(os.environ))
    day, note = as_of_day(given.pop("as_of"), handbook.settings)
    if note:
        tell(_("note: {note}").format(note=note))
    options = Options(**given)
    with collector_at_rest():
        return _Import(handbook, day, options).run(paths)


class _Import:
    """One run of the command."""

    def __init__(self, handbook: Handbook, day: date, options: Options) -> None:
        self.handbook, self.day, self.options = handbook, day, options
        self.folder = handbook.root / FOLDER
        self.mapping = with_options(options, self._mapping())
        self.places = Places(handbook, self.folder, self._source(), options.rejected)
        self.places.guard(options.save_mapping)
        self.rejections: list[Rejection] = []
        self.written = Written()

    def run(self, paths: Sequence[Path]) -> Exit:
        """Read, plan, tell and write."""
        mapping = self.mapping
        files = read_files(paths, Form(mapping.encoding, mapping.separator))
        known = know_files(files, mapping, self.options.table)
        tell_files(files, known)
        self.places = msgspec.structs.replace(self.places, source=self._source(known))
        self.places.guard(self.options.save_mapping)
        plans = {one: self._plan(one) for one in with_bar(self.handbook.ids, _("reading"))}
        world = self._world(plans)
        asked = self._asked()
        habits = Habits(mapping.dates, mapping.decimal, mapping.currency)
        if known.source == "kamdocs":
            outcome = plan_own(known.own, asked, world, habits)
        else:
            tables = ValueTables(known.source, mapping.values)
            outcome = plan_import(known.tables, Wishes(habits, tables, mapping.people), asked, world)
        self.rejections += outcome.rejections
        commits = self.options.commit and not self.options.dry_run
        if commits:
            refuse_uncommitted(self.handbook.root, self.places.of(outcome))
        self._write(outcome, plans)
        if self.options.save_mapping:
            self.written.paths += save_mapping(self.places, self.options.save_mapping, known.tables, mapping,
                                               outcome.people)  # fmt: skip
        ended = self._tell(outcome, failed=bool(files.faults or known.unknown))
        if commits and self.written.paths:
            words = _("import: {what}").format(what=self.written.told(dry_run=False))
            commit_written(self.handbook, list(dict.fromkeys(self.written.paths)), words)
        return ended

    def _source(self, known: Known | None = None) -> str:
        """What the rejected rows are called after: the mapping, else the system, else the only table that there is."""
        options = self.options
        named = options.mapping or options.save_mapping or (options.source if options.source != "auto" else None)
        if named or known is None:
            return named or "auto"
        tables = {one.table for one in known.tables}
        return tables.pop() if known.source == COMMON and len(tables) == 1 else known.source

    def _mapping(self) -> ExportMapping:
        """The mapping that is named, or that is called as the system; else an empty one."""
        options = self.options
        name = options.mapping or (options.source if options.source != "auto" else None)
        path = self.folder / f"{name}.toml"
        if name and is_name(name) and path.is_file():
            team = [member.id for member in self.handbook.shared.team]
            read = read_mapping(path.read_text("utf-8-sig"), f"{FOLDER}/{path.name}", team)
            tell(_("read as {path} says").format(path=f"{FOLDER}/{path.name}"))
            named = options.mapping or options.source not in _FROM
            return read if named else msgspec.structs.replace(read, source=options.source)
        if options.mapping or options.source not in _FROM:
            known = [one.stem for one in self.folder.glob("*.toml")] if self.folder.is_dir() else []
            message = _("{name} is no system that is known, and no mapping in {folder}")
            raise SettingsError(message.format(name=name, folder=FOLDER), did_you_mean(str(name), [*known, *_FROM]))
        return ExportMapping(source=options.source)

    def _plan(self, account: str) -> Plan | None:
        """A plan; None where its file is not to be had, so that nothing is written in its place."""
        try:
            return self.handbook.plan(account)
        except SettingsError:
            return None

    def _world(self, plans: Mapping[str, Plan | None]) -> World:
        revenue = self.handbook.folder.revenue
        table = load_revenue(revenue.name, self.handbook.folder.read(revenue)) if revenue else None
        opened = {
            one: Opened(plan.path, plan.data, plan.document.text)
            for one, plan in plans.items()
            if plan and plan.document.readable
        }
        opened |= unsound_plans(self.handbook, [one for one in plans if one not in opened])
        return World(
            opened,
            self.handbook.folder.root,
            self.handbook.shared.team,
            table.rows if table else (),
            self.places.state.read(),
        )

    def _asked(self) -> Asked:
        mapping, started_on = self.mapping, self.options.started_on
        if started_on and started_on > self.day:
            message = _("--started-on is {day}, which is still to come").format(day=plain_day(started_on))
            raise SettingsError(message, _("name a day that is over; left out, it is the day of the import"))
        return Asked(
            self.day,
            system=mapping.system or "crm",
            tier=mapping.tier or "developing",
            all_activities=mapping.activities == "all",
            new_plans=mapping.new_plans is not False,
            since=mapping.since,
            take=self.options.take_export,
            started_on=started_on,
        )

    def _write(self, outcome: Outcome, plans: Mapping[str, Plan | None]) -> None:
        noted: dict[str, Any] = {}
        for draft in with_bar(outcome.drafts, _("writing")):
            self._apply(draft, plans.get(draft.id), noted)
        self._write_later([draft for draft in outcome.drafts if draft.later], noted)
        revenue = save_revenue(self.places, outcome.revenue, dry_run=self.options.dry_run, diff=self.options.diff)
        if isinstance(revenue, Refused):
            self.rejections += [Rejection(row, revenue.message) for row in outcome.revenue.rows]
        else:
            noted |= outcome.revenue.noted
            self.written.figures = len(outcome.revenue.figures)
            self.written.paths += [self.places.revenue] if outcome.revenue.figures else []
        if not self.options.dry_run:
            self.written.paths += self.places.state.change(lambda state: state.with_(noted))

    def _apply(self, draft: Draft, plan: Plan | None, noted: dict[str, Any]) -> None:
        """Change a plan as its draft says, and keep what the state is to know of it."""
        applied = apply(draft, plan, self.handbook, self.day)
        self.rejections += applied.rejections
        if self._save(draft, applied):
            for group in applied.groups:
                for key, fields in group.noted.items():
                    noted[key] = {**noted.get(key, {}), **fields}

    def _write_later(self, drafts: Iterable[Draft], noted: dict[str, Any]) -> None:
        """Write what names new plans, now that they are there."""
        waiting = list(drafts)
        if not waiting or self.options.dry_run:
            return
        self.handbook = open_handbook(self.handbook.root, allowed=self.handbook.settings.allowed)
        for draft in waiting:
            plan = self._plan(draft.id)
            if plan is not None:
                again = Draft(draft.id, draft.path, plan.data, plan.document.text)
                again.groups = draft.later
                self._apply(again, plan, noted)

    def _save(self, draft: Draft, applied: Applied) -> bool:
        """Write the change of a plan and say so; whether it stands in the file now, or nothing was to be written."""
        change = applied.change
        if change is None:
            return bool(applied.groups)
        if not self.options.dry_run:
            try:
                self.handbook.save(change)
            except (WriteError, Refused) as error:
                self.rejections += [
                    Rejection(row, say("{reason}", reason=str(error))) for group in applied.groups for row in group.rows
                ]
                return False
        show_line(account_line(draft.id, applied.groups, new=draft.new))
        if self.options.diff:
            show(coloured(change.diff()), nl=False)
        self.written.add(draft, applied.groups)
        return True

    def _tell(self, outcome: Outcome, *, failed: bool) -> Exit:
        tell_outcome(outcome, self.rejections)
        rejected = report_rejected(self.places, self.rejections, dry_run=self.options.dry_run)
        if rejected:
            tell(rejected)
        rows = sum(outcome.read.values())
        told = ngettext("{number} row read", "{number} rows read", rows).format(number=rows)
        tell(f"{told}; {self.written.told(dry_run=self.options.dry_run)}")
        return Exit.FINDINGS if self.rejections or outcome.conflicts or failed else Exit.OK
