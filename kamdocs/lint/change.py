"""What a change does: the plans at an earlier commit beside those of today, as of the same day."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import msgspec

from kamdocs.lint.evaluate import Evaluation, evaluate
from kamdocs.lint.report import Finding, Report
from kamdocs.model import Shared
from kamdocs.rules.custom import Allowed
from kamdocs.settings.load import load_settings
from kamdocs.settings.values import Settings
from kamdocs.source import AccountsFolder, arrange_files
from kamdocs.source.git import Changes, Repository, open_repository
from kamdocs.source.names import shown_path


class Before(msgspec.Struct, frozen=True):
    """Where the change comes from: its settings, its evaluation, and which accounts were renamed (new id to old)."""

    commit: str
    settings: Settings
    evaluation: Evaluation
    renamed: Mapping[str, str]


def at_commit(ref: str, start: Path, as_of: date, *, allowed: Allowed) -> tuple[Settings, Evaluation]:
    """The settings and the plans as they were at a commit; raises :class:`~kamdocs.source.git.GitError`.

    The code of custom checks is that of the working tree.
    """
    repository = open_repository(start)
    commit = repository.commit(ref)
    settings = load_settings(start, _Texts(repository, commit), allowed=allowed)
    return settings, evaluate(settings, as_of, folder=_folder(repository, commit, settings.accounts))


def evaluate_before(
    ref: str, start: Path, settings: Settings, after: Evaluation, as_of: date, head: str | None = None
) -> Before:
    """Evaluate the plans at the merge base of ``ref`` and ``head``; without a head, of HEAD and the working tree.

    Files that are equal on both sides are not evaluated again, unless the shared files or the settings changed. Raises
    :class:`~kamdocs.source.git.GitError`.
    """
    repository = open_repository(start)
    commit = repository.merge_base(ref, head or "HEAD")
    before = load_settings(start, _Texts(repository, commit), allowed=settings.allowed)
    folder = _folder(repository, commit, before.accounts)
    changes = repository.changes(commit, before.accounts, head)
    evaluation = _evaluate(before, settings, folder, changes, after, as_of)
    return Before(commit, before, evaluation, {new.stem: old.stem for old, new in changes.renamed.items()})


def brought_in(after: Report, before: Report, renamed: Mapping[str, str]) -> Report:
    """The report with those findings alone that the change brings in.

    A gap's identity is account, check and record, never a line: what only moved in a file is not new.
    """
    known = Counter(_identity(finding, {}) for finding in before.findings if finding.state != "waived")
    new = []
    for finding in after.findings:
        identity = _identity(finding, renamed)
        if known[identity] > 0:
            known[identity] -= 1
        else:
            new.append(finding)
    return msgspec.structs.replace(after, findings=tuple(new))


def _identity(finding: Finding, renamed: Mapping[str, str]) -> tuple[str | None, str, str | None]:
    gap = finding.gap
    account = renamed.get(gap.account, gap.account) if gap.account else None
    return account, gap.check, gap.record


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


def _evaluate(
    before: Settings, settings: Settings, folder: AccountsFolder, changes: Changes, after: Evaluation, as_of: date
) -> Evaluation:
    touched = changes.before | changes.after
    everything = before != settings or any(path.name.startswith("_") for path in touched)
    if not folder.accounts:
        return Evaluation((), Shared(), (), {})
    if everything:
        return evaluate(before, as_of, folder=folder)
    here = {shown_path(path, settings.root) for path in changes.after}
    unchanged = tuple(file for file in after.files if file.path not in here)
    return evaluate(before, as_of, folder=folder, only=sorted(changes.before), unchanged=unchanged)
