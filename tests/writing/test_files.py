"""A file is the old one or the new one, whatever happens, and never one that nobody looked at."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kamdocs.source import find_files
from kamdocs.writing import WriteError, replace_file
from kamdocs.writing import files as writing_files

OLD, NEW = b"name: Old\n", "name: Ževo\r\n".encode()


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "accounts" / "plan.yml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def left_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_replaced_whole_with_its_mode(plan, tmp_path):
    plan.chmod(0o640)
    replace_file(plan, OLD, NEW, tmp_path)
    assert plan.read_bytes() == NEW
    assert stat.S_IMODE(plan.stat().st_mode) == 0o640
    assert left_in(plan.parent) == ["plan.yml"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_and_the_group_stay(plan, tmp_path):
    os.chown(plan, 1234, 2345)
    replace_file(plan, OLD, NEW, tmp_path)
    assert (plan.stat().st_uid, plan.stat().st_gid) == (1234, 2345)


def test_the_group_stays_also_where_the_owner_can_not(plan, tmp_path, monkeypatch):
    given = []

    def chown(path, owner, group):
        if owner != -1:
            raise PermissionError(errno.EPERM, "no")
        given.append(group)

    monkeypatch.setattr(os, "chown", chown, raising=False)
    replace_file(plan, OLD, NEW, tmp_path)
    assert plan.read_bytes() == NEW
    assert given == [plan.stat().st_gid]


def test_an_executable_stays_one(plan, tmp_path):
    plan.chmod(0o755)
    replace_file(plan, OLD, NEW, tmp_path)
    assert stat.S_IMODE(plan.stat().st_mode) == 0o755


def test_new_file_gets_the_users_mode(tmp_path):
    mask = os.umask(0o027)
    try:
        replace_file(tmp_path / "accounts" / "new.yml", None, NEW, tmp_path)
    finally:
        os.umask(mask)
    assert (tmp_path / "accounts" / "new.yml").read_bytes() == NEW
    assert stat.S_IMODE((tmp_path / "accounts" / "new.yml").stat().st_mode) == 0o640
    assert left_in(tmp_path / "accounts") == ["new.yml"]


def refused(words, path, before, root):
    with pytest.raises(WriteError, match=words) as told:
        replace_file(path, before, NEW, root)
    assert told.value.hint
    assert not [name for name in left_in(path.parent) if name.startswith(".kamdocs")]


def test_a_link_is_refused(plan, tmp_path):
    link = plan.with_name("link.yml")
    link.symlink_to(plan)
    refused("link", link, OLD, tmp_path)
    assert link.is_symlink()
    assert plan.read_bytes() == OLD


def test_a_link_to_nowhere_is_refused(plan, tmp_path):
    link = plan.with_name("link.yml")
    link.symlink_to(tmp_path / "nowhere.yml")
    refused("link", link, None, tmp_path)
    assert not (tmp_path / "nowhere.yml").exists()


def test_a_folder_that_leads_out_is_refused(plan, tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    (root / "accounts").symlink_to(plan.parent)
    refused("leads out", root / "accounts" / "plan.yml", OLD, root)
    refused("leads out", root / "accounts" / "new.yml", None, root)
    refused("leads out", root / ".." / "accounts" / "plan.yml", OLD, root)
    assert plan.read_bytes() == OLD


def test_a_folder_that_links_within_the_root_is_fine(plan, tmp_path):
    (tmp_path / "link").symlink_to(plan.parent)
    replace_file(tmp_path / "link" / "plan.yml", OLD, NEW, tmp_path)
    assert plan.read_bytes() == NEW


def test_a_root_that_is_reached_by_a_link_is_fine(plan, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(plan.parent)
    replace_file(link / "plan.yml", OLD, NEW, link)
    assert plan.read_bytes() == NEW


def test_changed_meanwhile(plan, tmp_path):
    plan.write_bytes(b"name: Other\n")
    refused("changed by somebody else", plan, OLD, tmp_path)
    assert plan.read_bytes() == b"name: Other\n"


def test_deleted_meanwhile(plan, tmp_path):
    plan.unlink()
    refused("changed by somebody else", plan, OLD, tmp_path)
    assert not plan.exists()


def test_changed_while_it_is_written(plan, tmp_path, monkeypatch):
    synced = os.fsync

    def meanwhile(handle):
        plan.write_bytes(b"name: Other\n")
        synced(handle)

    monkeypatch.setattr(writing_files.os, "fsync", meanwhile)
    refused("changed by somebody else", plan, OLD, tmp_path)
    assert plan.read_bytes() == b"name: Other\n"


def test_a_new_file_that_is_there(plan, tmp_path):
    refused("there already", plan, None, tmp_path)
    assert plan.read_bytes() == OLD


def test_a_new_file_that_comes_meanwhile(plan, tmp_path, monkeypatch):
    """The race is lost at the very last moment: the name is taken between the look and the link."""
    new = plan.with_name("new.yml")
    linked = os.link

    def late(source, target):
        new.write_bytes(b"name: Other\n")
        linked(source, target)

    monkeypatch.setattr(writing_files.os, "link", late)
    refused("there already", new, None, tmp_path)
    assert new.read_bytes() == b"name: Other\n"


def test_a_disk_without_hard_links(plan, tmp_path, monkeypatch):
    def none(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(writing_files.os, "link", none)
    replace_file(plan.with_name("new.yml"), None, NEW, tmp_path)
    assert left_in(plan.parent) == ["new.yml", "plan.yml"]


def test_read_only(plan, tmp_path):
    plan.chmod(0o444)
    refused("read-only", plan, OLD, tmp_path)
    assert plan.read_bytes() == OLD


def test_no_ordinary_file(tmp_path):
    (tmp_path / "plan.yml").mkdir()
    refused("not an ordinary file", tmp_path / "plan.yml", None, tmp_path)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_disk_errors_leave_nothing_behind(plan, tmp_path, monkeypatch, code):
    def full(*_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(writing_files.os, "fsync", full)
    refused(os.strerror(code), plan, OLD, tmp_path)
    refused(os.strerror(code), plan.with_name("new.yml"), None, tmp_path)
    assert plan.read_bytes() == OLD
    assert left_in(plan.parent) == ["plan.yml"]


def test_a_disk_error_at_the_last_step(plan, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    refused("No space", plan, OLD, tmp_path)
    assert plan.read_bytes() == OLD


KILLING = """
import os, random, signal, sys, time
from pathlib import Path
from kamdocs.writing import replace_file

root, kills = Path(sys.argv[1]), int(sys.argv[2])
path = root / "plan.yml"
texts = [b"name: Old\\n" * 30000, b"name: New\\n" * 29000]
path.write_bytes(texts[0])
rounds = 0
for kill in range(kills):
    child = os.fork()
    if not child:
        at = texts.index(path.read_bytes())
        while True:
            replace_file(path, texts[at], texts[1 - at], root)
            at = 1 - at
    time.sleep(random.Random(kill).uniform(0, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert path.read_bytes() in texts, kill
    rounds += 1
print(rounds)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills its own children")
def test_killed_at_any_moment_it_is_the_old_or_the_new_one(tmp_path):
    kills = 40
    done = subprocess.run(
        [sys.executable, "-c", KILLING, tmp_path, str(kills)], capture_output=True, text=True, check=False
    )
    assert done.stdout == f"{kills}\n", done.stderr
    left = [name for name in left_in(tmp_path) if name != "plan.yml"]
    assert all(name.startswith(".kamdocs-") for name in left)
    assert [path.name for path in find_files(tmp_path).accounts] == ["plan.yml"]
    assert find_files(tmp_path).strangers == ()
