"""Run the steps of a workflow as GitHub's runner does: Bash, the files that it names, a checkout of real branches."""

import json
import os
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
HANDBOOK = ROOT / ".github" / "workflows" / "handbook.yml"
ACTION = ROOT / "action.yml"
STARTER = ROOT / "kamdocs" / "starter"

# A stand-in for GitHub's command: it keeps comments and issues in a file, and may forbid to write.
GH = """#!{python}
import json, os, sys, pathlib
import jq
arguments = sys.argv[1:]
assert arguments.pop(0) == "api", arguments
assert os.environ["GH_TOKEN"], "no token"
kept = pathlib.Path(os.environ["FAKE_GH"])
state = json.loads(kept.read_text()) if kept.exists() else {{"items": [], "calls": [], "may_write": True}}
method, fields, program, path = "GET", {{}}, None, None
while arguments:
    word = arguments.pop(0)
    if word in ("--paginate", "--silent"):
        continue
    if word == "--jq":
        program = arguments.pop(0)
    elif word == "--method":
        method = arguments.pop(0)
    elif word in ("--field", "--raw-field"):
        name, _, value = arguments.pop(0).partition("=")
        if word == "--field" and value.startswith("@"):
            value = pathlib.Path(value[1:]).read_text()
        fields[name] = value
    else:
        assert path is None, word
        path = word
state["calls"].append([method, path])
if method != "GET" and not state["may_write"]:
    kept.write_text(json.dumps(state))
    sys.exit("gh: Resource not accessible by integration (HTTP 403)")
if method == "GET":
    for line in jq.compile(program).input_value(state["items"]).all():
        print(line)
elif method == "POST":
    number = len(state["items"]) + 1
    state["items"].append({{"id": number, "number": number, "user": {{"login": "github-actions[bot]"}}, **fields}})
else:
    one = next(one for one in state["items"] if str(one["id"]) == path.rsplit("/", 1)[1])
    one.update(fields)
kept.write_text(json.dumps(state))
"""


def load(path):
    """A workflow as data; its key ``on`` is what YAML 1.1 takes for true."""
    return yaml.safe_load(path.read_text("utf-8"))


def steps_of(path, job=None):
    """The steps of a job, or of a composite action, by name."""
    data = load(path)
    steps = data["jobs"][job]["steps"] if job else data["runs"]["steps"]
    return {step["name"]: step for step in steps if "run" in step}


class Runner:
    """A working folder with the environment of a job."""

    def __init__(self, folder, scratch):
        self.folder, self.scratch = folder, scratch
        scratch.mkdir(exist_ok=True)
        bin_folder = scratch / "bin"
        bin_folder.mkdir(exist_ok=True)
        self._command(bin_folder / "gh", GH.format(python=sys.executable))
        self._command(bin_folder / "kamdocs", f'#!/bin/sh\nexec "{sys.executable}" -m kamdocs "$@"\n')
        self.summary, self.output, self.gh = (scratch / name for name in ("summary.md", "output", "gh.json"))
        self.environment = {
            "PATH": f"{bin_folder}:{os.environ['PATH']}",
            "HOME": str(scratch),
            "GITHUB_ACTIONS": "true",
            "GITHUB_REPOSITORY": "acme/handbook",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_ACTION_PATH": str(ROOT),
            "FAKE_GH": str(self.gh),
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        }

    def _command(self, path, text):
        path.write_text(text, "utf-8")
        path.chmod(0o755)

    def run(self, step, **environment):
        """Run a step's script; ``environment`` stands in for the expressions of its ``env``."""
        assert set(step.get("env", {})) == set(environment), "the step's environment is another"
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        self.output.write_text("", "utf-8")
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def outputs(self):
        """What the last step wrote to its outputs."""
        return dict(line.split("=", 1) for line in self.output.read_text("utf-8").splitlines())

    def github(self, **change):
        """What GitHub's stand-in holds, changed by the test."""
        state = json.loads(self.gh.read_text()) if self.gh.exists() else {"items": [], "calls": [], "may_write": True}
        state |= change
        self.gh.write_text(json.dumps(state))
        return state
