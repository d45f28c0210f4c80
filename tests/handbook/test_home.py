"""Home is the review: figures and what changed, who has to do what, where it burns; for whom it is what it is."""

import re
from datetime import date

import msgspec
import pytest

from kamdocs.handbook import make_pages
from kamdocs.handbook.changes import by_owner, changes
from kamdocs.handbook.figures import figures
from kamdocs.handbook.lists import LISTS
from kamdocs.handbook.owing import owing
from kamdocs.handbook.pages.home import home_page, what_else_opens
from kamdocs.handbook.then import complaints_on, late_on, promises_kept
from kamdocs.handbook.todos import told_by_todos
from kamdocs.history import Trend
from kamdocs.language import say
from kamdocs.lint import Past
from kamdocs.model import build_account
from kamdocs.schema.audience import make_audience
from tests.handbook.pictures.views import text_of
from tests.handbook.pictures.views import view_of as view_without_past
from tests.handbook.review_views import review_view
from tests.handbook.sites import ROOT
from tests.plans import plan_document, write_handbook


def on(month, day, year=2026):
    return date(year, month, day)


AS_OF = on(11, 23)
ANA = {"owner": "ana.novak"}


@pytest.fixture(scope="module")
def example():
    return review_view(ROOT)


def told(view):
    page = home_page(view)
    return {"lead": text_of(str(page.lead)), **{one.heading.title: text_of(str(one.html)) for one in page.sections}}


def account(plan):
    return build_account("x", "x.yml", plan_document(plan).data)


def promise(record, due, **fields):
    return {"id": record, "text": record, "made_on": on(1, 5), "by": "ana.novak", "due": due, **fields}


# How things stood on a day, by what records tell.


def test_what_was_late_on_a_day_is_told_by_the_records_own_days():
    action = {"text": "T", "owner": "ana.novak"}
    plan = account({
        "commitments": [promise("c1", on(10, 1)), promise("c2", on(10, 1), kept_on=on(11, 1)), promise("c3", on(11, 20))],
        "actions": [
            {"id": "a1", **action, "due": on(10, 5), "status": "done", "done_on": on(10, 30)},
            {"id": "a3", **action, "due": on(10, 5), "status": "open", "added_on": on(11, 15)},
        ],
        "orders": [
            {"id": "o1", "status": "delivered", "ordered_on": on(9, 1), "promised_on": on(10, 10), "delivered_on": on(10, 25)},
            {"id": "o2", "status": "confirmed", "ordered_on": on(9, 1), "promised_on": on(10, 1),
             "delays": [{"known_on": on(10, 15), "told_on": on(10, 15), "to": on(12, 1)}]},
        ],
    })  # fmt: skip
    days = (on(9, 30), on(10, 7), on(10, 23), on(11, 1), on(11, 23))
    assert [late_on(plan, day) for day in days] == [0, 4, 4, 1, 3]


def test_promises_of_the_year_and_open_complaints_on_a_day():
    complaint = {"kind": "complaint", "text": "T"}
    plan = account({
        "commitments": [
            promise("kept", on(3, 1), kept_on=on(2, 27)), promise("late", on(4, 1), kept_on=on(5, 1)),
            promise("released", on(6, 1), released_on=on(5, 1)), promise("today", AS_OF), promise("ahead", on(12, 1)),
            promise("old", on(11, 23, 2025), made_on=on(1, 1, 2025)),
        ],
        "nonconformities": [
            {"id": "n1", **complaint, "status": "closed", "received_on": on(5, 1), "resolved_on": on(6, 1)},
            {"id": "n2", **complaint, "status": "received", "received_on": on(5, 20)},
        ],
    })  # fmt: skip
    assert promises_kept([plan], AS_OF) == (1, 2)
    assert promises_kept([plan], on(3, 15)) == (1, 2)  # that of last November is still of that year
    assert [complaints_on(plan, day) for day in (on(4, 30), on(5, 25), on(6, 1), AS_OF)] == [0, 2, 1, 1]


# The figures and what changed.


def test_each_figure_leads_somewhere_and_says_what_changed_in_words(example):
    found = {one.title: one for one in figures(example)}
    assert list(found) == ["At risk", "To do, late", "Complaints", "Errors", "Kept in time", "Revenue 2025"]
    lead = told(example)["lead"]
    for one in found.values():
        assert one.change
        assert f"{one.title} {one.value} {one.words}" in lead
        assert one.change.words in lead
    complaints = found["Complaints"]
    assert len(complaints.line) == 13
    assert complaints.line[-1] == int(complaints.value)
    assert complaints.drawn.count("L") == 12
    assert "Open complaints, month by month: 0, " in lead


def test_what_changed_and_the_small_lines_are_reckoned_alike(example):
    found = {one.title: one for one in figures(example)}
    for title, words in (("To do, late", "3 more"), ("Errors", "7 more"), ("Complaints", "1 more")):
        line = found[title].line
        assert len(line) == 13
        assert line[-1] == int(found[title].value)
        assert found[title].change.words == words
        assert line[-1] - line[-2] == int(words.partition(" ")[0])  # the last review was a month ago


def test_what_git_knows_is_drawn_where_it_is_known(example):
    two = (0, 0)
    trend = Trend((on(10, 31), AS_OF), two, two, (5, 30), two, (1, 2), two, two, two, {}, "")
    lines = {one.title: one.line for one in figures(msgspec.structs.replace(example, trend=trend))}
    assert lines["At risk"] == (1, 2)
    assert lines["Errors"] == (5, 30)
    lead = told(msgspec.structs.replace(example, trend=trend))["lead"]
    assert "Open errors of the plans alone, month by month: 5, 30" in lead
    assert (
        "Git knows nothing from before 31 Oct : the small lines of what is at risk and of errors begin there." in lead
    )
    assert not {one.title: one.line for one in figures(example)}["At risk"]  # a plan doesn't tell who was at risk


def test_a_month_in_which_no_promise_was_due_is_not_one_with_all_kept(tmp_path):
    plan = {**ANA, "commitments": [promise("c1", on(9, 1)), promise("c2", on(10, 1), kept_on=on(10, 1))]}
    view = review_view(write_handbook(tmp_path / "h", {"x": plan}))
    kept = next(one for one in figures(view) if one.title == "Kept in time")
    assert list(kept.line) == [None] * 10 + [0, 50, 50]
    assert kept.drawn.startswith("M50 16L55 0L")
    assert "month by month: –, –, " in told(view)["lead"]
    late = {**ANA, "commitments": [promise("c1", on(11, 10))]}
    view = review_view(write_handbook(tmp_path / "late", {"x": late}))
    kept = next(one for one in figures(view) if one.title == "Kept in time")
    assert (kept.value, kept.change, list(kept.line)) == ("0", None, [])


def test_plans_of_which_nothing_is_asked_yet_are_named_beside_the_figures(tmp_path):
    folder = write_handbook(tmp_path / "h", {"x": ANA, "y": {**ANA, "name": "Yet", "key_since": on(3, 1, 2027)}})
    lead = told(review_view(folder))["lead"]
    assert (
        "Of 1 account nothing is asked before a day to come, so what it lacks is told nowhere: Yet (from 1 Mar 2027 )"
        in lead
    )


def test_what_nobody_looked_at_is_named_beside_the_figures(tmp_path):
    folder = write_handbook(tmp_path / "h", {"x": ANA}, settings='profile = "starter"\n')
    (folder / "accounts" / "_team.yml").write_text("team: {{{\n", "utf-8")
    parts = told(review_view(folder))
    assert "1 file that all customers share can't be read as a whole: " in parts["lead"]
    assert "figures: accounts/_team.yml" in parts["lead"]
    assert (
        "Of 4 golden rules nothing is checked, as the settings switch their checks off: Answering, Informing, "
        in parts["lead"]
    )
    assert "Of what could be assessed no gap opened" in parts["What changed"]


def test_an_account_whose_status_nobody_can_read_is_not_counted_as_well(tmp_path):
    parts = told(review_view(write_handbook(tmp_path / "h", {"x": "name: ["})))
    assert "At risk 0 of 1 account, 1 not known" in parts["lead"]
    assert "Nothing else is known to open within 30 days." in parts["What else opens"]


def revenue(*rows):
    return {"revenue": [{"year": year, "amount": amount, "currency": currency} for year, amount, currency in rows]}


def test_revenue_is_told_in_every_currency_and_says_who_has_no_figure(tmp_path):
    plans = {
        "x": revenue((2025, 600_000, "EUR"), (2024, 500_000, "EUR")),
        "y": revenue((2025, 600_000, "EUR"), (2024, 700_000, "EUR")),
        "z": revenue((2025, 30_000_000, "HRK")),
        "old": revenue((2024, 1, "EUR")),
        "former": {"status": "former"},
    }
    view = review_view(write_handbook(tmp_path / "h", plans))
    found = next(one for one in figures(view) if one.title == "Revenue 2025")
    assert (found.value, found.words) == ("1.20", "M EUR + 30 M HRK, 1 account without a figure")
    assert found.change.words == "0 % on 2024 in EUR"
    assert (list(found.line), found.told) == ([1_200_000, 1_200_000], "Revenue in EUR of the years from 2024: {values}")


def test_opened_and_closed_are_told_by_who_looks_after_the_account(tmp_path):
    plans = {
        "x": {**ANA, "commitments": [promise("kept", on(10, 1), kept_on=on(11, 5)), promise("new", on(11, 10))]},
        "y": {"owner": "luka.zupan", "commitments": [promise("new", on(11, 10))]},
    }
    view = review_view(write_handbook(tmp_path / "h", plans))
    changed = {one.standing.id: one for one in changes(view) if one.standing}
    assert [one.gap.record for one in changed["x"].closed if one.check.code == "KAM301"] == ["kept"]
    assert "new" in [one.gap.record for one in changed["x"].opened]
    owners = by_owner(changed.values(), view)
    assert [one.owner for one in owners] == ["ana.novak", "luka.zupan"]
    assert owners[1].closed == 0
    assert "Ana Novak 1 " in told(view)["What changed"]


def test_where_nobody_looked_back_no_change_of_gaps_is_told():
    view = view_without_past(ROOT)
    assert "What changed" not in told(view)
    assert [one.change for one in figures(view) if one.title in ("Errors", "To do, late")] == [None, None]


def test_a_figure_without_a_small_line_says_why(example):
    lead = str(home_page(example).lead)
    for figure, shown in zip(figures(example), lead.split("<li>")[1:], strict=True):
        assert ("kd-small-line" in shown) == bool(figure.line)
        assert ("kd-no-line" in shown) == (not figure.line)
    assert "1 new no history" in text_of(lead)


# Who has to do what by when.


def test_nobody_comes_first_then_people_by_name_with_the_late_and_the_next(example):
    found = owing(example).named
    assert [one.member for one in found] == [None, "ana.novak", "igor.bevk", "luka.zupan", "tina.oblak"]
    for one in found:
        assert 1 <= len(one.rows) <= 3
        late = [row.due is None or row.late(AS_OF) for row in one.rows]
        assert late == sorted(late, reverse=True)
        assert not one.tally.soon or not late[-1]
    text = told(example)["Who has to do what by when"]
    assert text.startswith("Nobody yet 3 late")
    assert "away until 27 Nov 2026, nobody stands in" in text


def test_with_many_people_those_with_the_most_late_are_named(tmp_path):
    team = [{"id": f"p{number}", "name": f"Person {number:02}"} for number in range(9)]
    plans = {
        f"x{number}": {
            "commitments": [promise(f"c{place}", on(10, 1), by=f"p{number}") for place in range(1 + number % 5)]
        }
        for number in range(9)
    }
    view = review_view(write_handbook(tmp_path / "h", plans, team=team))
    found = owing(view)
    assert [one.member for one in found.named] == [None, "p2", "p3", "p4", "p8"]
    assert [one.member for one in found.others] == ["p0", "p1", "p5", "p6", "p7"]
    late = sum(one.late(AS_OF) for other in found.others for one in view.todos_by(other.member))
    assert found.late_of_others == late > 5
    assert f"and 5 more people, {late} late : Person 00, Person 01," in told(view)["Who has to do what by when"]


def test_a_number_of_home_leads_to_as_many_rows(example):
    """What the list shows at first, by what the address asks it to filter by."""
    leads = {one.path: one.value for one in figures(example)}
    for path, key, column, group in (
        ("lists/todos?stands=late", "todos", 1, "late"),
        ("lists/complaints?next=open", "complaints", 3, "open"),
    ):
        rows = LISTS[key](example).open.rows
        assert str(sum(row.cells[column].group.key == group for row in rows)) == leads[path]
        assert LISTS[key](example).columns[column].key == path.partition("?")[2].partition("=")[0]


def test_what_else_opens_tells_no_to_do_again(example):
    found = what_else_opens(example)
    assert found
    assert not [one for one in found if one.gap.account and told_by_todos(one, example.todos_of(one.gap.account))]
    days = [one.gap.opens_on for one in found]
    assert days == sorted(days)


# What is not known is never shown as fine.


def test_plans_that_can_not_be_assessed_are_told_at_the_top(tmp_path):
    view = review_view(write_handbook(tmp_path / "h", {"broken": "name: [\n"}))
    parts = told(view)
    assert (
        "1 plan can't be assessed: what it lacks is not known, and stands in none of these figures: broken"
        in parts["lead"]
    )
    assert parts["Where it burns"] == "Of the plans that can be assessed none is at risk, and no error is open."
    assert "10 not assessed" in parts["Accounts and rules"]
    assert "Of the plans that can be assessed nothing is late" in parts["Who has to do what by when"]


def test_where_a_check_failed_nothing_is_all_clear(tmp_path):
    view = review_view(write_handbook(tmp_path / "h", {"x": ANA}))
    report = msgspec.structs.replace(view.report, findings=(), failures=(say("the checks of own can't be loaded"),))
    parts = told(msgspec.structs.replace(view, report=report, past=Past(view.since, ())))
    assert "1 check failed: what it would have found is not known" in parts["lead"]
    assert parts["Where it burns"] == "Of the plans that can be assessed none is at risk, and no error is open."
    assert "Of what could be assessed no gap opened" in parts["What changed"]


def test_months_in_which_plans_could_not_be_read_are_named(example):
    none = (0, 0, 0)
    trend = Trend((on(9, 30), on(10, 31), AS_OF), none, (1, 0, 2), (5, 30, 30), *[none] * 5, {}, "")
    assert (
        "At the end of 1 month some plans could not be read"
        in told(msgspec.structs.replace(example, trend=trend))["lead"]
    )


def test_who_is_not_told_of_gaps_gets_records_and_nothing_reckoned():
    page = home_page(review_view(ROOT, audience=make_audience("shareable")))
    text = text_of(page.html(lambda path: path))
    assert [one.heading.title for one in page.sections] == ["Accounts and rules"]
    assert "Zgledna orodjarna d.o.o." in text
    for word in ("late", "gap", "at risk", "since", "Walk through", "review"):
        assert word not in text


def test_a_plan_s_text_stays_text(tmp_path):
    evil = "<script>alert(1)</script>"
    plan = {**ANA, "name": evil, "commitments": [promise("c", on(10, 1), text=evil)]}
    html = home_page(review_view(write_handbook(tmp_path / "h", {"x": plan}))).html(lambda path: path)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_home_stays_small_with_many_accounts(tmp_path):
    plans = {f"account-{number}": {**ANA, "status": "at-risk"} for number in range(120)}
    html = home_page(review_view(write_handbook(tmp_path / "h", plans))).html(lambda path: path)
    assert len(html) < 100_000
    assert "All 120 accounts" in html
    assert len(re.findall(r'<ol class="kd-burn">.*?</ol>', html, re.DOTALL)[0].split("<li>")) == 6


def test_a_plan_of_which_nothing_is_asked_yet_is_not_said_to_have_no_gap(tmp_path):
    folder = write_handbook(tmp_path / "h", {"x": {**ANA, "key_since": on(3, 1, 2027)}})
    view = review_view(folder)
    page = next(one for one in make_pages(view) if one.path == "accounts/x")
    text = text_of(page.html(lambda path: path))
    assert "No gap is known; not everything was assessed." in text
    assert "No gap is open." not in text
