"""The pictures of all accounts: the heat map, the 80/20 curve, and what opens when."""

import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest

from kamdocs.handbook.pages.heatmap import heat_rows, heatmap_page
from kamdocs.handbook.pictures.opening import DAYS, opening_picture, opening_weeks, week_starts
from kamdocs.handbook.pictures.pareto import curve, pareto, pareto_picture, rug
from kamdocs.language import spoken
from tests.handbook.pictures.views import AS_OF, text_of, view_of
from tests.plans import write_handbook

ROOT = Path(__file__).parent.parent.parent.parent
HEAD = "customer,name,year,revenue,currency\n"


@pytest.fixture(scope="module")
def example():
    return view_of(ROOT)


def view_with(tmp_path, revenue, plans=None, as_of=AS_OF):
    return view_of(write_handbook(tmp_path / "h", plans or {"a": {}}, _revenue__csv=HEAD + revenue), as_of)


def test_the_curve_tells_the_real_share(tmp_path):
    found = pareto(
        view_with(tmp_path, "a,A,2025,60,EUR\nb,B,2025,30,EUR\nc,C,2025,5,EUR\nd,D,2025,3,EUR\ne,E,2025,2,EUR\n")
    )
    assert (found.year, found.total, found.top, found.top_share, found.needed) == (2025, 100, 1, 60, 2)
    assert [one.together for one in found.customers] == [60, 90, 95, 98, 100]
    assert [one.plan for one in found.planned] == ["a"]
    assert found.unplanned_top == ()
    assert curve(found) == ("M0 100L20.0 40.0L40.0 10.0L60.0 5.0L80.0 2.0L100.0 0.0", 100)
    assert rug(found, planned=True).startswith("M0.0 0h19.7v10")
    assert rug(found, planned=False).count("M") == 4


def test_the_curve_is_told_in_words(tmp_path):
    text = text_of(pareto_picture(view_with(tmp_path, "b,Big <b>,2025,75,EUR\na,A,2025,25,EUR\n")))
    assert "In 2025 the largest 20 % of the customers (1 of 2) brings 75 % of the revenue." in text
    assert "80 % of it come from 2 customers." in text
    assert "Large and without a plan: Big &lt;b&gt; Rank" in text
    assert "1 Big &lt;b&gt; 75 EUR 75 % 75 % □ no" in text
    assert "2 A 25 EUR 25 % 100 % ■ yes" in text


def test_shares_have_the_decimal_sign_of_the_language(tmp_path):
    view = view_with(tmp_path, "b,B,2025,58.9,EUR\na,A,2025,41.1,EUR\n")
    assert "58.9 %" in text_of(pareto_picture(view))
    with spoken("sl"):
        assert "58,9 %" in text_of(pareto_picture(view))


def test_the_newest_year_that_is_over_counts_and_former_names_are_plans(tmp_path):
    rows = "old,Old,2024,1,EUR\nold,Old,2025,1,EUR\nold,Old,2026,1,EUR\n"
    view = view_with(tmp_path, rows, {"new": {"former_ids": ["old"]}})
    assert pareto(view).year == 2025
    assert pareto(view).customers[0].plan == "new"
    assert "Each of the largest has a plan." in text_of(pareto_picture(view))


def test_credit_notes_bend_the_curve_back(tmp_path):
    found = pareto(view_with(tmp_path, "a,A,2025,100,EUR\nb,B,2025,50,EUR\nc,C,2025,-50,EUR\n"))
    path, height = curve(found)
    assert height == 150
    assert path.endswith("L100.0 33.33")


@pytest.mark.parametrize("rows", ["", "a,A,2025,0,EUR\n", "a,A,2025,-5,EUR\n"])
def test_without_revenue_there_is_no_curve(tmp_path, rows):
    assert pareto_picture(view_with(tmp_path, rows)) == ""


def test_thousands_of_customers_stay_small(tmp_path):
    rows = "".join(f"c{number},C {number},2025,{10000 - number},EUR\n" for number in range(5000))
    assert len(pareto_picture(view_with(tmp_path, rows))) < 20_000


def test_northwind_has_its_own_share():
    found = pareto(view_of(ROOT / "tests" / "data" / "northwind", date(1998, 5, 6)))
    assert (found.year, len(found.customers), found.top, found.needed) == (1997, 86, 18, 33)
    assert round(found.top_share, 1) == 61.4
    assert len(found.planned) == 86


def test_each_gap_of_ninety_days_stands_in_its_week(example):
    starts = week_starts(AS_OF)
    assert (starts[0], starts[-1], len(starts)) == (date(2026, 11, 23), date(2027, 2, 15), 13)
    rows = opening_weeks(example)
    expected = [one for one in example.report.findings if one.state == "upcoming" and not one.covered_by and example.days_to(one) <= DAYS]  # fmt: skip
    assert sum(row.total for row in rows) == len(expected)
    for row in rows:
        for start, week in zip(starts, row.weeks, strict=True):
            assert all(0 <= (finding.gap.opens_on - start).days < 7 for finding in week)
            assert all(
                example.standings[finding.gap.account].owner == row.owner for finding in week if finding.gap.account
            )
    names = [example.person(row.owner) for row in rows if row.owner]
    assert names == sorted(names)


def test_weeks_begin_on_monday_and_reach_ninety_days_ahead():
    for day in (date(2026, 11, 21) + timedelta(ahead) for ahead in range(8)):
        starts = week_starts(day)
        assert all(start.weekday() == 0 for start in starts)
        assert 0 <= (day - starts[0]).days + 1 < 7
        assert 0 <= (day + timedelta(DAYS) - starts[-1]).days < 7


def test_each_mark_says_its_gap_and_leads_to_its_account(example):
    picture = opening_picture(example)
    row = opening_weeks(example)[0]
    finding = next(one for week in row.weeks for one in week)
    assert f'href="page:accounts/{finding.gap.account}#rule-{finding.check.rule.slug}"' in picture
    assert f"{example.standings[finding.gap.account].name}: " in text_of(picture)
    assert text_of(picture).count("(error)") == sum(
        one.gap.severity == "error" for line in opening_weeks(example) for week in line.weeks for one in week
    )


def test_many_gaps_become_numbers(tmp_path):
    plans = {f"account-{number}": {"owner": "ana.novak"} for number in range(300)}
    view = view_of(write_handbook(tmp_path / "h", plans), date(2024, 1, 10))
    picture = opening_picture(view)
    assert "<a " in picture  # the owner
    assert "#rule-" not in picture
    assert "300 warnings" in text_of(picture)
    assert "kd-load-4" in picture
    assert len(picture) < 12_000


def test_nothing_opens_of_a_former_customer(tmp_path):
    assert opening_picture(view_of(write_handbook(tmp_path / "h", {"x": {"status": "former"}}))) == ""


WORDS = {"e": "gap", "w": "gap", "s": "soon", "o": "in order", "r": "no record", "n": "not assessed"}


def test_the_heat_map_has_a_row_an_account_in_the_order_of_attention(example):
    rows = heat_rows(example)
    assert [row.standing.id for row in rows] == [standing.id for standing in example.by_attention]
    for row in rows:
        for one, cell in zip(row.cells, row.standing.cells, strict=True):
            assert WORDS[one.shade[0]] == cell.word
            assert {"e": "error", "w": "warning"}.get(one.shade[0]) == cell.severity
            assert one.day == (cell.evidence_on if cell.word == "in order" else cell.opens_on)


def test_shades_deepen_with_age(tmp_path):
    folder = write_handbook(tmp_path / "h", {"x": {"owner": "ana.novak", "deputy": "luka.zupan"}})
    shades = {}
    for day in ("2024-02-07", "2024-03-08", "2024-03-09", "2024-08-05", "2024-08-06"):
        shades[day] = heat_rows(view_of(folder, date.fromisoformat(day)))[0].cells[1].shade
    assert shades == {
        "2024-02-07": "e1", "2024-03-08": "e1", "2024-03-09": "e2", "2024-08-05": "e2", "2024-08-06": "e3",
    }  # fmt: skip


def test_a_cell_of_the_heat_map_has_its_word_and_day(example):
    page = heatmap_page(example).sections[0].html
    cell = next(one for one in heat_rows(example)[0].cells if one.shade == "e3")
    assert f'<td class="e3" title="{cell.day.day} ' in page
    assert page.count("<td class=") == 140


def test_a_thousand_accounts_stay_small(tmp_path):
    plans = {f"account-{number}": {"owner": "ana.novak"} for number in range(1000)}
    view = view_of(write_handbook(tmp_path / "h", plans))
    page = str(heatmap_page(view).sections[0].html)
    cells = [line for line in page.split("<td")[1:] if 'class="' in line[:12]]
    assert len(cells) == 10_000
    assert sum(map(len, cells)) / len(cells) + 3 <= 60
    assert len(page) < 760_000
    assert len(gzip.compress(page.encode())) < 60_000
