"""``import/NAME.toml``: how an export is read, kept in the repository, so that the next one is one command.

Written once with all that was found out, then people's own: it is read and never written over.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from kamdocs.exchange.headers import COMMON, SOURCES, TABLES, YEAR, Recognised, fields_of, fold, recognise, unused
from kamdocs.exchange.reading import ENCODINGS, SEPARATORS
from kamdocs.exchange.sheets import Form, Sheet
from kamdocs.exchange.values import OTHER_LISTS, SCHEMA_LISTS, DateOrder, DecimalMark, values_of
from kamdocs.language import _
from kamdocs.settings.error import SettingsError, did_you_mean

FOLDER = "import"
"""Where mappings, the state and rejected rows are, from the root of the handbook."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}")
_ALIKE = 0.6
"""So many of a file's columns have to be in a new export, for it to be the same file."""


class FileMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file: which table it is, and what its columns hold; an empty text is a column that nothing is made of."""

    table: str
    columns: Mapping[str, str] = {}


class ExportMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the exports of one system are read. What is None is found out, or has its default."""

    source: str = "auto"
    encoding: str | None = None
    separator: str | None = None
    dates: DateOrder | None = None
    decimal: DecimalMark | None = None
    currency: str | None = None
    system: str | None = None
    tier: str | None = None
    activities: Literal["held", "all"] | None = None
    new_plans: bool | None = None
    since: date | None = None
    files: tuple[FileMapping, ...] = ()
    values: Mapping[str, Mapping[str, str]] = {}
    people: Mapping[str, str] = {}


def is_name(name: str) -> bool:
    """Whether a mapping may be called so."""
    return bool(_NAME.fullmatch(name))


def read_mapping(text: str, shown: str, team: Iterable[str] = ()) -> ExportMapping:
    """A mapping out of its file; ``team`` are the ids of our people. Raises :class:`SettingsError`."""
    try:
        mapping = msgspec.convert(tomllib.loads(text), ExportMapping)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise SettingsError(f"{shown}: {error}", _("see the guide on imports for what may stand there")) from error
    for message, hint in _faults(mapping, set(team)):
        raise SettingsError(f"{shown}: {message}", hint)
    return mapping


def _faults(mapping: ExportMapping, team: set[str]) -> Iterator[tuple[str, str]]:
    one_of = (
        ("source", mapping.source, (*SOURCES, COMMON, "auto", "kamdocs")),
        ("encoding", mapping.encoding, ENCODINGS),
        ("separator", mapping.separator, tuple(SEPARATORS)),
        ("tier", mapping.tier, values_of("tier")),
    )
    for key, value, known in one_of:
        if value is not None and value not in known:
            yield _("{key} is {value}").format(key=key, value=value), did_you_mean(value, known)
    if mapping.system is not None and not is_name(mapping.system):
        yield _("{key} is {value}").format(key="system", value=mapping.system), _("write a word, such as crm or erp")
    for file in mapping.files:
        yield from _faults_of_file(file)
    for kind, words in mapping.values.items():
        yield from _faults_of_words(kind, words.values())
    for person in mapping.people.values():
        if person and person not in team:
            told = _("[people] has {value}, who is not in _team.yml").format(value=person)
            yield told, did_you_mean(person, sorted(team))


def _faults_of_words(kind: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
    known = (*SCHEMA_LISTS, *OTHER_LISTS)
    if kind not in known:
        yield _("there is no table [values.{kind}]").format(kind=kind), did_you_mean(kind, known)
        return
    for value in values:
        if value and value not in values_of(kind) and kind != "currency":
            told = _("[values.{kind}] has {value}").format(kind=kind, value=value)
            yield told, did_you_mean(value, values_of(kind))


def _faults_of_file(file: FileMapping) -> Iterator[tuple[str, str]]:
    if file.table not in TABLES:
        yield _("there is no table {table}").format(table=file.table), did_you_mean(file.table, TABLES)
        return
    for field in file.columns.values():
        if field and field not in fields_of(file.table) and not field.startswith(YEAR):
            told = _("{table} has no field {field}").format(table=file.table, field=field)
            yield told, did_you_mean(field, sorted(fields_of(file.table)))


def recognised(sheet: Sheet, mapping: ExportMapping, source: str, table: str | None = None) -> Recognised | None:
    """What a sheet is: by a file of the mapping that has its columns, else by names; None where it is nothing known."""
    sources = (source,) if source == COMMON else (source, COMMON)
    file = _file_of(sheet, mapping) if table is None else None
    if file is None:
        return recognise(sheet, sources, table)
    found = recognise(sheet, sources, file.table)
    return _as_mapped(found, file) if found else None


def _file_of(sheet: Sheet, mapping: ExportMapping) -> FileMapping | None:
    headers = set(map(fold, sheet.headers))
    best: tuple[float, FileMapping] | None = None
    for file in mapping.files:
        theirs = set(map(fold, file.columns))
        like = len(theirs & headers) / max(len(theirs | headers), 1)
        if like >= _ALIKE and (best is None or like > best[0]):
            best = like, file
    return best[1] if best else None


def _as_mapped(found: Recognised, file: FileMapping) -> Recognised:
    """A recognised sheet with the columns that people named in place of those that were found."""
    own = {fold(header): field for header, field in file.columns.items()}
    headers = found.sheet.headers
    columns = {field: place for field, place in found.columns.items() if fold(headers[place]) not in own}
    for place, header in reversed([*enumerate(headers)]):  # of headers that are alike, the first holds it
        if field := own.get(fold(header)):
            columns[field] = place
    rest = unused(found.sheet, columns.values())
    left = tuple(header for header in rest if header in found.left or own.get(fold(header)) == "")
    unknown = tuple(header for header in rest if header not in left)
    return msgspec.structs.replace(found, columns=columns, left=left, unknown=unknown)


def unused_files(sheets: Iterable[Sheet], mapping: ExportMapping) -> tuple[FileMapping, ...]:
    """The files of a mapping whose columns none of the sheets has."""
    used = [_file_of(sheet, mapping) for sheet in sheets]
    return tuple(file for file in mapping.files if not any(file is one for one in used))


def mapping_of(sheets: Iterable[Recognised], given: ExportMapping) -> ExportMapping:
    """The mapping to keep: what was given, with what was found out of the files."""
    found = list(sheets)
    forms = {one.sheet.form for one in found if one.sheet.form != Form()}
    form = forms.pop() if len(forms) == 1 else Form()
    files = tuple(FileMapping(one.table, _columns(one)) for one in found)
    return msgspec.structs.replace(
        given,
        source=next((one.source for one in found if one.source != COMMON), COMMON),
        encoding=given.encoding or (form.encoding if form.encoding not in ("utf-8", "utf-16") else None),
        separator=given.separator or form.separator,
        files=given.files or files,
    )


def _columns(one: Recognised) -> dict[str, str]:
    """The field of each header; of headers that are alike, the one of whose column something is made has it."""
    fields = {place: field for field, place in one.columns.items()}
    named = {fold(header): fields[place] for place, header in enumerate(one.sheet.headers) if place in fields}
    return {header: named.get(fold(header), "") for header in dict.fromkeys(one.sheet.headers) if header}


_ABOUT = """\
# How kamdocs import reads these exports. It was written once, and is yours now: kamdocs reads it and leaves it alone.
# Next time: kamdocs import FOLDER --mapping {name}
"""
_OF = {
    "people": "# Whom the other system's users are here (ids of _team.yml); an empty text: nobody of ours.\n"
    "# Who stands behind a # is not known yet: take it away, and say who it is.",
    "files": "# What each column holds; an empty text: nothing is made of it.",
    "values": "# Words of closed lists: what is written there, and what it is here; an empty text leaves the row out.",
}


def mapping_text(mapping: ExportMapping, name: str, unknown_people: Iterable[str] = ()) -> str:
    """The file of a mapping; in it people who are yet to be named, and of whom it says nothing till then."""
    lines = [_ABOUT.format(name=name)]
    for field in mapping.__struct_fields__:
        value = getattr(mapping, field)
        if field not in _OF and value is not None:
            lines.append(f"{field} = {_toml(value)}")
    waiting = (f"# {line}" for line in _pairs(dict.fromkeys(sorted(unknown_people), "")))
    lines += ["", _OF["people"], "[people]", *waiting, *_pairs(mapping.people)]
    lines += ["", _OF["values"]]
    for kind in sorted({*mapping.values, "order_status", "stage"}):
        lines += [f"[values.{kind}]", *_pairs(mapping.values.get(kind, {}))]
    lines += ["", _OF["files"]]
    for file in mapping.files:
        lines += ["[[files]]", f"table = {_toml(file.table)}", "[files.columns]", *_pairs(file.columns), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _pairs(words: Mapping[str, str]) -> Iterator[str]:
    return (f"{_toml(word)} = {_toml(value)}" for word, value in words.items())


def _toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
