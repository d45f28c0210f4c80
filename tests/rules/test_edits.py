"""What a hint advises closes the gap: the bad example of each check, and the edit that its hint names."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.explanation import PLAN
from tests.plans import read_examples

EDITS = yaml.safe_load((Path(__file__).parent / "edits.yml").read_text(encoding="utf-8"))
BY_CODE = {check.code: check for check in CHECKS}
AS_OF = date(2026, 11, 23)
KEYS = {"whitespace": "offering", "revenue": "year", "delays": "known_on", "updates": "date"}
"""What records are found by where that is not their id."""


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit["check"])
def test_the_edit_that_the_hint_names_closes_the_gap(edit, tmp_path):
    check = BY_CODE[edit["check"]]
    files = dict(check.explanation.bad)
    before = read_examples(tmp_path / "before", files, AS_OF)
    hints = {str(one.gap.hint) for one in before.findings if one.gap.check == check.code and one.state == "open"}
    assert hints

    edited = _laid_over(yaml.safe_load(files[PLAN]), edit.get("plan", {}))
    new = {PLAN: yaml.safe_dump(edited, allow_unicode=True, sort_keys=False), **_others(edit.get("files", {}))}
    files = {name: text for name, text in {**files, **new}.items() if text is not None}
    after = read_examples(tmp_path / "after", files, edit.get("day", AS_OF))
    open_now = {one.gap.check for one in after.findings if one.state == "open"}
    assert check.code not in open_now
    assert not {code for code in open_now if code.startswith("DOC")}

    fields = {*edit.get("plan", {}), *_leaves(edit.get("plan", {})), *_leaves(edit.get("files", {}))}
    assert (
        any(re.search(rf"\b{field}\b", hint) for hint in hints for field in fields)
        or "day" in edit
        or (edit.get("files") and any("_revenue.csv" in hint for hint in hints))
    )


def test_every_check_of_a_plan_has_an_edit():
    assert {edit["check"] for edit in EDITS} == {check.code for check in CHECKS if check.code.startswith("KAM")}


def _others(files):
    return {name: data and yaml.safe_dump(data, allow_unicode=True, sort_keys=False) for name, data in files.items()}


def _laid_over(old, new, name=""):
    """The old value with the new one laid over it."""
    if isinstance(old, dict) and isinstance(new, dict):
        merged = {**old, **{key: _laid_over(old.get(key), value, key) for key, value in new.items()}}
        return {key: value for key, value in merged.items() if value is not None}
    if isinstance(old, list) and isinstance(new, list) and any(isinstance(one, dict) for one in new):
        key = KEYS.get(name, "id")
        known = {one[key]: one for one in old}
        return list({**known, **{one[key]: _laid_over(known.get(one[key], {}), one, name) for one in new}}.values())
    return new


def _leaves(value):
    """The names of all fields within a value."""
    if isinstance(value, list):
        return {name for one in value for name in _leaves(one)}
    if isinstance(value, dict):
        return {*map(str, value)} | {name for one in value.values() for name in _leaves(one)}
    return set()
