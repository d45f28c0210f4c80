"""The meeting brief: what is on it, and that it has an end."""

import re
from datetime import date

import pytest

from kamdocs.handbook import make_pages
from kamdocs.handbook.answers import Answers
from kamdocs.handbook.questions import questions
from kamdocs.handbook.words import clipped
from tests.handbook.feeds.full import full_plan
from tests.handbook.feeds.views import ROOT_FOLDER, sheets_of, view_of
from tests.handbook.test_pages import evil_plan
from tests.plans import write_handbook


def part(html, title):
    found = re.search(rf"<h2>{title}</h2>(.*?)</section>", html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


def asked_of(view, findings=()):
    answers = Answers(view.case(view.standings["x"].account), view.as_of, complete=True)
    return questions(answers, findings)


@pytest.fixture(scope="module")
def brief():
    return sheets_of(ROOT_FOLDER)["briefs/zgledna-orodjarna"]


def test_it_says_what_one_needs_at_the_table(brief):
    assert "Marko Železnik Managing director +386 40 000 001 management decides supporter" in part(
        brief, "Who you meet"
    )
    assert "Nada Vidmar" not in brief  # who left is not met
    assert "Two late deliveries in January" in part(brief, "What bothers them")
    assert "A stock of blanks" not in brief  # decided
    assert "New price list 30 Nov 2026 · Luka Župan → Petra Čuk" in part(brief, "What we promised")
    assert "Weekly delivery forecast" not in brief  # kept
    assert "9 Dec 2026 delivery: order PO-2026/0045" in part(brief, "What is open")
    assert "Do they still need this: Shorter tool changeovers?" in part(brief, "What to ask")
    assert "12 Nov 2026 visit (order), our initiative Petra Čuk +2 Samples of the inserts wanted" in part(
        brief, "Last contacts"
    )
    assert 'As of <time datetime="2026-11-23">' in brief
    assert 'href="/accounts/zgledna-orodjarna"' in brief
    assert 'href="/assets/brief.css"' in brief


def test_long_lists_end_with_how_many_more_there_are(tmp_path):
    html = sheets_of(write_handbook(tmp_path, {"x": full_plan()}))["briefs/x"]
    assert part(html, "What we promised").endswith("and 27 more")
    assert part(html, "Who you meet").endswith("and 24 more")
    assert part(html, "What to ask").count("Was everything right with order") == 2
    assert len(html) < 20_000


def test_an_empty_plan_has_a_brief_and_an_unreadable_one_has_none(tmp_path):
    sheets = sheets_of(write_handbook(tmp_path, {"x": {}, "y": "name: [\n"}))
    assert part(sheets["briefs/x"], "Who you meet") == "Nobody is in the plan."
    assert "briefs/y" not in sheets


def test_a_hostile_plan_stays_text(tmp_path):
    html = sheets_of(write_handbook(tmp_path, {"x": evil_plan()}))["briefs/x"]
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in re.sub(r">[^<]*<", "><", html)


def test_a_bother_that_was_answered_is_asked_about(tmp_path):
    plan = {
        "satisfaction": [{"id": "s", "date": date(2026, 10, 1), "method": "workshop", "bothers": [{"id": "b", "text": "Late calls", "action": "a"}]}],
        "actions": [{"id": "a", "text": "Call at nine", "status": "done", "done_on": date(2026, 10, 9)}],
    }  # fmt: skip
    view = view_of(write_handbook(tmp_path, {"x": plan}))
    assert asked_of(view) == ["Has this become better: Late calls?"]


SAID = {"id": "b", "text": "Late calls", "action": "a"}
REVIEW = {"id": "s", "date": date(2026, 10, 1), "method": "workshop", "bothers": [SAID]}
CALL = {"id": "a", "text": "Call at nine", "owner": "ana.novak", "added_on": date(2026, 9, 1)}


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ({"status": "open"}, "Late calls bothers them · 1 Oct 2026 → Call at nine"),
        ({"status": "done", "done_on": date(2026, 10, 9)}, None),
        ({"status": "dropped"}, "Late calls bothers them · 1 Oct 2026 → Call at nine dropped, nothing answers it"),
        ({"status": "done", "done_on": date(2026, 9, 9)}, "Late calls bothers them · 1 Oct 2026 → Call at nine done, nothing answers it"),
    ],
)  # fmt: skip
def test_one_answer_is_told_on_the_brief_the_page_and_the_picture(tmp_path, action, told):
    plan = {"satisfaction": [REVIEW], "actions": [CALL | action]}
    view = view_of(write_handbook(tmp_path, {"x": plan}))
    bothers = part(sheets_of(tmp_path)["briefs/x"], "What bothers them")
    assert bothers == (told or "Nothing that is open is recorded.")
    page = next(page for page in make_pages(view) if page.path == "accounts/x")
    shown = next(str(one.html) for one in page.sections if one.heading.title.startswith("What bothers"))
    stale = bool(told) and "nothing answers it" in told
    assert ("nothing answers it" in shown, "not answered" in shown) == (stale, stale)
    assert asked_of(view) == ([] if told else ["Has this become better: Late calls?"])
    assert any(one.gap.check == "KAM103" for one in view.findings["x"]) == stale


def test_what_is_decided_bothers_no_longer_and_a_bother_without_anything_says_so(tmp_path):
    bothers = [{"id": "b", "text": "Late calls", "decision": "Not now"}, {"id": "m", "text": "Long forms"}]
    html = sheets_of(write_handbook(tmp_path, {"x": {"satisfaction": [{**REVIEW, "bothers": bothers}]}}))["briefs/x"]
    assert part(html, "What bothers them") == "Long forms bothers them · 1 Oct 2026 → nothing yet"


def test_what_they_wait_to_hear_is_on_the_brief(tmp_path):

    def claim(text, status, **more):
        days = {"received_on": date(2026, 10, 2), "resolved_on": date(2026, 10, 5)}
        return {"id": text.lower(), "kind": "claim", "text": text, "status": status, **days, **more}

    plan = {
        "nonconformities": [
            claim("Rust", "rejected"),
            claim("Dents", "rejected", rejected_because="Their crane", told_on=date(2026, 10, 5)),
            claim("Labels", "resolved", dissatisfied_on=date(2026, 10, 9)),
            claim("Noise", "closed", dissatisfied_on=date(2026, 10, 5), confirmed_by_customer_on=date(2026, 10, 9)),
        ],
        "contract": {"start": date(2025, 1, 1), "ended_on": date(2026, 6, 30)},
        "stakeholders": [{"id": "petra", "name": "Petra Čuk"}],
        "requests": [
            {"id": "r1", "received_at": "2026-11-02T09:00:00+01:00", "subject": "Drawing", "from": "petra", "urgent": True},
            {"id": "r2", "received_at": "2026-11-03T09:00:00+01:00", "responded_at": "2026-11-03T10:00:00+01:00", "subject": "Prices"},
        ],
        "orders": [
            {"id": "o1", "number": "PO 1", "status": "delayed", "ordered_on": date(2026, 9, 1), "promised_on": date(2026, 12, 1), "delays": [{"known_on": date(2026, 10, 5), "to": date(2026, 12, 9)}]},
            {"id": "o2", "status": "delivered", "ordered_on": date(2026, 1, 1), "promised_on": date(2026, 2, 1), "delivered_on": date(2026, 2, 9), "delays": [{"known_on": date(2026, 1, 20)}]},
            {"id": "o3", "status": "on-hold", "ordered_on": date(2026, 1, 1), "promised_on": date(2026, 2, 1), "delays": [{"known_on": date(2026, 10, 5)}]},
        ],
        "commitments": [{"id": "c", "text": "Prices", "made_on": date(2026, 10, 5), "by": "ana.novak", "due": date(2026, 12, 1), "first_due": date(2026, 11, 1)}],
    }  # fmt: skip
    html = sheets_of(write_handbook(tmp_path, {"x": plan}))["briefs/x"]
    assert part(html, "What bothers them") == (
        "Labels claim, not satisfied · 9 Oct 2026 nothing answers it "
        "Rust claim, rejected · 5 Oct 2026 no reason is given, customer not told"
    )
    assert part(html, "What is open") == (
        "30 Jun 2026 contract: ended 2 Nov 2026 urgent request: Drawing, Petra Čuk waits for an answer "
        "5 Oct 2026 delay: order PO 1 customer not told 1 Feb 2026 on hold: order o3: ask whether it still has to wait "
        "1 Dec 2026 delivery: order PO 1"
    )
    assert part(html, "What to ask").startswith(
        "What do they say to it that we reject this: Rust? What is still not right with this: Labels?"
    )
    assert "1 Dec 2026 (first promised for 1 Nov 2026 )" in part(html, "What we promised")


def test_a_question_calls_its_record_by_what_it_says(tmp_path):
    plan = {
        "stakeholders": [{"id": "p1", "name": "Petra Čuk", "added_on": date(2026, 8, 1)}],
        "needs": [{"id": "n1", "text": "Less noise", "status": "open"}],
        "expectations": [{"id": "e1", "text": "On time", "importance": "high", "fulfilment": "not-met", "as_of": date(2026, 2, 1)}],
        "help": [{"id": "h1", "topic": "A notary", "asked_on": date(2026, 9, 1), "answered_on": date(2026, 9, 2)}],
        "nonconformities": [{"id": "q1", "kind": "remark", "status": "resolved", "text": "Wrong label", "received_on": date(2026, 9, 1), "resolved_on": date(2026, 9, 9)}],
        "satisfaction": [{"id": "s1", "date": date(2026, 9, 1), "method": "survey", "misses": [{"id": "b1", "text": "Samples"}]}],
        "decision_areas": ["finance"],
        "interactions": [{"id": "i1", "date": date(2026, 11, 10), "kind": "email", "by": ["ana.novak"], "initiated_by": "us"}],
    }  # fmt: skip
    view = view_of(write_handbook(tmp_path, {"x": plan}))
    asked = asked_of(view, view.open_gaps("x"))
    for question in (
        "Can we meet Petra Čuk, who is new?",
        "Do they still need this: Less noise?",
        "What is still missing here: On time?",
        "Did our answer help them with this: A notary?",
        "Are they satisfied with how this was settled: Wrong label?",
        "What would put this right: Samples?",
        "Whom can we meet in this area: finance?",
    ):
        assert question in asked


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [("short", 9, "short"), ("one two three", 9, "one two…"), ("unbreakable", 6, "unbre…"), ("a\n b", 9, "a b"), ("one, two", 7, "one…")],
)  # fmt: skip
def test_texts_are_clipped_after_a_word(text, length, cut):
    assert clipped(text, length) == cut
