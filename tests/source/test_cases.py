"""Files in which something went wrong for somebody, each with what is right."""

from pathlib import Path

import pytest

from kamdocs.schema.read import held_against_schema
from kamdocs.source import load_document
from kamdocs.source.revenue import load_revenue
from tests.plans import report_on, write_handbook

CASES = Path(__file__).parent.parent / "data" / "cases"
FAULTS = {
    "03-hash-cuts-text/hash.yml": [
        ("text-cut", 8, "orders_tracked_in ends before the #, because YAML takes the rest of the line as a comment: #4711 sales view"),
        ("text-cut", 13, "commitments › c1 › text ends before the #, because YAML takes the rest of the line as a comment: "
                         "#4711, 12.400 EUR"),
    ],
    "03-hash-cuts-text/flow.yml": [
        ("yaml-error", 9, "the # begins a comment here, and the closing } is part of it"),
    ],
    "17-conflict-markers/conf.yml": [("yaml-error", 5, "an unfinished merge stands here, down to line 9")],
    "18-no-break-space/nbsp.yml": [
        ("yaml-error", 9, "a no-break space (U+00A0) stands here; it looks like a space or like nothing, and YAML takes it as text"),
    ],
    "18-no-break-space/nbsp2.yml": [("schema-error", 2, "status holds a no-break space (U+00A0)")],
    "18-no-break-space/smart.yml": [
        ("yaml-error", 8, "“ is not a quotation mark to YAML, so it does not hold the text together"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "faults"), FAULTS.items(), ids=FAULTS.keys())
def test_what_is_wrong_is_told_as_what_it_is(name, faults):
    document = held_against_schema(load_document(name, (CASES / name).read_bytes()), "account")
    assert [(one.check, one.place.line, str(one.message)) for one in document.faults] == faults


def test_a_text_that_is_cut_off_leaves_the_plan_assessed(tmp_path):
    text = (CASES / "03-hash-cuts-text" / "hash.yml").read_text("utf-8")
    waiver = "waivers:\n  - {check: text-cut, reason: R, until: 2027-01-01, by: first.manager}\n"
    team = [{"id": "first.manager", "name": "A"}, {"id": "second.manager", "name": "B"}]
    report = report_on(write_handbook(tmp_path, {"hash": text + waiver}, team=team), "2026-11-23")
    assert report.standings[0].account.orders_tracked_in == "SAP"
    found = {one.gap.record: (one.state, one.gap.severity) for one in report.findings if one.check.code == "DOC009"}
    assert found == {"orders_tracked_in": ("open", "error"), "commitments/c1/text": ("open", "error")}
    assert "KAM301" in {one.check.code for one in report.findings}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("quoted.csv", [("acme", "Acme, d.o.o.", 1000.5)]),
        ("semicolon.csv", [("acme", "Acme d.o.o.", 1000.5)]),
        ("trailing-space.csv", [("acme", "Acme", 1000), ("b", "B", 10), ("c", "C", 10), ("d", "D", 10), ("e", "E", 10)]),
    ],
)  # fmt: skip
def test_revenue_of_a_spreadsheet_is_read(name, rows):
    table = load_revenue(name, (CASES / "08-revenue-csv" / name).read_bytes())
    assert table.faults == ()
    assert [(row.customer, row.name, row.revenue) for row in table.rows] == rows


@pytest.mark.parametrize("name", ["_revenues.csv", "_Revenue.csv"])
def test_a_misnamed_revenue_table_is_told(tmp_path, name):
    folder = write_handbook(tmp_path, {"x": {}}, **{name.replace(".", "__"): "customer,name,year,revenue,currency\n"})
    found = [one.gap for one in report_on(folder, "2026-11-23").findings if one.gap.path == f"accounts/{name}"]
    assert [str(gap.message) for gap in found] == ["a file whose name begins with _ is not known here"]
    assert str(found[0].hint).startswith("did you mean _revenue.csv? ")
