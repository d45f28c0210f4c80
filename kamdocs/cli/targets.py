"""Where files are written: never over what is not ours, never through a link that leads elsewhere, whole or not at all.

A command line that is typed in haste, or that comes out of somebody's pull request, must cost nobody a plan.
"""

import os
import re
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from kamdocs.cli.streams import show, tell, unwritable
from kamdocs.language import _
from kamdocs.report.own import HEAD, is_ours
from kamdocs.settings.error import SettingsError
from kamdocs.settings.table import FILE
from kamdocs.settings.values import Settings
from kamdocs.source.folder import SUFFIXES

SETTINGS_FILES = frozenset({FILE, "mkdocs.yml", "mkdocs.yaml"})
_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/(\d+)|/dev/std(in|out|err)")
_STANDARD = {"in": 0, "out": 1, "err": 2}


def guard_outputs(outputs: Iterable[tuple[str, Path]], settings: Settings, asked: Iterable[Path] = ()) -> None:
    """Hold that reports may be written to these files; ``asked`` are the folders and plans that are checked.

    Raises :class:`SettingsError` before anything is written.
    """
    plans = tuple(asked)
    seen: set[tuple[Path, str]] = set()
    for _format, path in outputs:
        if leads_to_stream(path):
            continue
        name = (path.absolute().parent.resolve(), path.name.casefold())
        if name in seen:
            hint = _("give each format a file of its own")
            raise SettingsError(_("{path} is named twice by --output").format(path=path), hint)
        seen.add(name)
        guard_file(path, settings, asked=plans)


def guard_file(
    path: Path, settings: Settings, *, asked: Iterable[Path] = (), ours: Callable[[bytes], bool] = is_ours
) -> None:
    """Hold that a file may be written: absent, empty or ``ours`` by its beginning, no place of plans or settings."""
    try:
        _guard_place(path, settings, asked, of_report=ours is is_ours)
        if path.exists():
            _guard_standing(path, ours)
    except OSError as error:
        raise unwritable(str(path), error) from error


def _guard_place(path: Path, settings: Settings, asked: Iterable[Path], *, of_report: bool) -> None:
    hint = _("name another file")
    if link := link_on_the_way(path, _checkout(settings.root)):
        raise _linked(path, link)
    if path.is_dir():
        raise SettingsError(_("{path} is a folder").format(path=path), _("name a file in it"))
    if path.name.casefold() in SETTINGS_FILES:
        raise SettingsError(_("{path} holds settings, and is not overwritten").format(path=path), hint)
    if any(_belongs(path, place) for place in (settings.accounts, *asked)):
        raise SettingsError(_("{path} is a place of plans, and is not overwritten").format(path=path), hint)
    if of_report and settings.baseline and _same(path, settings.baseline):
        raise SettingsError(_("{path} is the baseline, and is not overwritten").format(path=path), hint)


def _guard_standing(path: Path, ours: Callable[[bytes], bool]) -> None:
    if not path.is_file():
        raise SettingsError(_("{path} is not an ordinary file").format(path=path), _("name another file"))
    if not stat.S_IMODE(path.stat().st_mode) & 0o222:
        hint = _("make it writable, or name another file")
        raise SettingsError(_("{path} is read-only").format(path=path), hint)
    with path.open("rb") as stream:
        known = ours(stream.read(HEAD))
    if not known:
        message = _("{path} holds something that is no report of kamdocs, and is not overwritten")
        raise SettingsError(message.format(path=path), _("name another file, or delete this one first"))


def guard_new(folder: Path, paths: Iterable[Path]) -> None:
    """Hold that files may be written in a folder: no link in it leads elsewhere, and no file stands for a folder."""
    for path in paths:
        here = folder
        for part in path.parts[:-1]:
            here = here / part
            if here.is_symlink():
                raise _linked(folder / path, here)
            if here.exists() and not here.is_dir():
                message = _("{path} is a file, not a folder").format(path=here)
                raise SettingsError(message, _("rename it, or begin in another folder"))


def link_on_the_way(path: Path, checkout: Path) -> Path | None:
    """The symbolic link that leads a write astray: the file itself, or a folder on the way within the checkout.

    A link above the checkout is how its owner came there.
    """
    way = path.absolute()
    here = Path(way.anchor)
    for part in way.parts[1:-1]:
        step = here / part
        if step.is_symlink() and here.resolve().is_relative_to(checkout):
            return step
        here = step.parent.resolve().parent if part == ".." else step
    return path if path.is_symlink() else None


def leads_to_stream(path: Path) -> bool:
    """Whether a path is one of the standard streams, an open file by its number, a device or a pipe."""
    with suppress(OSError):
        return _descriptor(path) is not None or path.is_char_device() or path.is_fifo()
    return False


def write_report(path: Path, text: str) -> None:
    """Write a report to a file as a whole, or to a stream; raises :class:`SettingsError`."""
    number = _descriptor(path)
    try:
        if number == _STANDARD["out"]:
            show(text, nl=False)
        elif number == _STANDARD["err"]:
            tell(text, nl=False)
        elif number is not None:
            with os.fdopen(os.dup(number), "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        elif leads_to_stream(path):
            path.write_text(text, encoding="utf-8", newline="\n")
        else:
            write_atomically(path, text)
    except OSError as error:
        raise unwritable(str(path), error) from error


def write_atomically(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old one or the whole new one; makes its folder.

    Raises :class:`SettingsError`, and leaves nothing behind then.
    """
    from kamdocs.writing.files import put_in_place

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(path, text.encode("utf-8"))
    except (OSError, RuntimeError) as error:
        raise unwritable(str(path), error) from error


def _descriptor(path: Path) -> int | None:
    found = _DESCRIPTOR.fullmatch(str(path))
    return None if found is None else int(found[1]) if found[1] else _STANDARD[found[2]]


def _checkout(folder: Path) -> Path:
    """The top of the repository that a folder lies in; the folder itself outside of one."""
    here = folder.resolve()
    return next((one for one in (here, *here.parents) if (one / ".git").exists()), here)


def _belongs(path: Path, place: Path) -> bool:
    """Whether a file is read where ``place``, an accounts folder or a plan, is checked."""
    if not place.is_dir():
        return _same(path, place)
    read = path.suffix.lower() in SUFFIXES or (path.name.startswith("_") and path.suffix.lower() == ".csv")
    return read and any(_same(one, place) for one in path.absolute().parents)


def _same(one: Path, other: Path) -> bool:
    """Whether two paths are one file or folder, whatever they are called; of absent ones the paths tell."""
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute().parent.resolve() / one.name == other.absolute().parent.resolve() / other.name


def _linked(path: Path, link: Path) -> SettingsError:
    message = _("{path} leads through the symbolic link {link}").format(path=path, link=link)
    target = os.path.realpath(path)  # pathlib's own fails on links that lead in a circle
    return SettingsError(message, _("name the real place, if you mean it: {target}").format(target=target))
