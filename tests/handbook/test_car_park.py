"""Five minutes before a visit: what somebody asks is on the first screen of the account's page, as text that is seen."""

import pytest

from tests.handbook.sites import build, served, site_folder

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ACCOUNT = "accounts/zgledna-orodjarna/"
SIZES = [(390, 844), (1440, 900)]
SEEN = """() => {
  const bar = document.querySelector(".kd-thumb");
  const bottom = getComputedStyle(bar).display === "none" ? innerHeight : bar.getBoundingClientRect().top;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const parent = node.parentElement;
    if (box.width > 1 && box.height > 1 && box.top >= 0 && box.bottom <= bottom && parent.checkVisibility({ visibilityProperty: true }) && !parent.closest(".kd-hidden, script, style")) {
      seen += node.textContent + " ";
    }
  }
  return seen.replace(/\\s+/g, " ");
}"""
"""The text between the top of the window and the bar at the thumb."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = site_folder(tmp_path_factory.mktemp("car") / "h")
    assert build(folder).returncode == 0
    with served(folder / "site") as base:
        yield base


@pytest.fixture
def page(browser, address, request):
    width, height = request.param
    opened = browser.new_page(viewport={"width": width, "height": height})
    yield opened
    opened.close()


@pytest.mark.parametrize("page", SIZES, indirect=True)
def test_whom_to_call_who_is_away_and_how_much_it_is_about(page, address):
    page.goto(address + ACCOUNT)
    seen = page.evaluate(SEEN)
    for answer in ("Zgledna orodjarna d.o.o.", "Marko Železnik", "+386 40 000 001", "away until 27 Nov", "1 385 000", "12 %", "1 Apr 2027", "Livarska 4"):  # fmt: skip
        assert answer in seen.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " "), answer
    phone = page.viewport_size["width"] == 390
    assert page.locator(".kd-thumb a[href='tel:+38640000001']").is_visible() == phone


@pytest.mark.parametrize("page", SIZES, indirect=True)
def test_what_is_worst_with_a_customer_at_risk(page, address):
    page.goto(f"{address}accounts/zgled-mlekarna/")
    seen = page.evaluate(SEEN)
    assert "at risk" in seen
    risk = page.locator(".kd-risk")
    assert risk.locator("b").inner_text() in seen
    risk.locator("a").click()
    assert page.locator(":target").is_visible()


@pytest.mark.parametrize("page", SIZES, indirect=True)
def test_what_bothers_them_and_what_is_late_are_one_tap_away(page, address):
    page.goto(f"{address}accounts/zgled-mlekarna/")
    for name, words in (("What they say", "Complaints take too long"), ("To do", "days late"), ("Orders", "the ERP, customer K-10099")):  # fmt: skip
        if page.viewport_size["width"] == 390:
            page.locator(".kd-thumb").get_by_role("link", name="On this page").click()
            sheet = page.locator(".kd-sheet")
            assert sheet.is_visible()
            sheet.get_by_role("link", name=name).click()
            assert not sheet.is_visible()
        else:
            page.locator(".kd-here").get_by_role("link", name=name).click()
        assert page.locator("h2:target").is_visible()
        assert words in page.locator("article").inner_text()


@pytest.mark.parametrize("page", SIZES[:1], indirect=True)
def test_the_page_is_at_most_eight_screens_of_a_phone_and_all_of_it_can_be_pressed(page, address):
    page.goto(address + ACCOUNT)
    height = page.evaluate("document.querySelector('.md-content').getBoundingClientRect().bottom + scrollY")
    assert height <= 8 * 844
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    low = page.evaluate(
        """Array.from(document.querySelectorAll(".kd-thumb > *, article summary, .kd-ways a"))
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 39.5).map(one => one.textContent)"""
    )
    assert low == []
    labels = page.eval_on_selector_all(
        ".kd-orders tbody tr:first-child td[data-head]", "cells => cells.map(one => one.dataset.head)"
    )
    assert labels == ["State", "Ordered", "Promised", "Delivered", "Looked after", "Course", "Amount"]


@pytest.mark.parametrize("page", SIZES[:1], indirect=True)
def test_search_opens_from_the_thumb(page, address):
    page.goto(address + ACCOUNT)
    page.locator(".kd-thumb").get_by_role("button", name="Search").click()
    assert page.locator("dialog.kd-search").is_visible()


def test_without_script_the_sheet_opens_and_what_is_folded_is_found(browser, address):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}{ACCOUNT}#nonconformities-nc1")
    assert page.get_by_text("Furnace log reviewed").is_visible()
    page.locator(".kd-thumb").get_by_role("link", name="On this page").click()
    assert page.locator(".kd-sheet").is_visible()
    assert page.get_by_role("button", name="Search").count() == 0
    context.close()
