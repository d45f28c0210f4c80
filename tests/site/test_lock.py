"""Who builds: one at a time, and the dead let go."""

import json
import os
import socket
import subprocess
import sys

import pytest

from kamdocs.settings.error import SettingsError
from kamdocs.site import lock as room
from kamdocs.site.lock import Lock


@pytest.fixture
def path(tmp_path):
    return tmp_path / "yard" / "lock"


def test_the_file_says_who_builds_and_goes_with_the_build(path):
    held = Lock(path)
    held.take()
    told = json.loads(path.read_text("utf-8"))
    assert (told["pid"], told["host"]) == (os.getpid(), socket.gethostname())
    assert len(told["since"]) == len("2026-11-23 10:12:03")
    held.let_go()
    held.let_go()
    assert not path.exists()


def test_a_lock_of_a_dead_process_is_taken_over(path):
    code = f"import os, pathlib\nfrom kamdocs.site.lock import Lock\nLock(pathlib.Path({str(path)!r})).take()\nos._exit(9)\n"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert json.loads(path.read_text("utf-8"))["pid"] != os.getpid()
    held = Lock(path)
    held.take()
    assert json.loads(path.read_text("utf-8"))["pid"] == os.getpid()
    held.let_go()


@pytest.mark.parametrize("text", ["", "{", '{"pid": "x"}'])
def test_who_has_only_just_begun_is_told_without_a_name(path, text):
    held = Lock(path)
    held.take()
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"^another build is at work$"):
        Lock(path).take()
    held.let_go()


def test_a_lock_that_was_taken_away_just_then_is_taken_anew(path, monkeypatch):
    """The build before has deleted the file between our opening and our holding it."""
    honest, gone = room._hold, []

    def hold(file):
        if not gone:
            gone.append(path.unlink())
        return honest(file)

    monkeypatch.setattr(room, "_hold", hold)
    held = Lock(path)
    held.take()
    assert path.is_file()
    held.let_go()


def test_a_lock_that_is_always_taken_away_ends_some_day(path, monkeypatch):
    monkeypatch.setattr(room, "_is_at", lambda path, file: False)
    with pytest.raises(SettingsError, match="another build is at work"):
        Lock(path).take()


def test_a_file_system_without_locks_is_no_reason_not_to_build(path, monkeypatch):
    def refuse(file, how):
        raise OSError(37, "No locks available")

    monkeypatch.setattr(room.fcntl, "flock", refuse)
    held = Lock(path)
    held.take()
    held.let_go()
