"""``kamdocs set`` as people run it."""

import pytest

from tests.cli.changing import committed, git, handbook, plan  # noqa: F401
from tests.cli.commands import kamdocs  # noqa: F401


def test_fields_of_the_plan_are_set_and_nothing_else(kamdocs, handbook):  # noqa: F811
    before = plan(handbook).splitlines()
    ran = kamdocs("set", "zeleznik", "status=at risk", "skrbnik=Luka", cwd=handbook)
    assert ran.code == 0
    changed = [new for old, new in zip(before, plan(handbook).splitlines(), strict=True) if old != new]
    assert [one.split("#")[0].strip() for one in changed] == [
        "status: at-risk",
        "status_since: 2026-11-23",
        "owner: luka.zupan",
    ]


def test_a_moved_day_keeps_the_first(kamdocs, handbook):  # noqa: F811
    assert kamdocs("set", "zeleznik/c2", "due=11.12.", cwd=handbook).code == 0
    assert "due: 2026-12-11, first_due: 2026-11-30" in plan(handbook)


def test_a_moved_order_is_a_delay(kamdocs, handbook):  # noqa: F811
    arguments = ("promised_on=2026-12-16", "--told", "--reason", "Steel again", "--on", "yesterday")
    assert kamdocs("set", "zeleznik/4500031", *arguments, cwd=handbook).code == 0
    assert "{known_on: 2026-11-22, to: 2026-12-16, told_on: 2026-11-22, reason: Steel again}" in plan(handbook)


def test_a_slip_of_the_pen_is_written_over(kamdocs, handbook):  # noqa: F811
    assert kamdocs("set", "zeleznik/c2", "due=2026-12-11", "--correct", cwd=handbook).code == 0
    assert "first_due: 2026" not in plan(handbook)


def test_a_record_of_its_own_is_named_or_its_field(kamdocs, handbook):  # noqa: F811
    assert kamdocs("set", "zeleznik/contract", "notice_days=60", cwd=handbook).code == 0
    assert (
        kamdocs("set", "zeleznik", "contract.renewal_on=2028-01-01", "plan.reviewed_on=friday", cwd=handbook).code == 0
    )
    assert "renewal_on: 2028-01-01, notice_days: 60" in plan(handbook)
    assert "reviewed_on: 2026-11-20" in plan(handbook)


def test_fields_are_taken_out_and_lists_are_set(kamdocs, handbook):  # noqa: F811
    assert kamdocs("set", "zeleznik/marko-zeleznik", "phone=", "buying_roles=decider, approver", cwd=handbook).code == 0
    assert "+386 40 000 001" not in plan(handbook)
    assert "buying_roles: [decider, approver]" in plan(handbook)


def test_money_brings_its_currency(kamdocs, handbook):  # noqa: F811
    assert kamdocs("set", "zeleznik/o1", "value=120000 CHF", cwd=handbook).code == 0
    assert "value: 120000, currency: CHF" in plan(handbook)


def test_the_message_of_a_commit_holds_no_values_and_names_nobody(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    assert kamdocs("set", "zeleznik/Petra Čuk", "phone=+386 40 000 009", "--commit", cwd=handbook).code == 0
    assert git(handbook, "log", "-1", "--format=%s").strip() == "Orodjarna Železnik d.o.o.: person: phone"


@pytest.mark.parametrize(
    ("account", "fields", "told"),
    [
        ("zeleznik", ["tier"], "sets no field"),
        ("zeleznik", ["=key"], "sets no field"),
        ("zeleznik", ["tierr=key"], "tier"),
        ("zeleznik", ["tier=shiny"], "shiny"),
        ("zeleznik", ["website=https://zeleznik.example"], "nothing changes"),
        ("zeleznik", ["orders=x"], "list of records"),
        ("zeleznik/c99x", ["due=friday"], "c99x"),
        ("zeleznik/4500031", ["status=cancelled", "promised_on="], "can't be taken out"),
        ("nobody", ["tier=key"], "nobody"),
        ("zeleznik", ["orders="], "not taken out"),
        ("zeleznik/o1", ["stage=won", "--on", "yesterday"], "--on says nothing"),
        ("zeleznik/c2", ["due=11.12.", "--told"], "--told says nothing"),
        ("zeleznik/c2", ["due=11.12.", "--reason", "Steel"], "--reason says nothing"),
    ],
)
def test_what_can_not_be_set_is_told_with_a_hint(account, fields, told, kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("set", account, *fields, cwd=handbook)
    assert ran.code == 2
    assert told in ran.err
    assert "Hint: " in ran.err
    assert plan(handbook) == before


def test_the_message_of_a_commit_says_in_words_what_was_set(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    assert kamdocs("set", "zeleznik", "tier=key", "--on", "yesterday", "--commit", cwd=handbook).code == 0
    assert kamdocs("set", "zeleznik/c2", "due=11.12.", "--commit", cwd=handbook).code == 0
    assert kamdocs("set", "zeleznik/contract", "notice_days=60", "--commit", cwd=handbook).code == 0
    name = "Orodjarna Železnik d.o.o."
    said = [f"{name}: contract: notice_days", f"{name}: promise c2: due", f"{name}: tier"]
    assert git(handbook, "log", "-3", "--format=%s").splitlines() == said


def test_an_order_that_comes_earlier_is_told_to_be_no_delay(kamdocs, handbook):  # noqa: F811
    path = handbook / "accounts" / "zeleznik.yml"
    text = plan(handbook)
    begin, end = text.index("    delays:"), text.index("    last_checked_on: 2026-11-18")
    path.write_text(text[:begin] + text[end:], "utf-8")
    ran = kamdocs("set", "zeleznik/4500031", "promised_on=2026-12-01", cwd=handbook)
    assert ran.code == 0
    assert "note: an earlier day is no delay" in ran.err
    assert "promised_on: 2026-12-01" in plan(handbook)
    assert "known_on" not in plan(handbook).split("orders:")[-1]
