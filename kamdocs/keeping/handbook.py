"""A handbook as a value to work with: its plans, their gaps on a day, and the writer.

This is the public interface for scripts and notebooks, and what the commands themselves use::

    import kamdocs
    from datetime import date

    handbook = kamdocs.open_handbook("our/handbook")
    plan = handbook.plan("zeleznik")
    change = handbook.change(plan, [kamdocs.Put(("commitments", "c2", "kept_on"), "2026-11-25")], date(2026, 11, 25))
    told = change.diff(), [finding.check.name for finding in change.closed]
    handbook.save(change)
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from kamdocs.keeping.colleagues import empty_team, who_changed
from kamdocs.keeping.searching import files_naming
from kamdocs.keeping.soundness import without_nothing
from kamdocs.language import Sentence, _, say
from kamdocs.lint import Evaluation, Finding, Report, compare, evaluate, judge
from kamdocs.lint.account_names import AccountNames
from kamdocs.lint.scope import Scope, account_id, part_of, whole_of
from kamdocs.lint.shared_files import SharedFiles, read_shared_files
from kamdocs.lint.stopping import STOPPING
from kamdocs.model import Account, Shared, build_account
from kamdocs.rules.custom import Allowed
from kamdocs.schema.files import Kind
from kamdocs.schema.read import held_against_schema
from kamdocs.schema.salvage import valid_part
from kamdocs.schema.suggest import Names
from kamdocs.settings.error import SettingsError, did_you_mean
from kamdocs.settings.load import load_settings
from kamdocs.settings.values import Settings
from kamdocs.source import AccountsFolder, Document, find_files, load_document
from kamdocs.source.folder import SHARED_NAMES
from kamdocs.source.names import shown_path
from kamdocs.writing import Edit, Refused, Written, replace_file, write
from kamdocs.writing.difference import unified_diff

_BOM = "\ufeff".encode()


class Plan(msgspec.Struct, frozen=True, dict=True):
    """The file of an account as it was read: its ``id``, its ``path``, what messages call it, and its ``bytes``.

    ``document`` is held against the schema; its ``data`` is plain data as the file has it. Of a plan that does not
    exist yet the ``bytes`` are None. The file of the team is one of the ``kind`` team.
    """

    id: str
    path: Path
    shown: str
    bytes: bytes | None
    document: Document
    kind: Kind = "account"

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """The plan as plain data, without lists and records that are nothing; empty where it can't be read."""
        return without_nothing(self.document.data, self.kind) if isinstance(self.document.data, dict) else {}

    @cached_property
    def account(self) -> Account | None:
        """The plan as a value, or what of it is valid; None where nothing is."""
        valid = valid_part(self.document, "account")
        return None if valid is None else build_account(self.id, self.shown, valid)


class Change(msgspec.Struct, frozen=True, dict=True):
    """What edits make of a plan, proven and not written yet.

    ``opened`` and ``closed`` are the gaps that it opens and closes as of the day it was made for, in the order of
    attention; ``refused_by`` are faults that it would bring into the handbook, and then it is not saved. ``unsure``
    says why gaps may be missing there: a check failed, or the plan breaks its schema.
    """

    plan: Plan
    written: Written
    opened: tuple[Finding, ...] = ()
    closed: tuple[Finding, ...] = ()
    refused_by: tuple[Finding, ...] = ()
    unsure: tuple[Sentence, ...] = ()

    @property
    def after(self) -> bytes:
        """The bytes of the file afterwards."""
        begin = _BOM if (self.plan.bytes or b"").startswith(_BOM) else b""
        return begin + self.written.text.encode()

    def diff(self) -> str:
        """The change as a unified diff, the file named as messages call it."""
        before = (self.plan.bytes or b"").decode("utf-8", "replace")
        return unified_diff(before, self.after.decode(), self.plan.shown, new=self.plan.bytes is None)


class Handbook(msgspec.Struct, frozen=True, dict=True):
    """The plans of an accounts folder, and the settings that hold for them; a plan is read when it is asked for.

    Every question that depends on a day takes it: a handbook never knows what day it is.
    """

    settings: Settings
    folder: AccountsFolder

    @property
    def root(self) -> Path:
        """The folder of the settings."""
        return self.settings.root

    @cached_property
    def paths(self) -> Mapping[str, Path]:
        """The file of each account, by id; of two files of one id, the first."""
        return {account_id(path): path for path in reversed(self.folder.accounts)}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all accounts, sorted; no plan is read for it."""
        return tuple(sorted(self.paths))

    @cached_property
    def shared_files(self) -> SharedFiles:
        """The team, the offerings and the revenue, with what is wrong with their files."""
        return read_shared_files(self.folder, self.root, self.settings.policies)

    @property
    def shared(self) -> Shared:
        """The team, the offerings and the revenue of all customers."""
        return self.shared_files.shared

    @cached_property
    def names(self) -> Names:
        """What references to other files may name."""
        return {**self.shared.names, "account": AccountNames(self.folder)}

    def plan(self, one: str) -> Plan:
        """The plan of an account, by its id; no other is read. Raises :class:`SettingsError` where there is none."""
        path = self.paths.get(one)
        if path is None:
            raise SettingsError(_("there is no account {id}").format(id=one), did_you_mean(one, self.ids))
        try:
            data = self.folder.read(path)
        except OSError as error:
            message = _("{path} can't be read: {reason}").format(path=path, reason=error.strerror)
            raise SettingsError(message, _("check that it is an ordinary file that you may read")) from error
        return self.as_plan(path, data)

    def plans(self) -> Iterator[Plan]:
        """All plans, in the order of their ids."""
        return (self.plan(one) for one in self.ids)

    def as_plan(self, path: Path, data: bytes, *, new: bool = False) -> Plan:
        """A plan of these bytes at a path; a ``new`` one does not stand on the disk yet."""
        shown = shown_path(path, self.root)
        document = held_against_schema(load_document(shown, data), "account", self.names)
        return Plan(account_id(path), path, shown, None if new else data, document)

    def team_file(self) -> Plan:
        """The file of our people, to be changed as a plan is; of one that is not there yet the text names nobody.

        Raises :class:`SettingsError` where it can't be read.
        """
        path = self.folder.team or self.folder.root / SHARED_NAMES[0]
        try:
            data = self.folder.read(path) if self.folder.team else None
        except OSError as error:
            message = _("{path} can't be read: {reason}").format(path=path, reason=error.strerror)
            raise SettingsError(message, _("check that it is an ordinary file that you may read")) from error
        shown = shown_path(path, self.root)
        text = empty_team(path.parent, self.root).encode() if data is None else data
        document = held_against_schema(load_document(shown, text), "team")
        return Plan(path.stem, path, shown, data, document, "team")

    def gaps(self, day: date, *, account: str | None = None, upcoming_days: int = 0) -> Report:
        """The report as of a day: of one account, without the portfolio's gaps, or of all.

        Gaps that open within ``upcoming_days`` are in it too. Raises :class:`SettingsError` for an unknown account.
        """
        if account is not None and account not in self.paths:
            self.plan(account)
        scope = whole_of(self.folder) if account is None else part_of(self.folder, [self.paths[account]])
        evaluation = evaluate(self.settings, day, scope, shared_files=self.shared_files)
        return self._judged(evaluation, day, upcoming_days)

    def change(self, plan: Plan, edits: Iterable[Edit], day: date) -> Change:
        """What edits make of a plan, with what that closes and opens as of a day; nothing is written.

        Raises :class:`~kamdocs.writing.Refused` where the file can't be changed so.
        """
        written = write(plan.document, edits, plan.kind, self.names)
        return self._seen(Change(plan, written), day)

    def begin(self, path: Path, text: str, day: date, edits: Iterable[Edit] = ()) -> Change:
        """A new plan of this text, with edits: a template whose name and owner are put in, say; nothing is written.

        Raises :class:`~kamdocs.writing.Refused`.
        """
        draft = self.as_plan(path, text.encode(), new=True)
        asked = tuple(edits)
        written = write(draft.document, asked, "account", self.names) if asked else Written(draft.document)
        return self._seen(Change(draft, written), day)

    def save(self, change: Change) -> None:
        """Write a change to its file, whole or not at all.

        Raises :class:`~kamdocs.writing.Refused` for one that would bring in faults, and
        :class:`~kamdocs.writing.WriteError` where the file was changed since it was read, or can't be written.
        """
        if change.refused_by:
            first = change.refused_by[0]
            raise Refused(first.message, first.gap.hint)
        replace_file(change.plan.path, change.plan.bytes, change.after, self.folder.root)

    def _seen(self, change: Change, day: date) -> Change:
        """The change with what it closes and opens."""
        before, after = self._reports(change, day)
        found = compare(before, after, {})
        opened = tuple(one for one in found.opened if one.decisive)
        own = [one for one in opened if change.plan.kind == "account" or one.gap.path == change.plan.shown]
        faults = tuple(one for one in own if one.gap.check in STOPPING and one.gap.severity == "error")
        closed = tuple(one for one in found.closed if one.decisive)
        blind = tuple(
            say("{path} breaks its schema, and nobody knows what is missing in it", path=one.path)
            for one in after.standings
            if not one.assessed
        )
        return Change(change.plan, change.written, opened, closed, faults, (*blind, *after.failed))

    def _reports(self, change: Change, day: date) -> tuple[Report, Report]:
        """The reports on what a change touches, before it and after it."""
        path, bytes_before = change.plan.path, change.plan.bytes
        if change.plan.kind == "team":
            people = who_changed(change.plan.data, change.written.document.data)
            plans = tuple(files_naming(self.folder, people))
            return self._team_report(path, bytes_before, plans, day), self._team_report(path, change.after, plans, day)
        before = self._report_without(day) if bytes_before is None else self._report(path, bytes_before, day)
        return before, self._report(path, change.after, day)

    def _team_report(self, path: Path, data: bytes | None, plans: tuple[Path, ...], day: date) -> Report:
        """The report on the shared files and some plans, the team's file holding these bytes, or not being there."""
        here = self.folder

        def reader(asked: Path) -> bytes:
            return data if asked == path and data is not None else here.read(asked)

        folder = msgspec.structs.replace(here, reader=reader, team=None if data is None else path)
        shared = read_shared_files(folder, self.root, self.settings.policies)
        return self._judged(evaluate(self.settings, day, Scope(folder, plans), shared_files=shared), day)

    def _report_without(self, day: date) -> Report:
        """The report on no plan: what is wrong with the folder itself, and no new plan brings in."""
        scope = Scope(self.folder, ())
        return self._judged(evaluate(self.settings, day, scope, shared_files=self.shared_files), day)

    def _report(self, path: Path, data: bytes, day: date) -> Report:
        """The report on one plan, its file holding these bytes."""
        here = self.folder

        def reader(asked: Path) -> bytes:
            return data if asked == path else here.read(asked)

        accounts = here.accounts if path in here.accounts else tuple(sorted((*here.accounts, path)))
        folder = msgspec.structs.replace(here, reader=reader, accounts=accounts)
        scope = Scope(folder, (path,))
        return self._judged(evaluate(self.settings, day, scope, shared_files=self.shared_files), day)

    def _judged(self, evaluation: Evaluation, day: date, upcoming_days: int = 0) -> Report:
        report = judge(evaluation, self.settings.policies, day, upcoming_days=upcoming_days)
        return msgspec.structs.replace(report, failures=self.settings.failures)


def open_handbook(path: Path | str = ".", *, allowed: Allowed = "all") -> Handbook:
    """The handbook that a folder belongs to, by the nearest ``pyproject.toml`` with a ``[tool.kamdocs]``.

    ``allowed`` says whose custom checks may run: ``all``, ``installed`` or ``off``. Raises :class:`SettingsError` where
    the settings are wrong or there is no accounts folder.
    """
    settings = load_settings(Path(path).absolute(), allowed=allowed)
    if not settings.accounts.is_dir():
        message = _("there is no accounts folder {path}").format(path=settings.accounts)
        raise SettingsError(message, _("name it in pyproject.toml under [tool.kamdocs] as accounts"))
    return Handbook(settings, find_files(settings.accounts))
