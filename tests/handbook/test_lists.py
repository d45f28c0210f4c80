"""A list in a real browser: what fits is shown, the rest is one press away, and a filter without a hit says so."""

import json

import pytest

from kamdocs.handbook.scripts import script
from kamdocs.handbook.styles import pages_style

pytestmark = pytest.mark.browser
ADDRESS = "http://handbook.test/list"
WORDS = {
    "find": "Find",
    "all": "all",
    "reset": "Show all",
    "nothing": "No account matches.",
    "whole": "Show all {number}.",
    "more": "{number} more",
    "unfold": "Filter and sort",
}
ROWS = "".join(
    f'<tr><th scope="row"><a href="#r{number}">Account {number}</a></th><td data-kd-value="{"KAM1" if number % 2 else "KAM2"}">'
    f'Something</td><td class="kd-number">{number}</td></tr>'
    for number in range(30)
)
LIST = (
    f"<div class='md-typeset'><div class='kd-scroll' data-kd-list='' data-kd-first='20' data-kd-words='{json.dumps(WORDS)}'>"
    "<table class='kd-table kd-cards'><thead><tr><th data-kd-key='name' data-kd-sort='text'>Account</th>"
    '<th data-kd-key=\'check\' data-kd-filter=\'words\' data-kd-names=\'{"KAM1": "no owner", "KAM2": "no step"}\'>Wrong</th>'
    f"<th class='kd-number' data-kd-key='gaps' data-kd-sort='number'>Gaps</th></tr></thead><tbody>{ROWS}</tbody></table>"
    "</div></div>"
)
SHOWN = "tbody tr:visible"


@pytest.fixture
def page(browser):
    """A page that holds the list of thirty accounts."""
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    style = pages_style().data.decode()
    code = script("x", "plain.js", "lists.js").data.decode()
    html = f"<!doctype html><html lang=en><style>{style}</style><body>{LIST}<script>{code}</script></body></html>"
    opened.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    opened.goto(ADDRESS)
    yield opened
    opened.close()


def test_the_first_stand_there_and_the_rest_is_one_press_away(page):
    assert page.locator(SHOWN).count() == 20
    page.get_by_role("button", name="10 more").click()
    assert page.locator(SHOWN).count() == 30
    assert page.evaluate("document.activeElement.textContent") == "Account 20"
    assert page.locator(".kd-show-more").is_hidden()


def test_what_does_not_stand_there_yet_is_found_sorted_and_printed(page):
    page.get_by_label("Find").fill("account 27")
    assert page.locator(SHOWN).all_inner_texts()[0].startswith("Account 27")
    page.get_by_label("Find").fill("")
    page.get_by_role("button", name="Gaps").click()
    assert page.locator(SHOWN).first.inner_text().startswith("Account 29")
    page.emulate_media(media="print")
    assert page.locator(SHOWN).count() == 30


def test_a_filter_without_a_hit_says_so_and_leads_to_all(page):
    page.goto(f"{ADDRESS}?find=nobody")
    assert page.locator(SHOWN).count() == 0
    assert page.locator(".kd-nothing").inner_text() == "No account matches. Show all 30."
    page.get_by_role("button", name="Show all 30.").click()
    assert page.locator(SHOWN).count() == 20
    assert page.url == ADDRESS
    assert page.locator(".kd-nothing").is_hidden()


def test_what_is_wrong_is_chosen_by_its_name(page):
    assert page.get_by_label("Wrong").locator("option").all_inner_texts() == ["all", "no owner", "no step"]
    page.get_by_label("Wrong").select_option(label="no owner")
    assert page.locator(SHOWN).count() == 15
    assert page.url.endswith("?check=KAM1")


def test_what_sorts_looks_as_if_it_does(page):
    heads = page.locator("thead th")
    assert [head.get_attribute("aria-sort") for head in heads.all()] == ["none", None, "none"]
    sign = "one => getComputedStyle(one, '::after').content"
    assert "⇅" in page.locator("thead button").first.evaluate(sign)
    page.locator("thead button").first.click()
    assert heads.first.get_attribute("aria-sort") == "ascending"
    assert "↑" in page.locator("thead button").first.evaluate(sign)


def test_on_a_phone_more_than_two_filters_and_the_heads_are_asked_for(page):
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.locator("thead button").first.is_hidden()
    page.get_by_role("button", name="Filter and sort").click()
    assert page.locator("thead button").first.is_visible()
