"""A site is built beside the one that stands, and takes its place when nothing can fail any more.

Where the site's folder can be moved, the new one takes its place as a whole. Where it can't, because it is a mount
point, or we stand in it or may not write beside it, its entries do, one after the other.

All that is made on the way lies in one hidden folder, the yard, beside the site's folder or in it. It is marked as
ours, and git doesn't see it. What a killed build left there is set right, and cleared, by the next one.
"""

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from kamdocs.language import _
from kamdocs.settings.error import SettingsError
from kamdocs.site.exchange import move_entries, replace_folder
from kamdocs.site.ground import MARK, OLD, YARD, is_marked, mark, stays, strangers, within
from kamdocs.site.lock import Lock

IGNORE, LOCK = ".gitignore", "lock"


class Construction:
    """One build of the site at ``site``.

    It is made in ``new``; ``done`` is what waits for its place, and ``old`` what stood there before. ``stands`` says
    that the new site is in its place.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.whole = _can_be_moved(site)
        self.yard = site.with_name(f".{site.name}{YARD}") if self.whole else site / YARD
        self.new, self.done, self.old = (self.yard / name for name in ("new", "done", OLD))
        self.lock = Lock(self.yard / LOCK)
        self.stands = False

    def begin(self) -> None:
        """Make room. Raises :class:`SettingsError` where another build is at work, and OSError."""
        if self.yard.is_symlink() or _holds_more(self.yard):
            message = _("{path} is in the way, and isn't kamdocs' own").format(path=self.yard)
            raise SettingsError(message, _("move it elsewhere"))
        self.yard.parent.mkdir(parents=True, exist_ok=True)
        self.lock.take()
        mark(self.yard)
        (self.yard / IGNORE).write_text("*\n", encoding="utf-8")
        self._set_right()
        self._clear()
        self._hold_clean()
        self.new.mkdir()

    def finish(self) -> None:
        """Put the new site in its place. Raises :class:`SettingsError` and OSError; then the old one stands."""
        self._hold_clean()
        mark(self.new)
        self._swap()

    def undo(self) -> None:
        """Put the old site back, if there was one."""
        if self.stands and self.old.is_dir():
            self.old.rename(self.new)
            self._swap()
        elif self.stands:
            self.site.rename(self.old)
        self.stands = False

    def close(self) -> None:
        """Clear the yard, and let others build."""
        if self.lock.file is None:
            return
        self._clear()
        for name in (IGNORE, MARK):
            (self.yard / name).unlink(missing_ok=True)
        self.lock.let_go()
        with suppress(OSError):  # the next build has begun already
            self.yard.rmdir()

    def _hold_clean(self) -> None:
        """Raise :class:`SettingsError` where somebody has put something into the site's folder meanwhile."""
        if found := strangers(self.site):
            message = _("{name} has come into {site} meanwhile; nothing in there is changed")
            hint = _("take it out of there, and build again")
            raise SettingsError(message.format(name=found[0], site=self.site), hint)

    def _swap(self) -> None:
        """Put what is in ``new`` in its place; what was there is in ``old`` then."""
        if not self.site.is_dir():
            self.new.rename(self.site)
        elif not (self.whole and self._swap_whole()):
            self.old.mkdir()
            move_entries(_entries(self.site), self.site, self.old)
            self.new.rename(self.done)  # from here on, a killed build is carried through by the next one
            move_entries(_names(self.done), self.done, self.site)
        self.stands = True

    def _swap_whole(self) -> bool:
        standing = self.site.stat()
        self.new.chmod(stat.S_IMODE(standing.st_mode))
        with suppress(OSError):  # only root may give away what it makes
            os.chown(self.new, standing.st_uid, standing.st_gid)
        self.new.rename(self.done)
        try:
            replace_folder(self.done, self.site, self.old)
        except OSError:  # a file system may refuse to move a folder, as overlays do
            self.done.rename(self.new)
            return False
        self._carry_over(self.old)
        return True

    def _set_right(self) -> None:
        """Bring to an end what a killed build was doing to the site itself."""
        if self.new.is_dir() and self.old.is_dir():  # it was taking out the old entries
            move_entries(_names(self.old), self.old, self.site)
        elif self.done.is_dir() and self.old.is_dir():  # the old site is away, the new one not yet, or half, there
            if self.site.exists():
                move_entries(_names(self.done), self.done, self.site)
            else:
                self.done.rename(self.site)

    def _clear(self) -> None:
        shutil.rmtree(self.new, ignore_errors=True)
        for folder in (self.done, self.old):
            self._carry_over(folder)
            shutil.rmtree(folder, ignore_errors=True)

    def _carry_over(self, folder: Path) -> None:
        """Take with us what outlives a build: the hidden entries of a folder that was there."""
        if self.site.is_dir():
            kept = [name for name in _names(folder) if stays(name) and not os.path.lexists(self.site / name)]
            move_entries(kept, folder, self.site)


def _can_be_moved(site: Path) -> bool:
    """Whether the folder may be taken away and another one put in its place."""
    if not site.is_dir():
        return True
    return not os.path.ismount(site) and not _stands_in(site) and os.access(site.parent, os.W_OK | os.X_OK)


def _stands_in(site: Path) -> bool:
    try:
        return within(Path.cwd(), site)
    except OSError:
        return False


def _holds_more(yard: Path) -> bool:
    """Whether there is something in the yard's place that isn't ours."""
    if not yard.exists():
        return False
    return not yard.is_dir() or not (is_marked(yard) or set(_names(yard)) <= {MARK, IGNORE, LOCK})


def _names(folder: Path) -> list[str]:
    """What is in the folder, the mark first: whatever happens on the way, the folder stays known as ours."""
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    return sorted(names, key=lambda name: (name != MARK, name))


def _entries(site: Path) -> list[str]:
    return [name for name in _names(site) if name != MARK and not stays(name)]
