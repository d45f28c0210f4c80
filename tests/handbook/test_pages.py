"""The pages as values: what they show of which plans, and what of a file may reach them."""

import re
from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape

from kamdocs.handbook import HORIZON_DAYS, View, make_assets, make_pages
from kamdocs.handbook.anchors import Heading
from kamdocs.lint import evaluate, judge
from kamdocs.rules.catalogue import CHECKS
from kamdocs.schema import load_schema
from kamdocs.schema.shown import as_yaml
from kamdocs.schema.walk import reference_address, schema_tree
from kamdocs.settings.load import load_settings
from tests.handbook.feeds.views import sheets_of
from tests.plans import write_handbook

ROOT = Path(__file__).parent.parent.parent
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}[x](javascript:alert(3))"


def pages_of(folder, as_of, source_url=lambda path, line: f"https://forge.example/{path}#L{line}"):
    settings = load_settings(folder)
    day = date.fromisoformat(as_of)
    evaluation = evaluate(settings, day)
    report = judge(evaluation, settings.policies, day, upcoming_days=HORIZON_DAYS)
    view = View(report, evaluation.shared, settings.policies, source_url)
    return {page.path: page for page in make_pages(view)}


def html(page):
    return page.html(lambda path: f"/{path}/")


@pytest.fixture(scope="module")
def example():
    return pages_of(ROOT, "2026-11-23")


def test_there_is_a_page_for_everything(example):
    names = {path.stem for path in (ROOT / "accounts").glob("[!_]*.yml")}
    assert {f"accounts/{name}" for name in names} <= set(example)
    assert {"index", "accounts/index", "people/index", "offerings/index", "calendar/index", "fields"} <= set(example)
    assert {"rules/key-account", "rules/activity", "rules/file", "people/tina.oblak"} <= set(example)


def test_every_link_between_pages_leads_to_a_page(example):
    asked = set()
    for page in example.values():
        page.html(lambda path: asked.add(path) or path)
    assert len(asked) > 30
    assert asked <= set(example) | set(sheets_of(ROOT))


def test_links_to_checks_have_their_anchors(example):
    for check in CHECKS:
        assert f'id="{check.code.lower()}"' in html(example[f"rules/{check.rule.slug}"])


def test_an_account_stands_in_the_order_people_need(example):
    titles = [part.heading.title for part in example["accounts/zgledna-orodjarna"].sections]
    assert titles == [
        "People", "To do", "What they say", "Gaps", "Orders", "Who knows whom", "What they buy", "Aims and risks",
        "Complaints", "History", "All facts",
    ]  # fmt: skip


def test_a_gap_shows_its_date_its_hint_and_the_line_of_the_file(example):
    page = html(example["accounts/primerna-steklarna"])
    assert "Promised for 31 Oct 2026 and not kept: A plan against slow answers" in page
    assert '<time datetime="2026-11-01">1 Nov 2026</time>, 22 days' in page
    assert "keep it and set kept_on" in page
    assert 'href="https://forge.example/accounts/primerna-steklarna.yml#L' in page
    assert 'href="/rules/relationship/#kam301"' in page


def test_what_is_waived_says_why_and_until_when(example):
    page = html(example["accounts/zgledna-orodjarna"])
    assert "Followed up by their own audit" in page
    assert 'until <time datetime="2026-12-31">31 Dec</time>' in page


def test_home_shows_first_what_asks_for_attention_most(example):
    page = html(example["index"])
    grid = page[page.index("kd-home-grid") :]
    order = [grid.index(f"/accounts/{name}/") for name in ("zgled-mlekarna", "namisljena-tiskarna", "zgledni-vrtovi")]
    assert order == sorted(order)
    assert "<strong>2</strong> of 14 accounts" in page


def test_rules_tell_thresholds_as_set_here_and_who_falls_short(example):
    page = html(example["rules/key-account"])
    assert "<dt><code>accounts</code></dt><dd>4</dd>" in page
    assert "Izmišljena žaga" in page
    page = html(example["rules/activity"])
    assert "<dt><code>days</code></dt><dd>strategic 30, key 45, developing 90</dd>" in page


def test_the_field_reference_names_every_field(example):
    page = html(example["fields"])
    for kind in ("account", "team", "offerings"):
        for name in load_schema(kind)["properties"]:
            assert f"<code>{name}</code>" in page
    assert "<code>winding-down</code>" in page


def test_every_field_of_the_reference_has_an_address_and_an_example(example):
    page = html(example["fields"])
    for kind in ("account", "team", "offerings"):
        for node in schema_tree(kind).below():
            address = reference_address(kind, node.path)
            assert page.count(f'id="{address.removeprefix("fields/#")}"') == 1
            assert str(escape(f"{node.name}: {as_yaml(node.keywords['examples'][0])}")) in page
    assert 'id="field-account-orders-status"' in page
    assert "<code>phone: [" in page
    assert "telephone number, or a list" in page


def test_a_broken_file_gets_a_page_that_says_so(tmp_path):
    pages = pages_of(write_handbook(tmp_path, {"x": "name: [\n", "y": {}}), "2026-11-23")
    page = html(pages["accounts/x"])
    assert "can't be assessed" in page
    assert "A value is missing here, or a bracket above is not closed" in page
    assert [part.heading.title for part in pages["accounts/x"].sections] == ["Gaps"]
    assert "can't be read" in html(pages["accounts/index"])


def evil_plan():
    return {
        "name": EVIL, "industry": EVIL, "tags": [EVIL[:38]], "summary": EVIL, "owner": "ana.novak",
        "website": "https://x.example/?a=1&b=%22", "orders_tracked_in": EVIL, "external_ref": {EVIL: EVIL},
        "address": {"street": EVIL, "city": EVIL},
        "units": [{"id": "u", "name": EVIL}],
        "risks": [{"id": "r", "text": EVIL}],
        "contract": {"renewal_on": "2027-01-01"},
        "stakeholders": [{"id": "p", "name": EVIL, "title": EVIL, "phone": EVIL[:38], "unit": "u", "left_on": "2027-01-01"},
                         {"id": "q", "name": EVIL, "left_on": "2025-01-01"}],
        "decision_areas": ["quality"],
        "expectations": [{"id": "e", "text": EVIL, "as_of": "2026-01-01", "action": "a", "importance": "high"}],
        "satisfaction": [{"id": "s", "date": "2026-01-01", "method": "survey", "respondents": ["p"],
                          "bothers": [{"id": "b", "text": EVIL, "from": "p", "decision": EVIL}], "praises": [{"text": EVIL}]}],
        "reachability": {"channels": [EVIL], "hours": EVIL},
        "requests": [{"id": "q1", "received_at": "2026-11-02T09:10:00+01:00", "subject": EVIL, "channel": EVIL}],
        "commitments": [{"id": "c", "text": EVIL, "made_on": "2026-01-01", "due": "2026-02-01"}],
        "needs": [{"id": "n", "text": EVIL, "status": "open"}],
        "briefings": [{"id": "t", "date": "2026-01-01", "topic": EVIL, "kind": "demo"}],
        "orders": [{"id": "o", "status": "confirmed", "ordered_on": "2026-01-01", "promised_on": "2026-02-01",
                    "additional_needs": [{"id": "d", "text": EVIL, "noted_on": "2026-01-01", "decision": EVIL}]}],
        "whitespace": [{"offering": "inserts", "status": "competitor", "competitor": EVIL, "reason": EVIL, "unit": "u"}],
        "opportunities": [{"id": "op", "title": EVIL, "stage": "idea", "added_on": "2026-01-01", "next_step": EVIL}],
        "help": [{"id": "h", "asked_on": "2026-01-01", "topic": EVIL}],
        "nonconformities": [{"id": "nc", "kind": "claim", "status": "received", "text": EVIL, "received_on": "2026-01-01",
                             "cause": EVIL, "prevention": EVIL, "remedy_sought": EVIL, "agreed_outcome": EVIL,
                             "updates": [{"date": "2026-01-02", "text": EVIL}]}],
        "interactions": [{"id": "i", "date": "2026-01-01", "kind": "visit", "by": ["ana.novak"], "outcome": EVIL}],
        "objectives": [{"id": "g", "text": EVIL, "measure": EVIL, "target": EVIL}],
        "actions": [{"id": "a", "text": EVIL, "status": "open"}],
        "waivers": [{"check": "owner-missing", "record": EVIL, "reason": EVIL, "until": "2026-12-31", "by": "ana.novak"}],
    }  # fmt: skip


def test_no_text_of_a_file_becomes_markup(tmp_path):
    team = [{"id": "ana.novak", "name": EVIL, "title": EVIL, "absences": [{"from": "2026-11-20", "to": "2026-11-30"}]}]
    pages = pages_of(write_handbook(tmp_path, {"x": evil_plan(), "y": "name: &x " + EVIL}, team=team), "2026-11-23")
    for page in pages.values():
        text = html(page)
        assert "<script" not in text.lower()
        assert "<img" not in text.lower()
        assert 'href="javascript' not in text.lower()
        assert "49[x]" not in text
        assert "EVIL" not in page.outline
        assert page.outline == "".join(f"## {part.heading.title}\n\n" for part in page.sections)
    assert "&lt;script&gt;" in html(pages["accounts/x"])


def test_pages_stay_small_with_many_accounts(tmp_path):
    folder = write_handbook(tmp_path, {f"account-{number}": {"owner": "ana.novak"} for number in range(300)})
    pages = pages_of(folder, "2024-06-01")
    limits = {path: len(html(page)) for path, page in pages.items()}
    assert max(limits.values()) < 300_000
    assert len([path for path in pages if path.startswith("calendar/2024-07")]) > 1
    assert "All 300 accounts" in html(pages["index"])


def test_links_can_be_absent(tmp_path):
    pages = pages_of(write_handbook(tmp_path, {"x": {}}), "2026-11-23", lambda path, line: None)
    assert "<code>accounts/x.yml:1</code>" in html(pages["accounts/x"])


def test_headings_have_the_anchors_that_engines_make():
    assert Heading("What bothers them and what is missing").anchor == "what-bothers-them-and-what-is-missing"


def test_assets_are_there():
    names = ("kamdocs.css", "kamdocs.js", "search.js")
    assert {asset.path for asset in make_assets()} == {f"assets/{name}" for name in names}
    hosts = [re.findall(rb"https?://([\w.]+)", asset.data) for asset in make_assets()]
    assert {host for found in hosts for host in found} <= {b"www.w3.org"}  # the name of SVG, not an address to ask
