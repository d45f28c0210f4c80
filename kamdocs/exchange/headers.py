"""Which table a sheet is, and which column holds what: by names that live as data in ``aliases/``.

Names are compared without case, marks on letters, blanks and punctuation. A system's own names come before the common
ones, the most specific before the others; a column is used once.
"""

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

import msgspec

from kamdocs.exchange.sheets import Sheet, SheetRow
from kamdocs.language import _, marked
from kamdocs.schema.suggest import folded

SOURCES = ("salesforce", "hubspot", "dynamics", "pipedrive", "odoo", "suitecrm", "espocrm")
"""The systems whose exports are known by their names."""
COMMON = "common"
TABLES = ("users", "accounts", "contacts", "opportunities", "orders", "cases", "activities", "revenue")
"""What is brought in, in this order: an account before its people, people before what they take part in."""
_WORDS: Mapping[str, str] = {
    "users": marked("users"),
    "accounts": marked("accounts"),
    "contacts": marked("contacts"),
    "opportunities": marked("opportunities"),
    "orders": marked("orders"),
    "cases": marked("cases"),
    "activities": marked("activities"),
    "revenue": marked("revenue"),
}

_GENERIC = frozenset({
    "id", "name", "account", "account_id", "account_erp", "owner", "owner_id", "owner_email", "created", "status",
    "currency", "kind", "title", "text", "email", "phone", "first_name",
})  # fmt: skip
"""Fields that many tables have; they say little of which one it is."""
_MUSTS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "users": (("id", "name"), ("email", "name", "last_name")),
    "accounts": (("name",),),
    "contacts": (("name", "last_name", "first_name"), ("account", "account_id", "account_erp")),
    "opportunities": (("title",), ("stage", "status"), ("account", "account_id", "account_erp")),
    "orders": (("number", "id"), ("ordered", "promised"), ("account", "account_id", "account_erp")),
    "cases": (("subject", "number"), ("status", "received"), ("account", "account_id", "account_erp")),
    "activities": (("date",), ("account", "account_id", "account_erp", "contact_id", "what_id", "contact")),
    "revenue": (("amount",), ("year",), ("account", "account_id", "account_erp")),
}
"""Of each of these, one column has to be there."""
_OF_THE_NAME = 6
"""How much the name of a file counts for, against two for each telling column and one for each other."""
_YEAR = re.compile(r"\D*((?:19|20)[0-9]{2})\D*")
_BESIDES = re.compile(r"\([^()]*\)|[0-9]+")
_FIGURE = re.compile(r"[0-9.,'’\s%€$£+-]*([A-Z]{3})?")
YEAR = "year:"
"""How the field of a year is called, where each year has a column of its own."""


class TableNames(msgspec.Struct, frozen=True):
    """What a table is called, its columns by field, the columns that are no affair of ours, and kinds by file."""

    files: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = {}
    left: frozenset[str] = frozenset()
    kinds: Mapping[str, str] = {}


class Source(msgspec.Struct, frozen=True):
    """A system: its tables, and what it writes for values of closed lists, all names folded."""

    name: str
    label: str
    tables: Mapping[str, TableNames]
    values: Mapping[str, Mapping[str, str]]
    totals: frozenset[str] = frozenset()
    footers: tuple[str, ...] = ()


class Recognised(msgspec.Struct, frozen=True):
    """A sheet with what it is: the table, the place of each field's column, and the columns that nothing is made of."""

    sheet: Sheet
    table: str
    source: str
    columns: Mapping[str, int]
    left: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    kind: str = ""

    def header(self, field: str) -> str:
        """What the column of a field is called in the file."""
        return self.sheet.headers[self.columns[field]]


@functools.lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """A name without case, marks, blanks and punctuation, and without the ending of fields that users made."""
    return "".join(re.findall(r"\w", folded(name.removesuffix("__c")).replace("_", "")))


@functools.cache
def load_source(name: str) -> Source:
    """A system by its name, or ``common``."""
    text = (files("kamdocs.exchange.aliases") / f"{name}.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    tables = {table: _table(data[table]) for table in TABLES if table in data}
    values = {
        kind: {fold(word): value for word, value in words.items()} for kind, words in data.get("values", {}).items()
    }
    totals, footers = frozenset(map(fold, data.get("totals", ()))), tuple(map(fold, data.get("footers", ())))
    return Source(name, data["label"], tables, values, totals, footers)


def _table(data: Mapping[str, Any]) -> TableNames:
    return TableNames(
        tuple(map(folded, data.get("files", ()))),
        {field: tuple(map(fold, names)) for field, names in data["columns"].items()},
        frozenset(map(fold, data.get("left", ()))),
        {folded(stem): kind for stem, kind in data.get("kinds", {}).items()},
    )


def is_sum_or_footer(row: SheetRow) -> bool:
    """Whether a row is none of the table's: a sum of others, or what a report says below."""
    common = load_source(COMMON)
    first, *others = [cell for cell in row.cells if cell] or [""]
    if fold(_BESIDES.sub("", first)) in common.totals:
        return all(_FIGURE.fullmatch(cell) for cell in others)
    return not others and fold(first).startswith(common.footers)


def table_word(table: str) -> str:
    """What a table is called in the language that is spoken."""
    return _(_WORDS[table])


def fields_of(table: str) -> frozenset[str]:
    """The fields that a table may have."""
    return frozenset(load_source(COMMON).tables[table].columns)


def recognise(sheet: Sheet, sources: Iterable[str], table: str | None = None) -> Recognised | None:
    """What a sheet is, by the names of one of these systems; None where it is nothing that is known.

    ``table`` says what it is, where that is known; then nothing has to be there.
    """
    best: tuple[int, Recognised] | None = None
    for source in sources:
        for one in (table,) if table else TABLES:
            found = _read_as(sheet, load_source(source), one)
            score = _score(found, load_source(source))
            if (table or _complete(found)) and (best is None or score > best[0]):
                best = score, found
    return best[1] if best else None


def best_source(sheets: Iterable[Sheet]) -> str:
    """The system whose own names fit a set of sheets best; ``common`` where none does.

    Names that many systems have tell two systems apart, and alone they tell of none.
    """
    sheets = tuple(sheets)
    points: dict[str, int] = {}
    for name in SOURCES:
        found = [_own(sheet, load_source(name)) for sheet in sheets]
        points[name] = sum(map(sum, found)) if any(own for own, _shared in found) else 0
    most = max(points.values(), default=0)
    first = [name for name, score in points.items() if score == most]
    return first[0] if most and len(first) == 1 else COMMON


def _own(sheet: Sheet, source: Source) -> tuple[int, int]:
    """What speaks for a system, in its best table: four for each column that it alone calls so, one for each other."""
    common = load_source(COMMON)
    best = (0, 0)
    headers = {fold(header) for header in sheet.headers}
    for table, names in source.tables.items():
        own = {alias for aliases in names.columns.values() for alias in aliases} | names.left
        shared = common.tables[table]
        known = {alias for aliases in shared.columns.values() for alias in aliases} | shared.left
        named = headers & own
        best = max(best, (4 * len(named - known), len(named & known)), key=sum)
    return best


def _read_as(sheet: Sheet, source: Source, table: str) -> Recognised:
    """A sheet as a table of a system."""
    common = load_source(COMMON).tables[table]
    own = source.tables.get(table, TableNames())
    places: dict[str, int] = {}
    for place, header in enumerate(sheet.headers):
        places.setdefault(fold(header), place)
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for names in (own, common):
        reserved = own.left if names is common else frozenset()
        for field, aliases in names.columns.items():
            free = [
                places[one] for one in aliases if one in places and places[one] not in taken and one not in reserved
            ]
            if field not in columns and free:
                columns[field] = free[0]
                taken.add(free[0])
    if table == "revenue":
        columns |= {f"{YEAR}{year}": place for place, year in _years(sheet.headers)}
    rest = unused(sheet, columns.values())
    left = tuple(header for header in rest if fold(header) in own.left | common.left)
    unknown = tuple(header for header in rest if header not in left)
    return Recognised(sheet, table, source.name, columns, left, unknown, _kind(sheet, own, common))


def unused(sheet: Sheet, used: Iterable[int]) -> tuple[str, ...]:
    """What the columns are called that are not used; one without a name, and with something in it, by its place."""
    places = set(used)
    rest = ((place, header) for place, header in enumerate(sheet.headers) if place not in places)
    return tuple(
        header or f"#{place + 1}" for place, header in rest if header or any(_filled(row, place) for row in sheet.rows)
    )


def _filled(row: SheetRow, place: int) -> bool:
    return place < len(row.cells) and bool(row.cells[place])


def _years(headers: Iterable[str]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for place, header in enumerate(headers):
        if (found := _YEAR.fullmatch(header)) and found[1] not in seen:
            seen.add(found[1])
            yield place, found[1]


def _kind(sheet: Sheet, own: TableNames, common: TableNames) -> str:
    words = folded(sheet.name).split()
    kinds = {**common.kinds, **own.kinds}
    return next((kind for stem, kind in kinds.items() if stem in words), "")


def _complete(found: Recognised) -> bool:
    if found.table == "revenue" and any(field.startswith(YEAR) for field in found.columns):
        return any(field in found.columns for field in _MUSTS["revenue"][2])
    return all(any(field in found.columns for field in one) for one in _MUSTS[found.table])


def _score(found: Recognised, source: Source) -> int:
    names = load_source(COMMON).tables[found.table].files
    names += source.tables[found.table].files if found.table in source.tables else ()
    stem = f" {folded(found.sheet.name)} "
    named = any(f" {name} " in stem for name in names) or bool(found.kind)
    telling = sum(1 if field in _GENERIC else 2 for field in found.columns)
    return telling + len(found.left) - len(found.unknown) + (_OF_THE_NAME if named else 0)
