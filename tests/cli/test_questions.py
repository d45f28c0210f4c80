"""What commands ask on a terminal, and what they take, refuse and ask again."""

import re
import subprocess
from datetime import datetime

import pytest
import yaml

from kamdocs.language import _, spoken
from kamdocs.settings import clock
from tests.cli.changing import git, handbook, plan  # noqa: F401 (a fixture)
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.cli.test_keeping import told  # noqa: F401 (a fixture)


def records(folder, name):
    return yaml.safe_load(plan(folder))[name]


def test_what_is_needed_says_so_on_an_empty_answer(kamdocs, handbook, told):  # noqa: F811
    told("", "Visit them", "", "", "", "")
    ran = kamdocs("action", "zeleznik", cwd=handbook)
    assert "an answer is needed here; Ctrl-C stops, and nothing is written" in ran.out
    assert "what is to be done: " in ran.out
    assert "the day by which it is due (may be left out): " in ran.out


def test_a_misspelt_account_is_asked_again(kamdocs, handbook, told):  # noqa: F811
    told("zeleznik")
    ran = kamdocs("promise", "zelezxik", "Steel", "--to", "petra", "--due", "friday", "--by", "ana", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "no account is called zelezxik" in ran.out
    assert "which account?" in ran.out


def test_a_question_mark_tells_what_an_answer_may_be(kamdocs, handbook, told):  # noqa: F811
    told("?", "visit", "petra", "", "Samples wanted", "")
    ran = kamdocs("log", "zeleznik", "--by", "ana", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "What it was.\nanswer with a number or a word of the list\nknown here: visit, " in ran.out


def test_set_asks_for_the_record_the_fields_and_their_values(kamdocs, handbook, told):  # noqa: F811
    told("zeleznik", "c2", "due", "11.12.", "")
    ran = kamdocs("set", cwd=handbook)
    assert ran.code == 0, ran.err
    changed = next(one for one in records(handbook, "commitments") if one["id"] == "c2")
    assert changed["due"].isoformat() == "2026-12-11"


def test_set_without_fields_says_what_to_write_where_nobody_can_be_asked(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("set", "zeleznik", cwd=handbook)
    assert ran.code == 2
    assert "kamdocs set zeleznik field=value" in ran.err


def test_handover_rename_and_forget_ask_for_what_is_not_said(kamdocs, handbook, told):  # noqa: F811
    told("ana", "luka", "n")
    assert "who takes over?" in kamdocs("handover", cwd=handbook).out
    told("zeleznik", "petra", "n")
    assert "who is to be forgotten?" in kamdocs("forget", cwd=handbook).out
    told("zeleznik", "no id", "orodja")
    ran = kamdocs("rename", cwd=handbook)
    assert ran.code == 0, ran.err
    assert (handbook / "accounts" / "orodja.yml").is_file()


@pytest.mark.parametrize("command", ["rename", "handover", "forget"])
def test_without_a_terminal_what_is_not_said_is_wrong_use(kamdocs, handbook, command):  # noqa: F811
    assert kamdocs(command, cwd=handbook).code == 2


def test_the_list_of_what_can_be_added_speaks_the_words_of_the_commands(kamdocs, handbook, told):  # noqa: F811
    told("unit", "Plant Jesenice", "")
    ran = kamdocs("add", "zeleznik", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "a remark, a complaint or a claim" in ran.out
    assert "a person at the customer" in ran.out


def test_a_next_step_without_a_day_is_told_to_be_none(kamdocs, handbook, told):  # noqa: F811
    line = ("log", "zeleznik", "visit", "--with", "petra", "--by", "ana", "--outcome", "Fine", "--next", "Send samples")
    ran = kamdocs(*line, "--owner", "ana", "--on", "yesterday", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "without a day, Send samples counts as no next step: say --due" in ran.err
    told("friday")
    ran = kamdocs(*line, "--owner", "ana", cwd=handbook)
    assert ran.code == 0, ran.err
    assert records(handbook, "actions")[-1]["due"].isoformat() == "2026-11-27"


def test_a_day_that_is_understood_far_ahead_is_told_whole(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("action", "zeleznik", "Visit", "--due", "1.11.", "--owner", "ana", cwd=handbook)
    assert "note: 1.11. is understood as 2027-11-01" in ran.err
    near = kamdocs("action", "zeleznik", "Call", "--due", "1.3.", "--owner", "ana", cwd=handbook)
    assert "understood" not in near.err


def test_an_interview_without_anything_said_is_none(kamdocs, handbook, told):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("interview", "zeleznik", "marko", cwd=handbook)
    assert ran.code == 2
    assert "it is not said what they answered" in ran.err
    assert "--nothing" in ran.err
    assert plan(handbook) == before
    told("", "", "", "n", "janez: Late", "Late blanks", "", "", "")
    ran = kamdocs("interview", "zeleznik", "marko", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "janez is nobody who was asked" in ran.out
    assert records(handbook, "satisfaction")[-1]["bothers"][0]["text"] == "Late blanks"


def test_an_interview_that_is_asked_for_has_respondents(kamdocs, handbook, told):  # noqa: F811
    told("", "marko", "", "", "", "", "", "y")
    ran = kamdocs("interview", "zeleznik", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "an answer is needed here" in ran.out
    newest = records(handbook, "satisfaction")[-1]
    assert (newest["respondents"], newest["none_stated"]) == (["marko-zeleznik"], True)


def test_times_ahead_on_today_are_refused(kamdocs, handbook, monkeypatch):  # noqa: F811
    now = datetime(2026, 11, 23, 5, 34).astimezone()
    monkeypatch.setattr(clock, "now", lambda: now)
    line = ("request", "zeleznik", "Certificate", "--from", "petra")
    ran = kamdocs(*line, "--at", "23:50", "--answered", "23:55", "--as-of", "2026-11-23", cwd=handbook)
    assert ran.code == 2
    assert "the time of a request, and of its answer, can't lie ahead" in ran.err
    assert kamdocs(*line, "--at", "5:10", "--as-of", "2026-11-23", cwd=handbook).code == 0
    assert kamdocs(*line, "--at", "23:50", "--as-of", "2026-11-20", cwd=handbook).code == 0
    ran = kamdocs("done", "zeleznik", "q3", "--at", "23:55", "--as-of", "2026-11-23", cwd=handbook)
    assert "can't lie ahead" in ran.err


def test_a_request_on_a_terminal_is_asked_for_its_time(kamdocs, handbook, told, monkeypatch):  # noqa: F811
    moments = (datetime(2026, 11, 23, 9, minute).astimezone() for minute in range(60))
    monkeypatch.setattr(clock, "now", lambda: next(moments))  # a clock goes on while somebody answers
    told("Certificate", "petra", "", "23:50", "?", "")
    ran = kamdocs("request", "zeleznik", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "can't lie ahead" in ran.out
    assert "write 9:10, yesterday 9:10 or 25.11. 9:10" in ran.out
    asked = re.search(r"the time at which it came \[(09:\d\d)\]: ", ran.out)
    assert f"received_at: 2026-11-23T{asked[1]}:00" in ran.out


def test_of_another_day_the_time_of_a_request_has_to_be_answered(kamdocs, handbook, told):  # noqa: F811
    (handbook / "pyproject.toml").write_text("[tool.kamdocs]\nas_of = 2026-11-20\n", "utf-8")
    told("Certificate", "petra", "", "", "21.11.2026 9:10", "8:15")
    ran = kamdocs("request", "zeleznik", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "the time at which it came: " in ran.out
    assert "an answer is needed here" in ran.out
    assert "2026-11-21 is still to come" in ran.out
    assert "received_at: 2026-11-20T08:15:00" in ran.out


def test_another_system_s_number_is_asked_for_with_its_name(kamdocs, handbook, told):  # noqa: F811
    told("", "external_ref", "0012", "crm=0012", "")
    ran = kamdocs("set", "zeleznik", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "external_ref: what another system calls it, as crm=0012" in ran.out
    assert "0012 names no system and its number" in ran.out
    assert yaml.safe_load(plan(handbook))["external_ref"]["crm"] == "0012"


def test_a_question_mark_tells_of_a_field_in_the_language_that_is_spoken(kamdocs, handbook, told):  # noqa: F811
    (handbook / "pyproject.toml").write_text('[tool.kamdocs]\nlanguage = "sl"\n', "utf-8")
    told("zeleznik", "", "industry", "?", "Orodjarstvo", "")
    ran = kamdocs("set", cwd=handbook)
    assert ran.code == 0, ran.err
    with spoken("sl"):
        assert _("What the customer's trade is.") in ran.out
        assert _("there is no more to say of it") not in ran.out


def test_check_takes_an_owner_by_name_and_me(kamdocs, handbook):  # noqa: F811
    asked = ("check", "--fail-on", "never", "--owner")
    whole = kamdocs(*asked, "ana.novak", cwd=handbook)
    assert kamdocs(*asked, "ana", cwd=handbook).out == whole.out
    assert "user.email" in kamdocs(*asked, "me", cwd=handbook).err
    subprocess.run(["git", "init", "-q", str(handbook)], check=True)
    git(handbook, "config", "user.email", "ana@supplier.example")
    assert kamdocs(*asked, "me", cwd=handbook).out == whole.out


def test_the_hint_of_a_new_plan_keeps_the_name(kamdocs, handbook):  # noqa: F811
    assert "kamdocs new 'Xyz d.o.o.' --tier … --since …" in kamdocs("new", "Xyz d.o.o.", cwd=handbook).err


def test_of_an_answer_that_contradicts_only_its_field_is_asked_again(kamdocs, handbook, told):  # noqa: F811
    told("Certificates", "petra", "2026-01-05", "friday")
    ran = kamdocs("promise", "zeleznik", "--by", "ana", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "nothing was written" in ran.err
    assert ran.out.count("what was promised: ") == 1
    assert records(handbook, "commitments")[-1]["due"].isoformat() == "2026-11-27"


def test_the_records_of_a_new_plan_stand_in_one_form(kamdocs, handbook):  # noqa: F811
    kamdocs("new", "Livarna Kranj", "--tier", "key", "--since", "today", "--owner", "ana", cwd=handbook)
    kamdocs("person", "livarna", "Eva Brod", "--title", "Buyer", cwd=handbook)
    wanted = "Samples of the inserts wanted by December"
    step = ("--next", "Send the samples", "--due", "friday", "--owner", "ana", "--by", "ana")
    assert kamdocs("log", "livarna", "visit", "--with", "eva", "--outcome", wanted, *step, cwd=handbook).code == 0
    text = plan(handbook, "livarna-kranj")
    assert text.count("\n  - {id: ") == 3


def test_explain_begins_its_sentences_with_a_capital(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("explain", "KAM001", cwd=handbook)
    assert "Why\n  A customer that everybody looks after" in ran.out
    assert "How to close\n  Write the manager's id" in ran.out
