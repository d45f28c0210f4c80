"""Every value that the schema lets through reaches every page, brief and file."""

import json
import re
from xml.etree import ElementTree

import pytest

from kamdocs.handbook import make_files, make_pages, make_sheets
from kamdocs.language import spoken
from tests.handbook.extremes import DATES, Maker
from tests.handbook.feeds.views import view_of
from tests.plans import write_handbook

MOST = "9" * 15
REVENUE = f"customer,name,year,revenue,currency\na0,A,2025,{MOST},EUR\nb,B,2025,{MOST},EUR\nc,C,2025,0,EUR\n"
_NO_NUMBER = re.compile(r'="[^"]*\b(?:nan|inf|NaN|Infinity)\b[^"]*"')


def sound(view):
    """Make everything, and look whether machines can read it."""
    html = [page.html(lambda path: path) for page in make_pages(view)]
    html += [sheet.html(lambda path: path) for sheet in make_sheets(view)]
    assert [found for page in html for found in _NO_NUMBER.findall(page)] == []
    for asset in make_files(view):
        if asset.path.endswith(".xml"):
            ElementTree.fromstring(asset.data)
        if asset.path.endswith(".json"):
            json.loads(asset.data)


@pytest.mark.parametrize("seed", range(24))
def test_plans_full_of_extremes_reach_every_page(tmp_path, seed):
    maker = Maker(seed)
    plans = {name: maker.plan() for name in ("a0", "x.ics", "z" * 250)}
    folder = write_handbook(tmp_path, plans, _revenue__csv=REVENUE)
    if maker.boolean(None, None):
        (folder / "accounts" / "_offerings.yml").write_text("offerings: []\n", "utf-8")
    as_of = maker.chance.choice(DATES).isoformat()
    with spoken(maker.chance.choice(["en", "sl"])):
        sound(view_of(folder, as_of, home="https://kam.example/"))
        sound(view_of(folder, as_of))


ONES = {
    "an amount beyond counting": {"revenue": [{"year": 2025, "amount": 1e30, "currency": "EUR"}, {"year": 2024, "amount": 5, "currency": "EUR"}]},
    "an amount that grew beyond telling": {"revenue": [{"year": 2024, "amount": 5e-324, "currency": "EUR"}, {"year": 2025, "amount": 1.7e308, "currency": "EUR"}]},
    "amounts as far apart as can be": {"revenue": [{"year": 2024, "amount": -1.7e308, "currency": "EUR"}, {"year": 2025, "amount": 1.7e308, "currency": "EUR"}]},
    "an amount that overflows with another": {"revenue": [{"year": year, "amount": 1.7e308, "currency": "EUR"} for year in (2024, 2025)]},
    "an order beyond counting": {"orders": [{"id": "o", "status": "in-execution", "ordered_on": "2026-01-01", "promised_on": "2026-12-01", "amount": 1e300, "currency": "EUR"}]},
    "a request at the end of the calendar": {"requests": [{"id": "q", "received_at": "9999-12-31T23:59:59-11:00", "subject": "Late"}]},
    "a request at its beginning": {"requests": [{"id": "q", "received_at": "0001-01-01T00:00:00+14:00", "subject": "Early"}], "reachability": {"first_response_hours": 5e-324, "channels": ["phone"]}},
}  # fmt: skip


@pytest.mark.parametrize("plan", ONES.values(), ids=ONES)
def test_what_once_broke_a_build(tmp_path, plan):
    text = json.dumps({"name": "Acme", "status": "active", "tier": "key", "key_since": "@", **plan}, default=str)
    text = re.sub(r'"(\d{4}-\d\d-\d\d|@)"', lambda day: day[1].replace("@", "2024-01-08"), text)
    folder = write_handbook(tmp_path, {"acme": text})
    view = view_of(folder, "2026-11-23")
    assert view.standings["acme"].account, [str(one.gap.message) for one in view.report.findings]
    sound(view)


@pytest.mark.parametrize("text", ["offerings: []\n", "", "[]\n", "offerings: [\n", "offerings: {}\n", None])
@pytest.mark.parametrize("name", ["_offerings.yml", "_team.yml"])
def test_without_offerings_or_a_team_every_page_is_made(tmp_path, name, text):
    folder = write_handbook(tmp_path, {"acme": {"whitespace": [{"offering": "inserts", "status": "open"}]}})
    path = folder / "accounts" / name
    path.unlink() if text is None else path.write_text(text, "utf-8")
    sound(view_of(folder))
