"""Which versions an account had, out of git: renames, holes, merges, days, and what a hostile repository holds."""

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kamdocs.history import find_story, read_past
from kamdocs.history.stories import local_day, stories_of
from kamdocs.source.git import GitError, moment, open_repository
from kamdocs.source.git import Repository as Git
from kamdocs.source.versions import Commit, Touched, read_commits
from tests.history.repositories import Repository, days_of


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "h")


def test_each_account_is_one_story(repository):
    repository.put("x").put("y").commit("2026-01-10")
    repository.put("x", tier="strategic").commit("2026-02-10")
    assert [(story.id, days_of(story)) for story in repository.stories()] == [
        ("x", [("2026-01-10", "x", True), ("2026-02-10", "x", True)]),
        ("y", [("2026-01-10", "y", True)]),
    ]


def test_of_several_commits_on_a_day_the_last_counts(repository):
    repository.put("x").commit("2026-01-10T08:00:00Z")
    repository.put("x", tier="strategic").commit("2026-01-10T09:00:00Z")
    (story,) = repository.stories()
    assert len(story.versions) == 1
    assert story.versions[0].commit == repository.git("rev-parse", "HEAD")


def test_the_day_is_that_of_the_handbook(repository):
    repository.put("x").commit("2026-01-10T23:30:00Z")
    assert days_of(repository.stories()[0]) == [("2026-01-11", "x", True)]


def test_a_file_that_git_sees_renamed_goes_on(repository):
    repository.put("old").commit("2026-01-10")
    repository.git("mv", "accounts/old.yml", "accounts/new.yml")
    repository.commit("2026-02-10")
    (story,) = repository.stories()
    assert (story.ids, days_of(story)) == (("old", "new"), [("2026-01-10", "old", True), ("2026-02-10", "new", True)])


def test_a_file_in_another_folder_goes_on(repository):
    repository.put("x").commit("2026-01-10")
    repository.take_out("x").put("north/x", tier="strategic", status="at-risk", industry="x" * 2000).commit(
        "2026-02-10"
    )
    (story,) = repository.stories()
    assert days_of(story) == [("2026-01-10", "x", True), ("2026-02-10", "x", True)]


def commit_of(number, *touched):
    moved = (Touched(Path(f"{path}.yml"), blob, Path(f"{was}.yml") if was else None) for path, blob, was in touched)
    return Commit(str(number), datetime(2026, 1, number, tzinfo=UTC), tuple(moved))


def test_a_chain_of_renames_in_one_commit_mixes_nothing_up():
    commits = [
        commit_of(1, ("a", "1", None), ("b", "2", None)),
        commit_of(2, ("c", "2", "b"), ("b", "1", "a")),
        commit_of(3, ("a", "3", None)),
    ]
    stories = stories_of(commits, [date(2026, 1, day) for day in (1, 2, 3)])
    assert sorted(story.ids for story in stories) == [("a",), ("a", "b"), ("b", "c")]
    assert find_story(stories, "b").ids == ("a", "b")
    assert find_story(stories, "a").ids == ("a",)
    assert find_story(stories, "nobody") is None


def test_a_file_that_comes_back_to_its_name_ends_with_it():
    commits = [commit_of(1, ("a", "1", None)), commit_of(2, ("b", "1", "a")), commit_of(3, ("a", "1", "b"))]
    (story,) = stories_of(commits, [date(2026, 1, day) for day in (1, 2, 3)])
    assert story.ids == ("b", "a")


def test_of_two_files_of_one_account_the_first_stands():
    commits = [commit_of(1, ("z/a", "1", None)), commit_of(2, ("b/a", "2", None)), commit_of(3, ("b/a", None, None))]
    (story,) = stories_of(commits, [date(2026, 1, day) for day in (1, 2, 3)])
    assert [one.blob for one in story.versions] == ["1", "2", "1"]


def test_the_plans_say_what_git_can_not_see(repository):
    repository.put("old", tags=[f"before-{number}" for number in range(200)]).commit("2026-01-10")
    after = [f"{number}-after" for number in range(200)]
    repository.take_out("old").put("new", tags=after, former_ids=["old"]).put("gone").commit("2026-02-10")
    repository.take_out("gone").commit("2026-02-11")
    assert len(repository.sources().past.stories) == 3
    story, gone = sorted(repository.stories(), key=lambda one: one.id, reverse=True)
    assert (story.ids, gone.ids) == (("old", "new"), ("gone",))
    assert days_of(story) == [("2026-01-10", "old", True), ("2026-02-10", "new", True)]


def test_a_former_id_that_a_living_account_has_joins_nothing(repository):
    repository.put("old").commit("2026-01-10")
    repository.put("new", former_ids=["old"], tags=[f"x-{number}" for number in range(200)]).commit("2026-02-10")
    repository.put("odd", "former_ids: [").commit("2026-02-11").take_out("odd").commit("2026-02-12")
    assert sorted(story.ids for story in repository.stories()) == [("new",), ("odd",), ("old",)]


def test_a_plan_that_was_taken_out_and_came_back_is_one_story_with_a_hole(repository):
    repository.put("x").commit("2026-01-10")
    repository.take_out("x").commit("2026-02-10")
    repository.put("x", tier="strategic").commit("2026-03-10")
    (story,) = repository.stories()
    assert [there for _day, _id, there in days_of(story)] == [True, False, True]


def test_a_merge_counts_as_what_it_brought(repository):
    repository.put("x").commit("2026-01-10")
    repository.git("switch", "-qc", "side")
    repository.put("y").commit("2026-01-15")
    repository.put("y", tier="strategic").commit("2026-01-16")
    repository.git("switch", "-q", "main")
    repository.put("x", tier="strategic").commit("2026-01-20")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "side", at="2026-02-01T12:00:00Z")
    assert [days_of(story) for story in repository.stories()] == [
        [("2026-01-10", "x", True), ("2026-01-20", "x", True)],
        [("2026-02-01", "y", True)],
    ]


def test_a_clock_that_was_wrong_moves_no_other_commit(repository):
    for tier, day in zip(("key", "strategic", "developing", "key"), ("01-10", "01-20", "01-25", "02-10"), strict=True):
        year = 2099 if day == "01-20" else 2026
        repository.put("x", tier=tier).commit(f"{year}-{day}")
    repository.put("x", tier="strategic").commit("1999-01-01")
    (story,) = repository.stories()
    assert [day for day, _id, _there in days_of(story)] == ["2026-01-10", "2026-01-25", "2026-02-10"]


def test_shared_and_hidden_files_and_links_are_no_plans(repository):
    repository.put("x").put(".hidden").put("_drafts").put(".git-ish/y")
    (repository.folder / "accounts" / "link.yml").symlink_to("x.yml")
    (repository.folder / "accounts" / "notes.txt").write_text("x", "utf-8")
    repository.commit("2026-01-10")
    assert [story.id for story in repository.stories()] == ["x"]


def test_a_plan_that_becomes_a_link_is_gone(repository):
    repository.put("x").put("z", tier="strategic").commit("2026-01-10")
    repository.take_out("x")
    (repository.folder / "accounts" / "x.yml").symlink_to("z.yml")
    repository.commit("2026-02-10")
    story = find_story(repository.stories(), "x")
    assert days_of(story) == [("2026-01-10", "x", True), ("2026-02-10", "x", False)]


def test_another_repository_and_odd_paths_break_nothing(repository):
    blob = repository.git("hash-object", "-w", "--stdin", stdin=b"name: X\n")
    commit = repository.put("x").commit("2026-01-05").git("rev-parse", "HEAD")
    lines = f"160000 {commit}\taccounts/sub.yml\0".encode()
    for name in (b"commit 1 2.yml", b":x.yml", b"line\nend.yml", b"odd-\xff.yml"):
        lines += f"100644 {blob}\t".encode() + b"accounts/" + name + b"\0"
    repository.git("update-index", "-z", "--index-info", stdin=lines)
    repository.git("commit", "-q", "-m", "Odd", at="2026-01-10T12:00:00Z")
    assert {story.id for story in repository.stories()} == {
        "x",
        "commit 1 2",
        ":x",
        "line\nend",
        "odd-\N{REPLACEMENT CHARACTER}",
    }


def test_settings_of_git_change_nothing(repository):
    for name in ("log.showSignature", "log.follow", "diff.noprefix", "diff.renames"):
        repository.git("config", name, "true")
    repository.git("config", "log.showRoot", "false")
    repository.git("config", "color.ui", "always")
    repository.git("config", "diff.external", "false")
    repository.put("x").commit("2026-01-10")
    assert [story.id for story in repository.stories()] == ["x"]


def test_a_repository_without_commits_has_no_history(repository):
    past = repository.sources().past
    assert (past.stories, past.begins_on, past.shallow) == ((), None, False)


def test_a_shallow_clone_says_so(repository, tmp_path):
    repository.put("x").commit("2026-01-10").put("x", tier="strategic").commit("2026-02-10")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{repository.folder}", str(tmp_path / "c")], check=True
    )
    past = repository.sources(tmp_path / "c").past
    assert (past.shallow, str(past.begins_on)) == (True, "2026-02-10")


def test_a_folder_without_git_has_no_past(tmp_path):
    with pytest.raises(GitError):
        read_past(tmp_path, None)
    with pytest.raises(GitError, match="there is no accounts folder"):
        read_past(tmp_path / "nowhere", None)


def test_contents_come_one_by_one_and_no_larger_than_asked(repository):
    repository.put("x", "a" * 300_000).commit("2026-01-10")
    blob = repository.git("rev-parse", "HEAD:accounts/x.yml")
    tree = repository.git("rev-parse", "HEAD:accounts")
    known = open_repository(repository.folder)
    found = list(known.streamed([blob, "0" * 40, tree, blob], 10))
    assert found == [b"a" * 11, None, None, b"a" * 11]


@pytest.mark.parametrize("command", [["true"], ["head", "-c", "1"]])
def test_git_that_ends_before_its_time_is_told(repository, monkeypatch, command):
    monkeypatch.setattr("kamdocs.source.git._command", lambda *_arguments: command)
    with pytest.raises(GitError, match="cat-file"):
        list(Git(repository.folder).streamed(["0" * 40] * 50_000, 10))


def test_no_git(repository, monkeypatch):
    monkeypatch.setattr("kamdocs.source.git._command", lambda *_arguments: ["no-such-git"])
    with pytest.raises(GitError, match="not installed"):
        list(Git(repository.folder).streamed(["0" * 40], 10))


def test_a_time_beyond_the_calendar_is_its_end():
    assert moment(b"99999999999999999").year == 9999
    assert str(local_day(moment(b"99999999999999999"), None)) >= "9999-12-31"
    assert str(local_day(moment(b"0"), None))[:3] in ("197", "196")


def test_a_folder_that_is_the_repository_itself(repository):
    repository.git("init", "-q", "-b", "main", "accounts")
    inner = repository.folder / "accounts"
    for command in (["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=inner, check=True)
    commits = read_commits(open_repository(inner.resolve()), inner.resolve())
    assert {str(one.path) for one in commits[0].touched} == {"_team.yml", "_offerings.yml"}
