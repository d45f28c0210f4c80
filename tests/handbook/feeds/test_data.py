"""The data: valid by its schemas, the same as the report, harmless in a spreadsheet, and an Atom feed."""

import csv
import io
import json
from xml.etree import ElementTree

import jsonschema_rs
import msgspec
import pytest

from kamdocs.handbook.feeds.table import harmless
from kamdocs.report import FORMATS
from kamdocs.schema import formats, load_schema
from kamdocs.schema.audience import make_audience
from tests.handbook.feeds.views import ROOT_FOLDER, files_of, view_of
from tests.handbook.test_pages import EVIL, evil_plan
from tests.plans import write_handbook

ATOM = "{http://www.w3.org/2005/Atom}"


def check(data, kind):
    document = json.loads(data)
    validator = jsonschema_rs.Draft202012Validator(
        dict(load_schema(kind)), formats=dict(formats.FORMATS), validate_formats=True
    )
    assert [error.message for error in validator.iter_errors(document)] == []
    return document


@pytest.fixture(scope="module")
def files():
    return files_of(ROOT_FOLDER)


def test_all_data_is_valid_by_the_schema_that_it_names(files):
    check(files["data/portfolio.json"], "portfolio")
    check(files["data/gaps.json"], "gaps")
    for path, data in files.items():
        if path.startswith("data/accounts/"):
            document = check(data, "account-data")
            assert document["$schema"] == "../account-data.schema.json"
            if document["plan"] is not None:
                check(json.dumps(document["plan"]), "account")
    assert json.loads(files["data/portfolio.schema.json"]) == load_schema("portfolio")


def test_a_plan_is_told_as_its_file_says_it(files):
    plan = json.loads(files["data/accounts/zgledna-orodjarna.json"])["plan"]
    assert plan["interactions"][0]["with"] == ["petra-cuk", "joze-kos", "tina-hribar"]
    assert plan["requests"][0]["received_at"] == "2026-11-02T09:10:00+01:00"
    assert plan["orders"][0]["id"] == "4500012"
    assert "id" not in plan
    assert "decision" not in plan["satisfaction"][0]["bothers"][0]  # what the file doesn't say is left out


def test_the_data_says_what_the_report_says(files):
    view = view_of(ROOT_FOLDER)
    report = json.loads(FORMATS["json"](view.report))
    portfolio = json.loads(files["data/portfolio.json"])
    cells = {one["id"]: one["cells"] for one in portfolio["accounts"]}
    assert cells == {account: one["cells"] for account, one in report["accounts"].items()}
    assert list(cells) == [standing.id for standing in view.by_attention]
    listed = json.loads(files["data/gaps.json"])["findings"]
    assert listed == [
        one for one in report["findings"] if one["state"] != "upcoming" or one["opens_on"] <= "2026-12-23"
    ]
    mine = json.loads(files["data/accounts/primer-pekarna.json"])
    assert mine["findings"] == [one for one in listed if one["account"] == "primer-pekarna"]
    assert mine["open"]["error"] == sum(
        one["severity"] == "error" and one["state"] == "open" and not one["covered_by"] for one in mine["findings"]
    )


def test_a_plan_that_can_not_be_read_is_told_without_its_content(tmp_path):
    data = files_of(write_handbook(tmp_path, {"x": "name: [\n"}))["data/accounts/x.json"]
    document = check(data, "account-data")
    assert (document["plan"], document["name"], document["tier"]) == (None, "x", None)
    assert document["findings"]


def test_the_table_opens_in_a_spreadsheet(files):
    data = files["data/gaps.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    listed = json.loads(files["data/gaps.json"])["findings"]
    assert [(row["code"], row["opens_on"]) for row in rows] == [(one["code"], one["opens_on"] or "") for one in listed]
    assert "Izmišljena kemija d.d." in {row["customer"] for row in rows}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'=1"), ("\r=1", "'=1"),
        (" \n =1", "'=1"), ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"), ("a\n=1", "a =1"),
        ("fine", "fine"), (None, ""), (7, "7"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(text, cell):
    assert harmless(text) == cell


def test_a_hostile_plan_makes_no_formula_and_no_markup(tmp_path):
    files = files_of(write_handbook(tmp_path, {"x": {**evil_plan(), "name": f'=HYPERLINK("http://x";"y");\n{EVIL}'}}))
    rows = csv.reader(io.StringIO(files["data/gaps.csv"].decode("utf-8-sig"), newline=""), delimiter=";")
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    feed = ElementTree.fromstring(files["data/gaps.xml"])
    assert {one.tag.removeprefix(ATOM) for one in feed.iter()} <= {
        "feed", "id", "title", "updated", "author", "name", "link", "entry", "category", "content",
    }  # fmt: skip


def test_the_feed_tells_of_gaps_that_opened_lately_newest_first():
    view = view_of(ROOT_FOLDER, home="https://kam.example/")
    feed = ElementTree.fromstring(files_of(ROOT_FOLDER, home="https://kam.example/")["data/gaps.xml"])
    entries = feed.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated")[:10] for entry in entries]
    assert days == sorted(days, reverse=True)
    assert len(entries) == sum(one.decisive and -90 <= view.days_to(one) <= 0 for one in view.report.findings) > 0
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links == {"alternate": "https://kam.example/", "self": "https://kam.example/data/gaps.xml"}
    assert all(entry.find(f"{ATOM}link").get("href").startswith("https://kam.example/") for entry in entries)


def test_an_entry_keeps_its_name_from_day_to_day_and_a_new_opening_has_a_new_one(tmp_path):
    contact = {"id": "i1", "kind": "call", "by": ["ana.novak"], "outcome": "x"}
    old = {"owner": "ana.novak", "interactions": [{**contact, "date": "2026-01-10"}]}
    new = {"owner": "ana.novak", "interactions": [{**contact, "date": "2026-05-10"}]}
    told = {}
    for name, plan, day in (("a", old, "2026-04-01"), ("b", old, "2026-04-20"), ("c", new, "2026-08-01")):
        text = files_of(write_handbook(tmp_path / name, {"x": _dated(plan)}), day)["data/gaps.xml"]
        entries = ElementTree.fromstring(text).findall(f"{ATOM}entry")
        told[name] = next(one.findtext(f"{ATOM}id") for one in entries if "KAM1001" in one.findtext(f"{ATOM}content"))
    assert told["a"] == told["b"]
    assert told["a"] != told["c"]


def _dated(plan):
    from datetime import date

    return {**plan, "interactions": [{**one, "date": date.fromisoformat(one["date"])} for one in plan["interactions"]]}


def test_a_gap_keeps_its_name_in_the_feed_when_the_file_is_renamed(tmp_path):
    names = []
    for name, former in (("big", []), ("bigger", ["big"])):
        text = files_of(write_handbook(tmp_path / name, {name: {"former_ids": former}}), "2024-05-01")["data/gaps.xml"]
        names.append({one.findtext(f"{ATOM}id") for one in ElementTree.fromstring(text).findall(f"{ATOM}entry")})
    assert names[0] == names[1] != set()


def test_a_group_is_told_by_the_id_that_it_has_now(tmp_path):
    plans = {"sub": {"parent": "formerly"}, "group": {"former_ids": ["formerly"], "orders": [ORDER]}}
    files = files_of(write_handbook(tmp_path, plans))
    portfolio = check(files["data/portfolio.json"], "portfolio")
    assert {one["id"]: one["parent"] for one in portfolio["accounts"]} == {"sub": "group", "group": None}
    account = check(files["data/accounts/sub.json"], "account-data")
    assert (account["parent"], account["plan"]["parent"]) == ("group", "formerly")
    (order,) = check(files["data/accounts/group.json"], "account-data")["plan"]["orders"]
    assert order["delays"] == [{"known_on": "2026-11-02", "to": "2026-12-09"}]
    assert "order PO 1/26" in files["calendar/accounts/group.ics"].decode()


def test_a_parent_that_is_no_account_or_not_to_be_known_is_none(tmp_path):
    folder = write_handbook(
        tmp_path, {"sub": {"parent": "group", "tags": ["one"]}, "group": {}, "odd": {"parent": "no"}}
    )
    portfolio = check(files_of(folder)["data/portfolio.json"], "portfolio")
    assert {one["id"]: one["parent"] for one in portfolio["accounts"]} == {"sub": "group", "group": None, "odd": None}
    reader = msgspec.structs.replace(make_audience("one", ["parent"]), tags=frozenset({"one"}))
    (account,) = check(files_of(folder, audience=reader)["data/portfolio.json"], "portfolio")["accounts"]
    assert (account["id"], account["parent"]) == ("sub", None)


ORDER = {
    "id": "o", "number": "PO 1/26", "status": "delayed", "ordered_on": "2026-10-01", "promised_on": "2026-12-01",
    "delays": [{"known_on": "2026-11-02", "to": "2026-12-09"}],
}  # fmt: skip


def test_who_is_not_told_of_gaps_gets_data_without_them(tmp_path):
    folder = write_handbook(tmp_path, {"x": {"former_ids": ["old"]}, "y": "name: [\n"})
    files = files_of(folder, audience=make_audience("shareable"))
    assert {path for path in files if path.startswith("data/")} == {
        "data/portfolio.json", "data/accounts/x.json", "data/portfolio.schema.json", "data/account-data.schema.json",
    }  # fmt: skip
    account = check(files["data/accounts/x.json"], "account-data")
    portfolio = check(files["data/portfolio.json"], "portfolio")
    listed = {"id", "name", "tier", "status", "owner", "parent", "url", "data"}
    assert account.keys() == {"$schema", "version", "as_of", "plan", *listed}
    assert [one.keys() for one in portfolio["accounts"]] == [listed]
    assert portfolio["rules"][0].keys() == {"number", "slug", "title"}
    assert "former_ids" not in account["plan"]


def test_control_characters_do_not_break_the_feed(tmp_path):
    files = files_of(write_handbook(tmp_path, {"x": {"name": "A\x85B\u2028C"}}), "2026-11-23")
    ElementTree.fromstring(files["data/gaps.xml"])


def test_every_file_is_the_same_again():
    assert files_of(ROOT_FOLDER) == files_of(ROOT_FOLDER)
