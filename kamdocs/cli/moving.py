"""A file gets another name: with git where git knows it, so that its past stays with it."""

from pathlib import Path

from kamdocs.cli.running_git import git_says
from kamdocs.language import _
from kamdocs.writing import WriteError


def move(root: Path, old: Path, new: Path) -> None:
    """Give a file another name in its folder, never in the place of another; raises :class:`WriteError`."""
    if new.is_symlink() or new.exists():
        raise WriteError(_("{path} is there already").format(path=new.name), _("give another name"))
    known = git_says(root, "ls-files", "--error-unmatch", "--", str(old)) is not None
    if known and git_says(root, "mv", "--", str(old), str(new)) is not None:
        return
    try:
        old.rename(new)
    except OSError as error:
        message = _("{path} can't be moved: {reason}").format(path=old.name, reason=error.strerror or error)
        raise WriteError(message, _("check the folder, its disk and your rights")) from error
