"""What a report says of gaps: states, waivers, covering, and the ten cells."""

from datetime import date

import pytest

from kamdocs.lint import NothingToCheck, evaluate, judge
from kamdocs.report import FORMATS
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import load_settings
from tests.plans import report_on, told, write_handbook

PROMISE = {"commitments": [{"id": "c", "text": "T", "made_on": "2026-01-05", "by": "ana.novak", "due": "2026-02-15"}]}


def test_a_rule_whose_checks_are_all_switched_off_is_not_in_order(tmp_path):
    asked = {"id": "h", "asked_on": "2026-03-01", "topic": "T", "answered_on": "2026-03-02"}
    for profile, word in (("standard", "in order"), ("starter", "not assessed")):
        folder = write_handbook(tmp_path / profile, {"x": {"help": [asked]}}, settings=f'profile = "{profile}"\n')
        report = report_on(folder, "2026-03-20")
        assert {cell.rule: cell.word for cell in report.standings[0].cells}["goodwill"] == word
        assert any("Non-obligatory help" in one for one in report.left_out) == (profile == "starter")
    assert report.all_clear == "no gap found by the checks that ran"


def waiver(**changed):
    return {"check": "commitment-overdue", "reason": "R", "until": "2026-03-31", "by": "ana.novak", **changed}


def findings(tmp_path, plan, as_of, check, **asked):
    folder = tmp_path if (tmp_path / "accounts").is_dir() else write_handbook(tmp_path, {"x": plan})
    return told(report_on(folder, as_of, **asked), check=check)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2026-02-15", None), ("2026-02-16", "waived"), ("2026-03-31", "waived"), ("2026-04-01", "open")],
)
def test_a_waiver_holds_through_its_last_day(tmp_path, as_of, state):
    found = findings(tmp_path, {**PROMISE, "waivers": [waiver()]}, as_of, "KAM301")
    assert [one[3] for one in found] == ([state] if state else [])


def test_no_waivers_shows_what_is_there(tmp_path):
    found = findings(tmp_path, {**PROMISE, "waivers": [waiver()]}, "2026-03-01", "KAM301", waivers=False)
    assert [one[3] for one in found] == ["open"]


@pytest.mark.parametrize(("record", "state"), [("c", "waived"), ("another", "open")])
def test_a_waiver_may_name_one_record(tmp_path, record, state):
    found = findings(tmp_path, {**PROMISE, "waivers": [waiver(record=record)]}, "2026-03-01", "KAM301")
    assert [one[3] for one in found] == [state]


def test_a_waiver_may_name_the_code(tmp_path):
    found = findings(tmp_path, {**PROMISE, "waivers": [waiver(check="KAM301")]}, "2026-03-01", "KAM301")
    assert [one[3] for one in found] == ["waived"]


def test_a_lapsed_waiver_is_told_from_the_day_after(tmp_path):
    plan = {**PROMISE, "waivers": [waiver()]}
    assert findings(tmp_path, plan, "2026-03-31", "DOC006") == []
    assert findings(tmp_path, plan, "2026-04-01", "DOC006") == [
        ("x", "DOC006", "commitment-overdue", "open", "2026-04-01")
    ]


def test_a_waiver_that_nothing_needs_is_told(tmp_path):
    plan = {**PROMISE, "waivers": [waiver(record="another")]}
    assert findings(tmp_path, plan, "2026-03-01", "DOC007") == [
        ("x", "DOC007", "commitment-overdue:another", "open", "2024-01-08")
    ]


def test_a_waiver_of_a_gap_to_come_is_not_unused(tmp_path):
    assert findings(tmp_path, {**PROMISE, "waivers": [waiver()]}, "2026-01-20", "DOC007") == []


def test_faults_of_the_file_can_not_be_waived(tmp_path):
    plan = {"owner": "nobody", "waivers": [waiver(check="unknown-reference")]}
    assert ("x", "DOC003", "owner", "open", "") in findings(tmp_path, plan, "2026-03-01", "DOC003")


def test_silence_covers_what_follows_from_it(tmp_path):
    folder = write_handbook(tmp_path, {"x": {}})
    report = report_on(folder, "2026-03-01")
    covered = {one.gap.check: one.covered_by for one in report.findings if one.covered_by}
    assert covered == {
        "KAM901": "KAM1001", "KAM906": "KAM1001", "KAM908": "KAM1001", "KAM1003": "KAM1001",
    }  # fmt: skip
    assert not any(one.gap.check in covered for one in report.decisive())


def test_a_covered_gap_stays_covered_when_its_cause_is_waived(tmp_path):
    plan = {"waivers": [waiver(check="account-silent", until="2026-12-31")]}
    report = report_on(write_handbook(tmp_path, {"x": plan}), "2026-03-01")
    states = {one.gap.check: (one.state, one.covered_by) for one in report.findings}
    assert states["KAM1001"] == ("waived", None)
    assert states["KAM1003"] == ("open", "KAM1001")


def test_a_newcomer_covers_silence_and_area_of_the_same_person(tmp_path):
    plan = {
        "decision_areas": ["quality", "finance"],
        "stakeholders": [
            {"id": "p", "name": "P", "area": "quality", "influence": "high", "added_on": "2024-02-01"},
            {"id": "q", "name": "Q", "influence": "high", "added_on": "2024-02-01"},
        ],
        "interactions": [{"id": "i", "date": "2026-02-20", "kind": "email", "with": ["q"], "by": ["ana.novak"]}],
    }
    report = report_on(write_handbook(tmp_path, {"x": plan}), "2026-03-01")
    covered = {(one.gap.check, one.gap.record): one.covered_by for one in report.findings}
    assert covered["KAM1004", "p"] == "KAM910"
    assert covered["KAM905", "quality"] == "KAM910"
    assert covered["KAM905", "finance"] is None


def test_no_next_step_covers_overdue_actions(tmp_path):
    plan = {"actions": [{"id": "a", "text": "T", "status": "open", "owner": "ana.novak", "due": "2026-01-10"}]}
    found = {
        one.gap.check: one.covered_by for one in report_on(write_handbook(tmp_path, {"x": plan}), "2026-03-01").findings
    }
    assert found["KAM1005"] == "KAM1002"


def cells(tmp_path, plan, as_of="2026-03-01"):
    report = report_on(write_handbook(tmp_path, {"x": plan}), as_of)
    return {cell.rule: cell for cell in report.standings[0].cells}


def test_cells_tell_of_gaps_first(tmp_path):
    found = cells(tmp_path, {**PROMISE, "owner": "ana.novak", "deputy": "luka.zupan"}, as_of="2026-02-10")
    assert (found["relationship"].word, found["relationship"].opens_on) == ("soon", date(2026, 2, 16))
    assert (found["satisfaction"].word, found["satisfaction"].opens_on) == ("gap", date(2024, 4, 7))
    assert (found["goodwill"].word, found["nonconformities"].word) == ("no record", "no record")
    assert found["responsiveness"].word == "gap"


def test_a_cell_says_how_severe_its_worst_open_gap_is(tmp_path):
    found = cells(tmp_path, {**PROMISE, "owner": "ana.novak"})
    severities = {rule: cell.severity for rule, cell in found.items()}
    assert (severities["relationship"], severities["education"], severities["goodwill"]) == ("error", "warning", None)


VISIT = {"id": "v", "kind": "visit", "by": ["ana.novak"], "with": ["p"], "outcome": "O"}


@pytest.mark.parametrize(
    ("day", "as_of", "expected"),
    [
        ("2026-01-10", "2026-01-09", ("no record", None)),
        ("2026-01-10", "2026-01-10", ("in order", date(2026, 1, 10))),
        ("2026-01-10", "2027-01-09", ("in order", date(2026, 1, 10))),
        ("2026-01-10", "2027-01-10", ("no record", None)),
        ("2023-12-01", "2024-03-01", ("in order", date(2023, 12, 1))),  # before the customer was key
    ],
)
def test_a_cell_is_in_order_only_with_evidence_of_a_year(tmp_path, day, as_of, expected):
    person = {"id": "p", "name": "P", "added_on": "2024-01-08"}
    cell = cells(tmp_path, {"stakeholders": [person], "interactions": [{**VISIT, "date": day}]}, as_of)["relationship"]
    assert (cell.word, cell.evidence_on) == expected


def test_how_long_evidence_counts_is_a_setting(tmp_path):
    plan = {"interactions": [{**VISIT, "with": [], "date": "2026-01-10"}]}
    folder = write_handbook(tmp_path, {"x": plan}, settings="evidence_days = 30")
    words = [
        cell.word
        for as_of in ("2026-02-08", "2026-02-09")
        for cell in report_on(folder, as_of).standings[0].cells
        if cell.rule == "relationship"
    ]
    assert words == ["in order", "no record"]


@pytest.mark.parametrize("days", ["0", "3651", "true", '"365"', "1.5"])
def test_how_long_evidence_counts_is_a_number_of_days(tmp_path, days):
    with pytest.raises(SettingsError, match="evidence_days is not a number of days from 1 to 3650"):
        load_settings(write_handbook(tmp_path, {"x": {}}, settings=f"evidence_days = {days}"))


def test_info_never_colours_a_cell(tmp_path):
    person = {"id": "p", "name": "P", "influence": "high", "attitude_on": "2024-02-01"}
    found = cells(tmp_path, {"stakeholders": [person], **PROMISE}, as_of="2025-03-01")
    assert found["relationship"].word == "no record"


def test_a_waived_gap_leaves_its_mark_and_is_no_evidence(tmp_path):
    cell = cells(tmp_path, {**PROMISE, "waivers": [waiver(until="2026-12-31")]})["relationship"]
    assert (cell.word, cell.severity, cell.waived) == ("no record", None, True)


def test_a_covered_gap_counts_for_its_cell(tmp_path):
    plan = {
        "decision_areas": ["quality"],
        "waivers": [waiver(check=name, until="2026-12-31") for name in ("contacts-below-minimum", "decider-unknown")],
    }
    assert cells(tmp_path, plan)["connectedness"].word == "gap"


@pytest.mark.parametrize("status", ["winding-down", "former"])
def test_accounts_not_held_to_everything_have_no_cells(tmp_path, status):
    found = cells(tmp_path, {**PROMISE, "status": status})
    assert {cell.word for cell in found.values()} == {"not assessed"}


def test_a_plan_of_which_nothing_is_asked_yet_is_not_assessed_and_said(tmp_path):
    visit = {
        "id": "i",
        "date": "2026-02-20",
        "kind": "visit",
        "by": ["ana.novak"],
        "initiated_by": "us",
        "outcome": "O",
    }
    plans = {f"a{number}": {"key_since": "2062-03-01", "interactions": [visit]} for number in range(7)}
    report = report_on(write_handbook(tmp_path, plans), "2026-03-01")
    assert {cell.word for one in report.standings for cell in one.cells} == {"not assessed"}
    assert report.notes[0].startswith("of a0 nothing is asked before 2062-03-01")
    assert report.notes[-1] == "and of 2 more accounts"


def test_a_plan_that_does_not_tell_its_day_is_not_said_to_begin_later(tmp_path):
    folder = write_handbook(tmp_path, {"x": {"key_since": "4. 3. 2026"}})
    assert not [note for note in report_on(folder, "2026-03-20").notes if "nothing is asked" in note]


def test_a_file_that_can_not_be_read_is_listed_but_not_assessed(tmp_path):
    report = report_on(write_handbook(tmp_path, {"x": "name: [\n", "y": "name: Y\n"}), "2026-03-01")
    assert {one.id: (one.name, one.tier, one.assessed) for one in report.standings} == {
        "x": ("x", None, False),
        "y": ("Y", None, False),
    }
    assert {one.gap.check for one in report.findings} == {"DOC001", "DOC002"}
    assert {cell.word for one in report.standings for cell in one.cells} == {"not assessed"}


def test_an_ambiguous_scalar_leaves_the_file_assessed(tmp_path):
    text = "name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\nindustry: NO\n"
    report = report_on(write_handbook(tmp_path, {"x": text}), "2026-03-01")
    assert {"DOC001", "KAM001"} <= {one.gap.check for one in report.findings}


def test_two_files_of_one_account_and_odd_names(tmp_path):
    folder = write_handbook(tmp_path, {"x": {}, "a b": {}, "index": {}})
    (folder / "accounts" / "sub").mkdir()
    (folder / "accounts" / "sub" / "x.yaml").write_text((folder / "accounts" / "x.yml").read_text("utf-8"), "utf-8")
    (folder / "accounts" / "_other.yml").write_text("a: 1\n", "utf-8")
    report = report_on(folder, "2026-03-01")
    faults = {
        (one.gap.check, one.gap.path, str(one.gap.message)) for one in report.findings if one.gap.check[:3] == "DOC"
    }
    assert faults == {
        ("DOC004", "accounts/x.yml", "the account x has a file already: accounts/sub/x.yaml"),
        ("DOC002", "accounts/a b.yml", "the file's name can't be an account's id: a b"),
        ("DOC002", "accounts/index.yml", "the file's name can't be an account's id: index"),
        ("DOC002", "accounts/_other.yml", "a file whose name begins with _ is not known here"),
    }


def test_without_team_and_offerings_everything_named_is_unknown(tmp_path):
    folder = write_handbook(
        tmp_path, {"x": {"owner": "ana.novak", "whitespace": [{"offering": "i", "status": "open"}]}}
    )
    (folder / "accounts" / "_team.yml").unlink()
    (folder / "accounts" / "_offerings.yml").unlink()
    report = report_on(folder, "2026-03-01")
    hints = {str(one.gap.hint) for one in report.findings if one.gap.check == "DOC003"}
    assert {hint.split(" ")[3] for hint in hints} == {"_team.yml", "_offerings.yml"}
    assert len(report.notes) == 2


def test_dates_that_can_not_be_true(tmp_path):
    plan = {
        "plan": {"reviewed_on": "2026-03-05"},
        "orders": [{"id": "o", "status": "confirmed", "ordered_on": "2026-02-02", "promised_on": "2026-02-01"}],
        "requests": [
            {"id": "q", "received_at": "2026-02-02T10:00:00+01:00", "responded_at": "2026-02-02T09:30:00+00:00"},
            {"id": "r", "received_at": "2026-02-02T10:00:00+01:00", "responded_at": "2026-02-02T09:30:00+01:00"},
        ],
    }
    found = told(report_on(write_handbook(tmp_path, {"x": plan}), "2026-03-01"), check="DOC005")
    assert {one[2] for one in found} == {"plan/reviewed_on", "orders/o/promised_on", "requests/r/responded_at"}
    found = told(report_on(tmp_path, "2026-03-05"), check="DOC005")
    assert {one[2] for one in found} == {"orders/o/promised_on", "requests/r/responded_at"}


def test_an_empty_folder_is_an_error(tmp_path):
    (tmp_path / "accounts").mkdir()
    with pytest.raises(NothingToCheck, match="no account file"):
        evaluate(load_settings(tmp_path), date(2026, 3, 1))


def test_a_link_that_leads_out_is_not_followed(tmp_path):
    folder = write_handbook(tmp_path / "handbook", {"x": {}})
    secret = tmp_path / "secret.yml"
    secret.write_text("name: secret\n", "utf-8")
    (folder / "accounts" / "y.yml").symlink_to(secret)
    report = report_on(folder, "2026-03-01")
    messages = [str(one.gap.message) for one in report.findings if one.gap.account == "y"]
    assert messages == ["the file can't be read: it is a link that leads out of the accounts folder"]
    assert "secret" not in "".join(report.texts.values())


def test_one_evaluation_answers_for_many_days(tmp_path):
    settings = load_settings(write_handbook(tmp_path, {"x": PROMISE}))
    evaluation = evaluate(settings, date(2026, 1, 10))
    for as_of in ("2026-01-10", "2026-02-16", "2026-12-31"):
        day = date.fromisoformat(as_of)
        assert told(judge(evaluation, settings.policies, day)) == told(report_on(tmp_path, as_of))


def test_a_whole_number_with_a_point_is_a_whole_number(tmp_path):
    plan = {
        "agreed_cadence_days": 21.0,
        "contract": {"notice_days": 90.0},
        "revenue": [{"year": 2024.0, "amount": 1, "currency": "EUR"}],
    }
    report = report_on(write_handbook(tmp_path, {"x": plan}), "2026-03-01")
    assert report.standings[0].account.agreed_cadence_days == 21


@pytest.mark.parametrize(
    "rows",
    ["a,A,2024,100,EUR\nb,B,2024,-100,EUR\n", "a,A,2024,0,EUR\n", "x,X,2020,9,EUR\nb,B,2020,1,EUR\nx,X,2022,9,EUR\n"],
)
def test_odd_years_of_revenue_are_no_trouble(tmp_path, rows):
    table = f"customer,name,year,revenue,currency\n{rows}"
    folder = write_handbook(tmp_path, {"x": {}}, _revenue__csv=table)
    years = {str(one.gap.opens_on)[:4] for one in report_on(folder, "2026-03-01").findings if one.gap.check == "KAM012"}
    assert years <= {"2023"}


def test_links_in_a_circle_and_names_that_are_no_text_are_faults(tmp_path):
    folder = write_handbook(tmp_path, {"x": {}})
    (folder / "accounts" / "loop.yml").symlink_to("loop.yml")
    name = b"\xff.yml".decode("utf-8", "surrogateescape")
    (folder / "accounts" / name).write_text("name: X\n", "utf-8")
    (folder / "accounts" / "README.yml").write_text((folder / "accounts" / "x.yml").read_text("utf-8"), "utf-8")
    report = report_on(folder, "2026-03-01")
    assert {one.id for one in report.standings if one.account is None} == {"loop", "\ufffd", "README"}
    for render in FORMATS.values():
        render(report).encode()


def test_severity_of_the_settings_is_not_raised(tmp_path):
    settings = "[tool.kamdocs.checks.satisfaction-interview-overdue]\nseverity = 'info'\n"
    plan = {"satisfaction": [{"id": "s", "date": "2026-02-01", "method": "survey"}]}
    report = report_on(write_handbook(tmp_path, {"x": plan}, settings=settings), "2026-03-01")
    assert {one.gap.severity for one in report.findings if one.gap.check == "KAM101"} == {"info"}


def test_a_waiver_that_was_renewed_by_another_is_not_lapsed(tmp_path):
    plan = {**PROMISE, "waivers": [waiver(), waiver(until="2026-12-31")]}
    assert findings(tmp_path, plan, "2026-05-01", "DOC006") == []
    assert findings(tmp_path, plan, "2027-01-01", "DOC006") == [
        ("x", "DOC006", "commitment-overdue", "open", "2027-01-01")
    ]


def test_hundreds_of_faults_are_told_quickly(tmp_path):
    text = "name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\n" + "".join(
        f"unknown{n}: 1\n" for n in range(5000)
    )
    report = report_on(write_handbook(tmp_path, {"x": text}), "2026-03-01")
    assert len(report.findings) == 100
