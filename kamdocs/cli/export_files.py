"""Where an export goes: one file a table or one for all, over an earlier export and over nothing else.

Beside the tables stands what they were when they were written: one that people changed since is not overwritten.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from kamdocs.cli.streams import unwritable
from kamdocs.cli.targets import guard_file
from kamdocs.exchange import as_csv, as_sqlite, as_xlsx, own_files
from kamdocs.exchange.export import table_names
from kamdocs.exchange.tables import Table
from kamdocs.language import _
from kamdocs.report.own import HEAD
from kamdocs.schema.audience import Audience
from kamdocs.settings.error import SettingsError
from kamdocs.settings.values import Settings
from kamdocs.writing import WriteError, replace_file

WHOLE: Mapping[str, tuple[str, Callable[[Sequence[Table]], bytes], Callable[[bytes], bool]]] = {
    "xlsx": (as_xlsx.FILE, as_xlsx.xlsx_file, as_xlsx.is_xlsx_export),
    "sqlite": (as_sqlite.FILE, as_sqlite.sqlite_file, as_sqlite.is_sqlite_export),
}
"""The formats that hold all tables in one file: its name, what makes it, and what knows an earlier one."""


class Place(msgspec.Struct, frozen=True):
    """A file of an export: what is written there of all tables, and whether what stands there is an earlier one."""

    path: Path
    made: Callable[[Sequence[Table]], bytes]
    is_ours: Callable[[bytes], bool]


def places_of(folder: Path, format_: str, tables: Iterable[str]) -> tuple[Place, ...]:
    """The files of an export in a format: ``csv``, or one of those of ``WHOLE``."""
    if format_ in WHOLE:
        name, made, is_ours = WHOLE[format_]
        return (Place(folder / name, made, is_ours),)
    return tuple(
        Place(folder / f"{name}{as_csv.SUFFIX}", partial(_csv_of, name), partial(as_csv.is_csv_export, name))
        for name in tables
    )


def guard_places(folder: Path, places: Sequence[Place], settings: Settings, audience: Audience) -> None:
    """Hold that all files may be written; raises :class:`SettingsError` before anything is."""
    if folder.exists() and not folder.is_dir():
        raise SettingsError(_("{path} is a file, not a folder").format(path=folder), _another())
    real = Path(os.path.realpath(folder))
    if any(_same(one, settings.accounts) for one in (real, *real.parents)):
        message = _("{path} is a place of plans, and no export is written there").format(path=folder)
        raise SettingsError(message, _another())
    for place in places:
        guard_file(place.path, settings, ours=lambda _head: True)  # whose it is, is told in other words
        if place.path.exists() and not place.is_ours(_head_of(place.path)):
            message = _("{path} is no earlier export of kamdocs, or was changed since, and is not overwritten")
            raise SettingsError(message.format(path=place.path), _("name another folder, or delete the file first"))
    _refuse_changed(folder, places, settings)
    if not audience.everything:
        _refuse_others(folder, places, audience)


def _refuse_changed(folder: Path, places: Iterable[Place], settings: Settings) -> None:
    """Refuse to overwrite a table that is no longer what an export wrote: somebody's work is in it."""
    tables = [place.path for place in places if _has_digest(place.path)]
    if not tables:
        return
    guard_file(folder / own_files.FILE, settings, ours=own_files.is_own_files)
    written = own_files.own_files(_bytes_of(folder / own_files.FILE))
    for path in tables:
        if path.exists() and own_files.digest(path.read_bytes()) not in written.get(path.name, ()):
            message = _("{path} was changed since kamdocs wrote it, and is not overwritten").format(path=path)
            raise SettingsError(message, _what_to_do_with(path))


def _what_to_do_with(path: Path) -> str:
    if path.suffix != as_csv.SUFFIX:
        return _("name another folder, or delete the file first")
    hint = _("bring it in first, with {line}, and delete it then; or name another folder")
    return hint.format(line=f"kamdocs import {path} --from kamdocs")


def write_places(places: Iterable[Place], tables: Sequence[Table]) -> None:
    """Write all files, each whole or not at all; raises :class:`SettingsError`."""
    made = [(place.path, place.made(tables)) for place in places]
    if told := [(path, data) for path, data in made if _has_digest(path)]:
        made.insert(0, _digests_of(told))  # first, so that a run that is broken off leaves no table that nobody knows
    for path, data in made:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_bytes() if path.exists() else None
            if before != data:
                replace_file(path, before, data, path.parent)
        except WriteError as error:
            raise SettingsError(str(error), error.hint) from error
        except OSError as error:
            raise unwritable(str(path), error) from error


def _digests_of(made: Sequence[tuple[Path, bytes]]) -> tuple[Path, bytes]:
    """The file of digests: of what is to be written, and of what stands there until then."""
    path = made[0][0].with_name(own_files.FILE)
    written = dict(own_files.own_files(_bytes_of(path)))
    for table, data in made:
        standing = [own_files.digest(table.read_bytes())] if table.exists() else []
        written[table.name] = {own_files.digest(data), *standing}
    return path, own_files.own_files_text(written).encode()


def _has_digest(path: Path) -> bool:
    """Whether a digest tells that a file was changed; a workbook says so itself."""
    return path.name != as_xlsx.FILE


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _csv_of(name: str, tables: Sequence[Table]) -> bytes:
    return as_csv.csv_file(next(table for table in tables if table.name == name))


def _refuse_others(folder: Path, places: Iterable[Place], audience: Audience) -> None:
    """Refuse a folder with files of another export: nobody would see that they are not for the same readers."""
    written = {place.path for place in places}
    for format_ in ("csv", *WHOLE):
        for place in places_of(folder, format_, table_names()):
            if place.path not in written and place.path.is_file() and place.is_ours(_head_of(place.path)):
                message = _("{path} is of another export, and may hold what {audience} may not read")
                raise SettingsError(message.format(path=place.path, audience=audience.name), _another())


def _head_of(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(HEAD)


def _same(one: Path, other: Path) -> bool:
    """Whether two paths are one folder, whatever they are called; never where one is not there."""
    with suppress(OSError):
        return one.samefile(other)
    return False


def _another() -> str:
    return _("name another folder")
