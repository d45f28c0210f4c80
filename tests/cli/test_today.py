"""Today is the handbook's today, whatever the machine's clock is set to; moments are compared as moments."""

import json
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kamdocs.handbook import View
from kamdocs.handbook.happenings import events
from kamdocs.lint import evaluate, judge
from kamdocs.settings.clock import today
from kamdocs.settings.load import load_settings
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import report_on, told, write_handbook

KIWI = Path(__file__).parent.parent / "data" / "cases" / "02-today-east-of-utc" / "kiwi.yml"
TEAM = [{"id": "first.manager", "name": "F"}, {"id": "second.manager", "name": "S"}]
MOMENT = datetime(2026, 11, 24, 20, 46, tzinfo=UTC)
"""A quarter to ten on the morning of the 25th in Auckland, summer time."""


@pytest.fixture
def machine(monkeypatch):
    """Set the clock to the moment, and the machine to a time zone."""
    monkeypatch.setattr("kamdocs.settings.clock.now", lambda: MOMENT)

    def set_to(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield set_to
    monkeypatch.undo()
    time.tzset()


def kiwi(folder, settings):
    text = KIWI.read_text("utf-8").replace("<today in Auckland>", "2026-11-25")
    return write_handbook(folder, {"kiwi": text}, team=TEAM, settings=settings)


def impossible_dates(ran):
    findings = json.loads(ran.out)["findings"]
    return {one["record"] for one in findings if one["code"] == "DOC005"}


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Auckland", "Pacific/Kiritimati"])
def test_the_handbooks_day_is_the_same_on_every_machine(kamdocs, tmp_path, machine, zone):  # noqa: F811
    machine(zone)
    ran = kamdocs("check", "--format", "json", cwd=kiwi(tmp_path, 'timezone = "Pacific/Auckland"\n'))
    assert "as of 2026-11-25" in ran.err
    assert impossible_dates(ran) == set()


@pytest.mark.parametrize(
    ("zone", "day", "wrong"),
    [
        ("UTC", "2026-11-24", {"interactions/i1/date"}),  # the day that was written down is still to come here
        ("America/Los_Angeles", "2026-11-24", {"interactions/i1/date"}),
        ("Pacific/Auckland", "2026-11-25", set()),
    ],
)
def test_without_a_setting_it_is_the_machines(kamdocs, tmp_path, machine, zone, day, wrong):  # noqa: F811
    machine(zone)
    ran = kamdocs("check", "--format", "json", cwd=kiwi(tmp_path, ""))
    assert f"as of {day}" in ran.err
    assert impossible_dates(ran) == wrong  # never the request: it was received an hour and three quarters ago


def test_a_request_of_tomorrow_is_impossible_still(kamdocs, tmp_path, machine):  # noqa: F811
    machine("UTC")
    folder = kiwi(tmp_path, 'timezone = "Pacific/Auckland"\n')
    plan = folder / "accounts" / "kiwi.yml"
    plan.write_text(plan.read_text("utf-8").replace("2026-11-25T08:00:00+13:00", "2026-11-25T12:00:00+00:00"), "utf-8")
    ran = kamdocs("check", "--format", "json", cwd=folder)
    assert impossible_dates(ran) == {"requests/q1/received_at"}
    (message,) = {one["message"] for one in json.loads(ran.out)["findings"] if one["code"] == "DOC005"}
    assert "2026-11-26" in message  # the day that it is in Auckland then


REQUEST = {"id": "q", "received_at": "2026-11-16T23:30:00+00:00"}


@pytest.mark.parametrize(
    ("settings", "opens", "since", "by"),
    [("", "2026-11-18", "2026-11-16", "2026-11-17"),
     ('timezone = "Pacific/Auckland"\n', "2026-11-19", "2026-11-17", "2026-11-18"),
     ('timezone = "America/New_York"\n', "2026-11-18", "2026-11-16", "2026-11-17")],
)  # fmt: skip
def test_a_request_has_the_handbooks_days(tmp_path, settings, opens, since, by):
    report = report_on(write_handbook(tmp_path, {"x": {"requests": [REQUEST]}}, settings=settings), "2026-11-23")
    assert told(report, check="KAM204") == [("x", "KAM204", "q", "open", opens)]
    (message,) = {str(one.gap.message) for one in report.findings if one.gap.check == "KAM204"}
    assert message == f"the request of {since} was not answered by {by}: q"


def test_working_days_are_the_handbooks(tmp_path):
    """Friday evening in Ljubljana is Saturday in Auckland, where the hours begin on Monday."""
    request = {"id": "q", "received_at": "2026-11-13T20:00:00+01:00"}
    for zone, opens in (("Europe/Ljubljana", "2026-11-17"), ("Pacific/Auckland", "2026-11-17")):
        folder = write_handbook(tmp_path / zone, {"x": {"requests": [request]}}, settings=f'timezone = "{zone}"\n')
        assert [row[4] for row in told(report_on(folder, "2026-12-01"), check="KAM204")] == [opens]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_the_ends_of_the_calendar_are_no_fault(tmp_path, zone):
    requests = [
        {"id": "a", "received_at": "0001-01-01T00:00:00+14:00", "responded_at": "0001-01-01T00:30:00+14:00"},
        {"id": "b", "received_at": "9999-12-31T23:00:00-12:00"},
    ]
    folder = write_handbook(tmp_path, {"x": {"requests": requests}}, settings=f'timezone = "{zone}"\n')
    for day in ("0001-01-01", "2026-11-23", "9999-12-31"):
        report_on(folder, day)


def test_the_site_tells_of_the_same_day(kamdocs, tmp_path, machine):  # noqa: F811
    machine("UTC")
    folder = kiwi(tmp_path, 'timezone = "Pacific/Auckland"\n')
    (folder / "mkdocs.yml").write_text("site_name: S\nplugins: [kamdocs]\n", "utf-8")
    (folder / "docs").mkdir()
    ran = kamdocs("build", cwd=folder)
    assert ran.code == 0, ran.err
    assert "as of 2026-11-25" in ran.err


def test_the_settings_show_the_zone(kamdocs, tmp_path):  # noqa: F811
    folder = kiwi(tmp_path, 'timezone = "Pacific/Auckland"\n')
    assert "timezone = Pacific/Auckland  (" in kamdocs("settings", "--changed", cwd=folder).out
    (folder / "pyproject.toml").write_text("[tool.kamdocs]\n", "utf-8")
    assert "timezone = the machine's  (default)" in kamdocs("settings", cwd=folder).out
    assert load_settings(folder).timezone is None


def test_the_clock_goes_by_the_zone(machine):
    machine("America/New_York")
    assert (today(None), today(UTC)) == (date(2026, 11, 24), date(2026, 11, 24))


def test_a_page_tells_of_a_request_on_the_handbooks_day(tmp_path):
    for zone, day in (("Pacific/Auckland", "2026-11-17"), ("America/New_York", "2026-11-16")):
        folder = write_handbook(tmp_path / zone, {"x": {"requests": [REQUEST]}}, settings=f'timezone = "{zone}"\n')
        settings = load_settings(folder)
        evaluation = evaluate(settings, date(2026, 11, 23))
        report = judge(evaluation, settings.policies, date(2026, 11, 23))
        view = View(report, evaluation.shared, settings.policies, lambda *_: None)
        (request,) = events(report.standings[0].account, view, complete=True)
        assert str(request.day) == day
