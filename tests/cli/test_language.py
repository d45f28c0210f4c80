"""The command line in the language of the folder's settings."""

import json
import subprocess
import sys

import pytest

from tests.cli.commands import kamdocs  # noqa: F401 (a fixture)
from tests.plans import write_handbook

AS_OF = ("--as-of", "2026-03-20")
OVERDUE = {"id": "c", "text": "T", "made_on": "2026-01-05", "by": "ana.novak", "due": "2026-02-15"}


@pytest.fixture
def handbook(tmp_path):
    folder = write_handbook(tmp_path / "h", {"x": {"commitments": [OVERDUE]}, "y": {}})
    settings = (
        (folder / "pyproject.toml").read_text("utf-8") if (folder / "pyproject.toml").exists() else "[tool.kamdocs]\n"
    )
    (folder / "pyproject.toml").write_text(
        settings.replace("[tool.kamdocs]\n", '[tool.kamdocs]\nlanguage = "sl"\n'), "utf-8"
    )
    return folder


def test_the_check_speaks_slovenian(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("check", "--select", "KAM301", *AS_OF, cwd=handbook)
    assert ran.code == 1
    assert ": napaka: KAM301 commitment-overdue: " in ran.out
    assert "(odprto 32 dni, od 16. 2. 2026)" in ran.out  # the promise was for the 15th; it is overdue the day after
    assert "2 kupca, 1 napaka, stanje na dan 20. 3. 2026" in ran.err


def test_a_comment_on_a_forge_writes_days_as_its_readers_do(kamdocs, handbook):  # noqa: F811
    told = kamdocs("check", "--format", "markdown", "--select", "KAM301", *AS_OF, cwd=handbook).out
    assert "**Ključni kupci na dan 20. 3. 2026:** 2 kupca, 1 napaka" in told
    assert "1 vrzel, napaka</summary>" in told
    assert "(od 16. 2. 2026)" in told


def test_keys_and_values_of_json_stay_english(kamdocs, handbook):  # noqa: F811
    report = json.loads(kamdocs("check", "--format", "json", "--select", "KAM301", *AS_OF, cwd=handbook).out)
    finding = report["findings"][0]
    assert (finding["severity"], finding["state"], finding["name"]) == ("error", "open", "commitment-overdue")


def test_errors_of_settings_are_told_in_the_language_they_ask_for(kamdocs, handbook):  # noqa: F811
    path = handbook / "pyproject.toml"
    path.write_text(path.read_text("utf-8") + "\n[tool.kamdocs.checks.bow-ti]\nenabled = false\n", "utf-8")
    ran = kamdocs("check", cwd=handbook)
    assert ran.code == 2
    assert "Napaka: " in ran.err
    assert "ste mislili bow-tie?" in ran.err


def test_explain_shows_the_golden_rule_by_its_name(kamdocs, handbook):  # noqa: F811
    ran = kamdocs("explain", "account-silent", cwd=handbook)
    assert "KAM1001 account-silent  (pravilo: Aktivnost)" in ran.out
    assert "Kako vrzel zapreti" in ran.out


def test_settings_say_the_language(kamdocs, handbook):  # noqa: F811
    assert f"language = sl  ({handbook / 'pyproject.toml'})" in kamdocs("settings", cwd=handbook).out
    assert "(privzeto)" in kamdocs("settings", cwd=handbook).out


def test_an_unknown_language_is_refused_in_english(kamdocs, handbook):  # noqa: F811
    path = handbook / "pyproject.toml"
    path.write_text(path.read_text("utf-8").replace('"sl"', '"tlh"'), "utf-8")
    ran = kamdocs("check", cwd=handbook)
    assert ran.code == 2
    assert "tool.kamdocs.language is not known" in ran.err
    assert "write one of en, sl" in ran.err


def test_a_check_needs_no_library_of_languages(tmp_path):
    folder = write_handbook(tmp_path / "h", {"x": {}})
    program = (
        "import sys; from kamdocs.cli import main\n"
        "sys.argv = ['kamdocs', 'check', '--fail-on', 'never']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "sys.exit('babel' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
