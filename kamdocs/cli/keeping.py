"""What all commands share that write plans: finding what was meant, carrying edits out, saying what they do.

A command finds the plan and the records that its words mean, makes edits of them, and hands these to
:func:`carry_out`, which says what is written and which gaps that closes and opens.
"""

import functools
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click
import msgspec

from kamdocs.cli.exits import Exit
from kamdocs.cli.meant import (
    decided,
    find_account,
    find_offering,
    find_person,
    find_record,
    find_stakeholder,
    find_unit,
    me,
    spoken_day,
)
from kamdocs.cli.options import Day, as_of_day
from kamdocs.cli.streams import show, tell
from kamdocs.language import _
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:  # each is a room of its own to load, and completion needs none of them
    from kamdocs.keeping.handbook import Change, Handbook, Plan
    from kamdocs.writing import Edit, Refused

__all__ = [
    "Task",
    "WritingOptions",
    "carry_out",
    "commit_written",
    "decided",
    "fields_at_fault",
    "find_account",
    "find_offering",
    "find_person",
    "find_record",
    "find_stakeholder",
    "find_unit",
    "handbook_here",
    "me",
    "show_gaps",
    "spoken_day",
    "tell_faults",
    "writing_options",
]

F = TypeVar("F", bound=Callable[..., Any])


class WritingOptions(msgspec.Struct, frozen=True):
    """What every writing command can be told: only to show what it would write, to commit it, and what day it is."""

    dry_run: bool = False
    commit: bool = False
    as_of: date | None = None


class Task(NamedTuple):
    """A plan and what is to change in it."""

    plan: "Plan"
    edits: "Sequence[Edit]"


def writing_options(function: F) -> F:
    """Give a command ``--dry-run``, ``--commit`` and ``--as-of``; it gets them as one value, ``options``."""

    @click.option("--as-of", type=Day(), help="The day that it is, as 2026-11-23. [default: the settings', else today]")
    @click.option("--commit", is_flag=True, help="Commit what was written, and nothing else, with a message in words.")
    @click.option("--dry-run", is_flag=True, help="Only show what would be written, as a diff.")
    @functools.wraps(function)
    def run(*args: Any, dry_run: bool, commit: bool, as_of: date | None, **given: Any) -> Any:
        return function(*args, options=WritingOptions(dry_run, commit, as_of), **given)

    return run  # type: ignore[return-value]


def handbook_here(options: WritingOptions) -> "tuple[Handbook, date]":
    """The handbook of the working folder, and the day that it is in it."""
    from kamdocs.keeping.handbook import open_handbook
    from kamdocs.settings.load import allowed_checks

    handbook = open_handbook(Path.cwd(), allowed=allowed_checks(os.environ))
    day, note = as_of_day(options.as_of, handbook.settings)
    if note:
        tell(note)
    return handbook, day


def carry_out(handbook: "Handbook", tasks: Iterable[tuple["Plan", "Sequence[Edit]"]], options: WritingOptions,
              words: str, unchanged: str = "") -> Exit:  # fmt: skip
    """Change plans, and say what was written, where, and which gaps that closes and opens.

    All are changed, or none where one of them can't be: then it says why, and what to paste by hand. ``words`` are the
    message of a commit, ``unchanged`` is said where no gap is closed and none opened.
    """
    from kamdocs.report.printable import printable
    from kamdocs.writing import Refused

    day, _note = as_of_day(options.as_of, handbook.settings)
    changes = []
    for plan, edits in (Task(*task) for task in tasks):
        try:
            change = handbook.change(plan, edits, day)
        except Refused as refused:
            return tell_refused(plan, refused)
        if change.refused_by:
            return tell_faults(change)
        if change.after == plan.bytes:
            tell(printable(_("{path}: it stands so already, nothing is written").format(path=plan.shown)))
        else:
            changes.append((change, edits))
    if not options.dry_run:
        _save(handbook, [change for change, _edits in changes], options)
    for change, edits in changes:
        _show_change(change, edits, unchanged, dry_run=options.dry_run)
    if changes and options.commit and not options.dry_run:
        commit_written(handbook, [change.plan.path for change, _edits in changes], words)
    return Exit.OK


def commit_written(handbook: "Handbook", paths: Sequence[Path], words: str) -> None:
    """Commit files that were written, and say so."""
    from kamdocs.cli.committing import commit_files
    from kamdocs.report.printable import printable

    name = commit_files(handbook.folder.root, paths, words)
    tell(_("committed as {commit}: {words}").format(commit=name, words=printable(words)))


def show_gaps(closed: Iterable[Any], opened: Iterable[Any], unsure: Iterable[Any], unchanged: str = "", *,
              of_many: bool = False) -> None:  # fmt: skip
    """Say which gaps a change closes and opens, in the order of attention, and why that may not be all.

    ``unchanged`` is what to say where it does neither; gaps ``of_many`` accounts name theirs.
    """
    from kamdocs.report.printable import printable

    def told(one: Any) -> str:
        return f"{one.gap.account}: {one.message}" if of_many and one.gap.account else str(one.message)

    lines = [_("closes: {check}: {message}").format(check=one.check.name, message=told(one)) for one in closed]
    lines += [_("opens: {check}: {message}").format(check=one.check.name, message=told(one)) for one in opened]
    lines += [_("what it closes and opens is not all known: {why}").format(why=one) for one in unsure]
    for line in lines or [unchanged or _("closes no gap and opens none")]:
        show(printable(line))


def _save(handbook: "Handbook", changes: "Sequence[Change]", options: WritingOptions) -> None:
    from kamdocs.cli.committing import refuse_uncommitted
    from kamdocs.writing import WriteError

    if changes and options.commit:
        refuse_uncommitted(handbook.folder.root, [change.plan.path for change in changes])
    for place, change in enumerate(changes):
        try:
            handbook.save(change)
        except WriteError as error:
            message = str(error)
            if place:
                written = ", ".join(one.plan.shown for one in changes[:place])
                message = _("{message}; written before that: {files}").format(message=message, files=written)
            raise SettingsError(message, str(error.hint)) from error


def _show_change(change: "Change", edits: "Sequence[Edit]", unchanged: str, *, dry_run: bool) -> None:
    from kamdocs.keeping.showing import touched
    from kamdocs.report.difference import coloured
    from kamdocs.report.printable import printable, printable_lines

    if dry_run:
        show(coloured(change.diff()), nl=False)
    else:
        for one in touched(change.written.document, edits, change.written.added):
            show(printable(f"{change.plan.shown}:{one.line}"))
            show(printable_lines("\n".join(one.lines)))
    of_many = change.plan.kind == "team"
    show_gaps(change.closed, change.opened, change.unsure, unchanged, of_many=of_many)


def tell_refused(plan: "Plan", refused: "Refused") -> Exit:
    """Say why a plan can't be written so, and what to put in by hand."""
    from kamdocs.report.printable import printable, printable_lines

    tell(printable(_("{path}: nothing was written: {reason}").format(path=plan.shown, reason=refused.message)))
    tell(printable(_("Hint: {hint}").format(hint=refused.hint)))
    if refused.paste:
        show(printable_lines(refused.paste))
    return Exit.FINDINGS


def fields_at_fault(handbook: "Handbook", task: Task, day: date, names: Iterable[str]) -> list[str]:
    """Those of some fields because of which edits can't be written, and say why; empty where no fault names one.

    A fault names the field that it stands at.
    """
    from kamdocs.keeping.spot import spot_of
    from kamdocs.writing import Refused

    try:
        change = handbook.change(task.plan, task.edits, day)
    except Refused:
        return []  # told where it is written
    places = (spot_of(fault.gap, change.written.document, day).value or () for fault in change.refused_by)
    fields = (next((step for step in reversed(place) if isinstance(step, str)), "") for place in places)
    known = frozenset(names)
    found = list(dict.fromkeys(field for field in fields if field in known))
    if found:
        tell_faults(change)
    return found


def tell_faults(change: "Change") -> Exit:
    """Say why a change is not written, fault by fault."""
    from kamdocs.report.printable import printable

    for finding in change.refused_by:
        why = finding.message
        tell(printable(_("{path}: nothing was written: {reason}").format(path=change.plan.shown, reason=why)))
        tell(printable(_("Hint: {hint}").format(hint=finding.gap.hint)))
    return Exit.FINDINGS
