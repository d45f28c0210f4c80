"""The handbook as scripts and notebooks use it."""

import re
from datetime import date
from pathlib import Path

import pytest

import kamdocs
from kamdocs.settings.error import SettingsError

DAY = date(2026, 11, 23)
PLAN = """\
# The plan of a fictional customer.
name: Acme d.o.o.
status: active
tier: key
key_since: 2024-01-08
owner: ana.novak
commitments:
  - {id: c1, made_on: 2026-10-01, by: ana.novak, text: A price list, due: 2026-10-15}  # by mail
"""
TEAM = "team:\n  - {id: ana.novak, name: Ana Novak}\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.kamdocs]\n", "utf-8")
    accounts = tmp_path / "accounts"
    accounts.mkdir()
    (accounts / "_team.yml").write_text(TEAM, "utf-8")
    (accounts / "acme.yml").write_bytes(PLAN.replace("\n", "\r\n").encode("utf-8-sig"))
    (accounts / "beta.yml").write_text(PLAN.replace("Acme", "Beta"), "utf-8")
    return tmp_path


def kept(day="2026-11-20"):
    return kamdocs.Put(("commitments", "c1", "kept_on"), day)


def test_a_plan_is_found_by_its_id_and_no_other_is_read(folder):
    (folder / "accounts" / "beta.yml").unlink()
    (folder / "accounts" / "beta.yml").mkdir()
    handbook = kamdocs.open_handbook(folder)
    plan = handbook.plan("acme")
    assert (plan.id, plan.shown, plan.account.name) == ("acme", "accounts/acme.yml", "Acme d.o.o.")
    assert plan.data["commitments"][0]["id"] == "c1"


def test_an_unknown_account_is_refused_with_the_nearest(folder):
    handbook = kamdocs.open_handbook(folder)
    with pytest.raises(SettingsError, match="no account acmee") as raised:
        handbook.plan("acmee")
    assert "acme" in raised.value.hint
    with pytest.raises(SettingsError):
        handbook.gaps(DAY, account="acmee")


def test_gaps_are_those_of_the_day(folder):
    handbook = kamdocs.open_handbook(folder)
    names = {one.check.name for one in handbook.gaps(DAY, account="acme").decisive()}
    assert "commitment-overdue" in names
    before = {one.check.name for one in handbook.gaps(date(2026, 10, 10), account="acme").decisive()}
    assert "commitment-overdue" not in before
    report = handbook.gaps(DAY)
    assert [one.id for one in report.standings] == ["acme", "beta"]
    assert report.unseen == 0


def test_a_change_says_what_it_closes_and_keeps_every_other_byte(folder):
    handbook = kamdocs.open_handbook(folder)
    path = folder / "accounts" / "acme.yml"
    before = path.read_bytes()
    change = handbook.change(handbook.plan("acme"), [kept()], DAY)
    assert path.read_bytes() == before, "nothing is written before it is saved"
    assert [one.check.name for one in change.closed] == ["commitment-overdue"]
    assert not change.opened
    assert not change.refused_by
    assert change.diff().count("\n+") == 2  # the head of the diff, and the line
    handbook.save(change)
    assert path.read_bytes() == before.replace(b"due: 2026-10-15}", b"due: 2026-10-15, kept_on: 2026-11-20}")


def test_a_file_that_was_changed_meanwhile_is_left_as_it_is(folder):
    handbook = kamdocs.open_handbook(folder)
    change = handbook.change(handbook.plan("acme"), [kept()], DAY)
    path = folder / "accounts" / "acme.yml"
    path.write_text(PLAN + "deputy: ana.novak\n", "utf-8")
    with pytest.raises(kamdocs.WriteError, match="changed by somebody else"):
        handbook.save(change)
    assert path.read_text("utf-8").endswith("deputy: ana.novak\n")


def test_what_breaks_the_schema_is_refused_with_what_to_paste(folder):
    handbook = kamdocs.open_handbook(folder)
    with pytest.raises(kamdocs.Refused, match=re.escape("kept_on")) as raised:
        handbook.change(handbook.plan("acme"), [kept("soon")], DAY)
    assert "kept_on: soon" in raised.value.paste


def test_what_names_somebody_unknown_is_not_saved(folder):
    handbook = kamdocs.open_handbook(folder)
    edit = kamdocs.Put(("commitments", "c1", "by"), "nobody")
    change = handbook.change(handbook.plan("acme"), [edit], DAY)
    assert [one.gap.check for one in change.refused_by] == ["DOC003"]
    with pytest.raises(kamdocs.Refused, match="nobody"):
        handbook.save(change)
    assert "nobody" not in (folder / "accounts" / "acme.yml").read_text("utf-8-sig")


def test_a_new_plan_never_takes_the_place_of_a_file(folder):
    handbook = kamdocs.open_handbook(folder)
    path = folder / "accounts" / "gamma.yml"
    change = handbook.begin(path, PLAN.replace("Acme", "Gamma"), DAY, [kept()])
    assert "commitment-overdue" not in {one.check.name for one in change.opened}
    assert "/dev/null" in change.diff()
    path.write_text("somebody was faster\n", "utf-8")
    with pytest.raises(kamdocs.WriteError, match="there already"):
        handbook.save(change)
    path.unlink()
    handbook.save(change)
    assert kamdocs.open_handbook(folder).plan("gamma").account.commitments[0].kept_on == date(2026, 11, 20)


def test_without_accounts_there_is_no_handbook(tmp_path):
    with pytest.raises(SettingsError, match="no accounts folder"):
        kamdocs.open_handbook(tmp_path)


def test_the_guide_tells_what_there_is():
    guide = (Path(__file__).parent.parent.parent / "docs" / "guide" / "python.md").read_text("utf-8")
    for name in set(re.findall(r"kamdocs\.([A-Za-z_]+)\b(?!\.)", guide)) - {"settings"}:
        assert hasattr(kamdocs, name), name
    with pytest.raises(AttributeError):
        _ = kamdocs.nothing_of_the_kind
