"""The pictures in a real browser: the heat map sorts, speaks and leads on; all pictures fit every screen."""

import pytest

from tests.handbook.test_browser import address, page  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ACCOUNT = "accounts/namisljeni-hoteli/"


OLDEST = "rows => rows.map(row => row.querySelector('td[data-kd-order]').dataset.kdOrder)"


SHADES = "cells => cells.map(cell => cell.className)"


def column(page, number):  # noqa: F811
    return [cell.inner_text() for cell in page.locator(f".kd-heat tbody tr > :nth-child({number})").all()]


def test_the_heat_map_sorts_by_oldest_error_owner_and_tier(page, address):  # noqa: F811
    page.goto(f"{address}heatmap/")
    page.get_by_role("button", name="Oldest error").click()
    days = page.locator(".kd-heat tbody tr").evaluate_all(OLDEST)
    assert days == sorted(days, key=lambda day: day or "9")
    page.get_by_role("button", name="Oldest error").click()
    turned = page.locator(".kd-heat tbody tr").evaluate_all(OLDEST)
    dated = [day for day in turned if day]
    assert dated == sorted(dated, reverse=True)
    assert turned[len(dated) :] == [""] * (len(turned) - len(dated))  # no error: last both ways
    assert page.url.endswith("heatmap/?sort=-oldest")
    page.reload()
    assert page.locator(".kd-heat tbody tr").evaluate_all(OLDEST) == turned
    page.get_by_role("button", name="Tier").click()
    order = ["strategic", "key", "developing"]
    assert column(page, 14) == sorted(column(page, 14), key=order.index)
    page.get_by_role("button", name="Owner").click()
    owners = column(page, 13)
    assert owners[-2:] == ["–", "–"]  # nobody: last
    assert owners[:-2] == sorted(owners[:-2])  # by the name, not by a day at it
    assert page.get_by_role("columnheader", name="Owner").get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="sort by Orders").click()
    worst = [one[0] for one in page.locator(".kd-heat tbody tr td:nth-child(6)").evaluate_all(SHADES)]
    assert worst == sorted(worst, key="ewsnro".index)
    assert page.url.endswith("?sort=-orders")
    assert page.get_by_role("columnheader", name="Owner").get_attribute("aria-sort") == "none"
    assert page.errors == []


def test_the_first_row_stands_above_the_fold_and_the_heads_stay(page, address):  # noqa: F811
    page.clock.set_fixed_time("2026-12-24T09:00:00")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{address}heatmap/")
    assert page.locator(".kd-old").is_visible()  # also below the note that the page is old
    first = page.locator(".kd-heat tbody tr").first.bounding_box()
    assert first["y"] + first["height"] < 400
    page.evaluate("scrollTo(0, 350)")
    head = page.get_by_role("columnheader", name="Asking").bounding_box()
    assert 40 <= head["y"] <= 60


def test_a_cell_says_its_word_and_day_and_leads_to_the_account(page, address):  # noqa: F811
    page.goto(f"{address}heatmap/")
    cell = page.locator(".kd-heat tbody tr", has_text="Namišljeni hoteli").locator("td").first
    cell.hover()
    assert page.locator(".kd-tip").inner_text() == "Namišljeni hoteli d.o.o. – Asking: gap (error) since 3 Jun 2026"
    page.keyboard.press("Escape")
    assert page.locator(".kd-tip").is_hidden()
    cell.click()
    page.wait_for_url(f"**/{ACCOUNT}#rule-satisfaction")
    assert page.locator("#rule-satisfaction").is_visible()


def test_the_heat_map_is_one_stop_for_the_keyboard(page, address):  # noqa: F811
    page.goto(f"{address}heatmap/")
    assert page.locator('.kd-heat td a[tabindex="0"][aria-label]').count() == 1
    page.locator('.kd-heat td a[tabindex="0"][aria-label]').focus()
    first = page.locator(".kd-tip").inner_text()
    for key in ("ArrowRight", "ArrowDown", "End"):
        page.keyboard.press(key)
    said = page.locator(".kd-tip").inner_text()
    assert said != first
    assert "– Activity: " in said
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/*/#rule-activity")


def test_marks_of_the_calendar_say_what_opens(page, address):  # noqa: F811
    page.goto(f"{address}calendar/")
    page.locator(".kd-weeks td a").first.hover()
    assert page.locator(".kd-tip").inner_text().endswith("(error)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_picture_is_wider_than_the_screen_or_cuts_its_labels(browser, address, width, scheme):  # noqa: F811
    opened = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    for path in ("", "heatmap/", "calendar/", "accounts/zgledna-orodjarna/", ACCOUNT):
        opened.goto(address + path)
        assert opened.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        cut = opened.evaluate(
            """Array.from(document.querySelectorAll(".kd-picture svg text")).filter(text => {
                const box = text.getBoundingClientRect(), frame = text.closest(".kd-picture").getBoundingClientRect();
                return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
            }).map(text => text.textContent)"""
        )
        assert cut == [], path
    opened.close()


def test_the_heat_map_prints_whole(page, address):  # noqa: F811
    page.emulate_media(media="print")
    page.goto(f"{address}heatmap/")
    frame = page.locator(".kd-heat-frame")
    assert frame.evaluate("one => getComputedStyle(one).maxHeight") == "none"
    assert page.locator(".kd-tip").count() == 0 or page.locator(".kd-tip").is_hidden()


def test_the_heat_map_is_filtered_and_stays_sorted(page, address):  # noqa: F811
    page.goto(f"{address}heatmap/?sort=oldest&owner=tina.oblak")
    shown = page.locator(".kd-heat tbody tr:visible")
    assert shown.count() == 5
    assert page.get_by_role("columnheader", name="Oldest error").get_attribute("aria-sort") == "ascending"
    page.get_by_label("Tier").select_option("key")
    assert "owner=tina.oblak&tier=key" in page.url
    assert "sort=oldest" in page.url
    assert shown.count() == 4
    days = shown.evaluate_all(OLDEST)
    assert days == sorted(days, key=lambda day: day or "9")
