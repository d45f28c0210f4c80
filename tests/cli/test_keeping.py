"""What all writing commands share: what is meant, what is said, what is committed, and what is asked."""

import io
import shutil
import sys
from datetime import date

import click
import pytest
import yaml
from click.shell_completion import ShellComplete

from kamdocs.cli import completion
from kamdocs.cli import kamdocs as group
from kamdocs.cli.asking import ask, at_terminal
from kamdocs.cli.committing import commit_files, refuse_uncommitted
from kamdocs.cli.fields import Fields
from kamdocs.cli.keeping import WritingOptions, carry_out, me
from kamdocs.keeping.handbook import open_handbook
from kamdocs.schema.walk import schema_tree
from kamdocs.settings.error import SettingsError
from kamdocs.source.git import GitError
from kamdocs.writing import Put
from tests.cli.changing import committed, git, handbook, plan  # noqa: F401 (a fixture)
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)

DAY = "2026-11-23"


@pytest.fixture
def told(monkeypatch):
    """Somebody sits at the terminal and answers so, line by line."""

    def answers(*lines):
        monkeypatch.setattr("kamdocs.cli.asking.at_terminal", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return answers


def promise(kamdocs, folder, *args, account="zeleznik", text="Steel"):  # noqa: F811
    return kamdocs("promise", account, text, "--to", "petra", "--due", "friday", "--by", "ana", *args, cwd=folder)


def second(folder, name="Orodjarna Brod d.o.o.", stem="brod"):
    (folder / "accounts" / f"{stem}.yml").write_text(
        f"name: {name}\nstatus: active\ntier: key\nkey_since: 2026-01-01\n"
        "stakeholders:\n- {id: petra, name: Petra Brod}\n",
        "utf-8",
    )


@pytest.mark.parametrize("said", ["zeleznik", "accounts/zeleznik.yml", "orodjarna zel", "ZELEZNIK", "zeleznik-orodja"])
def test_an_account_is_found_by_its_id_its_file_or_its_name(kamdocs, handbook, said):  # noqa: F811
    second(handbook)
    ran = promise(kamdocs, handbook, account=said)
    assert ran.code == 0, ran.err
    assert "id: c4" in plan(handbook)


def test_named_by_its_id_no_other_plan_is_read(kamdocs, handbook):  # noqa: F811
    (handbook / "accounts" / "other.yml").symlink_to(handbook / "nowhere")
    (handbook / "accounts" / "broken.yml").write_bytes(b"\xff\xfe\x00")
    assert promise(kamdocs, handbook).code == 0


def test_an_ambiguous_name_is_refused_with_the_candidates(kamdocs, handbook):  # noqa: F811
    second(handbook)
    ran = promise(kamdocs, handbook, account="orodjarna")
    assert (ran.code, ran.out) == (2, "")
    assert "Orodjarna Brod d.o.o. (brod), Orodjarna Železnik d.o.o. (zeleznik)" in ran.err
    assert "c4" not in plan(handbook)


def test_an_ambiguous_name_is_asked_about_on_a_terminal(kamdocs, handbook, told):  # noqa: F811
    second(handbook)
    told("brodd", "brod")
    ran = promise(kamdocs, handbook, account="orodjarna")
    assert ran.code == 0, ran.err
    assert "1  Orodjarna Brod d.o.o. (brod)" in ran.out
    assert "which one is brodd?" in ran.out
    assert "to: petra," in plan(handbook, "brod")


@pytest.mark.parametrize(
    ("args", "why", "hint"),
    [
        (("promise", "zeleznic", "x"), "no account is called zeleznic", "did you mean Orodjarna Železnik"),
        (("promise", "qqq", "x"), "no account is called qqq", "kamdocs new"),
        (("promise",), "no account is named", "beginning of its name"),
        (("promise", "zeleznik", "x", "--to", "petar"), "nobody at this customer is called petar", "Petra Čuk"),
        (("promise", "zeleznik", "x", "--to", "qqqq"), "nobody at this customer is called qqqq", "kamdocs person"),
        (("promise", "zeleznik", "x", "--by", "qqqq"), "nobody of our team is called qqqq", "_team.yml"),
        (
            ("opportunity", "zeleznik", "x", "--offering", "qqqq"),
            "no offering is called qqqq",
            "known here: Hardened steel (hardened-steel), ",
        ),
        (("opportunity", "zeleznik", "x", "--need", "qqqq"), "no record of this plan is called qqqq", "its text"),
        (("opportunity", "zeleznik", "x", "--unit", "qqqq"), "no unit of this customer is called qqqq", "its id"),
        (("promise", "zeleznik", "x", "--due", "soon"), "soon is no day", "25.11."),
        (("promise", "zeleznik"), "this is missing: what was promised", "kamdocs promise zeleznik …"),
    ],
)
def test_what_is_not_found_is_told_with_what_is_near(kamdocs, handbook, args, why, hint):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs(*args, cwd=handbook)
    assert (ran.code, ran.out) == (2, "")
    assert why in ran.err
    assert hint in ran.err
    assert plan(handbook) == before


def test_it_prints_the_record_its_place_and_the_gaps(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("promise", "zeleznik", "Steel", "--to", "petra", cwd=handbook)
    text = plan(handbook)
    line = next(number for number, one in enumerate(text.splitlines(), 1) if "id: c4" in one)
    assert ran.out.splitlines() == [
        f"accounts/zeleznik.yml:{line}",
        "  - {id: c4, made_on: 2026-11-23, to: petra-cuk, text: Steel}",
        "opens: commitment-undated: who promised it or by when is not recorded: Steel",
    ]
    assert "say --by" in ran.err
    ran = promise(kamdocs, handbook, text="Iron")
    assert ran.out.splitlines()[-1] == "closes no gap and opens none"


def test_it_says_which_gap_it_closes(kamdocs, handbook):  # noqa: F811
    file = handbook / "accounts" / "zeleznik.yml"
    file.write_text(
        plan(handbook).replace("kind: visit, with: [petra-cuk, joze-kos, tina-hribar]", "kind: visit"), "utf-8"
    )
    ran = kamdocs("log", "zeleznik", "call", "--with", "tina", "--by", "ana", "--as-of", "2027-01-20", cwd=handbook)
    assert ran.code == 0
    assert "closes: account-silent: " in ran.out


def test_dry_run_shows_the_diff_and_writes_nothing(kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    ran = promise(kamdocs, handbook, "--dry-run", "--commit")
    assert ran.code == 0
    assert "--- a/accounts/zeleznik.yml" in ran.out
    assert "+  - {id: c4," in ran.out
    assert plan(handbook) == before


def tasks(folder, *stems):
    found = open_handbook(folder)
    return found, [(found.plan(stem), [Put(("status",), "at-risk")]) for stem in stems]


def test_what_stands_so_already_is_not_written_again(handbook, capsys):  # noqa: F811
    committed(handbook)
    found, [(zeleznik, _edits)] = tasks(handbook, "zeleznik")
    ran = carry_out(found, [(zeleznik, [Put(("status",), "active")])], WritingOptions(commit=True), "nothing")
    assert ran == 0
    assert "nothing is written" in capsys.readouterr().err
    assert git(handbook, "rev-list", "--count", "HEAD").strip() == "1"


def test_several_plans_are_changed_or_none(handbook, capsys):  # noqa: F811
    second(handbook)
    committed(handbook)
    found, todo = tasks(handbook, "brod", "zeleznik")
    assert carry_out(found, [*todo, (todo[0][0], [Put(("tier",), "gold")])], WritingOptions(), "x") == 1
    assert git(handbook, "status", "--porcelain") == ""
    assert carry_out(found, todo, WritingOptions(commit=True), "Both\nat risk") == 0
    assert git(handbook, "log", "-1", "--format=%s").strip() == "Both at risk"
    shown = capsys.readouterr().out
    assert "accounts/brod.yml:2\nstatus: at-risk\n" in shown


def test_a_file_that_changed_meanwhile_is_left_and_what_was_written_is_told(handbook):  # noqa: F811
    second(handbook)
    found, todo = tasks(handbook, "brod", "zeleznik")
    (handbook / "accounts" / "zeleznik.yml").write_text("# new\n" + plan(handbook), "utf-8")
    with pytest.raises(SettingsError, match=r"written before that: accounts/brod\.yml"):
        carry_out(found, todo, WritingOptions(), "x")
    assert plan(handbook).startswith("# new\n")
    with pytest.raises(SettingsError, match="changed by somebody else"):
        carry_out(found, todo[1:], WritingOptions(), "x")


def test_settings_that_have_grown_old_are_told(kamdocs, handbook):  # noqa: F811
    (handbook / "pyproject.toml").write_text("[tool.kamdocs]\nas_of = 2026-10-01\n", "utf-8")
    ran = kamdocs("need", "zeleznik", "Steel", cwd=handbook)
    assert "added_on: 2026-10-01" in ran.out
    assert "as of 2026-10-01" in ran.err


def test_without_git_nobody_is_me_and_nothing_is_committed(handbook, monkeypatch):  # noqa: F811
    def missing(*_args, **_options):
        raise FileNotFoundError

    monkeypatch.setattr("subprocess.run", missing)
    assert me(open_handbook(handbook)) is None
    with pytest.raises((SettingsError, GitError), match="git is not installed"):
        commit_files(handbook, [handbook / "pyproject.toml"], "x")


def test_names_stand_for_ids_whatever_a_field_refers_to(handbook):  # noqa: F811
    found = open_handbook(handbook)
    fields = Fields(found, found.plan("zeleznik"), date(2026, 11, 23))
    said = {
        "stakeholder-or-none": "none", "stakeholder": "nada", "account": "orodj", "check": "bow-tie", "need": "change",
        "rule-or-record": "goodwill", "unit": "plant", "person": "bevk",
    }  # fmt: skip
    assert [fields.refer(target, text) for target, text in said.items()] == [
        "none", "nada-vidmar", "zeleznik", "bow-tie", "n1", "goodwill", "plant", "igor.bevk",
    ]  # fmt: skip
    assert fields.refer("rule-or-record", "e1") == "e1"
    assert fields.refer("rule-or-record", "early tour") == "a1"
    record = schema_tree("account").fields["interactions"].value
    people = [one.value for one in fields.choices(record.fields["by"])]
    assert people == ["ana.novak", "luka.zupan", "maja.kranjc"]  # Igor Bevk has left
    assert [one.value for one in fields.choices(schema_tree("account").fields["whitespace"].value.fields["offering"])]


def test_a_plan_that_can_not_be_read_is_refused(kamdocs, handbook):  # noqa: F811
    (handbook / "accounts" / "zeleznik.yml").write_text("name: [\n", "utf-8")
    ran = promise(kamdocs, handbook)
    assert ran.code == 2
    assert "kamdocs check accounts/zeleznik.yml" in ran.err


def test_a_plan_whose_records_are_none_is_refused_in_a_sentence(kamdocs, handbook):  # noqa: F811
    path = handbook / "accounts" / "zeleznik.yml"
    text = path.read_text("utf-8")
    for what, wrong in (("opportunities", "3"), ("waivers", "[5]"), ("contract", "5"), ("stakeholders", "[{id: 7}]")):
        path.write_text(f"name: A\nstatus: active\ntier: key\nkey_since: 2026-01-01\n{what}: {wrong}\n", "utf-8")
        for args in (
            ("order", "zeleznik", "7", "--promised", "+1w", "--amount", "5"),
            ("left", "zeleznik", "petra"),
            ("set", "zeleznik", "contract.notice_days=5"),
        ):
            ran = kamdocs(*args, cwd=handbook)
            assert (ran.code, "breaks its schema at " + what in ran.err) == (2, True), (what, args, ran.err)
    path.write_text(text.replace("tier: strategic", "tier: hugo"), "utf-8")
    assert kamdocs("set", "zeleznik", "tier=key", cwd=handbook).code == 0


def test_a_list_or_a_record_that_is_nothing_gets_its_first_record_below(kamdocs, handbook):  # noqa: F811
    path = handbook / "accounts" / "zeleznik.yml"
    begun = "name: A\nstatus: active\ntier: key\nkey_since: 2026-01-01\nowner: ana.novak\n"
    path.write_text(begun + "stakeholders:\ninteractions:  # none yet\nneeds:\ncontract:\ntags:\n", "utf-8")
    for args in (
        ("person", "zeleznik", "Petra Čuk"),
        ("log", "zeleznik", "call", "--with", "petra", "--by", "ana.novak"),
        ("need", "zeleznik", "Shorter changeovers", "--from", "petra"),
        ("set", "zeleznik", "contract.notice_days=90"),
        ("add", "zeleznik", "tags", "export"),
    ):
        ran = kamdocs(*args, "--as-of", "2026-11-23", cwd=handbook)
        assert ran.code == 0, ran.err
        assert "closes: schema-error: " in ran.out
    text = plan(handbook)
    assert "interactions:  # none yet\n  - {id: i1, " in text
    assert yaml.safe_load(text)["contract"] == {"notice_days": 90}
    assert open_handbook(handbook).plan("zeleznik").document.readable


def test_of_a_plan_that_is_not_judged_it_is_not_said_that_no_gap_opens(kamdocs, handbook):  # noqa: F811
    path = handbook / "accounts" / "zeleznik.yml"
    path.write_text(path.read_text("utf-8").replace("tier: strategic", "tier: hugo"), "utf-8")
    ran = promise(kamdocs, handbook)
    assert ran.code == 0, ran.err
    assert "not all known: accounts/zeleznik.yml breaks its schema" in ran.out
    assert "closes no gap" not in ran.out


@pytest.mark.parametrize("said", ["../other/accounts/zeleznik.yml", "/nowhere/zeleznik.yml", " ", ""])
def test_a_file_of_another_handbook_and_no_name_at_all_name_no_account(kamdocs, handbook, said):  # noqa: F811
    before = plan(handbook)
    ran = promise(kamdocs, handbook, account=said)
    assert ran.code == 2
    assert "no account is" in ran.err
    assert plan(handbook) == before


def test_a_record_that_would_bring_in_a_fault_is_refused_with_what_to_paste(kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("promise", "zeleznik", "x" * 501, "--to", "petra", "--by", "ana", cwd=handbook)
    assert ran.code == 1
    assert "nothing was written" in ran.err
    assert "xxxxx" in ran.out
    assert plan(handbook) == before


def test_a_day_that_contradicts_the_plan_is_refused(kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("set", "zeleznik/c2", "made_on=2026-11-20", "due=2026-11-01", "--correct", cwd=handbook)
    assert ran.code == 1
    assert "nothing was written" in ran.err
    assert plan(handbook) == before


def test_a_day_of_the_past_does_not_lie_ahead(kamdocs, handbook):  # noqa: F811
    before = plan(handbook)
    ran = promise(kamdocs, handbook, "--on", "tomorrow")
    assert ran.code == 2
    assert "the day of a promise that was given or kept can't lie ahead" in ran.err
    assert "today is" in ran.err
    assert plan(handbook) == before


def test_commit_takes_that_file_alone_with_a_message_in_words(kamdocs, handbook):  # noqa: F811
    second(handbook)
    committed(handbook)
    second(handbook, name="Brod")
    git(handbook, "add", "accounts/brod.yml")
    (handbook / "new.txt").write_text("x", "utf-8")
    ran = kamdocs("promise", "zeleznik", "Steel", "--to", "petra", "--due", "friday", "--commit", cwd=handbook)
    assert ran.code == 0, ran.err
    assert git(handbook, "show", "--stat", "--format=%s").splitlines()[0] == "Orodjarna Železnik d.o.o.: promise: Steel"
    assert git(handbook, "show", "--name-only", "--format=").split() == ["accounts/zeleznik.yml"]
    assert git(handbook, "status", "--porcelain").splitlines() == ["M  accounts/brod.yml", "?? new.txt"]
    assert "by: ana.novak" in git(handbook, "show")  # whose e-mail address git knows


def test_commit_refuses_a_file_that_waits_for_another(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    (handbook / "accounts" / "zeleznik.yml").write_text(plan(handbook) + "# mine\n", "utf-8")
    before = plan(handbook)
    ran = promise(kamdocs, handbook, "--commit")
    assert ran.code == 2
    assert "accounts/zeleznik.yml has changes that are not committed yet" in ran.err
    assert plan(handbook) == before
    assert promise(kamdocs, handbook).code == 0


def test_commit_outside_of_a_repository_writes_nothing(kamdocs, handbook, monkeypatch):  # noqa: F811
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(handbook.parent))
    before = plan(handbook)
    ran = promise(kamdocs, handbook, "--commit")
    assert ran.code == 2
    assert "in no git repository" in ran.err
    assert "leave --commit out" in ran.err
    assert plan(handbook) == before


def test_plans_in_a_repository_of_their_own_are_committed_there(kamdocs, handbook):  # noqa: F811
    settings = handbook / "settings"
    settings.mkdir()
    (settings / "pyproject.toml").write_text('[tool.kamdocs]\nas_of = 2026-11-23\naccounts = "../accounts"\n', "utf-8")
    (settings / "x.yml").write_text("x", "utf-8")
    committed(settings)
    committed(handbook / "accounts")
    ran = promise(kamdocs, settings, "--commit")
    assert ran.code == 0, ran.err
    assert git(handbook / "accounts", "show", "--name-only", "--format=").split() == ["zeleznik.yml"]
    ran = kamdocs("rename", "zeleznik", "orodjarna", "--commit", cwd=settings)
    assert ran.code == 0, ran.err
    assert git(handbook / "accounts", "status", "--porcelain") == ""
    with pytest.raises(SettingsError, match="outside repository"):
        refuse_uncommitted(settings, [handbook / "accounts" / "orodjarna.yml"])


def test_where_git_does_not_commit_the_plan_stays_written(kamdocs, handbook, monkeypatch):  # noqa: F811
    committed(handbook)
    git(handbook, "config", "--unset", "user.email")
    git(handbook, "config", "user.useConfigOnly", "true")
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    ran = promise(kamdocs, handbook, "--commit")
    assert ran.code == 2
    assert "the file is written, but git did not commit it: it does not know who you are" in ran.err
    assert "id: c4" in plan(handbook)
    hook = handbook / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho no way >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    git(handbook, "config", "user.email", "ana@supplier.example")
    ran = kamdocs("new", "Brod", "--tier", "key", "--since", "today", "--commit", cwd=handbook)
    assert ran.code == 2
    assert "git did not commit it: no way" in ran.err
    assert git(handbook, "status", "--porcelain").splitlines() == [" M accounts/zeleznik.yml", "?? accounts/brod.yml"]


def test_without_a_team_anybody_may_be_named_by_an_id(kamdocs, handbook):  # noqa: F811
    for name in ("_team.yml", "_offerings.yml"):
        (handbook / "accounts" / name).unlink()
    ran = kamdocs("promise", "zeleznik", "Steel", "--by", "eva", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "by: eva" in plan(handbook)
    ran = kamdocs("promise", "zeleznik", "Steel", "--by", "Eva Novak", cwd=handbook)
    assert ran.code == 2


def test_me_is_whose_address_git_knows(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    git(handbook, "config", "user.email", "LUKA@supplier.example")
    assert "by: [luka.zupan]" in kamdocs("log", "zeleznik", "call", cwd=handbook).out
    assert "owner: luka.zupan" in kamdocs("action", "zeleznik", "x", "--owner", "me", cwd=handbook).out
    git(handbook, "config", "user.email", "nobody@supplier.example")
    ran = kamdocs("log", "zeleznik", "call", "--with", "petra", "--outcome", "It's well", cwd=handbook)
    assert ran.code == 2
    assert "this is missing: who of us took part (one of our people" in ran.err
    assert """kamdocs log zeleznik call --with petra --outcome 'It'"'"'s well' --by …""" in ran.err
    ran = kamdocs("action", "zeleznik", "x", "--owner", "me", cwd=handbook)
    assert ran.code == 2


def test_on_a_terminal_it_asks_one_question_at_a_time(kamdocs, handbook, told):  # noqa: F811
    told("zel", "?", "New steel", "", "5", "soon", "friday")
    ran = kamdocs("promise", "--by", "ana", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "What was promised." in ran.out
    assert "2  Petra Čuk (petra-cuk)" in ran.out
    assert "Nada Vidmar" not in ran.out  # she has left
    assert "text: New steel" in plan(handbook)
    assert "by: ana.novak" in plan(handbook)


def test_what_was_said_is_not_asked_again(kamdocs, handbook, told):  # noqa: F811
    told("1, rok")
    ran = kamdocs("log", "zeleznik", "call", "--by", "ana", "--on", "yesterday", cwd=handbook)
    assert ran.code == 0
    assert "with" not in ran.out
    told("2,3")  # by, the only field that it can't be without
    ran = kamdocs("log", "zeleznik", "call", cwd=handbook)
    assert ran.code == 0, ran.err
    assert "by: [luka.zupan, maja.kranjc]" in ran.out


def test_the_end_of_the_input_stops_it_and_nothing_is_written(kamdocs, handbook, told):  # noqa: F811
    before = plan(handbook)
    told("zel")
    assert kamdocs("promise", cwd=handbook).code == 130
    assert plan(handbook) == before


def test_what_stands_in_a_file_steers_no_terminal_as_a_default(told, capsys):
    told("")
    assert ask("owner", str, default="ana\x1b[31m\u202e") == "ana\x1b[31m\u202e"
    out = capsys.readouterr().out
    assert "owner [ana" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_nobody_is_asked_in_ci_or_in_a_pipe(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert at_terminal()
    monkeypatch.setenv("CI", "true")
    assert not at_terminal()
    monkeypatch.delenv("CI")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert not at_terminal()
    monkeypatch.setattr(sys, "stdin", None)
    assert not at_terminal()


def values(complete, begun, **params):
    ctx = click.Context(click.Command("x"))
    ctx.params.update(params)
    return [one.value for one in complete(ctx, click.Option(["--x"]), begun)]


def test_the_shell_completes_accounts_people_and_records(handbook, monkeypatch):  # noqa: F811
    second(handbook)
    monkeypatch.chdir(handbook)
    assert values(completion.complete_account, "") == ["brod", "zeleznik"]
    assert values(completion.complete_account, "žel") == ["zeleznik"]
    assert values(completion.complete_person, "luk") == ["luka.zupan"]
    assert values(completion.complete_value("offering", "opportunities"), "ins") == ["inserts"]
    assert values(completion.complete_stakeholder, "tina-hribar,pet", account="zeleznik") == ["tina-hribar,petra-cuk"]
    assert values(completion.complete_stakeholder, "", account="orodjarna brod") == ["petra"]
    assert values(completion.complete_record, "price", account="zeleznik") == ["c2"]
    assert "risks" in values(completion.complete_list, "ri")


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (("log", "zel"), ["zeleznik"]),
        (("log", "zeleznik", "visit", "--with", "pe"), ["petra-cuk"]),
        (("log", "zeleznik", "visit", "--with", "petra-cuk,ko"), ["petra-cuk,joze-kos"]),
        (("interview", "zeleznik", "mar"), ["marko-zeleznik"]),
        (("opportunity", "zeleznik", "x", "--offering", "ins"), ["inserts"]),
        (("promise", "zeleznik", "x", "--by", "lu"), ["luka.zupan"]),
        (("add", "zeleznik", "ri"), ["risks"]),
        (("set", "zel"), ["zeleznik"]),
        (("set", "zeleznik/c"), ["zeleznik/c2", "zeleznik/contract"]),
        (("set", "zeleznik/c2", "du"), ["due="]),
        (("set", "zeleznik/c2", "by=lu"), ["by=luka.zupan"]),
        (("set", "zeleznik/petra-cuk", "attitude=ch"), ["attitude=champion"]),
        (("set", "zeleznik", "status", "=", "at"), ["at-risk"]),  # as Bash parts the words
        (("set", "zeleznik", "status", "="), ["at-risk"]),
        (("set", "zeleznik", "tier", "=", "key", "sta"), ["status="]),
        (("set", "zeleznik/contract", "renew"), ["renewal_on="]),
        (("set", "zeleznik", "tier=key", "status=at"), ["status=at-risk"]),
        (("export", "tables", "--account", "ze"), ["zeleznik"]),
        (("action", "zeleznik", "x", "--serves", "good"), ["goodwill"]),
        (("log", "zeleznik", "visit", "--serves", "e"), ["e1", "education"]),
        (("log", "zeleznik", "vi"), ["visit"]),
        (("opportunity", "zeleznik", "x", "--stage", "pro"), ["proposal"]),
        (("opportunity", "zeleznik", "x", "--unit", "plant"), ["plant"]),
        (("new", "x", "--tier", "str"), ["strategic"]),
        (("import", "x.csv", "--mapping", "c"), ["crm"]),
    ],
)
def test_the_shell_completes_a_line(handbook, monkeypatch, line, values):  # noqa: F811
    monkeypatch.chdir(handbook)
    (handbook / "import").mkdir()
    (handbook / "import" / "crm.toml").touch()
    *before, begun = line
    found = ShellComplete(group, {}, "kamdocs", "_KAMDOCS_COMPLETE").get_completions(before, begun)
    assert set(values) <= {one.value for one in found}


@pytest.mark.parametrize("account", ["zeleznik", "nobody", None])
def test_completion_never_fails(handbook, monkeypatch, account):  # noqa: F811
    monkeypatch.chdir(handbook)
    (handbook / "pyproject.toml").write_text("not = [toml", "utf-8")
    for name in ("account", "person", "stakeholder", "record", "place", "assignment", "mapping"):
        assert values(getattr(completion, f"complete_{name}"), "a/b=c", account=account) == []
    assert values(completion.complete_value("offering", "opportunities"), "a", account=account) == []
    (handbook / "pyproject.toml").unlink()
    shutil.rmtree(handbook / "accounts")
    assert values(completion.complete_account, "a") == []
