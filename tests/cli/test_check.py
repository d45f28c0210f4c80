"""``kamdocs check``: what it prints, where, and how it ends."""

import json
import os
import subprocess
import sys
from datetime import date

import jsonschema
import pytest

from kamdocs.schema import load_schema
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import write_handbook

OVERDUE = {
    "commitments": [
        {"id": "c", "text": "New *prices*", "made_on": "2026-01-05", "by": "ana.novak", "due": "2026-02-15"}
    ]
}
CLEAN = {"status": "former"}


@pytest.fixture
def handbook(tmp_path):
    return write_handbook(tmp_path, {"x": {**OVERDUE, "owner": "ana.novak"}, "y": {"owner": "luka.zupan"}})


def test_text_shows_place_snippet_caret_and_hint(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("check", "--as-of", "2026-03-01", "--select", "KAM301", cwd=handbook)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        "accounts/x.yml",
        "accounts/x.yml:10:3: error: KAM301 commitment-overdue: promised for 2026-02-15 and not kept: New *prices* "
        "(open for 13 days, since 2026-02-16)",
        "      9 |   by: ana.novak",
        "     10 |   due: '2026-02-15'",
        "        |   ^",
        "    hint: keep it and set kept_on; or agree a new day with the customer: set due, and keep the first day as first_due",
    ]
    assert ran.err.splitlines() == [
        "2 accounts, 1 error, as of 2026-03-01",
        "note: only the checks that were asked for; 40 open gaps are left out",
    ]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--select", "KAM301"], 1),
        (["--select", "KAM301", "--fail-on", "never"], 0),
        (["--select", "KAM401"], 0),
        (["--select", "KAM401", "--fail-on", "warning"], 1),
        (["--select", "KAM501", "--fail-on", "warning"], 0),
        (["--select", "KAM501", "--fail-on", "info"], 1),
        (["--select", "relationship", "--ignore", "commitment-overdue"], 0),
        (["--select", "KAM3"], 1),
        (["--owner", "luka.zupan", "--select", "KAM301"], 0),
    ],
)
def test_exit_codes_follow_what_is_open(kamdocs, handbook, args, code):  # noqa: F811
    assert kamdocs("check", "--as-of", "2026-03-01", *args, cwd=handbook).code == code


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--as-of", "tomorrow"], "tomorrow is not a day"),
        (["--as-of", "9999-12-31"], "9999-12-31 is the last day of the calendar"),
        (["--select", "KAM999"], "no check is called KAM999"),
        (["--ignore", "comitment-overdue"], "did you mean commitment-overdue?"),
        (["--owner", "ana.nowak"], "did you mean Ana Novak (ana.novak)?"),
        (["nowhere.yml"], "does not exist"),
        (["--output", "json"], "is not FORMAT=FILE"),
        (["--output", "jsn=x"], "did you mean json?"),
        (["--format", "xml"], "is not one of"),
        (["--bogus"], "No such option"),
    ],
)
def test_wrong_use_is_2_and_says_what_to_do(kamdocs, handbook, args, says):  # noqa: F811
    ran = kamdocs("check", *args, cwd=handbook)
    assert ran.code == 2
    assert says in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("said", ["hribi", "Orodjarna hri", "accounts/hribi.yml", "Mlin A/S"])
def test_an_account_is_checked_by_its_name_as_by_its_path(kamdocs, tmp_path, said):  # noqa: F811
    folder = write_handbook(tmp_path, {"hribi": {"name": "Orodjarna Hribi"}, "mlin": {"name": "Mlin A/S"}})
    assert "1 account," in kamdocs("check", said, "--as-of", "2026-03-01", cwd=folder).err
    ran = kamdocs("check", "Orodjarna Hribbi", cwd=folder)
    assert (ran.code, "did you mean Orodjarna Hribi (hribi)?" in ran.err) == (2, True)
    ran = kamdocs("check", "accounts/hriby", cwd=folder)
    assert (ran.code, "accounts/hriby does not exist" in ran.err) == (2, True)


def test_no_file_and_no_folder_are_wrong_use(kamdocs, tmp_path):  # noqa: F811
    ran = kamdocs("check", cwd=tmp_path)
    assert ran.code == 2
    assert "there is no accounts folder" in ran.err
    (tmp_path / "accounts").mkdir()
    ran = kamdocs("check", cwd=tmp_path)
    assert ran.code == 2
    assert "no account file" in ran.err


def test_json_is_what_its_schema_says(kamdocs, handbook):  # noqa: F811
    (handbook / "accounts" / "broken.yml").write_text("name: [\n")
    ran = kamdocs("check", "--as-of", "2026-03-01", "--format", "json", "--upcoming", "30", cwd=handbook)
    report = json.loads(ran.out)
    jsonschema.Draft202012Validator(load_schema("report")).validate(report)
    assert (report["version"], report["as_of"]) == (1, "2026-03-01")
    assert report["accounts"]["x"]["cells"]["relationship"] == {
        "word": "gap", "severity": "error", "opens_on": "2026-02-16", "evidence_on": None, "waived": False,
    }  # fmt: skip
    unknown = {"word": "not assessed", "severity": None, "opens_on": None, "evidence_on": None, "waived": False}
    assert report["accounts"]["broken"] == {
        "tier": None, "status": None, "owner": None, "cells": dict.fromkeys(report["accounts"]["x"]["cells"], unknown),
    }  # fmt: skip
    finding = next(one for one in report["findings"] if one["code"] == "KAM301")
    assert finding == {
        "code": "KAM301", "name": "commitment-overdue", "rule": "relationship", "severity": "error", "account": "x",
        "record": "c", "state": "open", "opens_on": "2026-02-16", "closes_on": None,
        "message": "promised for 2026-02-15 and not kept: New *prices*",
        "hint": "keep it and set kept_on; or agree a new day with the customer: set due, and keep the first day as first_due",
        "path": "accounts/x.yml", "line": 10, "column": 3, "covered_by": None,
    }  # fmt: skip
    assert {one["state"] for one in report["findings"]} >= {"open", "upcoming"} - {"upcoming"}
    broken = next(one for one in report["findings"] if one["account"] == "broken")
    assert (broken["code"], broken["opens_on"], broken["path"]) == ("DOC001", None, "accounts/broken.yml")


def test_outputs_go_beside_standard_output(kamdocs, handbook):  # noqa: F811
    target = handbook / "out" / "report.json"
    ran = kamdocs(
        "check", "--as-of", "2026-03-01", "--output", f"json={target}", "--output", "text=r.txt", cwd=handbook
    )
    assert json.loads(target.read_text("utf-8"))["version"] == 1
    assert (handbook / "r.txt").read_text("utf-8") == ran.out
    assert [path.name for path in target.parent.iterdir()] == ["report.json"]


def test_upcoming_and_statistics(kamdocs, handbook):  # noqa: F811
    ran = kamdocs(
        "check", "--as-of", "2026-02-10", "--upcoming", "7", "--select", "KAM301", "--statistics", cwd=handbook
    )
    assert "opens in 6 days, on 2026-02-16" in ran.out
    assert ran.code == 0
    ran = kamdocs("check", "--as-of", "2026-03-01", "--statistics", cwd=handbook)
    assert "     1  KAM301   commitment-overdue\n" in ran.out


def test_one_file_uses_the_shared_files_of_its_root(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("check", "accounts/x.yml", "--select", "DOC,KAM301", "--as-of", "2026-03-01", cwd=handbook)
    assert ran.code == 1
    assert "1 account, 1 error" in ran.err


@pytest.mark.parametrize("below", [".", "accounts", "accounts/deep"])
def test_any_folder_below_gives_the_same(kamdocs, handbook, below):  # noqa: F811
    (handbook / "accounts" / "deep").mkdir(exist_ok=True)
    first = kamdocs("check", "--as-of", "2026-03-01", cwd=handbook)
    second = kamdocs("check", "--as-of", "2026-03-01", cwd=handbook / below)
    assert (first.out, first.err, first.code) == (second.out, second.err, second.code)


def test_the_day_comes_from_the_option_then_the_settings_then_today(kamdocs, tmp_path):  # noqa: F811
    handbook = write_handbook(tmp_path, {"x": CLEAN}, settings="as_of = 2026-09-01\n")
    ran = kamdocs("check", cwd=handbook)
    assert "as of 2026-09-01" in ran.err
    assert "note: as of 2026-09-01, set in the settings 83 days ago" in ran.err
    assert "as of 2026-10-01" in kamdocs("check", "--as-of", "2026-10-01", cwd=handbook).err
    (handbook / "pyproject.toml").write_text("[tool.kamdocs]\nas_of = 2026-11-20\n", "utf-8")
    assert "note" not in kamdocs("check", cwd=handbook).err
    (handbook / "pyproject.toml").write_text("[tool.kamdocs]\n", "utf-8")
    assert "as of 2026-11-23" in kamdocs("check", cwd=handbook).err


def test_waivers_can_be_left_out(kamdocs, tmp_path):  # noqa: F811
    waiver = {"check": "commitment-overdue", "reason": "R", "until": "2026-12-31", "by": "ana.novak"}
    handbook = write_handbook(tmp_path, {"x": {**OVERDUE, "waivers": [waiver]}})
    args = ("check", "--as-of", "2026-03-01", "--select", "KAM301")
    ran = kamdocs(*args, cwd=handbook)
    assert (ran.code, ran.out) == (0, "")
    assert "1 waived" in ran.err
    assert kamdocs(*args, "--no-waivers", cwd=handbook).code == 1


def test_colours_are_for_those_who_see_them(kamdocs, handbook, monkeypatch):  # noqa: F811
    args = ("check", "--as-of", "2026-03-01")
    assert "\x1b[" not in kamdocs(*args, cwd=handbook).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in kamdocs(*args, cwd=handbook).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in kamdocs(*args, cwd=handbook).out


def test_text_of_a_file_can_not_steer_the_terminal(kamdocs, tmp_path):  # noqa: F811
    handbook = write_handbook(
        tmp_path, {"x": 'name: X\nstatus: active\ntier: "\\e[31mred\\u202e"\nkey_since: 2024-01-08\n'}
    )
    ran = kamdocs("check", cwd=handbook)
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert "red" in ran.out


def test_an_internal_error_is_3_without_a_traceback(kamdocs, handbook, monkeypatch):  # noqa: F811
    monkeypatch.setattr("kamdocs.cli.check.judge", lambda *_, **__: 1 / 0)
    ran = kamdocs("check", cwd=handbook)
    assert ran.code == 3
    assert "Traceback" not in ran.err
    assert "report it" in ran.err
    assert "ZeroDivisionError: " in kamdocs("--debug", "check", cwd=handbook).err


def test_ambitious_dates_do_not_crash(kamdocs, tmp_path):  # noqa: F811
    plan = {
        "agreed_cadence_days": 3650,
        "contract": {"renewal_on": "1900-01-01", "notice_days": 3650},
        "interactions": [{"id": "i", "date": date(1900, 1, 1), "kind": "visit", "by": ["ana.novak"]}],
        "requests": [{"id": "q", "received_at": "2199-12-31T23:59-12:00"}, {"id": "r", "received_at": "1900-01-01T00:00+14:00"}],
        "stakeholders": [{"id": "p", "name": "P", "left_on": date(2199, 12, 31), "influence": "high", "email": "p@x.example"}],
        "revenue": [{"year": 2199, "amount": 999_999_999_999_999, "currency": "EUR"}, {"year": 2198, "amount": 1, "currency": "EUR"}],
    }  # fmt: skip
    handbook = write_handbook(
        tmp_path, {"x": {**plan, "key_since": date(2199, 12, 31)}, "y": {**plan, "key_since": date(1900, 1, 1)}}
    )
    for day in ("0001-01-01", "2026-11-23", "9999-12-30"):
        ran = kamdocs("check", "--as-of", day, "--upcoming", "3660", cwd=handbook)
        assert ran.code in (0, 1)
        assert "DOC002" not in ran.out


def test_it_runs_as_a_module_and_stops_quietly_when_nobody_reads(handbook):
    command = f"{sys.executable} -m kamdocs check --as-of 2026-03-01 | true"
    ran = subprocess.run(
        ["bash", "-c", command], cwd=handbook, capture_output=True, text=True, env={**os.environ}, check=False
    )
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("path", "says"), [("notes.txt", "is no account plan"), ("other/_team.yml", "is no shared file")]
)
def test_a_path_that_nothing_reads_is_wrong_use(kamdocs, handbook, path, says):  # noqa: F811
    (handbook / path).parent.mkdir(exist_ok=True)
    (handbook / path).write_text("a: 1\n", "utf-8")
    ran = kamdocs("check", path, cwd=handbook)
    assert (ran.code, says in ran.err) == (2, True)


def test_a_folder_and_a_file_of_it_are_checked_once(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("check", "accounts", "accounts/x.yml", "--as-of", "2026-03-01", "--select", "KAM301", cwd=handbook)
    assert "2 accounts, 1 error" in ran.err


def test_the_strict_profile_fails_on_reminders(kamdocs, tmp_path):  # noqa: F811
    handbook = write_handbook(tmp_path, {"x": {}}, settings="profile = 'strict'\n")
    args = ("check", "--as-of", "2026-03-01", "--select", "KAM501")
    assert kamdocs(*args, cwd=handbook).code == 1
    assert kamdocs(*args, "--fail-on", "error", cwd=handbook).code == 0
