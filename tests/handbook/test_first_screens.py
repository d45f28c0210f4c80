"""What people ask is answered on the first screen: by the words that stand there, on a desk and on a phone.

Whoever adds a question of somebody's adds a part of its own below.
"""

import pytest

from tests.handbook.sites import build, served, site_folder

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCREENS = {"desk": (1440, 900), "phone": (390, 844)}

SEEN = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.textContent.trim() || !node.parentElement.checkVisibility({visibilityProperty: true})) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    const within = box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.left < innerWidth;
    if (within && box.width > 1 && getComputedStyle(node.parentElement).clipPath === "none") found.push(node.textContent);
  }
  return found.join(" ");
}"""
"""The text that is wholly seen without scrolling; what only a screen reader gets is left out."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = site_folder(tmp_path_factory.mktemp("handbook"))
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    with served(folder / "site") as base:
        yield base


@pytest.fixture(params=SCREENS.values(), ids=SCREENS)
def first_screen(request, browser, site):
    """What is seen of a page, by its path, before anybody scrolls."""
    width, height = request.param
    page = browser.new_page(viewport={"width": width, "height": height})

    def seen(path):
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("scrollY") == 0
        return " ".join(page.evaluate(SEEN).split())

    yield seen
    page.close()


# The director's: where do we stand, what changed since last month, who has to do what by when?


def test_where_we_stand(first_screen):
    text = first_screen("")
    for told in ("At risk 2 of 14 accounts", "Complaints 2 open, 1 critical", "Kept in time 3 of 5 promises"):
        assert told in text
    for name in ("To do, late", "Errors", "Revenue 2025"):
        assert name in text


def test_what_changed_since_last_month(first_screen):
    text = first_screen("")
    assert "Changes since the last review on 23 Oct" in text
    assert "Errors 30 in 10 accounts ↑ 7 more" in text
    assert "Kept in time 3 of 5 promises ↓ 3 of 4 before" in text


def test_who_has_to_do_what_by_when(first_screen):
    text = first_screen("")
    assert "Who has to do what by when" in text
    assert "Nobody yet 3 late" in text
    assert "17 Nov" in text
    assert "6 days late" in text
    assert "Nobody looks after it: Splinters" in text


@pytest.mark.parametrize("first_screen", [SCREENS["desk"]], ids=["desk"], indirect=True)
def test_what_five_people_have_to_do_is_seen_at_once(first_screen):
    text = first_screen("")
    for last in ("Get in touch; due every 90 days", "Deliver order VT-8851", "Offer a yearly price", "New price list", "Meet the new director"):  # fmt: skip
        assert last in text


# The manager's, on Monday morning: what is mine?


def test_what_is_mine_and_late(first_screen):
    text = first_screen("people/luka.zupan/")
    assert "What I owe 6 late · 6 to come until 23 Dec 2026" in text
    assert "Tell them why it is rejected: Labels in English" in text
    assert "201 days late" in text
    assert "Away until 27 Nov 2026 ; nobody stands in." in text  # the day is an element of its own


@pytest.mark.parametrize("first_screen", [SCREENS["desk"]], ids=["desk"], indirect=True)
def test_to_whom_i_owe_a_word(first_screen):
    text = first_screen("people/luka.zupan/")
    assert "Namišljeni hoteli d.o.o. Get in touch; due every 30 days 13 May , 194 days late" in text
    assert "Saša Gorjup Technical director last 14 Apr no phone written" in text
