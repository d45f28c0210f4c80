"""Building beside what stands: the old site or the new one, whole, whatever happens on the way."""

import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kamdocs.settings.error import SettingsError
from kamdocs.site import construction as room
from kamdocs.site import exchange
from kamdocs.site.construction import Construction
from kamdocs.site.ground import MARK

WAYS = ("at once", "in steps", "entries", "refusing")


@pytest.fixture(params=WAYS)
def way(request, monkeypatch):
    """How the new site takes its place."""
    take(request.param, monkeypatch.setattr)
    return request.param


def take(way, patch):
    """Let the places be changed in this way: the system can't, the folder can't be moved, or only seems to."""
    if way in ("in steps", "refusing"):
        patch(exchange, "_at_once", lambda: lambda one, other: False)
    if way == "entries":
        patch(room, "_can_be_moved", lambda site: not site.is_dir())
    if way == "refusing":
        patch(room, "replace_folder", refuse)


def refuse(new, place, old):
    raise OSError(18, "Invalid cross-device link")


def built(site, text, *, finish=True):
    construction = Construction(site)
    construction.begin()
    for name in ("index.html", "accounts/acme/index.html", f"only-{text}"):
        path = construction.new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    if finish:
        construction.finish()
    return construction


def state(site):
    """What is in the site, but for the mark."""
    files = (path for path in site.rglob("*") if path.is_file() and path.name != MARK)
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in files}


def made_of(text):
    return {"index.html": text, "accounts/acme/index.html": text, f"only-{text}": text}


@pytest.fixture
def site(tmp_path):
    """A site that stands."""
    built(tmp_path / "site", "old").close()
    return tmp_path / "site"


def test_a_first_site(tmp_path):
    built(tmp_path / "deep" / "site", "first").close()
    assert state(tmp_path / "deep" / "site") == made_of("first")
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["site"]


def test_the_new_site_replaces_the_old_one_and_nothing_is_left_over(site, way):
    construction = built(site, "new", finish=False)
    assert {name: text for name, text in state(site).items() if not name.startswith(".kamdocs/")} == made_of("old")
    construction.finish()
    construction.close()
    assert state(site) == made_of("new")
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_what_did_not_finish_leaves_the_old_site_as_it_was(site, way):
    built(site, "new", finish=False).close()
    assert state(site) == made_of("old")
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_site_that_stands_can_go_back(site, way):
    construction = built(site, "new")
    construction.undo()
    assert {name: text for name, text in state(site).items() if not name.startswith(".kamdocs/")} == made_of("old")
    construction.close()
    assert state(site) == made_of("old")


@pytest.mark.parametrize("moves", [1, 2, 4, 5])
def test_a_disk_that_fails_in_the_middle_loses_nothing(site, monkeypatch, moves):
    take("entries", monkeypatch.setattr)
    construction, left, move = built(site, "new", finish=False), iter(range(moves)), exchange.shutil.move

    def failing(*paths):
        if next(left, None) is None:
            monkeypatch.setattr(exchange.shutil, "move", move)
            raise OSError(5, "Input/output error")
        return move(*paths)

    monkeypatch.setattr(exchange.shutil, "move", failing)
    with pytest.raises(OSError, match="Input/output error"):
        construction.finish()
    construction.undo()
    construction.close()
    assert state(site) in (made_of("old"), made_of("new"))
    assert (state(site) == made_of("old")) is (moves < 3)
    assert sorted(path.name for path in site.iterdir() if path.name.startswith(".")) == []


def test_a_first_site_that_goes_back_leaves_nothing(tmp_path, way):
    construction = built(tmp_path / "site", "new")
    construction.undo()
    construction.close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_hidden_outlives_a_build(site, way):
    (site / ".git").mkdir()
    (site / ".git" / "HEAD").write_text("ref", "utf-8")
    (site / ".nojekyll").write_text("", "utf-8")
    built(site, "new").close()
    assert state(site) == {**made_of("new"), ".git/HEAD": "ref", ".nojekyll": ""}
    construction = built(site, "newer")
    construction.undo()
    construction.close()
    assert state(site) == {**made_of("new"), ".git/HEAD": "ref", ".nojekyll": ""}


def test_the_folder_keeps_its_mode(site, way):
    site.chmod(0o750)
    built(site, "new").close()
    assert stat.S_IMODE(site.stat().st_mode) == 0o750


def test_while_it_is_built_nobody_else_reads_it_and_git_does_not_see_it(site):
    construction = built(site, "new", finish=False)
    assert stat.S_IMODE(construction.yard.stat().st_mode) == 0o700
    subprocess.run(["git", "init", "--quiet"], cwd=site.parent, check=True)
    listed = subprocess.run(["git", "status", "--short"], cwd=site.parent, capture_output=True, text=True, check=True)
    assert listed.stdout == "?? site/\n"
    construction.close()


def test_what_comes_into_an_empty_folder_meanwhile_is_not_lost(tmp_path, way):
    (tmp_path / "site").mkdir()
    construction = built(tmp_path / "site", "new", finish=False)
    (tmp_path / "site" / "thesis.txt").write_text("years", "utf-8")
    with pytest.raises(SettingsError, match=r"thesis\.txt has come into .*site meanwhile"):
        construction.finish()
    construction.close()
    assert state(tmp_path / "site") == {"thesis.txt": "years"}


def test_a_strangers_folder_in_the_yards_place_is_left_alone(site):
    yard = site.with_name(".site.kamdocs")
    yard.mkdir()
    (yard / "thesis.txt").write_text("years", "utf-8")
    with pytest.raises(SettingsError, match="isn't kamdocs' own"):
        Construction(site).begin()
    assert (yard / "thesis.txt").read_text("utf-8") == "years"
    (yard / "thesis.txt").unlink()
    yard.rmdir()
    yard.symlink_to(site.parent)
    with pytest.raises(SettingsError, match="isn't kamdocs' own"):
        Construction(site).begin()
    assert state(site) == made_of("old")


def test_of_two_builds_at_once_the_second_is_told_who_is_at_work(site, way):
    first = built(site, "new", finish=False)
    with pytest.raises(
        SettingsError, match=rf"another build is at work: process {os.getpid()} on .+, since \d{{4}}-"
    ) as caught:
        Construction(site).begin()
    assert caught.value.hint == "wait until it has ended"
    first.finish()
    first.close()
    assert state(site) == made_of("new")
    built(site, "newer").close()
    assert state(site) == made_of("newer")


def test_from_within_the_folder_it_is_built_all_the_same(site, monkeypatch):
    monkeypatch.chdir(site)
    built(site, "new").close()
    assert state(site) == made_of("new")
    assert not Construction(site).whole


def test_a_mount_point_keeps_its_folder(site, monkeypatch):
    monkeypatch.setattr("os.path.ismount", lambda path: Path(path) == site)
    before = site.stat().st_ino
    built(site, "new").close()
    assert (state(site), site.stat().st_ino) == (made_of("new"), before)


def test_where_nobody_may_write_beside_it_it_is_built_within(site, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    before = site.stat().st_ino
    built(site, "new").close()
    assert (state(site), site.stat().st_ino) == (made_of("new"), before)


WORKER = """
import sys
from pathlib import Path
from tests.site.test_construction import built, take
take(sys.argv[2], setattr)
number = int(sys.argv[3])
print("ready", flush=True)
while True:
    built(Path(sys.argv[1]), str(number)).close()
    number += 1
"""


def killed(site, way, number, chance):
    """Build again and again from a number on, and kill that at some moment."""
    command = [sys.executable, "-c", WORKER, str(site), way, str(number)]
    with subprocess.Popen(command, cwd=Path(__file__).parent.parent.parent, stdout=subprocess.PIPE) as worker:
        worker.stdout.readline()
        time.sleep(chance.random() / 10)
        worker.send_signal(signal.SIGKILL)
    assert worker.returncode == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_killed_at_any_moment_it_leaves_a_whole_site(tmp_path, way, monkeypatch):
    chance, site, number = random.Random(7), tmp_path / "site", 1
    (site / ".git").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref", "utf-8")
    built(site, "0").close()
    take(way, monkeypatch.setattr)
    for _kill in range(12):
        killed(site, way, number, chance)
        if way != "at once":  # others are set right by the next build, which may be one that fails
            built(site, "x", finish=False).close()
        left = state(site)
        text = left.pop("index.html")
        if way == "at once":
            left[".git/HEAD"] = (
                "ref"  # what is hidden follows its folder, and so may wait in the yard for the next build
            )
        assert left == {**{name: text for name in made_of(text) if name != "index.html"}, ".git/HEAD": "ref"}
        number = int(text) + 1
    built(site, "end").close()
    assert state(site) == {**made_of("end"), ".git/HEAD": "ref"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
