"""``kamdocs init``: a handbook to begin with, and nobody's file overwritten."""

import json

import pytest
import yaml

from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)


@pytest.mark.parametrize("language", ["en", "sl"])
@pytest.mark.parametrize(
    ("forge", "file"), [("github", ".github/workflows/handbook.yml"), ("gitlab", ".gitlab-ci.yml"), ("none", None)]
)
def test_a_new_handbook_is_sound(kamdocs, tmp_path, forge, file, language):  # noqa: F811
    ran = kamdocs("init", "mine", "--forge", forge, "--language", language, cwd=tmp_path)
    assert ran.code == 0, ran.err
    folder = tmp_path / "mine"
    workflows = {".github/workflows/handbook.yml", ".gitlab-ci.yml"}
    assert {one for one in workflows if (folder / one).is_file()} == ({file} if file else set())
    for path in folder.rglob("*"):
        if path.suffix in (".yml", ".yaml") and path.is_file():
            assert yaml.safe_load(path.read_text("utf-8"))
        if path.suffix == ".json":
            assert json.loads(path.read_text("utf-8"))
        assert "dot-" not in path.name
    ran = kamdocs("check", cwd=folder)
    assert (ran.code, ran.out) == (0, "")
    ran = kamdocs("check", "--as-of", "2027-12-31", cwd=folder)
    assert ran.code == 1
    assert "KAM" in ran.out


def test_a_new_handbook_can_speak_slovenian(kamdocs, tmp_path):  # noqa: F811
    for language in ("en", "sl"):
        assert kamdocs("init", language, "--language", language, cwd=tmp_path).code == 0
    english, slovenian = (
        {path.relative_to(tmp_path / name) for path in (tmp_path / name).rglob("*")} for name in ("en", "sl")
    )
    assert english == slovenian
    assert "Naš priročnik ključnih kupcev" in (tmp_path / "sl" / "README.md").read_text("utf-8")
    assert "name: Vzorčni kupec" in (tmp_path / "sl" / "accounts" / "example-customer.yml").read_text("utf-8")
    assert "1 kupec, ni odprtih vrzeli" in kamdocs("check", cwd=tmp_path / "sl").err
    assert kamdocs("init", "another", cwd=tmp_path / "sl").code == 0
    assert "Naš priročnik" in (tmp_path / "sl" / "another" / "README.md").read_text("utf-8")


def test_files_that_are_there_are_kept(kamdocs, tmp_path):  # noqa: F811
    (tmp_path / "README.md").write_text("mine", "utf-8")
    ran = kamdocs("init", cwd=tmp_path)
    assert "kept     README.md" in ran.out
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    ran = kamdocs("init", cwd=tmp_path)
    assert "0 files written." in ran.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_dry_run_writes_nothing(kamdocs, tmp_path):  # noqa: F811
    ran = kamdocs("init", "mine", "--dry-run", cwd=tmp_path)
    assert "would write mine/pyproject.toml" in ran.out
    assert list(tmp_path.iterdir()) == []
