"""The meeting brief: what is on it, and that it has an end."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from kamdocs.handbook import make_pages, make_sheets
from kamdocs.handbook.answers import Answers
from kamdocs.handbook.questions import questions
from kamdocs.handbook.words import clipped
from kamdocs.rules.catalogue import CHECKS
from kamdocs.schema.audience import make_audience
from tests.handbook.feeds.full import busy_plan, full_plan
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
    assert part(brief, "Orders on their way") == (
        "PO-2026/0045, Inserts for the second mould: in execution · promised for 9 Dec 2026 "
        "(first promised for 5 Dec 2026 ) · told of the delay 18 Nov 2026"
    )
    assert "order" not in part(brief, "What is open")  # each thing once
    assert "Do they still need this: Shorter tool changeovers?" in part(brief, "What to ask")
    assert "12 Nov 2026 visit (order), our initiative Petra Čuk +2 Samples of the inserts wanted" in part(
        brief, "Last contacts"
    )
    assert 'As of <time datetime="2026-11-23">' in brief
    assert 'href="/accounts/zgledna-orodjarna"' in brief
    assert 'href="/assets/brief.css"' in brief


def test_long_lists_end_with_how_many_more_there_are(tmp_path):
    html = sheets_of(write_handbook(tmp_path, {"x": full_plan()}))["briefs/x"]
    for title, all_of_them in (("What bothers them", 90), ("What we promised", 30), ("What is open", 30)):
        shown = html.partition(f"<h2>{title}</h2>")[2].partition("</section>")[0].count("<li>")
        assert shown >= 2
        assert part(html, title).endswith(f"and {all_of_them - shown} more")
    rows = html.partition("<tbody>")[2].partition("</tbody>")[0].count("<tr>")
    assert part(html, "Who you meet").endswith(f"and {30 - rows} more")
    assert len(html) < 22_000


def test_a_short_plan_is_told_whole_and_a_long_one_is_cut_by_the_room_there_is(tmp_path):
    plans = {
        "short": {"commitments": full_plan(5)["commitments"]},
        "long": {"commitments": full_plan(40)["commitments"]},
        "ten": busy_plan(10, 5),
        "more": busy_plan(25, 9),
    }
    sheets = sheets_of(write_handbook(tmp_path, plans))
    ways = {name: re.search(r'<main class="(\w+)">', sheets[f"briefs/{name}"])[1] for name in plans}
    assert ways == {"short": "roomy", "long": "roomy", "ten": "dense", "more": "tight"}
    for title in ("Who you meet", "What bothers them", "What we promised", "Orders on their way", "What is open"):
        assert "more" not in part(sheets["briefs/ten"], title), title
    assert "more" not in part(sheets["briefs/short"], "What we promised")
    assert part(sheets["briefs/long"], "What we promised").endswith("and 20 more")
    people = part(sheets["briefs/more"], "Who you meet")
    assert people.startswith("Person Area Attitude Which of us Last contact Bartholomäus")
    assert people.count("decides") == people.count("Bartholomäus") == 5
    assert people.rindex("decides") < people.index("Aleksandra")
    assert re.search(r"and 1\d more$", people)


FACTS = {
    "owner": "ana.novak", "deputy": "luka.zupan",
    "address": {"street": "Livarska 4 & 5", "postcode": "4220", "city": "Škofja Loka"},
    "revenue": [{"year": year, "amount": amount, "currency": "EUR"} for year, amount in ((2024, 1000), (2025, 900), (2026, 300))],
    "share_of_wallet": {"percent": 45, "as_of": date(2026, 3, 4), "source": "customer"},
    "contract": {"start": date(2025, 1, 1), "renewal_on": date(2027, 4, 1), "notice_days": 30, "auto_renew": True},
    "units": [{"id": "u", "name": "Plant"}],
    "whitespace": [
        {"offering": "hardened-steel", "unit": "u", "status": "owned", "as_of": date(2026, 6, 1)},
        {"offering": "heat-treatment", "unit": "u", "status": "competitor", "competitor": "Kalilnica X", "as_of": date(2026, 6, 1)},
    ],
    "stakeholders": [{"id": one, "name": f"Person {one}", "relationship_owner": "maja.kranjc"} for one in ("a", "b", "c")],
    "help": [
        {"id": "h1", "asked_on": date(2026, 5, 5), "from": "a", "topic": "A customs broker", "answered_on": date(2026, 5, 6), "outcome": "helped"},
        {"id": "h2", "asked_on": date(2026, 4, 5), "topic": "A notary"},
    ],
    "nonconformities": [
        {"id": "n1", "kind": "remark", "severity": "minor", "status": "received", "text": "Label", "received_on": date(2026, 11, 20)},
        {"id": "n2", "kind": "claim", "severity": "critical", "status": "received", "text": "Rust", "received_on": date(2026, 10, 1)},
    ],
}  # fmt: skip
AWAY = [
    {"id": "ana.novak", "name": "Ana Novak", "phone": "+386 1 000 77 01", "absences": [{"from": date(2026, 12, 20), "to": date(2026, 12, 30)}]},
    {"id": "luka.zupan", "name": "Luka Zupan", "absences": [{"from": date(2026, 11, 20), "to": date(2026, 11, 27), "cover": "ana.novak"}]},
    {"id": "maja.kranjc", "name": "Maja Kranjc", "absences": [{"from": date(2026, 10, 1), "to": date(2026, 10, 9)}, {"from": date(2027, 2, 1), "to": date(2027, 2, 9)}]},
]  # fmt: skip


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    folder = write_handbook(tmp_path_factory.mktemp("h"), {"x": FACTS})
    (folder / "accounts" / "_team.yml").write_text(yaml.safe_dump({"team": AWAY}), "utf-8")
    return folder


def test_what_the_cooperation_stands_on(known):
    html = sheets_of(known)["briefs/x"]
    assert part(html, "The cooperation") == (
        "Revenue 2025: 900\xa0EUR, 10 % less than in 2024; 2026 so far 300\xa0EUR; "
        "45 % of what they spend in our field (customer, 4 Mar 2026) "
        "Contract from 1 Jan 2025 · renewal 1 Apr 2027 · notice 30 days · renews itself · last day of notice 2 Mar 2027 "
        "They buy hardened-steel (Plant) At a competitor heat-treatment (Kalilnica X, Plant)"
    ).replace("\xa0", " ")
    link = re.search(r'<a class="map" href="([^"]+)" rel="noopener noreferrer">', html)
    assert link
    asked = parse_qs(urlsplit(link[1]).query)
    assert (urlsplit(link[1]).hostname, asked) == (
        "www.openstreetmap.org",
        {"query": ["Livarska 4 & 5, 4220 Škofja Loka"]},
    )


def test_whom_of_ours_to_call_and_who_stands_in(known):
    assert part(sheets_of(known)["briefs/x"], "Whom of ours to call") == (
        "owner Ana Novak +386 1 000 77 01 away 20 Dec 2026 to 30 Dec 2026 , nobody was named to stand in "
        "deputy Luka Zupan away until 27 Nov 2026 , Ana Novak stands in +386 1 000 77 01 "
        "looks after Person a, Person b +1 Maja Kranjc"
    )


def test_grave_complaints_and_help_that_waits_come_first(known):
    html = sheets_of(known)["briefs/x"]
    assert part(html, "What bothers them") == "Rust claim, critical · 1 Oct 2026 Label remark, minor · 20 Nov 2026"
    assert part(html, "Help they asked for") == (
        "A notary 5 Apr 2026 not answered A customs broker Person a · 5 May 2026 · helped"
    )


def test_who_isn_t_told_of_gaps_sees_records_and_nothing_reckoned(known):
    view = view_of(known, audience=make_audience("shareable", ["revenue", "team.absences", "help", "orders"]))
    sheets = {one.path: str(one.document) for one in make_sheets(view)}
    assert set(sheets) == {"briefs/x"}  # no sheet for the talk: it tells who was not asked
    assert "interviews/" not in sheets["briefs/x"]
    for claim in ("nobody was named to stand in", "not answered", "overdue", "never", "owner –"):
        assert claim not in sheets["briefs/x"]
    assert "10 % less than in 2024" in sheets["briefs/x"]


def test_an_empty_plan_has_a_brief_and_an_unreadable_one_has_none(tmp_path):
    sheets = sheets_of(write_handbook(tmp_path, {"x": {}, "y": "name: [\n"}))
    assert part(sheets["briefs/x"], "Who you meet") == "Nobody is in the plan."
    assert "briefs/y" not in sheets


def test_where_a_rule_is_not_checked_no_gap_is_known_and_not_none_open(tmp_path):
    settings = "".join(
        f"[tool.kamdocs.checks.{one.name}]\nenabled = false\n" for one in CHECKS if one.code[:3] == "KAM"
    )
    sheet = sheets_of(write_handbook(tmp_path, {"x": {}}, settings=settings))["briefs/x"]
    assert part(sheet, "Open gaps") == "No gap is known; not everything was assessed."


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
def test_one_answer_is_told_on_the_brief_and_the_page(tmp_path, action, told):
    plan = {"satisfaction": [REVIEW], "actions": [CALL | action]}
    view = view_of(write_handbook(tmp_path, {"x": plan}))
    bothers = part(sheets_of(tmp_path)["briefs/x"], "What bothers them")
    assert bothers == (told or "Nothing that is open is recorded.")
    page = next(page for page in make_pages(view) if page.path == "accounts/x")
    shown = next(str(one.html) for one in page.sections if one.heading.title.startswith("What they say"))
    stale = bool(told) and "nothing answers it" in told
    assert ("nothing answers it" in shown) == stale
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
        "30 Jun 2026 contract: ended 2 Nov 2026 urgent request: Drawing, Petra Čuk waits for an answer"
    )
    assert part(html, "Orders on their way") == (
        "PO 1: delayed · promised for 1 Dec 2026 · delay of 5 Oct 2026 customer not told "
        "o3: on hold · promised for 1 Feb 2026 · ask whether it still has to wait"
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
