"""The docs tell of every command, option, setting and check, and what they link to is there."""

import re
from pathlib import Path

import click
import pytest

from kamdocs.cli import COMMANDS
from kamdocs.cli import kamdocs as group
from kamdocs.model import TIERS
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.policies import by_tier
from kamdocs.site.plugin import KamdocsConfig
from tests.handbook.sites import build
from tests.plans import report_on

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "guide"
COMMAND_LINE = (GUIDE / "command-line.md").read_text("utf-8")
SETTINGS = (GUIDE / "settings.md").read_text("utf-8")
TEXTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")]
WRITTEN = {
    "index.md",
    "accounts/index.md",
    "rules/index.md",
    "people/index.md",
    "contacts/index.md",
    "calendar/index.md",
    "heatmap.md",
    "fields.md",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name):
    command = group.get_command(click.Context(group), name)
    assert f"kamdocs {name}" in COMMAND_LINE
    for parameter in command.params:
        shown = f"`{parameter.opts[0]}`" if parameter.param_type_name == "option" else ""
        assert shown in COMMAND_LINE, shown


def test_every_setting_is_documented():
    for name in (
        "accounts",
        "as_of",
        "evidence_days",
        "review_on",
        "timezone",
        "country",
        "audience",
        "audiences.NAME.accounts",
        "audiences.NAME.tags",
        "audiences.NAME.reads",
        "audiences.NAME.hides",
        "profile",
        "baseline",
        "custom_checks",
        "offline",
        "language",
        "checks.NAME.enabled",
        "checks.NAME.severity",
        "checks.NAME.THRESHOLD",
    ):
        assert f"| `{name}` |" in SETTINGS
    for name, _ in KamdocsConfig._schema:
        assert f"      {name}: " in SETTINGS


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_is_documented_with_its_defaults(check):
    severity = by_tier(dict(zip(TIERS, check.severity, strict=True)))
    limits = [f"`{name}` {by_tier(dict(zip(TIERS, by, strict=True)))}" for name, by in check.thresholds.items()]
    assert f"| {check.code} | `{check.name}` | {severity} | {', '.join(limits)} |" in SETTINGS


def test_the_checks_of_the_starter_profile_are_named():
    named = re.search(r"The profile `starter` has (.*?)\.", SETTINGS, re.DOTALL)[1]
    found = set(re.findall(r"[A-Z]{3}[0-9]+", named)) | {f"DOC00{number}" for number in range(1, 7)}
    assert found == {check.code for check in CHECKS if check.starter}


def test_numbers_in_the_changelog_and_readme_are_true():
    assert f"{len(CHECKS)} checks against ten golden rules" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "as_of = 2026-11-23" in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    for link in re.findall(r"\]\(([^)#]+)", path.read_text("utf-8")):
        if "://" not in link:
            target = (path.parent / link).resolve()
            made = target.is_relative_to(ROOT / "docs") and target.relative_to(ROOT / "docs").as_posix() in WRITTEN
            assert made or target.exists(), link


def test_the_code_shown_for_a_new_check_is_the_code():
    shown = re.search(r"```python\n(.*?)```", (GUIDE / "add-a-check.md").read_text("utf-8"), re.DOTALL)[1]
    assert shown.strip() in (ROOT / "kamdocs" / "rules" / "activity.py").read_text("utf-8")


def test_the_custom_check_shown_is_the_one_that_is_tested():
    shown = re.findall(r"```python\n(.*?)```", (GUIDE / "custom-checks.md").read_text("utf-8"), re.DOTALL)
    for code, name in zip(shown, ("our_checks.py", "test_our_checks.py"), strict=True):
        assert code == (ROOT / "docs" / "examples" / name).read_text("utf-8")


def test_the_project_speaks_of_itself_alone():
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.suffix in (".py", ".md", ".yml", ".toml", ".html", ".json") and parts[0] in (
            "kamdocs", "docs", "tests", "schema", "accounts", "benchmarks", "README.md", "pyproject.toml",
        ):  # fmt: skip
            text = path.read_text("utf-8")
            assert "/".join(("", "work", "")) not in text, path
            assert "TO" + "DO" not in text, path


def test_the_handbook_to_begin_with_works(tmp_path):
    text = (GUIDE / "begin.md").read_text("utf-8")
    files = re.findall(r"`([\w./]+)`, [^\n]*\n\n```\w+\n(.*?)```", text, re.DOTALL)
    assert [name for name, _ in files] == [
        "pyproject.toml", "accounts/_team.yml", "accounts/_offerings.yml", "accounts/acme.yml", "mkdocs.yml",
    ]  # fmt: skip
    (tmp_path / "docs").mkdir()
    for name, body in files:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, "utf-8")
    report = report_on(tmp_path, "2026-11-23")
    assert {one.gap.check for one in report.findings if one.gap.check.startswith("DOC")} == set()
    ran = build(tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "Acme d.o.o." in (tmp_path / "site" / "index.html").read_text("utf-8")
