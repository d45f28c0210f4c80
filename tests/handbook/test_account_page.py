"""The account's page: each thing once, at its own place; long lists fold; nothing that lies ahead is called an error."""

import re
from datetime import date, timedelta

import pytest

from kamdocs.handbook.pages.account import account_page
from kamdocs.handbook.pages.account.buying import grid_of
from kamdocs.handbook.pages.account.course import axis_of, in_order, order_lines
from kamdocs.schema.audience import make_audience
from tests.handbook.feeds.views import view_of as seen_by
from tests.handbook.pictures.views import AS_OF, drawings, text_of, view_of
from tests.handbook.sites import ROOT
from tests.handbook.test_pages import evil_plan
from tests.plans import account_of, write_handbook


def html_of(view, account):
    return account_page(view.standings[account], view).html(lambda path: path)


def parts_of(view, account):
    return {part.heading.title: str(part.html) for part in account_page(view.standings[account], view).sections}


def made(folder, plan):
    return view_of(write_handbook(folder / "h", {"x": {"owner": "ana.novak", **plan}}))


@pytest.fixture(scope="module", params=["examples", "shareable", "hostile"])
def view(request, tmp_path_factory):
    if request.param == "examples":
        return view_of(ROOT)
    if request.param == "shareable":
        return seen_by(ROOT, audience=make_audience("shareable"))
    return view_of(write_handbook(tmp_path_factory.mktemp("e") / "h", {"x": evil_plan(), "y": "name: [\n", "z": {}}))


def test_every_todo_every_hit_and_every_link_has_its_one_place(view):
    for account in view.standings:
        html = html_of(view, account)
        places = re.findall(r'\sid="([^"]*)"', html)
        assert len(set(places)) == len(places), account
        page = account_page(view.standings[account], view)
        asked = {one.anchor for one in view.todos_of(account)}
        asked |= {place for one in page.search for place in (one.anchor, *one.records) if place}
        asked |= set(re.findall(r'href="#([^"]+)"', html))
        assert asked <= set(places), account


def test_a_gap_that_a_todo_or_a_complaint_tells_is_no_line_and_still_stands_at_its_rule():
    view = view_of(ROOT)
    gaps = parts_of(view, "zgled-mlekarna")["Gaps"]
    lines, _, closing = gaps.partition("Codes, files and how to close them")
    count = len(view.open_gaps("zgled-mlekarna"))
    assert count > 5
    assert lines.count("kd-gap kd-error") + lines.count("kd-gap kd-warning") == 0
    assert 'id="rule-nonconformities"' in closing
    for one in view.open_gaps("zgled-mlekarna"):
        assert f">{one.check.code} " in closing


def test_what_only_lies_ahead_is_soon_and_never_an_error():
    view = view_of(ROOT)
    assert view.open_gaps("zgledna-orodjarna") == []
    gaps = parts_of(view, "zgledna-orodjarna")["Gaps"]
    assert "soon" in gaps
    for word in ("kd-error", "kd-warning", "kd-sign-error", "kd-sign-warning"):
        assert word not in gaps
    exception = "Exception: nobody asked after the delivery of order PO-2026/0031 on 29 Sep 2026. “Followed up by their own audit”"
    assert exception in text_of(gaps)


def order(number, status="delivered", **more):
    day = str(date(2024, 1, 1) + timedelta(days=number))
    end = {"delivered_on": day} if status == "delivered" else {}
    return {"id": f"o{number}", "status": status, "ordered_on": day, "promised_on": day, "amount": 10, "currency": "EUR", **end, **more}  # fmt: skip


def test_long_lists_fold_after_the_newest_and_what_is_open_never_does(tmp_path):
    people = [{"id": f"p{number}", "name": f"Person {number:02}"} for number in range(50)]
    talks = [
        {
            "id": f"i{number}",
            "date": str(date(2024, 1, 1) + timedelta(days=number)),
            "kind": "call",
            "by": ["ana.novak"],
        }
        for number in range(90)
    ]
    old = {"id": "q", "received_at": "2024-01-01T08:00:00+01:00", "subject": "Still waiting"}
    orders = [order(number) for number in range(60)] + [order(number, "confirmed") for number in range(100, 130)]
    parts = parts_of(made(tmp_path, {"stakeholders": people, "interactions": talks, "requests": [old], "orders": orders}), "x")  # fmt: skip

    def shown(title):
        head, _, folded = parts[title].partition("<details")
        return head.count("<tr id="), folded.count("<tr id=")

    assert shown("People") == (20, 30)
    assert shown("Orders") == (30, 60)
    assert shown("History") == (21, 70)
    assert "Still waiting" in parts["History"].partition("<details")[0]
    assert "90 orders since 1 Jan 2024 900 EUR" in text_of(parts["Orders"])
    rows, _, folded = parts["Orders"].partition("<details")
    folded = folded.partition("</details>")[0]
    assert "<time" in rows
    assert "<time" not in folded, "it takes a third of the bytes, and nobody reads it"
    assert "delivered 29 Feb 2024 29 Feb 2024" in text_of(folded)


def test_orders_tell_how_late_they_are_against_the_promise_in_force(tmp_path):
    on = {"ordered_on": "2026-10-01", "promised_on": "2026-11-13"}
    moved = {"known_on": "2026-11-01", "to": "2026-12-01"}
    rows = [
        {"id": "late", "status": "confirmed", **on},
        {"id": "told", "status": "delayed", **on, "delays": [{**moved, "told_on": "2026-11-02"}]},
        {"id": "untold", "status": "delayed", **on, "delays": [moved]},
        {"id": "came", "status": "delivered", **on, "delivered_on": "2026-11-18"},
    ]
    orders = in_order(account_of({"orders": rows}).orders)
    lines = {one.order.id: one for one in order_lines(orders, axis_of(orders, AS_OF), AS_OF, complete=True)}
    assert [*lines] == ["late", "untold", "told", "came"]
    assert {name for name, one in lines.items() if one.overdue_since} == {"late", "untold"}
    assert lines["came"].late_days == 5
    assert [name for name, one in lines.items() if one.untold] == ["untold"]
    hidden = order_lines(orders, axis_of(orders, AS_OF), AS_OF, complete=False)
    assert not any(one.late or one.untold for one in hidden)
    part = parts_of(made(tmp_path, {"orders": rows}), "x")["Orders"]
    assert len(drawings(part)) == 4
    text = text_of(part)
    assert "18 Nov 5 days late" in text
    assert "13 Nov 10 days late" in text
    assert "to 1 Dec, known 1 Nov, customer not told" in text
    assert "1 Dec first 13 Nov to 1 Dec, known 1 Nov, told 2 Nov" in text


def test_the_tree_marks_its_holes_and_whom_we_would_lose(tmp_path):
    people = [
        {"id": "boss", "name": "Boss", "level": "executive", "buying_roles": ["decider"], "area": "management"},
        {"id": "buyer", "name": "Buyer", "reports_to": "boss"},
        {"id": "clerk", "name": "Clerk", "reports_to": "buyer"},
        {"id": "alone", "name": "Alone"},
    ]
    talks = [
        {"id": "i", "date": "2026-11-02", "kind": "visit", "by": ["ana.novak", "luka.zupan"], "with": ["boss"]},
        {"id": "j", "date": "2026-10-03", "kind": "visit", "by": ["luka.zupan"], "with": ["clerk"]},
    ]
    plan = {"stakeholders": people, "interactions": talks, "decision_areas": ["management", "finance"]}
    part = parts_of(made(tmp_path, plan), "x")["Who knows whom"]
    assert [int(one) for one in re.findall(r"kd-deep-(\d)", part)] == [0, 1, 2, 0]
    text = text_of(part)
    assert "Alone reports to: not written nobody of ours" in text
    assert "Boss decides 2 Nov 2 Nov" in text
    assert "If ours leaves met by nobody else within a year Clerk (If Luka Zupan leaves) – Nobody is known" in text
    assert "Nobody is known where they decide about us: finance" in text


def test_bosses_in_a_circle_break_nothing(tmp_path):
    people = [{"id": one, "name": one, "reports_to": boss} for one, boss in (("a", "b"), ("b", "a"), ("c", "c"))]
    assert parts_of(made(tmp_path, {"stakeholders": people}), "x")["Who knows whom"].count('scope="row"') == 3


def test_an_opportunity_stands_in_its_cell_with_its_step_and_value(tmp_path):
    chance = {"id": "op", "title": "Nitriding", "stage": "proposal", "added_on": "2026-06-01", "value": 90000, "currency": "EUR", "next_step": "Send samples", "next_step_on": "2026-12-02"}  # fmt: skip
    plan = {
        "units": [{"id": "u", "name": "Plant"}],
        "whitespace": [{"offering": "inserts", "unit": "u", "status": "in-pipeline"}],
        "opportunities": [{**chance, "offering": "inserts", "unit": "u"}, {**chance, "id": "oq", "title": "Elsewhere"}],
    }
    part = parts_of(made(tmp_path, plan), "x")["What they buy"]
    grid, _, below = part.partition("</table>")
    assert "Nitriding, 90 000 EUR: Send samples by 2 Dec" in text_of(grid).replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")  # fmt: skip
    assert "Elsewhere" in below
    assert "Elsewhere" not in grid
    units = grid_of(account_of({key: plan[key] for key in ("units", "whitespace")}), ("hardened-steel",)).units
    assert units == ("u",)


def test_an_empty_plan_says_so_section_by_section(tmp_path):
    parts = {title: text_of(html) for title, html in parts_of(made(tmp_path, {}), "x").items()}
    assert [*parts] == [
        "People", "To do", "What they say", "Gaps", "Orders", "Who knows whom", "What they buy", "Aims and risks",
        "Complaints", "History", "All facts",
    ]  # fmt: skip
    assert parts["Orders"] == "none"
    assert parts["People"] == "Nobody is written down."
