"""A plan in question that can't be assessed is said, and decides, whatever else was asked for."""

import json

import pytest

from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.cli.test_base import commit, git
from tests.plans import ROOT, write_handbook

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
