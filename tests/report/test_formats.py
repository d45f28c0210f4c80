"""The formats for other programs: golden files, and what each format's own rules ask for."""

import json
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import quote

import jsonschema
import pytest
import xmlschema

from kamdocs.report import FORMATS
from kamdocs.rules.catalogue import CHECKS
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import report_on, write_handbook

GOLDEN = Path(__file__).parent / "golden"
FORMATS_DATA = Path(__file__).parent.parent / "data" / "formats"
WAIVER = {"check": "commitment-undated", "reason": "R", "until": "2026-12-31", "by": "ana.novak"}
PROMISES = [
    {"id": "c", "text": "New prices, 100% sure: <b>@all</b> #1", "made_on": "2026-01-05", "by": "ana.novak", "due": "2026-02-15"},
    {"id": "d", "text": "Čokolada", "made_on": "2026-01-05", "by": "ana.novak"},
]  # fmt: skip


@pytest.fixture
def report(tmp_path):
    plan = {"owner": "ana.novak", "commitments": PROMISES, "waivers": [WAIVER], "status": "winding-down"}
    folder = write_handbook(
        tmp_path, {"x": plan, "y": {"status": "former"}, "z": "name: [\n"}, _revenue__csv=(
            "customer,name,year,revenue,currency\nbig,Big | d.o.o.,2025,900,EUR\nx,X,2025,1,EUR\n"
        )
    )  # fmt: skip
    return report_on(folder, "2026-03-20", upcoming_days=30)


@pytest.mark.parametrize("name", ["github", "gitlab", "junit", "markdown", "sarif"])
def test_formats_are_those_of_the_golden_files(report, name):
    text = FORMATS[name](report)
    if name == "sarif":  # the rules are the catalogue, told by another test
        log = json.loads(text)
        log["runs"][0]["tool"]["driver"]["rules"] = []
        text = json.dumps(log, indent=2, ensure_ascii=False) + "\n"
    if name == "junit":
        text = re.sub(r' time="[^"]*"', "", text)
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("KAMDOCS_RENEW_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_sarif_rules_explain_every_check(report):
    rules = json.loads(FORMATS["sarif"](report))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [check.code for check in CHECKS]
    assert all(rule["help"]["markdown"] and rule["helpUri"].startswith("https://") for rule in rules)


def test_fingerprints_do_not_hang_on_lines(tmp_path):
    first = report_on(write_handbook(tmp_path / "a", {"x": {"commitments": PROMISES}}), "2026-03-20")
    other = report_on(
        write_handbook(tmp_path / "b", {"x": {"industry": "steel", "commitments": PROMISES[::-1]}}), "2026-03-20"
    )

    def fingerprints(report):
        results = json.loads(FORMATS["sarif"](report))["runs"][0]["results"]
        return {one["partialFingerprints"]["kamdocsGap/v1"] for one in results}

    assert fingerprints(first) == fingerprints(other)
    assert len(fingerprints(first)) == len(
        [one for one in first.findings if one.state == "open" and not one.covered_by]
    )


def test_code_quality_is_as_its_documentation_says(report):
    schema = json.loads((FORMATS_DATA / "code-quality.schema.json").read_text("utf-8"))
    issues = json.loads(FORMATS["gitlab"](report))
    assert issues
    jsonschema.Draft202012Validator(schema).validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate([{**issues[0], "severity": "error"}])


def test_junit_is_as_its_documentation_says(report):
    schema = xmlschema.XMLSchema(FORMATS_DATA / "junit.xsd")
    text = FORMATS["junit"](report)
    schema.validate(text)
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        schema.validate(text.replace("classname=", "class="))


def test_junit_counts_what_fails(report):
    root = ET.fromstring(FORMATS["junit"](report))
    failing = [one for one in report.decisive() if one.gap.severity != "info"]
    assert int(root.get("failures")) == len(failing) == len(root.findall(".//failure"))
    assert {suite.get("name") for suite in root} == {"x", "y", "z", "portfolio"}


def test_annotations_are_one_line_each_and_escaped(tmp_path):
    folder = write_handbook(
        tmp_path, {"x": 'name: "a\\n::error::b"\nstatus: active\ntier: "x\\n::warning::y"\nkey_since: 2024-01-08\n'}
    )
    text = FORMATS["github"](report_on(folder, "2026-03-20"))
    assert all(line.startswith("::error file=accounts/x.yml,line=") for line in text.splitlines())
    assert "%" in FORMATS["github"](
        report_on(write_handbook(tmp_path / "b", {"x": {"commitments": PROMISES}}), "2026-03-20")
    )


def test_auto_is_what_fits_the_place(kamdocs, tmp_path, monkeypatch):  # noqa: F811
    handbook = write_handbook(tmp_path, {"x": {"commitments": PROMISES}})
    args = ("check", "--as-of", "2026-03-20", "--format", "auto", "--fail-on", "never")
    assert kamdocs(*args, cwd=handbook).out.startswith("accounts/x.yml\n")
    monkeypatch.setenv("GITLAB_CI", "true")
    assert kamdocs(*args, cwd=handbook).out.startswith("[")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert kamdocs(*args, cwd=handbook).out.startswith("::error ")
    assert "Key accounts as of 2026-03-20" in (tmp_path / "summary.md").read_text("utf-8")


def test_sarif_is_valid_by_the_official_schema(report):
    schema = json.loads(
        (Path(__file__).parent.parent / "data" / "sarif" / "sarif-schema-2.1.0.json").read_text("utf-8")
    )
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(
        json.loads(FORMATS["sarif"](report))
    )


def test_a_summary_stays_within_what_forges_hold(tmp_path):
    plan = {"commitments": [{**PROMISES[0], "id": f"c{number}", "text": "T" * 200} for number in range(30)]}
    text = FORMATS["markdown"](
        report_on(write_handbook(tmp_path, {f"x{one}": plan for one in range(30)}), "2026-03-20")
    )
    assert 45_000 < len(text) < 65_000
    assert re.search(r"… and \d+ accounts more\.\n$", text)
    assert text.count("<details>") == text.count("</details>")


SIZECHECK = Path(__file__).parent.parent / "data" / "cases" / "13-sarif-without-location" / "sizecheck.py"


def places_of(name, text):
    if name == "gitlab":
        return {(one["location"]["path"], one["location"]["lines"]["begin"]) for one in json.loads(text)}
    results = json.loads(text)["runs"][0]["results"]
    found = [place["physicalLocation"] for one in results for place in one["locations"]]
    assert len(found) == len(results)
    return {(one["artifactLocation"]["uri"], one["region"]["startLine"]) for one in found}


@pytest.mark.parametrize("name", ["sarif", "gitlab"])
@pytest.mark.parametrize("folder", ["", "hand book/"])
def test_a_gap_without_a_file_has_its_place_in_the_settings(kamdocs, tmp_path, name, folder):  # noqa: F811
    (tmp_path / ".git").mkdir()
    handbook = write_handbook(
        tmp_path / folder,
        {"x": {}, "y": {"name": "Example d.o.o."}},
        settings='accounts = "accounts"\ncustom_checks = ["sizecheck"]\n',
    )
    (handbook / "sizecheck.py").write_text(SIZECHECK.read_text("utf-8"), "utf-8")
    ran = kamdocs("check", "--select", "ACME002", "--as-of", "2026-03-20", "--format", name, cwd=handbook)
    assert places_of(name, ran.out) == {((quote(folder) if name == "sarif" else folder) + "pyproject.toml", 1)}
    ran = kamdocs("check", "--as-of", "2026-03-20", "--format", name, "--fail-on", "never", cwd=handbook)
    assert len(places_of(name, ran.out)) > 2
    assert places_of(name, FORMATS[name](report_on(handbook, "2026-03-20"))) >= {("pyproject.toml", 1)}
    ran = kamdocs("check", "--select", "ACME002", "--as-of", "2026-03-20", cwd=handbook)
    assert ran.out.startswith("the portfolio\nportfolio: warning: ACME002 twin: y and x have one name")


@pytest.mark.parametrize("name", ["sarif", "gitlab", "github"])
def test_paths_are_those_of_the_repository_wherever_the_plans_lie(kamdocs, tmp_path, name):  # noqa: F811
    (tmp_path / ".git").mkdir()
    handbook = write_handbook(tmp_path / "handbook", {"x": {}}, settings='accounts = "../kunden"\n')
    (handbook / "accounts").rename(tmp_path / "kunden")
    out = kamdocs("check", "--as-of", "2026-03-20", "--format", name, cwd=handbook).out
    assert "kunden/x.yml" in out
    assert ".." not in out


def test_sarif_carries_the_fixes(tmp_path):
    text = (
        "name: X\nstatus: active\ntier: key\nkey_since: 4. 3. 2026\nowner: Čisto Nihče\nkey_reason: because\nrok: 1\n"
    )
    text += "commitments: [{id: c, text: x, rok: 1. 2. 2026}]\n"
    folder = write_handbook(tmp_path, {"x": text})
    report = report_on(folder, "2026-03-20")
    log = json.loads(FORMATS["sarif"](report))
    schema = json.loads(
        (Path(__file__).parent.parent / "data" / "sarif" / "sarif-schema-2.1.0.json").read_text("utf-8")
    )
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    found = {
        one["locations"][0]["physicalLocation"]["region"]["startLine"]: one["fixes"]
        for one in log["runs"][0]["results"]
        if "fixes" in one
    }
    assert found.keys() == {4, 8}
    (fix,) = found[8]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "accounts/x.yml", "uriBaseId": "SRCROOT"}
    lines = text.split("\n")
    for one in reversed(change["replacements"]):
        region, line = one["deletedRegion"], one["deletedRegion"]["startLine"] - 1
        assert region["endLine"] == region["startLine"]
        before, after = lines[line][: region["startColumn"] - 1], lines[line][region["endColumn"] - 1 :]
        lines[line] = before + one["insertedContent"]["text"] + after
    assert lines[7] == "commitments: [{id: c, text: x, due: 2026-02-01}]"
    assert {one.gap.place.line for one, _fix in report.fixes_of(report.decisive())} == {4, 8}
    assert report.mendable() == 2


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_fixes_in_sarif_count_code_points_and_no_mark(tmp_path, mark, newline):
    text = (
        "name: X\nstatus: active\ntier: key\nkey_since: 2026-03-04\nowner: ana.novak\nkey_reason: revenue\n"
        "commitments:\n  - {id: c, text: 😀 first, then č, made_on: 4. 3. 2026}\n  - {id: d, text: 😀, rok: 1. 2. 2026}\n"
    ).replace("\n", newline)
    folder = write_handbook(tmp_path, {"x": mark + text})
    (folder / "accounts" / "x.yml").write_bytes((mark + text).encode())
    results = json.loads(FORMATS["sarif"](report_on(folder, "2026-03-20")))["runs"][0]["results"]
    lines = text.split("\n")
    replaced = [
        (one["deletedRegion"], one["insertedContent"]["text"])
        for result in results
        for fix in result.get("fixes", ())
        for change in fix["artifactChanges"]
        for one in change["replacements"]
    ]
    for region, new in sorted(replaced, key=lambda one: one[0]["startColumn"], reverse=True):
        line = lines[region["startLine"] - 1]
        lines[region["startLine"] - 1] = line[: region["startColumn"] - 1] + new + line[region["endColumn"] - 1 :]
    assert "\n".join(lines) == text.replace("😀 first, then č", '"😀 first, then č"').replace(
        "4. 3. 2026", "2026-03-04"
    ).replace("rok: 1. 2. 2026", "due: 2026-02-01")
