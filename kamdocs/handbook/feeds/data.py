"""The data for programs: the portfolio, each account with its plan, and the gaps, each by a schema of its own.

The schemas lie beside the data, so that an editor knows them without asking another host.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from kamdocs.handbook.failed import Guard
from kamdocs.handbook.page import Asset
from kamdocs.handbook.paths import account_path, has_page
from kamdocs.handbook.view import TEN_RULES, View
from kamdocs.lint import Finding, Standing
from kamdocs.lint.report import DUE_SOON_DAYS
from kamdocs.report.json import cell_data, finding_data
from kamdocs.rules.golden import GoldenRule
from kamdocs.schema import Kind, schema_folder

VERSION = 1
"""Of all three shapes. New fields may be added within a version; a change of meaning raises it."""
PORTFOLIO, GAPS = "data/portfolio.json", "data/gaps.json"
SCHEMAS: tuple[Kind, ...] = ("portfolio", "account-data", "gaps")


class ToldGap(NamedTuple):
    """A finding, and what the data and the table tell of it; made once for all files."""

    finding: Finding
    data: Mapping[str, object]


def account_data_path(account: str) -> str:
    """Where an account's data lies."""
    return f"data/accounts/{account}.json"


def data_files(gaps: Sequence[ToldGap], view: View, guard: Guard) -> Iterator[Asset]:
    """The data, and the schemas that describe it; who isn't told of gaps gets none of the fields that tell of them."""
    encoded: dict[str | None, list[msgspec.Raw]] = {}
    everything = []
    for gap in gaps:
        raw = msgspec.Raw(msgspec.json.encode(gap.data))
        encoded.setdefault(gap.finding.gap.account, []).append(raw)
        everything.append(raw)
    yield from guard.file(PORTFOLIO, None, lambda: _json(PORTFOLIO, "portfolio", _portfolio(view), view))
    if view.assessed:
        yield _json(GAPS, "gaps", {"findings": everything}, view)
    for standing in view.standings.values():
        if has_page(standing.id):
            make = functools.partial(_account_file, standing, encoded.get(standing.id, []), view)
            yield from guard.file(account_data_path(standing.id), standing.id, make)
    for kind in SCHEMAS:
        if view.assessed or kind != "gaps":
            name = f"{kind}.schema.json"
            yield Asset(f"data/{name}", (schema_folder() / name).read_bytes())


def _account_file(standing: Standing, findings: Sequence[msgspec.Raw], view: View) -> Asset:
    content = {**_standing(standing, view), "plan": _plan(standing)}
    if view.assessed:
        content["findings"] = findings
    return _json(account_data_path(standing.id), "account-data", content, view)


def told_gaps(view: View, guard: Guard) -> list[ToldGap]:
    """What is open or waived, and what opens soon, in the order of attention."""
    return [
        guard.told(GAPS, one, lambda finding: ToldGap(finding, finding_data(finding)))
        for one in view.report.findings
        if one.state != "upcoming" or view.days_to(one) <= DUE_SOON_DAYS
    ]


def _json(path: str, kind: Kind, content: Mapping[str, object], view: View) -> Asset:
    schema = "../" * (path.count("/") - 1) + f"{kind}.schema.json"
    document = {"$schema": schema, "version": VERSION, "as_of": view.as_of, **content}
    return Asset(path, msgspec.json.encode(document) + b"\n")


def _portfolio(view: View) -> Mapping[str, object]:
    owners = sorted(view.owners.items())
    return {
        "rules": [_rule(rule, view) for rule in TEN_RULES],
        "people": [{"id": one, "name": view.person(one), "accounts": len(owned)} for one, owned in owners],
        "accounts": [_standing(standing, view) for standing in view.by_attention],
    }


def _rule(rule: GoldenRule, view: View) -> Mapping[str, object]:
    found: dict[str, object] = {"number": rule.number, "slug": rule.slug, "title": rule.title}
    return {**found, "accounts_with_gap": len(view.falling_short(rule))} if view.assessed else found


def _plan(standing: Standing) -> Mapping[str, object] | None:
    """The plan as its file says it; id and path are not of the file, they say which it is."""
    if standing.account is None:
        return None
    plan: dict[str, object] = msgspec.to_builtins(standing.account)
    not_told = ("id", "path", "unknown", *standing.account.unknown)
    return {name: value for name, value in plan.items() if name not in not_told}


def _standing(standing: Standing, view: View) -> dict[str, object]:
    shown = has_page(standing.id)
    found: dict[str, object] = {
        "id": standing.id,
        "name": standing.name,
        "tier": standing.tier,
        "status": standing.status,
        "owner": standing.owner,
        "parent": view.portfolio.parents.get(standing.id),
        "url": view.page_url(account_path(standing.id)) if shown else None,
        "data": account_data_path(standing.id) if shown else None,
    }
    return {**found, **_assessment(standing, view)} if view.assessed else found


def _assessment(standing: Standing, view: View) -> dict[str, object]:
    """Where the plan's file is, and what of it is open."""
    gaps = view.open_gaps(standing.id)
    errors = [one.gap.opens_on for one in gaps if one.gap.severity == "error" and one.gap.opens_on]
    return {
        "path": standing.path,
        "open": view.count_by_severity(gaps),
        "oldest_open_error": min(errors, default=None),
        "cells": {cell.rule: cell_data(cell) for cell in standing.cells},
    }
