"""One folder takes another's place, or all is as it was."""

from pathlib import Path

import pytest

from kamdocs.site import exchange
from kamdocs.site.exchange import move_entries, replace_folder


@pytest.fixture
def folders(tmp_path):
    for name in ("new", "place"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "text").write_text(name, "utf-8")
    return tmp_path / "new", tmp_path / "place", tmp_path / "old"


def texts(folder):
    return {path.name: (path / "text").read_text("utf-8") for path in folder.iterdir()}


@pytest.mark.parametrize("at_once", [True, False])
def test_it_takes_the_place(folders, monkeypatch, at_once):
    if not at_once:
        monkeypatch.setattr(exchange, "_at_once", lambda: lambda one, other: False)
    replace_folder(*folders)
    assert texts(folders[0].parent) == {"place": "new", "old": "place"}


@pytest.mark.parametrize("fails", [1, 2])
def test_where_a_step_fails_all_is_as_it_was(folders, monkeypatch, fails):
    monkeypatch.setattr(exchange, "_at_once", lambda: lambda one, other: False)
    steps, rename = iter(range(1, 9)), Path.rename

    def failing(path, target):
        if next(steps) == fails:
            raise OSError(18, "Invalid cross-device link")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="cross-device"):
        replace_folder(*folders)
    assert texts(folders[0].parent) == {"new": "new", "place": "place"}


def test_the_system_changes_places_in_one_step():
    """Where this fails, a build has a moment without a site; then the system is one that can't."""
    exchange._at_once.cache_clear()
    assert exchange._at_once()(b"/nowhere/one", b"/nowhere/other") is False


@pytest.mark.parametrize("name", ["renameat2", "renamex_np"])
def test_it_asks_the_systems_library(monkeypatch, name):
    class Library:
        pass

    asked = []
    setattr(Library, name, lambda self, *arguments: asked.append(arguments) or 0)
    monkeypatch.setattr(exchange.ctypes, "CDLL", lambda name: Library())
    exchange._at_once.cache_clear()
    assert exchange._at_once()(b"one", b"other") is True
    exchange._at_once.cache_clear()
    assert b"one" in asked[0]
    assert b"other" in asked[0]


def test_a_system_without_such_a_call_takes_steps(monkeypatch):
    monkeypatch.setattr(exchange.sys, "platform", "odd")
    exchange._at_once.cache_clear()
    assert exchange._at_once()(b"one", b"other") is False
    exchange._at_once.cache_clear()


def test_what_is_in_the_way_of_an_entry_goes(folders):
    new, place, _ = folders
    for folder, text in ((new, "new"), (place, "place")):
        (folder / "below").mkdir()
        (folder / "below" / text).write_text(text, "utf-8")
    (place / "link").symlink_to("below")
    (new / "link").write_text("x", "utf-8")
    move_entries(["text", "below", "link"], new, place)
    assert sorted(path.relative_to(place).as_posix() for path in place.rglob("*")) == [
        "below",
        "below/new",
        "link",
        "text",
    ]
    assert (place / "text").read_text("utf-8") == "new"
    assert list(new.iterdir()) == []
