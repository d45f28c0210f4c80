"""The other commands, help and completion."""

import os
import subprocess
import sys

import pytest

from kamdocs import __version__
from kamdocs.cli import COMMANDS
from kamdocs.rules.catalogue import CHECKS
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import write_handbook


def test_version(kamdocs, tmp_path):  # noqa: F811
    assert kamdocs("version", cwd=tmp_path).out == f"kamdocs {__version__}\n"
    assert kamdocs("--version", cwd=tmp_path).out == f"kamdocs {__version__}\n"


def test_help_lists_every_command(kamdocs, tmp_path):  # noqa: F811
    ran = kamdocs("--help", cwd=tmp_path)
    assert ran.code == 0
    for name, what in COMMANDS.items():
        assert f"{name} " in ran.out
        assert what in " ".join(ran.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(kamdocs, tmp_path, command):  # noqa: F811
    ran = kamdocs(command, "--help", cwd=tmp_path)
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: kamdocs {command}")


def test_a_misspelt_command_is_pointed_out(kamdocs, tmp_path):  # noqa: F811
    ran = kamdocs("chek", cwd=tmp_path)
    assert ran.code == 2
    assert "Did you mean check?" in ran.err


def test_rules_lists_every_check(kamdocs, tmp_path):  # noqa: F811
    out = kamdocs("rules", cwd=tmp_path).out
    for check in CHECKS:
        assert f"  {check.code:<8} {check.name} " in out


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_explain_takes_code_and_name(kamdocs, tmp_path, check):  # noqa: F811
    by_code = kamdocs("explain", check.code, cwd=tmp_path)
    assert by_code.code == 0
    assert by_code.out == kamdocs("explain", check.name, cwd=tmp_path).out
    assert by_code.out.startswith(f"{check.code} {check.name}")
    for heading in ("Why", "How to close", "Bad", "Good", "As set here"):
        assert f"\n{heading}\n" in by_code.out
    for threshold in check.thresholds:
        assert f"  {threshold}: " in by_code.out


def test_explain_shows_what_is_set_here(kamdocs, tmp_path):  # noqa: F811
    settings = "[tool.kamdocs.checks.account-silent]\ndays = {strategic = 7}\nenabled = false\n"
    write_handbook(tmp_path, {"x": {}}, settings=settings)
    out = kamdocs("explain", "kam1001", cwd=tmp_path).out
    assert "days: strategic 7, key 45, developing 90" in out
    assert "switched off" in out


def test_explain_what_is_none(kamdocs, tmp_path):  # noqa: F811
    ran = kamdocs("explain", "acount-silent", cwd=tmp_path)
    assert ran.code == 2
    assert "did you mean account-silent?" in ran.err


def test_completion_offers_the_names_of_checks():
    env = {**os.environ, "_KAMDOCS_COMPLETE": "bash_complete", "COMP_WORDS": "kamdocs explain bow", "COMP_CWORD": "2"}
    ran = subprocess.run([sys.executable, "-m", "kamdocs"], env=env, capture_output=True, text=True, check=False)
    assert ran.stdout.split() == ["plain,bow-tie"]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (("KAM8", "nonconformities"), "nonconformities"),
        (("kam1", "Satisfaction"), "satisfaction"),
        (("DOC", "file"), "file"),
    ],
)
def test_explain_a_rule_lists_its_checks_with_what_they_demand(kamdocs, tmp_path, words, slug):  # noqa: F811
    ((code, out, err),) = {
        (ran.code, ran.out, ran.err) for ran in (kamdocs("explain", one, cwd=tmp_path) for one in words)
    }
    assert (code, err) == (0, "")
    assert f"({slug})" in out.splitlines()[0]
    for check in CHECKS:
        listed = " ".join(f"{check.code} {check.name} {check.explanation.demands}".split())
        assert (listed in " ".join(out.split())) is (check.rule.slug == slug)


@pytest.mark.parametrize("word", ["KAM10", "KAM100"])
def test_explain_several_checks_lists_them(kamdocs, tmp_path, word):  # noqa: F811
    ran = kamdocs("explain", word, cwd=tmp_path)
    assert ran.code == 0
    assert "\nKAM1001 account-silent\n" in ran.out
    assert "owner-missing" not in ran.out


@pytest.mark.parametrize(
    ("settings", "check", "why"),
    [
        ('profile = "starter"\n', "bow-tie", "switched off: the profile starter leaves it out"),
        ("[tool.kamdocs.checks.bow-tie]\nenabled = false\n", "bow-tie", "switched off in the settings"),
        (
            'profile = "starter"\n[tool.kamdocs.checks.bow-tie]\nenabled = false\n',
            "bow-tie",
            "switched off in the settings",
        ),
        ('profile = "starter"\n[tool.kamdocs.checks.bow-tie]\nenabled = true\n', "bow-tie", None),
    ],
)
def test_explain_says_who_switched_a_check_off_and_how_it_is_switched_on(kamdocs, tmp_path, settings, check, why):  # noqa: F811
    write_handbook(tmp_path, {"x": {}}, settings=settings)
    out = " ".join(kamdocs("explain", check, cwd=tmp_path).out.split())
    if why is None:
        assert "switched off" not in out
    else:
        assert f"{why}; to switch it on, write enabled = true under [tool.kamdocs.checks.{check}]" in out
    listed = kamdocs("explain", "KAM9", cwd=tmp_path).out
    assert (f"{check}  (switched off)" in listed) is (why is not None)


def test_explain_takes_names_in_any_letters(kamdocs, tmp_path):  # noqa: F811
    assert kamdocs("explain", "Bow-Tie", cwd=tmp_path).out.startswith("KAM908 bow-tie")


def test_waivers_of_a_plan_that_can_not_be_read_are_said_to_be_missing(kamdocs, tmp_path):  # noqa: F811
    handbook = write_handbook(tmp_path, {"x": "name: [\n", "y": {}})
    ran = kamdocs("waivers", cwd=handbook)
    assert ran.code == 1
    assert "accounts/x.yml can't be read: what it accepts is not listed" in ran.err


def test_completion_offers_the_commands():
    env = {**os.environ, "_KAMDOCS_COMPLETE": "bash_complete", "COMP_WORDS": "kamdocs ch", "COMP_CWORD": "1"}
    ran = subprocess.run([sys.executable, "-m", "kamdocs"], env=env, capture_output=True, text=True, check=False)
    assert ran.stdout.split() == ["plain,check"]


def test_waivers_are_listed_the_next_to_end_first(kamdocs, tmp_path):  # noqa: F811
    waivers = [
        {"check": "owner-missing", "reason": "Soon", "until": "2026-12-31", "by": "ana.novak"},
        {"check": "bow-tie", "record": "x", "reason": "Later", "until": "2026-10-31", "by": "ana.novak"},
    ]
    handbook = write_handbook(tmp_path, {"x": {"waivers": waivers}})
    ran = kamdocs("waivers", "--as-of", "2026-11-23", cwd=handbook)
    assert ran.out.splitlines() == [
        "2026-10-31 (ended)  x  bow-tie:x  Later (ana.novak)",
        "2026-12-31  x  owner-missing  Soon (ana.novak)",
    ]
    assert ran.err == "2 waivers, as of 2026-11-23\n"
    assert len(kamdocs("waivers", "--expiring", "10", cwd=handbook).out.splitlines()) == 1
    settings = handbook / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8") + 'language = "sl"\n', "utf-8")
    ran = kamdocs("waivers", "--as-of", "2026-11-23", cwd=handbook)
    assert [line.partition("  ")[0] for line in ran.out.splitlines()][1] == "31. 12. 2026"
    assert "23. 11. 2026" in ran.err
    assert kamdocs("waivers", cwd=tmp_path / "accounts" / "..").code == 0
    empty = tmp_path / "empty"
    (empty / "accounts").mkdir(parents=True)
    (empty / "pyproject.toml").write_text("[tool.kamdocs]\n", "utf-8")
    assert kamdocs("waivers", cwd=empty).code == 2


def test_settings_tell_where_they_come_from(kamdocs, tmp_path):  # noqa: F811
    settings = "as_of = 2026-09-01\n[tool.kamdocs.checks.bow-tie]\nenabled = false\npeople = {key = 1}\n"
    handbook = write_handbook(tmp_path, {"x": {}}, settings=settings)
    out = kamdocs("settings", cwd=handbook).out
    file = handbook / "pyproject.toml"
    assert f"as_of = 2026-09-01  ({file})\n" in out
    assert "checks.account-silent.days = strategic 30, key 45, developing 90  (default)\n" in out
    assert kamdocs("settings", "--changed", cwd=handbook).out.splitlines() == [
        f"as_of = 2026-09-01  ({file})",
        f"checks.bow-tie.enabled = false  ({file})",
        f"checks.bow-tie.people = strategic 3, key 1, developing 1  ({file})",
    ]


def test_settings_tell_of_the_profile_and_of_defaults_that_are_written_down(kamdocs, tmp_path):  # noqa: F811
    settings = "profile = 'starter'\n[tool.kamdocs.checks.account-silent]\ndays = {key = 45}\n"
    handbook = write_handbook(tmp_path, {"x": {}}, settings=settings)
    out = kamdocs("settings", "--changed", cwd=handbook).out
    assert f"profile = starter  ({handbook / 'pyproject.toml'})" in out
    assert "checks.bow-tie.enabled = false  (profile starter)" in out
    assert f"checks.account-silent.days = strategic 30, key 45, developing 90  ({handbook / 'pyproject.toml'})" in out
    assert "checks.account-silent.enabled" not in out
