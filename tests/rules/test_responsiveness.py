"""When the promised time for an answer ends: in the hours in which we can be reached, else on working days."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kamdocs.model import Request, Shared
from kamdocs.rules.answering import answer_due, last_day_of
from kamdocs.rules.calendar import PLAIN, Calendar
from kamdocs.rules.case import Case
from tests.plans import POLICIES, account_of, find_gaps_in

SLOVENIA = Calendar(country="SI")
HOURS = "Mo-Fr 07:00-17:00"
ENDS = {
    "within a day": ("2026-11-16T09:00:00+01:00", 8, "2026-11-16T17:00:00+01:00"),
    "over midnight": ("2026-11-16T20:00:00+01:00", 8, "2026-11-17T04:00:00+01:00"),
    "over the weekend": ("2026-11-13T23:00:00+01:00", 2, "2026-11-16T01:00:00+01:00"),
    "received on Sunday": ("2026-11-15T12:00:00+01:00", 24, "2026-11-17T00:00:00+01:00"),
    "several weeks": ("2026-11-16T09:00:00+01:00", 24 * 10, "2026-11-30T09:00:00+01:00"),
    "half an hour": ("2026-11-16T09:00:00+01:00", 0.5, "2026-11-16T09:30:00+01:00"),
    "the end of the calendar": ("9999-12-31T09:00:00+01:00", 24, "9999-12-31T23:59:59.999999+01:00"),
}


@pytest.mark.parametrize(("received", "hours", "end"), ENDS.values(), ids=ENDS.keys())
def test_without_hours_only_working_days_count(received, hours, end):
    assert answer_due(datetime.fromisoformat(received), hours, None, PLAIN) == datetime.fromisoformat(end)


IN_HOURS = {
    "Friday afternoon, so Monday": ("2027-01-15T15:30:00+01:00", 8, HOURS, PLAIN, "2027-01-18T13:30:00+01:00"),
    "Friday before a holiday": ("2027-02-05T15:30:00+01:00", 8, HOURS, SLOVENIA, "2027-02-09T13:30:00+01:00"),
    "no country, no holiday": ("2027-02-05T15:30:00+01:00", 8, HOURS, PLAIN, "2027-02-08T13:30:00+01:00"),
    "holidays that are named are hours": (
        "2027-02-05T15:30:00+01:00",
        8,
        "Mo-Fr,PH 07:00-17:00",
        SLOVENIA,
        "2027-02-08T13:30:00+01:00",
    ),
    "holidays with shorter hours": (
        "2027-02-05T15:30:00+01:00",
        8,
        "Mo-Fr 07:00-17:00; PH 09:00-12:00",
        SLOVENIA,
        "2027-02-09T10:30:00+01:00",
    ),
    "holidays named as closed": (
        "2027-02-05T15:30:00+01:00",
        8,
        "Mo-Fr 07:00-17:00; PH off",
        SLOVENIA,
        "2027-02-09T13:30:00+01:00",
    ),
    "received before the hours": ("2027-01-18T05:00:00+01:00", 8, HOURS, PLAIN, "2027-01-18T15:00:00+01:00"),
    "just within the hours": ("2027-01-18T09:00:00+01:00", 8, HOURS, PLAIN, "2027-01-18T17:00:00+01:00"),
    "Saturdays as written": ("2027-01-15T15:30:00+01:00", 8, "Mo-Sa 07:00-17:00", PLAIN, "2027-01-16T13:30:00+01:00"),
    "round the clock as written": ("2027-01-16T22:00:00+01:00", 8, "24/7", PLAIN, "2027-01-17T06:00:00+01:00"),
    "over a break at noon": (
        "2027-01-18T11:00:00+01:00",
        2,
        "Mo-Fr 08:00-12:00,13:00-17:00",
        PLAIN,
        "2027-01-18T14:00:00+01:00",
    ),
    "round the clock, but for a holiday": (
        "2027-02-07T20:00:00+01:00",
        8,
        "24/7",
        SLOVENIA,
        "2027-02-09T04:00:00+01:00",
    ),
    "eight hours of a night of seven": (
        "2026-03-28T20:00:00+01:00",
        8,
        "24/7",
        Calendar(ZoneInfo("Europe/Ljubljana")),
        "2026-03-29T05:00:00+02:00",
    ),
    "eight hours of a night of nine": (
        "2026-10-24T20:00:00+02:00",
        8,
        "24/7",
        Calendar(ZoneInfo("Europe/Ljubljana")),
        "2026-10-25T03:00:00+01:00",
    ),
    "a word on holidays in a comment": (
        "2027-02-05T15:30:00+01:00",
        8,
        f'{HOURS} "not on PH"',
        SLOVENIA,
        "2027-02-09T13:30:00+01:00",
    ),
    "holidays named as closed before the hours": (
        "2027-02-05T15:30:00+01:00",
        8,
        f"PH off; {HOURS}",
        SLOVENIA,
        "2027-02-09T13:30:00+01:00",
    ),
    "hours of a year that is over, so on working days": (
        "2027-01-15T15:30:00+01:00",
        8,
        f"2025 {HOURS}",
        PLAIN,
        "2027-01-15T23:30:00+01:00",
    ),
    "never open, so on working days": ("2027-01-15T15:30:00+01:00", 8, "off", PLAIN, "2027-01-15T23:30:00+01:00"),
}


@pytest.mark.parametrize(("received", "hours", "opened", "calendar", "end"), IN_HOURS.values(), ids=IN_HOURS.keys())
def test_the_time_runs_in_the_hours_of_the_plan(received, hours, opened, calendar, end):
    moment = datetime.fromisoformat(received)
    moment = moment.astimezone(calendar.zone) if calendar.zone else moment
    assert answer_due(moment, hours, opened, calendar) == datetime.fromisoformat(end)


def test_hours_that_are_over_are_not_looked_for_to_the_end_of_time():
    requests = [{"id": f"q{one}", "received_at": "2026-11-16T09:00:00+01:00"} for one in range(300)]
    plan = {"reachability": {"first_response_hours": 8, "hours": "2024-2025 Mo-Fr 07:00-17:00"}, "requests": requests}
    assert len(find_gaps_in(plan, check="KAM204")) == len(requests)  # each took seconds when they were


REACHED = {"hours": HOURS}
PROMISES = {
    "what is promised, in the hours": ({"first_response_hours": 8, **REACHED}, False, "2027-01-18T13:30:00+01:00"),
    "nothing promised: a day, round the clock": (REACHED, False, "2027-01-18T15:30:00+01:00"),
    "nothing known": (None, False, "2027-01-18T15:30:00+01:00"),
    "urgent": (
        {"first_response_hours": 8, "urgent_response_hours": 1, **REACHED},
        True,
        "2027-01-15T16:30:00+01:00",
    ),
    "urgent, and nothing else promised": ({"urgent_response_hours": 1, **REACHED}, True, "2027-01-15T16:30:00+01:00"),
    "urgent, without a time for it": ({"first_response_hours": 8, **REACHED}, True, "2027-01-18T13:30:00+01:00"),
    "not urgent, where only that is promised": (
        {"urgent_response_hours": 1, **REACHED},
        False,
        "2027-01-18T15:30:00+01:00",
    ),
}


@pytest.mark.parametrize(("reachability", "urgent", "end"), PROMISES.values(), ids=PROMISES.keys())
def test_a_plan_promises_its_hours(reachability, urgent, end):
    account = account_of({"reachability": reachability} if reachability else {})
    case = Case(account, Shared(), lambda name: POLICIES[name].limits["key"])
    request = Request(id="q", received_at=datetime.fromisoformat("2027-01-15T15:30:00+01:00"), urgent=urgent)
    assert case.promise_end(request, 24) == datetime.fromisoformat(end)


def test_midnight_belongs_to_the_day_before():
    assert last_day_of(datetime.fromisoformat("2026-11-17T00:00:00+01:00")) == date(2026, 11, 16)
    assert last_day_of(datetime.fromisoformat("2026-11-17T00:00:01+01:00")) == date(2026, 11, 17)
