"""Gaps that were there when a team began: counted by account and check, so that only more than that is reported."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from kamdocs.language import _, ngettext
from kamdocs.lint.report import Finding, Report
from kamdocs.settings.error import SettingsError

VERSION = 1
Counts = Mapping[tuple[str, str], int]
"""By account (empty for the portfolio) and code: how many open gaps are taken as known."""


def count_gaps(report: Report) -> Counts:
    """The open findings that count, by account and check."""
    return Counter((finding.gap.account or "", finding.gap.check) for finding in report.decisive())


def read_baseline(text: str, path: str) -> Counts:
    """The counts of a baseline file; raises :class:`~kamdocs.settings.load.SettingsError`."""
    try:
        data: Any = json.loads(text)
        if data["version"] != VERSION:
            raise ValueError
        return {
            (account, code): int(number) for account, codes in data["gaps"].items() for code, number in codes.items()
        }
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        hint = _("write it anew: kamdocs check --write-baseline")
        raise SettingsError(_("{path} is no baseline of this version").format(path=path), hint) from error


def render_baseline(counts: Counts) -> str:
    """The counts as a file: sorted, so that a change of it reads well in git."""
    gaps: dict[str, dict[str, int]] = {}
    for (account, code), number in sorted(counts.items()):
        if number:
            gaps.setdefault(account, {})[code] = number
    return json.dumps({"version": VERSION, "gaps": gaps}, indent=2, ensure_ascii=False) + "\n"


def beyond(report: Report, counts: Counts) -> Report:
    """The report without the gaps that the baseline knows; of each account and check the oldest are the known ones."""
    left = dict(counts)
    kept = []
    for finding in sorted(report.findings, key=_oldest_first):
        name = (finding.gap.account or "", finding.gap.check)
        if finding.decisive and left.get(name, 0) > 0:
            left[name] -= 1
        else:
            kept.append(finding)
    idle = sum(number for number in left.values() if number)
    message = ngettext(
        "{number} of the baseline's gaps is no longer there: kamdocs check --prune-baseline",
        "{number} of the baseline's gaps are no longer there: kamdocs check --prune-baseline",
        idle,
    )
    note = (message.format(number=idle),) if idle else ()
    kept.sort(key=lambda finding: finding.rank)
    return msgspec.structs.replace(report, findings=tuple(kept), notes=(*report.notes, *note))


def pruned(report: Report, counts: Counts) -> Counts:
    """The baseline without what is no longer there; it never grows."""
    now = count_gaps(report)
    return {name: min(number, now.get(name, 0)) for name, number in counts.items()}


def _oldest_first(finding: Finding) -> date:
    return finding.gap.opens_on or date.min
