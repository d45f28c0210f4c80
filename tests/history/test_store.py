"""What versions told is kept: the same answer without looking again, and nothing believed that may be wrong."""

from datetime import date

import pytest

from kamdocs.history import bench, history_json, telling
from kamdocs.history.store import Store, content_name, store_path
from tests.history.repositories import PROMISE, Repository

TALK = {"id": "i1", "date": "2026-01-20", "kind": "call", "by": ["ana.novak"]}
WAIVER = {"check": "commitment-overdue", "reason": "agreed", "until": "2026-02-25", "by": "ana.novak"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two accounts whose gaps open by the calendar, by what was written, and when a waiver ends; one is unreadable."""
    known = Repository(tmp_path_factory.mktemp("store") / "h")
    known.put("x", commitments=[PROMISE], interactions=[TALK], waivers=[WAIVER]).put("y").commit("2026-01-10")
    known.put("y", "name: [").commit("2026-02-10")
    known.put("x", commitments=[{**PROMISE, "kept_on": "2026-03-05"}]).put("y", tier="strategic").commit("2026-03-07")
    known.put("x", commitments=[PROMISE], interactions=[TALK], waivers=[WAIVER]).commit("2026-03-09")  # taken back
    return known


@pytest.fixture
def repository(made, tmp_path):
    return made.copy(tmp_path / "h")


@pytest.fixture
def evaluated(monkeypatch):
    """The ids of the versions that are evaluated, in turn."""
    found = []
    evaluate_alone = bench.evaluate_alone

    def noting(*given):
        for file in evaluate_alone(*given):
            found.append(file.id)
            yield file

    monkeypatch.setattr(bench, "evaluate_alone", noting)
    return found


def place(repository):
    sources = repository.sources()
    return store_path(sources.past.repository, sources.settings.root)


def told(repository, as_of="2026-03-20", **asked):
    return history_json(repository.history(as_of, **asked))


def test_what_is_known_is_not_looked_at_again(repository, evaluated):
    first = told(repository)
    assert evaluated == ["x", "x", "y", "y", "y"]  # the files as they are hold one of each
    evaluated.clear()
    assert told(repository) == first
    assert evaluated == []
    weekly = told(repository, every="week")
    place(repository).unlink()
    assert told(repository, every="week") == weekly


def test_a_day_later_what_was_told_still_stands(repository, evaluated):
    told(repository, "2026-03-20")
    evaluated.clear()
    later = told(repository, "2026-03-21")
    assert set(evaluated) == {"x", "y"}
    assert len(evaluated) == 2  # today's figures of the two files
    place(repository).unlink()
    assert told(repository, "2026-03-21") == later


def test_only_its_owner_reads_it(repository):
    told(repository)
    kept = place(repository)
    assert kept.parent.parent == repository.folder / ".git"
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert repository.git("status", "--porcelain") == ""


def flip(kept):
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.write_bytes(data)


def link(kept):
    kept.rename(kept.parent / "elsewhere")
    kept.symlink_to(kept.parent / "elsewhere")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: kept.write_bytes(b""),
        lambda kept: kept.write_bytes(b"\x80\x04cos\nsystem\n"),
        lambda kept: kept.write_bytes(kept.read_bytes()[:-7]),
        lambda kept: kept.chmod(0o644),
        flip,
        link,
    ],
    ids=["empty", "foreign", "cut", "open to others", "flipped", "link"],
)
def test_what_can_not_be_trusted_is_looked_at_anew_and_kept_anew(repository, evaluated, spoil):
    first = told(repository)
    kept = place(repository)
    spoil(kept)
    evaluated.clear()
    assert told(repository) == first
    assert evaluated
    assert kept.is_file()
    assert not kept.is_symlink()
    evaluated.clear()
    assert told(repository) == first
    assert evaluated == []


def test_an_entry_that_is_no_entry_counts_as_not_there(repository, evaluated):
    first = told(repository)
    kept = repository.sources().store()
    names = list(kept._known)
    kept._known = dict.fromkeys(names, b"\xc1")
    kept.put("0 nobody", next(iter(bench_told(repository))))
    kept.save()
    evaluated.clear()
    assert told(repository) == first
    assert len(evaluated) == 5


def bench_told(repository):
    sources = repository.sources()
    version = sources.stories()[0].versions[0]
    ask = bench.Ask(version, date(2026, 1, 10), date(2026, 1, 11))
    return [told for _place, told in sources.bench.told([ask], Store())]


def test_other_settings_and_another_team_are_other_answers(repository, evaluated):
    told(repository)
    for path, text in (
        ("pyproject.toml", "\n[tool.kamdocs.checks]\ncommitment-overdue.enabled = false\n"),
        ("accounts/_team.yml", "#\n"),
    ):
        evaluated.clear()
        with (repository.folder / path).open("a") as file:
            file.write(text)
        told(repository)
        assert evaluated


def test_where_nothing_can_be_kept_it_goes_on_without(repository):
    (repository.folder / ".git" / "kamdocs").write_text("a file of somebody else")
    assert told(repository) == told(repository)
    assert (repository.folder / ".git" / "kamdocs").read_text() == "a file of somebody else"


def test_a_folder_that_others_can_read_gets_nothing(repository):
    (repository.folder / ".git" / "kamdocs").mkdir(mode=0o755)
    told(repository)
    assert list((repository.folder / ".git" / "kamdocs").iterdir()) == []


def test_no_more_is_kept_than_there_is_room_for(repository, monkeypatch):
    told(repository)
    whole = place(repository).stat().st_size
    place(repository).unlink()
    monkeypatch.setattr("kamdocs.history.store.MOST_BYTES", whole // 2)
    first = told(repository)
    assert place(repository).stat().st_size < whole
    assert told(repository) == first


def test_a_content_is_called_as_git_calls_it(repository):
    data = (repository.folder / "accounts" / "x.yml").read_bytes()
    assert content_name(data, None) == repository.git("rev-parse", "HEAD:accounts/x.yml")
    assert len(content_name(data, "0" * 64)) == 64


def test_a_history_too_long_is_told_by_the_ends_of_months(repository, evaluated, monkeypatch):
    whole = repository.history("2026-03-20")
    place(repository).unlink()
    evaluated.clear()
    monkeypatch.setattr(telling, "MOST_VERSIONS", 5)
    thin = repository.history("2026-03-20", every="week")
    assert thin.every == "month"
    assert thin.notes[0].startswith("the history is long, 6 versions: only those at the ends of months are judged")
    assert [(row.until, row.open, row.accounts, row.not_assessed, row.dealt) for row in thin.rows] == [
        (row.until, row.open, row.accounts, row.not_assessed, row.dealt) for row in whole.rows
    ]
    assert evaluated == ["x", "y", "y", "y"]  # of x, what was taken back within the month is left out
