"""The report for programs. Its shape is versioned and described by ``schema/report.schema.json``."""

import re

import msgspec

from kamdocs.lint import Finding, Report, tell_mishaps

VERSION = 1

_STEERING = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|#(?=#\\w*\\[)")
"""What JSON may hold as it is, but could steer a terminal or give a log a command: see ``printable``."""


def render_json(report: Report) -> str:
    """The report as a JSON document, indented, with a line end."""
    document = {
        "version": VERSION,
        "as_of": report.as_of,
        "accounts": {
            standing.id: {
                "tier": standing.tier,
                "status": standing.status,
                "owner": standing.owner,
                "cells": {cell.rule: cell.word for cell in standing.cells},
            }
            for standing in reversed(report.standings)  # of two files of an account, the first stands
        },
        "findings": [finding_data(finding) for finding in report.findings],
        "failed_checks": [str(sentence) for sentence in tell_mishaps(report.mishaps)],
    }
    return json_text(document)


def json_text(document: object) -> str:
    """A document as indented JSON that says the same wherever it is read, and is safe to show in a log."""
    text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def finding_data(finding: Finding) -> dict[str, object]:
    """A finding as plain data, as ``schema/report.schema.json`` describes it."""
    gap = finding.gap
    return {
        "code": finding.check.code,
        "name": finding.check.name,
        "rule": finding.check.rule.slug,
        "severity": gap.severity,
        "account": gap.account,
        "record": gap.record,
        "state": finding.state,
        "opens_on": gap.opens_on,
        "closes_on": gap.closes_on,
        "message": str(gap.message),
        "hint": str(gap.hint),
        "path": gap.path,
        "line": gap.place.line,
        "column": gap.place.column,
        "covered_by": finding.covered_by,
    }
