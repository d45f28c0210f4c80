"""Run the command line as people do, in this process."""

import sys

import pytest

from kamdocs.cli import main


class Ran:
    """How a command ended, and what it said."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def kamdocs(monkeypatch, capsys):
    """A function that runs ``kamdocs`` with arguments in a folder."""

    def run(*args, cwd):
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["kamdocs", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Ran(ended.value.code, captured.out, captured.err)

    return run
