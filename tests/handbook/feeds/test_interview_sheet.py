"""The sheet for the talk about satisfaction: the few questions that follow from a plan, and what to write down."""

import io
import re
from datetime import date
from html import unescape
from importlib.resources import files

import pytest
from pypdf import PdfReader

from kamdocs.handbook import make_sheets
from kamdocs.language import spoken
from kamdocs.schema.audience import make_audience
from tests.handbook.feeds.full import busy_plan, full_plan
from tests.handbook.feeds.views import sheets_of, view_of
from tests.handbook.pictures.views import text_of
from tests.handbook.test_pages import evil_plan
from tests.plans import write_handbook

PLAN = {
    "stakeholders": [
        {"id": "petra-cuk", "name": "Petra Čuk", "area": "purchasing", "buying_roles": ["decider"]},
        {"id": "joze-kos", "name": "Jože Kos", "area": "production", "buying_roles": ["user"]},
        {"id": "tina", "name": "Tina Oblak", "area": "end-users"},
        {"id": "gone", "name": "Gone Person", "buying_roles": ["user"], "left_on": date(2026, 1, 1)},
    ],
    "expectations": [
        {"id": "e1", "stakeholder": "joze-kos", "text": "At six", "importance": "high", "fulfilment": "met", "as_of": date(2026, 3, 4)},
        {"id": "e2", "text": "One price list", "importance": "medium", "fulfilment": "met", "as_of": date(2026, 3, 4)},
        {"id": "e3", "text": "A forecast", "importance": "low", "fulfilment": "not-met", "as_of": date(2026, 3, 4)},
    ],
    "satisfaction": [
        {"id": "s1", "date": date(2025, 3, 4), "method": "workshop", "respondents": ["joze-kos"], "bothers": [{"id": "b0", "text": "Old matter"}]},
        {"id": "s2", "date": date(2026, 3, 4), "method": "interview-in-person", "by": "maja.kranjc", "respondents": ["petra-cuk"],
         "bothers": [{"id": "b1", "text": "Late lorries", "from": "petra-cuk", "action": "a1"}, {"id": "b2", "text": "Long forms"}],
         "misses": [{"id": "m1", "text": "A stock nearby", "decision": "Not now"}]},
    ],
    "actions": [{"id": "a1", "text": "Early tour", "status": "done", "done_on": date(2026, 4, 1), "added_on": date(2026, 3, 5)}],
    "nonconformities": [
        {"id": "q1", "kind": "claim", "severity": "major", "status": "resolved", "text": "Rust", "received_on": date(2026, 9, 1), "resolved_on": date(2026, 9, 9), "agreed_outcome": "Lot replaced"},
        {"id": "q2", "kind": "claim", "status": "closed", "text": "Dents", "received_on": date(2026, 9, 1), "resolved_on": date(2026, 9, 9), "confirmed_by_customer_on": date(2026, 9, 10)},
        {"id": "q3", "kind": "claim", "status": "closed", "text": "Ancient", "received_on": date(2024, 9, 1), "resolved_on": date(2024, 9, 9)},
    ],
    "whitespace": [
        {"offering": one, "status": "competitor", "competitor": "Kalilnica X", "as_of": date(2026, 3, 4)} for one in ("inserts", "heat-treatment")
    ],
}  # fmt: skip
FIRST, LAST = ["What bothers you?", "What is missing?"], "If we were gone tomorrow, what would you miss?"


def asked(html):
    return re.findall(r"<h3>(.*?)</h3>", html)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    plans = {
        "x": PLAN,
        "empty": {},
        "was": {"status": "former"},
        "full": full_plan(),
        "evil": evil_plan(),
        "y": "name: [\n",
    }
    return write_handbook(tmp_path_factory.mktemp("h"), plans)


@pytest.fixture(scope="module")
def sheets(folder):
    return sheets_of(folder)


def test_the_questions_follow_from_the_plan(sheets):
    assert asked(sheets["interviews/x"]) == [
        *FIRST,
        "Are you satisfied with how this was settled: Rust?",
        "Has this become better: Late lorries?",
        "Does this still bother you: Long forms?",
        "How far do we meet this: At six?",
        "How far do we meet this: A forecast?",
        "What does Kalilnica X do better than we do: inserts, heat-treatment?",
        "Who uses what we deliver, and how well does it serve them?",
        LAST,
    ]


def test_what_came_of_it_and_who_was_not_heard_is_said(sheets):
    text = re.sub(r"<[^>]+>|\n", "", sheets["interviews/x"])
    for said in (
        "claim, major; settled 9 Sep 2026: Lot replaced",
        "Petra Čuk, 4 Mar 2026 → Early tour (done 1 Apr 2026)",
        "4 Mar 2026 → nothing yet",
        "not asked within 365 days: Jože Kos, Tina Oblak",
        "If there is timeDo you still miss this: A stock nearby?",
        "Asked last 4 Mar 2026, interview in person, Maja Kranjc",
    ):
        assert said in text
    for unasked in ("Dents", "Ancient", "One price list", "Old matter", "Gone Person"):
        assert unasked not in text


def test_each_answer_says_where_it_is_written_down(sheets):
    html = sheets["interviews/x"]
    options = re.findall(r'<h3>(.*?)</h3><code class="option">(.*?)</code>', html)
    assert options == [
        ("What bothers you?", "--bother"),
        ("What is missing?", "--miss"),
        ("Has this become better: Late lorries?", "--bother"),
        ("Does this still bother you: Long forms?", "--bother"),
        (LAST, "--praise"),  # not --miss: what they would miss is what they praise
    ]
    assert "begin with their name and a colon" in html


def test_who_was_not_asked_for_long_stands_first(sheets):
    people = re.findall(
        r"☐</span> (.*?)(?: <small>.*?</small>)?</th><td>(.*?)</td><td>(.*?)</td>", sheets["interviews/x"]
    )
    assert [(name, role, " ".join(text_of(last).split())) for name, role, last in people] == [
        ("Jože Kos", "production, user", "4 Mar 2025 long ago"),
        ("Tina Oblak", "end users", "never"),
        ("Petra Čuk", "purchasing, decider", "4 Mar 2026"),
    ]


def test_the_lines_to_log_it_are_ready(sheets):
    lines = re.search(r"<pre><code>(.*?)</code></pre>", sheets["interviews/x"], re.DOTALL)[1]
    assert unescape(lines).splitlines() == [
        'kamdocs interview x joze-kos tina --bother "…" --miss "…" --praise "…"',
        "kamdocs set x/e1 fulfilment=met as_of=today",
        "kamdocs done x q1 --confirmed",
    ]


def test_the_sheet_and_the_brief_lead_to_each_other(sheets):
    assert 'href="/briefs/x"' in sheets["interviews/x"]
    assert 'href="/accounts/x"' in sheets["interviews/x"]
    assert 'href="/interviews/x"' in sheets["briefs/x"]


def test_a_plan_without_anything_is_asked_what_always_is(sheets):
    html = sheets["interviews/empty"]
    assert asked(html) == [*FIRST, "Who uses what we deliver, and how well does it serve them?", LAST]
    assert "Never asked so far" in html
    assert "the plan names nobody who uses what we deliver" in html


def test_who_is_no_customer_any_more_or_can_t_be_read_is_not_asked(sheets):
    assert {path for path in sheets if path.startswith("interviews/")} == {
        f"interviews/{one}" for one in ("x", "empty", "full", "evil")
    }
    assert "interviews/" not in sheets["briefs/was"]


def test_a_full_plan_asks_ten_questions_and_says_how_many_more_there_are(sheets):
    html = sheets["interviews/full"]
    assert len(asked(html)) == 10
    assert "and 22 more" in html
    assert re.search(r"and \d+ more", html.partition("If there is time")[2])


def test_a_hostile_plan_stays_text(sheets):
    html = sheets["interviews/evil"]
    assert "<script" not in html
    assert "<img" not in html


def test_who_isn_t_told_of_gaps_gets_no_sheet_and_a_file_with_faults_claims_nothing(folder, tmp_path):
    view = view_of(folder, audience=make_audience("shareable"))
    assert not [one.path for one in make_sheets(view) if one.path.startswith("interviews/")]
    faulty = """\
name: Acme
status: active
tier: key
key_since: 2024-01-08
stakeholders:
  - {id: there, name: There Person, buying_roles: [user]}
satisfaction:
  - {id: s1, date: 2026-03-04, method: workshop, respondents: [there], bothers: [{id: b, text: Late calls, action: [a]}]}
nonconformities:
  - {id: n, kind: claim, status: resolved, text: Broke, received_on: 2026-09-01, resolved_on: 2026-09-05, confirmed_by_customer_on: 6.9.2026}
"""
    html = sheets_of(write_handbook(tmp_path, {"acme": faulty}))["interviews/acme"]
    assert "There Person" in html
    assert "be assessed." in html
    for claim in ("never", "Never", "long ago", "nothing yet", "not asked", "satisfied with how"):
        assert claim not in html


SMALLEST = (
    "Math.min(...[...document.querySelectorAll('main *')].map(one => parseFloat(getComputedStyle(one).fontSize)))"
)


@pytest.mark.slow
@pytest.mark.browser
def test_on_paper_a_brief_is_one_sheet_and_the_talk_at_most_two(browser, tmp_path):
    facts = {
        "revenue": [{"year": year, "amount": 1e6, "currency": "EUR"} for year in (2024, 2025)],
        "whitespace": PLAN["whitespace"],
    }
    plans = {"full": full_plan() | facts, "ten": busy_plan(10, 5), "more": busy_plan(25, 9), "usual": PLAN | facts}
    for css in ("brief.css", "interview.css"):
        (tmp_path / css).write_bytes((files("kamdocs.handbook") / "assets" / css).read_bytes())
    sheets = sheets_of(write_handbook(tmp_path / "h", plans))
    with spoken("sl"):
        sheets["briefs/ten-sl"] = sheets_of(tmp_path / "h")["briefs/ten"]
    for path, html in ((one, sheets[one]) for one in sheets if one.startswith(("briefs/", "interviews/"))):
        file = tmp_path / f"{path.replace('/', '-')}.html"
        file.write_text(html.replace('href="/assets/', 'href="'), "utf-8")
        page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
        page.goto(f"file://{file}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(printed.pages) <= (1 if path.startswith("briefs/") else 2), path
        assert re.search(r"23\.? [Nn]ov\.? 2026", printed.pages[0].extract_text()), path
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(27, 31, 35)", path
        assert page.evaluate(SMALLEST) >= 10.6, path  # 8 pt
        page.close()
