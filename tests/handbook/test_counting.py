"""One rule for counting: the same to-dos and numbers on the home page, my work, the lists and the accounts' pages."""

import csv
from datetime import date, timedelta

import pytest

from kamdocs.handbook import make_files, make_pages
from kamdocs.handbook.lists import LISTS
from kamdocs.handbook.todo import tally
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.rules.spans import later
from tests.handbook.pictures.views import AS_OF, text_of, view_of
from tests.handbook.sites import ROOT


@pytest.fixture(scope="module")
def view():
    return view_of(ROOT)


@pytest.fixture(scope="module")
def pages(view):
    """The whole HTML of each page, by path."""
    return {page.path: "".join([str(page.lead), *(str(one.html) + str(one.aside) for one in page.sections)])
            for page in make_pages(view)}  # fmt: skip


def test_the_sums_by_person_and_by_account_are_the_whole(view):
    assert len(view.todos) > 60
    whose = {one.who for one in view.todos}
    assert None in whose
    assert sum(len(view.todos_by(member)) for member in whose) == len(view.todos)
    assert sum(len(view.todos_of(account)) for account in view.standings) == len(view.todos)
    assert whose - {None} <= {one.id for one in view.colleagues}, "what nobody's page shows"


def test_the_list_of_to_dos_is_what_is_owed_within_a_year(view, pages):
    asked = [(one.account, one.text) for one in view.todos if not one.due or one.due <= AS_OF + timedelta(365)]
    assert [(row.account, row.cells[2].words) for row in LISTS["todos"](view).open.rows] == asked
    table = next(one for one in make_files(view) if one.path == "data/lists/todos.csv")
    rows = list(csv.reader(table.data.decode("utf-8-sig").splitlines(), delimiter=";"))[1:]
    assert [(row[-1], row[3]) for row in rows] == [(account, " ".join(text.split())) for account, text in asked]
    late = sum(bool(row[1]) and date.fromisoformat(row[1]) < AS_OF for row in rows)
    assert late == sum(one.late(AS_OF) for one in view.todos) > 10
    assert pages["lists/todos"].count("<tr>") == len(asked) + 1


def test_what_is_late_stands_on_the_page_of_who_owes_it_and_of_the_account(view, pages):
    late = [one for one in view.todos if one.late(AS_OF)]
    for one in late:
        place = f'page:accounts/{one.account}{"" if one.kind == "contact" else f"#{one.anchor}"}"'
        if one.who:
            mine = pages[f"people/{one.who}"]
            assert place in mine, one
            assert text_of(one.text) in text_of(mine), one
        assert place in pages["lists/contacts-owed" if one.kind == "contact" else "lists/todos"], one
        assert text_of(one.text) in text_of(pages[f"accounts/{one.account}"]), one


def test_the_home_page_counts_what_the_lists_count(view, pages):
    found = tally(view.todos, AS_OF, later(AS_OF, DUE_SOON_DAYS))
    assert f"To do, late {found.late} of {found.now} " in text_of(pages["index"])
    assert f"{found.now} ask for something now or within a month" in text_of(pages["lists/todos"])


def test_a_contract_that_renews_itself_is_written_down_and_not_agreed(view):
    """What its check asks for within a month after the renewal; to agree would be too late by then."""
    renewals = {one.account: one for one in view.todos if one.kind == "renewal" and "after" in one.text}
    by_itself = {key for key in renewals if view.standings[key].account.contract.auto_renew}
    assert by_itself
    assert by_itself < set(renewals), "both kinds are among the examples"
    for key, one in renewals.items():
        contract = view.standings[key].account.contract
        assert one.text.startswith("Write down the next day" if key in by_itself else "Agree how"), one
        assert one.due >= contract.renewal_on
