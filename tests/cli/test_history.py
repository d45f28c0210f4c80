"""``kamdocs history`` and ``kamdocs known``, with real repositories of git."""

import json
import subprocess

import pytest

from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.history.repositories import PROMISE, Repository
from tests.plans import write_handbook

AS_OF = ("--as-of", "2026-03-20")


@pytest.fixture
def repository(tmp_path):
    known = Repository(tmp_path / "h")
    known.put("x", name="Kovač d.o.o.", commitments=[PROMISE]).commit("2026-01-10")
    known.put("x", name="Kovač d.o.o.", commitments=[{**PROMISE, "kept_on": "2026-03-05"}]).commit("2026-03-07")
    return known


def told(kamdocs, repository, *args):  # noqa: F811
    ran = kamdocs("history", *args, *AS_OF, "--format", "json", cwd=repository.folder)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_the_text_is_a_table_and_the_notes_go_to_standard_error(kamdocs, repository):  # noqa: F811
    ran = kamdocs("history", *AS_OF, cwd=repository.folder)
    assert (ran.code, ran.out.split()[0]) == (0, "until")
    assert "2026-03-20" in ran.out
    assert "note: judged with the team" in ran.err
    assert "note: history begins on 2026-01-10" in ran.err


def test_since_a_day_or_a_commit(kamdocs, repository):  # noqa: F811
    assert [row["until"] for row in told(kamdocs, repository, "--since", "2026-02-10")["rows"]] == [
        "2026-02-28",
        "2026-03-20",
    ]
    repository.git("tag", "v1")
    assert [row["until"] for row in told(kamdocs, repository, "--since", "v1")["rows"]] == ["2026-03-20"]
    assert len(told(kamdocs, repository, "--since", "2026-03-09", "--every", "week")["rows"]) == 2


@pytest.mark.parametrize("since", ["2026-03-21", "nothing", "--output=/tmp/x"])
def test_since_what_is_not(kamdocs, repository, since):  # noqa: F811
    ran = kamdocs("history", f"--since={since}", *AS_OF, cwd=repository.folder)
    assert ran.code == 2
    assert "Hint: " in ran.err


def test_an_account_by_any_name_that_it_has_or_had(kamdocs, repository):  # noqa: F811
    repository.git("mv", "accounts/x.yml", "accounts/y.yml")
    repository.commit("2026-03-10")
    for given in ("x", "y", "Kovač", "kovac"):
        assert told(kamdocs, repository, given)["account"] == "y"
    ran = kamdocs("history", "nobody-of-that-name", *AS_OF, cwd=repository.folder)
    assert ran.code == 2


def test_without_git_only_today_is_known(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path / "h", {"x": {"commitments": [PROMISE]}})
    ran = kamdocs("history", *AS_OF, cwd=folder)
    assert (ran.code, len([line for line in ran.out.splitlines() if line.startswith("2026-")])) == (0, 1)
    assert "in no git repository" in ran.err
    ran = kamdocs("history", "--since", "main", *AS_OF, cwd=folder)
    assert (ran.code, "is no day" in ran.err) == (2, True)
    ran = kamdocs("known", "x", "--on", "2026-03-20", cwd=folder)
    assert (ran.code, "is in no git repository" in ran.err) == (2, True)


@pytest.mark.parametrize("named", [".git", "{folder}/.git", "/nowhere"])
def test_what_a_hook_says_of_its_own_repository_changes_nothing(kamdocs, repository, monkeypatch, named):  # noqa: F811
    told = kamdocs("history", cwd=repository.folder).out
    monkeypatch.setenv("GIT_DIR", named.format(folder=repository.folder))
    assert kamdocs("history", cwd=repository.folder).out == told


def test_a_shallow_clone_says_from_when_it_knows(kamdocs, repository, tmp_path):  # noqa: F811
    source = f"file://{repository.folder}"
    subprocess.run(["git", "clone", "-q", "--depth", "1", source, str(tmp_path / "c")], check=True)
    ran = kamdocs("history", *AS_OF, cwd=tmp_path / "c")
    assert ran.code == 0
    assert "history begins on 2026-03-07: this clone is shallow, and git fetch --unshallow brings the rest" in ran.err
    ran = kamdocs("known", "x", "--on", "2026-02-20", cwd=tmp_path / "c")
    assert (ran.code, "git fetch --unshallow" in ran.err) == (2, True)


def test_a_custom_check_that_fails_is_told(kamdocs, tmp_path):  # noqa: F811
    repository = Repository(tmp_path / "h", settings='custom_checks = ["checks_that_are_not_there"]\n')
    repository.put("x").commit("2026-01-10")
    ran = kamdocs("history", *AS_OF, cwd=repository.folder)
    assert (ran.code, "Error: " in ran.err) == (2, True)


def test_what_was_known_on_a_day(kamdocs, repository):  # noqa: F811
    ran = kamdocs("known", "x", "--on", "2026-03-06", cwd=repository.folder)
    assert (ran.code, "kept_on" in ran.out, "commitments:" in ran.out) == (0, False, True)
    commit = repository.git("rev-parse", "HEAD~")[:10]
    assert f"x.yml, commit {commit} of 2026-01-10" in ran.err
    assert "error" in ran.err
    assert "kept_on" in kamdocs("known", "x", "--on", "2026-03-07", cwd=repository.folder).out


def test_the_gaps_of_a_day(kamdocs, repository):  # noqa: F811
    ran = kamdocs("known", "x", "--on", "2026-03-06", "--gaps", cwd=repository.folder)
    assert (ran.code, "KAM301" in ran.out) == (0, True)
    ran = kamdocs("known", "x", "--on", "2026-03-07", "--gaps", cwd=repository.folder)
    assert (ran.code, "KAM301" in ran.out) == (0, False)


def test_the_day_is_said_in_words_as_elsewhere(kamdocs, repository):  # noqa: F811
    ran = kamdocs("known", "x", "--on", "today", cwd=repository.folder)
    assert ran.code == 0
    assert "kept_on" in ran.out


def test_what_was_not_known_yet_or_not_any_more(kamdocs, repository):  # noqa: F811
    ran = kamdocs("known", "x", "--on", "2026-01-09", cwd=repository.folder)
    assert (ran.code, "it is known since 2026-01-10" in ran.err) == (2, True)
    repository.take_out("x").put("new").commit("2026-03-10")
    ran = kamdocs("known", "x", "--on", "2026-03-11", cwd=repository.folder)
    assert (ran.code, "it was taken out on 2026-03-10" in ran.err) == (2, True)
    assert kamdocs("known", "x", "--on", "2026-03-09", cwd=repository.folder).code == 0
    repository.put("draft")
    ran = kamdocs("known", "draft", "--on", "2026-03-11", cwd=repository.folder)
    assert (ran.code, "git knows no version of draft" in ran.err) == (2, True)


def test_a_text_steers_no_terminal(kamdocs, repository):  # noqa: F811
    repository.put("x", "name: X \x1b[2J\n\u202e##[error]x: 1\n").commit("2026-03-08")
    ran = kamdocs("known", "x", "--on", "2026-03-08", cwd=repository.folder)
    assert ran.code == 0
    assert not {"\x1b", "\u202e"} & set(ran.out)
    assert "##[" not in ran.out
