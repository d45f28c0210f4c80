"""What holds for all pictures: well-formed, escaped, the same on every run, and without inline style or script."""

import re
from datetime import date

import pytest

from kamdocs.handbook import make_pages
from tests.handbook.pictures.test_portfolio_pictures import ROOT
from tests.handbook.pictures.views import drawings, view_of
from tests.handbook.test_pages import EVIL, evil_plan
from tests.plans import write_handbook


def pages(view):
    return {page.path: page.html(lambda path: path) for page in make_pages(view)}


@pytest.fixture(scope="module", params=["examples", "northwind", "hostile"])
def site(request, tmp_path_factory):
    if request.param == "examples":
        return pages(view_of(ROOT))
    if request.param == "northwind":
        return pages(view_of(ROOT / "tests" / "data" / "northwind", date(1998, 5, 6)))
    quoted = EVIL.replace('"', '""')
    revenue = f'customer,name,year,revenue,currency\nx,"{quoted}",2025,10,EUR\ny,"{quoted}",2025,20,EUR\n'
    plan = {**evil_plan(), "revenue": [{"year": 2025, "amount": 1, "currency": "EUR"}]}
    folder = tmp_path_factory.mktemp("evil") / "h"
    team = [{"id": "ana.novak", "name": EVIL}]
    return pages(
        view_of(write_handbook(folder, {"x": plan, "z": {"owner": "ana.novak"}}, team=team, _revenue__csv=revenue))
    )


def test_every_drawing_is_well_formed(site):
    assert sum(len(drawings(html)) for html in site.values()) >= 4


def test_places_lie_within_the_drawing(site):
    for html in site.values():
        for drawing in drawings(html):
            for element in drawing.iter():
                for name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"):
                    value = element.get(name, "0%")
                    assert value == "0" or 0 <= float(value.removesuffix("%")) <= 100, (name, value)


def test_no_inline_style_or_script(site):
    for html in (re.sub(r'="[^"]*"', '=""', page) for page in site.values()):
        assert not re.search(r"<[^>]+\sstyle=", html)
        assert not re.search(r"<[^>]+\son\w+=", html)
        assert "<script" not in html
        assert "<img" not in html


def test_ids_are_unique(site):
    for path, html in site.items():
        ids = re.findall(r'\sid="([^"]*)"', html)
        assert len(set(ids)) == len(ids), path


def test_pages_are_the_same_on_every_run():
    assert pages(view_of(ROOT)) == pages(view_of(ROOT))
