"""A link to a record lands on it, in a real browser: on a page of our own making, with the real scripts and styles."""

import pytest

from kamdocs.handbook.scripts import pages_script
from kamdocs.handbook.styles import pages_style

ROWS = "".join(f'<tr id="orders-{number}"><td>{number}</td></tr>' for number in range(200))
FILLING = "<p>x</p>" * 99
PAGE = f"""<!doctype html><meta charset="utf-8"><title>x</title><link rel="stylesheet" href="/s.css">
<body class="md-typeset"><h1>A customer</h1>{FILLING}
<nav class="kd-here"><a href="#orders">Orders</a> <a id="link" href="#orders-150">150</a></nav>
<h2 id="orders">Orders</h2>
<details><summary>200 more</summary><table>{ROWS}</table></details>
<div hidden><p id="commitments-c1">A promise</p></div>{FILLING}
<h2 id="people">People</h2>{FILLING}
<script src="/s.js"></script></body>"""
SEEN = """id => {
  const {top, bottom} = document.getElementById(id).getBoundingClientRect();
  return top >= document.querySelector(".kd-here").getBoundingClientRect().bottom && bottom < innerHeight;
}"""


@pytest.fixture
def page(browser):
    opened = browser.new_page(viewport={"width": 390, "height": 700})
    sent = {
        "/s.css": ("text/css", pages_style().data),
        "/s.js": ("text/javascript", pages_script().data),
        "/": ("text/html", PAGE.encode()),
    }
    for path, (kind, body) in sent.items():
        opened.route(
            f"http://x.example{path}",
            lambda route, kind=kind, body=body: route.fulfill(content_type=kind, body=body),
        )
    yield opened
    opened.close()


@pytest.mark.browser
@pytest.mark.parametrize("record", ["orders-180", "commitments-c1"])
def test_what_is_folded_opens_and_what_is_meant_is_marked_and_seen(page, record):
    page.goto(f"http://x.example/#{record}")
    page.wait_for_selector(f"#{record}.kd-landed")
    page.wait_for_function(SEEN, arg=record)
    page.evaluate("location.hash = 'orders-3'")
    page.wait_for_selector("#orders-3.kd-landed")
    page.wait_for_function(SEEN, arg="orders-3")
    assert page.locator(".kd-landed").count() == 1


@pytest.mark.browser
def test_a_link_to_where_one_is_already_leads_back_to_it(page):
    page.goto("http://x.example/#orders-150")
    page.wait_for_function(SEEN, arg="orders-150")
    page.evaluate("scrollTo(0, 0)")
    page.locator("#link").click()
    page.wait_for_function(SEEN, arg="orders-150")


@pytest.mark.browser
@pytest.mark.parametrize(("record", "section"), [("orders-999", "orders"), ("person-gone", "people")])
def test_a_record_that_the_page_does_not_have_leads_to_its_section(page, record, section):
    page.goto(f"http://x.example/#{record}")
    page.wait_for_function(SEEN, arg=section)
    assert page.locator(".kd-landed").count() == 0


@pytest.mark.browser
def test_what_folds_rows_by_itself_is_asked_to_bring_them_back(page):
    page.goto("http://x.example/")
    page.evaluate("addEventListener('kd-reveal', ({target}) => { window.asked = target.id; })")
    page.evaluate("location.hash = 'orders-7'")
    page.wait_for_function("window.asked === 'orders-7'")
