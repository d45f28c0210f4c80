"""The hook, run by pre-commit itself on a small repository, from a commit of this one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci.steps import ROOT
from tests.ci.test_pull_request import commit, git
from tests.plans import write_handbook

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """This checkout, uncommitted changes included, as a repository that pre-commit can clone."""
    folder = tmp_path_factory.mktemp("hooks") / "kamdocs"
    listed = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    for name in listed:
        if name.split("/")[0] in (
            "kamdocs",
            "schema",
            "pyproject.toml",
            "README.md",
            "CHANGELOG.md",
            "LICENSE",
            ".pre-commit-hooks.yaml",
        ):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder, git(folder, "rev-parse", "HEAD")


def test_it_stops_a_commit_with_a_fault_and_lets_a_gap_pass(hooks, tmp_path):
    repository, revision = hooks
    book = write_handbook(tmp_path / "book", {"x": {}})
    (book / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {repository}\n    rev: {revision}\n    hooks:\n      - id: kamdocs\n", "utf-8"
    )
    git(book, "init", "-q", "-b", "main")
    commit(book)
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "PYTHONPATH": ""}

    def run():
        command = [str(Path(sys.executable).parent / "pre-commit"), "run"]
        return subprocess.run(command, cwd=book, env=environment, capture_output=True, text=True, check=False)

    plan = book / "accounts" / "x.yml"
    plan.write_text(plan.read_text("utf-8") + "summary: A gap is no reason to stop.\n", "utf-8")
    git(book, "add", "-A")
    ran = run()
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Passed" in ran.stdout
    plan.write_text(plan.read_text("utf-8") + "sumary: twice\n", "utf-8")
    git(book, "add", "-A")
    ran = run()
    assert ran.returncode == 1
    assert "did you mean summary" in ran.stdout
