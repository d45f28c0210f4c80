"""The report for programs. Its shape is versioned and described by ``schema/report.schema.json``."""

import re

import msgspec

from kamdocs.lint import Cell, Finding, Report, by_account

VERSION = 1

_STEERING = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_COMMAND = re.compile(r"#(?=#\w*\[)")
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
                "cells": {cell.rule: cell_data(cell) for cell in standing.cells},
            }
            for standing, _findings in by_account(report)
            if standing
        },
        "findings": [finding_data(finding) for finding in report.findings],
        "failed_checks": [str(sentence) for sentence in report.failed],
        "left_out": list(report.left_out),
    }
    return json_text(document)


def json_text(document: object) -> str:
    """A document as indented JSON that says the same wherever it is read, and is safe to show in a log."""
    text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    for pattern, there in ((_STEERING, not text.isascii() or "\x7f" in text), (_COMMAND, "##" in text)):
        text = pattern.sub(_escaped, text) if there else text
    return text + "\n"


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def cell_data(cell: Cell) -> dict[str, object]:
    """A cell as plain data, as ``schema/report.schema.json`` describes it."""
    return {
        "word": cell.word,
        "severity": cell.severity,
        "opens_on": cell.opens_on,
        "evidence_on": cell.evidence_on,
        "waived": cell.waived,
    }


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
        "message": str(finding.message),
        "hint": str(gap.hint),
        "path": gap.path,
        "line": gap.place.line,
        "column": gap.place.column,
        "covered_by": finding.covered_by,
    }
