"""The calendar of working days and of whose day a moment is."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kamdocs.rules.calendar import PLAIN, Calendar, countries, knows

SLOVENIA = Calendar(country="SI")
PRESEREN = date(2027, 2, 8)
"""A Monday on which nobody works in Slovenia."""
FRIDAY = date(2027, 2, 5)


def test_people_work_from_monday_to_friday_but_on_holidays():
    assert [PLAIN.works_on(FRIDAY + timedelta(days)) for days in range(5)] == [True, False, False, True, True]
    assert [SLOVENIA.works_on(FRIDAY + timedelta(days)) for days in range(5)] == [True, False, False, False, True]


def test_a_holiday_is_one_on_whatever_day_of_the_week():
    assert SLOVENIA.holiday(PRESEREN)
    assert SLOVENIA.holiday(date(2026, 12, 26))  # a Saturday
    assert not SLOVENIA.holiday(FRIDAY)
    assert not PLAIN.holiday(PRESEREN)


AFTER = {  # working days after Friday 5 February 2027: the last of them in no country, and in Slovenia
    0: (date(2027, 2, 5), date(2027, 2, 5)),
    1: (date(2027, 2, 8), date(2027, 2, 9)),
    2: (date(2027, 2, 9), date(2027, 2, 10)),
    5: (date(2027, 2, 12), date(2027, 2, 15)),
}


@pytest.mark.parametrize(("number", "days"), AFTER.items())
def test_working_days_after_a_day(number, days):
    assert (PLAIN.workday_after(FRIDAY, number), SLOVENIA.workday_after(FRIDAY, number)) == days
    assert (PLAIN.past(FRIDAY, number), SLOVENIA.past(FRIDAY, number)) == tuple(day + timedelta(1) for day in days)


BEFORE = {  # working days before Wednesday 10 February 2027
    0: (date(2027, 2, 10), date(2027, 2, 10)),
    1: (date(2027, 2, 9), date(2027, 2, 9)),
    2: (date(2027, 2, 8), date(2027, 2, 5)),
    3: (date(2027, 2, 5), date(2027, 2, 4)),
}


@pytest.mark.parametrize(("number", "days"), BEFORE.items())
def test_working_days_before_a_day(number, days):
    wednesday = date(2027, 2, 10)
    assert (PLAIN.workday_before(wednesday, number), SLOVENIA.workday_before(wednesday, number)) == days


def test_from_a_day_without_work_the_next_working_day_is_the_first():
    assert PLAIN.workday_after(date(2027, 2, 6), 1) == date(2027, 2, 8)
    assert SLOVENIA.workday_after(date(2027, 2, 6), 1) == date(2027, 2, 9)
    assert SLOVENIA.workday_before(PRESEREN, 1) == FRIDAY


def test_days_stay_within_the_calendar():
    assert PLAIN.workday_after(date.max, 3) == date.max
    assert PLAIN.workday_before(date.min, 3) == date.min
    assert PLAIN.past(date.max, 1) == date.max


def test_a_moment_lies_on_the_day_of_the_handbook():
    late = datetime.fromisoformat("2026-11-16T23:30:00-08:00")
    ljubljana = ZoneInfo("Europe/Ljubljana")
    assert Calendar(ljubljana).day_of(late) == date(2026, 11, 17)
    assert PLAIN.day_of(late) == date(2026, 11, 16)
    assert PLAIN.day_of(late, ljubljana) == date(2026, 11, 17)
    assert Calendar(late.tzinfo).day_of(late, ljubljana) == date(2026, 11, 16)


def test_countries_are_known_by_their_codes():
    assert knows("SI")
    assert {"SI", "AT", "HR"} <= set(countries())
    assert not {code for code in ("", "XX", "SVN", "Slovenia") if knows(code)}
