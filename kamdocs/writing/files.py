"""Putting a text into the place of a file: whole or not at all, and never over what nobody looked at."""

import os
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kamdocs.language import _


class WriteError(Exception):
    """A file can't be written, and was not; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def replace_file(path: Path, before: bytes | None, after: bytes, root: Path) -> None:
    """Put ``after`` into the place of a file that holds ``before``; None means that it must not be there yet.

    Whoever reads it meanwhile sees the old file or the new one. Its mode stays, and its owner and group as far as the
    user may give it to them. Raises :class:`WriteError` where it has changed since it was read, where a link leads out
    of ``root``, and where the disk refuses.
    """
    try:
        _guard(path, root)
        _hold_unchanged(path, before)
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, before, after)
    except OSError as error:
        message = _("{path} can't be written: {reason}").format(path=path, reason=error.strerror or error)
        raise WriteError(message, _("check the folder, its disk and your rights")) from error


def _guard(path: Path, root: Path) -> None:
    """Hold that a file lies in a folder, whatever links lead there, and is no link itself."""
    top = root.resolve()
    real = path.parent.resolve() / path.name
    if path.is_symlink() or not real.is_relative_to(top):
        message = _("{path} is a link, or leads out of {folder}").format(path=path, folder=root)
        raise WriteError(message, _("write the file that is meant by its own name"))
    if path.exists() and not path.is_file():
        raise WriteError(_("{path} is not an ordinary file").format(path=path), _("name another file"))


def _hold_unchanged(path: Path, before: bytes | None) -> None:
    there = path.read_bytes() if path.exists() else None
    if there == before:
        return
    if before is None:
        raise _there_already(path)
    message = _("{path} was changed by somebody else meanwhile, and is left as it is").format(path=path)
    raise WriteError(message, _("run the command again"))


def _there_already(path: Path) -> WriteError:
    return WriteError(_("{path} is there already").format(path=path), _("name another one, or look into it first"))


def _replace(path: Path, before: bytes | None, after: bytes) -> None:
    if before is not None and not stat.S_IMODE(path.stat().st_mode) & 0o222:
        raise WriteError(_("{path} is read-only").format(path=path), _("make it writable first"))

    def put(temporary: Path) -> None:
        _hold_unchanged(path, before)  # once more: writing has taken its time
        if before is None:
            _put_new(temporary, path)
        else:
            temporary.replace(path)

    put_in_place(path, after, put)


def put_in_place(path: Path, data: bytes, put: Callable[[Path], object] | None = None) -> None:
    """Write a file so that whoever reads it sees the old one or the whole new one; raises ``OSError``.

    The rights of a file that stands there stay, and its owner and group as far as the user may give them. ``put`` gives
    the finished file its name, where that is not just to take the place. Makes no folder, and leaves nothing behind
    where it fails; killed, it may leave a hidden file that nothing reads.
    """
    there = path.stat() if path.exists() else None
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kamdocs-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if there is not None:
            _keep_owner(temporary, there)
        temporary.chmod(_new_mode() if there is None else stat.S_IMODE(there.st_mode))
        if put is None:
            temporary.replace(path)
        else:
            put(temporary)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _keep_owner(temporary: Path, like: os.stat_result) -> None:
    """Give a file the owner and the group of the one whose place it takes, as far as the user may.

    A plan that a group of people writes would else be lost to the others.
    """
    if hasattr(os, "chown"):
        for owner, group in ((-1, like.st_gid), (like.st_uid, -1)):
            with suppress(OSError):
                os.chown(temporary, owner, group)


def _put_new(temporary: Path, path: Path) -> None:
    """Give a file its name, which no other may have; unlike a rename, a link never takes another's place."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise _there_already(path) from None
    except OSError:  # a disk without hard links
        temporary.rename(path)
    else:
        temporary.unlink()


def _new_mode() -> int:
    """The rights that the user gives new files."""
    os.umask(mask := os.umask(0))
    return 0o666 & ~mask
