"""What readers take along, in a site that was built: in its place, out of search and site map, and on paper."""

import io
import os
import re
import subprocess
import sys

import pytest

from tests.handbook.feeds.full import full_plan
from tests.handbook.sites import ROOT, build, served, site_folder
from tests.plans import write_handbook

pytestmark = pytest.mark.slow
A4 = (595, 842)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = site_folder(tmp_path_factory.mktemp("handbook"))
    (folder / "accounts" / "full.yml").write_text(_plan(), "utf-8")
    path = folder / "mkdocs.yml"
    path.write_text(f"site_url: https://kam.example/book/\n{path.read_text('utf-8')}", "utf-8")
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    return folder / "site"


def _plan():
    import yaml

    from tests.plans import BASE

    return yaml.safe_dump({**BASE, **full_plan()}, allow_unicode=True)


def test_pages_lead_to_what_can_be_taken_along(site):
    account = (site / "accounts/zgledna-orodjarna/index.html").read_text("utf-8")
    sheets = {"briefs": "Brief for the meeting", "interviews": "Questions for the talk", "handover": "Hand over"}
    for path, words in sheets.items():
        assert re.search(rf'href="../../{path}/zgledna-orodjarna/">{words}</a>', account)
    assert 'href="../../calendar/accounts/zgledna-orodjarna.ics"' in account
    assert 'href="../../calendar/people/tina.oblak.ics"' in (site / "people/tina.oblak/index.html").read_text("utf-8")
    calendar = (site / "calendar/index.html").read_text("utf-8")
    for path in ("calendar/all.ics", "data/gaps.csv", "data/gaps.json", "data/portfolio.json", "data/gaps.xml"):
        assert f'href="../{path}"' in calendar
        assert (site / path).is_file()


def test_addresses_are_whole_where_the_sites_is_known(site):
    feed = (site / "calendar/accounts/zgledna-orodjarna.ics").read_text("utf-8").replace("\n ", "")
    assert "URL:https://kam.example/book/accounts/zgledna-orodjarna/\n" in feed
    assert 'href="https://kam.example/book/data/gaps.xml"' in (site / "data/gaps.xml").read_text("utf-8")


def test_a_former_address_leads_on_and_is_in_no_index(site):
    page = (site / "accounts/zgledni-orodjarji/index.html").read_text("utf-8")
    assert 'content="0; url=../zgledna-orodjarna/"' in page
    for path in ("sitemap.xml", "assets/search-index.js"):
        text = (site / path).read_text("utf-8")
        assert "accounts/zgledni-orodjarji/" not in text
        assert "briefs/" not in text
        assert "accounts/zgledna-orodjarna/" in text


def test_ids_that_look_like_files_get_in_nobodys_way(tmp_path):
    plans = {"x": {"former_ids": ["old"]}, "x.ics": {}, "brief": {}, "x.json": {}, "x.html": {}, "all.ics": {}}
    for name, directories in (("a", "true"), ("b", "false")):
        folder = site_folder(write_handbook(tmp_path / name, plans))
        path = folder / "mkdocs.yml"
        path.write_text(
            path.read_text("utf-8").replace("use_directory_urls: true", f"use_directory_urls: {directories}"), "utf-8"
        )
        ran = build(folder)
        assert ran.returncode == 0, ran.stderr
        assert (folder / "site" / "calendar" / "accounts" / "x.ics.ics").is_file()
    site = tmp_path / "b" / "site"
    assert 'href="../accounts/x.html">' in (site / "briefs" / "x.html").read_text("utf-8")
    assert 'content="0; url=x.html"' in (site / "accounts" / "old.html").read_text("utf-8")
    assert 'href="../calendar/accounts/x.ics"' in (site / "accounts" / "x.html").read_text("utf-8")


def test_a_page_that_somebody_wrote_keeps_its_address(tmp_path):
    folder = site_folder(write_handbook(tmp_path / "h", {"x": {"former_ids": ["old"]}}))
    (folder / "docs" / "accounts").mkdir()
    (folder / "docs" / "accounts" / "old.md").write_text("# Written by hand\n", "utf-8")
    assert build(folder).returncode == 0
    assert "Written by hand" in (folder / "site" / "accounts" / "old" / "index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def printed(site):
    """Prints a page of the site on A4, as Chromium does; gives its sheets and the text of each."""
    from playwright.sync_api import sync_playwright
    from pypdf import PdfReader

    path = os.environ.get("KAMDOCS_CHROMIUM")
    assert path, "KAMDOCS_CHROMIUM names no browser: run the tests with make test"
    with sync_playwright() as playwright, served(site) as address:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])

        def sheets(page_path, scheme="light"):
            page = chromium.new_page(color_scheme=scheme)
            page.goto(address + page_path)
            page.wait_for_load_state("networkidle")
            reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
            page.close()
            return [(tuple(map(round, one.mediabox[2:])), one.extract_text()) for one in reader.pages]

        yield sheets
        chromium.close()


@pytest.mark.browser
def test_every_brief_is_one_sheet_of_a4(printed, site):
    briefs = sorted(path.parent.relative_to(site).as_posix() for path in site.glob("briefs/*/index.html"))
    assert len(briefs) == 16  # the examples, the full one, and the one at a former address
    for path in briefs:
        sheets = printed(f"{path}/")
        assert [size for size, _ in sheets] == [A4], path
        assert "As of 23 Nov 2026" in sheets[0][1]
    assert re.search(r"and \d+ more", printed("briefs/full/")[0][1])


@pytest.mark.browser
def test_the_briefs_of_a_large_portfolio_are_one_sheet(printed, site, tmp_path):
    folder = tmp_path / "many"
    command = [sys.executable, str(ROOT / "benchmarks" / "make_accounts.py"), str(folder), "--accounts", "5"]
    subprocess.run(command, check=True)
    from tests.handbook.feeds.views import sheets_of

    sheets = sheets_of(folder)
    for path, html in ((one, sheets[one]) for one in sheets if one.startswith("briefs/")):
        target = site / "many" / path / "index.html"
        target.parent.mkdir(parents=True)
        target.write_text(html, "utf-8")
        assert len(printed(f"many/{path}/")) == 1


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_on_paper_have_no_navigation_and_say_their_day_on_each_sheet(printed, scheme):
    sheets = printed("accounts/zgledna-orodjarna/", scheme)
    assert len(sheets) > 1
    for size, text in sheets:
        assert size == A4
        assert "As of 23 Nov 2026" in text
    everything = "\n".join(text for _, text in sheets)
    assert "Nada Vidmar" in everything  # in a folded part
    for unwanted in ("Table of contents", "Made with", "Add to calendar", "Search", "../", "mailto:"):
        assert unwanted not in everything
