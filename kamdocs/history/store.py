"""What versions told, kept from one run to the next, so that each content is evaluated once.

It lies in git's own folder (``.git/kamdocs``), beside the plans that it is made of and no less guarded than they are:
it goes where the clone goes and is in no commit. A cache in the user's home would leave there what plans tell when
the clone is long gone. One file a handbook, readable by its owner alone, put in place whole; plain data, nothing that
could run. What can't be read, or was made by another program, for other settings or by somebody else, counts as not
there.
"""

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path

import msgspec

from kamdocs.history.packing import packed, unpacked
from kamdocs.history.told import Told
from kamdocs.source.git import Repository
from kamdocs.writing.files import put_in_place

MOST_BYTES = 64 * 1024 * 1024
"""How much is kept; a version takes about 1 KB, so that is some 60,000 versions."""
_MAGIC = b"kamdocs history 1\n"
_FOLDER = "kamdocs"
_HEX = 64
_HEAD = len(_MAGIC) + 2 * _HEX
_decoder = msgspec.msgpack.Decoder(dict[str, bytes])
_encoder = msgspec.msgpack.Encoder()


class Store:
    """What versions told, by name of the content and id; without a ``path`` it is forgotten at the end.

    ``digest`` stands for all else that it depends on: what was kept under another counts as not there.
    """

    def __init__(self, path: Path | None = None, digest: str = "") -> None:
        self._path, self._digest = path, digest
        self._known = _read(path, digest) if path else {}
        self._used: dict[str, bytes] = {}
        self._changed = False

    def get(self, name: str) -> Told | None:
        """What a version told; None where that is not known."""
        data = self._known.get(name)
        told = None if data is None else unpacked(data)
        if data is not None and told is not None:
            self._used[name] = data
        return told

    def put(self, name: str, told: Told) -> None:
        """Keep what a version told."""
        self._used[name] = packed(told)
        self._changed = True

    def save(self) -> None:
        """Put what is new on the disk; what was not asked for stays as far as there is room. Never raises."""
        if self._path is None or not self._changed:
            return
        kept: dict[str, bytes] = {}
        size = 0
        for name, data in {
            **self._used,
            **{one: it for one, it in self._known.items() if one not in self._used},
        }.items():
            size += len(data)
            if size > MOST_BYTES:
                break
            kept[name] = data
        with suppress(OSError):
            _write(self._path, self._digest, kept)
        self._known, self._changed = kept, False


def store_path(repository: Repository, root: Path) -> Path:
    """Where what is told of a handbook is kept; ``root`` is the folder of its settings."""
    name = hashlib.sha256(os.fsencode(os.path.relpath(root, repository.root))).hexdigest()[:16]
    return repository.private_folder() / _FOLDER / f"history-{name}"


def content_name(data: bytes, like: str | None) -> str:
    """What git calls a content, in the manner of another's name."""
    make = hashlib.sha256 if like and len(like) == _HEX else hashlib.sha1
    return make(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _read(path: Path, digest: str) -> dict[str, bytes]:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as stream:
            data = stream.read() if _is_ours(os.fstat(handle)) else b""
    except OSError:
        return {}
    body = memoryview(data)[_HEAD:]
    if data[:_HEAD] != _head(digest, body):
        return {}
    try:
        return _decoder.decode(body)
    except msgspec.MsgspecError:
        return {}


def _is_ours(there: os.stat_result) -> bool:
    """Whether a file is an ordinary one that nobody else could have written or may read, and of a sensible size."""
    mine = not hasattr(os, "geteuid") or (there.st_uid == os.geteuid() and not there.st_mode & 0o077)
    return stat.S_ISREG(there.st_mode) and mine and there.st_size <= 2 * MOST_BYTES


def _head(digest: str, body: bytes | memoryview) -> bytes:
    """What a file begins with: what it was made for, and what shows that it is whole."""
    return _MAGIC + digest.encode() + hashlib.sha256(body).hexdigest().encode()


def _write(path: Path, digest: str, entries: dict[str, bytes]) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    there = path.parent.lstat()
    if not stat.S_ISDIR(there.st_mode) or (hasattr(os, "geteuid") and there.st_mode & 0o077):
        return
    body = _encoder.encode(entries)

    def put(temporary: Path) -> None:
        temporary.chmod(0o600)
        temporary.replace(path)

    put_in_place(path, _head(digest, body) + body, put)
