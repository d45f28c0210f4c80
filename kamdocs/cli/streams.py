"""Standard output and standard error, and what to say where they can't be written.

Whoever reads our output may go away, which is its right: the rest is dropped, and the command goes on to its end, so
that its exit code says what was found and not how far somebody read. A full disk is another thing, and told.
"""

import errno
import os
import sys
from contextlib import suppress
from typing import TextIO

import click

from kamdocs.language import _
from kamdocs.settings.error import SettingsError


def colour() -> bool | None:
    """Whether to colour: never with ``NO_COLOR``, always with ``FORCE_COLOR``, else None: on a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def show(text: str, *, nl: bool = True) -> None:
    """Print to standard output; raises :class:`SettingsError` where it can't be written for another reason than that
    nobody reads it any more.
    """  # noqa: D205 (one sentence)
    try:
        click.echo(text, nl=nl, color=colour())
    except BrokenPipeError:
        abandon(sys.stdout)
    except OSError as error:
        abandon(sys.stdout)
        raise unwritable(_("standard output"), error) from error


def tell(text: str, *, nl: bool = True) -> None:
    """Print to standard error; where that can't be written there is nobody to tell."""
    try:
        click.echo(text, nl=nl, err=True, color=colour())
    except OSError:
        abandon(sys.stderr)


def unwritable(what: str, error: OSError | RuntimeError) -> SettingsError:
    """The error for something that can't be written, with what to do about its reason."""
    reason = getattr(error, "strerror", None) or str(error)
    return SettingsError(_("{path} can't be written: {reason}").format(path=what, reason=reason), _hint(error))


def _hint(error: OSError | RuntimeError) -> str:
    match getattr(error, "errno", None):
        case errno.ENOSPC | errno.EDQUOT:
            return _("the disk is full: make room, and run the command again")
        case errno.EPIPE:
            return _("whoever read it has gone away; run the command again")
        case errno.EBADF:
            return _("it is closed: send it to a file or to /dev/null")
        case errno.ENAMETOOLONG:
            return _("choose a shorter name")
        case _other:
            return _("check the folder and your rights")


def open_closed_streams() -> None:
    """Give streams that were closed before we began an end: the next file that is opened must not take their place.

    What is written to standard output then says that it is closed.
    """
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    with suppress(AttributeError):  # tests and notebooks have streams of their own kind
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def abandon(stream: TextIO) -> None:
    """Let what is left of a stream go nowhere, so that its end at the end of the program doesn't fail once more."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
