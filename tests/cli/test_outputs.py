"""Where reports may go: never over a plan, settings or somebody's file, never through a link, whole or not at all."""

import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kamdocs.lint import render_baseline
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import write_handbook

AS_OF = ("--as-of", "2026-03-20")


@pytest.fixture
def handbook(tmp_path):
    folder = write_handbook(
        tmp_path / "h", {"x": {}, "y": {}}, settings='baseline = "known.json"\n', _revenue__csv="customer,name,year,revenue,currency\n"
    )  # fmt: skip
    (folder / "known.json").write_text(render_baseline({}), "utf-8")
    (folder / "mkdocs.yml").write_text("site_name: S\n", "utf-8")
    return folder


def standing(folder):
    """All that stands in a folder, with its contents; links are told by where they lead."""
    return {
        str(path.relative_to(folder)): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


KEPT = {
    "a plan": ("json=accounts/x.yml", "is a place of plans"),
    "a plan that is none yet": ("json=accounts/new.yml", "is a place of plans"),
    "a plan in a sub-folder": ("json=accounts/deep/new.YAML", "is a place of plans"),
    "the team": ("json=accounts/_team.yml", "is a place of plans"),
    "the revenue": ("text=accounts/_revenue.csv", "is a place of plans"),
    "by a detour": ("json=accounts/../accounts/./x.yml", "is a place of plans"),
    "the settings": ("json=pyproject.toml", "holds settings"),
    "the settings of the site": ("sarif=mkdocs.yml", "holds settings"),
    "settings that are not there": ("json=elsewhere/PyProject.toml", "holds settings"),
    "the baseline": ("json=known.json", "is the baseline"),
    "somebody's file": ("markdown=README.md", "is no report of kamdocs"),
    "a folder": ("json=accounts", "is a folder"),
    "a file for a folder": ("json=README.md/report.json", "can't be written"),
    "a file outside": ("json=../notes.txt", "is no report of kamdocs"),
    "a read-only report": ("json=done.json", "is read-only"),
}


@pytest.mark.parametrize(("output", "says"), KEPT.values(), ids=KEPT.keys())
def test_what_is_not_a_report_is_never_overwritten(kamdocs, handbook, output, says):  # noqa: F811
    (handbook / "README.md").write_text("# Ours\n", "utf-8")
    (handbook.parent / "notes.txt").write_text("Mine.\n", "utf-8")
    kamdocs("check", *AS_OF, "--output", "json=done.json", cwd=handbook)
    (handbook / "done.json").chmod(0o444)
    before = standing(handbook.parent)
    ran = kamdocs("check", *AS_OF, "--output", "text=r.txt", "--output", output, cwd=handbook)
    assert (ran.code, says in ran.err) == (2, True), ran.err
    assert standing(handbook.parent) in (
        before,
        {**before, "h/r.txt": (handbook / "r.txt").read_bytes()} if "can't" in says else 0,
    )


def test_a_plan_that_was_asked_for_is_none_to_write(kamdocs, handbook, tmp_path):  # noqa: F811
    other = write_handbook(tmp_path / "other", {"z": {}})
    (tmp_path / "empty.yml").touch()
    for path, output in ((other / "accounts", other / "accounts" / "new.yml"), (tmp_path / "empty.yml",) * 2):
        ran = kamdocs("check", *AS_OF, path, "--output", f"json={output}", cwd=handbook)
        assert (ran.code, "is a place of plans" in ran.err) == (2, True)


def test_settings_may_name_a_plan_as_baseline_and_lose_nothing(kamdocs, handbook):  # noqa: F811
    for name, says in (
        ("accounts/x.yml", "is a place of plans"),
        ("README.md", "is no report of kamdocs"),
        ("mkdocs.yml", "holds settings"),
    ):
        (handbook / "README.md").write_text("# Ours\n", "utf-8")
        (handbook / "pyproject.toml").write_text(f'[tool.kamdocs]\nbaseline = "{name}"\n', "utf-8")
        before = standing(handbook)
        ran = kamdocs("check", "--write-baseline", cwd=handbook)
        assert (ran.code, says in ran.err) == (2, True), ran.err
        assert standing(handbook) == before


def test_a_report_takes_the_place_of_an_earlier_one_of_any_format(kamdocs, handbook):  # noqa: F811
    target = handbook / "out" / "report"
    target.parent.mkdir()
    target.touch()
    for name in ("json", "sarif", "gitlab", "junit", "markdown", "text", "github", "json"):
        ran = kamdocs("check", *AS_OF, "--output", f"{name}={target}", cwd=handbook)
        assert ran.code in (0, 1), ran.err
        assert target.stat().st_size > 0
    assert json.loads(target.read_text("utf-8"))["version"] == 1
    assert [path.name for path in target.parent.iterdir()] == ["report"]


def test_rights_stay_as_they_were(kamdocs, handbook):  # noqa: F811
    target = handbook / "report.json"
    kamdocs("check", *AS_OF, "--output", f"json={target}", cwd=handbook)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~_mask()
    target.chmod(0o600)
    kamdocs("check", *AS_OF, "--output", f"json={target}", cwd=handbook)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def _mask():
    os.umask(mask := os.umask(0))
    return mask


@pytest.mark.parametrize(("one", "other"), [("r.json", "r.json"), ("r.json", "./r.json"), ("r.json", "R.JSON")])
def test_two_formats_need_two_files(kamdocs, handbook, one, other):  # noqa: F811
    ran = kamdocs("check", *AS_OF, "--output", f"json={one}", "--output", f"sarif={other}", cwd=handbook)
    assert (ran.code, "is named twice" in ran.err) == (2, True)
    assert not (handbook / "r.json").exists()


def test_names_that_are_long_or_odd_are_written(kamdocs, handbook):  # noqa: F811
    for name in ("a" * 250 + ".json", "-", "a=b.json", "č š.json"):
        ran = kamdocs("check", *AS_OF, "--output", f"json={name}", cwd=handbook)
        assert ran.code in (0, 1), ran.err
        assert json.loads((handbook / name).read_text("utf-8"))["version"] == 1
    ran = kamdocs("check", *AS_OF, "--output", f"json={'a' * 300}", cwd=handbook)
    assert (ran.code, "choose a shorter name" in ran.err) == (2, True)


class TestLinks:
    """A repository can hold links; whoever checks it must not write where they lead."""

    @pytest.mark.parametrize("within", [True, False])
    def test_a_file_that_is_a_link_is_not_followed(self, kamdocs, handbook, tmp_path, within):  # noqa: F811
        target = (handbook if within else tmp_path) / "real.json"
        target.write_text("old", "utf-8")
        (handbook / "link.json").symlink_to(target)
        ran = kamdocs("check", *AS_OF, "--output", "json=link.json", cwd=handbook)
        assert ran.code == 2
        assert (
            f"leads through the symbolic link {handbook / 'link.json'}" in ran.err
            or "symbolic link link.json" in ran.err
        )
        assert f"name the real place, if you mean it: {target}" in ran.err
        assert target.read_text("utf-8") == "old"

    @pytest.mark.parametrize("target", ["nowhere", "link.json"])
    def test_neither_is_one_that_leads_nowhere_or_in_a_circle(self, kamdocs, handbook, target):  # noqa: F811
        (handbook / "link.json").symlink_to(target)
        assert kamdocs("check", *AS_OF, "--output", "json=link.json", cwd=handbook).code == 2
        assert not (handbook / "nowhere").exists()

    @pytest.mark.parametrize("way", ["out/r.json", "out/deep/r.json", "accounts/../out/r.json"])
    def test_a_folder_of_the_checkout_that_is_a_link_is_not_followed(self, kamdocs, handbook, tmp_path, way):  # noqa: F811
        (tmp_path / "elsewhere").mkdir()
        (handbook / "out").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
        for output in (way, str(handbook / way)):
            ran = kamdocs("check", *AS_OF, "--output", f"json={output}", cwd=handbook)
            assert (ran.code, "leads through the symbolic link" in ran.err) == (2, True)
        assert not list((tmp_path / "elsewhere").rglob("*"))

    def test_the_checkout_is_that_of_git(self, kamdocs, handbook, tmp_path):  # noqa: F811
        (handbook.parent / ".git").mkdir()
        (handbook.parent / "out").symlink_to(handbook, target_is_directory=True)
        assert kamdocs("check", *AS_OF, "--output", "json=../out/r.json", cwd=handbook).code == 2

    def test_a_link_above_the_checkout_is_how_one_came_there(self, kamdocs, handbook, tmp_path):  # noqa: F811
        (tmp_path / "way").symlink_to(handbook, target_is_directory=True)
        ran = kamdocs("check", *AS_OF, "--output", f"json={tmp_path / 'way' / 'r.json'}", cwd=tmp_path / "way")
        assert ran.code in (0, 1), ran.err
        assert (handbook / "r.json").is_file()

    def test_a_baseline_that_is_a_link_is_not_followed(self, kamdocs, handbook, tmp_path):  # noqa: F811
        (handbook / "known.json").rename(tmp_path / "known.json")
        (handbook / "known.json").symlink_to(tmp_path / "known.json")
        before = standing(tmp_path)
        ran = kamdocs("check", "--write-baseline", cwd=handbook)
        assert (ran.code, "symbolic link" in ran.err) == (2, True)
        assert standing(tmp_path) == before


def run(handbook, line, **environment):
    """Run a line of Bash in a process of its own, with ``kamdocs`` as a command."""
    script = f'set -o pipefail; kamdocs() {{ "{sys.executable}" -m kamdocs "$@"; }}; {line}'
    return subprocess.run(
        ["bash", "-c", script], cwd=handbook, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )  # fmt: skip


FINDS = "check --as-of 2026-03-20"
CLEAN = f"{FINDS} --select KAM401"


class TestStreams:
    """Standard output is a file like any other: what can't be written is told as what it is."""

    @pytest.mark.parametrize("command", [FINDS, "version", "waivers", f"{FINDS} --format json"])
    def test_a_full_disk_is_told(self, handbook, command):
        ran = run(handbook, f"kamdocs {command} > /dev/full")
        assert ran.returncode == (0 if command == "waivers" else 2), ran.stderr  # it has nothing to write
        if command != "waivers":
            assert "standard output can't be written: No space left on device" in ran.stderr
            assert "Hint: the disk is full" in ran.stderr
        assert "fault of its own" not in ran.stderr

    @pytest.mark.parametrize("output", ["json=/dev/full", "json=full"])
    def test_a_full_disk_is_told_of_a_file_too(self, kamdocs, handbook, monkeypatch, output):  # noqa: F811
        def no_room(*_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        if output == "json=full":
            monkeypatch.setattr(Path, "replace", no_room)
        ran = kamdocs("check", *AS_OF, "--output", output, cwd=handbook)
        assert ran.code == 2
        assert "can't be written: No space left on device" in ran.err
        assert "Hint: the disk is full" in ran.err
        assert not list(handbook.glob(".kamdocs-*"))

    @pytest.mark.parametrize(("command", "code"), [(FINDS, 1), (f"{CLEAN} --format json", 0)])
    def test_whoever_reads_may_go_and_the_verdict_stands(self, handbook, command, code):
        ran = run(handbook, f"kamdocs {command} | true")
        assert ran.returncode == code, ran.stderr
        assert "Error" not in ran.stderr
        assert "Traceback" not in ran.stderr

    def test_that_goes_for_what_is_told_beside_it(self, handbook):
        assert run(handbook, f"kamdocs {FINDS} 2>&1 > /dev/null | true").returncode == 1
        assert run(handbook, f"kamdocs {FINDS} 2> /dev/full").returncode == 1
        assert run(handbook, f"kamdocs {FINDS} 2>&-").returncode == 1

    def test_standard_output_that_is_closed_is_told(self, handbook):
        ran = run(handbook, f"kamdocs {FINDS} >&-")
        assert ran.returncode == 2
        assert "standard output can't be written" in ran.stderr
        assert "Hint: it is closed" in ran.stderr
        ran = run(handbook, f"kamdocs {FINDS} --output json=r.json >&- 2>&-")
        assert ran.returncode == 2
        assert json.loads((handbook / "r.json").read_text("utf-8"))["version"] == 1  # nothing else got into that file

    def test_help_may_be_read_in_part(self, handbook):
        ran = run(handbook, "kamdocs --help | true")
        assert ran.stderr == ""

    def test_streams_can_be_named_as_files(self, handbook):
        ran = run(
            handbook, f"kamdocs {FINDS} --format json --output text=/dev/stderr --output sarif=/dev/fd/3 3> sarif > out"
        )
        assert ran.returncode == 1
        assert ran.stderr.startswith("accounts/x.yml\n")
        assert json.loads((handbook / "out").read_text("utf-8"))["version"] == 1
        assert json.loads((handbook / "sarif").read_text("utf-8"))["version"] == "2.1.0"
        ran = run(
            handbook,
            f"kamdocs {FINDS} --output json=/dev/stdout --output text=/dev/stdout --output text=/dev/null > out",
        )
        text = (handbook / "out").read_text("utf-8")
        assert text.startswith("{")
        assert text.count("\naccounts/x.yml\n") == 2
        ran = run(handbook, f"kamdocs {FINDS} --output json=>(cat > piped); sleep 0.5")
        assert json.loads((handbook / "piped").read_text("utf-8"))["version"] == 1

    def test_a_pipe_whose_reader_goes_is_told(self, handbook):
        ran = run(handbook, f"kamdocs {FINDS} --output json=>(true)")
        assert ran.returncode in (1, 2)  # the pipe may hold all of it
        assert "fault of its own" not in ran.stderr

    def test_letters_that_a_terminal_lacks_are_no_fault(self, kamdocs, tmp_path):  # noqa: F811
        folder = write_handbook(tmp_path / "č", {"x": {"name": "Železnik → 山田", "owner": "žan"}})
        ran = run(folder, f"kamdocs {FINDS}", PYTHONIOENCODING="latin-1")
        assert ran.returncode == 1, ran.stderr
        assert "\\u017ean" in ran.stdout


def test_the_summary_of_a_job_is_added_to_and_decides_nothing(kamdocs, handbook, monkeypatch):  # noqa: F811
    summary = handbook / "summary.md"
    summary.write_text("before\n", "utf-8")
    for path, noted in ((summary, False), (handbook, True), (Path("/dev/full"), True)):
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
        ran = kamdocs("check", *AS_OF, "--format", "github", cwd=handbook)
        assert (ran.code, "can't be written" in ran.err) == (1, noted), ran.err
    assert summary.read_text("utf-8").startswith("before\n<!-- kamdocs check -->\n")
