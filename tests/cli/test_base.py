"""``kamdocs check --base``: what a change brings in, with real repositories of git."""

import json
import os
import subprocess

import pytest

from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import write_handbook

OVERDUE = {"id": "c", "text": "T", "made_on": "2026-01-05", "by": "ana.novak", "due": "2026-02-15"}
AS_OF = ("--as-of", "2026-03-20")


def git(folder, *arguments):
    environment = {
        **os.environ, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x.example", "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@x.example", "GIT_CONFIG_GLOBAL": os.devnull,
    }  # fmt: skip
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def handbook(tmp_path):
    """A handbook with one commit on main and a branch for the change."""
    folder = write_handbook(tmp_path / "h", {"x": {"commitments": [OVERDUE]}, "y": {}})
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    git(folder, "switch", "-q", "-c", "change")
    return folder


def commit(folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Change")


def change(folder, account, old, new):
    path = folder / "accounts" / f"{account}.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def brought_in(kamdocs, folder, *args):  # noqa: F811
    ran = kamdocs("check", "--base", "main", *AS_OF, "--format", "json", *args, cwd=folder)
    assert ran.code in (0, 1), ran.err
    return {(one["account"], one["code"], one["record"]) for one in json.loads(ran.out)["findings"]}, ran.code


def test_nothing_changed_brings_in_nothing(kamdocs, handbook):  # noqa: F811
    assert brought_in(kamdocs, handbook) == (set(), 0)


@pytest.mark.parametrize("committed", [True, False])
def test_a_new_gap_is_brought_in_and_decides(kamdocs, handbook, committed):  # noqa: F811
    change(handbook, "y", "tier: key", "tier: key\nactions: [{id: a, text: T, status: open, added_on: 2026-03-01}]")
    if committed:
        commit(handbook)
    found, code = brought_in(kamdocs, handbook)
    assert found == {("y", "KAM1006", "a")}
    assert code == 1


def test_what_only_moved_is_not_new(kamdocs, handbook):  # noqa: F811
    change(handbook, "x", "name: Example d.o.o.", "# a comment\n\nname: Example d.o.o.\nindustry: steel")
    assert brought_in(kamdocs, handbook) == (set(), 0)


def test_a_renamed_file_is_followed(kamdocs, handbook):  # noqa: F811
    git(handbook, "mv", "accounts/x.yml", "accounts/z.yml")
    commit(handbook)
    assert brought_in(kamdocs, handbook) == (set(), 0)


def test_a_new_file_counts_even_before_git_knows_it(kamdocs, handbook):  # noqa: F811
    (handbook / "accounts" / "new.yml").write_text("name: [\n", "utf-8")
    assert brought_in(kamdocs, handbook) == ({("new", "DOC001", None)}, 1)


def test_a_waiver_that_is_taken_away_brings_its_gap_in(kamdocs, handbook):  # noqa: F811
    waiver = "waivers: [{check: commitment-overdue, reason: R, until: 2026-12-31, by: ana.novak}]\n"
    change(handbook, "x", "tier: key", waiver + "tier: key")
    commit(handbook)
    git(handbook, "branch", "-f", "main")
    change(handbook, "x", waiver, "")
    assert brought_in(kamdocs, handbook) == ({("x", "KAM301", "c")}, 1)


def test_a_change_of_the_team_is_seen_in_every_plan(kamdocs, handbook):  # noqa: F811
    change(handbook, "y", "tier: key", "tier: key\nowner: luka.zupan")
    commit(handbook)
    git(handbook, "branch", "-f", "main")
    team = handbook / "accounts" / "_team.yml"
    team.write_text(team.read_text("utf-8").replace("id: luka.zupan", "id: luka.zupan\n  left_on: 2026-03-01"), "utf-8")
    assert brought_in(kamdocs, handbook) == ({("y", "KAM002", None)}, 1)


def test_a_change_of_the_settings_is_seen(kamdocs, handbook):  # noqa: F811
    settings = "[tool.kamdocs]\n[tool.kamdocs.checks.owner-overloaded]\naccounts = 0\n"
    change(handbook, "y", "tier: key", "tier: key\nowner: luka.zupan")
    commit(handbook)
    git(handbook, "branch", "-f", "main")
    (handbook / "pyproject.toml").write_text(settings, "utf-8")
    assert brought_in(kamdocs, handbook) == ({(None, "KAM010", "luka.zupan")}, 0)


def test_what_main_did_since_is_not_the_changes_doing(kamdocs, handbook):  # noqa: F811
    git(handbook, "switch", "-q", "main")
    change(handbook, "y", "tier: key", "tier: key\nowner: nobody")
    commit(handbook)
    git(handbook, "switch", "-q", "change")
    assert brought_in(kamdocs, handbook) == (set(), 0)


def test_unchanged_files_are_not_evaluated_again(kamdocs, handbook, monkeypatch):  # noqa: F811
    from kamdocs.lint import evaluate as module

    assert module
    read = []
    from kamdocs.source.git import Repository

    contents = Repository.contents
    monkeypatch.setattr(Repository, "contents", lambda self, blobs: read.append(1) or contents(self, blobs))
    seen = []
    import kamdocs.schema.read as reading

    load = reading.load_document
    monkeypatch.setattr(reading, "load_document", lambda shown, data: seen.append(shown) or load(shown, data))
    change(handbook, "y", "tier: key", "tier: key\nindustry: steel")
    brought_in(kamdocs, handbook)
    assert seen.count("accounts/x.yml") == 1
    assert seen.count("accounts/y.yml") == 2


@pytest.mark.parametrize(
    ("args", "says"),
    [(("--base", "nowhere"), "git knows no commit nowhere"), (("--base", "nowhere"), "git branch --all"),
     (("--base", "origin/a/b"), "git fetch origin a/b:refs/remotes/origin/a/b"), (("--base", "--output=/tmp/x"), "git knows no commit"),
     (("--base", "main", "accounts/x.yml"), "don't go together")],
)  # fmt: skip
def test_wrong_use_is_told(kamdocs, handbook, args, says):  # noqa: F811
    ran = kamdocs("check", *args, cwd=handbook)
    assert (ran.code, says in ran.err, "Traceback" in ran.err) == (2, True, False)


def test_outside_of_git_it_says_so(kamdocs, tmp_path):  # noqa: F811
    ran = kamdocs("check", "--base", "main", cwd=write_handbook(tmp_path, {"x": {}}))
    assert ran.code == 2
    assert "is in no git repository" in ran.err


def test_a_shallow_clone_says_what_to_fetch(kamdocs, handbook, tmp_path):  # noqa: F811
    change(handbook, "y", "tier: key", "tier: key\nindustry: steel")
    commit(handbook)
    git(handbook, "switch", "-q", "main")
    change(handbook, "x", "tier: key", "tier: key\nindustry: wood")
    commit(handbook)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "change", handbook.as_uri(), str(clone))
    git(clone, "fetch", "-q", "--depth", "1", "origin", "main:main")
    ran = kamdocs("check", "--base", "main", cwd=clone)
    assert ran.code == 2
    assert "git fetch --unshallow" in ran.err


def test_an_earlier_day_without_accounts_is_no_error(kamdocs, tmp_path):  # noqa: F811
    folder = tmp_path / "h"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    (folder / "README.md").write_text("x", "utf-8")
    commit(folder)
    write_handbook(folder, {"x": {"commitments": [OVERDUE]}})
    found, code = brought_in(kamdocs, folder)
    assert ("x", "KAM301", "c") in found
    assert code == 1


def test_a_second_gap_beside_a_known_one_is_new(kamdocs, handbook):  # noqa: F811
    second = "commitments:\n- {id: d, text: U, made_on: 2026-01-05, by: ana.novak, due: 2026-02-16}\n"
    change(handbook, "x", "commitments:\n", second)
    assert ("x", "KAM301", "d") in brought_in(kamdocs, handbook)[0]


def test_looking_ahead_never_hides_what_a_change_opens(kamdocs, handbook):  # noqa: F811
    later = "commitments: [{id: d, text: T, made_on: 2026-01-05, by: ana.novak, due: 2026-05-01}]\n"
    change(handbook, "y", "tier: key", later + "tier: key")
    commit(handbook)
    git(handbook, "branch", "-f", "main")
    change(handbook, "y", "due: 2026-05-01", "due: 2026-03-01")
    for ahead in ("0", "90"):
        assert ("y", "KAM301", "d") in brought_in(kamdocs, handbook, "--upcoming", ahead)[0]


PORTFOLIO = "[tool.kamdocs.checks.owner-overloaded]\naccounts = 0\n"


def test_a_change_of_every_file_brings_in_no_old_portfolio_gap(kamdocs, handbook):  # noqa: F811
    (handbook / "pyproject.toml").write_text(PORTFOLIO, "utf-8")
    for account in ("x", "y"):
        change(handbook, account, "tier: key", "tier: key\nowner: luka.zupan")
    commit(handbook)
    git(handbook, "branch", "-f", "main")
    for account in ("x", "y"):
        change(handbook, account, "tier: key", "tier: key\nindustry: steel")
    assert brought_in(kamdocs, handbook) == (set(), 0)


def test_a_duplicate_across_folders_is_not_blamed_on_another_change(kamdocs, handbook):  # noqa: F811
    folder = handbook / "accounts" / "sub"
    folder.mkdir()
    (folder / "x.yml").write_text((handbook / "accounts" / "x.yml").read_text("utf-8"), "utf-8")
    assert ("x", "DOC004", None) in brought_in(kamdocs, handbook)[0]  # by whoever adds it
    commit(handbook)
    git(handbook, "branch", "-f", "main")
    change(handbook, "y", "tier: key", "tier: key\nindustry: steel")
    assert brought_in(kamdocs, handbook) == (set(), 0)
    ran = kamdocs("check", "accounts/x.yml", *AS_OF, cwd=handbook)  # and a run over one file knows of it
    assert (ran.code, "DOC004" in ran.out) == (1, True)


def test_a_file_that_becomes_the_second_is_told_though_it_did_not_change(kamdocs, handbook):  # noqa: F811
    folder = handbook / "accounts" / "a"
    folder.mkdir()
    (folder / "x.yml").write_text((handbook / "accounts" / "y.yml").read_text("utf-8"), "utf-8")
    assert ("x", "DOC004", None) in brought_in(kamdocs, handbook)[0]


def test_the_summary_says_that_it_tells_of_the_change_alone(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("check", "--base", "main", *AS_OF, cwd=handbook)
    assert "no open gap" not in ran.err
    assert "note: only what the change since main brings in; 43 open gaps are left out" in ran.err


def test_a_former_id_that_is_added_changes_no_gap(kamdocs, handbook):  # noqa: F811
    change(handbook, "x", "tier: key", "tier: key\nformer_ids: [old-x]")
    assert brought_in(kamdocs, handbook) == (set(), 0)


def test_a_former_id_that_another_account_has_now_is_no_name_of_a_gap(kamdocs, handbook):  # noqa: F811
    """Of two accounts, one was called as the other is: their gaps stay apart."""
    change(handbook, "y", "tier: key", "tier: key\nformer_ids: [x]")
    commit(handbook)
    git(handbook, "branch", "-f", "main")
    change(handbook, "y", "tier: key", "tier: key\nactions: [{id: a, text: T, status: open, added_on: 2026-03-01}]")
    assert brought_in(kamdocs, handbook)[0] == {("y", "KAM1006", "a")}
