"""The site in a real browser: nothing from other hosts, filters, and hostile plans that stay text."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from tests.handbook.sites import build, served, site_folder
from tests.handbook.test_pages import evil_plan
from tests.plans import write_handbook

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = (
    "",
    "accounts/",
    "accounts/zgledna-orodjarna/",
    "rules/satisfaction/",
    "people/",
    "offerings/",
    "calendar/",
    "fields/",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = site_folder(tmp_path_factory.mktemp("handbook"))
    assert build(folder).returncode == 0
    with served(folder / "site") as base:
        yield base


@pytest.fixture
def page(browser, address):
    """A page that notes every request to another host and every error."""
    opened = browser.new_page()
    opened.strangers, opened.errors = [], []
    opened.on(
        "request",
        lambda one: None if one.url.startswith((address, "data:", "blob:")) else opened.strangers.append(one.url),
    )
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    yield opened
    opened.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_pages_ask_nothing_of_other_hosts_and_fit_the_screen(page, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, path
    assert page.strangers == []
    assert page.errors == []


CUT = """() => Array.from(document.querySelectorAll(".kd-strip, .kd-heat"), (table) => table.parentElement)
  .filter((frame) => frame.scrollWidth > frame.clientWidth).length"""
"""How many grids are wider than their frame."""


@pytest.mark.parametrize("path", ["", "heatmap/", "people/ana.novak/", "accounts/dozdevna-papirnica/"])
def test_all_ten_cells_are_seen_in_a_usual_window(page, address, path):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address + path)
    assert page.locator(".kd-strip thead th, .kd-heat thead th").count() > 10
    assert page.evaluate(CUT) == 0


@pytest.mark.parametrize("width", [1440, 390])
def test_a_cell_of_a_grid_has_its_sign_and_word_and_leads_to_what_stands_behind_it(page, address, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}people/ana.novak/")
    cell = page.locator("table.kd-strip tbody td.kd-cell-error").first
    assert cell.inner_text().split()[0] == "■"
    assert cell.locator("small").inner_text() == "gap"
    assert cell.locator("small").bounding_box()["width"] > 10
    rule = cell.locator("a").evaluate("one => getComputedStyle(one, '::before').content")
    assert (rule != "none") == (width == 390)  # in a table the head says it
    cell.locator("a").click()
    page.wait_for_url("**/accounts/*/#rule-*")


SMALL = """() => Array.from(document.querySelectorAll(".md-content :is(a[href], button, select, input, summary)"))
  .filter(one => !one.matches(".headerlink, .md-content__button") && one.checkVisibility() && one.offsetWidth > 1)
  .filter(one => getComputedStyle(one).pointerEvents !== "none" && !one.closest(".kd-note, .kd-risk, .kd-tracked, .kd-prose")) // within a sentence
  .filter(one => {
    const covering = getComputedStyle(one, "::after").position === "absolute" && one.closest("td, li, th");
    return (covering || one).getBoundingClientRect().height < 39.5;
  })
  .map(one => one.textContent.trim() || one.tagName)"""
"""What is lower than a finger."""
PHONE_PAGES = (
    "",
    "accounts/",
    "accounts/zgledna-orodjarna/",
    "accounts/zgled-mlekarna/",
    "heatmap/",
    "rules/",
    "rules/orders/",
    "rules/satisfaction/",
    "calendar/",
    "calendar/2026-12/",
    "people/",
    "people/luka.zupan/",
    "contacts/",
    "lists/promises/",
    "leaving/luka.zupan/",
)


def test_on_a_phone_and_a_tablet_all_that_is_pressed_is_as_high_as_a_finger(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    for path in PHONE_PAGES:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(SMALL) == [], path
        page.set_viewport_size({"width": 768, "height": 1024})
        assert page.evaluate(SMALL) == [], f"{path} on a tablet"
        page.set_viewport_size({"width": 390, "height": 844})
    context.close()


def test_on_a_tablet_the_lists_show_all_their_columns(page, address):
    page.set_viewport_size({"width": 768, "height": 1024})
    for path in ("accounts/", "lists/renewals/", "lists/satisfaction/"):
        page.goto(address + path)
        wider = page.locator("[data-kd-list]").first.evaluate("one => one.scrollWidth - one.clientWidth")
        assert wider <= 0, path


def test_on_a_phone_an_account_is_a_card_that_says_what_is_worst(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}accounts/")
    frame = page.locator("[data-kd-list]")
    assert frame.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    card = page.locator("tr", has_text="Namišljeni hoteli").inner_text()
    assert (
        card.index("Namišljeni hoteli") < card.index("Luka Župan") < card.index("strategic") < card.index("at risk", 90)
    )
    assert "no action goes against it" in card


def test_severities_and_tiers_are_chosen_in_their_order(page, address):
    page.goto(f"{address}calendar/2026-12/")
    severity = page.get_by_label("Severity").first.locator("option").all_inner_texts()
    assert severity == [one for one in ("all", "error", "warning", "reminder") if one in severity]
    assert len(severity) > 2
    page.goto(f"{address}accounts/")
    assert page.get_by_label("Tier").locator("option").all_inner_texts() == ["all", "strategic", "key", "developing"]


ROWS = "table.kd-accounts tbody tr:visible"


def names_shown(page):
    return [row.locator("th").inner_text() for row in page.locator(ROWS).all()]


def test_a_list_is_filtered_and_the_address_says_how(page, address):
    page.goto(f"{address}accounts/")
    assert page.locator(ROWS).count() == 14
    page.get_by_label("Tier").select_option("strategic")
    assert page.locator(ROWS).count() == 2
    page.get_by_label("Errors").select_option("some")
    page.get_by_label("Owner").select_option(label="Ana Novak")
    assert page.url == f"{address}accounts/?tier=strategic&errors=some&owner=ana.novak"
    filtered = names_shown(page)
    page.reload()
    assert names_shown(page) == filtered
    assert page.get_by_label("Owner").input_value() == "ana.novak"
    page.get_by_role("button", name="Show all").click()
    assert page.url == f"{address}accounts/"
    assert page.locator(ROWS).count() == 14


def test_a_list_is_found_in_by_plain_letters(page, address):
    page.goto(f"{address}accounts/?find=vzorcna+livarna")
    assert names_shown(page) == ["Vzorčna livarna d.d."]
    page.get_by_label("Find").fill("export oblak")
    assert names_shown(page) == ["Izmišljena kemija d.d."]
    assert "find=export+oblak" in page.url
    assert page.get_by_role("status").first.inner_text() == "1 / 14"


def test_a_list_is_sorted_and_the_address_says_how(page, address):
    page.goto(f"{address}accounts/")
    page.get_by_role("button", name="Account").click()
    assert names_shown(page)[0].startswith("Dozdevna opekarna")
    assert page.url.endswith("?sort=account")
    page.get_by_role("button", name="Errors").click()
    assert page.url.endswith("?sort=-errors")
    numbers = [int(row.locator("td").nth(4).inner_text() or 0) for row in page.locator(ROWS).all()]
    assert numbers == sorted(numbers, reverse=True)
    page.goto(f"{address}accounts/?sort=tier")
    tiers = [row.locator("td").nth(1).inner_text() for row in page.locator(ROWS).all()]
    assert tiers == sorted(tiers, key=["strategic", "key", "developing"].index)
    page.goto(f"{address}accounts/?sort=oldest")
    days = page.eval_on_selector_all(
        f"{ROWS} td:nth-child(8)", "cells => cells.map(c => c.querySelector('time')?.dateTime || '')"
    )
    assert [day for day in days if day] == sorted(day for day in days if day)
    assert days[-1] == ""


def test_the_keyboard_sorts_and_filters(page, address):
    page.goto(f"{address}accounts/")
    page.get_by_role("button", name="Warnings").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("columnheader", name="Warnings").get_attribute("aria-sort") == "descending"
    page.get_by_label("Find").focus()
    page.keyboard.type("opekarna")
    assert len(names_shown(page)) == 1


def test_gaps_are_filtered_too_and_two_lists_of_a_page_do_not_mix(page, address):
    page.goto(f"{address}rules/expansion/?owner=tina.oblak&open.owner=luka.zupan")
    for name, owner in (("", "Tina Oblak"), ("open", "Luka Župan")):
        frame = page.locator(f'[data-kd-list="{name}"]')
        shown = [row.inner_text() for row in frame.locator("tbody tr:visible").all()]
        assert 0 < len(shown) < frame.locator("tbody tr").count()
        assert all(owner in row for row in shown)
    page.goto(f"{address}calendar/2026-12/?severity=error")
    assert page.locator(".kd-days li:visible .kd-warning").count() == 0
    assert page.locator("[data-kd-group]:visible").count() < page.locator("[data-kd-group]").count()


@pytest.mark.parametrize(("day", "old", "marked"), [("2026-11-23", 0, 0), ("2026-11-30", 0, 0), ("2026-12-02", 1, 1)])
def test_a_page_knows_its_age(page, address, day, old, marked):
    page.clock.set_fixed_time(f"{day}T09:00:00")
    page.goto(f"{address}accounts/izmisljena-kemija/")
    assert page.locator(".kd-old").count() == old
    opened = page.locator(".kd-gap .kd-opened-word").count()
    late = page.eval_on_selector_all(
        "[data-kd-opens]", f"all => all.filter(one => one.matches('.kd-gap') && one.dataset.kdOpens <= '{day}').length"
    )
    assert opened == late
    assert page.locator(".kd-gap.kd-opened .kd-distance").count() == 0  # "opens in 1 day" of what has opened
    assert bool(opened) is bool(marked)


def test_what_opened_is_a_sign_in_a_grid_with_words_for_screen_readers(page, address):
    page.clock.set_fixed_time("2026-12-08T09:00:00")
    page.goto(f"{address}index.html")
    sign = page.locator("table.kd-strip td .kd-opened-word").first
    assert sign.evaluate("one => one.firstChild.textContent") == "!"
    assert sign.inner_text().endswith("opened since")
    assert sign.get_attribute("title") == "opened since"
    assert sign.evaluate("one => one.offsetWidth") < 30


def test_without_script_the_pages_are_complete(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}accounts/")
    assert page.locator("table.kd-accounts tbody tr").count() == 14
    context.close()


def test_hostile_plans_run_no_script(browser, tmp_path):
    folder = site_folder(write_handbook(tmp_path / "h", {"x": evil_plan(), "y": {}}))
    assert build(folder).returncode == 0
    page = browser.new_page()
    fired = []
    page.on("dialog", lambda dialog: (fired.append(dialog.message), dialog.dismiss()))
    with served(folder / "site") as base:
        for path in ("", "accounts/", "accounts/x/", "calendar/", "rules/activity/", "offerings/"):
            page.goto(base + path)
            page.wait_for_load_state("networkidle")
        page.keyboard.press("/")
        page.keyboard.type("onerror")
        page.wait_for_selector(".kd-search-list a")
        page.wait_for_timeout(500)
    assert fired == []
    page.close()


def test_serve_rebuilds_when_a_plan_is_saved(tmp_path):
    folder = site_folder(write_handbook(tmp_path / "h", {"x": {}}))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "kamdocs", "serve", "--as-of", "2026-02-04", "--address", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}/accounts/x/"
        assert "Example d.o.o." in eventually(url, "Example d.o.o.")
        plan = folder / "accounts" / "x.yml"
        plan.write_text(plan.read_text("utf-8").replace("Example d.o.o.", "Renamed d.o.o."), "utf-8")
        text = eventually(url, "Renamed d.o.o.")
        assert "Renamed d.o.o." in text
        assert "4 Feb 2026" in text
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)


def eventually(url, words, seconds=30):
    end = time.monotonic() + seconds
    text = ""
    while time.monotonic() < end and words not in text:
        with contextlib.suppress(OSError):
            text = urllib.request.urlopen(url, timeout=5).read().decode()
        time.sleep(0.2)
    return text
