"""Which table a sheet is, and which column holds what, in every system's own words."""

from pathlib import Path

import pytest

from kamdocs.exchange.headers import COMMON, SOURCES, best_source, fold, is_sum_or_footer, recognise
from kamdocs.exchange.mapping import ExportMapping, FileMapping, mapping_of, recognised
from kamdocs.exchange.reading import read_sheets
from kamdocs.exchange.sheets import Form, Sheet, SheetRow
from tests.data.crm import make

DATA = Path(__file__).parent.parent / "data" / "crm"


def sheets_of(name):
    form = Form("cp1250" if name == "erp" else None)
    return [
        sheet for path in sorted((DATA / name).iterdir()) for sheet in read_sheets(path.name, path.read_bytes(), form)
    ]


def sheet(name, *headers):
    return Sheet(f"{name}.csv", name, headers, ())


@pytest.mark.parametrize("name", SOURCES)
def test_the_system_is_found_out_by_its_words(name):
    assert best_source(sheets_of(name)) == name


def test_names_that_many_systems_have_tell_of_none():
    orders = ("OrderID", "Customer", "OrderDate", "RequiredDate", "ShippedDate", "Total", "Status")
    assert best_source([sheet("orders", *orders)]) == COMMON


@pytest.mark.parametrize("name", [*SOURCES, "erp"])
def test_every_file_is_known_and_every_column_accounted_for(name):
    source = COMMON if name == "erp" else name
    for one in sheets_of(name):
        found = recognise(one, [source])
        assert found is not None, one.shown
        assert len(found.columns) + len(found.left) + len(found.unknown) == len(one.headers)
        assert len(found.unknown) <= 3, found.unknown


def test_names_are_folded():
    assert fold("Kundennummer") == fold("KUNDEN-NUMMER ")
    assert fold("Promised_Date__c") == fold("promised date")
    assert fold("Šifra  kupca") == fold("sifra_kupca")
    assert fold("(Do Not Modify) Account") != fold("Account")


def test_revenue_with_a_column_for_each_year():
    found = recognise(sheet("Umsatz", "Kundennummer", "Kunde", "Umsatz 2024", "2025", "Rang"), [COMMON])
    assert found.table == "revenue"
    assert found.columns == {"account_erp": 0, "account": 1, "year:2024": 2, "year:2025": 3}
    assert found.unknown == ("Rang",)


def test_what_is_nothing_is_none():
    assert recognise(sheet("Notes", "Colour", "Weather"), [COMMON]) is None
    assert recognise(sheet("x", "Colour", "Weather"), [COMMON], "orders").columns == {}


def test_a_column_is_used_once_and_the_most_specific_name_wins():
    found = recognise(sheet("Contacts", "Account Name", "Full Name", "Name", "Email", "email"), [COMMON])
    assert found.table == "contacts"
    assert found.columns["name"] == 1
    assert found.unknown == ("Name", "email")


def test_a_column_without_a_name_is_told_where_it_holds_something():
    rows = (SheetRow(2, ("1", "Žaga", "hidden", "")), SheetRow(3, ("2", "Mlin", "", "")))
    found = recognise(Sheet("a.csv", "accounts", ("Id", "Name", "", ""), rows), [COMMON])
    assert found.unknown == ("#3",)


@pytest.mark.parametrize("headers", [("Account ID", "Account Name", "Account Name"), ("Id", "E-mail", "Email", "Name")])
def test_a_mapping_of_headers_that_are_alike_reads_the_same_again(headers):
    found = recognise(sheet("accounts", *headers), [COMMON], "accounts")
    mapping = mapping_of([found], ExportMapping())
    again = recognised(sheet("accounts", *headers), mapping, COMMON)
    assert again.columns == found.columns
    assert {*again.left, *again.unknown} == {*found.left, *found.unknown}


def test_a_column_that_another_takes_the_place_of_is_told():
    mapping = ExportMapping(files=(FileMapping("contacts", {"Phone": "", "Durchwahl": "phone", "Full Name": "name"}),))
    found = recognised(sheet("contacts", "Full Name", "Phone", "Durchwahl", "Mobile"), mapping, COMMON)
    assert (found.columns, found.left) == ({"name": 0, "phone": 2, "mobile": 3}, ("Phone",))


@pytest.mark.parametrize(
    ("cells", "none"),
    [
        (("", "Grand Totals (12 records)", "1.250,00 EUR"), True),
        (("Skupaj:", "", "5"), True),
        (("Summe", "Graz", "5"), False),
        (("Total d.o.o.", "", ""), False),
        (("Copyright (c) 2026 x.example", "", ""), True),
        (("Copyright d.o.o.", "Graz", ""), False),
        (("", "", ""), False),
    ],
)
def test_sums_and_footers_are_no_rows(cells, none):
    assert is_sum_or_footer(SheetRow(9, cells)) is none


def test_the_data_is_what_its_script_makes(tmp_path):
    make.salesforce(tmp_path / "salesforce", 60)
    make.others(tmp_path)
    make.erp(tmp_path / "erp")
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    assert made == {path.relative_to(DATA): path.read_bytes() for path in DATA.rglob("*.csv")}
