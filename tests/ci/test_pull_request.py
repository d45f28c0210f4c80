"""The steps of a pull request, run: from a branch, from a fork that may not write, in a shallow clone."""

import os
import subprocess

import pytest

from tests.ci.steps import ACTION, HANDBOOK, STARTER, Runner, load, steps_of
from tests.plans import write_handbook

pytestmark = pytest.mark.slow
OVERDUE = "commitments: [{id: c, text: 'T <b>', made_on: 2026-01-05, by: ana.novak, due: 2026-02-15}]\n"
CHANGE = steps_of(HANDBOOK, "change")
TELL = steps_of(HANDBOOK, "tell")
MORNING = steps_of(HANDBOOK, "morning")


def git(folder, *arguments):
    environment = {
        **os.environ, "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x.example", "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@x.example", "GIT_CONFIG_GLOBAL": os.devnull,
    }  # fmt: skip
    ran = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return ran.stdout.strip()


@pytest.fixture
def origin(tmp_path):
    """A bare repository with a handbook on main, in a folder of the repository."""
    work = write_handbook(tmp_path / "work" / "book", {"x": {}, "y": {}}, settings="as_of = 2026-03-20\n").parent
    git(work, "init", "-q", "-b", "main")
    commit(work)
    git(tmp_path, "clone", "-q", "--bare", str(work), "origin.git")
    return tmp_path / "origin.git"


def commit(folder):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Change")


def propose(tmp_path, origin, name, text, to=None):
    """A change on a branch, pushed to ``to`` (a fork, else the origin), with GitHub's merge of it into main."""
    work = tmp_path / name
    git(tmp_path, "clone", "-q", str(origin), str(work))
    git(work, "switch", "-q", "-c", name)
    with (work / "book" / "accounts" / "y.yml").open("a", encoding="utf-8") as plan:
        plan.write(text)
    commit(work)
    git(work, "push", "-q", str(to or origin), name)
    git(work, "fetch", "-q", "origin", "main")
    git(work, "switch", "-q", "--detach", "origin/main")
    git(work, "merge", "-q", "--no-ff", "-m", "Merge", name)
    git(work, "push", "-q", str(origin), "HEAD:refs/pull/1/merge")


def check_out(tmp_path, origin, depth=()):
    """What actions/checkout makes of a pull request: the merge, and with fetch-depth 0 all branches."""
    folder = tmp_path / "checkout"
    git(tmp_path, "init", "-q", str(folder))
    git(folder, "remote", "add", "origin", f"file://{origin}")
    refs = ["+refs/pull/1/merge:refs/remotes/pull/1/merge"] + ([] if depth else ["+refs/heads/*:refs/remotes/origin/*"])
    git(folder, "fetch", "-q", "--no-tags", *depth, "origin", *refs)
    git(folder, "checkout", "-q", "--force", "refs/remotes/pull/1/merge")
    return Runner(folder / "book", tmp_path / "scratch")


def somebody_else_moves_main(tmp_path, origin):
    work = tmp_path / "other"
    git(tmp_path, "clone", "-q", str(origin), str(work))
    with (work / "book" / "accounts" / "x.yml").open("a", encoding="utf-8") as plan:
        plan.write(OVERDUE)
    commit(work)
    git(work, "push", "-q", str(origin), "HEAD:main")


def test_a_pull_request_is_told_in_one_comment_that_is_updated(tmp_path, origin):
    propose(tmp_path, origin, "change", OVERDUE)
    runner = check_out(tmp_path, origin)
    ran = runner.run(CHANGE["Check"], BASE="main")
    assert ran.returncode == 0, ran.stderr
    assert runner.outputs() == {"code": "1"}
    assert ran.stdout.startswith("::error file=book/accounts/y.yml,line=")
    assert ran.stdout.count("::error") == 1
    assert "KAM301" in runner.summary.read_text("utf-8")
    assert (runner.folder / "report" / "kamdocs.sarif").stat().st_size > 0
    assert runner.run(CHANGE["Tell the whole story"], BASE="main").returncode == 0
    assert runner.run(CHANGE["Decide"], CODE="1").returncode == 1
    assert runner.run(CHANGE["Decide"], CODE="0").returncode == 0
    told = [runner.run(TELL["Comment"], GH_TOKEN="t", NUMBER="1") for _ in range(2)]
    assert [one.returncode for one in told] == [0, 0], told[0].stderr
    state = runner.github()
    assert [method for method, _ in state["calls"]] == ["GET", "POST", "GET", "PATCH"]
    (comment,) = state["items"]
    assert comment["body"].startswith("<!-- kamdocs diff -->\n")
    assert "KAM301" in comment["body"]
    assert "<b>" not in comment["body"]


def test_somebody_elses_comment_is_left_alone(tmp_path, origin):
    propose(tmp_path, origin, "change", OVERDUE)
    runner = check_out(tmp_path, origin)
    runner.run(CHANGE["Check"], BASE="main")
    runner.run(CHANGE["Tell the whole story"], BASE="main")
    theirs = {"id": 9, "user": {"login": "somebody"}, "body": "<!-- kamdocs diff -->\nmine"}
    runner.github(items=[theirs])
    assert runner.run(TELL["Comment"], GH_TOKEN="t", NUMBER="1").returncode == 0
    assert runner.github()["items"][0] == theirs
    assert len(runner.github()["items"]) == 2


def test_a_change_that_tells_nothing_makes_no_comment_but_corrects_the_one_there_is(tmp_path, origin):
    propose(tmp_path, origin, "change", "# a remark\n")
    runner = check_out(tmp_path, origin)
    runner.run(CHANGE["Check"], BASE="main")
    assert runner.outputs() == {"code": "0"}
    runner.run(CHANGE["Tell the whole story"], BASE="main")
    runner.run(TELL["Comment"], GH_TOKEN="t", NUMBER="1")
    assert runner.github()["items"] == []
    mine = {"id": 4, "user": {"login": "github-actions[bot]"}, "body": "<!-- kamdocs diff -->\n<details>old"}
    runner.github(items=[mine])
    runner.run(TELL["Comment"], GH_TOKEN="t", NUMBER="1")
    assert "no gap opened or closed" in runner.github()["items"][0]["body"]


def test_a_fork_may_not_write_and_gets_a_summary(tmp_path, origin):
    git(tmp_path, "clone", "-q", "--bare", str(origin), "fork.git")
    propose(tmp_path, origin, "theirs", OVERDUE, to=tmp_path / "fork.git")
    assert "theirs" not in git(origin, "branch")
    somebody_else_moves_main(tmp_path, origin)
    runner = check_out(tmp_path, origin)
    ran = runner.run(CHANGE["Check"], BASE="main")
    assert ran.stdout.count("::error") == 1  # what main brought in since is not theirs
    assert "accounts/y.yml" in ran.stdout
    runner.run(CHANGE["Tell the whole story"], BASE="main")
    runner.summary.write_text("", "utf-8")
    runner.github(may_write=False)
    ran = runner.run(TELL["Comment"], GH_TOKEN="t", NUMBER="1")
    assert ran.returncode == 0, ran.stderr
    assert "::notice::" in ran.stdout
    assert runner.github()["items"] == []
    assert "KAM301" in runner.summary.read_text("utf-8")


def test_a_shallow_clone_says_what_to_fetch(tmp_path, origin):
    propose(tmp_path, origin, "change", OVERDUE)
    runner = check_out(tmp_path, origin, depth=("--depth=1",))
    ran = runner.run(CHANGE["Check"], BASE="main")
    assert runner.outputs() == {"code": "2"}
    assert "fetch" in ran.stderr
    assert runner.run(CHANGE["Decide"], CODE="2").returncode == 2


def test_the_action_does_the_same(tmp_path, origin):
    steps = steps_of(ACTION)
    propose(tmp_path, origin, "change", OVERDUE)
    runner = check_out(tmp_path, origin)
    given = {"BASE": "main", "FOLDER": "book", "REPORT": "report", "MORE": "--ignore KAM002 --statistics"}
    ran = runner.run(steps["Check"], **given)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("::error file=book/accounts/y.yml,line=")
    assert runner.outputs() == {"story": "book/report/story.md", "sarif": "book/report/kamdocs.sarif", "code": "1"}
    assert "KAM301" in (runner.folder / "report" / "story.md").read_text("utf-8")
    assert runner.run(steps["Decide"], CODE="1").returncode == 1
    ran = runner.run(steps["Check"], **{**given, "BASE": "", "MORE": ""})
    assert ran.stdout.count("::error") > 1
    assert "story" not in runner.outputs()


def test_the_morning_is_told_in_one_issue(tmp_path, origin):
    propose(tmp_path, origin, "change", OVERDUE.replace("2026-02-15", "2026-03-25"))
    runner = check_out(tmp_path, origin)
    assert runner.run(MORNING["Check"]).returncode == 0
    for _ in range(2):
        assert runner.run(MORNING["Tell in one issue"], GH_TOKEN="t").returncode == 0
    (issue,) = runner.github()["items"]
    assert issue["title"] == "Key accounts: what is open"
    assert "<summary>Opens soon: " in issue["body"]
    assert "2026-03-26 Example y d.o.o.: " in issue["body"]
    runner.github(may_write=False)
    runner.summary.write_text("", "utf-8")
    assert runner.run(MORNING["Tell in one issue"], GH_TOKEN="t").returncode == 0
    assert "2026-03-26 Example y d.o.o.: " in runner.summary.read_text("utf-8")


def test_gitlabs_job_tells_the_same(tmp_path, origin):
    propose(tmp_path, origin, "change", OVERDUE)
    runner = check_out(tmp_path, origin)
    runner.environment |= {"GITHUB_ACTIONS": "", "GITLAB_CI": "true"}
    (script,) = load(STARTER / "gitlab" / "dot-gitlab-ci.yml")["change"]["script"]
    base = git(runner.folder, "merge-base", "origin/main", "HEAD")
    step = {"run": script, "env": {"CI_MERGE_REQUEST_DIFF_BASE_SHA": ""}}
    ran = runner.run(step, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert ran.returncode == 1, ran.stderr
    assert '"path": "book/accounts/y.yml"' in (runner.folder / "quality.json").read_text("utf-8")
    assert "KAM301" in (runner.folder / "story.md").read_text("utf-8")
