"""Days and times as people say them."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kamdocs.keeping.days import is_far_ahead, spoken_day, spoken_moment
from kamdocs.settings.error import SettingsError

WEDNESDAY = date(2026, 11, 25)
LJUBLJANA = ZoneInfo("Europe/Ljubljana")


@pytest.mark.parametrize(
    ("said", "behind", "ahead"),
    [
        ("2026-11-25", "2026-11-25", "2026-11-25"),
        ("25. 11. 2026", "2026-11-25", "2026-11-25"),
        ("25.11.26", "2026-11-25", "2026-11-25"),
        ("25.11.", "2026-11-25", "2026-11-25"),
        ("26. 11.", "2025-11-26", "2026-11-26"),
        ("24.11", "2026-11-24", "2027-11-24"),
        ("5. november", "2026-11-05", "2027-11-05"),
        ("Nov 5", "2026-11-05", "2027-11-05"),
        ("29.2.", "2024-02-29", "2028-02-29"),
        ("13/4", "2026-04-13", "2027-04-13"),
        ("today", "2026-11-25", "2026-11-25"),
        ("Danes", "2026-11-25", "2026-11-25"),
        ("včeraj", "2026-11-24", "2026-11-24"),
        ("predvčerajšnjim", "2026-11-23", "2026-11-23"),
        ("jutri", "2026-11-26", "2026-11-26"),
        ("friday", "2026-11-20", "2026-11-27"),
        ("v petek", "2026-11-20", "2026-11-27"),
        ("wed", "2026-11-25", "2026-12-02"),
        ("last wednesday", "2026-11-18", "2026-11-18"),
        ("next friday", "2026-11-27", "2026-11-27"),
        ("+3d", "2026-11-28", "2026-11-28"),
        ("+2w", "2026-12-09", "2026-12-09"),
        ("-2w", "2026-11-11", "2026-11-11"),
        ("in 3 days", "2026-11-28", "2026-11-28"),
        ("čez 2 tedna", "2026-12-09", "2026-12-09"),
        ("3 days ago", "2026-11-22", "2026-11-22"),
        ("pred enim tednom", "2026-11-18", "2026-11-18"),
        ("next week", "2026-12-04", "2026-12-04"),
        ("Naslednji teden", "2026-12-04", "2026-12-04"),
        ("this week", "2026-11-27", "2026-11-27"),
        ("do konca tedna", "2026-11-27", "2026-11-27"),
        ("next month", "2026-12-31", "2026-12-31"),
        ("month end", "2026-10-31", "2026-11-30"),
        ("konec leta", "2025-12-31", "2026-12-31"),
    ],
)
def test_a_day_is_the_nearest_on_the_side_that_is_meant(said, behind, ahead):
    assert spoken_day(said, WEDNESDAY).isoformat() == behind
    assert spoken_day(said, WEDNESDAY, ahead=True).isoformat() == ahead


def test_a_week_that_is_over_ends_today_and_months_go_on_in_the_next_year():
    assert spoken_day("this week", date(2026, 11, 29)) == date(2026, 11, 29)
    assert spoken_day("next week", date(2026, 11, 29)) == date(2026, 12, 4)
    assert spoken_day("naslednji mesec", date(2026, 12, 1)) == date(2027, 1, 31)
    assert spoken_day("next month", date(2026, 11, 30)) == date(2026, 12, 31)


def test_a_month_on_from_its_last_day_is_the_last_day_of_the_next():
    assert spoken_day("+1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert spoken_day("month end", date(2027, 1, 31)) == date(2027, 1, 31)
    assert spoken_day("+1y", date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize("said", ["", "blah", "25", "31.11.", "32.1.2026", "+5x", "friday week", "x" * 100])
def test_what_is_no_day_is_refused_with_what_is_understood(said):
    with pytest.raises(SettingsError, match="no day") as raised:
        spoken_day(said, WEDNESDAY)
    assert "25.11." in raised.value.hint


def test_a_day_that_may_be_two_is_refused_with_both():
    with pytest.raises(SettingsError, match="2026-03-04 or 2026-04-03"):
        spoken_day("3/4", WEDNESDAY)


@pytest.mark.parametrize("said", ["+9999y", "-9999m", "1.1.1850"])
def test_a_day_outside_of_all_plans_is_refused(said):
    with pytest.raises(SettingsError):
        spoken_day(said, WEDNESDAY)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("9:10", "2026-11-25T09:10:00+01:00"),
        ("9.10", "2026-11-25T09:10:00+01:00"),
        ("14h", "2026-11-25T14:00:00+01:00"),
        ("2 pm", "2026-11-25T14:00:00+01:00"),
        ("12 am", "2026-11-25T00:00:00+01:00"),
        ("yesterday 9:10", "2026-11-24T09:10:00+01:00"),
        ("v petek ob 9:10", "2026-11-20T09:10:00+01:00"),
        ("2. 11. 9:10", "2026-11-02T09:10:00+01:00"),
        ("2026-07-02T09:10", "2026-07-02T09:10:00+02:00"),
        ("2026-10-25 2:30", "2026-10-25T02:30:00+02:00"),
        ("2026-11-02T09:10+01:00", "2026-11-02T09:10+01:00"),
    ],
)
def test_a_time_is_on_the_clock_of_its_day(said, moment):
    assert spoken_moment(said, WEDNESDAY, LJUBLJANA) == moment


@pytest.mark.parametrize("said", ["25:00", "9:75", "13 pm", "2026-03-29 2:30"])
def test_a_time_that_no_clock_shows_is_refused(said):
    with pytest.raises(SettingsError, match="no such time"):
        spoken_moment(said, WEDNESDAY, LJUBLJANA)


@pytest.mark.parametrize("said", ["", "9", "noon", "yesterday", "x" * 100])
def test_what_is_no_time_is_refused_with_what_is_understood(said):
    with pytest.raises(SettingsError) as raised:
        spoken_moment(said, WEDNESDAY, LJUBLJANA)
    assert raised.value.hint


def test_without_a_zone_the_clock_is_the_machines():
    assert spoken_moment("9:10", WEDNESDAY, None).startswith("2026-11-25T09:10:00")


@pytest.mark.parametrize(
    ("said", "days"), [("31.11.", 30), ("31. 11. 2026", 30), ("30.2.", 28), ("2026-02-29", 28), ("31.4", 30)]
)
def test_a_month_has_no_more_days_than_it_has(said, days):
    with pytest.raises(SettingsError, match=f"that month has {days} days"):
        spoken_day(said, date(2026, 11, 25))


@pytest.mark.parametrize(
    ("value", "said", "far"),
    [
        ("2027-11-01", "1.11.", True),
        ("2027-11-01", "1 November", True),
        ("2027-11-01", "1.11.2027", False),
        ("2027-11-26", "+1y", False),
        ("2027-03-01", "1.3.", False),
        (["2027-11-01"], "1.11.", False),
    ],
)
def test_a_day_without_its_year_may_be_a_surprise_far_ahead(value, said, far):
    assert is_far_ahead(value, said, date(2026, 11, 26)) is far
