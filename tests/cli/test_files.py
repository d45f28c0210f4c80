"""``kamdocs files``: faults of the files in a commit stop it, and nothing else does."""

import pytest

from tests.ci.test_pull_request import commit, git
from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import write_handbook

FAULTS = {
    "no YAML": ("name: [\n", "DOC001"),
    "an unknown field": ("name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\nsumary: x\n", "DOC002"),
    "an unknown person": ("name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\nowner: nobody.here\n", "DOC003"),
    "an id twice": ("name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\nneeds: [{id: a, text: T, status: open}, {id: a, text: T, status: open}]\n", "DOC004"),
    "a status that its day contradicts": ("name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\nactions: [{id: a, text: T, status: open, done_on: 2025-01-01}]\n", "DOC011"),
    "a day to come": ("name: X\nstatus: active\ntier: key\nkey_since: 2024-01-08\ncommitments: [{id: c, text: T, made_on: 2030-01-01}]\n", "DOC005"),
}  # fmt: skip
OVERDUE = {"commitments": [{"id": "c", "text": "T", "made_on": "2026-01-05", "by": "ana.novak", "due": "2026-02-15"}]}


@pytest.mark.parametrize(("text", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_faults_of_the_file_stop_it(kamdocs, tmp_path, text, code):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": text, "y": text})
    ran = kamdocs("files", "accounts/x.yml", cwd=folder)
    assert ran.code == 1
    assert f" {code} " in ran.out
    assert "accounts/x.yml:" in ran.out
    assert "y.yml" not in ran.out
    assert ran.err == "1 file looked at: 1 error\n"


def test_what_only_the_day_brings_stops_nothing(kamdocs, tmp_path):  # noqa: F811
    waiver = {"check": "owner-missing", "reason": "Later", "until": "2026-01-01", "by": "ana.novak"}
    folder = write_handbook(tmp_path, {"x": {**OVERDUE, "waivers": [waiver]}})
    assert "DOC006" in kamdocs("check", cwd=folder).out
    ran = kamdocs("files", "accounts/x.yml", cwd=folder)
    assert (ran.code, ran.out, ran.err) == (0, "", "1 file looked at: no fault\n")


def test_faults_of_the_team_stop_a_commit_of_the_team_alone(kamdocs, tmp_path):  # noqa: F811
    team = [{"id": "ana.novak", "name": "Ana Novak", "phon": "1"}]
    folder = write_handbook(tmp_path, {"x": {}}, team=team)
    ran = kamdocs("files", "accounts/_team.yml", cwd=folder)
    assert (ran.code, "DOC002" in ran.out) == (1, True)
    assert kamdocs("files", "accounts/x.yml", cwd=folder).code == 0


def test_a_person_who_is_taken_out_stops_no_commit_that_leaves_the_plans(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": {"owner": "gone.away"}})
    assert kamdocs("files", "accounts/_team.yml", cwd=folder).code == 0
    assert "DOC003" in kamdocs("files", "accounts/_team.yml", "accounts/x.yml", cwd=folder).out


def test_strange_and_shared_files_are_looked_at(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": {}}, _tem__yml="team: []\n", _revenue__csv="a;b\n")
    for name in ("_tem.yml", "_revenue.csv"):
        ran = kamdocs("files", f"accounts/{name}", cwd=folder)
        assert (ran.code, f"accounts/{name}:" in ran.out) == (1, True), ran.out


def test_what_is_no_part_of_a_handbook_is_left_alone(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": {}})
    (folder / "accounts" / ".hidden").mkdir()
    for name in ("mkdocs.yml", "accounts/.hidden/x.yml", "accounts/.x.yml", "accounts/notes.md"):
        (folder / name).write_text("a: [\n", "utf-8")
        ran = kamdocs("files", name, cwd=folder)
        assert (ran.code, "none of these files" in ran.err) == (0, True)


class TestPlaces:
    """A handbook is found wherever it lies; case 05."""

    def test_a_sub_folder(self, kamdocs, tmp_path):  # noqa: F811
        write_handbook(tmp_path / "handbook", {"x": "name: [\n"}, settings='language = "sl"\n')
        ran = kamdocs("files", "handbook/accounts/x.yml", cwd=tmp_path)
        assert ran.code == 1
        assert ran.out.startswith("handbook/accounts/x.yml\nhandbook/accounts/x.yml:2:1: napaka: DOC001")
        assert "x.yml" in kamdocs("files", "x.yml", cwd=tmp_path / "handbook" / "accounts").out

    def test_another_accounts_folder(self, kamdocs, tmp_path):  # noqa: F811
        folder = write_handbook(tmp_path, {"x": "name: [\n"}, settings='accounts = "kunden"\n')
        (folder / "accounts").rename(folder / "kunden")
        assert kamdocs("files", "kunden/x.yml", cwd=folder).code == 1

    def test_plans_beside_their_settings(self, kamdocs, tmp_path):  # noqa: F811
        write_handbook(tmp_path / "handbook", {"x": "name: [\n"}, settings='accounts = "../kunden"\n')
        (tmp_path / "handbook" / "accounts").rename(tmp_path / "kunden")
        (tmp_path / "broken").mkdir()
        (tmp_path / "broken" / "pyproject.toml").write_text("[tool.kamdocs\n", "utf-8")  # no affair of this commit
        git(tmp_path, "init", "-q", "-b", "main")
        commit(tmp_path)
        ran = kamdocs("files", "kunden/x.yml", cwd=tmp_path)
        assert (ran.code, ran.out.startswith("kunden/x.yml\n")) == (1, True), ran.err

    def test_several_handbooks(self, kamdocs, tmp_path):  # noqa: F811
        for name in ("a", "b", "c"):
            write_handbook(tmp_path / name, {"x": "name: [\n"})
        ran = kamdocs("files", "a/accounts/x.yml", "b/accounts/x.yml", cwd=tmp_path)
        assert ran.code == 1
        assert [line for line in ran.out.splitlines() if line.endswith("/x.yml")] == [
            "a/accounts/x.yml",
            "b/accounts/x.yml",
        ]

    def test_settings_that_are_wrong_are_told(self, kamdocs, tmp_path):  # noqa: F811
        folder = write_handbook(tmp_path, {"x": {}}, settings='accounts = "kundne"\n')
        for name in ("pyproject.toml", "accounts/x.yml"):
            ran = kamdocs("files", name, cwd=folder)
            assert (ran.code, "there is no accounts folder" in ran.err) == (2, True)
        (folder / "pyproject.toml").write_text('[tool.kamdocs]\nprofil = "x"\n', "utf-8")
        ran = kamdocs("files", "pyproject.toml", cwd=folder)
        assert (ran.code, "did you mean profile?" in ran.err) == (2, True)

    def test_without_settings_the_working_folder_is_the_handbook(self, kamdocs, tmp_path):  # noqa: F811
        folder = write_handbook(tmp_path, {"x": "name: [\n"})
        (folder / "pyproject.toml").unlink()
        assert kamdocs("files", "accounts/x.yml", cwd=folder).code == 1

    def test_no_handbook_at_all_is_told(self, kamdocs, tmp_path):  # noqa: F811
        (tmp_path / "x.yml").write_text("a: 1\n", "utf-8")
        ran = kamdocs("files", "x.yml", cwd=tmp_path)
        assert (ran.code, "there is no handbook in" in ran.err) == (2, True)


def test_no_code_of_the_repository_runs(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": {}}, settings='custom_checks = ["ours"]\n')
    (folder / "ours.py").write_text("raise SystemExit('ran')\n", "utf-8")
    assert kamdocs("files", "accounts/x.yml", cwd=folder).code == 0


def test_files_have_to_be_named(kamdocs, tmp_path):  # noqa: F811
    folder = write_handbook(tmp_path, {"x": {}})
    assert kamdocs("files", cwd=folder).code == 2
    assert kamdocs("files", "accounts", cwd=folder).code == 2
    assert kamdocs("files", "accounts/z.yml", cwd=folder).code == 2
