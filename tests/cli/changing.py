"""A handbook of its own for each test of a command that changes plans, and its git."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kamdocs.keeping.handbook import open_handbook
from tests.keeping.reference import TODAY

ROOT = Path(__file__).parent.parent.parent
REFERENCE = ROOT / "tests" / "data" / "reference"


@pytest.fixture
def handbook(tmp_path):
    """The reference account with its team and offerings."""
    shutil.copytree(REFERENCE, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def portfolio(tmp_path):
    """The example accounts, with a table of revenue and a group."""
    shutil.copytree(ROOT / "accounts", tmp_path / "accounts")
    (tmp_path / "pyproject.toml").write_text('[tool.kamdocs]\naccounts = "accounts"\n', "utf-8")
    return tmp_path


@pytest.fixture
def confirmed(monkeypatch):
    """A function that seats somebody at the terminal who says yes or no to whatever is to be confirmed."""

    def says(answer):
        monkeypatch.setattr("kamdocs.cli.asking.at_terminal", lambda: True)
        monkeypatch.setattr("kamdocs.cli.asking.confirm", lambda _question: answer)

    return says


def faults(folder):
    """What keeps plans of a handbook from being read or names what is not there."""
    report = open_handbook(folder).gaps(TODAY)
    return [one for one in report.findings if one.gap.check.startswith("DOC") and one.gap.severity == "error"]


def git(folder, *arguments):
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def committed(folder):
    """Everything in the folder as one commit of a new repository."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "config", "user.name", "Ana Novak")
    git(folder, "config", "user.email", "ana@supplier.example")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "begin")


def plan(folder, account="zeleznik"):
    return (folder / "accounts" / f"{account}.yml").read_text("utf-8")
