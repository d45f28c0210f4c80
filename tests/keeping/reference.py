"""The reference account in a folder of its own, and changes of it that are proven."""

import shutil
from datetime import date
from pathlib import Path

from kamdocs.keeping.handbook import open_handbook

DATA = Path(__file__).parent.parent / "data" / "reference"
TODAY = date(2026, 11, 23)


def handbook_in(folder, plans=None, *, source=DATA):
    """A handbook with the reference's shared files, and its account or other plans by id."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    if plans is not None:
        (folder / "accounts" / "zeleznik.yml").unlink()
        for one, text in plans.items():
            (folder / "accounts" / f"{one}.yml").write_text(text, "utf-8")
    return open_handbook(folder)


def plan_of(folder, text):
    """A handbook with one plan, ``zeleznik``, of the required fields and this text; and that plan."""
    head = "name: Orodjarna\nstatus: active\ntier: key\nkey_since: 2021-03-01\nowner: ana.novak\n"
    handbook = handbook_in(folder, {"zeleznik": head + text})
    return handbook, handbook.plan("zeleznik")


def changed(handbook, plan, intent, day=TODAY):
    """The change that an intent makes, which brings in no fault."""
    assert not plan.document.faults
    change = handbook.change(plan, intent.edits, day)
    assert not change.refused_by
    assert not change.written.document.faults
    return change


def checks(findings):
    return {finding.check.name for finding in findings}


def record(change, *way):
    """A record of the changed plan, by ids and names."""
    node = change.written.document.data
    for step in way:
        node = (
            next(one for one in node if one["id"] == step)
            if isinstance(node, list) and isinstance(step, str)
            else node[step]
        )
    return node
