"""The report as SARIF 2.1.0 (OASIS), for code scanning."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from kamdocs import __version__
from kamdocs.fixing import Fix
from kamdocs.fixing.extents import Extents
from kamdocs.language import _, plain_day
from kamdocs.lint import Finding, Report, fingerprint, tell_mishaps
from kamdocs.report.json import json_text
from kamdocs.report.place import placed
from kamdocs.rules.check import Check
from kamdocs.writing.splice import Splice

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
HOME = "https://github.com/kamdocs/kamdocs"


def render_sarif(report: Report) -> str:
    """The open and the waived findings as a SARIF log; what is covered or upcoming is left out.

    A waived finding is there with a suppression and its reason. Fingerprints are made of the gap's identity (account,
    check, record), never of its line.
    """
    report = placed(report)
    places = {check.code: place for place, check in enumerate(report.checks)}
    told = [one for one in report.findings if one.state != "upcoming" and one.covered_by is None]
    run: dict[str, Any] = {
        "tool": {"driver": _driver(report.checks)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": _("The root of the repository.")}}},
        "results": list(_results(report, told, places)),
        "properties": {"asOf": report.as_of},
    }
    if report.mishaps:
        failed = [{"level": "error", "message": {"text": str(one)}} for one in tell_mishaps(report.mishaps)]
        run["invocations"] = [{"executionSuccessful": False, "toolExecutionNotifications": failed}]
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json_text(log)


def _driver(checks: Iterable[Check]) -> Mapping[str, Any]:
    return {
        "name": "kamdocs",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOME,
        "rules": [_rule(check) for check in checks],
    }


def _rule(check: Check) -> Mapping[str, Any]:
    explanation = check.explanation
    why, how = (_("Why."), explanation.why), (_("How to close."), explanation.how_to_close)
    text = "\n\n".join([explanation.demands, *(f"{title} {told}" for title, told in (why, how))])
    markdown = "\n\n".join([explanation.demands, *(f"**{title}** {told}" for title, told in (why, how))])
    return {
        "id": check.code,
        "name": "".join(part.capitalize() for part in check.name.split("-")),
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": explanation.demands},
        "help": {"text": text, "markdown": markdown},
        "helpUri": f"{HOME}/blob/main/docs/guide/settings.md",
        "defaultConfiguration": {"level": LEVELS[check.severity[1]]},
        "properties": {"tags": [check.rule.slug]},
    }


def _results(report: Report, told: Sequence[Finding], places: Mapping[str, int]) -> Iterator[Mapping[str, Any]]:
    """The findings as results, with how they could be mended where that has one right reading."""
    fixes = {id(finding): fix for finding, fix in report.fixes_of(told)}
    extents = {path: Extents(text) for path, text in report.texts.items() if path in report.fixes}
    for finding in told:
        result, fix, path = _result(finding, places), fixes.get(id(finding)), finding.gap.path or ""
        if fix is not None and fix.splices and path in extents:
            result["fixes"] = [_fix(fix, path, extents[path])]
        yield result


def _fix(fix: Fix, path: str, extents: Extents) -> Mapping[str, Any]:
    replacements = [_replacement(one, extents) for one in fix.splices]
    changes = {"artifactLocation": _artifact(path), "replacements": replacements}
    return {"description": {"text": str(fix.what)}, "artifactChanges": [changes]}


def _replacement(splice: Splice, extents: Extents) -> Mapping[str, Any]:
    start, end = extents.place(splice.start), extents.place(splice.end)
    region = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
    return {"deletedRegion": region, "insertedContent": {"text": splice.text}}


def _artifact(path: str) -> Mapping[str, str]:
    return {"uri": quote(path), "uriBaseId": "SRCROOT"}


def _result(finding: Finding, places: Mapping[str, int]) -> dict[str, Any]:
    gap = finding.gap
    region = {"startLine": gap.place.line, "startColumn": gap.place.column}
    result: dict[str, Any] = {
        "ruleId": gap.check,
        "ruleIndex": places[gap.check],
        "level": LEVELS[gap.severity],
        "message": {"text": _("{message} (to do: {hint})").format(message=finding.message, hint=gap.hint)},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(gap.path or ""), "region": region}}],
        "partialFingerprints": {"kamdocsGap/v1": fingerprint(finding)},
        "properties": {"account": gap.account, "record": gap.record, "opensOn": gap.opens_on},
    }
    if finding.waiver:
        waiver = finding.waiver
        reason = _("{reason} (until {day}, by {name})").format(
            reason=waiver.reason, day=plain_day(waiver.until), name=waiver.by
        )
        result["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return result
