"""The bad and good examples of every check's page, run: the bad one has the check's gap open, the good one has not."""

import re
from datetime import date

import pytest
import yaml

from kamdocs.lint import evaluate, judge
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.explanation import PLAN
from kamdocs.settings.load import load_settings
from tests.plans import BASE, OFFERINGS, TEAM

AS_OF = date(2026, 11, 23)
PEOPLE = """
stakeholders:
  - {id: petra-cuk, name: Petra Čuk, area: purchasing, level: senior, buying_roles: [buyer, gatekeeper]}
  - {id: joze-kos, name: Jože Kos, area: production, level: operational, buying_roles: [user]}
"""
EXAMPLES = [
    pytest.param(check, files, fires, id=f"{check.code} {'bad' if fires else 'good'}")
    for check in CHECKS
    for files, fires in ((check.explanation.bad, True), (check.explanation.good, False))
]


@pytest.mark.parametrize(("check", "files", "fires"), EXAMPLES)
def test_bad_examples_fire_and_good_ones_do_not(check, files, fires, tmp_path):
    accounts = tmp_path / "accounts"
    accounts.mkdir()
    (accounts / "_team.yml").write_text(yaml.safe_dump({"team": TEAM}), encoding="utf-8")
    (accounts / "_offerings.yml").write_text(yaml.safe_dump({"offerings": OFFERINGS}), encoding="utf-8")
    for name, text in files:
        folder = tmp_path if name == "pyproject.toml" else accounts
        (folder / name).write_text(_complete(text) if name.endswith(".yml") and name[0] != "_" else text, "utf-8")
    settings = load_settings(tmp_path)
    report = judge(evaluate(settings, AS_OF), settings.policies, AS_OF)
    codes = {finding.gap.check for finding in report.findings if finding.state == "open"}
    assert (check.code in codes) is fires
    if not check.code.startswith("DOC"):
        assert {code for code in codes if code.startswith("DOC")} == set()


def _complete(text):
    """An example with the fields that it leaves out because they don't matter to it."""
    lines = [f"{field}: {value}\n" for field, value in BASE.items() if not re.search(f"^{field}:", text, re.MULTILINE)]
    people = PEOPLE if "stakeholders:" not in text else ""
    return "".join(lines) + text + people


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_explains_itself(check):
    explanation = check.explanation
    assert explanation.demands.endswith(".")
    assert explanation.why
    assert explanation.how_to_close
    assert dict(explanation.bad)
    assert PLAN in dict(explanation.good) or check.scope == "portfolio"
