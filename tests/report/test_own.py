"""Our reports are known again by what they hold, in every format and language; nobody else's file is taken for one."""

import json

import click
import pytest

from kamdocs.language import LANGUAGES, spoken
from kamdocs.lint import known_gaps, render_baseline, tell_story
from kamdocs.report import FORMATS, STORY_FORMATS
from kamdocs.report.links import Links
from kamdocs.report.own import HEAD, is_baseline, is_ours
from tests.lint.sides import side
from tests.plans import report_on, write_handbook

PLANS = {
    "one account": {"x": {"owner": "ana.novak", "status": "winding-down", "commitments": [
        {"id": "c", "text": "T: \"a\" {b}", "made_on": "2026-01-05", "by": "ana.novak", "due": "2026-02-15"}]}},
    "no gap": {"x": {"status": "former"}},
    "one that can't be read": {"x": "name: [\n"},
    "the portfolio": {"x": {"status": "former"}, "y": {"owner": "igor.bevk"}},
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("plans", PLANS.values(), ids=PLANS.keys())
def test_reports_are_ours(tmp_path, plans, name, language):
    revenue = "customer,name,year,revenue,currency\nbig,Big,2025,900,EUR\n"
    folder = write_handbook(tmp_path, plans, _revenue__csv=revenue)
    with spoken(language):
        text = click.unstyle(FORMATS[name](report_on(folder, "2026-03-20")))
    assert is_ours(text.encode())
    if name in ("json", "sarif", "gitlab"):
        assert is_ours(json.dumps(json.loads(text)).encode())  # as another program writes it


@pytest.mark.parametrize("name", ["json", "markdown"])
def test_stories_are_ours(tmp_path, name):
    one, other = (side(write_handbook(tmp_path / part, {part: {}})) for part in "ab")
    assert is_ours(STORY_FORMATS[name](tell_story(one, other, {}), Links()).encode())


def test_the_baseline_is_a_baseline_and_no_report(tmp_path):
    report = report_on(write_handbook(tmp_path, {"x": {}}), "2026-03-20")
    text = render_baseline(known_gaps(report)).encode()
    assert is_baseline(text)
    assert not is_ours(text)
    assert not is_baseline(FORMATS["json"](report).encode())


OTHERS = {
    "a plan": "name: X\nstatus: active\n",
    "JSON": '{"version": 1, "findings": []}',
    "a package": '{"name": "x", "version": "1.0.0"}',
    "somebody's SARIF": '{"$schema": "s", "version": "2.1.0", "runs": [{"tool": {"driver": {"name": "CodeQL"}}}]}',
    "somebody's code quality": '[{"description": "D", "check_name": "eslint", "fingerprint": "f"}]',
    "somebody's tests": '<?xml version="1.0"?>\n<testsuites name="pytest"></testsuites>',
    "Markdown": "# Notes\n\n**Key accounts as of** today\n",
    "notes on a check": "My notes\ntodo: error: KAM301 commitment-overdue: call Jane\nprecious\n",
    "notes": "accounts/x.yml\nLook at that one.\n",
    "a log": "Run kamdocs\n::error::x\n",
    "a thesis": "\\documentclass{book}\n",
    "bytes": "\0\1\2",
    "much space": " " * HEAD,
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_somebody_elses_files_are_not(text):
    assert not is_ours(text.encode())
    assert not is_baseline(text.encode()) or not text.strip()


@pytest.mark.parametrize("text", ["", "\n", " \n"])
def test_nothing_is_lost_with_an_empty_file(text):
    assert is_ours(text.encode())
    assert is_baseline(text.encode())
