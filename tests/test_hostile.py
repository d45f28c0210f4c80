"""Whatever a file says, the check and the pages go on: many mutated plans, and days at both ends of the calendar."""

import random
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from kamdocs.handbook import HORIZON_DAYS, View, make_pages
from kamdocs.lint import evaluate, judge
from kamdocs.report import FORMATS
from kamdocs.settings.load import load_settings
from kamdocs.source import load_document
from tests.plans import write_handbook
from tests.test_schema import mutations

REFERENCE = Path(__file__).parent / "data" / "reference" / "accounts"
DAYS = ("0001-01-01", "9999-12-31", "2026-11-23", "2024-02-29", "1900-03-01")
WRITTEN = ("1900-01-01", "2199-12-31", "2026-11-23", "2024-02-29", "1900-03-01")
"""Days from both ends of what a plan may name."""


def survives(folder, as_of):
    settings = load_settings(folder)
    day = date.fromisoformat(as_of)
    evaluation = evaluate(settings, day)
    report = judge(evaluation, settings.policies, day, upcoming_days=HORIZON_DAYS)
    for render in FORMATS.values():
        assert isinstance(render(report), str)
    view = View(report, evaluation.shared, settings.policies, lambda path, line: None)
    pages = [page.html(lambda path: path) for page in make_pages(view)]
    assert not any("<script" in page for page in pages)
    return report


@pytest.mark.parametrize("seed", range(6))
def test_mutated_plans_and_teams(tmp_path, seed):
    plan = load_document("x", (REFERENCE / "zeleznik.yml").read_bytes()).data
    team = load_document("x", (REFERENCE / "_team.yml").read_bytes()).data
    texts = {
        f"m{number}": yaml.dump(mutant, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        for number, mutant in enumerate(mutations(plan, 40, seed=f"plan {seed}"))
    }
    folder = write_handbook(tmp_path, texts, _offerings__yml=(REFERENCE / "_offerings.yml").read_text("utf-8"))
    mutant = next(iter(mutations(team, 1, seed=f"team {seed}")))
    (folder / "accounts" / "_team.yml").write_text(
        yaml.dump(mutant, Dumper=yaml.CSafeDumper, allow_unicode=True), "utf-8"
    )
    report = survives(folder, DAYS[seed % len(DAYS)])
    assert len(report.standings) == 40


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("seed", range(4))
def test_days_from_both_ends_of_the_calendar(tmp_path, as_of, seed):
    chance = random.Random(f"{as_of} {seed}")
    files = {}
    for name in ("zeleznik.yml", "_team.yml"):
        text = (REFERENCE / name).read_text("utf-8")
        files[name] = re.sub(r"\d{4}-\d\d-\d\d(?!T)", lambda _: chance.choice(WRITTEN), text)
        files[name] = re.sub(r"\d{4}-\d\d-\d\dT", lambda _: chance.choice(WRITTEN) + "T", files[name])
    folder = write_handbook(tmp_path, {"x": files["zeleznik.yml"]})
    (folder / "accounts" / "_team.yml").write_text(files["_team.yml"], "utf-8")
    report = survives(folder, as_of)
    assert report.standings[0].account is not None
