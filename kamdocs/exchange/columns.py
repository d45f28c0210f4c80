r"""Which table and column every field of a plan stands in; both directions of an export hang on it.

There is a table for the accounts, one for each list of records of a plan, and one for each list within such a record.
All comes out of the schema's tree, so that a new field can't be forgotten. What :func:`layouts` gives, with the header
of a file and the texts of its cells, is all that an import needs to read an export back:

- A table is called as its list, ``orders``, three of them in the trade's words (:data:`TRADE_NAMES`); a list within a
  record as both, ``orders_delays``. ``accounts`` is the plans themselves. Its file is ``NAME.csv``, its sheet ``NAME``.
- The first column is ``account``, the plan's id (its file's stem). A list within a record has ``parent_id`` behind it,
  the id of the record around. Then come the fields by their names in the schema and in its order; a record within a
  record is flattened with dots, ``address.city``. A record with fields of any name, ``external_ref``, has a column for
  each name that occurs, sorted: ``external_ref.crm``. What stands behind the first dot then is the name, whole.
- Rows stand as the records in the file do, plans by their ids. An empty cell is a field that is not there; empty lists
  and empty records are not there either. A column that is missing says nothing of its field.
- Texts are as they stand in the plan, days are ``2026-03-04``, times have their offset, numbers a decimal point and
  nothing between the digits, truth is ``true`` or ``false``. A list of plain values is one text (:func:`joined`).
- Of CSV alone: UTF-8 with a byte order mark, commas, ``\r\n``; a text that a spreadsheet could take for a formula is
  changed by :func:`kamdocs.exchange.safe_cells.made_safe`, and back by ``as_written``. Blanks around a text
  belong to it. :func:`value_of` reads its cells.
- In XLSX days, numbers and truth are what they are, all else is text and nothing is escaped.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import msgspec

from kamdocs.exchange.tables import Cell
from kamdocs.schema.walk import Node, Path, schema_tree

ACCOUNT, PARENT_ID = "account", "parent_id"
ACCOUNTS = "accounts"
"""The table of the plans themselves."""
GAPS = "gaps"
"""The table of the gaps; it is there to be read, and no import takes it."""
GAP_COLUMNS = (
    "account",
    "code",
    "name",
    "severity",
    "state",
    "record",
    "opens_on",
    "message",
    "hint",
    "path",
    "line",
    "covered_by",
)
TRADE_NAMES: Mapping[str, str] = {
    "stakeholders": "people",
    "commitments": "promises",
    "nonconformities": "complaints",
}
"""Lists whose tables are called as the trade calls what is in them."""

ColumnKind = Literal["text", "date", "integer", "number", "boolean", "list", "one-or-list", "names"]
"""What a column holds; ``names`` stands for the columns of a record with fields of any name."""


class Column(msgspec.Struct, frozen=True):
    """A column: its name, the way to its value within a record of the table, and what it holds.

    ``path`` is the field in the schema; empty for ``account`` and ``parent_id``, whose ``way`` is empty, too.
    """

    name: str
    way: tuple[str, ...] = ()
    path: Path = ()
    kind: ColumnKind = "text"
    required: bool = False


class Layout(msgspec.Struct, frozen=True):
    """A table: its list in the schema (empty for the accounts), the way to it within the record around, its columns.

    ``parent`` is the table of the records around, None for what stands in the plan itself.
    """

    name: str
    path: Path
    way: tuple[str, ...]
    columns: tuple[Column, ...]
    parent: str | None = None

    @property
    def has_ids(self) -> bool:
        """Whether the records have an id of their own."""
        return any(column.way == ("id",) for column in self.columns)

    def column(self, name: str) -> Column | None:
        """The column that is called so in a file; one of those that ``names`` stands for has its own way."""
        for column in self.columns:
            if column.kind != "names":
                if column.name == name:
                    return column
            elif name.startswith(f"{column.name}."):
                own = name.removeprefix(f"{column.name}.")
                return Column(name, (*column.way, own), column.path, "text")
        return None


@functools.cache
def layouts() -> tuple[Layout, ...]:
    """All tables in the order of the schema, the accounts first, a list within a record behind the record's own."""
    top = schema_tree("account")
    accounts = Layout(ACCOUNTS, (), (), (Column(ACCOUNT, required=True), *_columns(top, ())))
    return (accounts, *_layouts(top, None, ()))


@functools.cache
def layout_of(table: str) -> Layout | None:
    """The table of that name; None where there is none."""
    return next((layout for layout in layouts() if layout.name == table), None)


def _layouts(record: Node, parent: str | None, way: tuple[str, ...]) -> Iterator[Layout]:
    """The tables of the lists of a record, and of the records within it."""
    for name, field in record.fields.items():
        here = (*way, name)
        if field.items is None:
            yield from _layouts(field, parent, here)
        elif field.items.fields:
            own = "_".join(here)
            table = f"{parent}_{own}" if parent else TRADE_NAMES.get(own, own)
            keys = [ACCOUNT] if parent is None else [ACCOUNT, PARENT_ID]
            columns = (*(Column(key, required=True) for key in keys), *_columns(field.items, ()))
            yield Layout(table, field.path, here, columns, parent)
            yield from _layouts(field.items, table, ())


def _columns(record: Node, way: tuple[str, ...], *, required: bool = True) -> Iterator[Column]:
    """The columns of a record's fields, without its lists of records."""
    for name, field in record.fields.items():
        here = (*way, name)
        must = required and field.required
        if field.fields:
            yield from _columns(field, here, required=must)
        elif field.items is None or not field.items.fields:
            yield Column(".".join(here), here, field.path, _kind(field), must)


def _kind(field: Node) -> ColumnKind:
    if field.others is not None:
        return "names"
    if "array" in field.types:
        return "list" if field.types == ("array",) else "one-or-list"
    if field.keywords.get("format") == "date":
        return "date"
    kind = field.types[0]
    return kind if kind in ("integer", "number", "boolean") else "text"  # type: ignore[return-value]


SEPARATOR = "; "
_SPECIAL = re.compile(r"[\\;]")
_ITEM = re.compile(r"(?:[^\\;]|\\.|\\$)*", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def joined(items: Iterable[str]) -> str:
    r"""A list as one text: its items with ``"; "`` between them, a backslash before each ``;`` and ``\`` in them."""
    return SEPARATOR.join(_SPECIAL.sub(r"\\\g<0>", item) for item in items)


def parted(text: str) -> tuple[str, ...]:
    """The items of a list out of its text; one blank behind a separator belongs to it. Empty ones are none."""
    items, at = [], 0
    while at <= len(text):
        found = _ITEM.match(text, at)
        end = found.end() if found else len(text)
        items.append(_ESCAPE.sub(r"\1", text[at:end]))
        at = end + (len(SEPARATOR) if text.startswith(SEPARATOR, end) else 1)
    return tuple(item for item in items if item)


def cell_of(column: Column, value: Any) -> Cell:
    """The cell for a valid value of a plan; None for an empty list, too."""
    if isinstance(value, list):
        return joined(map(str, value)) or None
    if column.kind == "one-or-list" and value is not None:
        return joined([str(value)])
    if column.kind == "date" and isinstance(value, str):
        day = _day(value)
        return value if day is None else day
    cell: Cell = value
    return cell


def value_of(column: Column, text: str) -> Any:
    """The value of a plan for the text of a cell, as a plan's data has it; None where it is empty.

    A text that is none of what the column holds stays as it is: the schema says what is wrong with it.
    """
    if not text:
        return None
    match column.kind:
        case "list":
            return list(parted(text))
        case "one-or-list":
            items = parted(text)
            return items[0] if len(items) == 1 else list(items)
        case "integer" | "number":
            return _number(text)
        case "boolean":
            return {"true": True, "false": False}.get(text.lower(), text)
        case _other:
            return text


def plain_text(cell: Cell) -> str:
    """A cell as CSV has it, before it is made safe: ``2026-03-04``, ``1240000.5``, ``true``; empty for None."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return _digits(cell)
        case date():
            return cell.isoformat()
        case _other:
            return str(cell)


def _digits(number: float) -> str:
    """A number without an exponent; with one where it would be longer than anybody writes."""
    text = f"{Decimal(repr(number)):f}"
    if len(text) > _LONGEST_NUMBER:
        return repr(number)
    return text.removesuffix(".0") if number else "0"


_LONGEST_NUMBER = 40
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.ASCII)


def _number(text: str) -> Any:
    if not _PLAIN_NUMBER.fullmatch(text) or len(text) > _LONGEST_NUMBER:
        return text
    number = float(text)
    return int(text) if text.lstrip("-").isdigit() else int(number) if number.is_integer() else number


def _day(text: str) -> date | None:
    """The day that a text is; None where it would not be written so."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


def in_form(columns: Sequence[str], layout: Layout) -> bool:
    """Whether these are columns of an export: those of the table, in its order, none of those that can't be missing.

    Fields that an audience may not read are missing, and those that came into the schema later.
    """
    places = [_place(layout, name) for name in columns]
    if None in places or len(set(columns)) != len(columns):
        return False
    must = {column.name for column in layout.columns if column.required}
    return must <= set(columns) and places == sorted(places, key=lambda place: place or 0)


def _place(layout: Layout, name: str) -> int | None:
    for place, column in enumerate(layout.columns):
        if column.name == name or (column.kind == "names" and name.startswith(f"{column.name}.")):
            return place
    return None
