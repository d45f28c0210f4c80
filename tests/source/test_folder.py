"""Which files a folder holds: every file that looks like a shared one is read or told, and no name stops the reading."""

import os
from pathlib import Path

import pytest

from kamdocs.source import arrange_files
from tests.plans import report_on, write_handbook

ROOT = Path("/handbook/accounts")


@pytest.mark.parametrize(
    "name",
    ["_other.yml", "_revenues.csv", "_Revenue.csv", "_revenue.CSV", "_revenue.xlsx", "_TEAM.yml", "_team.json", "_x.csv",
     "revenue.csv", "sub/_team.yml", "sub/_revenue.csv"],
)  # fmt: skip
def test_what_looks_like_a_shared_file_and_is_none_is_told(name):
    assert arrange_files(ROOT, [ROOT / name]).strangers == (ROOT / name,)


@pytest.mark.parametrize("name", ["notes.csv", "notes.md", "_notes.md", "plan.pdf", "team.csv", "sub/notes.csv"])
def test_other_files_may_lie_in_the_folder(name):
    assert arrange_files(ROOT, [ROOT / name]) == arrange_files(ROOT, [])


# A file beside _team.yml -> which one is told, with which words.
HINTS = {
    "_teams.yml": ("_teams.yml", "a file whose name begins with _ is not known here", "did you mean _team.yml? "),
    "_notes.yml": ("_notes.yml", "a file whose name begins with _ is not known here", "the shared files are _team.yml, "),
    "revenue.csv": ("revenue.csv", "a shared file of this name is read by nobody", "did you mean _revenue.csv? "),
    "sub/_revenue.csv": (
        "sub/_revenue.csv", "a shared file is read by nobody here", "move it to the top of the accounts folder",
    ),
    "_team.yaml": ("_team.yml", "there is another file for the same", "keep one of the two"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "told"), HINTS.items(), ids=HINTS.keys())
def test_the_hint_says_what_to_do_with_it(tmp_path, name, told):
    folder = write_handbook(tmp_path, {"x": {}})
    path = folder / "accounts" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("team: []\n", "utf-8")
    (gap,) = (one.gap for one in report_on(folder, "2026-11-23").findings if one.check.code == "DOC002")
    assert (gap.path, str(gap.message)) == (f"accounts/{told[0]}", told[1])
    assert str(gap.hint).startswith(told[2])


@pytest.mark.parametrize(
    "stem", [b"x" * 251, b"line\nend", b"tab\there", b"\xff\xfe", b"quote'\"", b" ", b"-", "č".encode() * 125]
)
def test_no_name_of_a_file_stops_the_reading(tmp_path, stem):
    folder = write_handbook(tmp_path, {"x": {}})
    path = os.path.join(os.fsencode(folder / "accounts"), stem + b".yml")  # noqa: PTH118 (bytes)
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(b"name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\n")
    report = report_on(folder, "2026-11-23")
    assert len(report.standings) == 2
