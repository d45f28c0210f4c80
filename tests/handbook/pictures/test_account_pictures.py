"""The pictures of an account: values from the plan, every fact in words, nothing where there is nothing."""

from datetime import date

import pytest

from kamdocs.handbook.pictures.axis import TimeAxis
from kamdocs.handbook.pictures.initiative import initiative_months, initiative_picture
from kamdocs.handbook.pictures.orders import order_lines, orders_picture, shown_orders
from kamdocs.handbook.pictures.people_map import SHOWN, people_map, people_map_picture
from kamdocs.handbook.pictures.revenue import revenue_bars, revenue_picture
from kamdocs.handbook.pictures.satisfaction import review_lines, satisfaction_picture
from kamdocs.handbook.pictures.whitespace import whitespace_grid, whitespace_picture
from tests.handbook.pictures.views import AS_OF, drawings, text_of, view_of
from tests.plans import account_of, write_handbook


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    return view_of(write_handbook(tmp_path_factory.mktemp("h") / "h", {"example": {}}))


def revenue(*years):
    return account_of(
        {"revenue": [{"year": year, "amount": amount, "currency": currency} for year, amount, currency in years]}
    )


def test_revenue_bars_share_a_line_and_tell_the_change():
    bars = revenue_bars(revenue((2025, 50, "EUR"), (2024, 200, "EUR")), AS_OF)
    assert [(bar.year, bar.start, bar.length, bar.change) for bar in bars] == [(2024, 0, 100, None), (2025, 0, 25, -75)]


def test_revenue_below_zero_lies_left_of_the_line():
    bars = revenue_bars(revenue((2024, 300, "EUR"), (2025, -100, "EUR")), AS_OF)
    assert [(bar.start, bar.length, bar.change) for bar in bars] == [(25, 75, None), (0, 25, None)]


def test_revenue_of_two_currencies_is_not_compared():
    bars = revenue_bars(revenue((2024, 10, "EUR"), (2025, 1000, "USD")), AS_OF)
    assert [(bar.length, bar.change) for bar in bars] == [(100, None), (100, None)]


def test_a_running_year_is_not_compared():
    text = text_of(revenue_picture(revenue((2025, 100, "EUR"), (2026, 40, "EUR")), AS_OF))
    assert "40 EUR so far" in text
    assert "60 %" not in text


def test_revenue_stands_in_words():
    text = text_of(revenue_picture(revenue((2024, 200000, "EUR"), (2025, 50000, "EUR")), AS_OF))
    assert "2025 50 000 EUR ▼ 75 %" in text


def talks(*pairs):
    rows = [
        {"id": f"i{number}", "date": day, "kind": "call", "by": ["ana.novak"], **({"initiated_by": who} if who else {})}
        for number, (day, who) in enumerate(pairs)
    ]
    return account_of({"interactions": rows})


def test_initiative_is_counted_by_month():
    account = talks(("2026-11-02", "us"), ("2026-11-20", "us"), ("2026-11-21", "customer"), ("2025-12-01", None), ("2025-11-30", "us"))  # fmt: skip
    months = initiative_months(account, AS_OF)
    assert len(months) == 12
    assert (months[0].first, months[0].unsaid) == (date(2025, 12, 1), 1)
    assert (months[-1].us, months[-1].customer) == (2, 1)
    assert sum(month.us for month in months) == 2
    picture = initiative_picture(account, AS_OF)
    assert 'height="48.0"' in picture
    assert 'height="24.0"' in picture
    assert "We 2" in text_of(picture)
    assert "They 1" in text_of(picture)
    assert "Not said 1" in text_of(picture)


def test_silence_of_a_year_is_a_picture_too():
    assert "We 0" in text_of(initiative_picture(talks(("2020-01-01", "us")), AS_OF))


ORDERS = [
    {"id": "late", "status": "confirmed", "ordered_on": "2026-10-01", "promised_on": "2026-11-13"},
    {"id": "told", "status": "delayed", "ordered_on": "2026-10-01", "promised_on": "2026-11-13",
     "delays": [{"known_on": "2026-11-01", "to": "2026-12-01", "told_on": "2026-11-02"}]},
    {"id": "untold", "status": "delayed", "ordered_on": "2026-10-01", "promised_on": "2026-11-13",
     "delays": [{"known_on": "2026-11-01", "to": "2026-12-01"}]},
    {"id": "came", "status": "delivered", "ordered_on": "2026-09-01", "promised_on": "2026-09-20", "delivered_on": "2026-09-25"},
    {"id": "never", "status": "cancelled", "ordered_on": "2026-09-01", "promised_on": "2026-09-20"},
    {"id": "old", "status": "delivered", "ordered_on": "2020-09-01", "promised_on": "2020-09-20", "delivered_on": "2020-09-20"},
]  # fmt: skip


def test_orders_tell_how_late_they_are_against_the_promise_in_force(view):
    orders = shown_orders(account_of({"orders": ORDERS}), AS_OF)
    assert [order.id for order in orders] == ["late", "untold", "told", "came", "never"]
    axis = TimeAxis(date(2026, 8, 15), AS_OF)
    lines = {line.order.id: line for line in order_lines(orders, axis, AS_OF, complete=True)}
    assert {name: line.late_days for name, line in lines.items()} == {
        "late": 0, "untold": 0, "told": 0, "came": 5, "never": 0,
    }  # fmt: skip
    assert {name for name, line in lines.items() if line.overdue_since == date(2026, 11, 14)} == {"late", "untold"}
    assert [name for name, line in lines.items() if line.untold] == ["untold"]
    assert lines["late"].late == (90, 100)
    assert lines["came"].delivered == axis.at(date(2026, 9, 25))
    assert lines["told"].revised == 100


def test_orders_stand_in_words(view):
    text = text_of(orders_picture(account_of({"orders": ORDERS}), view, complete=True))
    assert "came promised 20 Sep 2026, delivered 25 Sep 2026, 5 days late" in text
    assert "late promised 13 Nov 2026, overdue since 14 Nov 2026" in text
    assert "told promised 13 Nov 2026, revised to 1 Dec 2026" in text
    assert "untold promised 13 Nov 2026, revised to 1 Dec 2026 (not told)" in text
    picture = orders_picture(account_of({"orders": ORDERS}), view, complete=True)
    assert "◈</b> revised, customer not told" in picture
    assert picture.count("kd-revised-untold") == 1
    assert "customer not told" not in orders_picture(account_of({"orders": ORDERS[:2]}), view, complete=True)
    assert "never promised 20 Sep 2026, cancelled" in text


def review(number, **what):
    return {"id": f"s{number}", "date": f"2026-0{number}-01", "method": "survey", **what}


def test_answers_lie_on_the_line_of_their_scale(view):
    people = [{"id": "p", "name": "Petra"}]
    account = account_of({
        "stakeholders": people,
        "satisfaction": [
            review(1, respondents=["p"], scores=[{"stakeholder": "p", "scale": "nps", "value": 5}], none_stated=True),
            review(2, respondents=["p"], scores=[{"stakeholder": "p", "scale": "csat", "value": 5}],
                   bothers=[{"id": "b", "text": "Late trucks", "from": "p"}], misses=[{"id": "m", "text": "A catalogue", "decision": "no"}]),
            review(3),
        ],
    })  # fmt: skip
    scales, lines = review_lines(account)
    assert scales == ("nps", "csat")
    assert [line.review.id for line in lines] == ["s3", "s2", "s1"]
    assert lines[1].tracks[1].places == (100,)
    assert lines[2].tracks[0].places == (50,)
    assert lines[2].tracks[0].low == 65
    text = text_of(satisfaction_picture(account, view, complete=True))
    assert "bothers them Late trucks Petra, not answered" in text
    assert "lacking A catalogue answered" in text
    assert "not asked" in text
    assert "nothing, they said" in text


def test_the_whitespace_grid_shows_reasons_and_what_nobody_wrote_down(view):
    cells = [
        {"offering": "inserts", "unit": "u", "status": "owned"},
        {"offering": "hardened-steel", "status": "competitor", "competitor": "Kalilnica", "reason": "Cheaper", "as_of": "2026-01-01", "revisit_on": "2027-02-01"},
    ]  # fmt: skip
    account = account_of({"units": [{"id": "u", "name": "Plant"}], "whitespace": cells})
    grid = whitespace_grid(account, ("hardened-steel", "inserts", "heat-treatment"))
    assert grid.units == (None, "u")
    assert [offering for offering, _ in grid.lines] == ["inserts", "hardened-steel"]
    assert grid.lines[0][1][0] is None
    assert grid.unseen == ("heat-treatment",)
    assert grid.numbers == {"owned": 1, "competitor": 1}
    text = text_of(whitespace_picture(account, view, complete=True))
    for word in (
        "competitor Kalilnica Cheaper look again 1 Feb 2027 as of 1 Jan 2026",
        "heat-treatment nothing written",
    ):
        assert word in text


def people(*persons, areas=()):
    rows = [{"id": f"p{number}", "name": f"Person {number}", **person} for number, person in enumerate(persons)]
    return account_of({"stakeholders": rows, "decision_areas": list(areas)})


def test_the_people_map_shows_who_where_and_where_nobody_is(view):
    account = people(
        {"area": "quality", "level": "senior", "attitude": "sceptic", "influence": "high"},
        {"area": "quality", "level": "senior", "left_on": "2026-08-31", "successor": "p0"},
        {"area": "finance"},
        {},
        areas=["quality", "purchasing"],
    )
    shown = people_map(account, view)
    assert shown.levels == ("executive", "senior", "middle", "operational", None)
    assert [(row.area, row.decides, row.empty) for row in shown.rows] == [
        ("quality", True, False), ("purchasing", True, True), ("finance", False, False), (None, False, False),
    ]  # fmt: skip
    text = text_of(people_map_picture(account, view, {"p0": ["ana.novak", "luka.zupan"]}))
    assert "Person 0 sceptic high influence, known by Ana Novak, Luka Zupan" in text
    assert "Person 1 left 31 Aug 2026, followed by Person 0" in text
    assert "purchasing decides about us nobody known" in text
    assert "Person 2 attitude unknown met by none of us" in text


def test_an_area_where_the_last_one_left_is_empty(view):
    shown = people_map(people({"area": "quality", "left_on": "2026-01-01"}, areas=["quality"]), view)
    assert shown.rows[0].empty


def test_a_crowd_stays_small_and_the_influential_come_first(view):
    crowd = [{"area": "quality", "level": "middle", "influence": "low"} for _ in range(499)] + [
        {"area": "quality", "level": "middle", "influence": "high"}
    ]
    place = people_map(people(*crowd), view).rows[0].places[2]
    assert len(place.present) == SHOWN
    assert place.present[0].id == "p499"
    assert place.more == 500 - SHOWN
    assert len(people_map_picture(people(*crowd), view, {})) < 6_000


def test_an_empty_plan_has_no_pictures(view):
    account = account_of({})
    assert people_map_picture(account, view, {}) == ""
    assert satisfaction_picture(account, view, complete=True) == ""
    assert orders_picture(account, view, complete=True) == ""
    assert whitespace_picture(account, view, complete=True) == ""
    assert initiative_picture(account, AS_OF) == ""
    assert revenue_picture(account, AS_OF) == ""


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_days_at_the_ends_of_the_calendar_break_nothing(view, day):
    order = {"id": "o", "status": "confirmed", "ordered_on": day, "promised_on": day}
    assert drawings(orders_picture(account_of({"orders": [order]}), view, complete=True))
    initiative_picture(talks((day, "us")), date.fromisoformat(day))
