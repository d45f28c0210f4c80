"""Which files an accounts folder holds, found in a fixed order, and their bytes, read within limits."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from kamdocs.language import _
from kamdocs.source.text import MAX_BYTES

SUFFIXES = (".yml", ".yaml")


class AccountsFolder(msgspec.Struct, frozen=True):
    """The files of an accounts root. The shared files are absent as None; ``strangers`` look like one and are none.

    ``reader`` gives the bytes of a path where they don't come from the disk (a commit of git, say).
    """

    root: Path
    accounts: tuple[Path, ...] = ()
    team: Path | None = None
    offerings: Path | None = None
    revenue: Path | None = None
    strangers: tuple[Path, ...] = ()
    reader: Callable[[Path], bytes] | None = None

    def read(self, path: Path) -> bytes:
        """The bytes of one of the files; raises ``OSError``, see :func:`read_bytes`."""
        return self.reader(path) if self.reader else read_bytes(path, self.root)


def find_files(root: Path) -> AccountsFolder:
    """All files of an accounts root, sub-folders included, sorted; hidden files and folders are left out."""
    return arrange_files(root, _visible_files(root))


def arrange_files(root: Path, paths: Iterable[Path], reader: Callable[[Path], bytes] | None = None) -> AccountsFolder:
    """The files of an accounts root by what they are, sorted."""
    accounts, strangers, shared = [], [], {}
    for path in sorted(paths):
        if path.suffix.lower() in SUFFIXES and not path.name.startswith("_"):
            accounts.append(path)
        elif path.parent == root and (role := ROLES.get(path.name)) and role not in shared:
            shared[role] = path
        elif _looks_read(path):
            strangers.append(path)
    return AccountsFolder(root, tuple(accounts), strangers=tuple(strangers), reader=reader, **shared)


ROLES = {
    "_team.yml": "team",
    "_team.yaml": "team",
    "_offerings.yml": "offerings",
    "_offerings.yaml": "offerings",
    "_revenue.csv": "revenue",
}
"""What each shared file is for, by its name."""
SHARED_NAMES = ("_team.yml", "_offerings.yml", "_revenue.csv")
"""What the shared files are called."""
UNREAD_ENDS = tuple(f"{suffix}.txt" for suffix in SUFFIXES)
"""How a plan is called after a text editor has put its own ending behind it."""
_STEMS = frozenset(name.partition(".")[0] for name in SHARED_NAMES)


def _looks_read(path: Path) -> bool:
    """Whether somebody may believe that a file is read, as a plan or as a shared one: by its name, or as a folder."""
    name = path.name.lower()
    if name.endswith(UNREAD_ENDS) or path.is_dir():  # a folder that is found here is a link to one
        return True
    if name.startswith("_"):
        return path.suffix.lower() in (*SUFFIXES, ".csv") or path.stem.lower() in _STEMS
    return f"_{name}" in SHARED_NAMES


def _visible_files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:  # it knows what each entry is without asking the disk once more
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _visible_files(Path(entry.path))
            else:
                yield Path(entry.path)


def read_bytes(path: Path, root: Path) -> bytes:
    """The bytes of a file of ``root``, at most one more than is allowed.

    Raises ``OSError`` where the file can't be read, and where it is a link to something outside of ``root``: a
    pull request must not make the builder read other files of its machine.
    """
    try:
        leads_out = path.is_symlink() and not path.resolve().is_relative_to(root.resolve())
    except RuntimeError as error:
        raise OSError(0, _("it is a link that leads in a circle")) from error
    if leads_out:
        raise OSError(0, _("it is a link that leads out of the accounts folder"))
    if not path.is_file():
        raise OSError(0, _("it is not an ordinary file"))
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)
