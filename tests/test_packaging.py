"""The packages: what they hold, and that a handbook is begun, checked and built by them in an empty environment."""

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from kamdocs.schema import schema_folder
from tests.plans import write_handbook

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """The sdist, and the wheel that is built from the sdist."""
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(ROOT)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return next(target.glob("*.tar.gz")), next(target.glob("*.whl"))


def constraints(folder):
    """Pip's option that holds what kamdocs needs to the locked versions, unless the newest are tried."""
    if os.environ.get("KAMDOCS_VERSIONS") == "newest":
        return []
    listed = re.findall(r"^[a-z0-9-]+==[^\\\n]+", (ROOT / ".ci" / "lock" / "run.txt").read_text("utf-8"), re.MULTILINE)
    (folder / "constraints.txt").write_text("\n".join(listed) + "\n", "utf-8")
    return ["--constraint", str(folder / "constraints.txt")]


@pytest.fixture(scope="module")
def kamdocs(packages, tmp_path_factory):
    """The command, installed from the wheel into an environment of its own, with nothing of the test's around it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    home = tmp_path_factory.mktemp("home")
    network = {
        name: value
        for name, value in os.environ.items()
        if name.lower().startswith(("pip_", "http", "no_proxy", "ssl_"))
    }
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8"}
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    ran = subprocess.run(
        [*pip, str(packages[1]), *constraints(folder)],
        capture_output=True, text=True, check=False, env={**environment, **network},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr

    def run(*arguments, cwd):
        command = [str(folder / "bin" / "kamdocs"), *arguments]
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)

    return run


def test_the_packages_hold_what_the_program_reads(packages):
    sdist, wheel = packages
    in_wheel = set(zipfile.ZipFile(wheel).namelist())
    with tarfile.open(sdist) as archive:
        in_sdist = {name.partition("/")[2] for name in archive.getnames()}
    for path in (ROOT / "schema").glob("*.json"):
        assert f"kamdocs/schemas/{path.name}" in in_wheel
        assert f"schema/{path.name}" in in_sdist
    listed = subprocess.run(["git", "ls-files", "kamdocs"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}
    assert files <= in_wheel
    assert files <= in_sdist
    assert {"README.md", "CHANGELOG.md", "LICENSE"} <= in_sdist


def test_a_handbook_is_begun_checked_and_built_in_an_empty_environment(kamdocs, tmp_path):
    begun = tmp_path / "begun"
    ran = kamdocs("init", str(begun), cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    ran = kamdocs("check", cwd=begun)
    assert (ran.returncode, ran.stdout) == (0, ""), ran.stdout + ran.stderr
    ran = kamdocs("build", "--strict", cwd=begun)
    assert ran.returncode == 0, ran.stderr
    assert "Example customer" in (begun / "site" / "index.html").read_text("utf-8")


def test_it_validates_away_from_the_checkout(kamdocs, tmp_path):
    ran = kamdocs("check", cwd=write_handbook(tmp_path / "handbook", {"x": {"tier": "gold"}}))
    assert ran.returncode == 1, ran.stderr
    assert "tier is gold; expected one of strategic, key, developing" in ran.stdout


def test_an_editable_install_reads_the_schemas_of_the_checkout():
    if Path(sys.modules["kamdocs"].__file__).is_relative_to(ROOT):
        assert schema_folder() == ROOT / "schema"
