"""Where a change comes from: the plans at an earlier commit, evaluated as of the same day as those of now."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec

from kamdocs.lint.evaluate import evaluate
from kamdocs.lint.evaluation import AccountFile, Evaluation
from kamdocs.lint.scope import Scope, account_id, whole_of
from kamdocs.rules.custom import Allowed
from kamdocs.settings.load import load_settings
from kamdocs.settings.values import Settings
from kamdocs.source import AccountsFolder, arrange_files
from kamdocs.source.git import Changes, Repository, open_repository
from kamdocs.source.names import shown_path


class After(msgspec.Struct, frozen=True):
    """The side that a change leads to: its settings and its evaluation, as of a day.

    ``head`` names its commit; None is the working tree.
    """

    settings: Settings
    evaluation: Evaluation
    as_of: date
    head: str | None = None


class Before(msgspec.Struct, frozen=True):
    """Where the change comes from: its settings and evaluation.

    ``renamed`` leads from the ids of renamed accounts to those that they have now, ``touched`` are the paths of what
    the change adds or alters, from the settings' folder.
    """

    commit: str
    settings: Settings
    evaluation: Evaluation
    renamed: Mapping[str, str]
    touched: frozenset[str]


def at_commit(ref: str, start: Path, as_of: date, *, allowed: Allowed) -> After:
    """The plans as they were at a commit; raises :class:`~kamdocs.source.git.GitError`.

    The code of custom checks is that of the working tree.
    """
    repository = open_repository(start)
    commit = repository.commit(ref)
    settings = load_settings(start, _Texts(repository, commit), allowed=allowed)
    scope = whole_of(_folder(repository, commit, settings.accounts))
    return After(settings, evaluate(settings, as_of, scope), as_of, ref)


def evaluate_before(ref: str, start: Path, after: After) -> Before:
    """Evaluate the plans at the merge base of ``ref`` and the head; without a head, of HEAD and the working tree.

    Files that are equal on both sides are not evaluated again, unless the shared files or the settings changed. Raises
    :class:`~kamdocs.source.git.GitError`.
    """
    repository = open_repository(start)
    commit = repository.merge_base(ref, after.head or "HEAD")
    settings = load_settings(start, _Texts(repository, commit), allowed=after.settings.allowed)
    scope = whole_of(_folder(repository, commit, settings.accounts))
    changes = repository.changes(commit, settings.accounts, after.head)
    if settings == after.settings and not any(path.name.startswith("_") for path in changes.before | changes.after):
        scope = _reusing(scope, changes, after)
    return Before(
        commit,
        settings,
        evaluate(settings, after.as_of, scope),
        {account_id(old): account_id(new) for old, new in changes.renamed.items()},
        frozenset(shown_path(path, after.settings.root) for path in changes.after),
    )


def _reusing(scope: Scope, changes: Changes, after: After) -> Scope:
    """The scope with the files that the change leaves alone reused.

    Of several files of one id the first stands, and which that is may have changed: those are read.
    """
    counts: dict[str, int] = {}
    for path in scope.folder.accounts:
        counts[account_id(path)] = counts.get(account_id(path), 0) + 1
    here: dict[str, list[AccountFile]] = {}
    for file in after.evaluation.files:
        here.setdefault(file.id, []).append(file)
    known = {files[0].path: files[0] for files in here.values() if len(files) == 1}
    stands = {
        path: known[shown]
        for path in scope.folder.accounts
        if path not in changes.before
        and counts[account_id(path)] == 1
        and (shown := shown_path(path, after.settings.root)) in known
    }
    read = tuple(path for path in scope.read if path not in stands)
    return msgspec.structs.replace(scope, read=read, reused=stands)


class _Texts:
    """Reads text files as they were at a commit; None where there was none."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self.repository, self.commit = repository, commit

    def __call__(self, path: Path) -> bytes | None:
        if not path.is_relative_to(self.repository.root):
            return None
        blob = self.repository.files(self.commit, path).get(path)
        return self.repository.contents([blob])[blob] if blob else None


def _folder(repository: Repository, commit: str, root: Path) -> AccountsFolder:
    blobs = repository.files(commit, root)
    visible = [path for path in blobs if not any(part.startswith(".") for part in path.relative_to(root).parts)]
    read: dict[str, bytes] = {}

    def reader(path: Path) -> bytes:
        if not read:
            read.update(repository.contents(blobs[one] for one in visible))
        return read[blobs[path]]

    return arrange_files(root, visible, reader)
