"""What is told, and what is assessed, of a plan in which a value is cut off or means two things."""

import pytest

from tests.plans import report_on, told, write_handbook

HEAD = "name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\n"
DAY = "2026-03-20"


def report_of(tmp_path, text, **files):
    return report_on(write_handbook(tmp_path, {"x": text if "name:" in text[:9] else HEAD + text}, **files), DAY)


def doc_findings(report):
    return [
        (one.check.code, one.gap.record, one.gap.place.line) for one in report.findings if one.check.rule.slug == "file"
    ]


# An ambiguous value -> its record, and what the plan says without it.
AMBIGUOUS = {
    "an amount": ("orders: [{id: o, status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-12-01, amount: 812.000}]",
                  "orders/o/amount", lambda plan: (plan.orders[0].id, plan.orders[0].amount), ("o", None)),
    "an amount that a row can't be without": ("revenue: [{year: 2025, amount: 1.240, currency: EUR}, {year: 2024, amount: 5, currency: EUR}]",
                                              "revenue/2025/amount", lambda plan: [row.year for row in plan.revenue], [2024]),
    "a deputy": ("deputy: NO", "deputy", lambda plan: plan.deputy, None),
    "a field of a record": ("address: {city: Oslo, country: NO}", "address/country", lambda plan: (plan.address.city, plan.address.country), ("Oslo", None)),
    "a tag": ("tags: [export, NO]", "tags/NO", lambda plan: plan.tags, ("export",)),
    "a decision": ("expansion: {pursue: no}", "expansion/pursue", lambda plan: plan.expansion, None),
    "an id": ("needs: [{id: 0045, text: T, status: open}]", "needs/0045/id", lambda plan: plan.needs[0].id, "0045"),
    "a text that a record can't be without": ("needs: [{id: n, text: on, status: open}]", "needs/n/text", lambda plan: plan.needs[0].text, "on"),
    "a word that a record can't be without": ("needs: [{id: n, text: T, status: on}]", "needs/n/status", lambda plan: plan.needs, ()),
    "a day that the status asks for": ("actions: [{id: a, text: T, status: done, done_on: 12:30:00}, {id: b, text: T, status: open, done_on: 0123}]",
                                       "actions/a/done_on", lambda plan: [(one.id, one.done_on) for one in plan.actions], [("b", None)]),
    "the last of a list that has one": ("interactions: [{id: i, date: 2026-01-01, kind: call, by: [NO]}]", "interactions/i/by/NO", lambda plan: plan.interactions, ()),
    "the record of a waiver": ("waivers: [{check: bow-tie, record: 0045, reason: R, until: 2026-12-31, by: ana.novak}]",
                               "waivers/bow-tie@0045/record", lambda plan: plan.waivers[0].record, "0045"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "record", "read", "value"), AMBIGUOUS.values(), ids=AMBIGUOUS.keys())
def test_an_ambiguous_value_counts_as_missing_and_is_told_once(tmp_path, text, record, read, value):
    report = report_of(tmp_path, text + "\n")
    (standing,) = report.standings
    assert standing.account is not None
    assert read(standing.account) == value
    found = [one for one in doc_findings(report) if one[0] in ("DOC001", "DOC002", "DOC003")]
    assert {one[0] for one in found} == {"DOC001"}
    assert record in {one[1] for one in found}
    assert {one[2] for one in found} == {5}


def test_what_an_ambiguous_value_leaves_open_is_a_gap(tmp_path):
    assert ("x", "KAM202", None) in [one[:3] for one in told(report_of(tmp_path, "owner: ana.novak\ndeputy: NO\n"))]


def test_references_to_a_record_that_is_left_out_are_not_told_too(tmp_path):
    report = report_of(
        tmp_path,
        "actions: [{id: a, text: T, status: on}]\nrisks: [{id: r, text: T, likelihood: low, impact: low, mitigation: a}]\n",
    )
    assert doc_findings(report) == [("DOC001", "actions/a/status", 5)]


def test_a_plan_that_can_not_be_without_the_value_is_not_assessed(tmp_path):
    report = report_of(tmp_path, HEAD.replace("tier: key", "tier: on"))
    assert [one.account for one in report.standings] == [None]
    assert doc_findings(report) == [("DOC001", "tier", 3)]


def test_other_faults_are_told_beside_it(tmp_path):
    report = report_of(tmp_path, "ownr: ana\nexpansion: {pursue: no, until: x}\ntags: [NO, 7]\n")
    assert sorted(doc_findings(report)) == [
        ("DOC001", "expansion/pursue", 6),
        ("DOC001", "tags/NO", 7),
        ("DOC002", "ownr", 5),
        ("DOC002", "tags/7", 7),
    ]


CUT = {
    "a text": ("summary: Rail #4\n", [("DOC009", "summary", 5)]),
    "a text of several lines": ("summary: Rail\n  gauge #4\n", [("DOC009", "summary", 6)]),
    "a text behind a tab": ("summary: Rail\t#4\n", [("DOC009", "summary", 5)]),
    "a list of texts": ("tags:\n  - Rail #4\n  - b  # c\n  - c\n", [("DOC009", "tags/Rail", 6)]),
    "a list of texts in brackets": ("tags: [Rail #4\n  , Metro]\n", [("DOC009", "tags/Rail", 5)]),
    "a reference number in another system": ("external_ref:\n  sap: K #4\n", [("DOC009", "external_ref/sap", 6)]),
    "a text that is all behind the #": ("summary: #4 is open\n", [("DOC009", "summary", 5)]),
    "a text beside another fault": ("summary: Rail #4\nownr: x\n", [("DOC002", "ownr", 6), ("DOC009", "summary", 5)]),
    "a text beside a field that stands twice": (
        "summary: Rail #4\nsummary: x\n", [("DOC001", None, 6), ("DOC009", "summary", 5)],
    ),
    "a comment that is set apart": ("summary: Rail  # 4\n", []),
    "a comment on a line of its own": ("# a #b\nsummary: Rail\n  # c\n", []),
    "a text in quotes": ("summary: 'Rail #4' # x\n", []),
    "a block of text": ("summary: |\n  Rail #4\n", []),
    "a sign within a word": ("summary: C# and F#4\n", []),
    "a word of a list": ("key_reason: revenue # by far\n", []),
    "a day": ("tier_reviewed_on: 2026-01-01 # with Ana\n", []),
    "a person": ("deputy: ana.novak # until May\n", []),
    "a number": ("agreed_cadence_days: 30 # days\n", []),
    "a field of records": ("address: # see the contract\n  city: Ljubljana\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), CUT.values(), ids=CUT.keys())
def test_a_text_that_is_cut_off(tmp_path, text, found):
    assert sorted(doc_findings(report_of(tmp_path, text)), key=str) == sorted(found, key=str)


def test_texts_that_are_cut_off_in_shared_files(tmp_path):
    team = "team:\n  - {id: ana.novak, name: Ana}\n  - id: b\n    name: Boris #2\n"
    offerings = "offerings:\n  - id: inserts\n    name: Inserts #3\n"
    folder = write_handbook(tmp_path, {"x": {}})
    (folder / "accounts" / "_team.yml").write_text(team, "utf-8")
    (folder / "accounts" / "_offerings.yml").write_text(offerings, "utf-8")
    found = [(one.gap.path, one.gap.record) for one in report_on(folder, DAY).findings if one.check.code == "DOC009"]
    assert sorted(found) == [
        ("accounts/_offerings.yml", "offerings/inserts/name"),
        ("accounts/_team.yml", "team/b/name"),
    ]


REVENUE = "customer,name,year,revenue,currency\n"
NEAR = {
    "another case": ("ACME-Rail,Someone,2025,900,EUR", "acme-rail"),
    "other signs": ("acme_rail,Someone,2025,900,EUR", "acme-rail"),
    "the account's name": ("1044,ACME Rail d.o.o.,2025,900,EUR", "acme-rail"),
    "a slip": ("acme-rial,Someone,2025,900,EUR", "acme-rail"),
    "somebody else": ("other,Someone,2025,900,EUR", None),
}


@pytest.mark.parametrize(("row", "near"), NEAR.values(), ids=NEAR.keys())
def test_a_customer_that_is_nearly_an_account_gets_its_id(tmp_path, row, near):
    plan = {"name": "Acme Rail, d. o. o."}
    report = report_on(write_handbook(tmp_path, {"acme-rail": plan}, _revenue__csv=f"{REVENUE}{row}\n"), DAY)
    (hint,) = {str(one.gap.hint) for one in report.findings if one.check.code == "KAM011"}
    assert hint == (
        f"did you mean the account {near}? Then write {near} under customer in _revenue.csv"
        if near
        else "write a plan for the customer, its file called as the customer is in _revenue.csv"
    )


def test_a_small_customer_that_is_nearly_an_account_is_noted(tmp_path):
    rows = "".join(f"c{number},C,2025,{900 - number},EUR\n" for number in range(9))
    text = f"{REVENUE}{rows}Acme Rail,A,2025,1,EUR\nbeta,B,2025,1,EUR\nold,O,2025,1,EUR\n"
    folder = write_handbook(tmp_path, {"acme-rail": {}, "beta": {}, "new": {"former_ids": ["old"]}}, _revenue__csv=text)
    assert report_on(folder, DAY).notes == (
        "the customer Acme Rail of _revenue.csv is no account; did you mean acme-rail?",
    )
