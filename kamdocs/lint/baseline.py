"""Gaps that were there when a team began: known by what they are and since when, so that only others are reported."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

from kamdocs.language import _, ngettext
from kamdocs.lint.attention import in_order
from kamdocs.lint.comparison import followed, renames
from kamdocs.lint.report import Finding, Report
from kamdocs.rules.gap import Identity
from kamdocs.settings.error import SettingsError

VERSION = 2
Known = Mapping[Identity, tuple[date, ...]]
"""The days on which the known gaps of an identity opened, oldest first; ``date.min`` for one that is open from ever."""


def known_gaps(report: Report) -> Known:
    """What is open and not waived, covered gaps too: they come to light when their cause is mended.

    Faults that keep a file, or a part of it, from being judged are never known: nobody can say what lies behind them.
    """
    found: dict[Identity, list[date]] = {}
    for finding in report.findings:
        if _could_be_known(finding):
            found.setdefault(finding.gap.identity, []).append(_day(finding))
    return {identity: tuple(sorted(days)) for identity, days in found.items()}


def read_baseline(text: str, path: str) -> Known:
    """The gaps of a baseline file; raises :class:`~kamdocs.settings.error.SettingsError`."""
    try:
        data: Any = json.loads(text)
        if data["version"] != VERSION or not isinstance(data["gaps"], list):
            raise ValueError
        found: dict[Identity, list[date]] = {}
        for row in data["gaps"]:
            identity = Identity(_text(row.get("account")), str(row["check"]), _text(row.get("record")))
            found.setdefault(identity, []).append(date.fromisoformat(row["since"]) if row["since"] else date.min)
        return {identity: tuple(sorted(days)) for identity, days in found.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        hint = _("write it anew: kamdocs check --write-baseline")
        raise SettingsError(_("{path} is no baseline of this version").format(path=path), hint) from error


def render_baseline(known: Known) -> str:
    """The gaps as a file, a line each and sorted, so that a change of it reads well in git."""
    rows = [
        {**{name: value for name, value in identity._asdict().items() if value is not None}, "since": _since(day)}
        for identity, days in sorted(known.items(), key=lambda item: tuple(part or "" for part in item[0]))
        for day in days
    ]
    listed = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return f'{{\n  "version": {VERSION},\n  "gaps": [\n{listed}\n  ]\n}}\n' if rows else _EMPTY


def beyond(report: Report, known: Known) -> Report:
    """The report without the gaps that the baseline knows.

    A gap is known where the baseline has one of the same identity that opened on that day or later; each is used once.
    """
    kept, _idle = _matched(report, known)
    return msgspec.structs.replace(report, findings=in_order(kept))


def pruned(report: Report, known: Known) -> Known:
    """The baseline without what is no longer there; it never grows.

    What could not be judged may be there still: the gaps of a plan that can't be assessed, of a check that failed or
    did not run.
    """
    idle = _idle(report, known)
    found = {}
    for identity, days in _followed(known, report).items():
        left = list(days)
        for day in idle.get(identity, ()):
            left.remove(day)
        if left:
            found[identity] = tuple(left)
    return found


def idle_note(report: Report, known: Known) -> str | None:
    """What to say where gaps of the baseline are no longer there; only a whole report can tell."""
    number = sum(map(len, _idle(report, known).values()))
    message = ngettext(
        "{number} of the baseline's gaps is no longer there: kamdocs check --prune-baseline",
        "{number} of the baseline's gaps are no longer there: kamdocs check --prune-baseline",
        number,
    )
    return message.format(number=number) if number else None


def unjudged(report: Report, known: Known) -> Known:
    """What of a baseline could not be judged: whoever writes it anew keeps that."""
    judged = _judging(report)
    return {identity: days for identity, days in _followed(known, report).items() if not judged(identity)}


def _idle(report: Report, known: Known) -> Known:
    _kept, left = _matched(report, known)
    judged = _judging(report)
    return {identity: days for identity, days in left.items() if judged(identity)}


def _judging(report: Report) -> Callable[[Identity], bool]:
    """What tells whether a gap would have been found."""
    unassessed = {one.lasting_id for one in report.standings if not one.assessed}
    failed = {mishap.check.code for mishap in report.mishaps if mishap.check}
    ran = {check.code for check in report.checks} - failed
    return lambda identity: identity.account not in unassessed and identity.check in ran


def _matched(report: Report, known: Known) -> tuple[list[Finding], Known]:
    """The findings that the baseline does not know, and what of the baseline is not there any more."""
    left = {identity: list(days) for identity, days in _followed(known, report).items()}
    kept = []
    for finding in sorted(report.findings, key=_day, reverse=True):
        days = left.get(finding.gap.identity, [])
        fitting = [day for day in days if day >= _day(finding)] if _could_be_known(finding) else []
        if fitting:
            days.remove(min(fitting))
        else:
            kept.append(finding)
    return kept, {identity: tuple(days) for identity, days in left.items() if days}


def _followed(known: Known, report: Report) -> Known:
    """The baseline by the ids that the accounts go by now."""
    now = followed(report, renames(report, {}))
    found: dict[Identity, list[date]] = {}
    for identity, days in known.items():
        account = identity.account and now.get(identity.account, identity.account)
        found.setdefault(identity._replace(account=account), []).extend(days)
    return {identity: tuple(sorted(days)) for identity, days in found.items()}


def _could_be_known(finding: Finding) -> bool:
    return finding.state == "open" and not finding.gap.blinding


def _day(finding: Finding) -> date:
    return finding.gap.opens_on or date.min


def _since(day: date) -> str | None:
    return None if day == date.min else day.isoformat()


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError
    return value


_EMPTY = f'{{\n  "version": {VERSION},\n  "gaps": []\n}}\n'
