"""A plan in question that can't be assessed is said, and decides, whatever else was asked for."""

import json
import os

import pytest
import yaml

from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.cli.test_base import commit, git
from tests.plans import BASE, ROOT, write_handbook

AS_OF = ("--as-of", "2026-11-23")
BROKEN = (ROOT / "tests" / "data" / "cases" / "01-filter-hides-unreadable-plan" / "broken.yml").read_text("utf-8")
GOOD = """\
name: Good d.o.o.
status: former
tier: key
key_since: 2025-01-01
owner: luka.zupan
"""


@pytest.fixture
def handbook(tmp_path):
    """One plan with a fault beside a good one, both of one owner, and one of another owner."""
    plans = {
        "broken": BROKEN.replace("first.manager", "luka.zupan").replace("second.manager", "maja.kranjc"),
        "good": GOOD,
        "other": GOOD.replace("luka.zupan", "ana.novak"),
    }
    return write_handbook(tmp_path / "h", plans)


def checked(kamdocs, folder, *args):  # noqa: F811
    ran = kamdocs("check", *AS_OF, *args, "--format", "json", cwd=folder)
    return ran.code, {one["account"] for one in json.loads(ran.out)["findings"]}, ran.err


@pytest.mark.parametrize(
    "asked", [(), ("--owner", "luka.zupan"), ("--select", "KAM"), ("--ignore", "DOC"), ("--select", "KAM301"),
              ("accounts/broken.yml",), ("--no-waivers",), ("--fail-on", "error")],
)  # fmt: skip
def test_it_is_said_and_fails_under_every_filter(kamdocs, handbook, asked):  # noqa: F811
    code, accounts, said = checked(kamdocs, handbook, *asked)
    assert (code, accounts) == (1, {"broken"})
    assert "1 not assessed" in said


def test_what_is_not_in_question_does_not_fail(kamdocs, handbook):  # noqa: F811
    assert checked(kamdocs, handbook, "accounts/good.yml")[:2] == (0, set())
    assert checked(kamdocs, handbook, "--owner", "ana.novak")[:2] == (0, set())  # whose it is can be read
    assert checked(kamdocs, handbook, "--fail-on", "never")[0] == 0


def test_a_plan_whose_owner_can_not_be_read_concerns_every_owner(kamdocs, handbook):  # noqa: F811
    (handbook / "accounts" / "broken.yml").write_text("name: [\n", "utf-8")
    assert checked(kamdocs, handbook, "--owner", "ana.novak")[:2] == (1, {"broken"})
    assert checked(kamdocs, handbook, "--owner", "maja.kranjc")[:2] == (1, {"broken"})


def test_a_change_that_touches_it_is_told_so_and_no_other(kamdocs, handbook):  # noqa: F811
    git(handbook, "init", "-q", "-b", "main")
    commit(handbook)
    assert checked(kamdocs, handbook, "--base", "main")[:2] == (0, set())
    broken = handbook / "accounts" / "broken.yml"
    broken.write_text(broken.read_text("utf-8") + "industry: steel\n", "utf-8")
    assert checked(kamdocs, handbook, "--base", "main")[:2] == (1, {"broken"})


def test_a_team_that_can_not_be_read_is_said_under_every_filter(kamdocs, handbook):  # noqa: F811
    (handbook / "accounts" / "_team.yml").write_text("team: [\n", "utf-8")
    (handbook / "accounts" / "broken.yml").unlink()
    assert checked(kamdocs, handbook, "--select", "KAM002")[:2] == (1, {None})


def test_some_files_say_what_was_not_looked_at(kamdocs, handbook):  # noqa: F811
    said = checked(kamdocs, handbook, "accounts/good.yml")[2]
    assert "note: 2 other accounts were not looked at, nor the portfolio as a whole" in said


def test_the_checks_that_say_so_can_not_be_switched_off(kamdocs, handbook):  # noqa: F811
    for check in ("yaml-error", "schema-error"):
        for setting in ("enabled = false", "severity = 'info'"):
            (handbook / "pyproject.toml").write_text(f"[tool.kamdocs.checks.{check}]\n{setting}\n", "utf-8")
            ran = kamdocs("check", cwd=handbook)
            assert (ran.code, "can't be assessed" in ran.err) == (2, True)


UNCLEAR = {"status": "former", "owner": "ana.novak", "revenue": [{"year": 2025, "amount": "@", "currency": "EUR"}]}


def plan(**more):
    """A plan with an amount that nobody can tell, if it has one."""
    return yaml.safe_dump({**BASE, **more}, sort_keys=False).replace("'@'", "412.000")


def test_a_value_that_can_not_be_read_is_in_question_too(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": plan(**UNCLEAR)}, settings="baseline = 'b.json'\nas_of = 2026-11-23\n")
    ran = kamdocs("check", "--write-baseline", cwd=folder)
    assert (ran.code, "DOC001" in ran.out) == (1, True)
    assert json.loads((folder / "b.json").read_text("utf-8"))["gaps"] == []  # it is never taken as known
    assert kamdocs("check", "--select", "KAM005", cwd=folder).code == 1
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    file = folder / "accounts" / "x.yml"
    file.write_text(file.read_text("utf-8").replace("412.000", "100.000"), "utf-8")
    assert kamdocs("check", "--base", "HEAD", cwd=folder).code == 1


def test_a_plan_whose_owner_is_unclear_concerns_every_owner(kamdocs, tmp_path):  # noqa: F811
    late = plan(owner="@", commitments=[{"id": "c", "text": "T", "made_on": "2026-01-05"}]).replace("412.000", "0123")
    folder = write_handbook(tmp_path, {"x": late, "y": {"status": "former", "owner": "ana.novak"}})
    assert checked(kamdocs, folder, "--owner", "ana.novak")[:2] == (1, {"x"})
    assert kamdocs("check", *AS_OF, "--owner", "0123", cwd=folder).code == 1


@pytest.fixture
def twins(tmp_path):
    """One id in two folders; the first by name is not the first that was there."""
    folder = write_handbook(tmp_path, {"other": {"status": "former"}})
    for part in ("a", "zz"):
        (folder / "accounts" / part).mkdir()
        (folder / "accounts" / part / "acme.yml").write_text(GOOD, "utf-8")
    return folder


@pytest.mark.parametrize("part", ["a", "zz"])
def test_an_id_in_two_folders_is_found_whichever_is_looked_at(kamdocs, twins, part):  # noqa: F811
    for asked in ("check", "files"):
        ran = kamdocs(asked, f"accounts/{part}/acme.yml", cwd=twins)
        assert (ran.code, "DOC004" in ran.out) == (1, True)


def test_a_folder_within_the_accounts_is_a_part_of_them(kamdocs, twins):  # noqa: F811
    ran = kamdocs("check", *AS_OF, "accounts/zz", cwd=twins)
    assert "DOC003" not in ran.out  # the team is that of the handbook
    assert "2 other accounts were not looked at" in ran.err
    ran = kamdocs("check", *AS_OF, "accounts", "accounts/zz", "accounts/other.yml", cwd=twins)
    assert ran.err.startswith("3 accounts")  # none is counted twice


def test_nothing_in_the_folder_is_passed_over_in_silence(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path / "h", {"x": {"status": "former"}})
    (tmp_path / "real").mkdir()
    (folder / "accounts" / "north").symlink_to(tmp_path / "real")
    (folder / "accounts" / "acme.yml.txt").write_text(GOOD, "utf-8")
    os.mkfifo(folder / "accounts" / "pipe.yml")
    ran = kamdocs("check", *AS_OF, "--format", "json", cwd=folder)
    told = {one["path"]: one["message"] for one in json.loads(ran.out)["findings"]}
    assert ran.code == 1
    assert told == {
        "accounts/acme.yml.txt": "a file with this ending is no plan to anybody",
        "accounts/north": "a link to a folder is not followed",
        "accounts/pipe.yml": "the file can't be read: it is not an ordinary file",
    }


def test_what_follows_from_a_cause_that_was_not_asked_for_stands_for_itself(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": {"owner": "ana.novak"}})
    everything = json.loads(kamdocs("check", *AS_OF, "--format", "json", cwd=folder).out)["findings"]
    covered = next(one for one in everything if one["covered_by"] and one["severity"] == "error")
    assert kamdocs("check", *AS_OF, "--select", covered["code"], cwd=folder).code == 1
    assert kamdocs("check", *AS_OF, "--select", f"{covered['code']},{covered['covered_by']}", cwd=folder).code in (0, 1)


@pytest.mark.parametrize("name", ["markdown", "junit", "github", "gitlab", "json"])
def test_a_report_says_what_failed_and_what_was_left_out(kamdocs, tmp_path, name):  # noqa: F811
    settings = 'custom_checks = ["broken"]\n'
    folder = write_handbook(tmp_path, {"x": {"status": "former"}, "y": {"status": "former"}}, settings=settings)
    (folder / "broken.py").write_text("def x(:\n", "utf-8")
    ran = kamdocs("check", *AS_OF, "accounts/x.yml", "--format", name, cwd=folder)
    assert ran.code == 2
    assert "broken" in ran.out
    assert "no open gap" not in ran.out
    if name in ("markdown", "github", "json"):
        assert "1 other account was not looked at" in ran.out


def test_an_accounts_folder_beside_the_settings_has_a_past(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": {"status": "former"}})
    (folder / "hb").mkdir()
    (folder / "hb" / "pyproject.toml").write_text("[tool.kamdocs]\naccounts = '../accounts'\n", "utf-8")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    assert kamdocs("check", *AS_OF, "--base", "HEAD", cwd=folder / "hb").code == 0
    assert kamdocs("diff", *AS_OF, "HEAD", cwd=folder / "hb").code == 0
