"""Evaluate and judge a folder again after something was saved: only the plans that changed are looked at."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import msgspec

from kamdocs.lint.evaluate import AccountFile, Evaluation, evaluate
from kamdocs.lint.judge import JudgedFile, judge_file, report_of
from kamdocs.lint.report import Report
from kamdocs.rules.spans import later
from kamdocs.schema.audience import Audience
from kamdocs.settings.values import Settings
from kamdocs.source import AccountsFolder, find_files
from kamdocs.source.names import shown_path

Stamps = Mapping[Path, tuple[int, int]]
"""When each file was changed last, and its size: a file with the same stamp holds the same."""


class Evaluated(msgspec.Struct, frozen=True):
    """An evaluation with what it was made of; ``reused`` are the accounts that stand for themselves from before."""

    evaluation: Evaluation
    settings: Settings
    as_of: date
    audience: Audience
    stamps: Stamps
    reused: frozenset[str] = frozenset()


def evaluate_again(settings: Settings, as_of: date, audience: Audience, before: Evaluated | None) -> Evaluated:
    """Evaluate the accounts of the settings; raises as :func:`~kamdocs.lint.evaluate.evaluate` does.

    Everything is evaluated anew where the settings, the day, the audience, a shared file or the set of files changed.
    """
    folder = find_files(settings.accounts)
    stamps = {path: _stamp(path) for path in _all_files(folder)}
    if before is None or not _comparable(before, settings, as_of, audience, folder, stamps):
        evaluation = evaluate(settings, as_of, folder=folder, audience=audience)
        return Evaluated(evaluation, settings, as_of, audience, stamps)
    changed = [path for path in folder.accounts if stamps[path] != before.stamps[path]]
    anew = {shown_path(path, settings.root) for path in changed}
    unchanged: list[AccountFile] = [file for file in before.evaluation.files if file.path not in anew]
    evaluation = evaluate(settings, as_of, folder=folder, only=changed, unchanged=unchanged, audience=audience)
    return Evaluated(evaluation, settings, as_of, audience, stamps, frozenset(file.id for file in unchanged))


def judge_again(
    evaluated: Evaluated, upcoming_days: int, before: Iterable[JudgedFile]
) -> tuple[Report, tuple[JudgedFile, ...]]:
    """Judge what was evaluated, and the files by themselves for the next time.

    A file that stands for itself from before is the same value; then what was judged of it stands too.
    """
    policies, as_of = evaluated.settings.policies, evaluated.as_of
    horizon = later(as_of, upcoming_days)
    known = {one.file.path: one for one in before}
    judged = tuple(
        one if (one := known.get(file.path)) and one.file is file else judge_file(file, policies, as_of, horizon)
        for file in evaluated.evaluation.files
    )
    return report_of(evaluated.evaluation, judged, policies, as_of, horizon), judged


def _comparable(
    before: Evaluated, settings: Settings, as_of: date, audience: Audience, folder: AccountsFolder, stamps: Stamps
) -> bool:
    asked = (settings, as_of, audience) == (before.settings, before.as_of, before.audience)
    shared = stamps.keys() - set(folder.accounts)
    same = stamps.keys() == before.stamps.keys() and all(stamps[path] == before.stamps[path] for path in shared)
    return asked and same and audience.everything


def _all_files(folder: AccountsFolder) -> Iterable[Path]:
    shared = (folder.team, folder.offerings, folder.revenue)
    return (*folder.accounts, *folder.strangers, *(path for path in shared if path))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return -1, -1
    return status.st_mtime_ns, status.st_size
