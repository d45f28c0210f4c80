"""A person's page answers: what is mine, whom do I owe a word, what opens, who stands in for me."""

import re
from datetime import date

import pytest

from kamdocs.handbook import make_pages
from kamdocs.handbook.pages.my_work import closed_lately, terms
from kamdocs.handbook.todo import Todo
from tests.handbook.pictures.views import AS_OF, text_of, view_of
from tests.handbook.sites import ROOT
from tests.plans import write_handbook

TEAM = [
    {"id": "ana.novak", "name": "Ana Novak", "reports_to": "maja.kranjc"},
    {"id": "luka.zupan", "name": "Luka Župan", "absences": [{"from": "2026-11-20", "to": "2026-11-27"}]},
    {"id": "maja.kranjc", "name": "Maja Kranjc"},
    {"id": "igor.bevk", "name": "Igor Bevk", "left_on": "2026-01-31"},
]
PLAN = {
    "owner": "luka.zupan",
    "deputy": "ana.novak",
    "stakeholders": [{"id": "eva-zec", "name": "Eva Zec", "phone": "+386 40 000 009"}],
    "commitments": [
        {"id": "c1", "made_on": "2026-10-01", "by": "ana.novak", "text": "Price list", "due": "2026-11-10"},
        {"id": "c2", "made_on": "2026-10-01", "by": "ana.novak", "text": "Forecast", "due": "2026-11-10",
         "kept_on": "2026-11-09"},
        {"id": "c3", "made_on": "2026-10-01", "text": "Drawings"},
    ],
    "nonconformities": [
        {"id": "nc1", "kind": "complaint", "status": "received", "text": "Rust", "received_on": "2026-11-18"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    return view_of(write_handbook(tmp_path_factory.mktemp("mine"), {"alfa": PLAN}, team=TEAM))


@pytest.fixture(scope="module")
def pages(view):
    return {page.path: page for page in make_pages(view)}


def section(page, title):
    return next((text_of(str(one.html)) for one in page.sections if one.heading.title == title), None)


def test_everybody_who_is_there_has_a_page_and_who_left_has_none(pages):
    assert {path for path in pages if path.startswith("people/")} == {
        "people/index", "people/ana.novak", "people/luka.zupan", "people/maja.kranjc",
    }  # fmt: skip


def test_what_i_owe_stands_there_in_whichever_account_it_is(pages):
    owed = section(pages["people/ana.novak"], "What I owe")
    assert "Promise: Price list" in owed
    assert "13 days late" in owed
    assert "Forecast" not in owed


def test_nobody_owns_what_nobody_has(view):
    assert [(one.record, one.late(AS_OF), one.due) for one in view.todos_by(None)] == [
        ("nonconformities/nc1", True, date(2026, 11, 18)),
        ("commitments/c3", False, None),
    ]


def test_whom_i_owe_a_word_is_told_with_a_number_to_call(pages):
    words = section(pages["people/luka.zupan"], "Whom I owe a word")
    assert "Eva Zec" in words
    assert "+386 40 000 009" in words
    assert "never in touch" in words
    assert "Get in touch" not in section(pages["people/luka.zupan"], "What I owe")


def test_an_absence_without_cover_names_the_deputies(pages):
    lead = text_of(str(pages["people/luka.zupan"].lead))
    assert "nobody stands in" in lead
    assert "Deputies: Ana Novak for" in lead


def test_what_i_closed_is_what_the_plans_say_i_did(view):
    (done,) = closed_lately(view.shared.members["ana.novak"], view)
    assert (done.day, done.text, done.anchor) == (date(2026, 11, 9), "Promise: Forecast", "commitments-c2")


def test_a_director_sees_who_reports_to_her_and_no_empty_accounts(pages):
    team = section(pages["people/maja.kranjc"], "Who reports to me")
    assert "Ana Novak" in team
    assert "1 late" in team
    assert section(pages["people/maja.kranjc"], "My accounts") is None


def test_terms_part_days_by_weeks_that_begin_on_monday():
    days = {"late": 22, "today": 23, "sunday": 29, "monday": 30}
    todos = [Todo("a", "action", name, f"actions/{name}", None, date(2026, 11, day)) for name, day in days.items()]
    todos.append(Todo("a", "action", "far", "actions/far", None, date(2027, 3, 1)))
    found = {one.title: [todo.text for todo in one.todos] for one in terms(todos, AS_OF)}
    assert found == {"Late": ["late"], "This week": ["today", "sunday"], "Next week": ["monday"], "Later": ["far"]}


def test_the_customers_people_are_listed_with_who_knows_them():
    pages = {page.path: page for page in make_pages(view_of(ROOT))}
    rows = str(pages["contacts/index"].sections[0].html)
    assert 'href="page:accounts/zgledna-orodjarna#person-petra-cuk"' in rows
    assert "none of us" in rows


def test_where_a_plan_can_not_be_read_nobody_is_told_that_nothing_is_owed(tmp_path):
    pages = {}
    for name, plans in (("whole", {"alfa": {}}), ("broken", {"alfa": {}, "beta": "name: [\n"})):
        found = make_pages(view_of(write_handbook(tmp_path / name, plans, team=TEAM)))
        pages[name] = {page.path: page for page in found}
    whole, broken = (
        {title: section(pages[name]["people/maja.kranjc"], title) for title in ("What I owe",)} for name in pages
    )
    assert whole["What I owe"] == "Nothing is written down that you owe."
    assert broken["What I owe"] == "In the plans that could be read nothing is written down that you owe."
    assert "1 plan can't be assessed" in text_of(str(pages["broken"]["people/maja.kranjc"].lead))
    told = text_of(str(pages["broken"]["lists/promises"].sections[0].html))
    assert told == "In the plans that could be read: No promise is open."


def test_of_many_accounts_all_that_are_owed_a_word_stand_there_and_the_first_with_their_people(tmp_path):
    person = {"id": "eva-zec", "name": "Eva Zec"}
    plans = {f"account-{number}": {"owner": "maja.kranjc", "stakeholders": [person]} for number in range(30)}
    page = {page.path: page for page in make_pages(view_of(write_handbook(tmp_path, plans, team=TEAM)))}[
        "people/maja.kranjc"
    ]
    words = next(str(one.html) for one in page.sections if one.heading.title == "Whom I owe a word")
    assert words.count('class="kd-word"') == 30
    assert words.count("Eva Zec") == 10
    accounts = next(str(one.html) for one in page.sections if one.heading.title == "My accounts")
    assert {f"page:accounts/account-{number}" for number in range(30)} <= set(re.findall(r'href="([^"#]*)"', accounts))
