"""Every field of a plan has its place in a table, and from the tables the plans can be made again."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kamdocs.exchange.as_csv import csv_file, is_csv_export
from kamdocs.exchange.columns import Column, cell_of, in_form, joined, layout_of, layouts, parted, plain_text, value_of
from kamdocs.exchange.export import table_names, tables_of
from kamdocs.exchange.plans import PlanData, read_plans
from kamdocs.lint import find_scope
from kamdocs.schema.audience import make_audience
from kamdocs.schema.walk import schema_tree
from kamdocs.settings.error import SettingsError
from tests.exchange.back import csv_table, normal, plans_of
from tests.property.files import any_file

ROOT = Path(__file__).parent.parent
FOLDERS = [
    ROOT / "data" / "reference" / "accounts",
    ROOT / "data" / "fields" / "accounts",
    ROOT / "data" / "northwind" / "accounts",
    ROOT.parent / "accounts",
]
SHAREABLE = make_audience("shareable")


def plans_in(folder, audience=None):
    scope = find_scope(folder, audience) if audience else find_scope(folder)
    return read_plans(scope, folder.parent)


def there_and_back(plans):
    """The files of the tables, and the plans that these tell of."""
    files = {table.name: csv_file(table) for table in tables_of(plans)}
    return files, plans_of([csv_table(name, data) for name, data in files.items()])


def test_every_field_of_the_schema_has_one_column_of_one_table_or_is_a_table():
    places = [column.path for layout in layouts() for column in layout.columns if column.path]
    lists = [layout.path for layout in layouts() if layout.path]
    assert len(places) == len(set(places))
    assert len(lists) == len(set(lists))
    leaves = {field.path for field in schema_tree("account").below() if field.record is None}
    assert set(places) == leaves
    assert set(lists) == {field.path for field in schema_tree("account").below() if field.items and field.record}


def test_tables_are_called_as_the_trade_calls_them():
    names = table_names()
    assert names[0] == "accounts"
    assert names[-1] == "gaps"
    assert {"people", "orders", "promises", "actions", "opportunities", "complaints", "interactions"} < set(names)
    assert {"orders_delays", "orders_additional_needs", "complaints_updates", "satisfaction_misses"} < set(names)
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 31, "Excel's limit for the name of a sheet"


def test_columns_are_keys_then_fields_in_the_order_of_the_schema():
    assert [column.name for column in layout_of("orders_delays").columns] == [
        "account", "parent_id", "known_on", "to", "told_on", "reason",
    ]  # fmt: skip
    accounts = [column.name for column in layout_of("accounts").columns]
    assert accounts[:3] == ["account", "name", "status"]
    assert {"address.city", "contract.renewal_on", "plan.reviewed_on", "external_ref"} < set(accounts)


def test_the_reference_account_fills_every_column_that_it_has_a_value_for():
    [plan] = plans_in(FOLDERS[0]).plans
    tables = {table.name: table for table in tables_of([plan])}
    account = dict(zip(tables["accounts"].columns, tables["accounts"].rows[0], strict=True))
    assert account["account"] == "zeleznik"
    assert account["address.city"] == "Škofja Loka"
    assert account["address.postcode"] == "4220"
    assert account["external_ref.crm"] == "0013X00002abc"
    assert account["external_ref.erp"] == "K-10442"
    assert account["tags"] == "tooling; export"
    assert account["contract.auto_renew"] is True
    assert account["key_since"].isoformat() == "2021-03-01"
    [delay] = tables["orders_delays"].rows
    assert delay[:2] == ("zeleznik", "4500031")
    people = tables["people"]
    assert people.rows[0][people.columns.index("phone")] == "+386 40 000 001; +386 4 000 001"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_plans_come_back_as_they_were_and_a_second_export_is_the_same_byte_for_byte(folder):
    read = plans_in(folder)
    assert not read.unread
    files, back = there_and_back(read.plans)
    assert back == {plan.account: normal(plan.data) for plan in read.plans}
    again, _back = there_and_back([PlanData(account, data) for account, data in back.items()])
    assert again == files


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(any_file("account"), min_size=1, max_size=2))
def test_so_does_any_plan_that_the_schema_allows(drawn):
    plans = []
    for number, data in enumerate(drawn):
        own = {name: value for name, value in data.items() if value is not None}
        for name in (
            "satisfaction",
            "orders",
            "nonconformities",
        ):  # of two records of one id nobody can tell whose it is
            own[name] = [{**record, "id": f"r{place}"} for place, record in enumerate(own.get(name, ()))]
        plans.append(PlanData(f"account-{number}", own))
    files, back = there_and_back(plans)
    assert back == {plan.account: normal(plan.data) for plan in plans}
    again, _back = there_and_back([PlanData(account, data) for account, data in back.items()])
    assert again == files


@settings(max_examples=100)
@given(st.lists(st.text(alphabet="a;\\ \n", min_size=1)))
def test_lists_come_back_whatever_is_in_them(items):
    assert parted(joined(items)) == tuple(items)


def test_lists_that_people_write_are_read_too():
    assert parted("one;two;  three ; ") == ("one", "two", " three ")
    assert parted("end\\") == ("end\\",)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "12", 12),
        ("number", "-5.50", -5.5),
        ("number", "1e3", 1000),
        ("number", "1.000,50", "1.000,50"),
        ("number", "9" * 50, "9" * 50),
        ("boolean", "TRUE", True),
        ("boolean", "false", False),
        ("boolean", "maybe", "maybe"),
        ("date", "2026-03-04", "2026-03-04"),
        ("one-or-list", "a", "a"),
        ("one-or-list", "a; b", ["a", "b"]),
        ("text", "12", "12"),
        ("text", "", None),
    ],
)
def test_a_cell_is_read_as_its_column_says(kind, text, value):
    read = value_of(Column("x", ("x",), ("x",), kind), text)
    assert read == value
    assert type(read) is type(value)


def test_numbers_have_no_exponent():
    assert plain_text(0.00001) == "0.00001"
    assert plain_text(999999999999999.5) == "999999999999999.5"
    assert plain_text(-5) == "-5"
    assert plain_text(90.0) == "90"
    assert plain_text(-0.0) == "0"
    assert plain_text(5e-324) == "5e-324"


def test_csv_keeps_numbers_and_makes_texts_safe():
    plan = {
        "name": "=cmd|' /C calc'!A0",
        "external_ref": {"crm": "-1"},
        "stakeholders": [{"id": "a", "name": "@A", "phone": "+386 1 234 56 78"}],
        "revenue": [{"year": 2025, "amount": -1250.5, "currency": "EUR"}],
    }
    files, back = there_and_back([PlanData("a", plan)])
    assert back == {"a": plan}
    assert b"\r\na,'=cmd|' /C calc'!A0," in files["accounts"]
    assert b",'-1," in files["accounts"]
    assert b"a,a,'@A," in files["people"]
    assert b",'+386 1 234 56 78," in files["people"]
    assert files["revenue"] == b"\xef\xbb\xbfaccount,year,amount,currency\r\na,2025,-1250.5,EUR\r\n"


def test_a_name_of_another_system_may_be_anything():
    names = {"crm": "1", "CRM": "2", "a.b": "3", "x, y\n=1": "4", "": "5"}
    files, back = there_and_back([PlanData("a", {"name": "A", "external_ref": names})])
    assert back == {"a": {"name": "A", "external_ref": names}}
    assert csv_table("accounts", files["accounts"]).columns.count("external_ref.CRM") == 1


def test_more_names_than_a_table_has_room_for_are_refused():
    orders = [
        {"id": f"o{place}", "external_ref": {f"{place}-{number}": "1" for number in range(50)}} for place in range(5)
    ]
    with pytest.raises(SettingsError, match=r"250 other systems in orders\.external_ref"):
        tables_of([PlanData("a", {"name": "A", "orders": orders})])
    assert tables_of([PlanData("a", {"name": "A", "orders": orders})], ["accounts"])


def test_a_day_that_is_none_stays_text():
    day = layout_of("orders").column("ordered_on")
    assert cell_of(day, "2026-03-04") == date(2026, 3, 4)
    assert cell_of(day, "soon") == "soon"
    assert cell_of(day, "20260304") == "20260304"


def test_tables_without_rows_are_there_with_their_header():
    tables = tables_of([PlanData("a", {"name": "A"})])
    assert [table.name for table in tables] == [name for name in table_names() if name != "gaps"]
    assert all(table.columns for table in tables)
    assert [table.name for table in tables if table.rows] == ["accounts"]


def test_accounts_stand_in_the_order_of_their_ids(tmp_path):
    for name in ("b", "B-2", "sub/a"):
        path = tmp_path / "accounts" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("name: A\nstatus: active\ntier: key\nkey_since: 2026-01-01\n", "utf-8")
    read = plans_in(tmp_path / "accounts")
    assert [plan.account for plan in read.plans] == ["B-2", "a", "b"]


PLAN = "name: A\nstatus: active\ntier: key\nkey_since: 2026-01-01\n"


@pytest.mark.parametrize(
    ("name", "text", "in_part"),
    [
        ("faulty.yml", f"{PLAN}owner: [1]\n", True),
        ("torn.yml", "name: 'A\n", False),
        ("cut.yml", f"{PLAN}summary: Lot #71\nindustry: lot #3\n", True),
        ("index.yml", PLAN, False),
        ("sub/a.yml", PLAN, False),
    ],
)
def test_what_a_plan_says_more_than_was_read_is_told(tmp_path, name, text, in_part):
    for path, content in (("a.yml", PLAN), (name, text)):
        (tmp_path / "accounts" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "accounts" / path).write_text(content, "utf-8")
    read = plans_in(tmp_path / "accounts")
    assert [(one.path, one.in_part) for one in read.unread] == [(f"accounts/{name}", in_part)]
    assert len(read.plans) == 1 + in_part


def test_an_audience_reads_what_is_shareable_and_no_other_column():
    tables = tables_of(plans_in(FOLDERS[0], SHAREABLE).plans, audience=SHAREABLE)
    assert [table.name for table in tables] == list(table_names(SHAREABLE))
    assert "gaps" not in table_names(SHAREABLE)
    named = {table.name: table for table in tables}
    assert not {"risks", "opportunities", "waivers", "revenue"} & named.keys()
    assert "attitude" not in named["people"].columns
    assert "email" not in named["people"].columns
    assert not any(column.startswith("external_ref") for table in tables for column in table.columns)
    text = "".join(csv_file(table).decode() for table in tables)
    assert "summary" not in text
    assert "Buys **hardened steel**" not in text
    for table in tables:
        assert in_form(table.columns, layout_of(table.name))


def test_an_audience_of_some_accounts_knows_of_no_other(tmp_path):
    (tmp_path / "accounts").mkdir()
    for name, more in (("a", "tags: [open]\nparent: b\n"), ("b", ""), ("c", "tags: [1]\n"), ("d", "owner: [1]\n")):
        (tmp_path / "accounts" / f"{name}.yml").write_text(PLAN + more, "utf-8")
    audience = make_audience("partner", reads=["parent"])
    for known, ids, unread in (
        ({"tags": frozenset({"open"})}, ["a"], ["accounts/c.yml"]),
        ({"accounts": frozenset({"a", "d"})}, ["a", "d"], ["accounts/d.yml"]),
    ):
        read = plans_in(tmp_path / "accounts", type(audience)("partner", audience.fields, **known))
        assert [plan.account for plan in read.plans] == ids
        assert all("parent" not in plan.data for plan in read.plans)
        assert [one.path for one in read.unread] == unread


def test_a_header_of_ours_is_known():
    [table] = [one for one in tables_of(plans_in(FOLDERS[0]).plans) if one.name == "accounts"]
    file = csv_file(table)
    assert is_csv_export("accounts", file)
    assert not is_csv_export("orders", file)
    assert not is_csv_export("accounts", file.removeprefix(b"\xef\xbb\xbf"))
    assert not is_csv_export("accounts", file.replace(b"\r\n", b"\n"))
    assert not is_csv_export("accounts", b"\xef\xbb\xbfaccount,name\r\n")
    assert not is_csv_export("accounts", b"\xef\xbb\xbf\r\n")
    assert not is_csv_export("accounts", file.replace(b"account,name", b"account,named", 1))
    assert not is_csv_export("nothing", file)
    assert not is_csv_export("accounts", b"")
    shuffled = csv_file(type(table)("accounts", tuple(reversed(table.columns))))
    assert not is_csv_export("accounts", shuffled)
