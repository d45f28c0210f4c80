"""``kamdocs forget`` as people run it."""

from kamdocs.cli.past_of_file import past_of
from tests.cli.changing import committed, confirmed, git, handbook, plan, portfolio  # noqa: F401
from tests.cli.commands import kamdocs  # noqa: F401

PATH = "accounts/zgledna-orodjarna.yml"


def test_a_person_is_erased_and_git_is_told_of(kamdocs, portfolio):  # noqa: F811
    committed(portfolio)
    ran = kamdocs("forget", "zgledna-orodjarna", "Petra Čuk", "--yes", "--commit", cwd=portfolio)
    assert ran.code == 0
    after = plan(portfolio, "zgledna-orodjarna")
    for gone in ("petra-cuk", "Petra Čuk", "petra.cuk@", "0035X00003def"):
        assert gone not in after
    assert "title: Head of purchasing" in after
    assert git(portfolio, "log", "-1", "--format=%s").strip() == "Zgledna orodjarna d.o.o.: a person is forgotten"
    assert f"in what it has of {PATH}: 2 commits" in ran.err
    for line in (
        "Petra Čuk==>(erased 1)",
        "petra-cuk==>erased-1",
        "petra.cuk@zgledna-orodjarna.example==>(erased 1)",
        f"git filter-repo --invert-paths --path {PATH}",
    ):
        assert line in ran.err


def test_what_imports_keep_is_told(kamdocs, portfolio):  # noqa: F811
    folder = portfolio / "import"
    folder.mkdir()
    state = '{"kamdocs_import": 1, "records": {"stakeholders/crm:0035X00003def": {"at": "zgledna-orodjarna"}}}'
    (folder / "state.json").write_text(state, "utf-8")
    (folder / "rejected-crm.csv").write_text("kamdocs-rejected,line\na.csv,2,Petra Čuk\n", "utf-8")
    (folder / "rejected-erp.csv").write_text("kamdocs-rejected,line\na.csv,2,Somebody\n", "utf-8")
    ran = kamdocs("forget", "zgledna-orodjarna", "Petra Čuk", "--yes", cwd=portfolio)
    assert "import/state.json keeps a digest, and the id that the CRM has" in ran.out
    assert "import/rejected-crm.csv names the person too: delete the file" in ran.out
    assert "rejected-erp" not in ran.out


def test_a_file_that_git_does_not_know_has_no_past(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("forget", "zeleznik", "čuk", "--yes", cwd=handbook)
    assert ran.code == 0
    assert "git" not in ran.err


def test_the_paths_of_before_are_named_too(kamdocs, handbook):  # noqa: F811
    committed(handbook)
    kamdocs("rename", "zeleznik", "orodjarna", "--commit", cwd=handbook)
    ran = kamdocs("forget", "orodjarna", "čuk", "--dry-run", cwd=handbook)
    assert "--path accounts/orodjarna.yml --path accounts/zeleznik.yml" in ran.err


def test_other_plans_comments_and_texts_that_name_the_person_are_listed(kamdocs, portfolio):  # noqa: F811
    path = portfolio / "accounts" / "primer-pekarna.yml"
    path.write_text(path.read_text("utf-8") + "# ask Petra Čuk of the toolmaker\n", "utf-8")
    number = len(path.read_text("utf-8").splitlines())
    own = portfolio / PATH
    own.write_text(own.read_text("utf-8") + "# Petra is on leave\n", "utf-8")
    ran = kamdocs("forget", "zgledna-orodjarna", "petra", "--yes", cwd=portfolio)
    assert "accounts/primer-pekarna.yml names the person too:" in ran.out
    assert f"accounts/primer-pekarna.yml:{number}: # ask Petra Čuk of the toolmaker" in ran.out
    assert "comments that may still name the person:" in ran.out
    assert "# Petra is on leave" in ran.out


def test_it_needs_a_yes_and_a_dry_run_writes_nothing(kamdocs, handbook, confirmed):  # noqa: F811
    before = plan(handbook)
    ran = kamdocs("forget", "zeleznik", "čuk", cwd=handbook)
    assert ran.code == 2
    assert "--yes" in ran.err
    assert kamdocs("forget", "zeleznik", "čuk", "--dry-run", cwd=handbook).code == 0
    confirmed(False)
    assert kamdocs("forget", "zeleznik", "čuk", cwd=handbook).code == 130
    assert plan(handbook) == before


def test_everybody_can_be_forgotten_one_after_the_other(kamdocs, handbook):  # noqa: F811
    people = ("marko", "joze", "nada", "rok", "tina", "petra")
    for person in people:
        assert kamdocs("forget", "zeleznik", person, "--texts", "--yes", cwd=handbook).code == 0, person
    assert all(f"(erased {number})" in plan(handbook) for number in range(2, len(people) + 1))


def test_without_git_on_the_machine_there_is_no_past_to_tell(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert past_of(tmp_path, tmp_path / "zeleznik.yml") is None


def test_a_refused_change_tells_of_no_other_places(kamdocs, handbook):  # noqa: F811
    path = handbook / "accounts" / "zeleznik.yml"
    path.write_text(plan(handbook) + "  broken: [\n", "utf-8")
    ran = kamdocs("forget", "zeleznik", "čuk", "--yes", cwd=handbook)
    assert ran.code != 0
    assert "filter-repo" not in ran.err


def test_what_git_holds_in_other_branches_and_a_baseline_knows_is_told(kamdocs, handbook):  # noqa: F811
    (handbook / "pyproject.toml").write_text('[tool.kamdocs]\nas_of = 2026-11-23\nbaseline = "known.json"\n', "utf-8")
    assert kamdocs("check", "--write-baseline", cwd=handbook).code == 0
    assert '"rok-zajc"' in (handbook / "known.json").read_text("utf-8")
    committed(handbook)
    git(handbook, "checkout", "-q", "-b", "other")
    with (handbook / "accounts" / "zeleznik.yml").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    git(handbook, "commit", "-q", "-a", "-m", "more")
    git(handbook, "checkout", "-q", "main")
    ran = kamdocs("forget", "zeleznik", "rok-zajc", "--yes", cwd=handbook)
    assert "accounts/zeleznik.yml: 2 commits" in ran.err
    assert "known.json names the person too; kamdocs check --prune-baseline takes that out" in ran.out
    assert "--path accounts/zeleznik.yml --replace-message erase.txt" in ran.err


def test_nobody_is_added_to_be_forgotten(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("forget", "zeleznik", "qqqq", "--yes", cwd=handbook)
    assert ran.code == 2
    assert "known here: Marko Železnik" in ran.err
