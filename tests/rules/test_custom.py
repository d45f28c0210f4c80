"""Checks of a team's own: loaded, run beside ours, and told by name where something is wrong with them."""

import json
import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kamdocs.lint import Selection, select, tell_mishaps
from kamdocs.report import FORMATS
from kamdocs.rules import custom
from kamdocs.settings.error import SettingsError
from kamdocs.settings.load import allowed_checks, load_settings
from kamdocs.testing import gaps_in, open_on
from tests.plans import report_on, told, write_handbook

EXAMPLES = Path(__file__).parent.parent.parent / "docs" / "examples"
VISITS = (EXAMPLES / "our_checks.py").read_text("utf-8")
NAMED = 'custom_checks = ["our_checks"]\n'
PLAN = {"owner": "ana.novak"}
WAIVER = "waivers:\n  - {check: visit-overdue, reason: They moved, until: 2026-12-31, by: ana.novak}\n"


def handbook(folder, code=VISITS, settings=NAMED, plan=PLAN):
    write_handbook(folder, {"acme": plan, "beta": plan}, settings=settings)
    (folder / "our_checks.py").write_text(code, "utf-8")
    return folder


def edited(*pairs):
    code = VISITS
    for old, new in pairs:
        assert old in code
        code = code.replace(old, new)
    return code


def kamdocs(folder, *arguments, **environment):
    command = [sys.executable, "-m", "kamdocs", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


def test_its_gaps_stand_beside_ours(tmp_path):
    report = report_on(handbook(tmp_path), "2026-11-23")
    assert told(report, check="ACME001") == [
        ("acme", "ACME001", None, "open", "2024-07-06"),
        ("beta", "ACME001", None, "open", "2024-07-06"),
    ]
    assert len(told(report)) > len(told(report, check="ACME001"))


def test_settings_waivers_and_selection_know_it(tmp_path):
    settings = NAMED + '[tool.kamdocs.checks.visit-overdue]\nseverity = "error"\ndays = {key = 100}\n'
    folder = handbook(tmp_path, settings=settings)
    report = select(report_on(folder, "2026-11-23"), Selection(select=("ACME",)))
    assert [(one.gap.severity, str(one.gap.opens_on)) for one in report.findings] == [("error", "2024-04-17")] * 2
    with (folder / "accounts" / "acme.yml").open("a", encoding="utf-8") as plan:
        plan.write(WAIVER)
    report = report_on(folder, "2026-11-23")
    assert [one.check.name for one in report.findings if one.state == "waived"] == ["visit-overdue"]
    assert not [one for one in report.findings if one.gap.check.startswith("DOC")]


@pytest.mark.parametrize("name", ["sarif", "gitlab", "junit", "github", "markdown", "json", "text"])
def test_every_format_has_it(tmp_path, name):
    assert "ACME001" in FORMATS[name](report_on(handbook(tmp_path), "2026-11-23"))


def test_sarif_lists_it_among_the_rules(tmp_path):
    run = json.loads(FORMATS["sarif"](report_on(handbook(tmp_path), "2026-11-23")))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert rules[-1]["id"] == "ACME001"


def test_the_command_line_knows_it(tmp_path):
    folder = handbook(tmp_path)
    assert "What we see in their halls" in kamdocs(folder, "explain", "visit-overdue").stdout
    assert "visit-overdue" in kamdocs(folder, "rules").stdout
    assert "checks.visit-overdue.days" in kamdocs(folder, "settings").stdout
    assert "visit-overdue" in kamdocs(folder, "explain", "relationship").stdout


def test_its_rule_has_it_on_its_page(tmp_path):
    folder = handbook(tmp_path, settings=NAMED + "as_of = 2026-11-23\n")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: A\ntheme: {name: material}\nplugins: [kamdocs]\n", "utf-8")
    assert kamdocs(folder, "build").returncode == 0
    page = (folder / "site" / "rules" / "relationship" / "index.html").read_text("utf-8")
    assert 'id="acme001"' in page
    assert "what we see in their halls" in page.lower()


FAULTY = {
    "it raises": (("visits = [", "visits = [][0] + ["), "IndexError: list index out of range (our_checks.py, line 38)"),
    "it yields no lapse": (("yield Lapse(span, case.account, message, field=\"interactions\")", "yield span"), "yields Span; a check yields Lapse"),
    "its message is a text": (("message = say(\"no visit is recorded since {last}; one was due by {due}\", last=last, due=due)", "message = 'no visit'"), "a Lapse holds str where Sentence belongs"),
    "its message lacks a value": ((", last=last, due=due)", ", day=last, due=due)"), "KeyError: 'last'"),
    "it ends the program": (("visits = [", "raise SystemExit(0)\n    visits = ["), "SystemExit: 0"),
    "its thresholds differ": (("case: Case, days: int", "case: Case"), "unexpected keyword argument 'days'"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_one_that_fails_is_named_and_the_others_run(tmp_path, name):
    change, expected = FAULTY[name]
    second = VISITS.split("\n\n\n", 1)[1].replace("ACME001", "ACME002").replace("visit-overdue", "visit-late")
    folder = handbook(tmp_path, edited(change) + "\n\n" + second.replace("def visit_overdue", "def visit_late"))
    report = report_on(folder, "2026-11-23")
    sentences = [str(one) for one in tell_mishaps(report.mishaps)]
    assert len(sentences) == 1
    assert sentences[0].startswith("the check visit-overdue of our_checks failed on acme and 1 more: ")
    assert expected in sentences[0]
    assert len(told(report, check="ACME002")) == 2
    assert told(report, check="KAM101")
    ran = kamdocs(folder, "check", "--as-of", "2026-11-23")
    assert ran.returncode == 2
    assert sentences[0] in ran.stderr
    assert "Traceback" not in ran.stderr
    assert '"executionSuccessful": false' in FORMATS["sarif"](report)


UNFIT = {
    "a code of ours": (("ACME001", "KAM999"), "not KAM or DOC"),
    "a name with capitals": (('"visit-overdue"', '"Visit"'), "needs a name of lower-case words and dashes"),
    "a name of ours": (('"visit-overdue"', '"account-silent"'), "has a name that is taken"),
    "no rule": (('    rule="relationship",\n', ""), "names no golden rule"),
    "an unknown severity": (('"warning"', '"fatal"'), "needs a severity"),
    "a page that lacks a part": (("    How to close:", "    How:"), "the docstring lacks How to close"),
    "a scope of the file": (('    rule="relationship",\n', '    rule="relationship",\n    scope="file",\n'), "looks at neither"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNFIT)
def test_one_that_is_unfit_is_named(tmp_path, name):
    change, expected = UNFIT[name]
    failures = load_settings(handbook(tmp_path, edited(change))).failures
    assert len(failures) == 1
    assert "of our_checks" in str(failures[0])
    assert expected in str(failures[0])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import nothing_like_this\n", "ModuleNotFoundError"),
        ("def broken(:\n", "SyntaxError"),
        ("raise SystemExit(0)\n", "SystemExit"),
    ],
)
def test_a_module_that_cannot_be_loaded_is_told_and_our_checks_run(tmp_path, code, expected):
    settings = NAMED + "[tool.kamdocs.checks.visit-overdue]\ndays = 9\n"
    ran = kamdocs(handbook(tmp_path, code, settings), "check", "--as-of", "2026-11-23")
    assert ran.returncode == 2
    assert "Error: the checks of our_checks can't be loaded: " + expected in ran.stderr
    assert "KAM101" in ran.stdout


@pytest.mark.parametrize("name", ["../our_checks", "our-checks", ".our_checks", "no_such_module_anywhere"])
def test_a_module_has_a_name_that_python_knows(tmp_path, name):
    failures = load_settings(handbook(tmp_path, settings=f'custom_checks = ["{name}"]\n')).failures
    assert name in str(failures[0])


@pytest.mark.parametrize("value", ['"our_checks"', "[1]", '[""]'])
def test_the_setting_is_a_list_of_texts(tmp_path, value):
    with pytest.raises(SettingsError, match="custom_checks is not a list of texts"):
        load_settings(handbook(tmp_path, settings=f"custom_checks = {value}\n"))


def test_a_module_may_lie_in_a_folder(tmp_path):
    folder = handbook(tmp_path, settings='custom_checks = ["checks.visits"]\n')
    (folder / "checks").mkdir()
    (folder / "our_checks.py").rename(folder / "checks" / "visits.py")
    assert told(report_on(folder, "2026-11-23"), check="ACME001")


def test_two_of_one_code_are_one_too_many(tmp_path):
    failures = load_settings(
        handbook(tmp_path, VISITS + "\n\n" + VISITS.split("\n\n\n", 1)[1].replace("def visit_overdue", "def again"))
    ).failures
    assert "has the code ACME001, which is taken" in str(failures[0])


def test_where_it_may_not_run_nothing_that_names_it_is_a_fault(tmp_path):
    code = "from pathlib import Path\nPath('ran').touch()\n" + VISITS
    settings = NAMED + "[tool.kamdocs.checks.visit-overdue]\ndays = 9\n"
    plan = f"name: A\nstatus: active\ntier: key\nkey_since: 2024-01-08\nowner: ana.novak\n{WAIVER}"
    folder = handbook(tmp_path, code, settings, plan)
    ran = kamdocs(folder, "check", "--as-of", "2026-11-23", "--format", "json", KAMDOCS_CUSTOM_CHECKS="off")
    assert ran.returncode == 1, ran.stderr
    assert not (folder / "ran").exists()
    assert "ACME001" not in ran.stdout
    assert '"DOC' not in ran.stdout
    assert "were not run, as KAMDOCS_CUSTOM_CHECKS forbids it" in ran.stdout
    assert kamdocs(folder, "check", KAMDOCS_CUSTOM_CHECKS="").stdout
    assert (folder / "ran").exists()


def test_an_unknown_word_for_who_may_run_is_an_error():
    assert allowed_checks({"KAMDOCS_CUSTOM_CHECKS": "Installed"}) == "installed"
    with pytest.raises(SettingsError, match="KAMDOCS_CUSTOM_CHECKS is perhaps"):
        allowed_checks({"KAMDOCS_CUSTOM_CHECKS": "perhaps"})


def test_an_installed_package_brings_its_checks(tmp_path, monkeypatch):
    (tmp_path / "acme_package_checks.py").write_text(VISITS, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    point = EntryPoint("acme", "acme_package_checks", custom.GROUP)
    monkeypatch.setattr(custom, "entry_points", lambda group: (point,) if group == custom.GROUP else ())
    folder = handbook(tmp_path / "book", settings="")
    assert "visit-overdue" in load_settings(folder).policies
    assert "visit-overdue" in load_settings(folder, allowed="installed").policies
    assert "visit-overdue" not in load_settings(folder, allowed="off").policies


def test_diff_and_base_tell_that_a_check_came(tmp_path):
    folder = handbook(tmp_path, settings="")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "before"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True)
    (folder / "pyproject.toml").write_text(f"[tool.kamdocs]\n{NAMED}", "utf-8")
    told_by_diff = kamdocs(folder, "diff", "--as-of", "2026-11-23")
    assert "visit-overdue is a new check" in told_by_diff.stdout
    assert "custom_checks: our_checks (was none)" in told_by_diff.stdout
    brought = kamdocs(folder, "check", "--base", "main", "--as-of", "2026-11-23", "--format", "json")
    assert brought.stdout.count('"ACME001"') == 2
    assert '"KAM101"' not in brought.stdout


def test_the_example_of_the_guide_passes_its_own_test(tmp_path):
    for path in EXAMPLES.glob("*.py"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    assert "3 passed" in ran.stdout


def test_a_check_is_tried_on_a_small_plan(tmp_path):
    check = load_settings(handbook(tmp_path)).policies["visit-overdue"].check
    gaps = gaps_in("tier: developing\n", check)
    assert open_on(gaps, "2024-12-31") == []
    assert [str(gap.opens_on) for gap in open_on(gaps, "2025-01-07")] == ["2025-01-07"]
    with pytest.raises(ValueError, match="line 5"):
        gaps_in("teir: developing\n", check)
