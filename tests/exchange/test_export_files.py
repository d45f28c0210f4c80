"""A workbook and a database hold what the tables do, run nothing, and are the same each time."""

import builtins
import io
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kamdocs.exchange import as_xlsx
from kamdocs.exchange.as_sqlite import APPLICATION_ID, is_sqlite_export, sqlite_file
from kamdocs.exchange.as_xlsx import is_xlsx_export, xlsx_file
from kamdocs.exchange.columns import GAP_COLUMNS
from kamdocs.exchange.export import tables_of
from kamdocs.exchange.plans import PlanData, read_plans
from kamdocs.exchange.tables import Table
from kamdocs.lint import find_scope
from kamdocs.settings.error import SettingsError
from tests.exchange.test_export import FOLDERS
from tests.exchange.test_export_safe_cells import RISKY

HEAD = 65_536
ORDER = {"id": "1", "status": "confirmed", "ordered_on": "2026-01-02", "promised_on": "2026-02-03"}


def tables_in(folder):
    return tables_of(read_plans(find_scope(folder), folder.parent).plans)


def book(data):
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture
def database(tmp_path):
    """A function that opens the bytes of a database."""
    opened = []

    def open_(data):
        path = tmp_path / f"{len(opened)}.sqlite"
        path.write_bytes(data)
        opened.append(sqlite3.connect(path))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


def test_a_workbook_has_a_sheet_for_each_table_with_days_numbers_and_truth_as_such():
    tables = tables_in(FOLDERS[0])
    read = book(xlsx_file(tables))
    assert read.sheetnames == [table.name for table in tables]
    assert read.properties.creator == "kamdocs"
    for table in tables:
        sheet = read[table.name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert sheet.column_dimensions["A"].width >= 8
        header, *rows = sheet.iter_rows(values_only=True)
        assert header == table.columns
        assert [tuple(map(_plain, row)) for row in rows] == [*map(tuple, table.rows)]
    assert read["accounts"]["A1"].font.bold
    orders = read["orders"]
    day = orders.cell(2, tables[15].columns.index("ordered_on") + 1)
    assert day.is_date
    assert day.number_format == "yyyy-mm-dd"
    assert orders["B2"].data_type == "s", "an id of digits is text"


def _plain(value):
    return value.date() if hasattr(value, "hour") else value


def test_no_text_of_a_workbook_is_a_formula_or_an_error():
    texts = [*RISKY, "#N/A", "#REF!", "#1 customer", "TRUE", "2026-01-01", "4220"]
    texts = [text for text in texts if "\r" not in text]
    sheet = book(xlsx_file([Table("units", ("account", "=id", "name"), tuple(("a", "b", text) for text in texts))]))[
        "units"
    ]
    assert sheet["B1"].data_type == "s"
    for row, text in enumerate(texts, start=2):
        cell = sheet.cell(row, 3)
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix == (text in RISKY or text.startswith("#"))


def test_days_that_excel_does_not_know_are_texts():
    table = Table("units", ("account", "x"), (("a", date(1900, 2, 28)), ("b", date(1900, 3, 1))))
    sheet = book(xlsx_file([table]))["units"]
    assert sheet["B2"].value == "1900-02-28"
    assert sheet["B3"].value.date() == date(1900, 3, 1)


def test_a_workbook_says_nothing_of_the_hour_and_is_known_until_somebody_saves_it():
    tables = tables_in(FOLDERS[0])
    data = xlsx_file(tables)
    assert data == xlsx_file(tables)
    assert is_xlsx_export(data[:HEAD])
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    saved = io.BytesIO()
    book(data).save(saved)
    assert not is_xlsx_export(saved.getvalue()[:HEAD])
    assert not is_xlsx_export(b"")


def test_what_a_sheet_can_not_hold_is_refused(monkeypatch):
    with pytest.raises(SettingsError, match="the account a in the table units") as caught:
        xlsx_file([Table("units", ("account", "x"), (("a", "x" * 32_768),))])
    assert "--format csv" in caught.value.hint
    monkeypatch.setattr(as_xlsx, "MAX_ROWS", 2)
    with pytest.raises(SettingsError, match="more rows"):
        xlsx_file([Table("units", ("account",), (("a",), ("b",)))])


def test_without_openpyxl_the_way_to_it_is_told(monkeypatch):
    real = builtins.__import__

    def missing(name, *args, **more):
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(SettingsError, match="openpyxl") as caught:
        xlsx_file([])
    assert "pip install 'kamdocs[xlsx]'" in caught.value.hint


def test_a_database_has_types_and_keys(database):
    gaps = Table("gaps", GAP_COLUMNS, ((None,) * 10 + (12, None),))
    read = database(sqlite_file([*tables_in(FOLDERS[0]), gaps]))
    assert read.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert read.execute("PRAGMA foreign_key_check").fetchall() == []
    assert read.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    query = "SELECT ordered_on, typeof(amount), amount, id FROM orders WHERE account = 'zeleznik' ORDER BY id"
    assert read.execute(query).fetchone() == ("2026-06-01", "integer", 20500, "4500007")
    assert read.execute('SELECT "contract.auto_renew", "address.postcode" FROM accounts').fetchone() == (1, "4220")
    joined = "SELECT o.id, d.reason FROM orders o JOIN orders_delays d ON d.account = o.account AND d.parent_id = o.id"
    assert read.execute(joined).fetchall() == [("4500031", "Steel came late")]
    assert {row[2] for row in read.execute("PRAGMA foreign_key_list(orders_delays)")} == {"accounts", "orders"}
    assert [row[1] for row in read.execute("PRAGMA table_info(orders)") if row[5]] == ["account", "id"]
    assert read.execute("SELECT typeof(line) FROM gaps").fetchone() == ("integer",)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_a_database_holds_what_the_tables_do_and_is_the_same_each_time(folder, database):
    tables = tables_in(folder)
    data = sqlite_file(tables)
    assert data == sqlite_file(tables)
    assert is_sqlite_export(data[:HEAD])
    read = database(data)
    for table in tables:
        rows = read.execute(f"SELECT * FROM {table.name} ORDER BY rowid").fetchall()
        assert rows == [tuple(one.isoformat() if isinstance(one, date) else one for one in row) for row in table.rows]


def test_a_database_takes_what_a_plan_with_faults_has_twice(database):
    plan = PlanData("a", {"name": "A", "orders": [ORDER, {**ORDER, "delays": [{"known_on": "2026-01-09"}]}]})
    read = database(sqlite_file(tables_of([plan])))
    assert read.execute("SELECT count(*) FROM orders").fetchone() == (2,)
    assert [row[2] for row in read.execute("PRAGMA foreign_key_list(orders_delays)")] == ["accounts"]


def test_a_part_of_the_tables_names_no_other(database):
    plan = PlanData("a", {"name": "A", "orders": [ORDER]})
    read = database(sqlite_file(tables_of([plan], ["orders_delays", "orders"])))
    assert [row[0] for row in read.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")] == [
        "orders",
        "orders_delays",
    ]
    assert not [*read.execute("PRAGMA foreign_key_list(orders)")]


def test_names_that_differ_by_capitals_are_told_apart(database):
    plan = PlanData("a", {"name": "A", "external_ref": {"crm": "1", "CRM": "2", 'q"': "3"}})
    read = database(sqlite_file(tables_of([plan])))
    named = 'SELECT "external_ref.CRM", "external_ref.crm_2", "external_ref.q""" FROM accounts'
    assert read.execute(named).fetchone() == ("2", "1", "3")


def test_another_database_is_not_ours(tmp_path):
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as other:
        other.execute("CREATE TABLE t (a)")
        other.commit()
    assert not is_sqlite_export(Path(tmp_path / "x.sqlite").read_bytes())
    assert not is_sqlite_export(b"")
