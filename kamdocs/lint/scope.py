"""What a run looks at: of which folder, which files, for whom. Whoever has to know whether a run is whole asks here."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

import msgspec

from kamdocs.language import _
from kamdocs.lint.evaluation import AccountFile
from kamdocs.schema.audience import INTERNAL, Audience
from kamdocs.source import AccountsFolder, find_files
from kamdocs.source.folder import SUFFIXES
from kamdocs.source.names import encodable


class NothingToCheck(Exception):  # noqa: N818 (it says what happened)
    """No file matched: silence must never mean success."""


class Scope(msgspec.Struct, frozen=True, dict=True):
    """What is looked at: the account files of ``folder`` that are ``read``, and those ``reused`` from before, by path.

    The shared files of the folder are always read. ``audience`` says for whom.
    """

    folder: AccountsFolder
    read: tuple[Path, ...]
    reused: Mapping[Path, AccountFile] = {}
    audience: Audience = INTERNAL

    @cached_property
    def first_files(self) -> Mapping[str, Path]:
        """All account ids of the folder, looked at or not, each with its file; of two files of one id, the first."""
        return {account_id(path): path for path in reversed((*self.folder.accounts, *self._from_elsewhere))}

    def unseen_twin(self, path: Path) -> Path | None:
        """Another file of the folder with the id of one that is looked at, which itself is not."""
        looked_at = {*self.read, *self.reused}
        others = (one for one in self.folder.accounts if one not in looked_at and account_id(one) == account_id(path))
        return next(others, None)

    @cached_property
    def unseen(self) -> int:
        """How many account files of the folder are not looked at."""
        return len(set(self.folder.accounts) - set(self.read) - self.reused.keys())

    @property
    def whole(self) -> bool:
        """Whether every account of the folder is looked at, so that the portfolio can be judged."""
        return self.unseen == 0

    @property
    def empty(self) -> bool:
        """Whether there is no account file to look at."""
        return not self.read and not self.reused

    @property
    def _from_elsewhere(self) -> Iterable[Path]:
        return sorted(set(self.read) - set(self.folder.accounts))


def account_id(path: Path) -> str:
    """The id of the account that a file tells of: its stem."""
    return encodable(path.stem)


def find_scope(root: Path, audience: Audience = INTERNAL) -> Scope:
    """All of an accounts folder; raises :class:`NothingToCheck` where it can't be read or holds no account file."""
    try:
        folder = find_files(root) if root.is_dir() else AccountsFolder(root)
    except OSError as error:
        message = _("{path} can't be read: {reason}").format(path=error.filename, reason=error.strerror)
        raise NothingToCheck(message) from error
    scope = whole_of(folder, audience)
    if scope.empty:
        raise NothingToCheck(_("no account file (*.yml) in {folder}").format(folder=encodable(root.name)))
    return scope


def whole_of(folder: AccountsFolder, audience: Audience = INTERNAL) -> Scope:
    """All of a folder whose files are known already."""
    return Scope(folder, folder.accounts, audience=audience)


def part_of(folder: AccountsFolder, paths: Iterable[Path]) -> Scope:
    """Some files of a folder, or some that are judged with its shared files; shared files among them add nothing."""
    plans = (path for path in paths if path.suffix.lower() in SUFFIXES and not path.name.startswith("_"))
    return Scope(folder, tuple(dict.fromkeys(plans)))
