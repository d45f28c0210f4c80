"""The names of all accounts, for the hint to a reference that was written as a name."""

import pytest

from kamdocs.lint.account_names import AccountNames
from kamdocs.source import find_files
from tests.plans import report_on, write_handbook


@pytest.mark.parametrize("written", ["Skupina Jug", '"SKUPINA JUG"', "Jug"])
def test_an_account_is_offered_by_its_name(tmp_path, written):
    text = f"name: Obrat\nstatus: active\ntier: key\nkey_since: 2024-01-08\nparent: {written}\n"
    folder = write_handbook(tmp_path, {"a": {"name": "Skupina Sever"}, "jug-1": {"name": "Skupina Jug"}, "x": text})
    found = [one.gap for one in report_on(folder, "2026-03-01").findings if one.gap.check == "DOC002"]
    assert [str(gap.hint) for gap in found] == (["did you mean jug-1?"] if written != "Jug" else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("name: Skupina Jug\n", "Skupina Jug"),
        ("status: active\nname:  'Skupina Jug'  # the group\r\ntier: key\n", "Skupina Jug"),
        ('name: "Železnik #1"\n', "Železnik #1"),
        ("units:\n  - name: Obrat\n", "x"),
        ("", "x"),
    ],
)
def test_names_are_read_as_they_are_written(tmp_path, text, name):
    folder = write_handbook(tmp_path, {"x": text})
    names = AccountNames(find_files(folder / "accounts"))
    assert (dict(names), len(names), names["x"]) == ({"x": name}, 1, name)


def test_a_file_that_can_not_be_read_is_called_by_its_id(tmp_path):
    folder = write_handbook(tmp_path, {"x": "name: X\n", "y": "name: Y\n"})
    found = find_files(folder / "accounts")
    (folder / "accounts" / "y.yml").unlink()
    assert dict(AccountNames(found)) == {"x": "X", "y": "y"}
