"""Which versions the files of a folder had, out of git: commit by commit along the first-parent line."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from kamdocs.source.git import Repository, moment

_ORDINARY = b"100"
"""How the mode of an ordinary file begins; links (120000) and other repositories (160000) are no plans."""


class Touched(msgspec.Struct, frozen=True):
    """A path that a commit touched: the name of its content after that, None where no ordinary file is there any more.

    ``was`` is the path that the file had before, where the commit moved it.
    """

    path: Path
    blob: str | None
    was: Path | None = None


class Commit(msgspec.Struct, frozen=True):
    """A commit, when it was committed, and what it touched."""

    name: str
    at: datetime
    touched: tuple[Touched, ...]


def read_commits(repository: Repository, folder: Path) -> tuple[Commit, ...]:
    """The commits that touched a folder, oldest first; a merge counts as what it brought to the line.

    Paths are those from the folder. Raises :class:`~kamdocs.source.git.GitError`.
    """
    begin = folder.relative_to(repository.root).as_posix().encode("utf-8", "surrogateescape") + b"/"
    found = list(_commits(repository.history(folder), b"" if begin == b"./" else begin))
    found.reverse()
    return tuple(found)


def _commits(log: bytes, begin: bytes) -> Iterator[Commit]:
    fields = iter(log.split(b"\0"))
    head: list[bytes] = []
    touched: list[Touched] = []
    for field in fields:
        entry = field.lstrip(b"\n")
        if entry.startswith(b":"):
            touched += _touched(entry.split(b" "), fields, begin)
        elif entry:
            if head:
                yield Commit(head[1].decode(), moment(head[2]), tuple(touched))
            head, touched = entry.split(), []
    if head:
        yield Commit(head[1].decode(), moment(head[2]), tuple(touched))


def _touched(entry: list[bytes], fields: Iterator[bytes], begin: bytes) -> Iterator[Touched]:
    """What a line of ``--raw`` says, whose paths are the next of the fields: ``:MODE MODE BLOB BLOB STATUS``."""
    before, after, _old, blob, status = entry[:5]
    path, was = _path(next(fields), begin), None
    if status[:1] in (b"R", b"C"):
        was, path = path, _path(next(fields), begin)
    ordinary = after.startswith(_ORDINARY)
    moved = was is not None and status[:1] == b"R"
    if moved and not (ordinary and before[1:].startswith(_ORDINARY)):
        yield Touched(was or path, None)
        moved = False
    yield Touched(path, blob.decode() if ordinary else None, was if moved else None)


def _path(name: bytes, begin: bytes) -> Path:
    return Path(name.removeprefix(begin).decode("utf-8", "surrogateescape"))
