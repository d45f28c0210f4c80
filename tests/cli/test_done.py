"""``kamdocs done`` as people run it."""

import pytest

from kamdocs.cli.meant import parted
from kamdocs.keeping.handbook import open_handbook
from tests.cli.changing import committed, git, handbook, plan  # noqa: F401
from tests.cli.commands import kamdocs  # noqa: F401


def test_a_promise_is_kept_today(kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("done", "zeleznik", "c2", cwd=handbook)
    assert ran.code == 0
    assert "accounts/zeleznik.yml:122" in ran.out
    assert "closes no gap" in ran.out
    old, new = "due: 2026-11-30}", "due: 2026-11-30, kept_on: 2026-11-23}"
    assert plan(handbook) == before.replace(old, new)


def test_a_dry_run_shows_the_diff_and_writes_nothing(kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("done", "Orodjarna", "price list", "--on", "yesterday", "--dry-run", cwd=handbook)
    assert ran.code == 0
    assert "kept_on: 2026-11-22" in ran.out
    assert plan(handbook) == before


def test_the_file_alone_is_committed(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    (handbook / "other.txt").write_text("mine\n", "utf-8")
    ran = kamdocs("done", "zeleznik", "c2", "--commit", cwd=handbook)
    assert ran.code == 0
    assert git(handbook, "log", "-1", "--format=%s").strip() == "Orodjarna Železnik d.o.o.: promise c2 is done"
    assert git(handbook, "status", "--porcelain").strip() == "?? other.txt"


def test_it_says_which_gap_closes(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("done", "zeleznik", "c2", "--as-of", "2026-12-07", cwd=handbook)
    assert "closes: commitment-overdue" in ran.out


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (("--at", "10:30"), "responded_at: 2026-11-23T10:30:00+01:00"),
        (("--on", "yesterday", "--at", "9:10"), "responded_at: 2026-11-22T09:10:00+01:00"),
        ((), "responded_at: 2026-11-23T13:00:00+01:00"),
    ],
)
def test_a_request_is_answered_at_a_time_of_the_handbook(arguments, written, kamdocs, handbook):  # noqa: F811
    path = handbook / "pyproject.toml"
    path.write_text('[tool.kamdocs]\ntimezone = "Europe/Ljubljana"\n', "utf-8")
    text = plan(handbook).replace(", responded_at: 2026-11-02T11:00:00+01:00", "")
    (handbook / "accounts" / "zeleznik.yml").write_text(text, "utf-8")
    ran = kamdocs("done", "zeleznik", "q1", *arguments, cwd=handbook)
    assert ran.code == 0
    assert written in plan(handbook)


def test_of_another_day_the_time_has_to_be_said(kamdocs, handbook):  # noqa: F811
    text = plan(handbook).replace(", responded_at: 2026-11-02T11:00:00+01:00", "")
    (handbook / "accounts" / "zeleznik.yml").write_text(text, "utf-8")
    for more in (("--on", "yesterday"), ("--as-of", "2026-11-20")):
        ran = kamdocs("done", "zeleznik", "q1", *more, cwd=handbook)
        assert ran.code == 2
        assert "--at" in ran.err


def test_what_is_done_already_is_told_since_when(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("done", "zeleznik", "c1", cwd=handbook)
    assert ran.code == 2
    assert "kept_on is 2026-03-13" in ran.err
    assert "--correct" in ran.err
    assert kamdocs("done", "zeleznik", "c1", "--on", "2026-03-12", "--correct", cwd=handbook).code == 0
    assert "kept_on: 2026-03-12" in plan(handbook)


def test_a_day_that_can_not_be_is_refused_and_nothing_is_written(kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    for day in ("2026-10-01", "2026-12-24"):  # before it was promised, and still to come
        ran = kamdocs("done", "zeleznik", "c2", "--on", day, cwd=handbook)
        assert ran.code == 1
        assert "nothing was written" in ran.err
    assert plan(handbook) == before


def test_an_opportunity_that_is_won_says_so(kamdocs, handbook, monkeypatch):  # noqa: F811
    assert kamdocs("done", "zeleznik", "o1", cwd=handbook).code == 2
    monkeypatch.setattr("kamdocs.cli.asking.at_terminal", lambda: True)
    monkeypatch.setattr("kamdocs.cli.asking.choose", lambda _question, choices: choices[0].value)
    ran = kamdocs("done", "zeleznik", "o1", cwd=handbook)
    assert ran.code == 0
    assert "note: whitespace still says in-pipeline of inserts" in ran.err
    assert "stage: won" in plan(handbook)


def test_the_customer_was_told_of_a_delay(kamdocs, handbook):  # noqa: F811
    path = handbook / "accounts" / "zeleznik.yml"
    path.write_text(plan(handbook).replace(", told_on: 2026-11-18", ""), "utf-8")
    ran = kamdocs("done", "zeleznik", "PO-2026/0045", "--told", cwd=handbook)
    assert ran.code == 0
    assert "closes: delay-not-told" in ran.out
    assert "told_on: 2026-11-23" in plan(handbook)


OPEN = ["e1", "c2", "n1", "4500031", "o1", "a1", "a2"]
"""What is not done yet of the reference account; promises kept, orders delivered, help given and the like are."""


def test_without_a_record_it_asks_for_one_of_those_that_are_open(kamdocs, handbook, monkeypatch):  # noqa: F811
    ran = kamdocs("done", "zeleznik", cwd=handbook)
    assert ran.code == 2
    assert "what is done?" in ran.err
    monkeypatch.setattr("kamdocs.cli.asking.at_terminal", lambda: True)
    asked = []

    def choose(_question, choices):
        asked.extend(one.told for one in choices)
        return next(one.value for one in choices if "(c2)" in one.told)

    monkeypatch.setattr("kamdocs.cli.asking.choose", choose)
    assert kamdocs("done", "zeleznik", cwd=handbook).code == 0
    assert "kept_on: 2026-11-23" in plan(handbook)
    assert [one.rpartition(" (")[2].partition(")")[0] for one in asked] == OPEN


def test_said_twice_it_writes_nothing_more_and_says_how_to_go_on(kamdocs, handbook):  # noqa: F811
    assert kamdocs("done", "zeleznik", "4500031", cwd=handbook).code == 0
    before = plan(handbook)
    ran = kamdocs("done", "zeleznik", "4500031", cwd=handbook)
    assert ran.code == 2
    assert "order 4500031: it is done already: delivered_on is 2026-11-23" in ran.err
    assert "--followed-up" in ran.err
    assert plan(handbook) == before
    assert kamdocs("done", "zeleznik", "4500031", "--followed-up", cwd=handbook).code == 0
    assert "followed_up_on: 2026-11-23" in plan(handbook)


def test_what_is_open_is_listed_with_what_is_written_then(kamdocs, handbook, monkeypatch):  # noqa: F811
    asked = []
    monkeypatch.setattr("kamdocs.cli.asking.at_terminal", lambda: True)
    monkeypatch.setattr("kamdocs.cli.asking.choose", lambda _question, choices: asked.extend(choices) or "0")
    kamdocs("done", "zeleznik", "--dry-run", cwd=handbook)
    told = [one.told for one in asked]
    assert "promise: New price list (c2), then kept_on: 2026-11-23" in told
    assert [one.rpartition(" (")[2].partition(")")[0] for one in told] == OPEN


def test_a_talk_is_told_to_be_one(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("done", "zeleznik", "interactions/i1", "--outcome", "Again", cwd=handbook)
    assert ran.code == 2
    assert "visit of 2026-11-12 (i1): outcome is written already" in ran.err


def test_a_number_that_is_not_there_takes_no_other_record(kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    for said in ("PO-1", "45", "31", "PO-2026"):
        assert kamdocs("done", "zeleznik", said, cwd=handbook).code == 2
    assert plan(handbook) == before


def test_a_record_is_named_behind_the_account_as_well(kamdocs, handbook):  # noqa: F811
    assert kamdocs("done", "zeleznik/c2", cwd=handbook).code == 0
    assert "kept_on: 2026-11-23}" in plan(handbook)
    assert kamdocs("remove", "zeleznik/r1", "--yes", cwd=handbook).code == 0
    assert kamdocs("left", "zeleznik/rok-zajc", "--successor", "none", cwd=handbook).code == 0
    assert "left_on: 2026-11-23" in plan(handbook)


def test_a_name_with_a_slash_of_its_own_is_one_name(handbook):  # noqa: F811
    path = handbook / "accounts" / "zeleznik.yml"
    path.write_text(plan(handbook).replace("name: Orodjarna Železnik d.o.o.", "name: Hansen A/S", 1), "utf-8")
    opened = open_handbook(handbook)
    assert parted(opened, "Hansen A/S", None) == ("Hansen A/S", None)
    assert parted(opened, "Hansen/c2", None) == ("Hansen", "c2")
    assert parted(opened, "accounts/zeleznik.yml", None) == ("accounts/zeleznik.yml", None)
