"""One build of a site at a time: a file says who builds, and the system lets go of it when that one is dead."""

import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from kamdocs.language import _
from kamdocs.settings.error import SettingsError

if sys.platform != "win32":  # it has no such locks: there, whoever builds twice at once sees to it
    import fcntl

TRIES = 100
"""How often to look again where a build that ended has just then taken the file away."""


class Builder(msgspec.Struct, frozen=True):
    """Who builds: a process, on which machine, since when (a local time)."""

    pid: int
    host: str
    since: str


class Lock:
    """Held by one build at a time; what a dead one left is taken over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file: IO[bytes] | None = None

    def take(self) -> None:
        """Hold it, and say who does; raises :class:`SettingsError` that names who holds it already."""
        for _try in range(TRIES):
            self.path.parent.mkdir(mode=0o700, exist_ok=True)  # nobody reads a site that isn't there yet
            try:
                file = self.path.open("a+b")
            except FileNotFoundError:
                continue
            if not _hold(file):
                with file:
                    raise _taken(file)
            if _is_at(self.path, file):
                self.file = file
                _sign(file)
                return
            file.close()
        raise SettingsError(_("another build is at work"), _("wait until it has ended"))

    def let_go(self) -> None:
        """Let another build begin."""
        if self.file is not None:
            self.path.unlink(missing_ok=True)
            self.file.close()
            self.file = None


def _hold(file: IO[bytes]) -> bool:
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks is no reason not to build
    return True


def _is_at(path: Path, file: IO[bytes]) -> bool:
    """Whether the file is still the one at the path."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _sign(file: IO[bytes]) -> None:
    file.truncate(0)
    os.utime(file.fileno())
    since = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime).isoformat(" ", "seconds")
    file.write(msgspec.json.encode(Builder(os.getpid(), socket.gethostname(), since)) + b"\n")
    file.flush()


def _taken(file: IO[bytes]) -> SettingsError:
    file.seek(0)
    hint = _("wait until it has ended")
    try:
        by = msgspec.json.decode(file.read(), type=Builder)
    except msgspec.DecodeError:  # it has just begun
        return SettingsError(_("another build is at work"), hint)
    message = _("another build is at work: process {pid} on {host}, since {since}")
    return SettingsError(message.format(pid=by.pid, host=by.host, since=by.since), hint)
