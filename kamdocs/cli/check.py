"""``kamdocs check``."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click
import msgspec

from kamdocs.cli.exits import Exit
from kamdocs.cli.options import as_of_day, as_of_option, check_names, settings_here
from kamdocs.cli.output import add_job_summary, format_here, parse_outputs, render
from kamdocs.cli.streams import show, tell
from kamdocs.cli.summary import statistics, summary, tell_failures
from kamdocs.cli.targets import guard_file, guard_outputs, write_atomically, write_report
from kamdocs.language import _
from kamdocs.lint import (
    Evaluation,
    NothingToCheck,
    Report,
    Selection,
    beyond,
    brought_in,
    count_gaps,
    evaluate,
    evaluate_before,
    judge,
    merge,
    pruned,
    read_baseline,
    render_baseline,
    select,
)
from kamdocs.report import FORMATS
from kamdocs.report.own import is_baseline
from kamdocs.rules.gap import SEVERITIES
from kamdocs.settings.error import SettingsError, did_you_mean
from kamdocs.settings.values import Settings
from kamdocs.source.folder import SUFFIXES

BAR_FROM = 100
"""From so many files on a progress bar is worth it."""


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
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
@click.option("--owner", metavar="ID", help="Only the accounts of this account manager.")
@click.option("--upcoming", type=click.IntRange(0, 3660), default=0, show_default=True, metavar="DAYS",
              help="Also list what opens within so many days.")  # fmt: skip
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]),
              help="Exit with 1 from this severity on. [default: error; info in the profile strict]")  # fmt: skip
@click.option("--no-waivers", is_flag=True, help="Report waived gaps as if nobody had accepted them.")
@click.option("--write-baseline", is_flag=True,
              help="Take the gaps that are open now as known: write them to the settings' baseline.")  # fmt: skip
@click.option("--prune-baseline", is_flag=True, help="Take out of the baseline what is no longer there.")
@click.option("--statistics", "with_statistics", is_flag=True, help="Count the findings by check.")
def command(
    paths: tuple[Path, ...],
    as_of: date | None,
    format_: str,
    outputs: tuple[str, ...],
    selected: tuple[str, ...],
    ignored: tuple[str, ...],
    base: str | None,
    owner: str | None,
    upcoming: int,
    fail_on: str | None,
    no_waivers: bool,
    write_baseline: bool,
    prune_baseline: bool,
    with_statistics: bool,
) -> int:
    """Check account plans and list their gaps, each with the day on which it opened.

    PATH is an accounts folder, or account files (checked with the shared files of the configured folder). Without one,
    the folder of the settings is checked.

    \b
    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong use or settings, 3 an internal error.
    """  # noqa: D301 (click wants the backspace itself)
    files = parse_outputs(outputs)
    settings = settings_here()
    guard_outputs(files, settings, paths)
    day, note = as_of_day(as_of, settings)
    report = _report(settings, paths, day, upcoming, base, waivers=not no_waivers)
    if settings.baseline or write_baseline or prune_baseline:
        report = _against_baseline(report, settings, write=write_baseline, prune=prune_baseline)
    _known_owner(owner, report)
    report = select(report, Selection(_words(selected), _words(ignored), owner))
    report = msgspec.structs.replace(report, notes=(*report.notes, *([note] if note else [])))
    for name, path in files:
        write_report(path, click.unstyle(render(report, name, settings)))
    format_ = format_here() if format_ == "auto" else format_
    show(render(report, format_, settings), nl=False)
    if format_ == "github":
        add_job_summary(render(report, "markdown", settings))
    if with_statistics:
        (show if format_ == "text" else tell)(statistics(report), nl=False)
    tell(summary(report))
    if tell_failures(settings, report):
        return Exit.USAGE
    level = fail_on or ("info" if settings.profile == "strict" else "error")
    return Exit.FINDINGS if _fails(report, level) else Exit.OK


def _report(
    settings: Settings, paths: Iterable[Path], day: date, upcoming: int, base: str | None, *, waivers: bool
) -> Report:
    """One report over all that was asked for: accounts roots, and files of the configured root."""
    given = list(paths) or [settings.accounts]
    roots = [path.absolute() for path in given if path.is_dir()]
    files = [path.absolute() for path in given if not path.is_dir()]
    files = [path for path in files if not any(path.is_relative_to(root) for root in roots)]
    for path in files if paths else ():
        if path.suffix.lower() not in SUFFIXES:
            message = _("{path} is no account plan").format(path=path)
            raise SettingsError(message, _("an account plan is a file that ends in .yml"))
        if path.name.startswith("_") and path.parent != settings.accounts.absolute():
            message = _("{path} is no shared file of this handbook").format(path=path)
            raise SettingsError(message, _("the shared files lie in the accounts folder"))
    if not paths and not roots:
        raise SettingsError(
            _("there is no accounts folder {path}").format(path=settings.accounts),
            _("name it in pyproject.toml under [tool.kamdocs] as accounts, or give a path"),
        )
    try:
        evaluations = [evaluate(settings, day, accounts=root, progress=_bar) for root in dict.fromkeys(roots)]
        if files:
            evaluations.append(evaluate(settings, day, only=dict.fromkeys(files), progress=_bar))
    except NothingToCheck as error:
        raise SettingsError(
            str(error), _("an account plan is a file that ends in .yml and does not begin with _")
        ) from error

    def judged(evaluation: Evaluation, of: Settings) -> Report:
        return judge(evaluation, of.policies, day, upcoming_days=upcoming, waivers=waivers)

    report = merge([judged(one, settings) for one in evaluations])
    if base is None:
        return report
    if paths:
        hint = _("leave the paths out: the whole change is looked at")
        raise SettingsError(_("--base and paths don't go together"), hint)
    before = evaluate_before(base, Path.cwd(), settings, evaluations[0], day)
    return brought_in(report, judged(before.evaluation, before.settings), before.renamed)


def _against_baseline(report: Report, settings: Settings, *, write: bool, prune: bool) -> Report:
    """The report beyond the baseline of the settings, which is written or pruned before where that was asked for."""
    path = settings.baseline
    if path is None:
        hint = _("add it to pyproject.toml under [tool.kamdocs]: {line}").format(line='baseline = "baseline.json"')
        raise SettingsError(_("the settings name no baseline"), hint)
    if write:
        counts = count_gaps(report)
    elif path.is_file():
        counts = read_baseline(path.read_text(encoding="utf-8"), str(path))
        counts = pruned(report, counts) if prune else counts
    else:
        hint = _("write it: kamdocs check --write-baseline")
        raise SettingsError(_("there is no baseline {path}").format(path=path), hint)
    if write or prune:
        guard_file(path, settings, ours=is_baseline)
        write_atomically(path, render_baseline(counts))
    return beyond(report, counts)


def _bar(paths: Iterable[Path]) -> Iterator[Path]:
    """The paths, with a progress bar on standard error for people who wait; none in pipes and for a few files."""
    listed = list(paths)
    if len(listed) < BAR_FROM or not sys.stderr.isatty():
        yield from listed
        return
    with click.progressbar(listed, label=_("checking"), file=sys.stderr, show_eta=False) as bar:
        yield from bar


def _known_owner(owner: str | None, report: Report) -> None:
    owners = {standing.owner for standing in report.standings if standing.owner}
    if owner is not None and owner not in owners:
        raise SettingsError(_("no account is owned by {name}").format(name=owner), did_you_mean(owner, sorted(owners)))


def _words(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _fails(report: Report, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(finding.gap.severity in failing for finding in report.decisive())
