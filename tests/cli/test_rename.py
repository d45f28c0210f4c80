"""``kamdocs rename`` as people run it, and where it is stopped."""

import pytest

from kamdocs.cli.moving import move
from kamdocs.exchange.state import State, read_state, state_text
from kamdocs.keeping.finding import find_among
from kamdocs.keeping.handbook import open_handbook
from kamdocs.keeping.names import account_names
from kamdocs.writing import WriteError
from tests.cli.changing import committed, faults, git, handbook, plan, portfolio  # noqa: F401
from tests.cli.commands import kamdocs  # noqa: F401

OLD, NEW = "dozdevna-papirnica", "papirnica-videm"


def test_the_file_its_references_and_the_revenue_get_the_new_id_in_one_commit(kamdocs, portfolio):  # noqa: F811
    committed(portfolio)
    ran = kamdocs("rename", "Dozdevna papirnica", NEW, "--commit", cwd=portfolio)
    assert ran.code == 0
    assert not (portfolio / "accounts" / f"{OLD}.yml").exists()
    assert f"former_ids: [{OLD}]" in plan(portfolio, NEW)
    assert f"parent: {NEW}" in plan(portfolio, "izmisljena-zaga")
    assert f"{NEW},Dozdevna papirnica d.d.,2025" in (portfolio / "accounts" / "_revenue.csv").read_text("utf-8")
    assert git(portfolio, "status", "--porcelain") == ""
    words = git(portfolio, "log", "-1", "--format=%s").strip()
    assert words == f"Dozdevna papirnica d.d.: {OLD} is called {NEW} now"
    assert git(portfolio, "log", "--follow", "--format=%s", f"accounts/{NEW}.yml").split("\n")[1] == "begin"
    assert faults(portfolio) == []


def test_what_imports_brought_in_is_known_under_the_new_id(kamdocs, portfolio):  # noqa: F811
    (portfolio / "import").mkdir()
    path = portfolio / "import" / "state.json"
    record = {"at": OLD, "amount": "0123abcd"}
    state = State({
        f"revenue/{OLD}/2025": record, f"orders/{OLD}:0123abcd": record, "orders/erp:1": record,
        "orders/erp:2": {"at": "other"}, f"revenue/{OLD}-2/2025": {"at": f"{OLD}-2"},
    })  # fmt: skip
    path.write_text(state_text(state), "utf-8")
    committed(portfolio)
    assert kamdocs("rename", OLD, NEW, "--commit", cwd=portfolio).code == 0
    assert git(portfolio, "status", "--porcelain") == ""
    anew = {"at": NEW, "amount": "0123abcd"}
    assert read_state(path.read_text("utf-8"), "state.json").records == {
        f"revenue/{NEW}/2025": anew, f"orders/{NEW}:0123abcd": anew, "orders/erp:1": anew,
        "orders/erp:2": {"at": "other"}, f"revenue/{OLD}-2/2025": {"at": f"{OLD}-2"},
    }  # fmt: skip


def test_without_git_the_file_is_moved_all_the_same(kamdocs, portfolio):  # noqa: F811
    assert kamdocs("rename", OLD, NEW, cwd=portfolio).code == 0
    assert OLD not in open_handbook(portfolio).ids
    assert faults(portfolio) == []


def test_with_git_the_move_is_staged(kamdocs, portfolio):  # noqa: F811
    committed(portfolio)
    assert kamdocs("rename", "vzorcna-livarna", "livarna", cwd=portfolio).code == 0
    assert "accounts/vzorcna-livarna.yml -> accounts/livarna.yml" in git(portfolio, "status", "--porcelain")


def test_a_dry_run_writes_nothing(kamdocs, portfolio):  # noqa: F811
    committed(portfolio)
    ran = kamdocs("rename", OLD, NEW, "--dry-run", cwd=portfolio)
    assert ran.code == 0
    assert f"+parent: {NEW}" in ran.out
    assert f"accounts/{OLD}.yml becomes {NEW}.yml" in ran.out
    assert "_revenue.csv gets the new id" in ran.out
    assert git(portfolio, "status", "--porcelain") == ""


def test_back_again(kamdocs, portfolio):  # noqa: F811
    assert kamdocs("rename", OLD, NEW, cwd=portfolio).code == 0
    assert kamdocs("rename", NEW, OLD, cwd=portfolio).code == 0
    assert f"former_ids: [{NEW}]" in plan(portfolio, OLD)
    assert f"parent: {OLD}" in plan(portfolio, "izmisljena-zaga")
    assert faults(portfolio) == []


def test_an_id_that_another_has_or_that_differs_by_capitals_alone_is_refused(kamdocs, portfolio):  # noqa: F811
    committed(portfolio)
    for new, said in (
        ("Primer-Pekarna", "there is an account primer-pekarna already"),
        (OLD.capitalize(), "by its capitals alone"),
        ("../x", "../x can't be an id"),
    ):
        ran = kamdocs("rename", OLD, new, cwd=portfolio)
        assert (ran.code, said in ran.err) == (2, True), ran.err
    assert git(portfolio, "status", "--porcelain") == ""


def test_an_id_that_another_had_is_refused(kamdocs, portfolio):  # noqa: F811
    assert kamdocs("rename", OLD, NEW, cwd=portfolio).code == 0
    ran = kamdocs("rename", "primer-pekarna", OLD, cwd=portfolio)
    assert ran.code == 2
    assert f"{NEW} was called {OLD} before" in ran.err


def test_a_file_that_is_no_plan_is_not_run_over(kamdocs, portfolio):  # noqa: F811
    (portfolio / "accounts" / f"{NEW}.yml").mkdir()
    assert kamdocs("rename", OLD, NEW, cwd=portfolio).code == 2
    assert "former_ids" not in plan(portfolio, OLD)


def test_a_table_of_revenue_with_a_fault_stops_it_before_anything_is_written(kamdocs, portfolio):  # noqa: F811
    table = portfolio / "accounts" / "_revenue.csv"
    table.write_text(table.read_text("utf-8") + f"{OLD},Papirnica,2024,much,EUR\n", "utf-8")
    committed(portfolio)
    ran = kamdocs("rename", OLD, NEW, cwd=portfolio)
    assert (ran.code, "revenue is much" in ran.err) == (2, True), ran.err
    assert git(portfolio, "status", "--porcelain") == ""


def stop(*_arguments):
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("step", "now", "remembers"),
    [
        ("kamdocs.keeping.handbook.replace_file", OLD, False),
        ("kamdocs.cli.moving.move", OLD, True),
        ("kamdocs.writing.replace_file", NEW, True),
    ],
)
def test_wherever_it_is_stopped_every_name_leads_to_the_account(step, now, remembers, kamdocs, portfolio, monkeypatch):  # noqa: F811
    with monkeypatch.context() as patched:
        patched.setattr(step, stop)
        assert kamdocs("rename", OLD, NEW, cwd=portfolio).code == 130
    assert {OLD, NEW} & set(open_handbook(portfolio).ids) == {now}
    assert (f"former_ids: [{OLD}]" in plan(portfolio, now)) == remembers
    assert f"parent: {OLD}" in plan(portfolio, "izmisljena-zaga")  # which still leads to it
    assert find_among(OLD, account_names(open_handbook(portfolio).folder)).one.id == now
    assert faults(portfolio) == []
    if now == OLD:  # it can be done again
        assert kamdocs("rename", OLD, NEW, cwd=portfolio).code == 0
        assert f"former_ids: [{OLD}]" in plan(portfolio, NEW)


def test_a_plan_that_can_not_be_written_is_refused(kamdocs, portfolio):  # noqa: F811
    path = portfolio / "accounts" / f"{OLD}.yml"
    path.write_text("name: [\n", "utf-8")
    ran = kamdocs("rename", OLD, NEW, cwd=portfolio)
    assert ran.code == 1
    assert "nothing was written" in ran.err
    assert path.exists()


def test_another_plan_that_breaks_its_schema_is_left_and_named(kamdocs, portfolio):  # noqa: F811
    path = portfolio / "accounts" / "izmisljena-zaga.yml"
    path.write_text(path.read_text("utf-8").replace("tier: ", "tire: ", 1), "utf-8")
    ran = kamdocs("rename", OLD, NEW, cwd=portfolio)
    assert ran.code == 0
    assert "izmisljena-zaga.yml breaks its schema" in ran.err
    assert f"parent: {OLD}" in path.read_text("utf-8")


def test_where_a_write_fails_it_is_said_what_was_written(kamdocs, portfolio, monkeypatch):  # noqa: F811
    def full(*_arguments):
        raise WriteError("the disk is full", "make room")

    with monkeypatch.context() as patched:
        patched.setattr("kamdocs.writing.replace_file", full)
        ran = kamdocs("rename", OLD, NEW, cwd=portfolio)
    assert ran.code == 2
    assert f"the disk is full; written before that: accounts/{OLD}.yml, {NEW}.yml" in ran.err
    with monkeypatch.context() as patched:
        patched.setattr("kamdocs.keeping.handbook.replace_file", full)
        ran = kamdocs("rename", "primer-pekarna", "pekarna", cwd=portfolio)
    assert "written before" not in ran.err


def test_a_table_of_revenue_that_is_not_in_utf_8_stops_it(kamdocs, portfolio):  # noqa: F811
    table = portfolio / "accounts" / "_revenue.csv"
    table.write_bytes(table.read_bytes() + b"x,\xe8,2024,1,EUR\n")
    assert kamdocs("rename", OLD, NEW, cwd=portfolio).code == 2
    assert "former_ids" not in plan(portfolio, OLD)


def test_without_a_table_of_revenue_there_is_nothing_to_rename_in_it(kamdocs, handbook):  # noqa: F811
    assert kamdocs("rename", "zeleznik", "zeleznik-orodja", cwd=handbook).code == 0
    assert "former_ids: [zeleznik] " in plan(handbook, "zeleznik-orodja")


def test_a_baseline_that_may_know_the_id_by_another_is_named(kamdocs, handbook):  # noqa: F811
    (handbook / "pyproject.toml").write_text('[tool.kamdocs]\nbaseline = "baseline.json"\n', "utf-8")
    (handbook / "baseline.json").write_text("{}\n", "utf-8")
    ran = kamdocs("rename", "zeleznik", "zeleznik-orodja", cwd=handbook)
    assert ran.code == 0
    assert "baseline.json may know its gaps under zeleznik-orodja" in ran.err


def test_a_file_is_never_moved_over_another(tmp_path):
    old, new = tmp_path / "old.yml", tmp_path / "new.yml"
    old.write_text("old", "utf-8")
    new.write_text("new", "utf-8")
    with pytest.raises(WriteError, match="there already"):
        move(tmp_path, old, new)
    with pytest.raises(WriteError, match="can't be moved"):
        move(tmp_path, tmp_path / "gone.yml", tmp_path / "other.yml")
    assert (old.read_text("utf-8"), new.read_text("utf-8")) == ("old", "new")


def test_without_git_on_the_machine_the_file_is_moved(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "old.yml").write_text("old", "utf-8")
    move(tmp_path, tmp_path / "old.yml", tmp_path / "new.yml")
    assert (tmp_path / "new.yml").read_text("utf-8") == "old"
