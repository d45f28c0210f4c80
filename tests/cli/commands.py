"""Run the command line as people do, in this process."""

import contextlib
import functools
import io
import sys
from importlib.metadata import entry_points
from unittest import mock

import pytest

from kamdocs.cli import main
from kamdocs.rules import custom

INSTALLED = functools.cache(entry_points)
"""What is installed doesn't change while tests run, and looking for it is a tenth of what a command takes."""


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
        monkeypatch.setattr(custom, "entry_points", INSTALLED)
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Ran(ended.value.code, captured.out, captured.err)

    return run


def ran_in(folder, *args):
    """Run ``kamdocs`` as the fixture does, where there is none: for what a module or a session does once."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        mock.patch.object(sys, "argv", ["kamdocs", *map(str, args)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    return Ran(ended.value.code, out.getvalue(), err.getvalue())
