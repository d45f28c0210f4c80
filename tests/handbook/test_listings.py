"""The lists over all customers: every row that is owed, each once, with its day, its sum and its table."""

import csv
import io
from datetime import date

import pytest

from kamdocs.handbook import make_files
from kamdocs.handbook.failed import Guard
from kamdocs.handbook.lists import LISTS
from kamdocs.handbook.lists.listing import sums
from kamdocs.handbook.pages.lists import lists_pages
from kamdocs.handbook.years import last_year
from tests.handbook.pictures.views import text_of, view_of
from tests.handbook.sites import ROOT
from tests.plans import write_handbook


@pytest.fixture(scope="module")
def view():
    return view_of(ROOT)


@pytest.fixture(scope="module")
def pages(view):
    return {page.path: page for page in lists_pages(view, {}, Guard(None))}


def words(row):
    return [cell.words for cell in row.cells if cell.words]


def test_every_list_has_a_page_and_a_table_of_the_same_rows(view, pages):
    tables = {one.path: one.data.decode("utf-8-sig") for one in make_files(view) if one.path.startswith("data/lists/")}
    assert set(pages) == {"lists/index", *(f"lists/{key}" for key in LISTS)}
    assert set(tables) == {f"data/lists/{key}.csv" for key in LISTS}
    for key, make in LISTS.items():
        listing = make(view)
        lines = list(csv.reader(io.StringIO(tables[f"data/lists/{key}.csv"]), delimiter=";"))
        settled = listing.settled.rows if listing.settled else ()
        heads = 1 + bool(settled and listing.settled_columns)
        assert len(lines) == heads + len(listing.open.rows) + len(settled), key
        assert str(pages[f"lists/{key}"].sections[0].html).count("<tr") == 1 + len(listing.open.rows), key


def test_a_page_that_does_not_hold_all_rows_says_so_and_knows_nothing_of_the_rest(view, monkeypatch):
    monkeypatch.setattr("kamdocs.handbook.pages.lists.ROWS", 3)
    html = str({page.path: page for page in lists_pages(view, {}, Guard(None))}["lists/todos"].sections[0].html)
    assert "the first 3 of " in text_of(html)
    assert "None of the rows on this page matches" in html  # what a filter without a hit says
    assert "Nothing in this list matches" not in html


def test_a_page_that_holds_all_rows_knows_that_nothing_matches(pages):
    html = str(pages["lists/todos"].sections[0].html)
    assert "Nothing in this list matches" in html
    assert "stand on this page" not in html


def test_customers_are_named_without_their_legal_form_unless_it_tells_two_apart(pages, tmp_path):
    assert 'title="Primer pekarna d.o.o."><a href="page:accounts/primer-pekarna">Primer pekarna</a>' in str(
        pages["lists/revenue"].sections[0].html
    )
    folder = write_handbook(
        tmp_path, {"a": {"name": "Acme GmbH"}, "b": {"name": "acme Ltd"}, "c": {"name": "Beta d.o.o."}}
    )
    assert view_of(folder).short_names == {"a": "Acme GmbH", "b": "acme Ltd", "c": "Beta"}


def test_open_promises_are_told_by_how_they_stand(view):
    listing = LISTS["promises"](view)
    found = [(row.cells[0].day, row.cells[1].words, row.cells[1].bad) for row in listing.open.rows]
    assert found == [
        (date(2026, 10, 31), "23 days late", True),
        (None, "no day set", True),
        (date(2026, 11, 30), "in 7 days", False),
        (date(2026, 12, 15), "in 22 days", False),
    ]
    assert listing.open.note == "1 late, 1 without a day, 2 to come"


def test_a_promise_kept_late_or_released_says_so(view):
    told = [row.cells[1].words for row in LISTS["promises"](view).settled.rows]
    assert "kept on 9 Jun 2026, 8 days too late" in told
    assert "released on 20 Mar 2026" in told


def test_money_is_added_up_by_currency(tmp_path):
    plans = {
        "a": {"opportunities": [
            {"id": "o1", "title": "One", "stage": "idea", "added_on": "2026-01-05", "value": 10, "currency": "EUR"},
            {"id": "o2", "title": "Two", "stage": "proposal", "added_on": "2026-01-05", "value": 5, "currency": "CHF"},
            {"id": "o3", "title": "Three", "stage": "proposal", "added_on": "2026-01-05"},
        ]},
        "b": {"opportunities": [
            {"id": "o1", "title": "Four", "stage": "idea", "added_on": "2026-01-05", "value": 7, "currency": "EUR"},
            {"id": "o2", "title": "Gone", "stage": "lost", "added_on": "2026-01-05", "value": 99, "currency": "EUR"},
        ]},
    }  # fmt: skip
    listing = LISTS["opportunities"](view_of(write_handbook(tmp_path, plans)))
    assert sums(listing.open.rows, listing.summed) == [("CHF", 5), ("EUR", 17)]
    assert [words(row)[1] for row in listing.open.rows] == ["Two", "Three", "One", "Four"]
    assert [words(row)[1] for row in listing.settled.rows] == ["Gone"]


def test_revenue_that_nobody_wrote_down_is_told_and_not_taken_for_nothing(view):
    listing = LISTS["revenue"](view)
    unknown = [row for row in listing.open.rows if row.cells[4].amount is None]
    assert listing.open.note == "of 1 account no figure is known"
    assert [row.account for row in unknown] == ["nekdanja-predilnica"]


def test_a_complaint_says_what_is_owed_next(view):
    rows = {row.cells[2].words: row for row in LISTS["complaints"](view).open.rows}
    splinters = rows["Splinters found in a filling head"]
    assert splinters.cells[3].words == "Nobody looks after it"
    assert splinters.cells[6].id is None


def test_who_was_never_asked_stands_in_the_list_of_satisfaction(view):
    told = {row.account: row.cells[2].words for row in LISTS["satisfaction"](view).open.rows}
    assert told["namisljena-tiskarna"] == "never, by what is written"
    assert "nekdanja-predilnica" not in told


def test_a_cell_cannot_become_a_formula(tmp_path):
    plan = {"actions": [{"id": "a1", "text": "=1+1", "status": "open"}]}
    files = make_files(view_of(write_handbook(tmp_path, {"x": plan})))
    table = next(one.data.decode("utf-8-sig") for one in files if one.path == "data/lists/actions.csv")
    assert '"\'=1+1"' in table


def test_filters_stand_in_the_address_by_the_columns_keys(pages):
    html = str(pages["lists/promises"].sections[0].html)
    assert 'data-kd-key="who"' in html
    assert 'data-kd-filter="value"' in html
    assert "A plan against slow answers" in text_of(html)


def test_a_year_that_a_plan_does_not_tell_comes_from_the_table_of_all_customers():
    """One number for a customer and a year on every page: the plan's, else that of the table."""
    view = view_of(ROOT)
    rows = {row.account: row.cells for row in LISTS["revenue"](view).open.rows}
    tabled = {row.customer: row.revenue for row in view.shared.revenue if row.year == 2025}
    silent = {key for key, one in view.standings.items() if key in tabled and not own(one.account, 2025)}
    assert len(silent) > 2
    for key in silent:
        assert (rows[key][3].words, rows[key][4].amount) == ("2025", tabled[key]), key
    for standing in view.standings.values():
        for row in own(standing.account, 2025):
            assert rows[standing.id][4].amount == row.amount, standing.id


def test_a_customer_that_stands_in_the_table_by_two_ids_has_one_sum(tmp_path):
    table = "customer,name,year,revenue,currency\nx,X,2025,1000,EUR\nx-old,X,2025,70,EUR\n"
    folder = write_handbook(tmp_path / "h", {"x": {"former_ids": ["x-old"]}}, _revenue__csv=table)
    view = view_of(folder)
    (row,) = LISTS["revenue"](view).open.rows
    assert row.cells[4].amount == 1070
    assert [one.amount for one in view.revenue_of(view.standings["x"].account)] == [1070]


def test_what_came_in_two_currencies_is_told_in_both(tmp_path):
    """Home adds up each currency of a year, so the list it leads to has a row for each."""
    rows = [{"year": 2025, "amount": 500, "currency": "EUR"}, {"year": 2025, "amount": 900, "currency": "USD"}]
    view = view_of(write_handbook(tmp_path / "h", {"x": {"revenue": rows}}))
    listing = LISTS["revenue"](view)
    assert sums(listing.open.rows, 4) == [("EUR", 500), ("USD", 900)]
    assert last_year(view.revenue_of(view.standings["x"].account), 2026).words == "900\xa0USD + 500\xa0EUR"


def test_a_row_calls_a_customer_by_its_name_and_not_by_less(tmp_path):
    names = {
        "Terme & Spa": "Terme & Spa", "Radio KD": "Radio KD", "Kavarna As": "Kavarna As", "Marie Sa": "Marie Sa",
        "Livarna d.o.o.": "Livarna", "Hut z.o.o.": "Hut", "Fabryka Sp. z o.o.": "Fabryka", "Bau GmbH & Co. KG": "Bau",
        "ACME, Inc.": "ACME", "Moj zoo": "Moj zoo",
    }  # fmt: skip
    plans = {f"a{place}": {"name": name} for place, name in enumerate(names)}
    assert list(view_of(write_handbook(tmp_path / "h", plans)).short_names.values()) == list(names.values())


def own(account, year):
    return [row for row in account.revenue if row.year == year]
