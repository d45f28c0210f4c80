"""The wheel: schemas, templates and assets go with it, and it runs away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kamdocs.schema import schema_folder
from tests.plans import write_handbook

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return next(target.glob("*.whl"))


def test_the_wheel_holds_what_the_program_reads(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "schema").glob("*.json"):
        assert f"kamdocs/schemas/{path.name}" in names
    for path in (ROOT / "kamdocs" / "starter").rglob("*"):
        if path.is_file():
            assert path.relative_to(ROOT).as_posix() in names
    for ending in ("po", "mo"):
        assert f"kamdocs/locale/sl/LC_MESSAGES/kamdocs.{ending}" in names
    for path in (ROOT / "kamdocs" / "handbook").rglob("*.*"):
        if path.suffix in (".html", ".css", ".js"):
            assert path.relative_to(ROOT).as_posix() in names


def test_the_wheel_runs_away_from_the_checkout(wheel, tmp_path):
    installed = tmp_path / "installed"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(installed),
        str(wheel),
    ]
    subprocess.run(command, check=True, capture_output=True)
    handbook = write_handbook(tmp_path / "handbook", {"x": {"tier": "gold"}})
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    where = "import kamdocs.schema as one; print(one.schema_folder())"
    ran = subprocess.run(
        [sys.executable, "-c", where], cwd=handbook, env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == str(installed / "kamdocs" / "schemas")
    ran = subprocess.run(
        [sys.executable, "-m", "kamdocs", "check"],
        cwd=handbook,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "tier is gold; expected one of strategic, key, developing" in ran.stdout


def test_a_handbook_begun_by_the_wheel_is_checked_and_built(wheel, tmp_path):
    installed = tmp_path / "installed"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(installed),
        str(wheel),
    ]
    subprocess.run(command, check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(installed)}

    def kamdocs(*args, cwd):
        return subprocess.run(
            [sys.executable, "-m", "kamdocs", *args],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    begun = tmp_path / "begun"
    ran = kamdocs("init", str(begun), cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    ran = kamdocs("check", cwd=begun)
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stdout
    ran = kamdocs("build", "--strict", cwd=begun)
    assert ran.returncode == 0, ran.stderr
    assert "Example customer" in (begun / "site" / "index.html").read_text("utf-8")


def test_an_editable_install_reads_the_schemas_of_the_checkout():
    if Path(sys.modules["kamdocs"].__file__).is_relative_to(ROOT):
        assert schema_folder() == ROOT / "schema"
