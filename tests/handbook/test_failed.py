"""What fails by a fault of ours: told, shown as failed, and nothing else with it."""

import importlib
import json
from xml.etree import ElementTree

import msgspec
import pytest

from kamdocs import handbook
from kamdocs.handbook import make_files, make_pages, make_sheets
from kamdocs.language import say, spoken
from tests.handbook.feeds.views import ROOT_FOLDER, view_of
from tests.plans import write_handbook

PROMISE = {"id": "c", "text": "New prices", "made_on": "2026-01-05", "by": "ana.novak", "due": "2026-02-15"}
LATER = {**PROMISE, "id": "d", "due": "2026-05-15"}
PLANS = {
    name: {"name": f"{name.capitalize()} <d.o.o.>", "owner": owner, "commitments": [PROMISE, LATER]}
    for name, owner in (("acme", "ana.novak"), ("beta", "luka.zupan"), ("gamma", "ana.novak"))
}
NO_PAGE = "This could not be made, by a fault of kamdocs."


@pytest.fixture
def view(tmp_path):
    return view_of(write_handbook(tmp_path, PLANS), "2026-02-20", home="https://kam.example/")


def room(name):
    return importlib.import_module(f"kamdocs.handbook.{name}")


def breaking(monkeypatch, place, name, *, when=lambda *arguments: True):
    """Let a function of a room fail where its arguments are such."""
    whole = getattr(place, name)

    def broken(*arguments, **named):
        if when(*arguments, *named.values()):
            raise ZeroDivisionError("secret words of a plan")
        return whole(*arguments, **named)

    monkeypatch.setattr(place, name, broken)


def of_beta(*arguments):
    return any(
        getattr(one, "id", None) == "beta" or getattr(getattr(one, "gap", None), "account", None) == "beta"
        for one in arguments
    )


def everything(view):
    """All that is made, by path, and what failed, as sentences."""
    failures = []
    pages = {page.path: page.html(lambda path: f"/{path}") for page in make_pages(view, None, failures.append)}
    sheets = {sheet.path: sheet.html(lambda path: f"/{path}") for sheet in make_sheets(view, None, failures.append)}
    assets = {asset.path: asset.data.decode("utf-8", "replace") for asset in make_files(view, failures.append)}
    return pages | sheets | assets, sorted({str(failure.message) for failure in failures})


def same_but(made, whole, *paths):
    """Everything else is as it is in a handbook where nothing fails."""
    assert made.keys() | set(paths) == whole.keys() | set(paths)
    assert [path for path in whole if path not in paths and made[path] != whole[path]] == []


def test_an_accounts_page_that_fails_says_so_and_the_others_are_made(view, monkeypatch):
    whole, none = everything(view)
    assert none == []
    breaking(monkeypatch, handbook, "account_page", when=of_beta)
    made, failed = everything(view)
    assert failed == ["accounts/beta of the account beta could not be made, by a fault of kamdocs (ZeroDivisionError)"]
    same_but(made, whole, "accounts/beta")
    assert "<h1>Beta &lt;d.o.o.&gt;</h1>" in made["accounts/beta"]
    assert NO_PAGE in made["accounts/beta"]
    assert "secret" not in made["accounts/beta"]
    page = next(one for one in make_pages(view, None, [].append) if one.path == "accounts/beta")
    assert page.search[0].lines == ("Beta <d.o.o.>", "beta", "This page could not be made")
    assert page.source == "accounts/beta.yml"


def test_a_brief_that_fails_says_so(view, monkeypatch):
    whole, _ = everything(view)
    breaking(monkeypatch, room("pages.brief"), "_sheet", when=of_beta)
    made, failed = everything(view)
    assert failed == ["briefs/beta of the account beta could not be made, by a fault of kamdocs (ZeroDivisionError)"]
    same_but(made, whole, "briefs/beta")
    assert made["briefs/beta"].startswith('<!doctype html>\n<html lang="en">')
    assert "<title>Brief: Beta &lt;d.o.o.&gt;</title>" in made["briefs/beta"]
    assert '<a href="/accounts/beta">The whole plan</a>' in made["briefs/beta"]
    assert NO_PAGE in made["briefs/beta"]
    assert "No gap is open" not in made["briefs/beta"]


def test_a_calendar_that_fails_says_so_in_every_calendar_that_it_is_part_of(view, monkeypatch):
    whole, _ = everything(view)
    breaking(monkeypatch, room("feeds.calendars"), "_entries", when=of_beta)
    made, failed = everything(view)
    assert failed == [
        "calendar/accounts/beta.ics of the account beta could not be made, by a fault of kamdocs (ZeroDivisionError)"
    ]
    people = [f"calendar/people/{member}.ics" for member in ("ana.novak", "luka.zupan", "maja.kranjc")]
    paths = ["calendar/accounts/beta.ics", *people, "calendar/all.ics"]
    same_but(made, whole, *paths)
    for path in paths:
        assert "SUMMARY:Beta <d.o.o.>: This calendar could not be made" in made[path]
        assert "DTSTART;VALUE=DATE:20260220" in made[path]
    assert "Acme <d.o.o.>: promise: New prices" in made["calendar/all.ics"]


def test_data_that_fails_is_not_there(view, monkeypatch):
    whole, _ = everything(view)
    breaking(monkeypatch, room("feeds.data"), "_plan", when=of_beta)
    made, failed = everything(view)
    assert failed == [
        "data/accounts/beta.json of the account beta could not be made, by a fault of kamdocs (ZeroDivisionError)"
    ]
    assert "data/accounts/beta.json" not in made
    same_but(made, whole, "data/accounts/beta.json")


def test_a_gap_whose_words_fail_is_still_a_gap(view):
    findings = [
        msgspec.structs.replace(one, gap=msgspec.structs.replace(one.gap, message=say("it is {gone}", nothing=1)))
        if one.gap.account == "beta" and one.gap.check == "KAM301"
        else one
        for one in view.report.findings
    ]
    broken = msgspec.structs.replace(view, report=msgspec.structs.replace(view.report, findings=tuple(findings)))
    made, failed = everything(broken)
    whole, _ = everything(view)
    assert "data/gaps.json of the account beta could not be made, by a fault of kamdocs (KeyError)" in failed
    told = {(one["account"], one["code"]): one["message"] for one in json.loads(made["data/gaps.json"])["findings"]}
    assert told.keys() == {(one["account"], one["code"]) for one in json.loads(whole["data/gaps.json"])["findings"]}
    assert told["beta", "KAM301"] == "this gap can't be told, by a fault of kamdocs"
    assert len(made["data/gaps.csv"].splitlines()) == len(whole["data/gaps.csv"].splitlines())
    titles = [
        title.text for title in ElementTree.fromstring(made["data/gaps.xml"]).iter("{http://www.w3.org/2005/Atom}title")
    ]
    assert "Beta <d.o.o.>: this gap can't be told, by a fault of kamdocs" in titles
    assert NO_PAGE in made["accounts/beta"]
    assert NO_PAGE not in made["accounts/acme"]


@pytest.mark.parametrize(
    ("place", "name", "paths"),
    [
        ("", "home_page", ["index"]),
        ("", "accounts_page", ["accounts/index"]),
        ("", "heatmap_page", ["heatmap"]),
        ("", "fields_page", ["fields"]),
        ("pages.people", "my_work_page", ["people/ana.novak", "people/luka.zupan", "people/maja.kranjc"]),
        ("pages.people", "_colleague", ["people/index"]),
        ("pages.leaving", "known_people", ["leaving/ana.novak", "leaving/luka.zupan", "leaving/maja.kranjc"]),
        ("pages.lists", "_overview", ["lists/index"]),
        ("pages.contacts", "_all", ["contacts/index"]),
        ("pages.offerings", "_summary", ["offerings/index"]),
        ("pages.calendar", "_months", ["calendar/index"]),
    ],
)
def test_a_page_of_the_portfolio_that_fails_says_so(view, monkeypatch, place, name, paths):
    whole, _ = everything(view)
    breaking(monkeypatch, room(place) if place else handbook, name)
    made, failed = everything(view)
    assert failed
    assert all("could not be made, by a fault of kamdocs (ZeroDivisionError)" in one for one in failed)
    months = [path for path in whole if path.startswith("calendar/2")] if "calendar" in place else []
    assert made.keys() == whole.keys() - set(months)
    for path in paths:
        assert "<h1>This page could not be made</h1>" in made[path]
    same_but({**made, **dict.fromkeys(months, "")}, whole, *paths, *months)


def test_months_that_fail_are_there_for_who_follows_a_link(view, monkeypatch):
    whole, _ = everything(view)
    breaking(monkeypatch, room("pages.calendar"), "_month_page")
    made, _ = everything(view)
    months = {path for path in whole if path.startswith("calendar/2")}
    assert months
    assert made.keys() == whole.keys()
    assert all("This page could not be made" in made[path] for path in months)


def test_a_part_that_breaks_off_still_has_what_its_pages_link_to(view, monkeypatch):
    whole, _ = everything(view)
    breaking(monkeypatch, room("pages.calendar"), "_month_page")
    monkeypatch.setattr(room("failed").Guard, "page", lambda guard, path, make: make())
    made, failed = everything(view)
    assert failed == ["calendar could not be made, by a fault of kamdocs (ZeroDivisionError)"]
    months = [path for path in whole if path.startswith("calendar/2")]
    same_but(made, whole, *months)
    assert all("This page could not be made" in made[path] for path in months)


def test_an_overview_that_fails_leaves_no_link_to_nowhere(view, monkeypatch):
    whole, _ = everything(view)
    breaking(monkeypatch, room("pages.rules"), "fill", when=lambda template, *values: len(values) == 2)
    made, failed = everything(view)
    assert failed == ["rules/index could not be made, by a fault of kamdocs (ZeroDivisionError)"]
    assert made.keys() == whole.keys()


def test_who_asks_for_no_report_gets_the_error(view, monkeypatch):
    breaking(monkeypatch, handbook, "account_page", when=of_beta)
    with pytest.raises(ZeroDivisionError):
        list(make_pages(view))


def test_in_the_examples_nothing_fails():
    for tongue in ("en", "sl"):
        with spoken(tongue):
            _, failed = everything(view_of(ROOT_FOLDER))
            assert failed == []
