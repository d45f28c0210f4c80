"""What was known, opened, closed and kept in each period."""

import csv
import io
import json

import jsonschema
import pytest

from kamdocs.history import find_story, history_csv, history_json, history_text
from kamdocs.language import spoken
from kamdocs.schema import schema_folder
from tests.history.repositories import PROMISE, Repository
from tests.plans import ROOT

SCHEMA = jsonschema.Draft202012Validator(
    json.loads((schema_folder() / "history.schema.json").read_text("utf-8")), format_checker=jsonschema.FormatChecker()
)


@pytest.fixture
def repository(tmp_path):
    """A handbook whose only check of plans is that promises are kept (KAM301)."""
    return Repository(tmp_path / "h", settings=only("commitment-overdue"))


def only(*names):
    from kamdocs.rules.catalogue import CHECKS

    quiet = "".join(
        f'"{check.name}" = {{enabled = false}}\n'
        for check in CHECKS
        if check.name not in names and not check.code.startswith("DOC")
    )
    return f'timezone = "Europe/Ljubljana"\n[tool.kamdocs.checks]\n{quiet}'


def rows(history):
    return [
        (str(row.until), row.accounts, sum(row.open.values()), row.opened, row.closed, row.not_assessed)
        for row in history.rows
    ]


def test_a_gap_opens_by_the_calendar_and_closes_by_what_was_written(repository):
    repository.put("x", commitments=[PROMISE]).commit("2026-01-10")
    repository.put("x", commitments=[{**PROMISE, "kept_on": "2026-03-05"}]).commit("2026-03-07")
    history = repository.history("2026-03-20")
    assert rows(history) == [
        ("2026-01-31", 1, 0, None, None, 0),
        ("2026-02-28", 1, 1, 1, 0, 0),
        ("2026-03-20", 1, 0, 0, 1, 0),
    ]
    (lasting,) = history.lasting
    assert (lasting.check.code, lasting.closed, lasting.days, lasting.still_open) == ("KAM301", 1, 19, 0)
    kept = [(row.dealt.promises.in_time, row.dealt.promises.late) for row in history.rows]
    assert kept == [(0, 0), (0, 1), (0, 0)]


def test_what_is_written_later_does_not_change_what_was_known(repository):
    repository.put("x", commitments=[PROMISE]).commit("2026-01-10")
    repository.put("x", commitments=[{**PROMISE, "kept_on": "2026-02-10"}]).commit("2026-03-07")
    history = repository.history("2026-03-20")
    assert [row[2] for row in rows(history)] == [0, 1, 0]
    assert history.rows[1].dealt.promises.late == 1


def test_what_is_open_still_is_told_apart(repository):
    repository.put("x", commitments=[PROMISE]).commit("2026-01-10")
    (lasting,) = repository.history("2026-03-20").lasting
    assert (lasting.closed, lasting.days, lasting.still_open, str(lasting.oldest)) == (0, None, 1, "2026-02-16")


def test_an_account_that_is_renamed_opens_and_closes_nothing(repository):
    repository.put("x", commitments=[PROMISE]).commit("2026-01-10")
    repository.git("mv", "accounts/x.yml", "accounts/y.yml")
    repository.put("y", former_ids=["x"], commitments=[PROMISE]).commit("2026-03-07")
    assert rows(repository.history("2026-03-20"))[-1] == ("2026-03-20", 1, 1, 0, 0, 0)


def test_nor_does_a_rename_that_is_not_committed_yet(repository):
    repository.put("x", commitments=[PROMISE]).commit("2026-01-10")
    repository.take_out("x").put("y", former_ids=["x"], commitments=[PROMISE])
    assert rows(repository.history("2026-03-20"))[-1] == ("2026-03-20", 1, 1, 0, 0, 0)
    assert rows(repository.history("2026-03-20", account="y"))[-1][:3] == ("2026-03-20", 1, 1)
    assert repository.history("2026-03-20", account="nobody").lasting == ()


def test_a_plan_that_nobody_can_read_is_never_fine(repository):
    repository.put("x", commitments=[PROMISE]).commit("2026-01-10")
    repository.put("x", "name: [").commit("2026-03-07")
    repository.put("x", commitments=[{**PROMISE, "kept_on": "2026-04-02"}]).commit("2026-04-03")
    history = repository.history("2026-04-20")
    assert [row[-1] for row in rows(history)] == [0, 0, 1, 0]
    assert history.rows[2].closed == 0
    assert (history.rows[3].closed, history.rows[3].open["error"]) == (2, 0)  # the promise, and the file itself
    assert {one.check.code: one.days for one in history.lasting} == {"KAM301": 46, "DOC001": 27}


def test_a_waiver_closes_nothing_and_ends_by_the_calendar(repository):
    waiver = {"check": "commitment-overdue", "reason": "agreed", "until": "2026-03-25", "by": "ana.novak"}
    repository.put("x", commitments=[PROMISE]).commit("2026-01-10")
    repository.put("x", commitments=[PROMISE], waivers=[waiver]).commit("2026-03-02")
    weeks = repository.history("2026-03-29", since="2026-02-20", every="week")
    assert [(row[0], row[2], row[3], row[4]) for row in rows(weeks)] == [
        ("2026-02-22", 1, 1, 0),
        ("2026-03-01", 1, 0, 0),
        ("2026-03-08", 0, 0, 0),
        ("2026-03-15", 0, 0, 0),
        ("2026-03-22", 0, 0, 0),
        ("2026-03-29", 2, 1, 0),  # the waiver that lapsed is one more
    ]


def test_an_account_that_is_taken_out_closed_nothing(repository):
    repository.put("x", commitments=[PROMISE]).put("y").commit("2026-01-10")
    repository.take_out("x").commit("2026-03-07")
    history = repository.history("2026-03-20")
    assert rows(history)[-1] == ("2026-03-20", 1, 0, 0, 0, 0)
    assert history.lasting == ()


def test_the_last_row_is_of_the_files_as_they_are(repository):
    repository.put("x").commit("2026-01-10")
    repository.put("x", commitments=[PROMISE]).put("new", commitments=[PROMISE])
    assert rows(repository.history("2026-03-20"))[-1] == ("2026-03-20", 2, 2, 2, 0, 0)
    assert rows(repository.history("2026-01-09")) == [("2026-01-09", 2, 0, None, None, 0)]


def test_a_file_that_is_gone_and_not_committed_yet_is_gone(repository):
    repository.put("x", commitments=[PROMISE]).put("y").commit("2026-01-10")
    repository.take_out("x")
    assert rows(repository.history("2026-03-20"))[-1] == ("2026-03-20", 1, 0, 0, 0, 0)


def test_a_file_that_can_not_be_read_now_is_not_assessed(repository):
    repository.put("x", commitments=[PROMISE]).commit("2026-01-10")
    path = repository.folder / "accounts" / "x.yml"
    path.unlink()
    path.symlink_to("/nowhere/x.yml")
    assert rows(repository.history("2026-03-20"))[-1] == ("2026-03-20", 1, 1, 1, 0, 1)


def test_a_check_of_today_that_fails_is_said(tmp_path):
    working = (ROOT / "docs" / "examples" / "our_checks.py").read_text("utf-8")
    (tmp_path / "h").mkdir()
    failing = working.replace("    visits = ", '    raise ValueError("x")\n    visits = ')
    (tmp_path / "h" / "checks_that_fail.py").write_text(failing, "utf-8")
    repository = Repository(tmp_path / "h", settings='custom_checks = ["checks_that_fail"]\n')
    repository.put("x").commit("2026-01-10")
    told = "checks failed on 2 versions of plans: gaps may be missing there"
    assert repository.history("2026-01-20").notes[-1] == told


def test_a_day_that_git_knows_more_of_is_as_it_was_known_then(repository):
    repository.put("x", commitments=[PROMISE]).commit("2026-01-10")
    repository.put("x").put("y").commit("2026-03-07")
    assert rows(repository.history("2026-02-20"))[-1] == ("2026-02-20", 1, 1, 1, 0, 0)


def test_requests_contacts_and_releases(repository):
    asked = {"id": "q1", "received_at": "2026-01-12T09:00:00+01:00", "subject": "Offer"}
    answered = {**asked, "id": "q2", "responded_at": "2026-01-12T10:00:00+01:00"}
    talk = {"id": "i1", "date": "2026-01-20", "kind": "call", "by": ["ana.novak", "luka.zupan"]}
    released = {**PROMISE, "id": "c2", "released_on": "2026-02-01"}
    kept = {**PROMISE, "id": "c3", "kept_on": "2026-02-15"}
    repository.put(
        "x",
        commitments=[PROMISE, released, kept],
        requests=[asked, answered],
        interactions=[talk, {**talk, "id": "i2", "date": "2026-02-01", "by": ["ana.novak"]}],
    ).commit("2026-01-10")
    first, second = repository.history("2026-02-28").rows
    assert (first.dealt.requests.in_time, first.dealt.requests.late) == (1, 1)
    assert (second.dealt.promises.in_time, second.dealt.promises.late) == (1, 1)
    assert (first.dealt.contacts, first.dealt.by) == (1, {"ana.novak": 1, "luka.zupan": 1})
    assert second.dealt.by == {"ana.novak": 1}


def test_one_account(repository):
    repository.put("x", commitments=[PROMISE]).put("y", commitments=[PROMISE]).commit("2026-01-10")
    assert rows(repository.history("2026-03-20", account="x"))[-1][:3] == ("2026-03-20", 1, 1)


def test_gaps_of_parents_are_left_out(tmp_path):
    repository = Repository(tmp_path / "h")
    repository.put("x", parent="gone").commit("2026-01-10")
    history = repository.history("2026-01-20")
    assert not [one for one in history.lasting if one.check.code == "DOC003"]
    assert "left out" in history.notes[0]


def test_a_huge_file_is_not_assessed(repository):
    repository.put("x", "# " + "x" * (5 * 1024 * 1024)).commit("2026-01-10")
    assert repository.history("2026-01-20").rows[-1].not_assessed == 1


def test_a_plan_is_judged_in_its_old_folder_too(repository):
    repository.put("north/x", commitments=[PROMISE]).commit("2026-01-10")
    repository.take_out("north/x").put("x", commitments=[PROMISE]).commit("2026-03-01")
    assert [row[1:3] for row in rows(repository.history("2026-03-20"))] == [(1, 0), (1, 1), (1, 1)]
    assert find_story(repository.stories(), "x").ids == ("x",)


def test_the_formats(repository):
    repository.put("x", commitments=[PROMISE], interactions=[
        {"id": f"i{number}", "date": "2026-02-01", "kind": "call", "by": [f"p{number}"]} for number in range(12)
    ]).commit("2026-01-10")  # fmt: skip
    repository.put("x", "name: [").commit("2026-03-02")
    history = repository.history("2026-03-20")
    told = json.loads(history_json(history))
    SCHEMA.validate(told)
    assert [row["opened"] for row in told["rows"]] == [None, 1, 1]
    table = list(csv.DictReader(io.StringIO(history_csv(history))))
    assert (table[1]["errors"], table[0]["opened"], table[2]["not_assessed"]) == ("13", "", "1")
    assert all(cell == "" or cell[0].isdigit() for row in table for cell in row.values())
    text = history_text(history)
    assert max(map(len, text.splitlines())) <= 100
    assert "unread" in text.splitlines()[0]
    assert "and 2 more" in text
    with spoken("sl"):
        assert "31. 1. 2026" in history_text(history)


def test_a_history_without_accounts(repository):
    repository.commit("2026-01-10")
    history = repository.history("2026-01-20")
    assert rows(history) == [("2026-01-20", 0, 0, None, None, 0)]
    assert history_text(history)
