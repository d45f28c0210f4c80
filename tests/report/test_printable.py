"""What is shown of a file steers no terminal, gives a runner no command, and hides nothing; in every format."""

import json
import re

import click
import pytest

from kamdocs.language import LANGUAGES, spoken
from kamdocs.lint import tell_story
from kamdocs.report import FORMATS, STORY_FORMATS
from kamdocs.report.links import Links
from kamdocs.report.printable import UNKNOWN, printable, printable_lines
from kamdocs.report.text import _snippet
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.lint.sides import side
from tests.plans import report_on, write_handbook

SHOWN = {
    "an escape": ("a\x1b[31mb", "a�[31mb"),
    "one byte's escape": ("\x9b31m", "�31m"),
    "a bell": ("\x07", "�"),
    "direction": ("a\u202eb\u2066c\u200fd", "a�b�c�d"),
    "no width": ("a\u200bb\u200dc\ufeffd\u00ade", "a�b�c�d�e"),
    "no ink": ("a\u3164b", "a�b"),
    "half a pair": ("a\ud800", "a�"),
    "lines": ("a\nb\r\nc\u2028d\x85e", "a b  c d e"),
    "tabs and spaces": ("a\tb\u00a0c\u202fd", "a b c d"),
    "names of people": ("Čuk Ñandú 山田 👍🏽 ❤️", "Čuk Ñandú 山田 👍🏽 ❤️"),
    "a command": ("::error::x", "：:error::x"),
    "a command behind spaces": ("  ::set-output name=code::0", "  ：:set-output name=code::0"),
    "half a command": (": x", "： x"),
    "colons elsewhere": ("std::x, 7:30", "std::x, 7:30"),
    "an old command": ("a ##[error]x", "a ＃#[error]x"),
    "another runner's": ("##vso[task.x]y ###teamcity[z]", "＃#vso[task.x]y #＃#teamcity[z]"),
    "headings": ("## 1 #[x]", "## 1 #[x]"),
}


@pytest.mark.parametrize(("text", "shown"), SHOWN.values(), ids=SHOWN.keys())
def test_what_is_shown(text, shown):
    assert printable(text) == shown
    assert len(shown) == len(text)  # a caret below it points where it should


def test_lines_stay_lines():
    assert printable_lines("Error: a\n::error::b\x1b") == "Error: a\n：:error::b�"


STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
COMMAND = re.compile(r"^\s*::(?!(?:error|warning|notice) (?:file|title)=)|##\w*\[", re.MULTILINE)
EVIL = "::set-output name=code::0 ##[add-mask]e \x1b]0;x\x07 \x9b2J \u202eevil\u2066 \ufeff"
WRITTEN = "::set-output name=code::0 ##[add-mask]e \u202eevil\u2066 \u200f"
"""What a plan may hold: control characters are refused by then."""
PLAN = {
    "name": WRITTEN,
    "owner": "ana.novak",
    "commitments": [{"id": "c", "text": WRITTEN, "made_on": "2026-01-05", "by": "ana.novak", "due": "2026-02-15"}],
    "waivers": [{"check": "commitment-overdue", "reason": WRITTEN, "until": "2026-12-31", "by": WRITTEN}],
}


def evil_plan(**more):
    """A plan in JSON, which is YAML in which every character can be written."""
    plan = {"status": "active", "tier": "key", "key_since": "2024-01-08", **PLAN, **more}
    return json.dumps(plan).replace("\x7f", "\\u007f")


def harmless(text):
    return not STEERING.search(text.replace("\ufe0f", "")) and not COMMAND.search(text)


@pytest.fixture
def evil(tmp_path):
    names = {"::error::x": evil_plan(), "y": evil_plan(tier=EVIL), "z": evil_plan(waivers=[])}
    return write_handbook(tmp_path / "h", names, team=[{"id": "ana.novak", "name": WRITTEN}])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FORMATS)
def test_a_report_steers_nothing(evil, name, language):
    with spoken(language):
        text = FORMATS[name](report_on(evil, "2026-03-20", upcoming_days=400, waivers=name != "text"))
    text = re.sub("\x1b\\[\\d*(?:;\\d+)*m", "", text) if name == "text" else text  # the colours are our own
    assert "evil" in text
    assert harmless(text), text


@pytest.mark.parametrize("name", STORY_FORMATS)
def test_a_story_steers_nothing(evil, tmp_path, name):
    other = write_handbook(tmp_path / "o", {"z": {"name": "Z"}, "old": evil_plan()})
    text = STORY_FORMATS[name](tell_story(side(other), side(evil), {}), Links())
    assert "evil" in text
    assert harmless(text), text


def test_json_says_the_same(evil):
    report = report_on(evil, "2026-03-20")
    told = json.loads(FORMATS["json"](report))
    assert [one["message"] for one in told["findings"]] == [str(one.gap.message) for one in report.findings]


@pytest.mark.parametrize(
    "args", [("check",), ("waivers",), ("settings",), ("diff",), ("files", "accounts/y.yml"), ("build",)]
)
def test_commands_steer_nothing(kamdocs, evil, args):  # noqa: F811
    settings = f'baseline = "{EVIL}"\n'.replace("\x1b", "\\u001b").replace("\x07", "\\u0007").replace("\x9b", "\\u009b")
    (evil / "pyproject.toml").write_text(f"[tool.kamdocs]\n{settings if args[0] == 'settings' else ''}", "utf-8")
    (evil / "mkdocs.yml").write_text("site_name: S\nplugins: [kamdocs]\n", "utf-8")
    (evil / "docs").mkdir()
    ran = kamdocs(*args, cwd=evil)
    assert harmless(ran.out), ran.out
    assert harmless(ran.err), ran.err


@pytest.mark.parametrize(
    "args",
    [
        ("check", "--base", EVIL), ("check", "--select", EVIL), ("check", EVIL), ("check", "--owner", EVIL), ("diff", EVIL),
        ("explain", EVIL), (EVIL,), ("check", f"--{EVIL}"), ("check", "--as-of", EVIL), ("check", "--output", f"text={EVIL}/x"),
    ],
)  # fmt: skip
def test_errors_steer_nothing(kamdocs, evil, args):  # noqa: F811
    (evil / EVIL).write_text("", "utf-8")
    ran = kamdocs(*args, cwd=evil)
    assert ran.code in (1, 2)  # a plan that can't be read may be of any owner
    assert harmless(ran.out + ran.err), ran.err


def test_an_excerpt_shows_what_stands_in_the_file_for_no_line_begins_with_it():
    lines = [click.unstyle(one) for one in _snippet([": a", "::error::b\x1b"], 2, 1)]
    assert lines[:2] == ["      1 | : a", f"      2 | ::error::b{UNKNOWN}"]
