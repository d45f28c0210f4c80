"""The workflows, the action, the hooks and the container: safe by their form, and the same wherever they are told."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.ci.steps import ACTION, HANDBOOK, ROOT, STARTER, WORKFLOWS, load

FILES = [*WORKFLOWS, ACTION]
BESIDE = Path(sys.executable).parent
PINNED = r"^([a-z0-9-]+)(?:\[\S+\])?==(\S+)"
"""A package of a list with its version, with or without the extras that are wanted of it."""


def all_steps(path):
    data = load(path)
    jobs = data["jobs"].values() if "jobs" in data else [data["runs"]]
    return [step for job in jobs for step in job["steps"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path):
    uses = re.findall(r"uses: (\S+)(.*)", path.read_text("utf-8"))
    assert uses
    for name, comment in uses:
        assert re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", name), name
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_put_into_a_script(path):
    for step in all_steps(path):
        assert "${{" not in step.get("run", ""), step


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_jobs_may_do_the_least_and_end(path):
    data = load(path)
    assert "pull_request_target" not in data[True]
    assert data["permissions"] in ({}, {"contents": "read"})
    for name, job in data["jobs"].items():
        assert job["timeout-minutes"] <= 15, name
        assert "secrets." not in yaml.safe_dump(job), name
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout"):
                assert step["with"]["persist-credentials"] is False, name


def test_what_runs_a_proposal_may_write_nothing():
    jobs = load(HANDBOOK)["jobs"]
    assert jobs["change"]["permissions"] == {"contents": "read"}
    assert "GH_TOKEN" not in yaml.safe_dump(jobs["change"])
    assert not any("checkout" in step.get("uses", "") for step in jobs["tell"]["steps"])
    assert not any("kamdocs " in step.get("run", "").replace("kamdocs diff -->", "") for step in jobs["tell"]["steps"])


def test_the_site_is_published_only_where_that_is_allowed():
    assert load(HANDBOOK)["jobs"]["publish"]["if"] == "vars.HANDBOOK_PAGES == 'private'"
    assert '$HANDBOOK_PAGES == "private"' in (STARTER / "gitlab" / "dot-gitlab-ci.yml").read_text("utf-8")


def test_a_new_handbook_has_the_workflow_of_this_one():
    text = (STARTER / "github" / "dot-github" / "workflows" / "handbook.yml").read_text("utf-8")
    from_requirements = "        run: python -m pip install --quiet -r requirements.txt\n"
    from_here = (
        "        run: |\n"
        "          python -m pip install --quiet --require-hashes --requirement .ci/lock/run.txt\n"
        "          python -m pip install --quiet --no-deps --no-build-isolation .\n"
    )
    assert text.replace(from_requirements, from_here) == HANDBOOK.read_text("utf-8")


@pytest.mark.parametrize(
    "path",
    [*FILES, *(path for path in STARTER.rglob("*") if path.is_file()), ROOT / "Dockerfile", ROOT / "Makefile"],
    ids=lambda path: path.name,
)
def test_nothing_takes_what_has_our_name_on_an_index(path):
    for line in path.read_text("utf-8").splitlines():
        assert not re.search(r"pip3? install\b[^\n#]*\bkamdocs\b", line), line
        if "@" not in line:
            assert not re.match(r"\s*kamdocs\s*([=<>~]|$)", line), line


def test_all_that_is_installed_is_locked():
    """By version and hash; what depends on nothing else comes in without looking anywhere."""
    for path in (ROOT / ".ci" / "lock").glob("*.txt"):
        text = path.read_text("utf-8")
        names = re.findall(rf"{PINNED}(?: ; [^\\\n]+)? \\\n    --hash=sha256:", text, re.MULTILINE)
        assert len(names) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 40
    for path in (*FILES, ROOT / "Dockerfile", ROOT / ".ci" / "run"):
        for line in re.findall(r"pip (?:install|wheel)[^\n&]*", path.read_text("utf-8")):
            assert "--require-hashes" in line or "--no-deps" in line, line


def test_the_lists_have_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    dev = [one for one in groups["dev"] if isinstance(one, str)]
    asked = {"run.txt": [*project["project"]["dependencies"], *groups["build"]], "dev.txt": [*groups["build"], *dev]}
    for name, requirements in asked.items():
        locked = dict(re.findall(PINNED, (ROOT / ".ci" / "lock" / name).read_text("utf-8"), re.MULTILINE))
        for requirement in map(Requirement, requirements):
            version = locked.get(canonicalize_name(requirement.name))
            assert version is not None, f"run make lock: {requirement} is not in .ci/lock/{name}"
            assert requirement.specifier.contains(version), f"run make lock: {requirement} is not {version}"


def test_a_package_is_locked_with_the_extras_that_others_want_of_it():
    """Asked for ``coverage[toml]``, pip 23 looks past a locked ``coverage``, and refuses the newest for want of a hash."""
    lock = (ROOT / ".ci" / "lock" / "dev.txt").read_text("utf-8")
    wanted = 0
    for one in filter(None, (text for of in distributions() for text in of.requires or ())):
        requirement = Requirement(one)
        if requirement.extras and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            extras = ",".join(sorted(requirement.extras))
            name = canonicalize_name(requirement.name)
            if re.search(rf"^{name}\b", lock, re.MULTILINE):
                wanted += 1
                assert f"\n{name}[{extras}]==" in lock, one
    assert wanted


def test_the_hook_is_a_manifest():
    hooks = ROOT / ".pre-commit-hooks.yaml"
    ran = subprocess.run(
        [BESIDE / "pre-commit", "validate-manifest", hooks], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("github-actions", ACTION),
        *(("github-workflows", path) for path in WORKFLOWS),
        ("gitlab-ci", STARTER / "gitlab" / "dot-gitlab-ci.yml"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_they_are_what_the_forges_schemas_say(schema, path):
    command = [BESIDE / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


SCRIPTS = [
    pytest.param(step["run"], id=f"{path.name} {step['name']}")
    for path in FILES
    for step in all_steps(path)
    if "\n" in step.get("run", "")
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_sound(script):
    command = [BESIDE / "shellcheck", "--shell=bash", "-"]
    ran = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_gitlabs_scripts_are_sound():
    data = load(STARTER / "gitlab" / "dot-gitlab-ci.yml")
    for job in data.values():
        for script in job.get("script", ()):
            command = [BESIDE / "shellcheck", "--shell=sh", "-"]
            ran = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
            assert ran.returncode == 0, ran.stdout
