"""Every value that the schema lets through reaches every page: plans made from the schema go all the way.

A few are tried in each run of the tests. ``KAMDOCS_EXAMPLES=100000 python -m pytest tests/property`` tries many, other
ones each time; with ``KAMDOCS_SHRINK=1`` a finding is made as small as can be.
"""

import json
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kamdocs.handbook import HORIZON_DAYS, View, make_files, make_pages, make_sheets
from kamdocs.lint import evaluate, judge
from kamdocs.report import FORMATS
from kamdocs.schema import validate
from kamdocs.settings.load import load_settings
from kamdocs.source import load_document
from kamdocs.source.scalars import resolve
from tests.property.files import AS_OF, FIRST, LAST, OFFERINGS, TEAM, any_file

EXAMPLES = int(os.environ.get("KAMDOCS_EXAMPLES", "12"))
CALENDARS = ("", 'country = "SI"', 'timezone = "Pacific/Apia"', 'country = "US"\ntimezone = "America/New_York"')
DAYS = (AS_OF, FIRST, LAST, date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29))


class Careful(yaml.SafeDumper):
    """Writes as a careful person would: what could be read as something else than text stands in quotes."""


def _text(dumper, value):
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, None if resolve(value) == (value, None) else '"')


Careful.add_representer(str, _text)


def text_of(data):
    return yaml.dump(data, Dumper=Careful, allow_unicode=True, sort_keys=False, width=10_000)


def handbook(folder, plans, team, offerings, calendar):
    accounts = folder / "accounts"
    accounts.mkdir()
    members = [{**member, "id": one} for one, member in zip(TEAM, team["team"] * 4, strict=False)]
    sold = [{**offering, "id": one} for one, offering in zip(OFFERINGS, offerings["offerings"] * 2, strict=False)]
    (accounts / "_team.yml").write_text(text_of({"team": members}), "utf-8")
    (accounts / "_offerings.yml").write_text(text_of({"offerings": sold}), "utf-8")
    rows = "".join(f"account-{number},A,2025,{10**number * 1.5},EUR\n" for number in range(4))
    (accounts / "_revenue.csv").write_text(f"customer,name,year,revenue,currency\n{rows}", "utf-8")
    for number, plan in enumerate(plans):
        (accounts / f"account-{number}.yml").write_text(text_of(plan), "utf-8")
    (folder / "pyproject.toml").write_text(f"[tool.kamdocs]\n{calendar}\n", "utf-8")


PHASES = [phase for phase in Phase if os.environ.get("KAMDOCS_SHRINK") or phase not in (Phase.shrink, Phase.explain)]
"""To make a finding smaller takes minutes, each plan being sent all the way: it is asked for once there is one."""


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="KAMDOCS_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
    phases=PHASES,
    print_blob=True,
)
@given(
    st.lists(any_file("account"), min_size=1, max_size=3),
    any_file("team"),
    any_file("offerings"),
    st.sampled_from(DAYS),
    st.sampled_from(CALENDARS),
)
def test_plans_that_the_schema_allows_reach_every_page(plans, team, offerings, day, calendar):
    folder = Path(tempfile.mkdtemp())
    try:
        handbook(folder, plans, team, offerings, calendar)
        goes_all_the_way(folder, day)
    finally:
        shutil.rmtree(folder)


def goes_all_the_way(folder, day):
    known = load_settings(folder)
    evaluation = evaluate(known, day)
    assert evaluation.mishaps == ()
    for file in evaluation.files:
        assert not [str(gap.message) for gap in file.gaps if gap.check in ("DOC001", "DOC002")]
        assert file.assessed
    report = judge(evaluation, known.policies, day, upcoming_days=HORIZON_DAYS)
    for name, render in FORMATS.items():
        text = render(report)
        if name in ("json", "sarif", "gitlab"):
            json.loads(text)
        if name == "junit":
            ElementTree.fromstring(text)
    view = View(report, evaluation.shared, known.policies, lambda path, line: None)
    for page in make_pages(view):
        assert "<script" not in page.html(lambda path: path)
    for sheet in make_sheets(view):
        assert "<script" not in sheet.html(lambda path: path).replace("<script src=", "")
    for asset in make_files(view):
        if asset.path.endswith(".json"):
            json.loads(asset.data)
        if asset.path.endswith(".xml"):
            ElementTree.fromstring(asset.data)


@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=PHASES
)
@given(any_file("account"))
def test_what_is_tried_is_valid(plan):
    """The test above is of no use where the plans that it makes are not."""
    document = load_document("x.yml", text_of(plan).encode())
    assert [str(fault.message) for fault in (*document.faults, *validate(document, "account"))] == []
