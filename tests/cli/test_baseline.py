"""A baseline: the gaps that were there are known, only more than those are reported."""

import json

import pytest

from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import write_handbook

ARGS = ("check", "--as-of", "2026-03-20", "--select", "KAM301")
PROMISE = "- {{id: {0}, text: T, made_on: 2026-01-05, by: ana.novak, due: {1}}}"


def write(folder, *promises):
    head = "name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\ncommitments:\n"
    (folder / "accounts" / "x.yml").write_text(
        head + "\n".join(PROMISE.format(*one) for one in promises) + "\n", "utf-8"
    )


@pytest.fixture
def handbook(tmp_path):
    folder = write_handbook(tmp_path, {"x": {}}, settings="baseline = 'baseline.json'\n")
    write(folder, ("a", "2026-02-01"), ("b", "2026-02-10"))
    return folder


def test_what_was_there_is_known_and_more_is_reported(kamdocs, handbook):  # noqa: F811
    ran = kamdocs(*ARGS, "--write-baseline", cwd=handbook)
    assert (ran.code, ran.out) == (0, "")
    assert json.loads((handbook / "baseline.json").read_text("utf-8"))["gaps"]["x"]["KAM301"] == 2
    assert kamdocs(*ARGS, cwd=handbook).code == 0
    write(handbook, ("a", "2026-02-01"), ("b", "2026-02-10"), ("c", "2026-03-01"))
    ran = kamdocs(*ARGS, cwd=handbook)
    assert ran.code == 1
    assert "promised for 2026-03-01" in ran.out
    assert "promised for 2026-02-01" not in ran.out


def test_a_baseline_that_no_longer_matches_says_so_and_is_pruned(kamdocs, handbook):  # noqa: F811
    kamdocs(*ARGS, "--write-baseline", cwd=handbook)
    write(handbook, ("a", "2026-02-01"))
    assert "note: 1 of the baseline's gaps is no longer there" in kamdocs(*ARGS, cwd=handbook).err
    assert "note: " not in kamdocs(*ARGS, "--prune-baseline", cwd=handbook).err
    write(handbook, ("a", "2026-02-01"), ("d", "2026-02-20"))
    assert "promised for 2026-02-20" in kamdocs(*ARGS, cwd=handbook).out


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "gaps": {}}', '{"version": 1, "gaps": {"x": {"KAM301": "a"}}}']
)
def test_a_file_that_is_no_baseline_is_told(kamdocs, handbook, text):  # noqa: F811
    (handbook / "baseline.json").write_text(text, "utf-8")
    ran = kamdocs(*ARGS, cwd=handbook)
    assert (ran.code, "is no baseline" in ran.err, "--write-baseline" in ran.err) == (2, True, True)


def test_without_a_baseline_it_says_what_to_do(kamdocs, handbook):  # noqa: F811
    ran = kamdocs(*ARGS, cwd=handbook)
    assert (ran.code, "there is no baseline" in ran.err) == (2, True)
    (handbook / "pyproject.toml").write_text("[tool.kamdocs]\n", "utf-8")
    ran = kamdocs(*ARGS, "--write-baseline", cwd=handbook)
    assert (ran.code, "the settings name no baseline" in ran.err) == (2, True)
