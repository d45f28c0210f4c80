"""The walk through what is missing, as somebody at a terminal goes through it."""

import io
import subprocess
from datetime import date

import pytest
import yaml

from kamdocs.cli import asking
from kamdocs.keeping.handbook import Handbook, open_handbook
from kamdocs.lint import Report
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import write_handbook

DAY = "2026-11-23"
PLAN = """\
name: Livarna Jug d.o.o.   # as they write it
status: active
tier: key
key_since: 2026-11-02
key_reason: revenue
owner: ana.novak
stakeholders:
  - {id: petra-cuk, name: Petra Čuk, added_on: 2026-11-02}
commitments:
  - {id: c1, made_on: 2026-11-03, by: ana.novak, text: New price list, due: 2026-11-10}
  - {id: c2, made_on: 2026-11-04, by: ana.novak, text: Drawings, due: 2026-11-12}
actions:
  - {id: a1, text: Visit them, owner: ana.novak, added_on: 2026-11-03, due: 2026-12-30, status: open}
"""


@pytest.fixture
def handbook(tmp_path):
    return write_handbook(tmp_path, {"livarna": PLAN})


class Typed(io.StringIO):
    """What somebody types; at its end the input is closed, or interrupted."""

    def __init__(self, *lines, interrupted=False):
        super().__init__("".join(f"{line}\n" for line in lines))
        self.interrupted = interrupted

    def readline(self, *args):
        line = super().readline(*args)
        if not line and self.interrupted:
            raise KeyboardInterrupt
        return line


@pytest.fixture
def walk(kamdocs, handbook, monkeypatch):  # noqa: F811
    """A function that walks through the handbook, typing lines."""
    monkeypatch.setattr(asking, "at_terminal", lambda: True)

    def run(*lines, args=(), interrupted=False):
        monkeypatch.setattr("sys.stdin", Typed(*lines, interrupted=interrupted))
        return kamdocs("walk", "--as-of", DAY, *args, cwd=handbook)

    return run


@pytest.fixture
def plan(handbook):
    """A function that gives the text of the plan."""
    return lambda: (handbook / "accounts" / "livarna.yml").read_text("utf-8")


def test_without_a_terminal_it_refuses(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("walk", "--as-of", DAY, cwd=handbook)
    assert ran.code == 2
    assert "kamdocs check lists the gaps" in ran.err


def test_a_gap_is_told_with_why_and_its_record_and_asks_one_question(walk, plan):
    ran = walk("q")
    assert ran.code == 0
    assert plan() == PLAN
    for words in (
        "Livarna Jug d.o.o.",
        "promised for 2026-11-10 and not kept: New price list",
        "open since 2026-11-11",
        "why: A promise is a promise",
        "to do: keep it and set kept_on",
        "accounts/livarna.yml:10",
        "{id: c1, made_on: 2026-11-03",
        "Was the promise kept?",
        "1  it was kept",
        "3  a new day is agreed",
    ):
        assert words in ran.out, words
    assert "0 gaps answered, 0 skipped" in ran.out


def test_an_answer_is_written_at_once_and_its_gap_is_not_asked_again(walk, plan):
    ran = walk("1", "yesterday", "q")
    assert plan() == PLAN.replace("due: 2026-11-10}", "due: 2026-11-10, kept_on: 2026-11-22}")
    assert "closes: commitment-overdue: promised for 2026-11-10" in ran.out
    assert ran.out.count("promised for 2026-11-10 and not kept: New price list  (") == 1
    assert "promised for 2026-11-12 and not kept: Drawings  (" in ran.out
    assert "1 gap answered" in ran.out
    assert "git commit -m 'Walk of 2026-11-23' -- accounts/livarna.yml" in ran.out


def test_enter_takes_today(walk, plan):
    walk("1", "", "q")
    assert "kept_on: 2026-11-23" in plan()


def test_a_new_day_keeps_the_first_one(walk, plan):
    walk("3", "15.12.", "q")
    assert "{id: c1, made_on: 2026-11-03, by: ana.novak, text: New price list, due: 2026-12-15," in plan()
    assert "first_due: 2026-11-10" in plan()


def test_skip_goes_on_and_back_comes_back(walk, plan):
    ran = walk("s", "b", "2", "", "q")
    assert ran.out.count("not kept: New price list  (") == 2
    assert ran.out.count("not kept: Drawings  (") == 2
    assert "due: 2026-11-10, released_on: 2026-11-23}" in plan()
    assert "1 gap answered, 0 skipped" in ran.out


def test_back_takes_back_what_was_written(walk, plan):
    ran = walk("1", "", "b", "y", "q")
    assert plan() == PLAN
    assert "taken back: accounts/livarna.yml is as it was" in ran.out
    assert ran.out.count("not kept: New price list  (") == 2
    assert "0 gaps answered" in ran.out


def test_back_may_leave_it_written(walk, plan):
    ran = walk("1", "", "b", "n", "q")
    assert "kept_on: 2026-11-23" in plan()
    assert "1 gap answered" in ran.out
    assert "b back" not in ran.out.rsplit("Was the promise kept?", 1)[1]


def test_what_somebody_else_wrote_since_is_not_taken_back(walk, plan, handbook, monkeypatch):
    file = handbook / "accounts" / "livarna.yml"

    def confirmed(_question, *, default=False):
        file.write_text(plan() + "# a colleague's\n", "utf-8")
        return True

    monkeypatch.setattr("kamdocs.cli.walking.confirm", confirmed)
    ran = walk("1", "", "b", "q")
    assert "kept_on" in plan()
    assert plan().endswith("# a colleague's\n")
    assert "was changed by somebody else meanwhile" in ran.err


def test_back_at_the_first_one_stays(walk, plan):
    ran = walk("b", "q")
    assert "this is the first one" in ran.out
    assert plan() == PLAN


@pytest.mark.parametrize("interrupted", [True, False], ids=["Ctrl-C", "the end of the input"])
@pytest.mark.parametrize("in_the_middle", [(), ("1",)], ids=["at a question", "within an answer"])
def test_nothing_is_lost_where_it_stops(walk, plan, interrupted, in_the_middle):
    ran = walk("1", "", *in_the_middle, interrupted=interrupted)
    assert ran.code == 130
    assert plan().count("kept_on: 2026-11-23") == 1
    assert "1 gap answered" in ran.out
    assert "git commit" in ran.out


def test_within_an_answer_one_goes_back_to_the_question(walk, plan):
    ran = walk("1", "<", "2", "", "q")
    assert ran.out.count("not kept: New price list  (") == 2
    assert "released_on: 2026-11-23" in plan()
    assert "c1" in plan()


def test_a_gap_is_waived_until_a_day_for_a_reason(walk, plan):
    ran = walk("w", "2026-11-01", "31.12.", "They move house", "ana.novak", "q")
    assert "2026-11-01 is over" in ran.out
    assert plan().startswith(PLAN)
    added = plan().removeprefix(PLAN)
    for words in ("check: commitment-overdue", "record: c1", "reason: They move house", "until: 2026-12-31",
                  "by: ana.novak"):  # fmt: skip
        assert words in added
    assert ran.out.count("not kept: New price list  (") == 1
    assert "1 gap answered" in ran.out


def sits_here(handbook):
    """Ana is whose address git knows."""
    team = "team: [{id: ana.novak, name: Ana Novak, email: ana@us.example}]\n"
    (handbook / "accounts" / "_team.yml").write_text(team, "utf-8")
    subprocess.run(["git", "init", "-q"], cwd=handbook, check=True)
    subprocess.run(["git", "config", "user.email", "ana@us.example"], cwd=handbook, check=True)


def test_by_whom_is_known_from_git(walk, plan, handbook):
    sits_here(handbook)
    walk("w", "31.12.", "They move house", "q", args=("--owner", "me"))
    assert "by: ana.novak" in plan().removeprefix(PLAN)


def test_what_is_wrong_is_told_and_asked_again(walk, plan):
    ran = walk("7", "1", "someday", "", "q")
    assert "7 is no answer here" in ran.out
    assert "someday is no day that is understood" in ran.out
    assert "kept_on: 2026-11-23" in plan()


def test_more_is_told_for_a_question_mark(walk):
    ran = walk("?", "q")
    assert "How to close" not in ran.out
    assert "kamdocs explain commitment-overdue" in ran.out
    assert "What we promised is kept by its day" in ran.out


def test_somebody_new_is_added_with_the_talk(walk, plan, handbook):
    text = PLAN.split("commitments:")[0].replace("key_since: 2026-11-02", "key_since: 2026-10-01")
    (handbook / "accounts" / "livarna.yml").write_text(text + "actions:" + PLAN.split("actions:")[1], "utf-8")
    before = _until(walk, "With whom did you speak")
    ran = walk(*before, "1", "+Jože Kos, 1", "call", "", "ana.novak", "", "They wait for an offer", "q")
    data = yaml.load(plan(), yaml.BaseLoader)
    assert data["stakeholders"][0] | data["stakeholders"][-1] == {
        "id": "joze-kos", "name": "Jože Kos", "added_on": "2026-11-23",
    }  # fmt: skip
    assert data["interactions"] == [{
        "id": "i1", "date": "2026-11-23", "kind": "call", "with": ["joze-kos", "petra-cuk"], "by": ["ana.novak"],
        "outcome": "They wait for an offer",
    }]  # fmt: skip
    assert "closes: account-silent" in ran.out


def _until(walk, question):
    """The skips that lead to a question."""
    return ["s"] * walk(*["s"] * 60).out.split(question)[0].count("your answer")


def test_a_record_of_a_list_is_chosen_by_its_number(walk, plan, handbook):
    (handbook / "accounts" / "livarna.yml").write_text(PLAN.replace("key_since: 2026-11-02", "key_since: 2026-01-05"))
    before = _until(walk, "Who decides about us?")
    ran = walk(*before, "1", "1", "user", "decider", "q")
    assert "1  {id: petra-cuk, name: Petra Čuk" in ran.out
    assert "with user the gap stays (decider, approver)" in ran.out
    assert "{id: petra-cuk, name: Petra Čuk, buying_roles: [decider], added_on: 2026-11-02}" in plan()
    assert "closes: decider-unknown" in ran.out


def test_a_value_that_is_wrong_shows_what_stands_there(walk, plan, handbook):
    (handbook / "accounts" / "livarna.yml").write_text(PLAN + "deputy: luka.supan\n", "utf-8")
    before = _until(walk, "Who or what was meant?")
    ran = walk(*before, "1", "luka.zupan", "q")
    assert "[luka.supan]" in ran.out
    assert yaml.load(plan(), yaml.BaseLoader)["deputy"] == "luka.zupan"


def test_a_file_that_changes_meanwhile_is_read_again(walk, plan, handbook, monkeypatch):
    file = handbook / "accounts" / "livarna.yml"
    file.write_text(PLAN, "utf-8")
    from kamdocs.cli import walking

    really = walking.carry_out

    def meanwhile(*args):
        monkeypatch.setattr(walking, "carry_out", really)
        file.write_text(PLAN.replace("due: 2026-11-12}", "due: 2026-11-12, kept_on: 2026-11-12}"), "utf-8")
        return really(*args)

    monkeypatch.setattr(walking, "carry_out", meanwhile)
    ran = walk("1", "", "1", "", "q")
    assert "was changed by somebody else meanwhile" in ran.err
    assert plan().count("kept_on") == 2
    assert "not kept: Drawings  (" not in ran.out


def test_what_only_an_editor_mends_says_where_to_look(walk, plan, handbook):
    (handbook / "accounts" / "livarna.yml").write_text(PLAN + "ownr: x\n", "utf-8")
    ran = walk("s", "q")
    assert "schema-error" in ran.out
    assert "kamdocs fix mends what has one right reading" in ran.out
    assert "w waive" not in ran.out


def test_what_would_bring_in_a_fault_is_not_written(walk, plan):
    ran = walk("1", "2026-11-01", "10.11.", "q")
    assert "nothing was written" in ran.err
    assert ran.out.count("not kept: New price list  (") == 1
    assert "kept_on: 2026-11-10" in plan()


def test_a_day_to_come_is_refused_where_it_is_asked(walk, plan):
    ran = walk("1", "2027-01-04", "10.11.", "q")
    assert "the day of a promise that was given or kept can't lie ahead" in ran.out
    assert ran.out.count("not kept: New price list  (") == 1
    assert "kept_on: 2026-11-10" in plan()


def test_what_stands_there_already_is_not_written_again(walk, plan):
    ran = walk("3", "10.11.2026", "q")
    assert "that stands there already; nothing was written" in ran.out
    assert plan() == PLAN
    assert "0 gaps answered" in ran.out


def test_a_file_that_is_gone_is_told_and_passed(walk, handbook, monkeypatch):
    from kamdocs.cli import walking

    def gone(finding, *_others):
        if not finding.gap.check.startswith("DOC"):
            (handbook / "accounts" / "livarna.yml").unlink()

    monkeypatch.setattr(walking, "tell_gap", gone)
    ran = walk("s", "s", "s")
    assert "accounts/livarna.yml can't be read" in ran.err


def test_what_is_of_all_accounts_says_where_to_look(walk, handbook):
    for one in ("kovina", "sever"):
        (handbook / "accounts" / f"{one}.yml").write_text(
            "name: Kovina\nstatus: active\ntier: key\nkey_since: 2026-11-20\n"
        )
    ran = walk(*["s"] * 60, "q")
    told = ran.out.split("all accounts together")[1]
    assert "Which of the two plans stays?" in told
    assert "put the two plans together in an editor" in told
    assert "w waive" not in told.split("your answer")[0]


def test_a_check_of_ones_own_without_a_mend_can_be_skipped_and_waived(walk, handbook):
    (handbook / "own.py").write_text(OWN, "utf-8")
    (handbook / "pyproject.toml").write_text('[tool.kamdocs]\ncustom_checks = ["own"]\n', "utf-8")
    ran = walk(*["s"] * 60)
    told = ran.out.split("ACME001")[1].split("your answer")[0]
    assert "to do: paint it" in told
    assert "w waive until a day   s skip" in told


OWN = '''
from kamdocs.language import say
from kamdocs.rules.check import check
from kamdocs.rules.gap import Lapse
from kamdocs.rules.spans import Span


@check("ACME001", "paint-missing", "warning", rule="relationship", hint="paint it")
def paint_missing(case):
    """It is painted.

    Why: it looks better.

    How to close: paint it.

    Bad:

        tier: key

    Good:

        tier: key
    """
    yield Lapse(Span(case.since), case.account, say("it is not painted"))
'''


def test_one_account_alone(walk, handbook):
    other = PLAN.replace("Livarna Jug", "Kovina Sever")
    (handbook / "accounts" / "kovina.yml").write_text(other, "utf-8")
    ran = walk(*"ssssssssssssssss", args=("kovina",))
    assert "Kovina Sever" in ran.out
    assert "Livarna Jug" not in ran.out


def test_the_accounts_of_an_owner_alone(walk, handbook):
    other = PLAN.replace("Livarna Jug", "Kovina Sever").replace("owner: ana.novak\nst", "owner: luka.zupan\nst")
    (handbook / "accounts" / "kovina.yml").write_text(other, "utf-8")
    ran = walk("q", args=("--owner", "luka.zupan"))
    assert "Kovina Sever" in ran.out
    assert "Livarna Jug" not in ran.out
    assert walk(args=("--owner", "nobody")).code == 2


def test_where_nothing_is_missing_it_says_so(walk, handbook):
    former = "name: Stara Livarna d.o.o.\nstatus: former\ntier: key\nkey_since: 2020-01-01\n"
    (handbook / "accounts" / "livarna.yml").write_text(former, "utf-8")
    ran = walk()
    assert ran.code == 0
    assert "nothing is missing" in ran.out


def test_where_a_check_failed_it_is_not_said_that_nothing_is_missing(kamdocs, handbook, monkeypatch):  # noqa: F811
    monkeypatch.setattr(asking, "at_terminal", lambda: True)
    report = Report(date(2026, 11, 23), (), (), {}, failures=("the check of ours can't be used",))
    monkeypatch.setattr(Handbook, "gaps", lambda *_args, **_given: report)
    ran = kamdocs("walk", "livarna", "--as-of", DAY, cwd=handbook)
    assert ran.code == 2
    assert "no gap found by the checks that ran" in ran.out
    assert "the check of ours can't be used" in ran.err


def test_where_all_is_accepted_that_is_said(walk, handbook):
    report = open_handbook(handbook).gaps(date(2026, 11, 23), account="livarna", upcoming_days=30)
    waivers = "".join(
        f"  - {{check: {check}, reason: Known, until: 2027-06-30, by: ana.novak}}\n"
        for check in sorted({one.check.name for one in report.findings})
    )
    (handbook / "accounts" / "livarna.yml").write_text(f"{PLAN}waivers:\n{waivers}", "utf-8")
    ran = walk(args=("livarna",))
    assert "there is nothing to ask: what is missing is accepted for a while" in ran.out


def test_of_a_plan_that_can_not_be_judged_the_rest_is_not_known(walk, handbook):
    path = handbook / "accounts" / "livarna.yml"
    path.write_text(PLAN.replace("tier: key", "tier: kex"), "utf-8")
    ran = walk("s", args=("--owner", "ana"))
    assert "1 skipped, 0 left" in ran.out
    assert "what else is missing in accounts/livarna.yml is known once that is mended" in ran.out


def test_the_only_answer_is_taken_by_enter_and_an_owner_is_whoever_answers(walk, handbook, plan):
    path = handbook / "accounts" / "livarna.yml"
    path.write_text(PLAN.partition("owner:")[0], "utf-8")
    sits_here(handbook)
    asked = walk("", "", "q", args=("livarna",)).out
    assert "Enter answer   w waive until a day" in asked
    assert "1  answer" not in asked
    assert "who of us looks after the account [ana.novak]: " in asked
    assert "\nowner: ana.novak" in plan()


def test_a_waiver_says_until_when_and_its_reason_is_said_in_words(walk, plan):
    ran = walk("w", "2026-12-31", "1", "They wait for us", "ana", "q")
    assert "1 says nothing (write it in a word or a sentence)" in ran.out
    assert "accepted until 2026-12-31: promised for 2026-11-10 and not kept: New price list" in ran.out
    assert "closes no gap" not in ran.out
    assert "reason: They wait for us" in plan()


@pytest.mark.parametrize("into", [("1",), ("w",), ("3",)])
def test_the_letters_of_the_menu_hold_within_a_question(walk, plan, into):
    ran = walk(*into, "q")
    assert ran.code == 0
    assert plan() == PLAN
    assert "0 gaps answered, 0 skipped" in ran.out
    ran = walk(*into, "S", "q")
    assert plan() == PLAN
    assert "0 gaps answered, 1 skipped" in ran.out


def test_what_is_still_to_come_is_told_apart(walk):
    first = walk("q").out.split(" · ")[3].splitlines()[0]
    open_ones, coming = (int(part.split()[0]) for part in first.split(", "))
    assert (open_ones > 0, coming > 0, first) == (True, True, f"{open_ones} open, {coming} to come")
