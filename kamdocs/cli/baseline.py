"""The baseline of ``kamdocs check``: read, written and pruned."""

from pathlib import Path

import msgspec

from kamdocs.cli.check_options import CheckOptions
from kamdocs.cli.targets import guard_file, write_atomically
from kamdocs.language import _
from kamdocs.lint import (
    Known,
    Report,
    beyond,
    idle_note,
    known_gaps,
    narrowed,
    pruned,
    read_baseline,
    render_baseline,
    unjudged,
)
from kamdocs.report.own import is_baseline
from kamdocs.settings.error import SettingsError
from kamdocs.settings.values import Settings


def refuse_partial_baseline(options: CheckOptions) -> None:
    """Refuse to write what is known where the run is not that of the whole handbook as of its own day."""
    if options.writing and options.partial:
        message = _("{option} and {other} don't go together").format(option=options.writing, other=options.partial)
        raise SettingsError(message, _("a baseline holds what is open in the whole handbook as of its own day"))


def beyond_baseline(report: Report, options: CheckOptions, settings: Settings) -> Report:
    """The report beyond the baseline of the settings, which is written or pruned before where that was asked for."""
    path = settings.baseline
    if path is None:
        if not options.writing:
            return report
        hint = _("add it to pyproject.toml under [tool.kamdocs]: {line}").format(line='baseline = "baseline.json"')
        raise SettingsError(_("the settings name no baseline"), hint)
    known = _anew(report, path) if options.write_baseline else _read(path)
    if options.prune_baseline:
        known = pruned(report, known)
    if options.writing:
        guard_file(path, settings, ours=is_baseline)
        write_atomically(path, render_baseline(known))
    note = None if options.partial else idle_note(report, known)
    told = msgspec.structs.replace(report, notes=(*report.notes, note)) if note else report
    return narrowed(told, beyond(told, known), _("only what is beyond the baseline"))


def _anew(report: Report, path: Path) -> Known:
    """What is open now, and what the baseline that was there knows of what can't be judged now."""
    try:
        before = _read(path)
    except SettingsError:  # there is none, or of another version
        return known_gaps(report)
    return {**unjudged(report, before), **known_gaps(report)}


def _read(path: Path) -> Known:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        hint = _("write it: kamdocs check --write-baseline")
        raise SettingsError(_("there is no baseline {path}").format(path=path), hint) from error
    except (OSError, UnicodeDecodeError) as error:
        message = _("{path} can't be read").format(path=path)
        raise SettingsError(message, _("check that it is a file in UTF-8 that you may read")) from error
    return read_baseline(text, str(path))
