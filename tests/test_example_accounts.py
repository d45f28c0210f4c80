"""The repository's own example accounts: every check fires somewhere, the files are sound, two plans are clean."""

from pathlib import Path
from typing import get_args

import pytest

from kamdocs.lint import Word
from kamdocs.rules.catalogue import CHECKS
from tests.plans import report_on

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "accounts").glob("*.yml"))


@pytest.fixture(scope="module")
def report():
    return report_on(ROOT, "2026-11-23", upcoming_days=30)


def test_there_are_enough_accounts_of_every_kind(report):
    assert len(report.standings) >= 12
    assert {one.tier for one in report.standings} == {"strategic", "key", "developing"}
    assert {one.status for one in report.standings} == {"active", "at-risk", "winding-down", "former"}
    assert len({one.owner for one in report.standings if one.owner}) >= 3


@pytest.mark.parametrize("check", [check for check in CHECKS if check.code.startswith("KAM")], ids=lambda one: one.code)
def test_every_check_is_open_somewhere(report, check):
    assert any(one.check is check for one in report.decisive())


def test_no_file_has_a_fault(report):
    assert [str(one.gap.message) for one in report.findings if one.gap.check.startswith("DOC")] == []


def test_two_accounts_are_clean(report):
    found = {one.gap.account for one in report.decisive()}
    held = {one.id for one in report.standings if one.account.held}
    assert len(held - found) == 2


def test_every_word_of_a_cell_and_every_state_is_there(report):
    assert {cell.word for one in report.standings for cell in one.cells} == set(get_args(Word))
    assert {cell.severity for one in report.standings for cell in one.cells} == {"error", "warning", None}
    assert {one.state for one in report.findings} == {"open", "upcoming", "waived"}
    assert any(one.covered_by for one in report.findings)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_begins_with_the_line_that_editors_read(path):
    schema = {"_team.yml": "team", "_offerings.yml": "offerings"}.get(path.name, "account")
    first, second = path.read_text("utf-8").splitlines()[:2]
    assert first == f"# yaml-language-server: $schema=../schema/{schema}.schema.json"
    assert "ictional" in second
