"""``kamdocs import``: brought in, checked, brought in again; what people wrote stays, and no row costs another."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from kamdocs.exchange.mapping import read_mapping
from kamdocs.lint.stopping import STOPPING
from kamdocs.settings.error import SettingsError
from tests.cli.commands import kamdocs, ran_in  # noqa: F401 (a fixture)
from tests.plans import report_on

DATA = Path(__file__).parent.parent / "data" / "crm"
TEAM = """\
team:
  - {id: ana.novak, name: Ana Novak, email: ana.novak@supplier.example}
  - {id: luka.zupan, name: Luka Župan}
  - {id: maja.kranjc, name: Maja Kranjc, email: maja.kranjc@supplier.example}
"""
SETTINGS = '[tool.kamdocs]\nas_of = 2026-11-23\ncountry = "SI"\ntimezone = "Europe/Ljubljana"\n'
PLAN = """\
# yaml-language-server: $schema=x
name: Žaga Log d.o.o.   # the sawmill
status: active
tier: key
key_since: 2020-01-01
owner: ana.novak
stakeholders:
  - {id: eva, name: Eva Mrak, title: Boss, email: eva@zaga.example}   # by hand
orders:
  # the big ones
  - {id: "70001", status: in-execution, ordered_on: 2026-10-01, promised_on: 2026-12-01}
"""


def begun(folder):
    """An empty handbook with a team."""
    (folder / "accounts").mkdir(parents=True)
    (folder / "pyproject.toml").write_text(SETTINGS, "utf-8")
    (folder / "accounts" / "_team.yml").write_text(TEAM, "utf-8")
    return folder


@pytest.fixture
def handbook(tmp_path):
    """An empty handbook with a team."""
    return begun(tmp_path / "handbook")


@pytest.fixture(scope="module")
def sixty(tmp_path_factory):
    """A handbook into which a whole export of sixty customers was brought in, and how that ran; to be copied."""
    folder = begun(tmp_path_factory.mktemp("sixty") / "handbook")
    return folder, ran_in(folder, "import", DATA / "salesforce", "--from", "salesforce")


def copied(sixty, folder, keep=lambda _account: True):
    """The handbook of sixty, or of those of its plans that are to be kept."""
    shutil.copytree(sixty[0], folder)
    for path in (folder / "accounts").glob("[!_]*.yml"):
        if not keep(path.stem):
            path.unlink()
    return folder


@pytest.fixture
def bring_in(kamdocs, handbook):  # noqa: F811
    """A function that imports files, given as texts by name, or folders."""

    def run(*args, **files):
        folder = handbook.parent / "export"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, text in files.items():
            (folder / f"{name}.csv").write_text(text, "utf-8")
        return kamdocs("import", *([folder] if files else ()), *args, cwd=handbook)

    return run


def files_of(handbook):
    return {path: path.read_bytes() for path in sorted(handbook.rglob("*")) if path.is_file()}


def plan_of(handbook, account):
    return yaml.safe_load((handbook / "accounts" / f"{account}.yml").read_text("utf-8"))


def rejected(handbook, name="*"):
    (path,) = (handbook / "import").glob(f"rejected-{name}.csv")
    text = path.read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


class TestSixtyCustomers:
    """A whole export of a CRM."""

    def test_it_is_brought_in_checked_and_brought_in_again(self, kamdocs, sixty, tmp_path):  # noqa: F811
        ran, handbook = sixty[1], copied(sixty, tmp_path / "handbook")
        assert ran.code == 1, ran.err
        assert "60 new plans" in ran.err
        assert "466 records added" in ran.err
        assert "2 rows were rejected" in ran.err
        assert [row[1:4] for row in rejected(handbook)] == [
            ["8", "cases", "the case is Closed and has no day on which it was"],
            ["5", "activities", 'nobody of ours is known as Old Colleague: add "Old Colleague" = "…" to [people]'],
        ]
        assert len(list((handbook / "accounts").glob("*.yml"))) == 61
        report = report_on(handbook, "2026-11-23")
        assert not [one for one in report.findings if one.gap.check in STOPPING]
        before = files_of(handbook)
        ran = kamdocs("import", DATA / "salesforce", "--from", "salesforce", cwd=handbook)
        assert "0 new plans, 0 plans changed, 0 records added, 0 records changed, 0 figures" in ran.err
        assert files_of(handbook) == before

    def test_what_changed_there_is_spliced_in(self, kamdocs, sixty, tmp_path):  # noqa: F811
        handbook = copied(sixty, tmp_path / "handbook")
        before = files_of(handbook)
        shutil.copytree(DATA / "salesforce", tmp_path / "next")
        orders = tmp_path / "next" / "Order.csv"
        text = orders.read_text("utf-8")
        orders.write_text(text.replace(",Activated,", ",In Production,"), "utf-8")
        ran = kamdocs("import", tmp_path / "next", "--diff", cwd=handbook)
        after = files_of(handbook)
        assert after.keys() == before.keys()
        changed = {path for path, data in after.items() if before[path] != data} - {handbook / "import" / "state.json"}
        lines = [
            pair
            for path in changed
            for pair in zip(before[path].decode().splitlines(), after[path].decode().splitlines(), strict=True)
        ]
        different = [(one.strip(), other.strip()) for one, other in lines if one != other]
        assert different == [("status: confirmed", "status: in-execution")] * text.count(",Activated,")
        assert len(different) > 10
        assert "-    status: confirmed" in ran.out

    def test_a_dry_run_writes_nothing_but_the_mapping_that_was_asked_for(self, kamdocs, handbook):  # noqa: F811
        before = files_of(handbook)
        ran = kamdocs("import", DATA / "salesforce", "--dry-run", "--save-mapping", "crm", cwd=handbook)
        assert "would be: 60 new plans" in ran.err
        assert "2 rows would be rejected" in ran.err
        after = files_of(handbook)
        mapping = handbook / "import" / "crm.toml"
        assert set(after) - set(before) == {mapping}
        text = mapping.read_text("utf-8")
        assert (
            read_mapping(text, "import/crm.toml").people == {}
        )  # whom nobody knows yet is nobody's by no word of ours
        mapping.write_text(text.replace('# "Old Colleague" = ""', '"Old Colleague" = "luka.zupan"'), "utf-8")
        args = ("import", DATA / "salesforce", "--mapping", "crm", "--save-mapping", "crm", "--dry-run")
        ran = kamdocs(*args, cwd=handbook)
        assert "1 row would be rejected" in ran.err
        assert "stays as it is" in ran.err
        assert '"luka.zupan"' in mapping.read_text("utf-8")


def test_what_is_brought_in_makes_a_handbook(kamdocs, sixty, tmp_path):  # noqa: F811
    kamdocs("init", "mine", "--forge", "none", cwd=tmp_path)
    folder = tmp_path / "mine"
    (folder / "accounts" / "example-customer.yml").unlink()
    (folder / "accounts" / "_team.yml").write_text(TEAM, "utf-8")
    (tmp_path / "next.csv").write_text("Account Name,City\nŽaga Log d.o.o.,Log\n", "utf-8")
    kamdocs("import", tmp_path / "next.csv", "--table", "accounts", "--as-of", "2026-11-23", cwd=folder)
    text = (folder / "accounts" / "zaga-log.yml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schema/account.schema.json\nname: ")
    some = [*sorted((sixty[0] / "accounts").glob("[!_]*.yml"))[::6], sixty[0] / "accounts" / "_revenue.csv"]
    for path in some:
        shutil.copy(path, folder / "accounts")
    ran = kamdocs("build", "--strict", cwd=folder)
    assert ran.code == 0, ran.err
    assert all((folder / "site" / "accounts" / path.stem / "index.html").is_file() for path in some[:-1])


@pytest.mark.parametrize("name", ["hubspot", "dynamics", "pipedrive", "odoo", "suitecrm", "espocrm"])
def test_the_other_systems(kamdocs, handbook, name):  # noqa: F811
    ran = kamdocs("import", DATA / name, "--currency", "EUR", "--save-mapping", "crm", cwd=handbook)
    assert "3 new plans" in ran.err, ran.err
    assert len(list((handbook / "accounts").glob("*.yml"))) == 4
    report = report_on(handbook, "2026-11-23")
    assert not [one for one in report.findings if one.gap.check in STOPPING]
    before = files_of(handbook)
    again = kamdocs("import", DATA / name, "--mapping", "crm", cwd=handbook)
    assert files_of(handbook) == before
    assert again.code == ran.code
    assert "note: no file is" not in again.err


class TestMondaysLines:
    """The order lines of an ERP, with the encoding that it has."""

    ACCOUNTS = (
        "orodjarna-hribovje",
        "livarna-hribovje",
        "livarna-zgornji-dol",
        "mlekarna-hribovje",
        "tiskarna-hribovje",
    )

    @pytest.fixture
    def handbook(self, sixty, tmp_path):
        """The customers of the lines, out of a CRM."""
        return copied(sixty, tmp_path / "handbook", self.ACCOUNTS.__contains__)

    @pytest.fixture
    def lines(self, tmp_path):
        return shutil.copytree(DATA / "erp", tmp_path / "erp")

    def test_lines_of_one_order_are_one_order(self, kamdocs, handbook, lines):  # noqa: F811
        ran = kamdocs("import", lines, cwd=handbook)
        assert (ran.code, "--encoding cp1250" in ran.err) == (2, True)
        ran = kamdocs("import", lines, "--encoding", "cp1250", "--save-mapping", "erp", cwd=handbook)
        assert ran.code == 1
        orders = {one["id"]: one for one in plan_of(handbook, "orodjarna-hribovje")["orders"]}
        assert orders["470001"] | {"text": ""} == {
            "id": "470001", "text": "", "status": "in-execution", "ordered_on": yaml.safe_load("2026-11-02"),
            "promised_on": yaml.safe_load("2026-12-11"), "amount": 1550.5, "currency": "EUR",
        }  # fmt: skip
        assert orders["470001"]["text"] == "Rezkalne plošče; Držala"
        assert "Neznanec Žaga (1)" in ran.err
        assert [row[3] for row in rejected(handbook, "erp")] == [
            "K-10001 is the id of livarna-hribovje, and Livarna Zgornji Dol is the name of livarna-zgornji-dol: if the id is "
            "of another system, name that in the mapping (system)",
            "promised_on is not told: Zugesagter Liefertermin is empty",
        ]
        assert "470002" not in {one["id"] for one in plan_of(handbook, "livarna-hribovje").get("orders", ())}
        assert len(rejected(handbook, "salesforce")) == 2

    def test_a_day_that_moved_is_a_delay(self, kamdocs, handbook, lines):  # noqa: F811
        kamdocs("import", lines, "--encoding", "cp1250", "--save-mapping", "erp", cwd=handbook)
        before = files_of(handbook)
        ran = kamdocs("import", lines, "--mapping", "erp", cwd=handbook)
        assert files_of(handbook) == before
        path = lines / "Auftragspositionen.csv"
        text = path.read_bytes().decode("cp1250")
        path.write_bytes(text.replace("11.12.2026", "18.12.2026").encode("cp1250"))
        ran = kamdocs("import", lines, "--mapping", "erp", "--as-of", "2026-11-30", cwd=handbook)
        assert "orodjarna-hribovje: changed: 1 order" in ran.out
        (order,) = [one for one in plan_of(handbook, "orodjarna-hribovje")["orders"] if one["id"] == "470001"]
        assert str(order["promised_on"]) == "2026-12-11"
        assert order["delays"] == yaml.safe_load("[{known_on: 2026-11-30, to: 2026-12-18}]")
        before = files_of(handbook)
        kamdocs("import", lines, "--mapping", "erp", "--as-of", "2026-12-01", cwd=handbook)
        assert files_of(handbook) == before

    def test_delivered_in_the_end(self, kamdocs, handbook, lines):  # noqa: F811
        kamdocs("import", lines, "--encoding", "cp1250", cwd=handbook)
        path = lines / "Auftragspositionen.csv"
        text = path.read_bytes().decode("cp1250")
        done = re.sub(r"2026;;in Arbeit", "2026;22.11.2026;geliefert", text)
        path.write_bytes(done.encode("cp1250"))
        kamdocs("import", lines, "--encoding", "cp1250", cwd=handbook)
        (order,) = [one for one in plan_of(handbook, "orodjarna-hribovje")["orders"] if one["id"] == "470001"]
        assert (order["status"], str(order["delivered_on"])) == ("delivered", "2026-11-22")


class TestAgain:
    """What people wrote is never taken back."""

    ACCOUNTS = "Id,Account Name,Owner,City\n001,Žaga Log d.o.o.,Ana Novak,Log\n"
    CONTACTS = "Contact Id,Account Id,Full Name,Email,Job Title\n003,001,Eva Mrak,eva@zaga.example,{title}\n004,001,Jan Kos,jan@zaga.example,Buyer\n"

    def bring(self, bring_in, title="Boss", *args):
        return bring_in(*args, accounts=self.ACCOUNTS, contacts=self.CONTACTS.format(title=title))

    def test_a_plan_by_hand_is_found_by_its_name_and_only_what_is_missing_is_added(self, bring_in, handbook):
        path = handbook / "accounts" / "zaga.yml"
        path.write_bytes(PLAN.replace("\n", "\r\n").encode())
        ran = self.bring(bring_in, "Director")
        assert ran.code == 1
        assert "zaga, eva, title: the plan has Boss, the export Director" in ran.err
        text = path.read_bytes().decode()
        lines = text.split("\r\n")
        assert "\n" not in text.replace("\r\n", "")
        kept = [line for line in PLAN.split("\n") if "Eva" not in line]
        assert [line for line in kept if line not in lines] == []
        assert plan_of(handbook, "zaga")["external_ref"] == {"crm": "001"}
        assert plan_of(handbook, "zaga")["stakeholders"][0]["external_ref"] == {"crm": "003"}
        assert "# by hand" in text
        before = files_of(handbook)
        again = self.bring(bring_in, "Director")
        assert (again.code, files_of(handbook)) == (0, before)
        assert "1 value differs from the export and stays" in again.err

    def test_what_the_import_wrote_follows_the_export_and_what_people_wrote_does_not(self, bring_in, handbook):
        self.bring(bring_in)
        path = handbook / "accounts" / "zaga-log.yml"
        self.bring(bring_in, "Director")
        assert plan_of(handbook, "zaga-log")["stakeholders"][0]["title"] == "Director"
        path.write_text(path.read_text("utf-8").replace("title: Director", "title: Owner"), "utf-8")
        assert self.bring(bring_in, "Director").code == 0
        ran = self.bring(bring_in, "President")
        assert (ran.code, "the plan has Owner, the export President" in ran.err) == (1, True)
        assert plan_of(handbook, "zaga-log")["stakeholders"][0]["title"] == "Owner"
        self.bring(bring_in, "Chair", "--take-export")
        assert plan_of(handbook, "zaga-log")["stakeholders"][0]["title"] == "Chair"

    def test_what_people_took_out_stays_out(self, bring_in, handbook):
        self.bring(bring_in)
        path = handbook / "accounts" / "zaga-log.yml"
        data = yaml.safe_load(path.read_text("utf-8"))
        data["stakeholders"].pop()
        del data["stakeholders"][0]["title"], data["address"]
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
        before = path.read_bytes()
        ran = self.bring(bring_in)
        assert path.read_bytes() == before
        assert "1 record was taken out of a plan by hand" in ran.err
        path.unlink()
        ran = self.bring(bring_in)
        assert not path.exists()

    def test_nothing_is_deleted_and_what_moved_is_told(self, bring_in, handbook):
        self.bring(bring_in)
        before = files_of(handbook)
        ran = bring_in(accounts=self.ACCOUNTS, contacts=self.CONTACTS.format(title="Boss").rpartition("004")[0])
        assert "1 record that was brought in before is not in the export any more" in ran.err
        assert files_of(handbook) == before
        accounts = self.ACCOUNTS + "002,Hlod d.o.o.,Ana Novak,Log\n"
        ran = bring_in(accounts=accounts, contacts=self.CONTACTS.format(title="Boss").replace("004,001", "004,002"))
        assert "stands in the plan zaga-log, and in the export it belongs to hlod" in ran.err
        assert len(plan_of(handbook, "zaga-log")["stakeholders"]) == 2

    def test_an_account_that_is_called_otherwise_now(self, bring_in, handbook):
        self.bring(bring_in)
        bring_in(accounts=self.ACCOUNTS.replace("Žaga Log d.o.o.", "Les Log d.d."))
        plan = plan_of(handbook, "zaga-log")
        assert (plan["name"], plan["former_names"]) == ("Les Log d.d.", ["Žaga Log d.o.o."])

    def test_the_state_can_be_lost_and_is_told_when_it_is_broken(self, bring_in, handbook):
        self.bring(bring_in)
        state = handbook / "import" / "state.json"
        records = json.loads(state.read_text("utf-8"))["records"]
        assert records["stakeholders/crm:003"]["at"] == "zaga-log"
        assert "eva" not in state.read_text("utf-8").lower()
        state.unlink()
        ran = self.bring(bring_in, "Director")
        assert (ran.code, "the plan has Boss" in ran.err) == (1, True)
        state.write_text("{]", "utf-8")
        ran = self.bring(bring_in)
        assert (ran.code, "restore it from git" in ran.err) == (2, True)


class TestRejected:
    """No row costs another, and what is rejected can be mended."""

    def test_rows_with_reasons_and_no_formula_in_them(self, bring_in, handbook):
        (handbook / "accounts" / "zaga.yml").write_text(PLAN, "utf-8")
        orders = (
            "Order Number,Account Name,Status,Order Date,Promised Date,Delivered Date,Amount,Currency\n"
            "1,Žaga Log d.o.o.,open,2026-11-01,2026-12-01,,5,EUR\n"
            "2,Žaga Log d.o.o.,lost at sea,2026-11-01,2026-12-01,,5,EUR\n"
            "3,Žaga Log d.o.o.,shipped,2026-11-01,2026-12-01,2026-10-01,5,EUR\n"
            "4,Žaga Log d.o.o.,open,2027-11-01,2027-12-01,,5,EUR\n"
            "5,,open,2026-11-01,2026-12-01,,5,EUR\n"
            "=6+cmd,Žaga Log d.o.o.,open,2026-11-01,never,,5,EUR\n"
            "7,Nobody,open,2026-11-01,2026-12-01,,5,EUR\n"
        )
        ran = bring_in(orders=orders)
        assert ran.code == 1
        reasons = {row[1]: row[3] for row in rejected(handbook)}
        assert reasons == {
            "3": 'Status is lost at sea, which is not known here: add "lost at sea" = "…" to [values.order_status]',
            "4": "delivered_on is 2026-10-01, before ordered_on (2026-11-01)",
            "5": "ordered_on is 2027-11-01, which is still to come",
            "6": "the row names no account",
            "7": "Promised Date is never, which is no day",
        }
        assert "'=6+cmd" in (handbook / "import" / "rejected-orders.csv").read_text("utf-8")
        assert "Nobody (1)" in ran.err
        assert [one["id"] for one in plan_of(handbook, "zaga")["orders"]] == ["70001", "1"]
        ran = bring_in(orders=orders.split("2,Žaga")[0])
        assert ran.code == 0
        assert rejected(handbook) == []

    def test_long_cells_are_whole_up_to_what_a_spreadsheet_holds(self, bring_in, handbook):
        bring_in(accounts=f"Account Id,Account Name,Industry\nA1,,{'x' * 30_000}\nA2,,{'y' * 40_000}\n")
        assert [(len(row[6]), row[6][-1]) for row in rejected(handbook)] == [(30_000, "x"), (32_001, "…")]

    def test_a_plan_that_cant_be_written_costs_no_other(self, bring_in, handbook):
        broken = PLAN.replace("owner: ana.novak", "external_ref: {crm: A7, erp: 'K-1'}") + "risks: {oops\n"
        (handbook / "accounts" / "zaga.yml").write_text(broken, "utf-8")
        (handbook / "accounts" / "hlod.yml").write_text(PLAN.replace("Žaga Log", "Hlod"), "utf-8")
        accounts = "Account Id,Account Name,Industry\nA7,Now called otherwise,Wood\nA8,Žaga Log d.o.o.,Wood\nA9,Hlod d.o.o.,Wood\n"
        people = "Full Name,Company\nIva Rus,Hlod d.o.o.\nNik Lah,Žaga Log d.o.o.\n"
        ran = bring_in(accounts=accounts, contacts=people)
        assert "hlod: added: 1 person; changed: what is told of the account itself" in ran.out
        assert [row[1] for row in rejected(handbook)] == ["2", "3", "3"]
        assert "the plan zaga has a fault" in ran.err
        assert (handbook / "accounts" / "zaga.yml").read_text("utf-8") == broken
        assert len(list((handbook / "accounts").glob("[!_]*.yml"))) == 2

    def test_a_foreign_file_is_not_overwritten(self, bring_in, handbook):
        (handbook / "mine.csv").write_text("my own\n", "utf-8")
        ran = bring_in("--rejected", "mine.csv", accounts=TestAgain.ACCOUNTS)
        assert ran.code == 2
        assert (handbook / "mine.csv").read_text("utf-8") == "my own\n"

    @pytest.mark.parametrize("name", ["accounts/_revenue.csv", "import/state.json", "import/crm.toml"])
    def test_rejected_rows_take_the_place_of_nothing_that_is_still_to_be_written(self, bring_in, handbook, name):
        ran = bring_in("--rejected", name, accounts=TestAgain.ACCOUNTS)
        assert (ran.code, "can't hold rejected rows" in ran.err) == (2, True)
        assert not (handbook / name).exists()
        assert not list((handbook / "accounts").glob("z*.yml"))


class TestRevenue:
    """The revenue of all customers, in the form that the table has."""

    TABLE = "customer;name;year;revenue;currency\r\nzaga;Žaga Log d.o.o.;2024;1.000,50;EUR\r\nkovac;Kovač s.p.;2024;7;EUR\r\n"

    def test_rows_are_added_and_changed_and_the_others_stay(self, bring_in, handbook):
        (handbook / "accounts" / "zaga.yml").write_text(PLAN, "utf-8")
        table = handbook / "accounts" / "_revenue.csv"
        table.write_bytes(self.TABLE.encode())
        ran = bring_in(promet="Kupec;2024;2025;Valuta\nŽaga Log d.o.o.;1000,5;1.234,00;EUR\nKovač s.p.;8;9,5;EUR\n")
        assert ran.code == 1
        assert "the plan has 7, the export 8" in ran.err
        assert table.read_bytes().decode() == (
            self.TABLE.replace("kovac", "zaga;Žaga Log d.o.o.;2025;1234;EUR\r\nkovac", 1)
            + "kovac;Kovač s.p.;2025;9,50;EUR\r\n"
        )
        before = files_of(handbook)
        bring_in(promet="Kupec;2024;2025;Valuta\nŽaga Log d.o.o.;1000,5;1.234,00;EUR\nKovač s.p.;8;9,5;EUR\n")
        assert files_of(handbook) == before
        bring_in(promet="Kupec;2025;Valuta\nŽaga Log d.o.o.;2.000,00;EUR\n")
        assert "zaga;Žaga Log d.o.o.;2025;2000;EUR" in table.read_text("utf-8")

    def test_months_are_added_up_and_doubles_are_not(self, bring_in, handbook):
        ran = bring_in(
            revenue="Customer,Year,Month,Revenue,Currency\nA,2025,1,10,EUR\nA,2025,2,5.5,EUR\nB,2025,1,1,EUR\nB,2025,1,1,EUR\nC,2025,1,1,USD\nD,soon,1,1,EUR\nE,2025,1,1,\n"
        )
        assert (handbook / "accounts" / "_revenue.csv").read_text("utf-8") == (
            "customer,name,year,revenue,currency\na,A,2025,15.50,EUR\nb,B,2025,1,EUR\n"
        )
        assert [row[1] for row in rejected(handbook)] == ["5", "6", "7", "8"]
        assert ran.code == 1


class TestUse:
    """Files and options."""

    def test_what_is_not_known_is_listed_and_never_dropped_silently(self, bring_in, handbook):
        (handbook / "accounts" / "zaga.yml").write_text(PLAN, "utf-8")
        ran = bring_in(
            weather="Colour,Mood\nred,good\n", contacts="Full Name,Company,Shoe size\nIva Rus,Žaga Log d.o.o.,39\n"
        )
        assert "weather.csv: no table that is known, left out; its columns: Colour, Mood" in ran.err
        assert "columns that are not known: Shoe size" in ran.err
        assert ran.code == 1  # not all is in

    def test_tables_of_kinds_that_are_not_read_are_missed_and_others_are_told(self, bring_in, handbook):
        (handbook / "notes.pdf").write_text("x")
        folder = handbook.parent / "mixed"
        folder.mkdir()
        (folder / "accounts.csv").write_text(TestAgain.ACCOUNTS, "utf-8")
        (folder / "photo.png").write_text("x")
        assert "left out: photo.png" in bring_in(folder).err
        (folder / "contacts.xls").write_text("x")
        for args in ((folder,), (folder / "accounts.csv", handbook / "notes.pdf")):
            ran = bring_in(*args)
            assert (ran.code, "its kind is not read" in ran.err) == (1, True)

    def test_a_mapping_names_columns_and_words(self, bring_in, handbook):
        (handbook / "accounts" / "zaga.yml").write_text(PLAN, "utf-8")
        (handbook / "import").mkdir()
        (handbook / "import" / "mine.toml").write_text(
            'source = "common"\ndates = "month-first"\nsystem = "erp"\n[values.order_status]\n"Zeta" = "on-hold"\n'
            '[people]\n"X" = "ana.novak"\n[[files]]\ntable = "orders"\n[files.columns]\n'
            '"Who" = "account"\n"Zahl" = "number"\n"Zustand" = "status"\n"Von" = "ordered"\n"Bis" = "promised"\n"Rest" = ""\n',
            "utf-8",
        )
        lines = "Who,Zahl,Zustand,Von,Bis,Rest\nŽaga Log d.o.o.,A/7,Zeta,11/2/2026,12/1/2026,x\n"
        ran = bring_in("--from", "mine", whatever=lines)
        assert ran.code == 0, ran.err
        order = plan_of(handbook, "zaga")["orders"][1]
        assert (order["id"], order["status"], str(order["promised_on"])) == ("A-7", "on-hold", "2026-12-01")
        assert "not taken: Rest" in ran.err
        assert "note: no file is" not in ran.err
        ran = bring_in("--from", "mine", contacts="Full Name,Company\nIva Rus,Žaga Log d.o.o.\n")
        told = "note: no file is the mapping's table of orders with the columns Who, Zahl, Zustand, Von, Bis …"
        assert (ran.code, told in ran.err) == (0, True), ran.err

    @pytest.mark.parametrize(
        ("text", "word"),
        [("source = 'no'", "source is no"), ("[people]\nx = 'nobody'", "nobody"), ("[values.stage]\nx = 'wom'", "did you mean won"),
         ("[values.stag]\n", "stag"), ("[[files]]\ntable = 'order'\n", "did you mean orders"), ("nonsense", "Expected"), ("odd = 1", "odd"),
         ("[[files]]\ntable = 'orders'\n[files.columns]\nx = 'promisd'\n", "did you mean promised"), ("system = 'a b'", "system")],
    )  # fmt: skip
    def test_a_mapping_with_a_fault_is_told(self, text, word):
        with pytest.raises(SettingsError) as refused:
            read_mapping(text, "import/x.toml", ["ana.novak"])
        assert word in f"{refused.value} {refused.value.hint}"

    @pytest.mark.parametrize(
        ("args", "word"),
        [(("--from", "salesforec"), "salesforce"), (("--mapping", "none"), "no mapping"), (("--currency", "euros"), "EUR"),
         (("--save-mapping", "../x"), "name of a mapping")],
    )  # fmt: skip
    def test_wrong_use(self, bring_in, args, word):
        ran = bring_in(*args, accounts=TestAgain.ACCOUNTS)
        assert (ran.code, word in ran.err) == (2, True), ran.err

    def test_the_encoding_is_asked_for_on_a_terminal(self, kamdocs, handbook, monkeypatch):  # noqa: F811
        asked = []
        monkeypatch.setattr("kamdocs.cli.import_files.at_terminal", lambda: True)
        monkeypatch.setattr(
            "kamdocs.cli.import_files.choose", lambda question, choices: asked.append(choices) or "cp1250"
        )
        ran = kamdocs("import", DATA / "erp", cwd=handbook)
        assert ran.code == 0, ran.err
        assert len(asked) == 1
        assert asked[0][0].told.startswith("cp1250: ")
        assert "Tiskarna Hribovje (2)" in ran.err

    def test_a_file_that_changed_meanwhile_is_left_alone(self, bring_in, handbook, monkeypatch):
        from kamdocs.writing import WriteError

        def refuse(*_args):
            raise WriteError("zaga-log.yml was changed", "run the command again")

        monkeypatch.setattr("kamdocs.keeping.handbook.replace_file", refuse)
        ran = bring_in(accounts=TestAgain.ACCOUNTS)
        assert ran.code == 1
        assert [row[3] for row in rejected(handbook)] == ["zaga-log.yml was changed"]
        assert not (handbook / "import" / "state.json").exists()

    def test_a_table_of_revenue_with_faults_is_left_alone(self, bring_in, handbook):
        table = handbook / "accounts" / "_revenue.csv"
        revenue = "Customer,Year,Revenue,Currency\nA,2025,10,EUR\n"
        table.write_text("customer,name,year,revenue,currency\na,A,2024,many,EUR\n", "utf-8")
        ran = bring_in(revenue=revenue)
        assert (ran.code, rejected(handbook)[0][3]) == (1, "line 2 of _revenue.csv: revenue is many")
        table.write_bytes("customer,name,year,revenue,currency\na,Č,2024,1,EUR\n".encode("cp1250"))
        assert bring_in(revenue=revenue).code == 1
        assert rejected(handbook)[0][3] == "_revenue.csv is not written in UTF-8"

    def test_a_row_of_two_years_is_one_row_and_figures_are_told_plainly(self, bring_in, handbook):
        head = "Customer,2024,2025,Currency\n"
        ran = bring_in(revenue=head + "Mlin,10.5,1385000,EUR\nMlin,1,1,EUR\n")
        assert "1 row was rejected" in ran.err
        table = handbook / "accounts" / "_revenue.csv"
        table.write_text(table.read_text("utf-8").replace("1385000", "1385001"), "utf-8")
        assert "the plan has 1385001, the export 7 (line 2" in bring_in(revenue=head + "Mlin,10.5,7,EUR\n").err

    def test_what_is_shown_of_revenue(self, bring_in, handbook):
        ran = bring_in("--diff", "--dry-run", revenue="Customer,Year,Revenue,Currency\nA,2025,10,EUR\n")
        assert "+a,A,2025,10,EUR" in ran.out
        assert not (handbook / "accounts" / "_revenue.csv").exists()

    def test_nothing_to_bring_in(self, kamdocs, handbook, tmp_path):  # noqa: F811
        (tmp_path / "empty").mkdir()
        assert kamdocs("import", tmp_path / "empty", cwd=handbook).code == 2
        (tmp_path / "empty" / "x.csv").write_text("A,B\n1,2\n", "utf-8")
        assert kamdocs("import", tmp_path / "empty", cwd=handbook).code == 2
        (tmp_path / "empty" / "x.csv").write_bytes(b"PK\x03\x04no")
        (tmp_path / "empty" / "y.pdf").write_bytes(b"x")
        ran = kamdocs("import", tmp_path / "empty", cwd=handbook)
        assert (ran.code, "y.pdf" in ran.err) == (1, True)

    def test_a_workbook_holds_several_tables(self, kamdocs, handbook, tmp_path):  # noqa: F811
        from datetime import date

        import openpyxl

        book = openpyxl.Workbook()
        book.active.title = "Accounts"
        book.active.append(["Account ID", "Account Name", "Created Date"])
        book.active.append(["A1", "Žaga Log d.o.o.", date(2020, 3, 4)])
        orders = book.create_sheet("Orders")
        orders.append(["Order Number", "Account ID", "Status", "Order Date", "Promised Date", "Amount", "Currency"])
        orders.append([7001, "A1", "open", date(2026, 11, 3), date(2026, 12, 4), 812.125, "EUR"])
        book.save(tmp_path / "crm.xlsx")
        ran = kamdocs("import", tmp_path / "crm.xlsx", "--tier", "key", cwd=handbook)
        assert ran.code == 0, ran.err
        plan = plan_of(handbook, "zaga-log")
        assert (plan["tier"], str(plan["key_since"])) == ("key", "2020-03-04")
        assert plan["orders"][0]["amount"] == 812.125
        before = files_of(handbook)
        kamdocs("import", tmp_path / "crm.xlsx", "--tier", "key", cwd=handbook)
        assert files_of(handbook) == before

    def test_since_and_no_new_plans(self, bring_in, handbook):
        (handbook / "accounts" / "zaga.yml").write_text(PLAN, "utf-8")
        opportunities = (
            "Opportunity Name,Account Name,Stage,Created Date,Close Date\n"
            "Old,Žaga Log d.o.o.,won,2020-01-01,2020-02-01\nNew,Žaga Log d.o.o.,proposal,2026-01-01,2027-02-01\n"
        )
        accounts = "Account Name,Industry\nNew one,Wood\n"
        ran = bring_in("--since", "2026-01-01", "--no-new-plans", accounts=accounts, opportunities=opportunities)
        assert "New one (1)" in ran.err
        assert [one["title"] for one in plan_of(handbook, "zaga")["opportunities"]] == ["New"]

    def test_groups_and_superiors(self, bring_in, handbook):
        accounts = "Account ID,Account Name,Parent Account ID\nA1,Hči d.o.o.,A2\nA2,Mati d.d.,\n"
        contacts = "Contact ID,Account ID,Full Name,Reports To ID\nC1,A1,Eva Mrak,C2\nC2,A1,Jan Kos,\n"
        ran = bring_in(accounts=accounts, contacts=contacts)
        assert ran.code == 0, ran.err
        plan = plan_of(handbook, "hci")
        assert plan["parent"] == "mati"
        assert {one["id"]: one.get("reports_to") for one in plan["stakeholders"]} == {
            "eva-mrak": "jan-kos",
            "jan-kos": None,
        }


class TestHostile:
    """Files of strangers: they cost their own rows, nothing else."""

    def test_names_that_are_yaml_html_formulas_or_commands(self, bring_in, handbook):
        names = [
            "=cmd|' /C calc'!A0",
            "{a: b}",
            "- x: # y",
            "<script>",
            "::error::x",
            "A\u202eB",
            "'quoted\"",
            "@ana",
            "!!python/x",
            "[x]",
        ]
        stream = io.StringIO()
        writer = csv.writer(stream)
        writer.writerow(["Account ID", "Account Name", "City"])
        writer.writerows([f"X{place}", f"{name} firm {place}", name] for place, name in enumerate(names))
        ran = bring_in(accounts=stream.getvalue())
        assert "10 new plans" in ran.err, ran.err
        assert "\n::error::" not in f"\n{ran.err}{ran.out}"
        plans = [yaml.safe_load(path.read_text("utf-8")) for path in (handbook / "accounts").glob("[!_]*.yml")]
        assert {plan["external_ref"]["crm"]: plan["address"]["city"] for plan in plans} == {
            f"X{place}": name.replace("\u202e", "") for place, name in enumerate(names)
        }
        assert not [one for one in report_on(handbook, "2026-11-23").findings if one.gap.check in STOPPING]

    def test_an_id_that_leads_out_of_the_folder_makes_no_file(self, bring_in, handbook):
        bring_in(accounts="Account Name,City\n../../evil,x\n/etc/passwd,x\nindex,x\n…,x\n")
        names = {path.stem for path in (handbook / "accounts").glob("[!_]*")}
        assert names == {"evil", "etc-passwd", "index-2"}
        assert len(rejected(handbook)) == 1

    def test_links_are_not_followed(self, bring_in, handbook, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        (handbook / "import").symlink_to(tmp_path / "elsewhere")
        ran = bring_in(accounts=TestAgain.ACCOUNTS)
        assert ran.code == 2
        assert not list((tmp_path / "elsewhere").iterdir())


class TestOwnTables:
    """What ``kamdocs export`` writes, back."""

    REFERENCE = Path(__file__).parent.parent / "data" / "reference"

    @pytest.mark.parametrize("format_", ["csv", "xlsx"])
    def test_export_import_export_is_the_same(self, kamdocs, handbook, tmp_path, format_):  # noqa: F811
        source = tmp_path / "source"
        shutil.copytree(self.REFERENCE, source)
        for name in ("_team.yml", "_offerings.yml"):
            shutil.copy(source / "accounts" / name, handbook / "accounts" / name)
        one = kamdocs("export", tmp_path / "one", "--format", format_, "--as-of", "2026-11-23", cwd=source)
        assert one.code == 0, one.err
        before = files_of(source)
        ran = kamdocs("import", tmp_path / "one", "--from", "kamdocs", "--as-of", "2026-11-23", cwd=source)
        assert ran.code == 0, ran.err
        assert {path: data for path, data in files_of(source).items() if "import" not in path.parts} == before
        ran = kamdocs("import", tmp_path / "one", "--as-of", "2026-11-23", cwd=handbook)
        assert ran.code == 0, ran.err
        two = kamdocs("export", tmp_path / "two", "--format", format_, "--as-of", "2026-11-23", cwd=handbook)
        assert two.code == 0, two.err
        first, second = _tables(tmp_path / "one"), _tables(tmp_path / "two")
        assert len(first) > 20
        assert first == second
        assert _data(source) == _data(handbook)

    def test_tables_that_a_spreadsheet_has_saved_in_its_own_way(self, kamdocs, tmp_path):  # noqa: F811
        source = tmp_path / "source"
        shutil.copytree(self.REFERENCE, source)
        kamdocs("export", "tables", "--as-of", "2026-11-23", cwd=source)
        before = files_of(source)
        for path in (source / "tables").glob("*.csv"):
            columns, *rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
            stream = io.StringIO(newline="")
            csv.writer(stream, delimiter=";").writerows([columns, *(map(_as_in_slovenia, row) for row in rows)])
            path.write_bytes(stream.getvalue().encode("cp1250", "replace"))
        args = ("import", "tables", "--from", "kamdocs", "--encoding", "cp1250", "--as-of", "2026-11-23")
        ran = kamdocs(*args, cwd=source)
        assert ran.code == 0, ran.err
        after = files_of(source)
        assert {path: after[path] for path in before if "tables" not in path.parts} == {
            path: data for path, data in before.items() if "tables" not in path.parts
        }

    def test_cells_that_were_changed(self, kamdocs, handbook, tmp_path):  # noqa: F811
        (handbook / "accounts" / "zaga.yml").write_text(PLAN, "utf-8")
        kamdocs("export", tmp_path / "tables", cwd=handbook)
        people = tmp_path / "tables" / "people.csv"
        text = people.read_bytes().decode("utf-8-sig")
        header = text.split("\r\n")[0].split(",")
        row = dict.fromkeys(header, "") | {"account": "zaga", "id": "new-one", "name": "New One", "title": "=Boss"}
        row["title"] = "'=Boss"
        changed = text.replace("Boss", "Chief") + ",".join(row.values()) + "\r\n"
        people.write_bytes(changed.encode("utf-8-sig"))
        ran = kamdocs("import", tmp_path / "tables", cwd=handbook)
        assert (ran.code, "the plan has Boss, the export Chief" in ran.err) == (1, True)
        assert plan_of(handbook, "zaga")["stakeholders"][1] == {"id": "new-one", "name": "New One", "title": "=Boss"}
        ran = kamdocs("import", tmp_path / "tables", "--take-export", cwd=handbook)
        assert ran.code == 0, ran.err
        text = (handbook / "accounts" / "zaga.yml").read_text("utf-8")
        assert text.startswith(PLAN.partition("title: Boss")[0])
        assert "title: Chief" in text

    def test_records_within_records_that_a_record_needs(self, kamdocs, handbook, tmp_path):  # noqa: F811
        delayed = PLAN.replace("status: in-execution", "status: delayed, delays: [{known_on: 2026-11-02}]")
        (handbook / "accounts" / "zaga.yml").write_text(delayed, "utf-8")
        kamdocs("export", tmp_path / "tables", cwd=handbook)
        for standing in (True, False):
            if not standing:
                (handbook / "accounts" / "zaga.yml").unlink()
            ran = kamdocs("import", tmp_path / "tables", cwd=handbook)
            assert ran.code == 0, ran.err
            assert plan_of(handbook, "zaga") == yaml.safe_load(delayed)

    def test_one_table_twice_is_refused(self, kamdocs, handbook, tmp_path):  # noqa: F811
        (handbook / "accounts" / "zaga.yml").write_text(PLAN, "utf-8")
        for format_ in ("csv", "xlsx"):
            kamdocs("export", tmp_path / "tables", "--format", format_, "--table", "orders", cwd=handbook)
        ran = kamdocs("import", tmp_path / "tables", cwd=handbook)
        assert (ran.code, "are the same table" in ran.err) == (2, True)

    def test_tables_of_ours_are_not_read_as_those_of_a_crm(self, kamdocs, handbook, tmp_path):  # noqa: F811
        (handbook / "accounts" / "zaga.yml").write_text(PLAN, "utf-8")
        kamdocs("export", tmp_path / "tables", cwd=handbook)
        (tmp_path / "tables" / "notes.txt").write_text("What,When\nCalled,Monday\n", "utf-8")
        before = files_of(handbook)
        ran = kamdocs("import", tmp_path / "tables", cwd=handbook)
        assert (ran.code, "beside tables of kamdocs export there is notes.txt" in ran.err) == (2, True)
        ran = kamdocs("import", tmp_path / "tables", "--from", "kamdocs", cwd=handbook)
        assert (ran.code, "notes.txt: no table that is known" in ran.err) == (1, True)
        assert files_of(handbook) == before

    def test_a_plan_with_a_fault_is_said_to_have_one(self, kamdocs, handbook, tmp_path):  # noqa: F811
        (handbook / "accounts" / "zaga.yml").write_text(PLAN + "risks: {oops\n", "utf-8")
        (tmp_path / "people.csv").write_text("account,id,name\nzaga,jan,Jan\n", "utf-8")
        kamdocs("import", tmp_path / "people.csv", "--from", "kamdocs", cwd=handbook)
        assert [row[3] for row in rejected(handbook)] == ["the plan zaga has a fault: kamdocs check says where"]

    def test_a_group_and_its_subsidiary(self, kamdocs, handbook, tmp_path):  # noqa: F811
        (tmp_path / "t").mkdir()
        table = "account,name,status,tier,key_since,parent\nhci,Hči,active,key,2020-01-01,mati\nmati,Mati,active,key,2020-01-01,\n"
        (tmp_path / "t" / "accounts.csv").write_text(table, "utf-8")
        ran = kamdocs("import", tmp_path / "t", cwd=handbook)
        assert ran.code == 0, ran.err
        assert plan_of(handbook, "hci")["parent"] == "mati"

    def test_rows_without_a_plan_are_rejected(self, kamdocs, handbook, tmp_path):  # noqa: F811
        (tmp_path / "t").mkdir()
        (tmp_path / "t" / "orders.csv").write_text(
            "account,id,status,ordered_on,promised_on\nnobody,1,confirmed,2026-11-01,2026-12-01\n", "utf-8"
        )
        (tmp_path / "t" / "accounts.csv").write_text(
            "account,name,status,tier,key_since,odd\n../x,X,active,key,2020-01-01,\nok,Y,active,,2020-01-01,\n", "utf-8"
        )
        ran = kamdocs("import", tmp_path / "t", "--from", "kamdocs", cwd=handbook)
        assert ran.code == 1
        assert "columns that are not known: odd" in ran.err
        assert len(rejected(handbook)) == 3
        assert not list((handbook / "accounts").glob("[!_]*.yml"))


def _as_in_slovenia(cell):
    """A cell as Excel saves it there: days with points, decimal commas, its own words for yes and no."""
    if day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", cell):
        return f"{int(day[3])}. {int(day[2])}. {day[1]}"
    if re.fullmatch(r"-?\d+\.\d+", cell):
        return cell.replace(".", ",")
    return {"true": "PRAVILNO", "false": "NEPRAVILNO"}.get(cell, cell)


def _tables(folder):
    """The tables of an export but the gaps, by name: their bytes, or what the cells of a workbook hold."""
    if (book := next(folder.glob("*.xlsx"), None)) is None:
        return {path.stem: path.read_bytes() for path in folder.glob("*.csv") if path.stem != "gaps"}
    import openpyxl

    sheets = openpyxl.load_workbook(book).worksheets
    return {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in sheets if sheet.title != "gaps"}


def _data(folder):
    return {path.name: yaml.safe_load(path.read_text("utf-8")) for path in (folder / "accounts").glob("[!_]*.yml")}
