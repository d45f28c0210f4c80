"""The files of an import: found, read within limits, recognised; where no encoding can be told, it is asked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from kamdocs.cli.asking import Choice, at_terminal, choose
from kamdocs.exchange import own_files
from kamdocs.exchange.ground import Opened
from kamdocs.exchange.headers import COMMON, Recognised, best_source
from kamdocs.exchange.mapping import ExportMapping, FileMapping, recognised, unused_files
from kamdocs.exchange.own_tables import is_own
from kamdocs.exchange.reading import MAX_BYTES, SUFFIXES, read_sheets, sample
from kamdocs.exchange.sheets import Form, Sheet, UnreadableFile
from kamdocs.keeping.handbook import Handbook
from kamdocs.language import _
from kamdocs.settings.error import SettingsError

_NAME = re.compile(r"^\ufeff?name:[ \t]+(.*?)[ \t]*(?:[ \t]#.*)?\r?$", re.MULTILINE)
_REFS = re.compile(r"^external_ref:([^\n]*(?:\n +[^\n]*)*)", re.MULTILINE)
_REF = re.compile(r"""([\w-]+): *["']?([^"',}\n]+)""")

_TABLES = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers", ".zip", ".gz")
"""Files that hold tables, or may, and are not read: they are missed, unlike a picture in the folder."""
_MOST_OF_A_PLAN = 1024 * 1024


class Files(msgspec.Struct, frozen=True):
    """What was found: the sheets, and what can't be read with why; ``unread`` are names of files of other kinds."""

    sheets: tuple[Sheet, ...]
    faults: tuple[tuple[str, str], ...] = ()
    unread: tuple[str, ...] = ()


class Known(msgspec.Struct, frozen=True):
    """The sheets by what they are; ``source`` is the system that they come from, or ``kamdocs``.

    ``unused`` are the files of the mapping that none of the sheets is.
    """

    source: str
    tables: tuple[Recognised, ...] = ()
    own: tuple[Sheet, ...] = ()
    unknown: tuple[Sheet, ...] = ()
    unused: tuple[FileMapping, ...] = ()


def read_files(paths: Sequence[Path], form: Form) -> Files:
    """The tables of files, and of those in folders; raises :class:`SettingsError` where an encoding has to be named."""
    sheets: list[Sheet] = []
    faults: list[tuple[str, str]] = []
    unread: list[str] = []
    asked = form
    named = {path for path in paths if not path.is_dir()}
    for path in _files(paths):
        if path.suffix.lower() not in SUFFIXES:
            if path in named or path.suffix.lower() in _TABLES:
                faults.append((path.name, _("its kind is not read: save it as CSV or as .xlsx")))
            elif path.name != own_files.FILE:
                unread.append(path.name)
            continue
        try:
            found, asked = _read(path, asked)
        except UnreadableFile as error:
            if error.asks_encoding:
                raise SettingsError(f"{path}: {error.message}", str(error.hint)) from error
            faults.append((path.name, f"{error.message}: {error.hint}"))
        except OSError as error:
            faults.append((path.name, error.strerror or str(error)))
        else:
            sheets += found
    if not sheets and not faults:
        hint = _("name a folder with the exports, or the files themselves: .csv or .xlsx")
        raise SettingsError(_("there is nothing to bring in"), hint)
    return Files(tuple(sheets), tuple(faults), tuple(unread))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith((".", "~")))
        else:
            yield path


def _read(path: Path, form: Form) -> tuple[tuple[Sheet, ...], Form]:
    """The sheets of a file, and the form with the encoding that was asked for, which holds for the next files, too."""
    if not path.is_file():
        raise OSError(0, _("it is not an ordinary file"))
    with path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    try:
        return read_sheets(path.name, data, form), form
    except UnreadableFile as error:
        if not error.asks_encoding or not at_terminal():
            raise
        choices = [Choice(one, f"{one}: {sample(data, one)}") for one in ("cp1250", "cp1252")]
        chosen = choose(_("in which of these are the words of {path} right?").format(path=path.name), choices)
        form = Form(chosen, form.separator)
        return read_sheets(path.name, data, form), form


def know_files(files: Files, mapping: ExportMapping, table: str | None) -> Known:
    """What the sheets are; raises :class:`SettingsError` where none is anything that is known."""
    own = tuple(sheet for sheet in files.sheets if is_own(sheet)) if mapping.source in ("auto", "kamdocs") else ()
    if mapping.source == "auto" and own and len(own) < len(files.sheets):
        names = ", ".join(one.shown for one in files.sheets if one not in own)
        message = _("beside tables of kamdocs export there is {names}, which is none")
        raise SettingsError(message.format(names=names), _("say --from kamdocs, or name the system with --from"))
    if mapping.source == "kamdocs" or own:
        if not own:
            raise SettingsError(_("none of the files is a table of kamdocs export"), _("name the system with --from"))
        _refuse_doubles(own)
        return Known("kamdocs", own=own, unknown=tuple(one for one in files.sheets if one not in own))
    source = best_source(files.sheets) if mapping.source == "auto" else mapping.source
    found = [(sheet, recognised(sheet, mapping, source, table)) for sheet in files.sheets]
    tables = tuple(one for _sheet, one in found if one is not None)
    if not tables and not files.faults:
        names = ", ".join(sheet.shown for sheet, _one in found)
        hint = _("say what it is, as in --table orders; the guide on imports lists the columns")
        raise SettingsError(_("nothing in {names} is known here").format(names=names), hint)
    unknown = tuple(sheet for sheet, one in found if one is None)
    return Known(source or COMMON, tables, (), unknown, unused_files(files.sheets, mapping) if table is None else ())


def _refuse_doubles(sheets: Iterable[Sheet]) -> None:
    """Hold that each table is there once: of two exports in one folder nobody can tell which one holds."""
    first: dict[str, Sheet] = {}
    for sheet in sheets:
        other = first.setdefault(sheet.name, sheet)
        if other is not sheet:
            message = _("{one} and {other} are the same table").format(one=other.shown, other=sheet.shown)
            raise SettingsError(message, _("name one of the two files, or a folder with one export"))


def unsound_plans(handbook: Handbook, accounts: Iterable[str]) -> dict[str, Opened]:
    """Plans that can't be read as a whole, by what their lines tell, lest their customers be taken for new."""
    return {one: Opened(handbook.paths[one], _told_in(handbook.paths[one]), "", sound=False) for one in accounts}


def _told_in(path: Path) -> dict[str, Any]:
    """The name and the ids of other systems that a plan tells, as far as its lines show without being read as YAML."""
    try:
        with path.open("rb") as stream:
            text = stream.read(_MOST_OF_A_PLAN).decode("utf-8", "replace")
    except OSError:
        return {}
    name, refs = _NAME.search(text), _REFS.search(text)
    return {"name": name[1].strip("'\"") if name else "", "external_ref": dict(_REF.findall(refs[1])) if refs else {}}
