"""The calendars: read with two other parsers, stable when days move, and harmless whatever a plan says."""

from datetime import date, timedelta

import icalendar
import pytest
import vobject

from kamdocs.handbook.feeds import calendars
from kamdocs.handbook.feeds.ics import Event, content_line, render_calendar, render_event
from tests.handbook.feeds.views import ROOT_FOLDER, files_of
from tests.plans import write_handbook

HOSTILE = {
    "a, b; c\nd": "a, b; c\nd",
    "back\\slash \\; \\,": "back\\slash \\; \\,",
    "čšž Đurić 日本語 " * 20: "čšž Đurić 日本語 " * 20,
    "END:VEVENT\r\nBEGIN:VEVENT\nUID:mine": "END:VEVENT\nBEGIN:VEVENT\nUID:mine",
    "x" * 74 + "ž" * 80: "x" * 74 + "ž" * 80,
    "one\u2028two\x0bthree\x85four\x00\x07five": "one\ntwo\nthree\nfourfive",
    '"quoted" : = ^n': '"quoted" : = ^n',
}


def action(due=(2026, 12, 1), **changed):
    return {"id": "a1", "text": "Visit", "status": "open", "owner": "luka.zupan", "due": date(*due), **changed}


def events(data):
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def by_summary(data):
    return {str(one["summary"]): one for one in events(data)}


@pytest.mark.parametrize(("text", "told"), HOSTILE.items())
def test_other_parsers_read_back_what_was_written(text, told):
    event = Event(uid="u@kamdocs", day=date(2026, 12, 1), summary=text, description=text, category="Gap")
    data = render_calendar(text, text, [render_event(event, date(2026, 11, 23))])
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    (theirs,) = events(data)
    (others,) = vobject.readOne(data.decode()).vevent_list
    assert str(theirs["summary"]) == str(theirs["description"]) == told
    assert others.summary.value == others.description.value == told
    assert theirs["uid"] == others.uid.value == "u@kamdocs"
    assert theirs["dtstart"].dt == others.dtstart.value == date(2026, 12, 1)


def test_long_lines_are_folded_between_letters():
    line = content_line("SUMMARY", "ž" * 100)
    assert line.replace("\r\n ", "") == f"SUMMARY:{'ž' * 100}\r\n"
    assert max(len(part.encode()) for part in line.split("\r\n")) <= 75
    assert content_line("X", "a" * 70) == f"X:{'a' * 70}\r\n"
    assert "\r\n " in content_line("X", "a" * 74)


def test_the_calendars_of_the_examples_are_read_alike_by_both_parsers():
    files = {path: data for path, data in files_of(ROOT_FOLDER).items() if path.endswith(".ics")}
    assert {"calendar/all.ics", "calendar/people/ana.novak.ics", "calendar/accounts/zgledna-orodjarna.ics"} <= set(
        files
    )
    for data in files.values():
        calendar = vobject.readOne(data.decode())
        theirs = {(str(one["uid"]), one["dtstart"].dt, str(one["summary"])) for one in events(data)}
        others = {(one.uid.value, one.dtstart.value, one.summary.value) for one in calendar.contents.get("vevent", ())}
        assert theirs == others
        assert len(theirs) == len({uid for uid, _, _ in theirs})


def test_a_calendar_tells_of_everything_dated():
    data = files_of(ROOT_FOLDER)["calendar/accounts/zgledna-orodjarna.ics"]
    name = "Zgledna orodjarna d.o.o.: "
    found = {summary.removeprefix(name): str(one["dtstart"].dt) for summary, one in by_summary(data).items()}
    expected = {
        "promise: New price list": "2026-11-30",
        "action: Prepare the renewal offer": "2026-12-10",
        "delivery: order PO-2026/0045": "2026-12-09",  # the promise in force: the customer knows of the new day
        "contract: renewal": "2027-04-01",
        "contract: last day of notice": "2027-03-02",
        "whitespace: look again at Heat treatment, Plant Škofja Loka": "2027-02-01",
        "promised for 2026-11-30: New price list": "2026-12-01",
    }
    assert expected.items() <= found.items()


def test_events_take_nobodys_time_and_say_how_often_to_look_again():
    data = files_of(ROOT_FOLDER)["calendar/all.ics"]
    calendar = icalendar.Calendar.from_ical(data)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in data
    assert b"X-PUBLISHED-TTL:PT12H\r\n" in data
    assert calendar["x-wr-calname"] == "Key accounts"
    for one in events(data):
        assert one["transp"] == "TRANSPARENT"
        assert one["dtstamp"].dt.isoformat() == "2026-11-23T00:00:00+00:00"
        assert "url" not in one


def test_the_address_of_the_page_is_there_where_the_sites_is_known():
    data = files_of(ROOT_FOLDER, home="https://kam.example/")["calendar/accounts/zgledna-orodjarna.ics"]
    assert {str(one["url"]) for one in events(data)} == {"https://kam.example/accounts/zgledna-orodjarna"}


def promise(due=(2026, 12, 1), text="A price list"):
    return {"id": "c1", "text": text, "made_on": date(2026, 11, 2), "by": "luka.zupan", "due": date(*due)}


def test_a_moved_day_and_a_changed_text_keep_the_entry(tmp_path):
    uids = []
    for name, made in (("one", promise()), ("two", promise((2027, 1, 7), "A new price list"))):
        data = files_of(write_handbook(tmp_path / name, {"x": {"commitments": [made]}}))["calendar/accounts/x.ics"]
        found = {str(one["description"]): str(one["uid"]) for one in events(data)}
        step = next(uid for text, uid in found.items() if "commitments/c1" in text)
        gap = next(uid for text, uid in found.items() if "KAM301" in text)
        uids.append((step, gap))
    assert uids[0] == uids[1]
    assert uids[0][0] != uids[0][1]


@pytest.mark.parametrize(
    ("as_of", "waived", "days"),
    [
        ("2026-11-23", False, ["2026-12-02"]), ("2026-12-02", False, ["2026-12-02"]), ("2027-03-02", False, ["2026-12-02"]),
        ("2027-03-03", False, []), ("2026-12-20", True, []),
    ],
)  # fmt: skip
def test_a_gap_stays_on_its_day_for_a_while_after_it_has_opened(tmp_path, as_of, waived, days):
    waiver = {
        "check": "commitment-overdue",
        "record": "c1",
        "reason": "So",
        "until": date(2027, 6, 30),
        "by": "ana.novak",
    }
    plan = {"commitments": [promise()], "waivers": [waiver] if waived else []}
    data = files_of(write_handbook(tmp_path, {"x": plan}), as_of)["calendar/accounts/x.ics"]
    assert [str(event["dtstart"].dt) for event in events(data) if "KAM301" in str(event["description"])] == days


def test_case_24_a_new_name_of_the_file_keeps_the_entries(tmp_path):
    plan = {"owner": "ana.novak", "commitments": [promise()], "actions": [action()]}
    names = {"big": [], "bigger": ["big"], "biggest": ["big", "bigger"]}
    uids = []
    for name, former in names.items():
        files = files_of(write_handbook(tmp_path / name, {name: {**plan, "former_ids": former}}))
        entries = [
            {str(one["uid"]) for one in events(files[f"calendar/accounts/{one}.ics"])} for one in (name, *former)
        ]
        assert all(one == entries[0] for one in entries)
        uids.append(entries[0])
    assert len(uids[0]) >= 4
    assert uids[0] == uids[1] == uids[2]


def test_of_two_accounts_that_claim_an_id_each_has_entries_of_its_own(tmp_path):
    plans = {
        "m": {"former_ids": ["old"], "actions": [action()]}, "z": {"former_ids": ["old", "older"], "actions": [action()]},
        "living": {"actions": [action()]}, "y": {"former_ids": ["living"], "actions": [action()]},
    }  # fmt: skip
    files = files_of(write_handbook(tmp_path, plans))
    data = files["calendar/all.ics"]
    assert len({str(one["uid"]) for one in events(data)}) == len(events(data))


def test_case_25_every_entry_ends_on_the_day_after():
    for path, data in files_of(ROOT_FOLDER).items():
        if path.endswith(".ics"):
            assert data.count(b"\r\nDTEND;VALUE=DATE:") == data.count(b"\r\nDTSTART;VALUE=DATE:") == len(events(data))
            assert all(one["dtend"].dt - one["dtstart"].dt == timedelta(days=1) for one in events(data))


def test_reminders_are_no_entries():
    assert "KAM602" not in files_of(ROOT_FOLDER)["calendar/all.ics"].decode().replace("\r\n ", "")


def test_a_manager_has_own_accounts_and_own_steps_elsewhere(tmp_path):
    plans = {
        "a": {"name": "Alpha", "owner": "luka.zupan"},
        "b": {"name": "Beta", "owner": "ana.novak", "actions": [action(), action(id="a2", text="Call", owner="ana.novak")]},
    }  # fmt: skip
    files = files_of(write_handbook(tmp_path, plans))
    lukas = by_summary(files["calendar/people/luka.zupan.ics"])
    assert "Beta: action: Visit" in lukas
    assert "Beta: action: Call" not in lukas
    assert {"Beta: action: Visit", "Beta: action: Call"} <= set(by_summary(files["calendar/people/ana.novak.ics"]))


def test_a_subscription_goes_on_after_a_new_name():
    files = files_of(ROOT_FOLDER)
    assert files["calendar/accounts/zgledni-orodjarji.ics"] == files["calendar/accounts/zgledna-orodjarna.ics"]


def test_a_full_calendar_holds_the_nearest_entries_and_says_so(monkeypatch):
    monkeypatch.setattr(calendars, "ENTRIES", 5)
    data = files_of(ROOT_FOLDER)["calendar/all.ics"]
    found = [one["dtstart"].dt for one in events(data)]
    assert len(found) == 5
    assert found == sorted(found)
    assert all(abs((day - date(2026, 11, 23)).days) <= 5 for day in found)
    assert "The nearest 5 of " in icalendar.Calendar.from_ical(data)["x-wr-caldesc"]


def test_days_at_the_ends_of_the_calendar_are_written(tmp_path):
    actions = [action((2199, 12, 31)), action((1900, 1, 1), id="a2", text="Old")]
    data = files_of(write_handbook(tmp_path, {"x": {"actions": actions}}))["calendar/accounts/x.ics"].decode()
    assert "DTSTART;VALUE=DATE:21991231\r\n" in data
    assert "DTSTART;VALUE=DATE:19000101\r\nDTEND;VALUE=DATE:19000102\r\n" in data


def test_a_plan_that_can_not_be_read_has_an_empty_calendar(tmp_path):
    data = files_of(write_handbook(tmp_path, {"x": "name: [\n"}))["calendar/accounts/x.ics"]
    assert events(data) == []
