"""Where ``kamdocs import`` writes besides the plans: rejected rows of each source, and the state under two imports."""

import json
import subprocess

import pytest
import yaml

from kamdocs.cli.import_state import StateFile
from kamdocs.cli.running_git import run_git
from kamdocs.exchange.state import State
from kamdocs.settings.error import SettingsError
from tests.cli.changing import committed, git
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.cli.test_import import PLAN, bring_in, files_of, handbook, plan_of, rejected  # noqa: F401 (fixtures)

ACCOUNTS = "Account Id,Account Name,Created Date\nA1,Hlod d.o.o.,2020-01-01\n"
ORDERS = "Order Number;Account Name;Order Date;Promised Date\n1;Hlod d.o.o.;2026-11-01;never\n"
REVENUE = "Customer;2025;Currency\nHlod d.o.o.;many;EUR\n"


class TestRejectedRows:
    def test_each_source_has_its_own_table(self, bring_in, handbook):  # noqa: F811
        bring_in("--save-mapping", "crm", accounts=ACCOUNTS + "A2,,2020-01-01\n")
        bring_in("--from", "salesforce", accounts=ACCOUNTS + "A3,,2020-01-01\n")
        bring_in(orders=ORDERS)
        bring_in(revenue=REVENUE)
        bring_in(orders=ORDERS, revenue=REVENUE)
        found = {path.name: path.read_text("utf-8-sig").count("\n") for path in (handbook / "import").glob("*.csv")}
        assert found == {
            "rejected-crm.csv": 2,
            "rejected-salesforce.csv": 2,
            "rejected-orders.csv": 2,
            "rejected-revenue.csv": 2,
            "rejected-common.csv": 3,
        }
        ran = bring_in("--mapping", "crm", accounts=ACCOUNTS)
        assert (ran.code, rejected(handbook, "crm"), len(rejected(handbook, "orders"))) == (0, [], 1)

    def test_git_of_a_new_handbook_leaves_them_out(self, kamdocs, tmp_path):  # noqa: F811
        kamdocs("init", "mine", "--forge", "none", cwd=tmp_path)
        folder = tmp_path / "mine"
        committed(folder)
        (tmp_path / "orders.csv").write_text(ORDERS.replace("Hlod d.o.o.", ""), "utf-8")
        kamdocs("import", "../orders.csv", cwd=folder)
        assert (folder / "import" / "rejected-orders.csv").is_file()
        assert git(folder, "status", "--short") == ""


class TestState:
    def test_what_another_import_wrote_meanwhile_stays(self, bring_in, handbook, monkeypatch):  # noqa: F811
        other = {"orders/erp:1": {"at": "hlod", "status": "0123abcd"}}
        real = StateFile.read

        def read_before_the_other(self):
            state = real(self)
            self.change(lambda there: there.with_(other))
            return state

        monkeypatch.setattr(StateFile, "read", read_before_the_other)
        bring_in(accounts=ACCOUNTS)
        records = json.loads((handbook / "import" / "state.json").read_text("utf-8"))["records"]
        assert set(records) == {"accounts/crm:A1", "orders/erp:1"}

    def test_it_is_read_again_where_somebody_was_faster(self, tmp_path):
        file = StateFile(tmp_path)

        def late(there):
            if not there.knows("a"):
                file.change(lambda state: state.with_({"a": {"at": "x"}}))
            return there.with_({"b": {"at": "x"}})

        assert file.change(late) == [file.path]
        assert set(file.read().records) == {"a", "b"}
        assert file.change(lambda state: state) == []

    def test_it_is_not_written_over_what_changes_all_the_time(self, tmp_path):
        file = StateFile(tmp_path)
        numbers = iter(range(100))

        def late(there):
            if next(numbers) % 2 == 0:
                file.change(lambda state: state.with_({f"a{next(numbers)}": {"at": "x"}}))
            return there.with_({"b": {"at": "x"}})

        with pytest.raises(SettingsError):
            file.change(late)
        assert not file.read().knows("b")

    def test_no_state_is_an_empty_one(self, tmp_path):
        assert StateFile(tmp_path).read() == State()


class TestNewPlans:
    def test_they_are_kept_since_today_or_since_a_day_that_is_named(self, bring_in, handbook):  # noqa: F811
        ran = bring_in(accounts=ACCOUNTS)
        assert "1 × new plans are kept since 2026-11-23" in ran.err
        assert str(plan_of(handbook, "hlod")["plan"]["started_on"]) == "2026-11-23"
        before = files_of(handbook)
        assert bring_in("--started-on", "2026-01-01", accounts=ACCOUNTS).code == 0
        assert files_of(handbook) == before  # it is there already
        (handbook / "accounts" / "hlod.yml").unlink()
        (handbook / "import" / "state.json").unlink()
        bring_in("--started-on", "2026-01-01", accounts=ACCOUNTS)
        assert str(plan_of(handbook, "hlod")["plan"]["started_on"]) == "2026-01-01"

    def test_not_since_a_day_to_come(self, bring_in, handbook):  # noqa: F811
        ran = bring_in("--started-on", "2027-01-01", accounts=ACCOUNTS)
        assert (ran.code, "still to come" in ran.err) == (2, True)

    def test_not_those_that_an_export_of_ours_tells(self, kamdocs, handbook, tmp_path):  # noqa: F811
        text = "account,name,status,tier,key_since\nhlod,Hlod,active,key,2020-01-01\n"
        (tmp_path / "accounts.csv").write_text(text, "utf-8")
        assert kamdocs("import", tmp_path / "accounts.csv", cwd=handbook).code == 0
        assert "plan" not in plan_of(handbook, "hlod")


class TestWords:
    def test_a_tab_is_named_by_its_word(self, kamdocs, handbook, tmp_path):  # noqa: F811
        (tmp_path / "accounts.csv").write_text(ACCOUNTS.replace(",", "\t"), "utf-8")
        for mark in ("tab", "\t"):
            assert kamdocs("import", tmp_path / "accounts.csv", "--separator", mark, cwd=handbook).code == 0
        ran = kamdocs("import", tmp_path / "accounts.csv", "--separator", "x", cwd=handbook)
        assert (ran.code, "write one of: , ; | tab" in ran.err) == (2, True)
        assert "\t" not in kamdocs("import", "--help", cwd=handbook).out

    def test_rows_are_called_so_and_what_is_left_out_is_said_to_be(self, kamdocs, bring_in, handbook, tmp_path):  # noqa: F811
        activities = "Account Name,Type,Date,Owner\nHlod d.o.o.,Call,2027-01-01,Ana Novak\n"
        assert "left out: 1 × activities that were not held" in bring_in(accounts=ACCOUNTS, activities=activities).err
        kamdocs("export", tmp_path / "tables", "--table", "people", "--table", "accounts", cwd=handbook)
        ran = kamdocs("import", tmp_path / "tables", cwd=handbook)
        assert "accounts.csv: 1 row\n" in ran.err
        assert "people.csv: 0 rows\n" in ran.err
        assert "kamdocs-export.json" not in ran.err

    def test_an_order_that_is_taken_back_is_told_with_both_values(self, bring_in, handbook):  # noqa: F811
        delivered = PLAN.replace("status: in-execution", "status: delivered, delivered_on: 2026-11-20")
        (handbook / "accounts" / "zaga.yml").write_text(delivered, "utf-8")
        row = "70001,Žaga Log d.o.o.,{},2026-10-01,2026-12-01,{}\n"
        head = "Order Number,Account Name,Status,Order Date,Promised Date,Delivered Date\n"
        assert bring_in(orders=head + row.format("shipped", "2026-11-20")).code == 0
        ran = bring_in(orders=head + row.format("processing", ""))
        assert "zaga, 70001, status: the plan has delivered, the export in-execution" in ran.err
        assert "zaga, 70001, delivered_on: the plan has 2026-11-20, the export nothing" in ran.err
        assert (handbook / "accounts" / "zaga.yml").read_text("utf-8") == delivered

    def test_an_order_that_an_import_brought_is_taken_back(self, bring_in, handbook):  # noqa: F811
        (handbook / "accounts" / "zaga.yml").write_text(PLAN, "utf-8")
        row = "7,Žaga Log d.o.o.,{},2026-10-01,2026-12-01,{}\n"
        head = "Order Number,Account Name,Status,Order Date,Promised Date,Delivered Date\n"
        bring_in(orders=head + row.format("shipped", "2026-11-20"))
        assert bring_in(orders=head + row.format("processing", "")).code == 0
        assert plan_of(handbook, "zaga")["orders"][1] == yaml.safe_load(
            "{id: '7', status: in-execution, ordered_on: 2026-10-01, promised_on: 2026-12-01}"
        )


def test_a_commit_of_many_files_asks_git_a_few_times(bring_in, handbook, monkeypatch):  # noqa: F811
    committed(handbook)
    asked = []

    def counted(folder, *arguments):
        asked.append(arguments)
        return run_git(folder, *arguments)

    monkeypatch.setattr("kamdocs.cli.committing.run_git", counted)
    rows = "".join(f"A{number},Mlin {number},2020-01-01\n" for number in range(2, 32))
    ran = bring_in("--commit", accounts=ACCOUNTS + rows)
    assert (ran.code, len(asked) <= 5) == (0, True), asked
    assert git(handbook, "status", "--short") == ""
    assert len(git(handbook, "show", "--name-only", "--format=", "HEAD").split()) == 32
    assert subprocess.run(["git", "fsck"], cwd=handbook, capture_output=True, check=False).returncode == 0
