"""The ground a site may be built on: a folder that is empty, or that an earlier build made.

A build replaces the site's folder as a whole, so nobody's work may be in it. What a build made carries a mark.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kamdocs.language import _
from kamdocs.settings.error import SettingsError

MARK = "kamdocs-site.txt"
"""The file that says that a folder is ours. It tells nothing of the site, so it may be published with it."""
MARK_TEXT = "kamdocs makes this folder, and replaces it as a whole: keep nothing else in it.\n"

YARD, OLD = ".kamdocs", "old"
"""The folder in which a build works where it can't work beside the site's, and where it puts what stood there."""
TOLERATED = frozenset({"lost+found"})
"""What a file system puts into a volume of its own."""
NAMED = 3
"""How many strange files a message names."""


def site_ground(site: Path, precious: Iterable[Path]) -> Path:
    """The folder that a build may replace, links resolved; ``precious`` is what must not lie in it.

    Raises :class:`SettingsError` where the build would take somebody's files away.
    """
    ground = _followed(site)
    if ground.exists() and not ground.is_dir():
        raise SettingsError(_("the site can't go to {site}: that is a file").format(site=site), _choose())
    for path in (Path(ground.anchor), *_homes(), *precious):
        if within(path, ground):
            message = _("the site can't go to {site}: a build empties that folder, and {path} is in it")
            raise SettingsError(message.format(site=site, path=path), _choose())
    if found := strangers(ground):
        names = ", ".join(map(_printable, found[:NAMED])) + (" …" if len(found) > NAMED else "")
        message = _("the site can't go to {site}: a build empties that folder, and no build of kamdocs made {names}")
        hint = _(
            "choose another folder; if all that is in it may go, such as a site built by something else, delete it"
        )
        raise SettingsError(message.format(site=site, names=names), hint)
    return ground


def is_marked(folder: Path) -> bool:
    """Whether a build made the folder."""
    return (folder / MARK).is_file()


def mark(folder: Path) -> None:
    """Say that the folder is ours."""
    (folder / MARK).write_text(MARK_TEXT, encoding="utf-8")


def strangers(folder: Path) -> list[str]:
    """The names of what is in the folder and is not ours; nothing in a folder with our mark."""
    if not folder.is_dir() or is_marked(folder) or _is_being_swapped(folder):
        return []
    return sorted(entry.name for entry in folder.iterdir() if not stays(entry.name))


def _is_being_swapped(site: Path) -> bool:
    """Whether a build was killed while it put the entries of a new site into the folder."""
    yard = site / YARD
    return is_marked(yard) and (yard / OLD).is_dir()


def stays(name: str) -> bool:
    """Whether an entry of the folder outlives a build, as a repository does in it: hidden ones, as in MkDocs."""
    return name.startswith(".") or name in TOLERATED


def overlap(one: Path, other: Path) -> bool:
    """Whether one folder lies in the other, or both are the same."""
    return within(one, other) or within(other, one)


def within(path: Path, folder: Path) -> bool:
    """Whether a path is the folder or lies in it, whatever links and capitals lead there."""
    resolved = path.resolve()
    return any(_same(one, folder) for one in (resolved, *resolved.parents))


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one == other.resolve()


def _followed(site: Path) -> Path:
    """Where a link leads: the folder there is the site's, and the link stays."""
    if site.is_symlink() and not site.exists():
        message = _("the site can't go to {site}: that is a link which leads nowhere").format(site=site)
        raise SettingsError(message, _("delete the link, or make the folder that it leads to"))
    return site.resolve()


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


def _homes() -> Iterator[Path]:
    try:
        yield Path.home()
    except RuntimeError:  # nobody's, as in some containers
        return


def _choose() -> str:
    return _("choose a folder of its own, such as site")
