"""``kamdocs check``."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click
import msgspec

from kamdocs.cli.baseline import beyond_baseline, refuse_partial_baseline
from kamdocs.cli.check_options import CheckOptions
from kamdocs.cli.completion import complete_account_or_file, complete_person
from kamdocs.cli.exits import Exit
from kamdocs.cli.meant import place_named
from kamdocs.cli.options import as_of_day, as_of_option, check_names, settings_here
from kamdocs.cli.output import add_job_summary, format_here, parse_outputs, render
from kamdocs.cli.progress import with_bar
from kamdocs.cli.streams import show, tell
from kamdocs.cli.summary import statistics, summary, tell_failures
from kamdocs.cli.targets import guard_outputs, write_report
from kamdocs.language import _
from kamdocs.lint import (
    After,
    Evaluation,
    NothingToCheck,
    Report,
    Scope,
    brought_in,
    collector_at_rest,
    compare,
    evaluate,
    evaluate_before,
    find_scope,
    hold_owner,
    judge,
    merge,
    narrowed,
    part_of,
    renames,
    select,
)
from kamdocs.report import FORMATS
from kamdocs.rules.gap import SEVERITIES
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import allowed_checks
from kamdocs.settings.values import Settings
from kamdocs.source import AccountsFolder, find_files
from kamdocs.source.folder import SUFFIXES


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH|ACCOUNT]...", shell_complete=complete_account_or_file)
@as_of_option
@click.option("--format", "format_", type=click.Choice([*FORMATS, "auto"]), default="text", show_default=True,
              help="What goes to standard output; auto is github or gitlab in their CI, else text.")  # fmt: skip
@click.option("--output", "outputs", multiple=True, metavar="FORMAT=FILE",
              help="Write a format to a file as well; may be repeated.")  # fmt: skip
@click.option("--select", "selected", multiple=True, metavar="CHECK", shell_complete=check_names,
              help="Only these checks: codes, names, rule slugs or prefixes of codes; may be repeated.")  # fmt: skip
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="CHECK",
    shell_complete=check_names,
    help="Not these checks; may be repeated.",
)
@click.option("--base", metavar="REF",
              help="Only what the change since the common commit with REF brings in.")  # fmt: skip
@click.option("--owner", metavar="me|NAME", help="Only the accounts of this account manager, by id or name; me.",
              shell_complete=complete_person)  # fmt: skip
@click.option("--upcoming", type=click.IntRange(0, 3660), default=0, show_default=True, metavar="DAYS",
              help="Also list what opens within so many days.")  # fmt: skip
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]),
              help="Exit with 1 from this severity on. [default: error; info in the profile strict]")  # fmt: skip
@click.option("--no-waivers", is_flag=True, help="Report waived gaps as if nobody had accepted them.")
@click.option("--write-baseline", is_flag=True,
              help="Take the gaps that are open now as known: write them to the settings' baseline.")  # fmt: skip
@click.option("--prune-baseline", is_flag=True, help="Take out of the baseline what is no longer there.")
@click.option("--statistics", "with_statistics", is_flag=True, help="Count the findings by check.")
def command(**given: Any) -> int:
    """Check account plans and list their gaps, each with the day on which it opened.

    PATH is an accounts folder, or account files (checked with the shared files of the configured folder); ACCOUNT is an
    account of the handbook by its id, its name or its beginning. Without one, the folder of the settings is checked.

    \b
    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong use or settings, 3 an internal error.
    """  # noqa: D301 (click wants the backspace itself)
    with collector_at_rest():
        return _run(CheckOptions(**given | {"paths": tuple(map(place_named, given["paths"]))}))


def _run(options: CheckOptions) -> int:
    files = parse_outputs(options.outputs)
    settings = settings_here()
    guard_outputs(files, settings, options.paths)
    refuse_partial_baseline(options)
    day, note = as_of_day(options.as_of, settings)
    report = _report(options, settings, day)
    notes = (*report.notes, note) if note else report.notes
    narrowed = (*report.narrowed, *map(str, settings.not_run))
    report = msgspec.structs.replace(report, notes=notes, failures=settings.failures, narrowed=narrowed)
    for name, path in files:
        write_report(path, click.unstyle(render(report, name, settings)))
    format_ = format_here() if options.format_ == "auto" else options.format_
    show(render(report, format_, settings), nl=False)
    if format_ == "github":
        add_job_summary(render(report, "markdown", settings))
    if options.with_statistics:
        (show if format_ == "text" else tell)(statistics(report), nl=False)
    tell(summary(report))
    if failure := tell_failures(report):
        return failure
    level = options.fail_on or ("info" if settings.profile == "strict" else "error")
    return Exit.FINDINGS if _fails(report, level) else Exit.OK


def _report(options: CheckOptions, settings: Settings, day: date) -> Report:
    """The report on all that was asked for, narrowed step by step: beyond the baseline, brought in, selected."""
    try:
        evaluations = [
            evaluate(settings, day, scope, partial(with_bar, label=_("checking")))
            for scope in _scopes(options.paths, settings)
        ]
    except NothingToCheck as error:
        hint = _("an account plan is a file that ends in .yml and does not begin with _")
        raise SettingsError(str(error), hint) from error

    def judged(evaluation: Evaluation, of: Settings) -> Report:
        waivers = not options.no_waivers
        return judge(evaluation, of.policies, day, upcoming_days=options.upcoming, waivers=waivers)

    whole = report = merge([judged(one, settings) for one in evaluations])
    report = beyond_baseline(report, options, settings)
    if options.base is not None:
        if options.paths:
            hint = _("leave the paths out: the whole change is looked at")
            raise SettingsError(_("--base and paths don't go together"), hint)
        before = evaluate_before(options.base, Path.cwd(), After(settings, evaluations[0], day))
        then = judged(before.evaluation, before.settings)
        comparison = compare(then, whole, renames(whole, before.renamed))
        news = brought_in(report, comparison, before.touched)
        report = narrowed(report, news, _("only what the change since {ref} brings in").format(ref=options.base))
    owner = _owner(options.owner, report)
    hold_owner(owner, report)
    chosen = select(report, msgspec.structs.replace(options.selection, owner=owner))
    asked = options.selected or options.ignored
    return narrowed(report, chosen, _("only the checks that were asked for")) if asked else chosen


def _owner(given: str | None, report: Report) -> str | None:
    """The id of the owner who is meant: an owner of what was checked, else one of our people by name, or ``me``."""
    if given is None or given in {standing.owner for standing in report.standings}:
        return given
    from kamdocs.cli.meant import find_person
    from kamdocs.keeping.handbook import open_handbook

    try:
        return find_person(open_handbook(Path.cwd(), allowed=allowed_checks(os.environ)), given)
    except SettingsError as nobody:
        try:
            hold_owner(given, report)
        except SettingsError:
            raise nobody from None
        return given  # whose a plan is may be unclear, and then it is anybody's


def _scopes(paths: Sequence[Path], settings: Settings) -> Iterator[Scope]:
    """The accounts roots that were asked for, and what was asked for of the configured root, judged as a part of it.

    No file is looked at twice.
    """
    own = _normal(settings.accounts)
    given = [_normal(path) for path in paths] or [own]
    if not paths and not own.is_dir():
        raise SettingsError(
            _("there is no accounts folder {path}").format(path=settings.accounts),
            _("name it in pyproject.toml under [tool.kamdocs] as accounts, or give a path"),
        )
    roots = [find_scope(path) for path in dict.fromkeys(given) if path.is_dir() and not _is_part(path, own)]
    seen = {path.resolve() for root in roots for path in root.read}
    parts = [path for path in given if not path.is_dir()]
    for path in parts:
        _refuse_stranger(path, settings)
    for folder in dict.fromkeys(path for path in given if path.is_dir() and _is_part(path, own)):
        parts += find_scope(folder).read
    yield from roots
    if parts := [path for path in parts if path.resolve() not in seen]:
        yield part_of(find_files(own) if own.is_dir() else AccountsFolder(own), parts)


def _normal(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))


def _is_part(folder: Path, root: Path) -> bool:
    return folder != root and folder.is_relative_to(root)


def _refuse_stranger(path: Path, settings: Settings) -> None:
    if path.suffix.lower() not in SUFFIXES:
        message = _("{path} is no account plan").format(path=path)
        raise SettingsError(message, _("an account plan is a file that ends in .yml"))
    if path.name.startswith("_") and path.parent != settings.accounts.absolute():
        message = _("{path} is no shared file of this handbook").format(path=path)
        raise SettingsError(message, _("the shared files lie in the accounts folder"))


def _fails(report: Report, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(finding.gap.severity in failing for finding in report.decisive())
