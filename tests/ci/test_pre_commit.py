"""The hook, run by pre-commit itself on small repositories, from a commit of this one."""

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from tests.ci.steps import ROOT, STARTER
from tests.ci.test_pull_request import commit, git
from tests.plans import write_handbook

pytestmark = pytest.mark.slow
ACME = Path(__file__).parent.parent / "data" / "cases" / "05-pre-commit" / "acme.yml"
PACKAGED = (
    "docs", "kamdocs", "schema", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", ".pre-commit-hooks.yaml",
)  # fmt: skip
TEAM = [{"id": "first.manager", "name": "F"}, {"id": "ana.novak", "name": "Ana Novak"}]


@pytest.fixture(scope="session")
def hooks(tmp_path_factory):
    """This checkout, uncommitted changes included, as a repository that pre-commit can clone, and pre-commit's home.

    All workers share them: to install the hook takes a minute.
    """
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    folder, home = shared / "hooks" / "kamdocs", shared / "hooks-home"
    with FileLock(shared / "hooks.lock"):
        if not folder.exists():
            _copy(folder)
    config = (
        f"repos:\n  - repo: {folder}\n    rev: {git(folder, 'rev-parse', 'HEAD')}\n    hooks:\n      - id: kamdocs\n"
    )
    return config, home


def _copy(folder):
    listed = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    for name in listed:
        if name.split("/")[0] in PACKAGED and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "-q", "-b", "main")
    commit(folder)


@pytest.fixture
def proposed(hooks, tmp_path):
    """A function that begins a repository with the hook; what it gives adds changes and runs pre-commit on them."""
    config, home = hooks
    top = tmp_path / "book"

    def begin(folder="", settings="", plans=None, config=config):
        write_handbook(top / folder, {"x": {}, **(plans or {})}, team=TEAM, settings=settings)
        if accounts := settings.partition('accounts = "')[2].partition('"')[0]:
            (top / folder / "accounts").rename(top / folder / accounts)
        (top / ".pre-commit-config.yaml").write_text(config, "utf-8")
        git(top, "init", "-q", "-b", "main")
        commit(top)

        def propose(path, more):
            with (top / path).open("a", encoding="utf-8") as file:
                file.write(more)
            git(top, "add", "-A")
            beside = Path(sys.executable).parent
            environment = {
                **os.environ,
                "PRE_COMMIT_HOME": str(home),
                "PYTHONPATH": "",
                "PATH": f"{beside}:{os.environ['PATH']}",
            }
            command = [str(beside / "pre-commit"), "run"]
            ran = subprocess.run(command, cwd=top, env=environment, capture_output=True, text=True, check=False)
            return ran.returncode, ran.stdout + ran.stderr

        return propose

    return begin


def test_it_stops_a_commit_with_a_fault_and_lets_a_gap_pass(proposed):
    propose = proposed()
    code, said = propose("accounts/x.yml", "summary: A gap is no reason to stop.\n")
    assert (code, "Passed" in said) == (0, True), said
    code, said = propose("accounts/x.yml", "sumary: twice\n")
    assert (code, "the field sumary is not known" in said) == (1, True), said


@pytest.mark.parametrize(
    ("folder", "settings", "plan"),
    [("handbook", "", "handbook/accounts/x.yml"), ("", 'accounts = "kunden"\n', "kunden/x.yml")],
)
def test_it_finds_the_handbook_where_it_lies(proposed, folder, settings, plan):
    code, said = proposed(folder, settings)(plan, "name: [\n")
    assert (code, f"{plan}:" in said) == (1, True), said


def test_a_waiver_that_lapsed_overnight_elsewhere_stops_nobody(proposed):
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    propose = proposed(plans={"acme": ACME.read_text("utf-8").replace("<yesterday>", yesterday)})
    code, said = propose("accounts/x.yml", "summary: T\n")
    assert code == 0, said
    code, said = propose("accounts/acme.yml", "summary: T\n")
    assert code == 0, said


def test_other_files_of_the_repository_are_left_alone(proposed):
    code, said = proposed()("docker-compose.yml", "a: [\n")
    assert code == 0, said


def test_the_hook_of_a_new_handbook_is_the_same(proposed):
    propose = proposed("handbook", config=(STARTER / "dot-pre-commit-config.yaml").read_text("utf-8"))
    code, said = propose("handbook/accounts/x.yml", "summary: T\n")
    assert (code, "Passed" in said) == (0, True), said
    code, said = propose("handbook/accounts/_team.yml", "tem: []\n")
    assert (code, "the field tem is not known" in said) == (1, True), said
