"""``kamdocs rename``: give an account another id, and all that names it the new one.

The order of the writes is such that, wherever it is stopped, every name leads to the account: first its own plan gets
the old id among its former ones, then the file its new name, and at last what names it gets the new one.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from kamdocs.cli.completion import complete_account
from kamdocs.cli.exits import Exit
from kamdocs.cli.keeping import (
    WritingOptions,
    commit_written,
    find_account,
    handbook_here,
    tell_refused,
    writing_options,
)
from kamdocs.cli.said import in_commit
from kamdocs.cli.streams import show, tell
from kamdocs.language import _
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from datetime import date

    from kamdocs.keeping.finding import Candidate
    from kamdocs.keeping.handbook import Change, Handbook, Plan

REVENUE = "_revenue.csv"


class _Renaming(msgspec.Struct, frozen=True):
    """All that is to be written: the plan's own change, its new path, those of others, and the table of revenue."""

    own: "Change"
    path: Path
    others: "tuple[Change, ...]"
    revenue: Path
    before: bytes
    after: bytes

    @property
    def files(self) -> list[Path]:
        """The files that are changed, by the names that they have before."""
        table = [self.revenue] if self.after != self.before else []
        return [self.own.plan.path, *(one.plan.path for one in self.others), *table]


@click.command(name="rename")
@click.argument("old", required=False, shell_complete=complete_account)
@click.argument("new", required=False)
@writing_options
def command(old: str | None, new: str | None, *, options: WritingOptions) -> Exit:
    """Give the account OLD the id NEW.

    Its file is moved (with git mv, where git knows it), the old id goes to former_ids, so that old links still lead
    there, and plans and rows of _revenue.csv that name it get the new one. An id that another account has or had is
    refused.

    \b
    Examples:
      kamdocs rename zeleznik orodjarna-zeleznik --dry-run
      kamdocs rename zeleznik orodjarna-zeleznik --commit
    """  # noqa: D301 (click wants the backspace itself)
    from kamdocs.keeping.names import account_names
    from kamdocs.keeping.renaming import can_be_called
    from kamdocs.writing import Refused

    handbook, day = handbook_here(options)
    plan = find_account(handbook, old)
    known = tuple(account_names(handbook.folder))
    new = new or _asked_for_id(plan, known)
    can_be_called(plan.id, new, known)
    try:
        renaming = _renaming(handbook, plan, new, day)
    except Refused as refused:
        return tell_refused(plan, refused)
    if options.dry_run:
        _show_diffs(renaming)
        return Exit.OK
    if options.commit:
        from kamdocs.cli.committing import refuse_uncommitted

        refuse_uncommitted(handbook.folder.root, [*renaming.files, *_state_files(handbook, plan.id)])
    _write(handbook, renaming)
    state = _carry_state_over(handbook, plan.id, new)
    _tell_written(handbook, renaming, plan.id, new)
    if options.commit:
        files = [*renaming.files, renaming.path, *state]
        commit_written(handbook, files, in_commit(plan, _("{old} is called {new} now").format(old=plan.id, new=new)))
    return Exit.OK


def _asked_for_id(plan: "Plan", known: "Sequence[Candidate]") -> str:
    """The new id, asked for on a terminal until it is one that is free."""
    from kamdocs.cli.asking import ask, at_terminal
    from kamdocs.keeping.renaming import can_be_called

    def free(text: str) -> str:
        can_be_called(plan.id, text, known)
        return text

    if not at_terminal():
        line = f"kamdocs rename {plan.id} NEW"
        raise SettingsError(_("the new id is not said"), _("write: {line}").format(line=line))
    return ask(_("which id does {name} get?").format(name=plan.id), free) or ""


def _renaming(handbook: "Handbook", plan: "Plan", new: str, day: "date") -> _Renaming:
    """All changes, each proven; raises :class:`~kamdocs.writing.Refused` or :class:`SettingsError`."""
    from kamdocs.keeping.naming import is_valid, plans_with
    from kamdocs.keeping.renaming import named_anew, remembers
    from kamdocs.report.printable import printable

    path = plan.path.with_name(new + plan.path.suffix)
    if path.is_symlink() or path.exists():
        raise SettingsError(_("{path} is there already").format(path=path.name), _("give another id"))
    own = handbook.change(plan, remembers(plan.data, plan.id, new).edits, day)
    _hold(own)
    others = []
    for other in plans_with(handbook, plan.id, besides=plan.id):
        if not is_valid(other):
            note = _("note: {path} breaks its schema and is left as it is; where it names {id}, that still leads here")
            tell(printable(note.format(path=other.shown, id=plan.id)))
            continue
        if edits := named_anew(other.data, plan.id, new).edits:
            others.append(handbook.change(other, edits, day))
    return _Renaming(own, path, tuple(others), *_revenue(handbook, plan.id, new))


def _hold(change: "Change") -> None:
    from kamdocs.writing import Refused

    for finding in change.refused_by:
        raise Refused(finding.message, finding.gap.hint)


def _revenue(handbook: "Handbook", old: str, new: str) -> tuple[Path, bytes, bytes]:
    """The table of revenue: where it is, and its bytes before and after; empty where there is none."""
    from kamdocs.writing.revenue_rows import RevenueRefused, renamed_rows

    path = handbook.settings.accounts / REVENUE
    before = path.read_bytes() if path.is_file() else b""
    if old.encode() not in before:
        return path, before, before
    try:
        return path, before, renamed_rows(before.decode(), old, new).encode()
    except RevenueRefused as refused:
        raise SettingsError(str(refused), str(refused.hint)) from refused
    except UnicodeDecodeError as error:
        message = _("{path} is not in UTF-8").format(path=path.name)
        raise SettingsError(message, _("save it in UTF-8")) from error


def _state_files(handbook: "Handbook", old: str) -> list[Path]:
    """The file of what imports brought in, where it names the account."""
    from kamdocs.cli.import_state import StateFile

    path = StateFile(handbook.root).path
    return [path] if path.is_file() and f'"{old}"'.encode() in path.read_bytes() else []


def _carry_state_over(handbook: "Handbook", old: str, new: str) -> list[Path]:
    """Give what imports brought in the new id, so that the next one knows it; the file, where it changed."""
    from kamdocs.cli.import_state import StateFile
    from kamdocs.exchange.state import renamed

    if not _state_files(handbook, old):
        return []
    return StateFile(handbook.root).change(lambda state: renamed(state, old, new))


def _show_diffs(renaming: _Renaming) -> None:
    from kamdocs.report.difference import coloured
    from kamdocs.report.printable import printable

    for change in (renaming.own, *renaming.others):
        show(coloured(change.diff()), nl=False)
    show(printable(_("{path} becomes {name}").format(path=renaming.own.plan.shown, name=renaming.path.name)))
    if renaming.after != renaming.before:
        show(printable(_("{path} gets the new id in its rows").format(path=renaming.revenue.name)))


def _write(handbook: "Handbook", renaming: _Renaming) -> None:
    from kamdocs.cli.moving import move
    from kamdocs.writing import WriteError, replace_file

    written: list[str] = []
    try:
        handbook.save(renaming.own)
        written.append(renaming.own.plan.shown)
        move(handbook.folder.root, renaming.own.plan.path, renaming.path)
        written.append(renaming.path.name)
        for change in renaming.others:  # their checks don't know the new id yet, so they are not asked again
            replace_file(change.plan.path, change.plan.bytes, change.after, handbook.folder.root)
            written.append(change.plan.shown)
        if renaming.after != renaming.before:
            replace_file(renaming.revenue, renaming.before, renaming.after, handbook.folder.root)
    except WriteError as error:
        message = str(error)
        if written:
            message = _("{message}; written before that: {files}").format(message=message, files=", ".join(written))
        raise SettingsError(message, str(error.hint)) from error


def _tell_written(handbook: "Handbook", renaming: _Renaming, old: str, new: str) -> None:
    from kamdocs.report.printable import printable

    show(printable(_("{path} is {name} now").format(path=renaming.own.plan.shown, name=renaming.path.name)))
    for change in renaming.others:
        show(printable(_("{path} names {id} now").format(path=change.plan.shown, id=new)))
    if renaming.after != renaming.before:
        show(printable(_("{path} names {id} now").format(path=renaming.revenue.name, id=new)))
    baseline = handbook.settings.baseline
    if new in renaming.own.plan.data.get("former_ids", ()) and baseline and baseline.is_file():
        note = _("note: {path} may know its gaps under {id}: kamdocs check --write-baseline writes it anew")
        tell(printable(note.format(path=baseline.name, id=new)))
    tell(printable(_("note: {id} stays among former_ids, so old links and baselines still lead there").format(id=old)))
