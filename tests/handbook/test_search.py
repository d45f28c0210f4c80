"""Search as a value: what can be found, and where it leads."""

import json
import re

import msgspec
import pytest

from kamdocs.handbook import anchors, make_pages
from kamdocs.handbook.landing import SECTIONS
from kamdocs.handbook.page import Passage
from kamdocs.handbook.search import FoundPage, found_page, passages_of, search_index
from kamdocs.schema.audience import make_audience
from tests.handbook.feeds.views import view_of
from tests.handbook.test_pages import ROOT, html, pages_of
from tests.plans import write_handbook


def value_of(asset):
    return json.loads(re.fullmatch(r"window\.kdSearch\.index = (.*);\n", asset.data.decode())[1])


def plain(text):
    """A page as it reads, without spaces, which a line of the index joins otherwise."""
    text = re.sub(r"<[^>]+>", "", text)
    for entity, letter in (("&#39;", "'"), ("&#34;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def example():
    return pages_of(ROOT, "2026-11-23")


def test_an_account_is_found_by_people_orders_ids_and_what_was_said(example):
    found = {one.title: "\n".join(one.lines) for one in example["accounts/zgledna-orodjarna"].search}
    assert "Petra Čuk · Head of purchasing · petra.cuk@zgledna-orodjarna.example" in found[anchors.PEOPLE.text]
    assert "4500031 · " in found[anchors.ORDERS.text]
    assert "K-10442" in found[anchors.FACTS.text]
    assert "zgledni-orodjarji" in found[anchors.FACTS.text]
    assert found[anchors.BOTHERS.text]
    assert found[anchors.HISTORY.text]
    assert "KAM" not in "".join(found.values())


def test_every_passage_leads_to_a_heading_of_its_page_and_every_record_to_its_row(example):
    for page in example.values():
        text = html(page)
        for passage in page.search:
            assert not passage.anchor or f'id="{passage.anchor}"' in text, (page.path, passage.anchor)
            assert bool(passage.title) == bool(passage.anchor)
            for place in filter(None, passage.records):
                assert f'id="{place}"' in text, (page.path, place)


@pytest.mark.parametrize("day", ["2026-11-23", "2024-01-01"])
def test_search_knows_nothing_that_its_page_does_not_show(day):
    for path, page in pages_of(ROOT, day).items():
        if path.startswith(("accounts/", "people/")) and not path.endswith("index"):
            shown = plain(html(page)) + page.path
            for passage in page.search:
                for part in " · ".join(passage.lines).split(" · "):
                    day = re.fullmatch(r"(\d+ \w{3}) \d{4}", part)  # the page leaves the year out where it is this one
                    assert plain(day[1] if day else part) in shown, (path, part)


def test_who_left_is_found_without_address(tmp_path):
    people = [{"id": "a", "name": "Ana Gone", "email": "ana@x.example", "left_on": "2025-01-01"}]
    pages = pages_of(write_handbook(tmp_path, {"x": {"stakeholders": people}}), "2026-11-23")
    found = next(one for one in pages["accounts/x"].search if one.title == anchors.PEOPLE.text)
    assert found.lines == ("Ana Gone",)


def test_a_file_that_is_broken_is_found_by_its_name(tmp_path):
    pages = pages_of(write_handbook(tmp_path, {"x": "name: [\n", "y": {}}), "2026-11-23")
    assert pages["accounts/x"].search == (Passage("", ("x · accounts/x.yml",)),)


def test_the_index_names_each_heading_once_and_keeps_lines_apart():
    passages = (Passage("", ("a b",)), Passage("Orders", ("4500 \n1", "4500 2"), "orders"))
    pages = [FoundPage("accounts/x/", "X", passages), FoundPage("accounts/y/", "Y\n", passages[1:])]
    value = value_of(search_index(pages))
    assert value["heads"] == [["", ""], ["orders", "Orders"]]
    assert value["pages"] == [
        ["accounts/x/", "X", [[0, "a b"], [1, "4500 1\n4500 2"]]],
        ["accounts/y/", "Y", [[1, "4500 1\n4500 2"]]],
    ]


EVERYTHING = {
    "name": "Železnik d.o.o.",
    "former_names": ["Orodja Stara s.p."],
    "external_ref": {"crm": "REF-account"},
    "actions": [{"id": "a", "text": "A", "status": "open", "first_due": "2026-10-01", "due": "2026-12-01"}],
    "needs": [{"id": "n", "text": "Shorter changeovers", "status": "open"}],
    "risks": [{"id": "r", "text": "Second toolmaker", "decision": "We live with it"}],
    "stakeholders": [
        {"id": "p", "name": "Petra", "external_ref": {"crm": "REF-person"}},
        {"id": "g", "name": "Gone", "left_on": "2025-01-01", "external_ref": {"crm": "REF-gone"}},
    ],
    "orders": [
        {
            "id": "4500031",
            "number": "PO 1/26",
            "text": "Inserts for the mould",
            "status": "delayed",
            "ordered_on": "2026-10-01",
            "promised_on": "2026-12-01",
            "delays": [{"known_on": "2026-11-02", "reason": "Steel came late"}],
            "external_ref": {"erp": "REF-order"},
        }
    ],
    "opportunities": [
        {"id": "o", "title": "T", "stage": "idea", "added_on": "2026-10-01", "external_ref": {"crm": "REF-chance"}}
    ],
    "nonconformities": [
        {
            "id": "q",
            "kind": "claim",
            "status": "rejected",
            "text": "Scratched",
            "received_on": "2026-10-01",
            "rejected_because": "Not from our furnace",
            "external_ref": {"crm": "REF-claim"},
        }
    ],
    "interactions": [
        {"id": "i", "date": "2026-10-01", "kind": "call", "by": ["ana.novak"], "external_ref": {"crm": "REF-call"}}
    ],
}


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    folder = tmp_path_factory.mktemp("everything")
    return write_handbook(folder, {"x": {**EVERYTHING, "owner": "ana.novak"}}, team=TEAM)


TEAM = [{"id": "ana.novak", "name": "Ana Novak", "phone": ["+386 (0)1 234-56-78", "041 000 001"]}]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Orodja Stara s.p.", anchors.FACTS),
        ("REF-account", anchors.FACTS),
        ("REF-person", anchors.PEOPLE),
        ("REF-gone", anchors.PEOPLE),
        ("PO 1/26", anchors.ORDERS),
        ("4500031", anchors.ORDERS),
        ("Inserts for the mould", anchors.ORDERS),
        ("Steel came late", anchors.ORDERS),
        ("REF-order", anchors.ORDERS),
        ("REF-chance", anchors.OPPORTUNITIES),
        ("Shorter changeovers", anchors.OPPORTUNITIES),
        ("We live with it", anchors.OBJECTIVES),
        ("Not from our furnace", anchors.NONCONFORMITIES),
        ("REF-claim", anchors.NONCONFORMITIES),
        ("REF-call", anchors.HISTORY),
    ],
)
def test_what_people_call_things_by_is_found_where_it_stands(everything, words, where):
    page = pages_of(everything, "2026-11-23")["accounts/x"]
    found = {passage.title for passage in page.search for text in passage.lines if words in text.split(" · ")}
    assert found == {where.text}
    assert plain(words) in plain(html(page))


def test_what_is_found_of_a_record_leads_to_the_record(everything):
    found = {one.title: one for one in pages_of(everything, "2026-11-23")["accounts/x"].search}
    orders, people = found[anchors.ORDERS.text], found[anchors.PEOPLE.text]
    assert dict(zip(orders.lines, orders.records, strict=True))["Steel came late"] == "orders-4500031"
    assert people.records == ("person-p", "")  # who left has no place of one's own
    assert {place for passage in found.values() for place in passage.records} == {
        "actions-a", "needs-n", "risks-r", "person-p", "", "orders-4500031", "opportunities-o", "nonconformities-q",
        "interactions-i",
    }  # fmt: skip


def test_records_are_written_as_what_differs_from_the_one_before():
    records = ("orders-1", "orders-1", "", "orders-2-b", "needs-2", "a\nb", "")
    page = FoundPage("x/", "X", (Passage("Orders", tuple("abcdefg"), "orders", records),))
    passages = value_of(search_index([page]))["pages"][0][2]
    assert passages == [[1, "a\nb\nc\nd\ne\nf\ng", "-1\n=\n\n-2-b\nneeds-2"]]


def test_every_list_of_a_plan_has_a_section_to_fall_back_on(example):
    lists = {place.split("-")[0] for page in example.values() for one in page.search for place in one.records}
    assert len(lists) > 8
    assert lists - {""} <= set(SECTIONS)


def test_our_people_are_found_by_their_telephone(everything):
    (passage,) = pages_of(everything, "2026-11-23")["people/ana.novak"].search
    assert "+386 (0)1 234-56-78 · 041 000 001" in passage.lines[0]


def test_of_a_complaint_that_is_not_rejected_no_reason_is_found(tmp_path):
    claim = {**EVERYTHING["nonconformities"][0], "status": "received"}
    pages = pages_of(write_handbook(tmp_path, {"x": {"nonconformities": [claim]}}), "2026-11-23")
    assert "Not from our furnace" not in str(pages["accounts/x"].search)


def test_plans_and_people_stand_before_the_rest_of_the_handbook_and_that_before_the_guide(example):
    guide = FoundPage("guide/", "Guide", (Passage("", ("Petra",)),))
    ours = [found_page(path, example[path]) for path in ("fields", "people/ana.novak", "accounts/zgledna-orodjarna")]
    value = value_of(search_index([guide, *ours], [("guide/", "Guide")]))
    assert [address for address, *_ in value["pages"]] == [
        "people/ana.novak", "accounts/zgledna-orodjarna", "fields", "guide/",
    ]  # fmt: skip
    assert value["ranks"] == [2, 3]
    assert value["ways"] == [["guide/", "Guide"]]


GROUP = {
    "aa-tools": {"name": "Železnik Orodja d.o.o.", "parent": "formerly"},
    "group": {"name": "Železnik Holding d.d.", "former_ids": ["formerly"]},
    "zz-castings": {"name": "Livarna Železnik d.o.o.", "parent": "group"},
}


def test_a_subsidiary_is_found_by_its_group_and_the_group_comes_first(tmp_path):
    pages = pages_of(write_handbook(tmp_path, GROUP), "2026-11-23")
    for account in ("aa-tools", "zz-castings"):
        facts = next(one for one in pages[f"accounts/{account}"].search if one.title == anchors.FACTS.text)
        assert "Železnik Holding d.d." in facts.lines
    found = [found_page(path, page) for path, page in sorted(pages.items()) if path.startswith("accounts/")]
    assert value_of(search_index(found))["pages"][0][0] == "accounts/group"


def test_a_parent_of_which_an_audience_may_not_know_is_in_no_index(tmp_path):
    folder = write_handbook(tmp_path, {**GROUP, "aa-tools": {**GROUP["aa-tools"], "tags": ["one"]}})
    reader = make_audience("one", ["parent", "former_ids", "former_names"])

    def index(audience):
        return str([page.search for page in make_pages(view_of(folder, audience=audience))])

    assert "Železnik Holding d.d." in index(reader)
    told = index(msgspec.structs.replace(reader, tags=frozenset({"one"})))
    assert "aa-tools" in told
    assert "Holding" not in told
    assert "formerly" not in told


def test_an_ordinary_page_is_found_by_its_headings_and_text():
    text = (
        '<h1 id="the-guide">The guide</h1><p>Begin &amp; <em>go on</em>.</p>'
        '<h2 id="next">Next<a class="headerlink" href="#next" title="Permanent link">¶</a></h2>'
        "<table><tr><th>one</th><th>two</th></tr><tr><td>3</td><td>4</td></tr></table>"
    )
    assert list(passages_of(text)) == [
        Passage("", ("Begin & go on.", "The guide")),
        Passage("Next", ("one two", "3 4"), "next"),
    ]
    assert list(passages_of("<p>No heading.</p>")) == [Passage("", ("No heading.",))]
