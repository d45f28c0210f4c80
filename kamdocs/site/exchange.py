"""One folder takes another's place: at once where the system can, so that there is never a moment without one."""

import ctypes
import functools
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

AT_FDCWD, EXCHANGE = -100, 2
"""Linux (renameat2, <fcntl.h> and <linux/fs.h>): relative to the working folder; RENAME_EXCHANGE. macOS (renamex_np,
<stdio.h>): RENAME_SWAP is 2, too."""


def replace_folder(new: Path, place: Path, old: Path) -> None:
    """Put ``new`` at ``place``, and what stood there at ``old``, which isn't there yet; all on one file system.

    Raises OSError where the system can't; then all is as it was.
    """
    if _at_once()(os.fsencode(new), os.fsencode(place)):
        new.rename(old)
        return
    place.rename(old)
    try:
        new.rename(place)
    except OSError:
        old.rename(place)
        raise


def move_entries(names: Iterable[str], source: Path, target: Path) -> None:
    """Move entries of one folder into another; what is there by such a name goes."""
    for name in names:
        if (target / name).is_dir() and not (target / name).is_symlink():
            shutil.rmtree(target / name)
        else:
            (target / name).unlink(missing_ok=True)
        shutil.move(source / name, target / name)


@functools.cache
def _at_once() -> Callable[[bytes, bytes], bool]:
    """What lets two paths change places in one step, and says whether it did."""
    if sys.platform in ("linux", "darwin"):
        library = ctypes.CDLL(None)
        if hasattr(library, "renameat2"):
            return lambda one, other: bool(library.renameat2(AT_FDCWD, one, AT_FDCWD, other, EXCHANGE) == 0)
        if hasattr(library, "renamex_np"):
            return lambda one, other: bool(library.renamex_np(one, other, EXCHANGE) == 0)
    return lambda _one, _other: False
