"""``--commit``: one commit of the files that were written, with a message in words, and of nothing else.

What else is changed or staged in the repository stays as it is.
"""

from collections.abc import Sequence
from pathlib import Path

from kamdocs.cli.running_git import Ran, git_says, run_git
from kamdocs.language import _
from kamdocs.settings.error import SettingsError
from kamdocs.source.git import GitError, open_repository


def refuse_uncommitted(root: Path, paths: Sequence[Path]) -> None:
    """Hold that nothing of these files waits for a commit: it would go into ours, under our words.

    Raises :class:`SettingsError`, also where ``root`` is in no repository, or a file is in another one.
    """
    try:
        top = open_repository(root).root
    except GitError as error:
        raise SettingsError(
            str(error), _("leave --commit out, or make the folder a repository of git first")
        ) from error
    existing = [path for path in paths if path.exists()]
    ran = _git(top, "status", "--porcelain", "-z", "--", *map(str, existing)) if existing else None
    if ran and ran.returncode:
        raise SettingsError(
            _("git can't commit these files: {reason}").format(reason=_reason(ran.stderr)),
            _("leave --commit out, and commit them by hand"),
        )
    if ran and ran.stdout:
        name = ran.stdout.split("\0")[0][3:]
        raise SettingsError(
            _("{path} has changes that are not committed yet").format(path=name),
            _("commit them first, or leave --commit out: they would go into the same commit"),
        )


def commit_files(root: Path, paths: Sequence[Path], words: str) -> str:
    """Commit these files alone; the commit's short name.

    Raises :class:`SettingsError` where git doesn't: the files are written all the same, and it says so.
    """
    from kamdocs.report.printable import printable

    top = open_repository(root).root
    message = printable(" ".join(words.split()))
    names = [str(path) for path in paths]
    untracked = _git(top, "ls-files", "--others", "-z", "--", *names) if names else None
    new = [name for name in (untracked.stdout if untracked else "").split("\0") if name]
    ran = _git(top, "add", "--intent-to-add", "--", *new) if new else None
    if ran is None or ran.returncode == 0:
        ran = _git(top, "commit", "--quiet", "--only", "-m", message, "--", *names)
    if ran.returncode == 0:
        return _git(top, "rev-parse", "--short", "HEAD").stdout.strip()
    if new:
        _git(top, "reset", "--quiet", "--", *new)
    raise SettingsError(
        _("the file is written, but git did not commit it: {reason}").format(reason=_reason(ran.stderr or ran.stdout)),
        _("commit it by hand once that is settled"),
    )


def users_email(root: Path) -> str | None:
    """What git calls ``user.email`` in a folder; None without git, or where it is not set."""
    said = (git_says(root, "config", "--get", "user.email") or "").strip()
    return said or None


def _reason(said: str) -> str:
    """Why git failed, in a line: of many, those that say what is fatal."""
    if "user.email" in said or "user.name" in said:
        return _("it does not know who you are (git config user.name and user.email)")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    fatal = [line.partition(":")[2].strip() for line in lines if line.startswith(("fatal:", "error:"))]
    return (fatal or lines or [_("unknown reason")])[0]


def _git(folder: Path, *arguments: str) -> Ran:
    ran = run_git(folder, *arguments)
    if ran is None:
        raise SettingsError(_("git is not installed"), _("install git, or leave --commit out"))
    return ran
