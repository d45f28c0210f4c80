"""A history for programs: as JSON, and as a table of CSV with a row a period."""

import csv
import io
from collections.abc import Iterator

from kamdocs.history.dealings import Kept
from kamdocs.history.history import History, Lasting, Row
from kamdocs.report.json import json_text
from kamdocs.rules.gap import SEVERITIES
from kamdocs.rules.golden import GOLDEN_RULES

VERSION = 1
_PLURAL = {"error": "errors", "warning": "warnings", "info": "reminders"}


def history_json(history: History) -> str:
    """The history as ``schema/history.schema.json`` describes it."""
    return json_text(
        {
            "version": VERSION,
            "as_of": history.as_of,
            "every": history.every,
            "account": history.account,
            "begins_on": history.begins_on,
            "rows": [_row(row) for row in history.rows],
            "lasting": [_lasting(one) for one in history.lasting],
            "notes": list(history.notes),
        }
    )


def history_csv(history: History) -> str:
    """The rows as CSV, with days and numbers only: nothing in it is anybody's text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        [
            *("since", "until", "accounts", "not_assessed", *_PLURAL.values(), "opened", "closed"),
            *("promises_in_time", "promises_late", "requests_in_time", "requests_late", "contacts"),
            *(f"open_{rule.slug.replace('-', '_')}" for rule in GOLDEN_RULES),
        ]
    )
    writer.writerows(_cells(row) for row in history.rows)
    return text.getvalue()


def _cells(row: Row) -> Iterator[object]:
    dealt = row.dealt
    yield from (row.since, row.until, row.accounts, row.not_assessed)
    yield from (row.open[severity] for severity in SEVERITIES)
    yield from (row.opened, row.closed)
    yield from (dealt.promises.in_time, dealt.promises.late, dealt.requests.in_time, dealt.requests.late)
    yield dealt.contacts
    yield from (row.by_rule[rule.slug] for rule in GOLDEN_RULES)


def _row(row: Row) -> dict[str, object]:
    return {
        "since": row.since,
        "until": row.until,
        "accounts": row.accounts,
        "not_assessed": row.not_assessed,
        "open": dict(row.open),
        "open_by_rule": dict(row.by_rule),
        "opened": row.opened,
        "closed": row.closed,
        "promises": _kept(row.dealt.promises),
        "requests": _kept(row.dealt.requests),
        "contacts": row.dealt.contacts,
        "contacts_by": dict(row.dealt.by),
    }


def _kept(kept: Kept) -> dict[str, int]:
    return {"in_time": kept.in_time, "late": kept.late}


def _lasting(one: Lasting) -> dict[str, object]:
    return {
        "code": one.check.code,
        "name": one.check.name,
        "rule": one.check.rule.slug,
        "closed": one.closed,
        "median_days": one.days,
        "still_open": one.still_open,
        "oldest": one.oldest,
    }
