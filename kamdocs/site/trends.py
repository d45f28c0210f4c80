"""The small lines of the last twelve months: how the handbook stood, out of git, where there is one."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from kamdocs.history import Sources, Trend, find_past, trend_of
from kamdocs.language import _
from kamdocs.lint import Evaluated
from kamdocs.lint.shared_files import read_shared_files
from kamdocs.source import find_files
from kamdocs.source.git import GitError, open_repository

log = logging.getLogger("mkdocs.plugins.kamdocs")

_OF_A_HOOK = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
)  # fmt: skip
"""What names another repository than the folder's: within a hook, that of whoever runs the hook."""

Remembered = tuple[object, Trend | None]
"""A trend, and what it was made of: the commit, the day, the settings and the language."""


def remembered_trend(evaluated: Evaluated, before: Remembered | None) -> Remembered:
    """The trend of what was evaluated, taken over from ``before`` where neither the commit nor the day changed.

    It is None for who isn't told of gaps, and where git knows of no other day; what is wrong with git is noted, and
    stops no build. Saving a plan changes nothing in it: the line waits for the commit.
    """
    settings, day = evaluated.made_of.settings, evaluated.made_of.as_of
    if not settings.audience.everything:
        return None, None
    with _outside_of_hooks():
        try:
            made_of = open_repository(settings.root).commit("HEAD"), day, settings
        except GitError:  # nobody keeps it in git, or nothing of it yet
            return None, None
        if before is not None and before[0] == made_of:
            return before
        try:
            return made_of, _trend(evaluated)
        except (GitError, OSError) as error:
            log.info(_("note: {note}").format(note=_("no history: {reason}").format(reason=error)))
            return None, None


@contextmanager
def _outside_of_hooks() -> Iterator[None]:
    """Have git look for the folder's own repository; what others in this process ask of git stays as it was."""
    told = {name: os.environ.pop(name) for name in _OF_A_HOOK if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(told)


def _trend(evaluated: Evaluated) -> Trend | None:
    settings, day = evaluated.made_of.settings, evaluated.made_of.as_of
    folder = find_files(settings.accounts)
    past = find_past(folder.root, settings.timezone)
    shared_files = read_shared_files(folder, settings.root, settings.policies)
    today = {file.id: file for file in reversed(evaluated.evaluation.files)}
    return trend_of(Sources(settings, folder, shared_files, past, today), day)
