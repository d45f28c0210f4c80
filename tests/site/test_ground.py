"""Which folders a site may be built into; nothing is ever built or deleted here."""

from pathlib import Path

import pytest

from kamdocs.settings.error import SettingsError
from kamdocs.site.ground import mark, site_ground


@pytest.fixture
def book(tmp_path):
    for name in ("accounts", "docs"):
        (tmp_path / "book" / name).mkdir(parents=True)
    return tmp_path / "book"


def refused(site, *precious):
    with pytest.raises(SettingsError) as caught:
        site_ground(site, precious)
    assert caught.value.hint
    return str(caught.value)


def test_a_folder_that_is_not_there_or_empty_or_ours_is_good_ground(book):
    precious = (book, book / "accounts", book / "docs")
    assert site_ground(book / "site", precious) == book / "site"
    (book / "site").mkdir()
    assert site_ground(book / "site", precious) == book / "site"
    (book / "site" / "index.html").write_text("x", "utf-8")
    mark(book / "site")
    assert site_ground(book / "site", precious) == book / "site"


def test_somebodys_files_are_never_taken_for_a_site(book):
    keep = book / "keep"
    keep.mkdir()
    for name in ("thesis.pdf", "a.txt", "b.txt", "c\n\x1b[31m.txt"):
        (keep / name).write_text("years of work", "utf-8")
    said = refused(keep)
    assert (
        "no build of kamdocs made a.txt, b.txt, c\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}[31m.txt …" in said
    )
    assert len(list(keep.iterdir())) == 4


def test_a_site_that_something_else_built_is_not_ours(book):
    (book / "site").mkdir()
    (book / "site" / "index.html").write_text("x", "utf-8")
    assert "no build of kamdocs made index.html" in refused(book / "site")


def test_hidden_files_stay_and_are_no_reason_to_refuse(book):
    (book / "site" / ".git").mkdir(parents=True)
    (book / "site" / "lost+found").mkdir()
    assert site_ground(book / "site", ()) == book / "site"


@pytest.mark.parametrize("name", ["", ".", "docs", "accounts", ".."])
def test_what_holds_the_handbook_is_refused_even_when_it_is_marked(book, name):
    mark(book)
    mark(book.parent)
    for folder in ("docs", "accounts"):
        mark(book / folder)
    said = refused(book / name, book, book / "accounts", book / "docs")
    assert "a build empties that folder, and " in said


def test_the_root_of_the_disk_and_home_are_refused(book, monkeypatch):
    assert "a build empties that folder, and / is in it" in refused(Path("/"))
    monkeypatch.setattr(Path, "home", lambda: book / "home" / "ana")
    (book / "home" / "ana").mkdir(parents=True)
    mark(book / "home")
    assert f"and {book / 'home' / 'ana'} is in it" in refused(book / "home" / "ana")
    assert f"and {book / 'home' / 'ana'} is in it" in refused(book / "home")
    assert site_ground(book / "home" / "ana" / "site", ()) == book / "home" / "ana" / "site"


def test_nobody_has_a_home(book, monkeypatch):
    def nobody():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nobody)
    assert site_ground(book / "site", (book,)) == book / "site"


def test_a_link_is_followed_to_the_folder_that_it_leads_to(book):
    (book / "real").mkdir()
    (book / "site").symlink_to("real")
    assert site_ground(book / "site", (book,)) == book / "real"
    (book / "all").symlink_to(book)
    assert "a build empties that folder" in refused(book / "all", book)
    (book / "work").mkdir()
    (book / "work" / "thesis.txt").write_text("x", "utf-8")
    (book / "out").symlink_to("work")
    assert "no build of kamdocs made thesis.txt" in refused(book / "out")


def test_a_link_to_nowhere_and_one_in_a_circle_are_refused(book):
    (book / "site").symlink_to("gone")
    assert "a link which leads nowhere" in refused(book / "site")
    (book / "round").symlink_to("round")
    assert "a link which leads nowhere" in refused(book / "round")


def test_a_file_is_refused(book):
    (book / "site").write_text("x", "utf-8")
    assert "that is a file" in refused(book / "site")


def test_another_name_of_the_same_folder_is_the_same_folder(book):
    (book.parent / "alias").symlink_to(book)
    assert "a build empties that folder" in refused(book.parent / "alias", book / "accounts")
    assert "a build empties that folder" in refused(book / "docs" / "..", book / "accounts")
