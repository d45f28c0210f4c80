"""If somebody leaves: what hangs on the person is told, theirs and ours, and who takes over has a sheet."""

import re
from datetime import date

import pytest
import vobject

from kamdocs.handbook import make_files
from kamdocs.handbook.failed import Guard
from kamdocs.handbook.leaving import Theirs, hanging_on_ours, known_people
from kamdocs.handbook.pages.account import account_page
from kamdocs.handbook.pages.handover import handover_sheets
from kamdocs.handbook.pages.leaving import leaving_pages
from kamdocs.schema.audience import make_audience
from tests.handbook.feeds.views import view_of as seen_by
from tests.handbook.pictures.views import text_of, view_of
from tests.handbook.test_pages import evil_plan
from tests.plans import write_handbook

TEAM = [{"id": "ana.novak", "name": "Ana Novak", "phone": "+386 1 000"}, {"id": "luka.zupan", "name": "Luka Župan"}]
PLAN = {
    "name": "Alfa, steel; and more",
    "owner": "ana.novak",
    "decision_areas": ["purchasing", "quality"],
    "address": {"street": "Livarska 4", "city": "Škofja Loka"},
    "stakeholders": [
        {"id": "eva", "name": "Eva Marija Zec", "area": "purchasing", "buying_roles": ["decider"],
         "phone": ["+386 40 1", "+386 40 2"], "email": "eva@alfa.example"},
        {"id": "jan", "name": "Jan Kos", "area": "quality", "reports_to": "eva", "relationship_owner": "ana.novak"},
        {"id": "mia", "name": "Mia Kos", "area": "quality"},
    ],
    "commitments": [{"id": "c1", "made_on": "2026-10-01", "by": "ana.novak", "to": "eva", "text": "Price list"}],
    "interactions": [
        {"id": "i1", "date": "2026-10-20", "kind": "visit", "with": ["eva", "jan"], "by": ["ana.novak"]},
        {"id": "i2", "date": "2026-10-21", "kind": "visit", "with": ["eva"], "by": ["luka.zupan"]},
        {"id": "i3", "date": "2024-10-21", "kind": "visit", "with": ["mia"], "by": ["luka.zupan"]},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    return view_of(write_handbook(tmp_path_factory.mktemp("leaving"), {"alfa": PLAN}, team=TEAM))


def told(hanging):
    return {one.title: ([entry.words for entry in one.entries], one.alone) for one in hanging}


def test_what_hangs_on_one_of_theirs(view):
    theirs = Theirs(view.standings["alfa"].account, view)
    known = {one.person.id: one for one in theirs.people}
    assert told(theirs.hanging_on(known["eva"])) == {
        "Nobody else is known who decides or approves": (["decider"], True),
        "Nobody else is known in this area": (["purchasing"], True),
        "Who reports to the person": (["Jan Kos"], False),
        "Which of us met the person within a year": (["Luka Župan", "Ana Novak"], False),
        "What we promised the person": (["Price list"], False),
    }
    assert theirs.hanging_on(known["mia"]) == []


def part_of(view, title):
    page = account_page(view.standings["alfa"], view)
    return next(str(part.html) for part in page.sections if part.heading.title == title)


def links_of(view):
    """Of each row of the people what leads to the sheet for who takes over: the person, the words, and the place."""
    rows = re.findall(r'<tr id="person-([^"]*)">(.*?)</tr>', part_of(view, "People"))
    found = [(person, re.search(r'<a[^>]* href="page:handover/alfa#(.*?)">(.*?)<i>', row)) for person, row in rows]
    return {person: (text_of(link[2]), link[1]) for person, link in found if link}


def test_a_row_of_the_people_leads_to_what_hangs_on_the_person(view):
    links = links_of(view)
    assert links == {"eva": ("nobody else decides", "leaves-eva"), "jan": ("if they leave", "leaves-jan")}
    (sheet,) = handover_sheets(view, {}, Guard(None))
    assert {place for _, place in links.values()} == set(re.findall(r'id="(leaves-[^"]*)"', sheet.document))


def test_no_row_leads_to_what_no_sheet_tells(tmp_path):
    many = [{"id": f"p{number}", "name": f"P{number}", "relationship_owner": "ana.novak"} for number in range(50)]
    plan = {**PLAN, "stakeholders": [*many, {"id": "z", "name": "Z", "area": "quality"}]}
    view = view_of(write_handbook(tmp_path, {"alfa": plan}, team=TEAM))
    (sheet,) = handover_sheets(view, {}, Guard(None))
    links = links_of(view)
    assert len(links) == 40
    assert links["z"] == ("nobody else in this area", "leaves-z")
    assert all(f'id="{place}"' in sheet.document for _, place in links.values())


def test_who_is_not_told_of_gaps_reads_of_nobody_who_might_leave(tmp_path):
    folder = write_handbook(tmp_path, {"alfa": PLAN}, team=TEAM)
    people = part_of(seen_by(folder, audience=make_audience("shareable")), "People")
    assert "Eva Marija Zec" in people
    assert "nobody else" not in people
    assert "leave" not in people


def test_of_a_plan_with_faults_nobody_is_said_to_be_the_only_one(tmp_path):
    view = view_of(write_handbook(tmp_path, {"alfa": {**PLAN, "colour": "red"}}, team=TEAM))
    assert links_of(view)["eva"][0] == "if they leave"


def test_the_account_and_the_page_of_who_leaves_count_the_same_meetings(view):
    cells = re.findall(r"<td[^>]*>(.*?)</td>", part_of(view, "Who knows whom").partition("<tfoot>")[2])
    lost = {}
    for cell in cells:
        if link := re.search(r'href="page:leaving/(.*?)">(.*?)<i>', cell):
            lost[link[1]] = link[2].split(", ")
    people = known_people(view)
    for member in view.shared.team:
        told_of = told(hanging_on_ours(member, view, people)).get(
            "Whom nobody else of us met within a year", ([], True)
        )
        assert [one.partition(",")[0] for one in told_of[0]] == lost.get(member.id, []), member.id
    assert lost == {"ana.novak": ["Jan Kos"]}  # Mia Kos was met by one alone, but two years ago


def test_what_hangs_on_one_of_ours(view):
    found = told(hanging_on_ours(view.shared.members["ana.novak"], view, known_people(view)))
    assert found["Accounts to hand over"] == (["Alfa, steel; and more: no deputy"], True)
    assert found["Whom nobody else of us met within a year"] == (["Jan Kos, Alfa, steel; and more"], True)
    assert found["Actions, promises and complaints to hand over"][0] == ["Promise: Price list, Alfa, steel; and more"]
    assert hanging_on_ours(view.shared.members["luka.zupan"], view, known_people(view)) == []


def test_as_of_an_earlier_day_nothing_is_known_of_later_talks(tmp_path):
    then = view_of(write_handbook(tmp_path, {"alfa": PLAN}, team=TEAM), date(2026, 10, 20))
    known = {one.person.id: one for one in then.present_people(then.standings["alfa"].account)}
    assert known["eva"].known_by == (("ana.novak", date(2026, 10, 20)),)
    assert known["mia"].met_within_a_year(then.as_of) == ()


def test_who_has_nothing_is_told_so(view):
    pages = {page.path: text_of(str(page.lead)) for page in leaving_pages(view, Guard(None))}
    assert "nothing depends on this person alone" in pages["leaving/luka.zupan"]
    assert "nothing depends on this person alone" not in pages["leaving/ana.novak"]


def test_the_handover_sheet_says_what_is_owed_and_whom_nobody_met(view):
    (sheet,) = handover_sheets(view, {}, Guard(None))
    text = text_of(str(sheet.document))
    assert "Promise: Price list" in text
    assert "no day set" in text
    assert re.search(r"Mia Kos .*? None of us met the person within a year", text)
    assert "Nobody asked them, by what is written." in text


def test_cards_are_read_as_they_were_meant(view):
    files = {one.path: one.data.decode() for one in make_files(view) if one.path.startswith("vcards/")}
    assert set(files) == {"vcards/accounts/alfa.vcf", "vcards/people/alfa/eva.vcf", "vcards/ours/ana.novak.vcf"}
    card = vobject.readOne(files["vcards/people/alfa/eva.vcf"])
    assert card.fn.value == "Eva Marija Zec"
    assert (card.n.value.family, card.n.value.given) == ("Zec", "Eva Marija")
    assert [tel.value for tel in card.tel_list] == ["+386 40 1", "+386 40 2"]
    assert card.org.value == ["Alfa, steel; and more"]
    assert card.adr.value.city == "Škofja Loka"


def test_what_a_file_says_stays_text(tmp_path):
    view = view_of(write_handbook(tmp_path, {"x": evil_plan()}))
    (sheet,) = handover_sheets(view, {}, Guard(None))
    assert "&lt;script&gt;" in sheet.document
    assert "<script" not in sheet.document
    assert "<img" not in sheet.document


def test_a_card_is_for_who_is_there(tmp_path):
    left = [{"id": "ana.novak", "name": "Ana Novak", "phone": "+386 1 000", "left_on": "2026-01-31"}]
    view = view_of(write_handbook(tmp_path, {"alfa": {"owner": "ana.novak"}}, team=left))
    assert view.has_person("ana.novak")
    assert [one.path for one in make_files(view) if one.path.startswith("vcards/")] == []
