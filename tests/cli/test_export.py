"""``kamdocs export``: what it writes and where, what it never does, and how it ends."""

import sqlite3
import subprocess
from contextlib import closing

import openpyxl
import pytest

from kamdocs.cli.progress import BAR_FROM
from kamdocs.exchange.export import table_names
from tests.cli import commands
from tests.exchange.back import csv_table

kamdocs = commands.kamdocs

PLAN = "name: {name}\nstatus: active\ntier: key\nkey_since: 2026-01-01\n"
ORDER = "orders: [{id: o1, status: confirmed, ordered_on: 2026-10-12, promised_on: 2026-11-01}]\n"
SETTINGS = """\
[tool.kamdocs]
as_of = 2026-11-23
[tool.kamdocs.audiences.zeleznik]
accounts = ["a"]
"""


@pytest.fixture
def here(tmp_path):
    """A handbook of two customers."""
    (tmp_path / "accounts").mkdir()
    (tmp_path / "pyproject.toml").write_text(SETTINGS, "utf-8")
    write(tmp_path, "a", PLAN.format(name="Železnik") + ORDER)
    write(tmp_path, "b", PLAN.format(name="B"))
    return tmp_path


def write(folder, name, text):
    (folder / "accounts" / f"{name}.yml").write_text(text, "utf-8")


def table(folder, name):
    return csv_table(name, (folder / f"{name}.csv").read_bytes())


def held(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_writes_a_file_for_each_table_and_names_them(kamdocs, here):
    ran = kamdocs("export", "out", cwd=here)
    assert ran.code == 0
    assert ran.out.splitlines() == [f"out/{name}.csv" for name in table_names()]
    assert {path.stem for path in (here / "out").iterdir()} == {*table_names(), "kamdocs-export"}
    assert [row[:2] for row in table(here / "out", "accounts").rows] == [("a", "Železnik"), ("b", "B")]
    assert "of 2 accounts, as of 2026-11-23" in ran.err


def test_the_gaps_are_those_of_the_check_on_the_same_day(kamdocs, here):
    kamdocs("export", "out", "--table", "gaps", "--as-of", "2026-11-10", cwd=here)
    gaps = table(here / "out", "gaps")
    found = [dict(zip(gaps.columns, row, strict=True)) for row in gaps.rows]
    late = [one for one in found if one["record"] == "o1" and one["severity"] == "error"]
    assert [(one["account"], one["state"], one["path"], one["line"]) for one in late] == [
        ("a", "open", "accounts/a.yml", "5"),
    ]
    assert late[0]["opens_on"] == "2026-11-02"
    checked = kamdocs("check", "--format", "json", "--as-of", "2026-11-10", cwd=here)
    assert checked.out.count('"code"') == len(gaps.rows)
    kamdocs("export", "out", "--table", "gaps", "--as-of", "2026-10-20", cwd=here)
    assert "2026-11-02" not in (here / "out" / "gaps.csv").read_text("utf-8")


def test_again_it_writes_the_same(kamdocs, here):
    for format_ in ("csv", "xlsx", "sqlite"):
        assert kamdocs("export", "out", "--format", format_, cwd=here).code == 0
    before = held(here / "out")
    for format_ in ("csv", "xlsx", "sqlite"):
        assert kamdocs("export", "out", "--format", format_, cwd=here).code == 0
    assert held(here / "out") == before
    assert {"kamdocs.xlsx", "kamdocs.sqlite"} < before.keys()


def test_a_workbook_and_a_database_hold_all_tables(kamdocs, here):
    assert kamdocs("export", "out", "--format", "xlsx", cwd=here).out == "out/kamdocs.xlsx\n"
    assert openpyxl.load_workbook(here / "out" / "kamdocs.xlsx").sheetnames == list(table_names())
    assert kamdocs("export", "out", "--format", "sqlite", cwd=here).out == "out/kamdocs.sqlite\n"
    with closing(sqlite3.connect(here / "out" / "kamdocs.sqlite")) as database:
        assert database.execute("SELECT id FROM orders WHERE account = 'a'").fetchall() == [("o1",)]
        assert database.execute("SELECT count(*) FROM gaps WHERE account IS NOT NULL").fetchone()[0] > 0


def test_tables_and_accounts_can_be_chosen(kamdocs, here):
    ran = kamdocs("export", "out", "--table", "gaps", "--table", "accounts", "--account", "b", cwd=here)
    assert ran.out.splitlines() == ["out/accounts.csv", "out/gaps.csv"]
    assert [row[0] for row in table(here / "out", "accounts").rows] == ["b"]
    assert {row[0] for row in table(here / "out", "gaps").rows} == {"b"}


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--table", "ordres"], "did you mean orders?"),
        (["--account", "aa"], "did you mean a?"),
        (["--audience", "sharable"], "did you mean shareable?"),
        (["--table", "gaps", "--audience", "shareable"], "the audience shareable may not read the table gaps"),
        (["--account", "b", "--audience", "zeleznik"], "there is no account b"),
    ],
)
def test_what_is_not_there_is_refused(kamdocs, here, args, told):
    ran = kamdocs("export", "out", *args, cwd=here)
    assert ran.code == 2
    assert told in ran.err
    assert not (here / "out").exists()


def test_a_plan_with_a_fault_is_exported_in_part_and_it_is_said(kamdocs, here):
    write(here, "b", PLAN.format(name="B") + "owner: [1]\n")
    write(here, "torn", "name: 'A\n")
    ran = kamdocs("export", "out", "--table", "accounts", cwd=here)
    assert ran.code == 1
    assert "accounts/b.yml has a fault: what is valid of it is exported" in ran.err
    assert "accounts/torn.yml has a fault: it is left out" in ran.err
    assert [row[0] for row in table(here / "out", "accounts").rows] == ["a", "b"]
    assert kamdocs("export", "out", "--account", "a", cwd=here).code == 0


def test_an_audience_gets_what_it_may_read_of_the_accounts_that_it_may_know(kamdocs, here):
    ran = kamdocs("export", "out", "--audience", "zeleznik", cwd=here)
    assert ran.code == 0
    assert not (here / "out" / "gaps.csv").exists()
    assert not (here / "out" / "risks.csv").exists()
    assert [row[:2] for row in table(here / "out", "accounts").rows] == [("a", "Železnik")]
    assert kamdocs("export", "out", "--audience", "zeleznik", "--account", "a", cwd=here).code == 0


def test_the_audience_of_the_settings_holds_where_none_is_named(kamdocs, here):
    text = SETTINGS.replace("as_of", 'audience = "shareable"\nas_of')
    (here / "pyproject.toml").write_text(text, "utf-8")
    assert kamdocs("export", "out", cwd=here).code == 0
    assert not (here / "out" / "gaps.csv").exists()
    assert kamdocs("export", "all", "--audience", "internal", cwd=here).code == 0
    assert (here / "all" / "gaps.csv").exists()


@pytest.mark.parametrize("format_", ["csv", "xlsx", "sqlite"])
def test_an_audience_does_not_get_a_folder_with_another_export(kamdocs, here, format_):
    kamdocs("export", "out", "--format", format_, cwd=here)
    before = held(here / "out")
    ran = kamdocs("export", "out", "--audience", "shareable", cwd=here)
    assert ran.code == 2
    assert "may hold what shareable may not read" in ran.err
    assert held(here / "out") == before


def test_an_audience_without_a_plan_that_can_be_read_gets_nothing(kamdocs, here):
    write(here, "a", "name: 'A\n")
    ran = kamdocs("export", "out", "--audience", "zeleznik", cwd=here)
    assert ran.code == 2
    assert "no plan that can be read for zeleznik" in ran.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("orders.csv", b"order,customer\r\n1,A\r\n"),
        ("orders.csv", b""),
        ("gaps.csv", b"\xef\xbb\xbfaccount,code\r\n"),
        ("kamdocs.xlsx", b"PK\x03\x04 something else"),
        ("kamdocs.sqlite", b"SQLite format 3\0" + bytes(84)),
    ],
)
def test_what_is_not_ours_is_never_overwritten(kamdocs, here, name, content):
    (here / "out").mkdir()
    (here / "out" / name).write_bytes(content)
    format_ = name.partition(".")[2]
    ran = kamdocs("export", "out", "--format", format_, cwd=here)
    assert ran.code == 2
    assert f"out/{name} is no earlier export of kamdocs" in ran.err
    assert "name another folder" in ran.err
    assert held(here / "out") == {name: content}


def test_a_database_that_was_changed_is_not_overwritten(kamdocs, here):
    assert kamdocs("export", "out", "--format", "sqlite", cwd=here).code == 0
    path = here / "out" / "kamdocs.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE orders SET id = 'o2'")
        database.commit()
    before = held(here / "out")
    ran = kamdocs("export", "out", "--format", "sqlite", cwd=here)
    assert (ran.code, "out/kamdocs.sqlite was changed since kamdocs wrote it" in ran.err) == (2, True)
    assert "delete the file first" in ran.err
    assert held(here / "out") == before


def test_a_table_that_was_changed_is_not_overwritten(kamdocs, here):
    kamdocs("export", "out", cwd=here)
    orders = here / "out" / "orders.csv"
    orders.write_bytes(orders.read_bytes().replace(b"o1", b"o2"))
    write(here, "b", PLAN.format(name="C"))
    before = held(here / "out")
    ran = kamdocs("export", "out", cwd=here)
    assert (ran.code, "out/orders.csv was changed since kamdocs wrote it" in ran.err) == (2, True)
    assert "kamdocs import out/orders.csv --from kamdocs" in ran.err
    assert held(here / "out") == before
    assert kamdocs("export", "out", "--table", "accounts", cwd=here).code == 0
    orders.unlink()
    assert kamdocs("export", "out", cwd=here).code == 0
    assert [row[1] for row in table(here / "out", "accounts").rows] == ["Železnik", "C"]


def test_a_run_that_is_broken_off_leaves_tables_that_the_next_one_knows(kamdocs, here, monkeypatch):
    from kamdocs.cli import export_files

    kamdocs("export", "out", cwd=here)
    write(here, "b", PLAN.format(name="C") + ORDER)
    real = export_files.replace_file

    def broken_off(path, *rest):
        if path.name == "people.csv" or path.name == "orders.csv":
            raise OSError(28, "no space")
        real(path, *rest)

    monkeypatch.setattr(export_files, "replace_file", broken_off)
    assert kamdocs("export", "out", cwd=here).code == 2
    monkeypatch.undo()
    assert kamdocs("export", "out", cwd=here).code == 0
    assert len(table(here / "out", "orders").rows) == 2


@pytest.mark.parametrize(
    "text", ["", "{]", '{"kamdocs_export": 2, "files": {}}', '{"kamdocs_export": 1, "files": [1]}']
)
def test_what_nobody_can_tell_to_be_unchanged_is_not_overwritten(kamdocs, here, text):
    kamdocs("export", "out", "--table", "orders", cwd=here)
    (here / "out" / "kamdocs-export.json").write_text(text, "utf-8")
    before = held(here / "out")
    assert kamdocs("export", "out", "--table", "orders", cwd=here).code == 2
    assert held(here / "out") == before


@pytest.mark.parametrize("folder", ["accounts", "accounts/out", "./out/../accounts", "link/out"])
def test_no_export_goes_where_plans_are(kamdocs, here, folder):
    (here / "out").mkdir()
    (here / "link").symlink_to(here / "accounts")
    before = held(here / "accounts")
    ran = kamdocs("export", folder, cwd=here)
    assert ran.code == 2
    assert "a place of plans" in ran.err
    assert held(here / "accounts") == before


def test_no_export_goes_through_a_link_or_over_a_file(kamdocs, here, tmp_path_factory):
    subprocess.run(["git", "init", "-q"], cwd=here, check=True)
    outside = tmp_path_factory.mktemp("outside")
    (here / "link").symlink_to(outside)
    assert "symbolic link" in kamdocs("export", "link", cwd=here).err
    (here / "out").mkdir()
    (here / "out" / "orders.csv").symlink_to(outside / "orders.csv")
    assert "symbolic link" in kamdocs("export", "out", cwd=here).err
    (here / "file").write_text("x", "utf-8")
    assert "file is a file, not a folder" in kamdocs("export", "file", cwd=here).err
    assert not [*outside.iterdir()]
    assert (here / "file").read_text("utf-8") == "x"


def test_a_file_where_a_folder_is_needed_is_told(kamdocs, here):
    (here / "file").write_text("x", "utf-8")
    ran = kamdocs("export", "file/out", cwd=here)
    assert ran.code == 2
    assert "can't be written" in ran.err
    assert "Traceback" not in ran.err
    assert (here / "file").read_text("utf-8") == "x"


def test_what_comes_between_is_not_overwritten(kamdocs, here, monkeypatch):
    from kamdocs.cli import export_files

    real = export_files.replace_file

    def late(path, *args):
        if path.name == "accounts.csv":
            path.write_text("somebody's own\n", "utf-8")
        real(path, *args)

    monkeypatch.setattr(export_files, "replace_file", late)
    ran = kamdocs("export", "out", cwd=here)
    assert ran.code == 2
    assert "accounts.csv" in ran.err
    assert (here / "out" / "accounts.csv").read_text("utf-8") == "somebody's own\n"


def test_without_plans_there_is_nothing_to_export(kamdocs, tmp_path):
    (tmp_path / "accounts").mkdir()
    ran = kamdocs("export", "out", cwd=tmp_path)
    assert ran.code == 2
    assert "no account file" in ran.err


def test_a_settings_day_that_is_old_is_told_where_gaps_are_asked_for(kamdocs, here):
    (here / "pyproject.toml").write_text("[tool.kamdocs]\nas_of = 2026-01-23\n", "utf-8")
    assert "set in the settings" in kamdocs("export", "out", cwd=here).err
    assert "set in the settings" not in kamdocs("export", "out", "--table", "orders", cwd=here).err


def test_a_custom_check_that_failed_is_told(kamdocs, here):
    (here / "pyproject.toml").write_text('[tool.kamdocs]\ncustom_checks = ["not_there"]\n', "utf-8")
    ran = kamdocs("export", "out", cwd=here)
    assert ran.code == 2
    assert "not_there" in ran.err


def test_people_who_wait_see_how_far_it_is(kamdocs, here, monkeypatch):
    import io
    import sys

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for number in range(BAR_FROM):
        write(here, f"c-{number}", PLAN.format(name="C"))
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    kamdocs("export", "out", "--table", "accounts", cwd=here)
    assert "reading" in terminal.getvalue()


def test_the_shell_completes_the_names_of_tables():
    from kamdocs.cli.export import _table_names

    assert _table_names(None, None, "orders") == ["orders", "orders_delays", "orders_additional_needs"]
