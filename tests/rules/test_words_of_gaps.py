"""What the checks of golden rules 9 and 10 say: how many people there are, who may be missing, what is unknown."""

import pytest

from tests.plans import find_gaps_in


def people(*ids):
    return [{"id": one, "name": one.upper()} for one in ids]


def visit(number, day, *, to=(), by=("ana.novak",)):
    return {"id": f"i{number}", "date": day, "kind": "visit", "with": list(to), "by": list(by)}


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        ("", "the plan names 0 people who still work there; at least 3 are needed"),
        ("p", "the plan names 1 person who still works there; at least 3 are needed"),
        ("pq", "the plan names 2 people who still work there; at least 3 are needed"),
    ],
)
def test_how_many_people_the_plan_names(ids, told):
    (gap,) = find_gaps_in({"stakeholders": people(*ids)}, check="KAM902")
    assert str(gap.message) == told


def test_a_number_that_changes_while_the_gap_is_open_is_told_with_its_day():
    staff = [*people("p"), {"id": "q", "name": "Q", "added_on": "2026-05-01"}]
    (gap,) = find_gaps_in({"stakeholders": staff}, check="KAM902")
    assert str(gap.message) == "on 2024-03-08 the plan named 1 person who works there, and it still names fewer than 3"


def test_the_number_of_people_is_that_of_the_opening_day():
    staff = people("p", "q", "r")
    staff[1]["left_on"] = staff[2]["left_on"] = "2026-08-31"
    (gap,) = find_gaps_in({"stakeholders": staff}, check="KAM902")
    assert str(gap.message).startswith("the plan names 1 person")


@pytest.mark.parametrize(
    ("tier", "by", "told"),
    [
        (
            "strategic",
            ["ana.novak"],
            "on 2025-01-07 1 of our people had met them within 365 days, and still fewer than 3",
        ),
        ("strategic", ["ana.novak", "luka.zupan"], "on 2025-01-07 2 of our people had met them within 365 days"),
        ("developing", [], "0 of our people have met them within 365 days; at least 1"),
    ],
)
def test_how_many_of_our_people_met_them(tier, by, told):
    plan = {"tier": tier, "interactions": [visit(1, "2024-06-01", by=by)] if by else []}
    (gap,) = find_gaps_in(plan, check="KAM908")
    assert str(gap.message).startswith(told)


@pytest.mark.parametrize("day", ["2024-01-09", "2025-01-07", "2026-11-12"])
def test_somebody_who_was_met_and_has_no_area_may_be_of_it(day):
    """Within a year before the gap opened on 2025-01-07, or since."""
    plan = {"decision_areas": ["quality"], "stakeholders": people("p"), "interactions": [visit(1, day, to="p")]}
    (gap,) = find_gaps_in(plan, check="KAM905")
    assert str(gap.hint) == "P was met and has no area: write it, or meet somebody in that area"


@pytest.mark.parametrize(
    "person",
    [
        {"area": "finance"},
        {"left_on": "2025-01-06"},
    ],
)
def test_somebody_of_another_area_or_who_left_is_not(person):
    staff = [{"id": "p", "name": "P", **person}]
    plan = {"decision_areas": ["quality"], "stakeholders": staff, "interactions": [visit(1, "2024-06-01", to="p")]}
    (gap,) = find_gaps_in(plan, check="KAM905")
    assert str(gap.hint) == "meet somebody in that area, and record it under interactions"


def test_a_meeting_of_more_than_a_year_ago_is_none():
    plan = {
        "decision_areas": ["quality"],
        "stakeholders": people("p"),
        "interactions": [visit(1, "2024-01-08", to="p")],
    }
    (gap,) = find_gaps_in(plan, check="KAM905")
    assert str(gap.hint) == "meet somebody in that area, and record it under interactions"


def test_before_the_leaving_nobody_has_left_yet():
    left = {"id": "p", "name": "P", "influence": "high", "left_on": "2026-08-31"}
    before, soon_after, late = find_gaps_in({"stakeholders": [left]}, check="KAM909")
    leaves = "P leaves on 2026-08-31 and no successor is recorded"
    assert [str(gap.message) for gap in (before, soon_after, late)] == [
        leaves,
        "P left on 2026-08-31 and no successor is recorded",
        "P left on 2026-08-31 and no successor is recorded",
    ]
    assert [str(gap.ahead or gap.message) for gap in (before, soon_after, late)] == [leaves] * 3


def test_where_nobody_wrote_who_began_the_hint_names_the_field():
    call = {"id": "i", "date": "2024-03-01", "kind": "call", "by": ["ana.novak"]}
    unknown, reactive = find_gaps_in({"interactions": [call]}, check="KAM1003")
    assert str(unknown.hint) == "write initiated_by in the interactions: us or customer"
    assert "on your own initiative" in str(reactive.hint)
