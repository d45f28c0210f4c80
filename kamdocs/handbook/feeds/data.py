"""The data for programs: the portfolio, each account with its plan, and the gaps, each by a schema of its own.

The schemas lie beside the data, so that an editor knows them without asking another host.
"""

from collections.abc import Iterator, Mapping

import msgspec

from kamdocs.handbook.page import Asset
from kamdocs.handbook.view import TEN_RULES, View, account_path, has_page
from kamdocs.lint import Cell, Finding, Standing
from kamdocs.report.json import finding_data
from kamdocs.schema import Kind, schema_folder

VERSION = 1
"""Of all three shapes. New fields may be added within a version; a change of meaning raises it."""
SOON_DAYS = 90
"""How far ahead the list of gaps looks."""
SCHEMAS: tuple[Kind, ...] = ("portfolio", "account-data", "gaps")


def account_data_path(account: str) -> str:
    """Where an account's data lies."""
    return f"data/accounts/{account}.json"


def data_files(view: View) -> Iterator[Asset]:
    """The data, and the schemas that describe it."""
    yield _json("data/portfolio.json", "portfolio", _portfolio(view), view)
    yield _json("data/gaps.json", "gaps", {"findings": [finding_data(one) for one in listed_gaps(view)]}, view)
    for standing in view.standings.values():
        if has_page(standing.id):
            yield _json(account_data_path(standing.id), "account-data", _account(standing, view), view)
    for kind in SCHEMAS:
        name = f"{kind}.schema.json"
        yield Asset(f"data/{name}", (schema_folder() / name).read_bytes())


def listed_gaps(view: View) -> list[Finding]:
    """The findings of the lists of gaps: what is open or waived, and what opens within ``SOON_DAYS``; worst first."""
    return [one for one in view.report.findings if one.state != "upcoming" or view.days_to(one) <= SOON_DAYS]


def _json(path: str, kind: Kind, content: Mapping[str, object], view: View) -> Asset:
    schema = "../" * (path.count("/") - 1) + f"{kind}.schema.json"
    document = {"$schema": schema, "version": VERSION, "as_of": view.as_of, **content}
    return Asset(path, msgspec.json.encode(document) + b"\n")


def _portfolio(view: View) -> Mapping[str, object]:
    return {
        "rules": [{"number": rule.number, "slug": rule.slug, "title": rule.title} for rule in TEN_RULES],
        "people": [
            {"id": one, "name": view.person(one), "accounts": len(view.owners[one])} for one in sorted(view.owners)
        ],
        "accounts": [_standing(standing, view) for standing in view.standings.values()],
    }


def _account(standing: Standing, view: View) -> Mapping[str, object]:
    plan: dict[str, object] | None = None
    if standing.account:
        plan = msgspec.to_builtins(standing.account)
        for name in ("id", "path"):  # not of the file: they say which it is
            plan.pop(name)
    findings = [finding_data(one) for one in view.findings.get(standing.id, ())]
    return {**_standing(standing, view), "plan": plan, "findings": findings}


def _standing(standing: Standing, view: View) -> dict[str, object]:
    gaps = view.open_gaps(standing.id)
    errors = [one.gap.opens_on for one in gaps if one.gap.severity == "error" and one.gap.opens_on]
    shown = has_page(standing.id)
    return {
        "id": standing.id,
        "name": standing.name,
        "tier": standing.tier,
        "status": standing.status,
        "owner": standing.owner,
        "path": standing.path,
        "url": view.page_url(account_path(standing.id)) if shown else None,
        "data": account_data_path(standing.id) if shown else None,
        "open": view.count_by_severity(gaps),
        "oldest_open_error": min(errors, default=None),
        "cells": {cell.rule: _cell(cell) for cell in standing.cells},
    }


def _cell(cell: Cell) -> dict[str, object]:
    return {"word": cell.word, "opens_on": cell.opens_on, "waived": cell.waived}
