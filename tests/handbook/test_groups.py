"""Groups on the pages: who belongs to whom, what they bring together, and what an audience may know of it."""

import re
import sys
from datetime import date

import msgspec
import pytest

from kamdocs.handbook import make_files, make_pages, make_sheets
from kamdocs.handbook.groups import Family, family, revenue_together
from kamdocs.handbook.pictures.pareto import pareto, pareto_picture
from kamdocs.schema.audience import make_audience
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.handbook.feeds.views import view_of
from tests.handbook.pictures.views import text_of
from tests.plans import write_handbook

PROMISE = {"id": "c", "text": "New prices", "made_on": date(2026, 10, 1), "by": "luka.zupan", "due": date(2026, 10, 30)}
PLANS = {
    "holding": {"name": "Jug Holding d.d.", "owner": "ana.novak", "former_ids": ["old-holding"]},
    "south": {
        "name": "Jug South d.o.o.", "owner": "luka.zupan", "parent": "holding", "commitments": [PROMISE],
        "revenue": [{"year": 2025, "amount": 300, "currency": "EUR"}, {"year": 2024, "amount": 200, "currency": "EUR"}],
    },
    "north": {
        "name": "Jug North d.o.o.", "tier": "strategic", "owner": "maja.kranjc", "parent": "old-holding",
        "revenue": [{"year": 2025, "amount": 50, "currency": "EUR"}, {"year": 2025, "amount": 7, "currency": "USD"}],
    },
    "jug-plant": {"name": "Jug Plant d.o.o.", "owner": "ana.novak", "parent": "north", "status": "former"},
    "alone": {"name": "Alone d.o.o.", "owner": "ana.novak"},
}  # fmt: skip


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    return view_of(write_handbook(tmp_path_factory.mktemp("h"), PLANS))


def page_of(view, account):
    page = next(page for page in make_pages(view) if page.path == f"accounts/{account}")
    return page, {part.heading.title: str(part.html) for part in page.sections}


def test_a_group_is_a_tree_by_present_and_former_ids(view):
    found = family(view.standings["holding"], view)
    assert [(one.standing.id, one.level) for one in found.below] == [("south", 1), ("north", 1), ("jug-plant", 2)]
    assert (found.above, found.siblings) == ((), 0)
    plant = family(view.standings["jug-plant"], view)
    assert ([one.id for one in plant.above], plant.siblings) == (["north", "holding"], 0)
    assert family(view.standings["north"], view).siblings == 1
    assert family(view.standings["alone"], view) == Family()


def test_the_page_of_the_group_lists_its_subsidiaries_with_cells_and_gaps(view):
    html = page_of(view, "holding")[1]["The group"]
    text = text_of(html)
    assert "This is the plan of a group with 3 subsidiaries." in text
    assert 'href="page:accounts/south"' in html
    assert 'href="page:people/luka.zupan"' in html
    rows = [text_of(row) for row in re.findall(r"<tr>.*?</tr>", html, re.DOTALL) if "accounts/" in row]
    south, north, plant = rows[:3]
    errors = view.count_by_severity(view.open_gaps("south"))
    assert errors["error"] > 0
    assert south.startswith(f"Jug South d.o.o. key · active Luka Zupan {errors['error']} {errors['warning']} ")
    assert north.startswith("Jug North d.o.o. strategic · active Maja Kranjc")
    assert plant.startswith("Jug Plant d.o.o. key · former · of Jug North d.o.o. Ana Novak")
    assert plant.count("not assessed") == 10
    assert south.count("no record") + south.count("gap") + south.count("soon") + south.count("in order") == 10


def test_revenue_together_is_by_year_and_currency_and_says_who_has_no_figures(view):
    standing = view.standings["holding"]
    found = revenue_together(standing, family(standing, view).below, view)
    told = [
        (one.year, one.amount, one.currency, [who.id for who in one.told], [who.id for who in one.untold])
        for one in found
    ]
    assert told == [
        (2025, 350, "EUR", ["south", "north"], ["jug-plant"]),
        (2025, 7, "USD", ["north"], ["jug-plant"]),
        (2024, 200, "EUR", ["south"], ["north", "jug-plant"]),
    ]  # fmt: skip
    text = text_of(page_of(view, "holding")[1]["The group"])
    assert "2025 350 EUR Jug South d.o.o., Jug North d.o.o. Jug Plant d.o.o. 2025 7 USD" in text


def test_a_subsidiary_names_its_parents_and_counts_who_stands_beside_it(view):
    plant, parts = page_of(view, "jug-plant")
    lead = text_of(str(plant.lead))
    assert "Part of the group: Jug Holding d.d. › Jug North d.o.o." in lead
    assert "The group" not in parts
    assert 'href="page:accounts/north"' in parts["All facts"]
    north = text_of(str(page_of(view, "north")[0].lead))
    assert "Part of the group: Jug Holding d.d. · with 1 other customer right below it" in north
    assert "The group" not in page_of(view, "alone")[1]
    assert "Part of the group" not in page_of(view, "alone")[0].lead
    briefs = {sheet.path: str(sheet.document) for sheet in make_sheets(view)}
    assert "part of Jug North d.o.o." in briefs["briefs/jug-plant"]
    assert "part of" not in briefs["briefs/alone"]


def test_the_list_of_accounts_is_filtered_by_group_where_there_is_one(view, tmp_path):
    listed = str(next(page for page in make_pages(view) if page.path == "accounts/index").sections[0].html)
    assert listed.count('data-kd-value="holding" data-kd-label="Jug Holding d.d.">Jug Holding d.d.') == 3
    assert listed.count('data-kd-value="holding" data-kd-label="Jug Holding d.d.">the group itself') == 1
    single = view_of(write_handbook(tmp_path / "h", {"alone": PLANS["alone"]}))
    listed = str(next(page for page in make_pages(single) if page.path == "accounts/index").sections[0].html)
    assert "Group" not in listed


def test_a_plan_that_can_not_be_assessed_is_not_assessed_and_may_belong_to_the_group(tmp_path):
    broken = "name: Broken d.o.o.\nstatus: aktivno\ntier: key\nkey_since: 2024-01-08\nparent: holding\nrevenue: [{year: 2025, amount: a lot, currency: EUR}]\n"
    view = view_of(write_handbook(tmp_path / "h", {**PLANS, "broken": broken, "unread": "name: [\n"}))
    text = text_of(page_of(view, "holding")[1]["The group"])
    row = text[text.index("Broken d.o.o. ■ File (error) key") :].partition(" Jug ")[0]
    assert row.count("not assessed") == 11
    assert "Of 1 plan that can't be assessed it is not known whether it belongs here." in text
    assert re.search(r"350 EUR Jug South d.o.o., Jug North d.o.o. [^0-9]*Broken d.o.o.", text)


def test_the_subsidiaries_of_a_plan_that_can_not_be_read_are_on_its_page(tmp_path):
    view = view_of(
        write_handbook(
            tmp_path / "h", {**PLANS, "holding": "name: [\n", "north": {**PLANS["north"], "parent": "holding"}}
        )
    )
    text = text_of(page_of(view, "holding")[1]["The group"])
    assert "Jug South d.o.o." in text
    assert "Jug North d.o.o." in text


def test_groups_in_a_circle_break_nothing(tmp_path):
    plans = {"a": {"parent": "b"}, "b": {"parent": "a"}, "c": {"parent": "b"}, "d": {"parent": "d"}}
    view = view_of(write_handbook(tmp_path / "h", plans))
    assert [one.standing.id for one in family(view.standings["a"], view).below] == ["b", "c"]
    assert {view.portfolio.group_of(one) for one in "abc"} == {"a"}
    assert view.portfolio.group_of("d") == "d"
    assert len(list(make_pages(view))) > 4


def test_a_plan_that_names_itself_is_a_group_of_its_own(tmp_path):
    view = view_of(write_handbook(tmp_path, {"alone": {"parent": "alone"}}))
    assert view.portfolio.group_of("alone") == "alone"


def audience_of(*accounts):
    return msgspec.structs.replace(make_audience("some", ["parent", "revenue", "tags"]), accounts=frozenset(accounts))


@pytest.mark.parametrize("of", ["south", "jug-plant"])
def test_an_audience_of_one_subsidiary_knows_nothing_of_its_group(tmp_path, of):
    view = view_of(write_handbook(tmp_path / "h", PLANS), audience=audience_of(of))
    made = [str(page.lead) + "".join(str(part.html) for part in page.sections) for page in make_pages(view)]
    made += [str(sheet.document) for sheet in make_sheets(view)] + [
        file.data.decode("latin-1") for file in make_files(view)
    ]
    pages = "\n".join(made)
    others = [*(one for one in PLANS if one != of), "old-holding"]
    assert [one for one in others if re.search(rf"(?<![\w-]){one}(?![\w-])", pages.replace("alone", ""))] == []
    assert [plan["name"] for one, plan in PLANS.items() if one != of and plan["name"] in pages] == []
    assert "Part of the group" not in pages
    assert PLANS[of]["name"] in pages


def test_an_audience_of_a_parent_and_one_subsidiary_counts_nobody_else(tmp_path):
    view = view_of(write_handbook(tmp_path / "h", PLANS), audience=audience_of("holding", "south"))
    section = page_of(view, "holding")[1]["The group"]
    assert "a group with 1 subsidiary" in section
    assert "Jug South" in section
    assert "Revenue together" not in section  # a sum of what it may know of would be none of the group
    lead = text_of(str(page_of(view, "south")[0].lead))
    assert "Part of the group: Jug Holding d.d." in lead
    assert "other customer" not in lead


def test_who_owns_the_parent_is_not_told_of_gaps_of_others(tmp_path, kamdocs):  # noqa: F811
    folder = write_handbook(tmp_path / "h", PLANS)
    ana, luka = (
        kamdocs("check", "--as-of", "2026-11-23", "--owner", one, cwd=folder).out for one in ("ana.novak", "luka.zupan")
    )
    assert "accounts/holding.yml" in ana
    assert "New prices" not in ana
    assert "New prices" in luka
    view = view_of(folder)
    person = next(page for page in make_pages(view) if page.path == "people/ana.novak")
    assert "New prices" not in "".join(str(part.html) for part in person.sections)


def test_the_80_20_picture_counts_a_group_as_one_customer_named_after_its_plan(tmp_path):
    rows = "customer,name,year,revenue,currency\nsouth,South,2025,30,EUR\njug-plant,Plant,2025,30,EUR\nother,Other,2025,40,EUR\n"
    view = view_of(write_handbook(tmp_path / "h", PLANS, _revenue__csv=rows))
    found = pareto(view)
    assert [(one.name, one.revenue, one.plan, one.group) for one in found.customers] == [
        ("Jug Holding d.d.", 60, "holding", True), ("Other", 40, None, False),
    ]  # fmt: skip
    text = text_of(pareto_picture(view))
    assert "1 Jug Holding d.d. group of 2 customers: Plant, South 60 EUR 60 % 60 % ■ yes" in text


def test_a_group_deeper_than_python_recurses_breaks_nothing(tmp_path):
    depth = sys.getrecursionlimit() + 1
    plans = {"p0": {}, **{f"p{level}": {"parent": f"p{level - 1}"} for level in range(1, depth + 1)}}
    view = view_of(write_handbook(tmp_path / "h", plans))
    assert [one.level for one in family(view.standings["p0"], view).below] == [*range(1, depth + 1)]
