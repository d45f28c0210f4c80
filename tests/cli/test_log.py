"""Logging talks, and the daily words for what comes of them."""

import pytest
import yaml

from tests.cli.changing import committed, git, handbook, plan  # noqa: F401 (a fixture)
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.cli.test_keeping import told  # noqa: F401 (a fixture)


def newest(folder, name, one=None):
    records = yaml.safe_load(plan(folder))[name]
    return records[-1] if one is None else next(record for record in records if record["id"] == one)


def plain(record):
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in record.items()}


WORDS = {
    "log": (
        ("visit", "--with", "petra,kos", "--outcome", "Samples wanted", "--theirs", "--on", "20.11.", "--by", "me,luka"),
        "interactions",
        {"id": "i3", "date": "2026-11-20", "kind": "visit", "with": ["petra-cuk", "joze-kos"],
         "by": ["ana.novak", "luka.zupan"], "initiated_by": "customer", "outcome": "Samples wanted"},
    ),
    "review": (
        ("review", "--purpose", "pregled"), "interactions",
        {"id": "i3", "date": "2026-11-23", "kind": "business-review", "by": ["ana.novak"], "initiated_by": "us",
         "purpose": "review"},
    ),
    "complaint": (
        ("Hardness: lot 71", "--from", "petra", "--severity", "velika" if False else "major", "--acknowledged", "today"),
        "nonconformities",
        {"id": "nc2", "kind": "complaint", "severity": "major", "status": "received", "text": "Hardness: lot 71",
         "received_on": "2026-11-23", "received_from": "petra-cuk", "owner": "ana.novak",
         "acknowledged_on": "2026-11-23"},
    ),
    "need": (
        ("A stock", "--from", "marko", "--confirmed", "yesterday"), "needs",
        {"id": "n2", "text": "A stock", "added_on": "2026-11-23", "source": "marko-zeleznik",
         "confirmed_on": "2026-11-22", "status": "open"},
    ),
    "opportunity": (
        ("Hardening", "--offering", "heat", "--unit", "plant", "--need", "changeovers", "--value", "90k", "--close", "31.1."),
        "opportunities",
        {"id": "o2", "title": "Hardening", "offering": "heat-treatment", "unit": "plant", "need": "n1", "stage": "idea",
         "value": 90000, "currency": "EUR", "added_on": "2026-11-23", "expected_close": "2027-01-31"},
    ),
    "action": (
        ("Send a list", "--owner", "luka", "--due", "+2w", "--serves", "expan"), "actions",
        {"id": "a3", "text": "Send a list", "owner": "luka.zupan", "added_on": "2026-11-23", "due": "2026-12-07",
         "status": "open", "serves": "expansion"},
    ),
    "help-asked": (
        ("Who rents cranes", "--from", "kos", "--answered", "today", "--outcome", "referred"), "help",
        {"id": "h2", "asked_on": "2026-11-23", "from": "joze-kos", "topic": "Who rents cranes",
         "answered_on": "2026-11-23", "outcome": "referred"},
    ),
    "order": (
        ("PO-2026/0061", "--promised", "5.12.", "--amount", "61.000,00 EUR", "--text", "Inserts"), "orders",
        {"id": "po-2026-0061", "number": "PO-2026/0061", "text": "Inserts", "status": "confirmed",
         "ordered_on": "2026-11-23", "promised_on": "2026-12-05", "amount": 61000, "currency": "EUR"},
    ),
    "person": (
        ("Ana Brod", "--area", "it", "--role", "decider,user", "--known-by", "luka", "--phone", "+386 1 200 30 40"),
        "stakeholders",
        {"id": "ana-brod", "name": "Ana Brod", "area": "it", "buying_roles": ["decider", "user"],
         "relationship_owner": "luka.zupan", "phone": "+386 1 200 30 40", "added_on": "2026-11-23"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_each_word_writes_its_record(kamdocs, handbook, word):  # noqa: F811
    committed(handbook)
    said, name, record = WORDS[word]
    ran = kamdocs("log" if word == "review" else word, "zeleznik", *said, cwd=handbook)
    assert ran.code == 0, ran.err
    assert plain(newest(handbook, name, record["id"])) == record
    lines = git(handbook, "diff", "--numstat").split()
    assert lines[1] == "0"  # nothing was taken away
    assert kamdocs("check", "--select", "DOC", cwd=handbook).code == 0


def test_a_next_step_becomes_an_action(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    ran = kamdocs(
        "log", "zeleznik", "visit", "--with", "petra", "--purpose", "complaint", "--outcome", "Angry", "--next", "Call her",
        "--due", "friday", "--owner", "luka", "--commit", cwd=handbook,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert plain(newest(handbook, "actions", "a3")) == {
        "id": "a3", "text": "Call her", "owner": "luka.zupan", "added_on": "2026-11-23", "due": "2026-11-27",
        "status": "open", "serves": "nonconformities",
    }  # fmt: skip
    assert ran.out.count("accounts/zeleznik.yml:") == 2
    words = git(handbook, "log", "-1", "--format=%s").strip()
    assert words == "Orodjarna Železnik d.o.o.: visit of 2026-11-23"
    ran = kamdocs("log", "zeleznik", "call", "--next", "Call", "--serves", "e1", cwd=handbook)
    assert newest(handbook, "actions", "a4")["serves"] == "e1"
    ran = kamdocs("log", "zeleznik", "meeting", "--next", "Call", cwd=handbook)
    assert newest(handbook, "actions", "a5")["serves"] == "relationship"


def test_a_due_day_without_a_step_is_refused(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("log", "zeleznik", "call", "--by", "ana", "--due", "friday", cwd=handbook)
    assert ran.code == 2
    assert "--due belongs to a next step" in ran.err


def test_a_request_tells_when_it_came_and_was_answered(kamdocs, handbook):  # noqa: F811
    (handbook / "pyproject.toml").write_text('[tool.kamdocs]\ntimezone = "Europe/Ljubljana"\n', "utf-8")
    ran = kamdocs("request", "zeleznik", "Lot 88", "--from", "petra", "--urgent", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "received_at: 2026-11-23T13:00:00+01:00" in ran.out
    assert "urgent: true" in ran.out
    ran = kamdocs(
        "request", "zeleznik", "Lot 88", "--on", "20.11.", "--at", "9:10", "--answered", "11:00", cwd=handbook
    )
    assert "received_at: 2026-11-20T09:10:00+01:00, responded_at: 2026-11-20T11:00:00+01:00" in ran.out
    ran = kamdocs("request", "zeleznik", "Lot 89", "--at", "9:10", "--answered", "now", cwd=handbook)
    assert "responded_at: 2026-11-23T13:00:00+01:00" in ran.out
    ran = kamdocs("request", "zeleznik", "Lot 88", "--on", "yesterday", cwd=handbook)
    assert (ran.code, "--at 9:10" in ran.err) == (2, True)


def test_an_interview_holds_what_they_said(kamdocs, handbook):  # noqa: F811
    ran = kamdocs(
        "interview", "zeleznik", "marko", "joze", "--bother", "joze: Late blanks", "--bother", "No lot: four times",
        "--miss", "A stock", "--praise", "marko: Advice", "--score", "marko=nps:8", "--by", "maja", cwd=handbook,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    found = next(one for one in yaml.safe_load(plan(handbook))["satisfaction"] if str(one["date"]) == "2026-11-23")
    assert found["respondents"] == ["marko-zeleznik", "joze-kos"]
    assert found["bothers"] == [
        {"id": "b2", "text": "Late blanks", "from": "joze-kos"}, {"id": "b3", "text": "No lot: four times"},
    ]  # fmt: skip
    assert found["misses"] == [{"id": "m2", "text": "A stock"}]
    assert found["praises"] == [{"text": "Advice", "from": "marko-zeleznik"}]
    assert found["scores"] == [{"stakeholder": "marko-zeleznik", "scale": "nps", "value": 8}]


def test_of_one_who_was_asked_all_was_said(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("interview", "zeleznik", "--miss", "A stock", "--score", "petra=csat:4", "--by", "ana", cwd=handbook)
    assert ran.code == 2  # who was asked is its argument
    ran = kamdocs("interview", "zeleznik", "petra", "--miss", "A stock", "--by", "ana", cwd=handbook)
    assert "text: A stock, from: petra-cuk" in ran.out
    ran = kamdocs("interview", "zeleznik", "petra", "--nothing", "--by", "ana", cwd=handbook)
    assert "none_stated: true" in ran.out


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (("--score", "marko"), "marko is no score"),
        (("--score", "marko=xyz:8"), "is no score"),
        (("--score", "qqqq=nps:8"), "nobody at this customer"),
        (("--nothing", "--bother", "x"), "--nothing says"),
    ],
)
def test_an_interview_that_contradicts_itself_is_refused(kamdocs, handbook, said, why):  # noqa: F811
    ran = kamdocs("interview", "zeleznik", "petra", "--by", "ana", *said, cwd=handbook)
    assert ran.code == 2
    assert why in ran.err


def test_nobody_is_written_down_twice_by_mistake(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("person", "zeleznik", "petra cuk", cwd=handbook)
    assert (ran.code, "kamdocs set zeleznik/petra-cuk" in ran.err) == (2, True)
    ran = kamdocs("person", "zeleznik", "Petra Čuk", "--anyway", cwd=handbook)
    assert ran.code == 0
    assert "id: petra-cuk-2" in ran.out


def test_on_a_terminal_a_talk_and_its_next_step_are_asked_for(kamdocs, handbook, told):  # noqa: F811
    told("1", "petra", "", "Samples wanted", "Send samples", "friday")
    ran = kamdocs("log", "zeleznik", "--by", "ana", cwd=handbook)
    assert ran.code == 0, ran.err
    assert newest(handbook, "interactions", "i3")["kind"] == "visit"
    assert str(newest(handbook, "actions", "a3")["due"]) == "2026-11-27"


def test_on_a_terminal_an_interview_asks_until_nothing_more_is_said(kamdocs, handbook, told):  # noqa: F811
    told("petra", "survey", "", "Late blanks", "", "", "The advice", "More", "")
    ran = kamdocs("interview", "zeleznik", "--by", "ana", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "Late blanks, from: petra-cuk" in ran.out
    assert "text: More" in ran.out
    assert "method: survey" in ran.out


def test_on_a_terminal_an_amount_brings_its_currency(kamdocs, handbook, told):  # noqa: F811
    told("77", "5.12.", "Inserts", "9000 CHF")
    ran = kamdocs("order", "zeleznik", cwd=handbook)
    assert ran.code == 0, ran.err
    assert plain(newest(handbook, "orders", "77")) | {} == {
        "id": "77", "text": "Inserts", "status": "confirmed", "ordered_on": "2026-11-23", "promised_on": "2026-12-05",
        "amount": 9000, "currency": "CHF",
    }  # fmt: skip


def test_the_line_that_is_told_keeps_the_next_step_and_the_switches(kamdocs, handbook):  # noqa: F811
    said = ("--with", "petra", "--by", "ana", "--theirs", "--next", "Send samples", "--due", "friday")
    ran = kamdocs("log", "zeleznik", *said, cwd=handbook)
    assert ran.code == 2
    line = "kamdocs log zeleznik … --with petra --by ana --theirs --next 'Send samples' --due friday"
    assert f"write: {line}" in ran.err


def test_what_says_the_same_is_not_written_twice_unless_it_is_said_to_be(kamdocs, handbook):  # noqa: F811
    for said in (
        ("complaint", "zeleznik", "Rust on lot 93", "--severity", "minor"),
        ("log", "zeleznik", "call", "--with", "petra,kos", "--outcome", "Agreed", "--by", "ana"),
        ("promise", "zeleznik", "Samples", "--to", "petra"),
        ("interview", "zeleznik", "petra", "--bother", "Late", "--by", "ana"),
    ):
        assert kamdocs(*said, cwd=handbook).code == 0
        before = plan(handbook)
        ran = kamdocs(*said, cwd=handbook)
        assert ran.code == 2
        assert "a record that says the same is there already" in ran.err
        assert "--anyway" in ran.err
        assert plan(handbook) == before
        assert kamdocs(*said, "--anyway", cwd=handbook).code == 0
        assert plan(handbook) != before
    for said in (
        ("log", "zeleznik", "call", "--with", "petra,kos", "--outcome", "Cancelled", "--by", "ana"),
        ("promise", "zeleznik", "Samples", "--on", "yesterday"),
        ("interview", "zeleznik", "petra", "--bother", "Dear", "--by", "ana"),
    ):
        assert kamdocs(*said, cwd=handbook).code == 0
