"""Months and weeks, and days of commits that go back."""

from datetime import date

import pytest

from kamdocs.history import a_year_before, periods
from kamdocs.history.periods import running_days


def ends(since, as_of, every):
    found = periods(date.fromisoformat(since), date.fromisoformat(as_of), every)
    return [(str(one.begins_after), str(one.until)) for one in found]


def test_months_end_on_their_last_day_and_the_last_row_on_the_day_asked():
    assert ends("2023-12-15", "2024-03-10", "month") == [
        ("2023-11-30", "2023-12-31"),
        ("2023-12-31", "2024-01-31"),
        ("2024-01-31", "2024-02-29"),
        ("2024-02-29", "2024-03-10"),
    ]


def test_a_day_that_ends_a_period_is_one_row():
    assert ends("2026-01-01", "2026-01-31", "month") == [("2025-12-31", "2026-01-31")]
    assert ends("2026-11-23", "2026-11-29", "week") == [("2026-11-22", "2026-11-29")]


def test_weeks_end_on_sunday():
    assert ends("2026-11-18", "2026-11-24", "week") == [("2026-11-15", "2026-11-22"), ("2026-11-22", "2026-11-24")]


def test_the_calendar_s_first_day_is_no_trap():
    assert ends("0001-01-01", "0001-01-01", "month") == [("0001-01-01", "0001-01-01")]
    assert ends("0001-01-01", "0001-01-01", "week") == [("0001-01-01", "0001-01-01")]


def test_the_end_of_the_calendar_is_no_trap():
    assert ends("9999-12-01", "9999-12-31", "month") == [("9999-11-30", "9999-12-31")]
    assert ends("9999-12-31", "9999-12-31", "week")[-1][1] == "9999-12-31"


@pytest.mark.parametrize(
    ("day", "before"), [("2024-02-29", "2023-02-28"), ("2026-11-23", "2025-11-23"), ("0001-01-01", "0001-01-01")]
)
def test_a_year_before(day, before):
    assert str(a_year_before(date.fromisoformat(day))) == before


@pytest.mark.parametrize(
    ("days", "running"),
    [
        ([], []),
        ([1, 2, 2, 3], [1, 2, 2, 3]),
        ([1, 28, 2, 3], [1, 1, 2, 3]),
        ([5, 6, 1, 7], [5, 6, 6, 7]),
        ([9, 1, 2], [1, 1, 2]),
    ],
)
def test_days_never_go_back(days, running):
    assert [day.day for day in running_days([date(2026, 1, day) for day in days])] == running
