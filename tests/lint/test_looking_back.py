"""How today's files stood at the last review: what opened and closed since, and nothing that was only to come."""

from datetime import date

import pytest

from kamdocs.lint import evaluate, kept_since, last_review, looked_back
from kamdocs.rules.spans import months_before
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import load_settings
from tests.plans import write_handbook

AS_OF = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-11-23", 1, "2026-10-23"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-30", 1, "2024-02-29"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-11-23", 12, "2025-11-23"),
        ("0001-01-05", 1, "0001-01-01"),
    ],
)
def test_the_same_day_of_a_month_before(day, months, before):
    assert months_before(date.fromisoformat(day), months) == date.fromisoformat(before)


def settings_with(folder, text):
    return load_settings(write_handbook(folder, {"x": {}}, settings=text))


def test_changes_are_told_since_the_last_review_or_for_a_month(tmp_path):
    assert last_review(settings_with(tmp_path / "a", ""), AS_OF) == date(2026, 10, 23)
    told = settings_with(tmp_path / "b", "review_on = 2026-11-02\n")
    assert last_review(told, AS_OF) == date(2026, 11, 2)
    assert last_review(told, date(2026, 11, 2)) == date(2026, 10, 2)  # today's own review is not the last one
    with pytest.raises(SettingsError, match="review_on is not a day"):
        settings_with(tmp_path / "c", 'review_on = "soon"\n')


def test_gaps_closed_since_are_seen_and_days_to_come_are_no_fault_of_then(tmp_path):
    promise = {"text": "Prices", "by": "ana.novak", "made_on": "2026-09-01"}
    plan = {
        "commitments": [
            {"id": "kept", **promise, "due": date(2026, 10, 1), "kept_on": date(2026, 11, 5)},
            {"id": "open", **promise, "due": date(2026, 11, 10)},
            {"id": "long-ago", **promise, "due": date(2026, 9, 10), "kept_on": date(2026, 9, 20)},
        ],
        "interactions": [{"id": "i", "date": date(2026, 11, 9), "kind": "call", "by": ["ana.novak"]}],
        "actions": [
            {"id": "a", "text": "Call", "owner": "ana.novak", "status": "done", "done_on": date(2027, 1, 1)},
        ],
    }
    settings = load_settings(write_handbook(tmp_path / "h", {"x": plan}))
    since = date(2026, 10, 23)
    past = looked_back(evaluate(settings, kept_since(settings, AS_OF, 1)), settings, AS_OF)
    assert past.day == since
    assert {one.gap.record for one in past.findings if one.check.code == "KAM301"} == {"kept"}
    in_the_file = [one.gap.record for one in past.findings if one.check.code == "DOC005"]
    assert in_the_file == ["actions/a/done_on"]  # it is still to come today, and a fault of the file on both days


def test_the_months_before_are_looked_at_where_there_are_few_accounts(tmp_path):
    promise = {"id": "c", "text": "Prices", "by": "ana.novak", "made_on": "2026-01-05", "due": "2026-03-01"}
    plan = {"commitments": [{**promise, "kept_on": "2026-05-10"}]}
    settings = load_settings(write_handbook(tmp_path / "h", {"x": plan}))
    since = kept_since(settings, AS_OF, 1)
    assert since == date(2025, 11, 23)
    past = looked_back(evaluate(settings, since), settings, AS_OF)
    days = [one.day for one in past.months if "KAM301" in {found.check.code for found in one.findings}]
    assert days == [date(2026, 3, 23), date(2026, 4, 23)]
    assert [past.months[0].day, past.months[-1].day, len(past.months)] == [since, date(2026, 10, 23), 12]
    assert kept_since(settings, AS_OF, 1000) == date(2026, 10, 23)
