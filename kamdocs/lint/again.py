"""Evaluate and judge a folder again after something was saved: only the plans that changed are looked at."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import msgspec

from kamdocs.lint.evaluate import evaluate
from kamdocs.lint.evaluation import Evaluation
from kamdocs.lint.judge import Asked, JudgedFile, judge_file, report_of
from kamdocs.lint.looking_back import kept_since
from kamdocs.lint.report import Report
from kamdocs.lint.scope import Scope, find_scope
from kamdocs.schema.audience import Audience
from kamdocs.settings.values import Settings
from kamdocs.source import AccountsFolder
from kamdocs.source.names import shown_path

Stamps = Mapping[Path, tuple[int, int]]
"""When each file was changed last, and its size: a file with the same stamp holds the same."""


class MadeOf(msgspec.Struct, frozen=True):
    """What an evaluation was made of; equal but for the stamps of plans, it is right where no plan changed."""

    settings: Settings
    as_of: date
    audience: Audience
    stamps: Stamps


class Evaluated(msgspec.Struct, frozen=True):
    """An evaluation with what it was made of; ``reused`` are the accounts that stand for themselves from before."""

    evaluation: Evaluation
    made_of: MadeOf
    reused: frozenset[str] = frozenset()


def evaluate_again(settings: Settings, as_of: date, audience: Audience, before: Evaluated | None) -> Evaluated:
    """Evaluate the accounts of the settings; raises as :func:`~kamdocs.lint.evaluate.evaluate` does.

    Gaps that were open on a day that is looked back to are kept. Everything is evaluated anew where the settings, the
    day, the audience, a shared file or the set of files changed.
    """
    scope = find_scope(settings.accounts, audience)
    made_of = MadeOf(settings, as_of, audience, {path: _stamp(path) for path in _all_files(scope.folder)})
    if before is not None and _comparable(before.made_of, made_of, scope.folder):
        scope = _reusing(scope, before, made_of)
    evaluation = evaluate(settings, kept_since(settings, as_of, len(scope.folder.accounts)), scope)
    stood = {id(file) for file in scope.reused.values()}
    return Evaluated(evaluation, made_of, frozenset(file.id for file in evaluation.files if id(file) in stood))


def judge_again(
    evaluated: Evaluated, upcoming_days: int, before: Iterable[JudgedFile]
) -> tuple[Report, tuple[JudgedFile, ...]]:
    """Judge what was evaluated, and the files by themselves for the next time.

    A file that stands for itself from before is the same value; then what was judged of it stands too.
    """
    asked = Asked(evaluated.made_of.settings.policies, evaluated.made_of.as_of, upcoming_days)
    known = {one.file.path: one for one in before}
    judged = tuple(
        one if (one := known.get(file.path)) and one.file is file else judge_file(file, asked)
        for file in evaluated.evaluation.files
    )
    return report_of(evaluated.evaluation, judged, asked), judged


def _comparable(before: MadeOf, now: MadeOf, folder: AccountsFolder) -> bool:
    asked = (now.settings, now.as_of, now.audience) == (before.settings, before.as_of, before.audience)
    shared = now.stamps.keys() - set(folder.accounts)
    same = now.stamps.keys() == before.stamps.keys() and all(now.stamps[one] == before.stamps[one] for one in shared)
    return asked and same and now.audience.everything


def _reusing(scope: Scope, before: Evaluated, now: MadeOf) -> Scope:
    """The scope with the files that did not change reused."""
    known = {file.path: file for file in before.evaluation.files}
    stands = {
        path: known[shown_path(path, now.settings.root)]
        for path in scope.read
        if now.stamps[path] == before.made_of.stamps[path]
    }
    changed = tuple(path for path in scope.read if path not in stands)
    return msgspec.structs.replace(scope, read=changed, reused=stands)


def _all_files(folder: AccountsFolder) -> Iterable[Path]:
    shared = (folder.team, folder.offerings, folder.revenue)
    return (*folder.accounts, *folder.strangers, *(path for path in shared if path))


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return -1, -1
    return status.st_mtime_ns, status.st_size
