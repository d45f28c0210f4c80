"""The small lines of the last twelve months, and how a build comes to them."""

import logging
import subprocess
from datetime import date

import msgspec
import pytest

from kamdocs.history import bench, trend_of
from kamdocs.keeping.handbook import open_handbook
from kamdocs.lint.again import evaluate_again
from kamdocs.schema.audience import INTERNAL, Audience
from kamdocs.site.trends import remembered_trend
from tests.history.repositories import PROMISE, Repository
from tests.history.test_history import only
from tests.plans import write_handbook

DAY = date(2026, 3, 20)
COMPLAINT = {"id": "n1", "kind": "complaint", "status": "received", "text": "Chips", "received_on": "2026-01-05"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """From two accounts, one of them at risk with a complaint, to three; a promise is late, and kept later."""
    known = Repository(tmp_path_factory.mktemp("trend") / "h", settings=only("commitment-overdue"))
    risk = {"status": "at-risk", "nonconformities": [COMPLAINT]}
    known.put("x", commitments=[PROMISE]).put("y", **risk).commit("2026-01-10")
    known.put("y").put("z", "name: [").commit("2026-02-10")
    known.put("x", commitments=[{**PROMISE, "kept_on": "2026-03-05"}]).commit("2026-03-07")
    return known


@pytest.fixture
def repository(made, tmp_path):
    return made.copy(tmp_path / "h")


def trend(repository, counts=None):
    return trend_of(repository.sources(), DAY, counts)


def test_the_figures_are_those_that_were_known_then(repository):
    found = trend(repository, {"contacts": lambda account, day: len(account.commitments) + day.month})
    assert [str(day) for day in found.days] == ["2026-01-31", "2026-02-28", "2026-03-20"]
    assert (found.accounts, found.not_assessed) == ((2, 3, 3), (0, 1, 1))
    assert (found.errors, found.with_errors) == ((0, 2, 1), (0, 2, 1))
    rows = repository.history("2026-03-20").rows
    assert found.errors == tuple(row.open["error"] for row in rows)
    assert found.accounts == tuple(row.accounts for row in rows)
    assert (found.at_risk, found.complaints_open) == ((1, 0, 0), (1, 0, 0))
    assert (found.promises_kept, found.promises_due) == ((0, 0, 0), (0, 1, 1))
    assert found.promises_kept_percent == (None, 0, 0)
    assert found.lines == {"contacts": (3.0, 5.0, 7.0)}
    assert "history begins on 2026-01-10" not in found.note
    assert "judged with the team" in found.note


def test_what_it_is_made_of_is_looked_at_once(repository, monkeypatch):
    first = trend(repository)
    monkeypatch.setattr(bench, "tell", None)
    assert trend(repository) == first


def test_a_count_that_was_not_asked_before_is_made(repository):
    first = trend(repository)
    assert trend(repository, {"one": lambda _account, _day: 1}).lines == {"one": (2.0, 2.0, 2.0)}
    assert msgspec.structs.replace(trend(repository, {"one": lambda _account, _day: 0}), lines={}) == first


def test_where_git_knows_of_no_other_day_there_is_none(repository, tmp_path):
    folder = write_handbook(tmp_path / "alone", {"x": {}})
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repository.folder}", tmp_path / "c"], check=True)
    shallow = repository.sources(tmp_path / "c")
    assert trend_of(shallow, DAY) is None
    assert trend_of(shallow, date(2026, 4, 2)).note.endswith("git fetch --unshallow brings the rest")
    alone = msgspec.structs.replace(shallow, folder=open_handbook(folder).folder, past=None)
    assert trend_of(alone, DAY) is None


def built(folder, day=DAY, **settings):
    known = open_handbook(folder).settings
    return evaluate_again(msgspec.structs.replace(known, **settings), day, settings.get("audience", INTERNAL), None)


def test_a_build_takes_the_files_as_it_evaluated_them(repository):
    repository.put("x", commitments=[PROMISE])
    _made_of, found = remembered_trend(built(repository.folder), None)
    assert found == trend(repository)
    assert found.errors == (0, 2, 2)


def test_a_build_within_a_hook_of_another_repository_reads_the_handbooks_own(repository, tmp_path, monkeypatch):
    other = Repository(tmp_path / "other").put("q", status="at-risk").commit("2026-01-20")
    expected = remembered_trend(built(repository.folder), None)[1]
    for name, value in {"DIR": other.folder / ".git", "WORK_TREE": other.folder, "INDEX_FILE": "/nowhere"}.items():
        monkeypatch.setenv(f"GIT_{name}", str(value))
    found = remembered_trend(built(repository.folder), None)[1]
    assert found == expected
    assert found.accounts[0] == 2


def test_while_serving_it_waits_for_the_commit(repository, monkeypatch):
    before = remembered_trend(built(repository.folder), None)
    repository.put("x", commitments=[PROMISE])
    evaluated = built(repository.folder)
    evaluated = msgspec.structs.replace(
        evaluated, made_of=msgspec.structs.replace(evaluated.made_of, settings=before[0][2])
    )
    assert remembered_trend(evaluated, before) is before
    repository.commit("2026-03-19")
    assert remembered_trend(evaluated, before)[1].errors == (0, 2, 2)


def test_git_stops_no_build(repository, tmp_path, caplog, monkeypatch):
    caplog.set_level("INFO")
    monkeypatch.setattr("kamdocs.site.trends.log", logging.getLogger("trends"))  # the engine's may be quiet by now
    assert remembered_trend(built(write_handbook(tmp_path / "alone", {"x": {}})), None) == (None, None)
    objects = repository.folder / ".git" / "objects"
    blob, tree = (repository.git("rev-parse", f"HEAD~2:{path}") for path in ("accounts/x.yml", "accounts"))
    (objects / blob[:2] / blob[2:]).unlink()
    assert remembered_trend(built(repository.folder), None)[1].not_assessed == (1, 2, 1)
    assert not caplog.records
    (objects / tree[:2] / tree[2:]).unlink()
    assert remembered_trend(built(repository.folder), None) == (None, None)
    assert "note: no history: git failed: " in caplog.text


def test_who_is_not_told_of_gaps_sees_none(repository):
    given = built(repository.folder)
    reader = msgspec.structs.replace(given.made_of.settings, audience=Audience("outside", frozenset()))
    told = msgspec.structs.replace(given, made_of=msgspec.structs.replace(given.made_of, settings=reader))
    assert remembered_trend(told, None) == (None, None)
