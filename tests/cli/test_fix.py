"""``kamdocs fix``: shows what has one right reading as a diff, writes it when told to, and tells what is left."""

import subprocess

import pytest

from kamdocs.cli import asking
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import write_handbook

HEAD = "name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\n"
SLIP = HEAD + "owner: Ana Novak\ntier_reviewed_on: 4. 3. 2026  # in March\n"
MENDED = HEAD + "owner: ana.novak\ntier_reviewed_on: 2026-03-04  # in March\n"
TWO = HEAD + "tier_reviewed_on: 03/04/2026\n"


def plan(folder, name="x"):
    return (folder / "accounts" / f"{name}.yml").read_bytes().decode()


def test_it_shows_a_diff_and_writes_nothing(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": SLIP})
    ran = kamdocs("fix", cwd=folder)
    assert ran.out == (
        "accounts/x.yml:5:8: owner is written as ana.novak\n"
        "accounts/x.yml:6:19: tier_reviewed_on is written as 2026-03-04\n"
        "--- a/accounts/x.yml\n+++ b/accounts/x.yml\n@@ -2,5 +2,5 @@\n"
        " status: active\n tier: key\n key_since: 2024-01-08\n"
        "-owner: Ana Novak\n-tier_reviewed_on: 4. 3. 2026  # in March\n"
        "+owner: ana.novak\n+tier_reviewed_on: 2026-03-04  # in March\n"
    )
    assert ran.err == "2 faults could be mended in 1 file: kamdocs fix --write does it\n"
    assert (ran.code, plan(folder)) == (1, SLIP)


def test_the_diff_is_one_that_git_takes(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": SLIP})
    out = kamdocs("fix", cwd=folder).out
    diff = out[out.index("--- a/") :]
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "apply", "-"], cwd=folder, input=diff.encode(), check=True)
    assert plan(folder) == MENDED


def test_it_writes_when_it_is_told_to(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": SLIP, "y": {}})
    (folder / "accounts" / "x.yml").chmod(0o640)
    untouched = (folder / "accounts" / "y.yml").stat().st_mtime_ns
    ran = kamdocs("fix", "--write", cwd=folder)
    assert (ran.code, ran.err, plan(folder)) == (0, "2 faults mended in 1 file\n", MENDED)
    assert (folder / "accounts" / "x.yml").stat().st_mode & 0o777 == 0o640
    assert (folder / "accounts" / "y.yml").stat().st_mtime_ns == untouched
    again = kamdocs("fix", cwd=folder)
    assert (again.code, again.out, again.err) == (0, "", "nothing to mend\n")


def test_line_ends_and_the_mark_of_the_encoding_stay(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": {}})
    path = folder / "accounts" / "x.yml"
    path.write_bytes(b"\xef\xbb\xbf" + SLIP.replace("\n", "\r\n").encode())
    assert kamdocs("fix", "--write", cwd=folder).code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()


def test_what_has_two_readings_is_left_with_its_hint(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": TWO})
    for args in ((), ("--write",)):
        ran = kamdocs("fix", *args, cwd=folder)
        assert ran.out == (
            "accounts/x.yml:5:19: left: tier_reviewed_on is 03/04/2026; expected a day such as 2026-03-04\n"
            "    hint: did you mean 2026-03-04 or 2026-04-03?\n"
        )
        assert (ran.code, ran.err) == (1, "nothing to mend\n1 fault is left to you\n")
    assert plan(folder) == TWO


class TestPaths:
    def test_a_file(self, kamdocs, tmp_path):  # noqa: F811
        folder = write_handbook(tmp_path, {"x": SLIP, "y": SLIP.replace("name: X", "name: Y")})
        ran = kamdocs("fix", "--write", "accounts/x.yml", cwd=folder)
        assert (ran.code, plan(folder) == MENDED, "Ana Novak" in plan(folder, "y")) == (0, True, True)

    def test_a_folder_within(self, kamdocs, tmp_path):  # noqa: F811
        folder = write_handbook(tmp_path, {"x": SLIP})
        (folder / "accounts" / "south").mkdir()
        (folder / "accounts" / "south" / "z.yml").write_text(SLIP.replace("name: X", "name: Z"), "utf-8")
        ran = kamdocs("fix", "accounts/south", cwd=folder)
        assert "accounts/south/z.yml:5:8" in ran.out
        assert "accounts/x.yml" not in ran.out

    def test_a_shared_file(self, kamdocs, tmp_path):  # noqa: F811
        folder = write_handbook(tmp_path, {"x": SLIP})
        team = folder / "accounts" / "_team.yml"
        team.write_text("team:\n  - {id: ana.novak, ime: Ana Novak, phone: 041123456}\n", "utf-8")
        assert kamdocs("fix", "accounts/_team.yml", "--write", cwd=folder).code == 0
        assert team.read_text("utf-8") == 'team:\n  - {id: ana.novak, name: Ana Novak, phone: "041123456"}\n'

    def test_what_the_shared_files_say_when_mended_holds_for_the_plans(self, kamdocs, tmp_path):  # noqa: F811
        folder = write_handbook(tmp_path, {"x": SLIP})
        (folder / "accounts" / "_team.yml").write_text("team:\n  - {id: ana.novak, ime: Ana Novak}\n", "utf-8")
        assert kamdocs("fix", "--write", cwd=folder).code == 0
        assert plan(folder) == MENDED

    @pytest.mark.parametrize("name", ["accounts/_revenue.csv", "accounts/_tem.yml", "notes.md"])
    def test_others_are_refused(self, kamdocs, tmp_path, name):  # noqa: F811
        folder = write_handbook(tmp_path, {"x": {}})
        (folder / name).write_text("a: b\n", "utf-8")
        ran = kamdocs("fix", name, cwd=folder)
        assert (ran.code, "is no account plan and no shared file" in ran.err) == (2, True)

    def test_another_folder_of_plans(self, kamdocs, tmp_path):  # noqa: F811
        folder = write_handbook(tmp_path / "a", {"x": {}})
        other = write_handbook(tmp_path / "b", {"z": SLIP})
        assert kamdocs("fix", other / "accounts", "--write", cwd=folder).code == 0
        assert plan(other, "z") == MENDED

    def test_no_accounts_folder(self, kamdocs, tmp_path):  # noqa: F811
        (tmp_path / "pyproject.toml").write_text("[tool.kamdocs]\n", "utf-8")
        ran = kamdocs("fix", cwd=tmp_path)
        assert (ran.code, "there is no accounts folder" in ran.err) == (2, True)


IN_QUESTION = (
    "an id stands twice, or an entry can't be read: till that is mended, nobody can tell whom or what a name means"
)


@pytest.mark.parametrize(
    ("team", "owner", "left"),
    [
        ("{id: ana, name: Ana Novak}, {id: ana, name: Ana Kos}", "Ana Kos", f"hint: in _team.yml {IN_QUESTION}"),
        ("{name: Ana Novak}, {id: ana.kos, name: Ana Kos}", "Ana Kos", f"hint: in _team.yml {IN_QUESTION}"),
        ("{id: ana.novak, grade: 3}, {id: ana.kos, name: Ana Kos}", "Ana", "hint: known here: ana.kos, ana.novak; "),
        ("{id: ana, grade: 3}, {id: ana.kos, name: Ana Kos}", "ana", "lacks the field name"),
    ],
)
def test_a_name_that_may_be_somebody_elses_is_written_as_no_id(kamdocs, tmp_path, team, owner, left):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": HEAD + f"owner: {owner}\n"})
    (folder / "accounts" / "_team.yml").write_text(f"team: [{team}]\n", "utf-8")
    ran = kamdocs("fix", "--write", cwd=folder)
    assert (ran.code, plan(folder)) == (1, HEAD + f"owner: {owner}\n")
    assert left in ran.out


def test_what_we_sell_is_not_mistaken_where_an_id_stands_twice(kamdocs, tmp_path):  # noqa: F811
    text = HEAD + "opportunities: [{id: o, title: T, stage: idea, added_on: 2026-01-05, offering: Milled inserts}]\n"
    folder = write_handbook(tmp_path, {"x": text})
    offerings = "offerings: [{id: inserts, name: Inserts}, {id: inserts, name: Milled inserts}]\n"
    (folder / "accounts" / "_offerings.yml").write_text(offerings, "utf-8")
    ran = kamdocs("fix", "--write", cwd=folder)
    assert plan(folder) == text
    assert f"hint: in _offerings.yml {IN_QUESTION}" in ran.out


def test_what_can_not_be_read_or_written_is_told(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": SLIP})
    (folder / "accounts" / "bytes.yml").write_bytes(b"name: \xff\n")
    outside = tmp_path / "outside.yml"
    outside.write_text(SLIP, "utf-8")
    (folder / "accounts" / "link.yml").symlink_to(outside.resolve())
    ran = kamdocs("fix", cwd=folder)
    assert "accounts/bytes.yml:1:7: left: the byte 0xFF is not UTF-8" in ran.out
    assert "accounts/link.yml:1:1: left: the file can't be read" in ran.out
    kamdocs("fix", "--write", cwd=folder)
    assert outside.read_text("utf-8") == SLIP
    (folder / "accounts" / "x.yml").write_text(SLIP, "utf-8")
    (folder / "accounts" / "x.yml").chmod(0o440)
    ran = kamdocs("fix", "--write", "accounts/x.yml", cwd=folder)
    assert (ran.code, "read-only" in ran.err, plan(folder)) == (2, True, SLIP)
    assert not list((folder / "accounts").glob(".kamdocs*"))


class TestAsking:
    @pytest.fixture
    def terminal(self, monkeypatch):
        monkeypatch.setattr(asking, "at_terminal", lambda: True)

        def answers(*given):
            left = list(given)
            monkeypatch.setattr("click.prompt", lambda *_args, **_options: left.pop(0))

        return answers

    def test_an_answer_is_written(self, kamdocs, tmp_path, terminal):  # noqa: F811
        folder = write_handbook(tmp_path, {"x": TWO + "revenue: [{year: 2025, amount: 1.240, currency: EUR}]\n"})
        terminal("2", "1")
        ran = kamdocs("fix", "--ask", "--write", cwd=folder)
        assert (ran.code, ran.err) == (0, "2 faults mended in 1 file\n")
        assert "accounts/x.yml:5:19\n  1  tier_reviewed_on is written as 2026-03-04\n  2  " in ran.out
        assert plan(folder).endswith(
            "tier_reviewed_on: 2026-04-03\nrevenue: [{year: 2025, amount: 1.24, currency: EUR}]\n"
        )

    def test_what_is_passed_over_stays(self, kamdocs, tmp_path, terminal):  # noqa: F811
        folder = write_handbook(tmp_path, {"x": TWO})
        terminal("-")
        ran = kamdocs("fix", "--ask", "--write", cwd=folder)
        assert (ran.code, plan(folder)) == (1, TWO)

    def test_nobody_is_asked_in_a_pipe(self, kamdocs, tmp_path):  # noqa: F811
        ran = kamdocs("fix", "--ask", cwd=write_handbook(tmp_path, {"x": TWO}))
        assert (ran.code, "--ask needs a terminal" in ran.err) == (2, True)


def test_a_check_says_how_many_could_be_mended(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": SLIP, "y": TWO.replace("name: X", "name: Y")})
    ran = kamdocs("check", "--as-of", "2026-11-23", cwd=folder)
    assert "\nkamdocs fix could mend 2 of these\n" in ran.err
    kamdocs("fix", "--write", cwd=folder)
    assert "could mend" not in kamdocs("check", "--as-of", "2026-11-23", cwd=folder).err


def test_what_a_file_says_steers_no_terminal(kamdocs, tmp_path):  # noqa: F811
    text = HEAD + 'industry: "\\u001b[31m"\nowner: Ana Novak\n::error::x: 1\n'
    out = kamdocs("fix", cwd=write_handbook(tmp_path, {"x": text})).out
    assert "\x1b" not in out
    assert "\n::error" not in out
