"""A handbook of its own for each test of a command that changes plans, and its git."""

import shutil
import subprocess
from pathlib import Path

import pytest

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
