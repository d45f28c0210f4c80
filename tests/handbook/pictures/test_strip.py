"""The strip at the head of an account: words, days, and links that lead somewhere on the page."""

import re

import pytest

from kamdocs.handbook import anchors
from kamdocs.handbook.pages.account import account_page
from kamdocs.handbook.pages.account.gaps import listed_gaps
from kamdocs.handbook.pages.account.strip import strip, strip_cells
from kamdocs.rules.golden import RULES
from tests.handbook.pictures.test_portfolio_pictures import ROOT
from tests.handbook.pictures.views import text_of, view_of
from tests.plans import write_handbook


@pytest.fixture(scope="module")
def view():
    return view_of(ROOT)


def test_ten_cells_with_word_and_next_day(view):
    standing = view.standings["zgledna-orodjarna"]
    cells = list(strip_cells(standing, view, (), ()))
    assert [cell.word for cell in cells] == [cell.word for cell in standing.cells]
    for cell, known in zip(cells, standing.cells, strict=True):
        if known.opens_on:
            assert (cell.reads, cell.day) == ("since" if cell.word == "gap" else "from", known.opens_on)
        elif known.word == "in order":
            assert (cell.reads, cell.day) == ("last", known.evidence_on)
        elif cell.day:
            assert (cell.reads, known.word) == ("next", "no record")
            assert cell.day > view.as_of
    assert "Asking in order last 4 Mar" in text_of(strip(standing, view, (), ()))


def test_an_error_and_a_warning_differ_by_their_sign_and_in_words(view):
    signs = {"error": "■", "warning": "▲", "soon": "◔", "in-order": "✓", "no-record": "–", "not-assessed": "–"}
    seen = set()
    for standing in view.standings.values():
        picture = strip(standing, view, (), ())
        for cell in strip_cells(standing, view, (), ()):
            severity = f" ({cell.kind})" if cell.word == "gap" else ""
            assert f"{cell.rule.head} {cell.word}{severity}" in text_of(picture)
            assert f'aria-hidden="true">{signs[cell.kind]}</span>{cell.word}' in picture
            seen.add(cell.kind)
    assert seen == set(signs)


def test_every_cell_and_every_cell_of_the_heat_map_leads_to_a_place(view):
    for standing in view.standings.values():
        page = account_page(standing, view).html(lambda path: path)
        places = re.findall(r' id="([^"]+)"', page)
        assert {f"rule-{rule.slug}" for rule in RULES} <= set(places)
        strip = page[page.index('class="kd-ten"') : page.index("</ol>")]
        for link in re.findall(r'href="#([^"]+)"', strip):
            assert link in places


def test_a_gap_leads_to_itself_and_what_is_met_to_its_section(view):
    standing = view.standings["vzorcna-livarna"]
    listed = listed_gaps(standing, view, None).rules
    shown = (anchors.CONNECTIONS, anchors.WHITESPACE)
    cells = {cell.rule.slug: cell for cell in strip_cells(standing, view, shown, listed)}
    assert cells["activity"].link == "#rule-activity"
    assert not cells["activity"].anchor
    assert (cells["connectedness"].link, cells["connectedness"].anchor) == ("#who-knows-whom", True)
    assert cells["orders"].link == "page:rules/orders"


def test_a_plan_that_cannot_be_read_has_no_cell_that_says_more(tmp_path):
    view = view_of(write_handbook(tmp_path / "h", {"x": "name: [\n"}))
    assert text_of(strip(view.standings["x"], view, (), ())).count("not assessed") == 11  # ten cells and their sum
