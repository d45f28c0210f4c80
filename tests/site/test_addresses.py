"""Addresses with the site's host, however its own is written."""

import shutil

import pytest
from mkdocs.config.defaults import MkDocsConfig

from kamdocs.site.addresses import absolute_address
from tests.handbook.sites import ROOT, build
from tests.plans import write_handbook


def config_of(site_url, use_directory_urls):
    config = MkDocsConfig()
    config.site_url, config.use_directory_urls = site_url, use_directory_urls
    return config


@pytest.mark.parametrize("site_url", ["https://kam.example/book/", "https://kam.example/book"])
def test_a_site_is_a_folder_with_and_without_a_slash(site_url):
    directories, files = config_of(site_url, True), config_of(site_url, False)
    assert absolute_address("accounts/acme", directories) == "https://kam.example/book/accounts/acme/"
    assert absolute_address("accounts/index", directories) == "https://kam.example/book/accounts/"
    assert absolute_address("index", directories) == "https://kam.example/book/"
    assert absolute_address("accounts/acme", files) == "https://kam.example/book/accounts/acme.html"
    assert absolute_address("index", files) == "https://kam.example/book/index.html"


@pytest.mark.parametrize("site_url", ["", None])
def test_without_an_address_of_the_site_there_is_none(site_url):
    assert absolute_address("index", config_of(site_url, True)) is None


@pytest.mark.slow
@pytest.mark.parametrize(("directories", "page"), [(True, "accounts/acme/"), (False, "accounts/acme.html")])
def test_a_version_that_mike_deploys_has_its_own_addresses(tmp_path, directories, page):
    promise = {"id": "c", "text": "Prices", "made_on": "2026-01-05", "by": "ana.novak", "due": "2026-03-15"}
    plans = {"acme": {"commitments": [promise]}}
    folder = write_handbook(tmp_path / "h", plans, settings="as_of = 2026-02-20\n")
    shutil.copytree(ROOT / "tests" / "data" / "cases" / "14-mike", folder, dirs_exist_ok=True)
    (folder / "docs").mkdir()
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"use_directory_urls: {str(directories).lower()}\n")
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    home = "http://127.0.0.1:8180/latest/"
    site = folder / "site"
    assert f"URL:{home}{page}" in (site / "calendar" / "all.ics").read_text("utf-8").replace("\n ", "").splitlines()
    assert f'"url":"{home}{page}"' in (site / "data" / "portfolio.json").read_text("utf-8")
    assert f'href="{home}data/gaps.xml"' in (site / "data" / "gaps.xml").read_text("utf-8")
    assert f"<loc>{home}{page}</loc>" in (site / "sitemap.xml").read_text("utf-8")
