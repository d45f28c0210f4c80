"""Search in sites that are set up otherwise: instant navigation, the theme's own search, no web server."""

import pytest

from tests.handbook.sites import build, served, site_folder
from tests.handbook.test_search_box import search
from tests.plans import write_handbook


@pytest.mark.browser
@pytest.mark.slow
def test_the_index_is_loaded_once_a_visit_with_instant_navigation(browser, tmp_path):
    folder = site_folder(
        write_handbook(tmp_path / "h", {"x": {"name": "First d.o.o."}, "y": {"name": "Second d.o.o."}})
    )
    path = folder / "mkdocs.yml"
    text = path.read_text("utf-8").replace("  features:\n", "  features:\n    - navigation.instant\n")
    with served(folder / "site") as base:
        path.write_text(f"site_url: {base}\n{text}", "utf-8")
        assert build(folder).returncode == 0
        page = browser.new_page()
        loaded = []
        page.on("framenavigated", lambda frame: loaded.append(frame.url))
        page.on("load", lambda: loaded.append("load"))
        page.goto(base)
        page.wait_for_load_state("networkidle")
        assert search(page, "first")[0][2] == f"{base}accounts/x/"
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:text('First d.o.o.')")
        assert search(page, "second")[0][2] == f"{base}accounts/y/"
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:text('Second d.o.o.')")
        assert loaded.count("load") == 1
        assert page.locator(".kd-search-open").count() == 1
        page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_search_of_the_theme_makes_room_where_it_is_listed(browser, tmp_path):
    folder = site_folder(write_handbook(tmp_path / "h", {"x": {"name": "First d.o.o."}}))
    path = folder / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("  - kamdocs\n", "  - search\n  - kamdocs\n"), "utf-8")
    assert build(folder).returncode == 0
    assert not (folder / "site" / "search").exists()
    assert "md-search" not in (folder / "site" / "index.html").read_text("utf-8")


@pytest.mark.browser
@pytest.mark.slow
def test_offline_the_site_works_from_a_folder(browser, tmp_path):
    folder = site_folder(tmp_path / "h", settings="as_of = 2026-11-23\noffline = true\n")
    ran = build(folder, "kamdocs", "build")
    assert ran.returncode == 0, ran.stderr
    home = (folder / "site").as_uri() + "/"
    page = browser.new_page()
    noted = []
    page.on("request", lambda one: None if one.url.startswith((home, "data:")) else noted.append(one.url))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("console", lambda message: noted.append(message.text) if message.type == "error" else None)
    page.goto(f"{home}index.html")
    page.locator(".kd-strip th a[href^='accounts/']").first.click()
    page.wait_for_url(f"{home}accounts/*.html")
    title, text, link = search(page, "cuk")[0]
    assert (title, text.startswith("Petra Čuk")) == ("Zgledna orodjarna d.o.o. — People", True)
    assert link == f"{home}accounts/zgledna-orodjarna.html#person-petra-cuk"
    page.keyboard.press("Enter")
    page.wait_for_url(link)
    assert search(page, "4500031")[0][2] == f"{home}accounts/zgledna-orodjarna.html#orders-4500031"
    assert search(page, "completion shell")[0][2] == f"{home}guide/command-line.html#completion-of-the-shell"
    page.locator(".md-tabs a", has_text="Guide").evaluate("link => link.click()")
    page.wait_for_url(f"{home}guide/index.html")
    assert noted == []
    page.close()
