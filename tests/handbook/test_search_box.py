"""The search box in a real browser: what is found by what is typed, and how it is worked."""

import pytest

from tests.handbook.sites import build, served, site_folder
from tests.handbook.test_pages import evil_plan
from tests.handbook.test_search import GROUP
from tests.plans import write_handbook

NAMES = (
    "Čedomir Žagar", "Đorđe Šćepanović", "Łukasz Żółć", "Søren Ødegård", "Jörg Strauß", "Győző Kőrösi", "Jiří Dvořák",
    "Åsa Ærø", "Þór Eiríksson", "Françoise Lœuf", "Muñoz Peña", "Ştefan Ţurcanu", "Jūratė Ķirse", "Müller Nĳ",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    people = [{"id": f"p{number}", "name": name} for number, name in enumerate(NAMES)]
    people += [
        {"id": "a", "name": "Anna Post", "title": "Vice-president", "email": "anna.post@mail.example"},
        {"id": "b", "name": "Joanna Post", "email": "anna.post@mail.example.org"},
    ]
    order = {"status": "in-execution", "ordered_on": "2026-01-01", "promised_on": "2027-02-01"}
    plans = {
        "europe": {"name": "Europe d.o.o.", "stakeholders": people},
        "short": {"name": "Short d.o.o.", "orders": [{"id": "45000120", **order}]},
        "long": {"name": "Long d.o.o.", "orders": [{"id": "450001200", **order}, {"id": "PO-45000120", **order}]},
        "evil": evil_plan(),
        **GROUP,
    }
    folder = site_folder(write_handbook(tmp_path_factory.mktemp("search") / "h", plans))
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def address(site):
    with served(site) as base:
        yield base


@pytest.fixture
def page(browser, address):
    """A page at home that notes every error and every request to another host."""
    opened = browser.new_page()
    opened.noted = []
    opened.on("pageerror", lambda error: opened.noted.append(str(error)))
    opened.on("request", lambda one: None if one.url.startswith((address, "data:")) else opened.noted.append(one.url))
    opened.goto(address)
    yield opened
    assert opened.noted == []
    opened.close()


def search(page, words):
    """What is found: for each result its title, its text, and where it leads."""
    if not page.locator("dialog.kd-search[open]").count():
        page.keyboard.press("/")
    page.wait_for_function("window.kdSearch.index")
    page.locator(".kd-search-input").fill(words)
    return [
        (one.locator(".kd-search-title").inner_text(), one.inner_text().partition("\n")[2], one.get_attribute("href"))
        for one in page.locator(".kd-search-list a").all()
    ]


FOLDED = {
    "cedomir zagar": "Čedomir Žagar", "dorde scepanovic": "Đorđe Šćepanović", "lukasz zolc": "Łukasz Żółć",
    "soren odegard": "Søren Ødegård", "jorg strauss": "Jörg Strauß", "gyozo korosi": "Győző Kőrösi",
    "jiri dvorak": "Jiří Dvořák", "asa aero": "Åsa Ærø", "thor eiriksson": "Þór Eiríksson",
    "francoise loeuf": "Françoise Lœuf", "munoz pena": "Muñoz Peña", "stefan turcanu": "Ştefan Ţurcanu",
    "jurate kirse": "Jūratė Ķirse", "muller nij": "Müller Nĳ",
}  # fmt: skip


@pytest.mark.browser
@pytest.mark.slow
def test_names_are_found_in_plain_letters_and_as_they_are_written(page, address):
    for typed, name in FOLDED.items():
        for words in (typed, name, name.upper(), typed[:-2]):
            title, text, link = search(page, words)[0]
            assert (title, text.startswith(name)) == ("Europe d.o.o. — People", True), words
            assert link == f"{address}accounts/europe/#person-p{NAMES.index(name)}"


@pytest.mark.browser
@pytest.mark.slow
def test_what_is_typed_with_diacritics_finds_plain_letters(page):
    assert search(page, "Ánňa Pőšt")[0][1].startswith("Anna Post")


@pytest.mark.browser
@pytest.mark.slow
def test_what_was_typed_is_marked_as_it_is_written(page):
    search(page, "strauss odegard")
    assert search(page, "strauss")[0][1].startswith("Jörg Strauß")
    assert page.locator(".kd-search-list mark").first.inner_text() == "Strauß"
    search(page, "lukas")
    assert page.locator(".kd-search-list mark").first.inner_text() == "Łukas"


@pytest.mark.browser
@pytest.mark.slow
def test_an_order_number_and_an_e_mail_address_find_exactly_one(page, address):
    found = search(page, "45000120")
    assert [(title, link) for title, _, link in found] == [
        ("Short d.o.o. — Orders", f"{address}accounts/short/#orders-45000120")
    ]
    assert found[0][1].startswith("45000120 · in execution")
    assert [title for title, _, _ in search(page, "po-45000120")] == ["Long d.o.o. — Orders"]
    assert len(search(page, "4500012")) == 3
    assert [text.split(" · ")[0] for _, text, _ in search(page, "anna.post@mail.example")] == ["Anna Post"]
    assert len(search(page, "anna.post@")) == 2


@pytest.mark.browser
@pytest.mark.slow
def test_every_word_has_to_be_found_in_the_line_or_around_it(page):
    assert search(page, "short 45000120 orders")[0][0] == "Short d.o.o. — Orders"
    assert search(page, "long 4500")[0][0] == "Long d.o.o. — Orders"
    assert search(page, "short Łukasz") == []
    assert page.locator(".kd-search-status").inner_text().startswith("Nothing is found. Look at the spelling")
    assert search(page, "europe")[0][0] == "Europe d.o.o."
    found = [title for title, _, _ in search(page, "long d.o.o.")]
    assert found[0] == "Long d.o.o."
    assert not [title for title in found if title.startswith(("Short", "Europe"))]
    assert search(page, "eznik") == []


@pytest.mark.browser
@pytest.mark.slow
def test_one_wrong_letter_still_finds_and_says_so(page):
    for typed in ("lukasz zolx", "Łukazs", "odegaard", "stefen turcanu"):
        assert search(page, typed)[0][0] == "Europe d.o.o. — People", typed
        assert page.locator(".kd-search-status").inner_text().startswith("Nothing is written so. Found with one letter")
    search(page, "strauzs")
    assert page.locator(".kd-search-list mark").first.inner_text() == "Strauß"
    assert search(page, "45000121") == []  # another number is another order


@pytest.mark.browser
@pytest.mark.slow
def test_where_nothing_is_found_it_leads_on(page, address):
    search(page, "xyzxyz")
    ways = page.locator(".kd-search-ways a")
    assert ways.first.get_attribute("href") == f"{address}accounts/"
    assert {f"{address}people/", f"{address}guide/"} <= {one.get_attribute("href") for one in ways.all()}
    search(page, "europe")
    assert not page.locator(".kd-search-ways").is_visible()
    search(page, "xyzxyz")
    ways.first.click()
    page.wait_for_url(f"{address}accounts/")
    assert page.locator("dialog.kd-search[open]").count() == 0


@pytest.mark.browser
@pytest.mark.slow
def test_plans_come_before_the_guide(page, address):
    found = [link.removeprefix(address).split("/")[0] for _, _, link in search(page, "strauss")]
    kinds = [0 if place in ("accounts", "people") else 2 if place == "guide" else 1 for place in found]
    assert kinds == sorted(kinds)
    assert {0, 2} <= set(kinds)


@pytest.mark.browser
@pytest.mark.slow
def test_a_wrong_address_offers_to_search_for_what_it_says(browser, site, address):
    page = browser.new_page()
    missing = (site / "404.html").read_text("utf-8")
    page.route("**/eurpoe/", lambda route: route.fulfill(status=404, body=missing, content_type="text/html"))
    page.goto(f"{address}accounts/eurpoe/")
    assert page.locator("h1").inner_text() == "There is no page at this address"
    assert page.get_by_role("link", name="All accounts").get_attribute("href") == "/accounts/"
    page.locator(".kd-search-here button").click()
    page.wait_for_selector(".kd-search-list a")
    assert page.locator(".kd-search-input").input_value() == "eurpoe"
    assert page.locator(".kd-search-list a").first.get_attribute("href") == f"{address}accounts/europe/"
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_a_list_in_which_nothing_is_found_offers_to_search_for_the_words(page, address):
    page.goto(f"{address}contacts/")
    page.get_by_label("Find").fill("turcanv")
    page.get_by_role("button", name="Search the handbook for “turcanv”.").click()
    page.wait_for_selector(".kd-search-list a")
    assert page.locator(".kd-search-list a").first.inner_text().count("Ştefan Ţurcanu") == 1


@pytest.mark.browser
@pytest.mark.slow
def test_the_name_of_a_group_finds_the_group_first(page):
    found = [title for title, _, _ in search(page, "železnik")]
    assert found[0] == "Železnik Holding d.d."
    assert {"Železnik Orodja d.o.o.", "Livarna Železnik d.o.o."} <= set(found)
    found = [title for title, _, _ in search(page, "zeleznik holding")]
    assert found[0] == "Železnik Holding d.d."
    assert "Železnik Orodja d.o.o. — All facts" in found


@pytest.mark.browser
@pytest.mark.slow
def test_signs_are_typed_without_harm(page):
    assert len(search(page, "vice-pres")) == 1
    for sign in "-/.*+?^${}()|[]\\'\"<>&;,:@#%":
        search(page, f"a{sign}b")
        search(page, f"{sign}post{sign}1")
        search(page, f"anna {sign}")
    assert search(page, "  ,; ") == []


@pytest.mark.browser
@pytest.mark.slow
def test_guide_pages_checks_and_our_people_are_found(page, address):
    assert search(page, "completion shell")[0][2] == f"{address}guide/command-line/#completion-of-the-shell"
    assert search(page, "kam301")[0][2] == f"{address}rules/relationship/#kam301"
    assert search(page, "ana.novak")[0][2].startswith(f"{address}people/ana.novak/")
    assert search(page, "left_on")[0][2].startswith(f"{address}fields/#")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("key", ["/", "s", "f"])
def test_it_is_worked_by_keyboard(page, address, key):
    page.keyboard.press(key)
    page.keyboard.type("anna.post")
    page.wait_for_selector(".kd-search-list a")
    box = page.get_by_role("combobox", name="Search")
    assert box.get_attribute("aria-expanded") == "true"
    assert page.get_by_role("listbox").get_by_role("option").count() == 2
    assert page.get_by_role("listbox").get_by_role("option", selected=True).inner_text().count("Anna Post") == 1
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == page.get_by_role("listbox").get_by_role(
        "option", selected=True
    ).get_attribute("id")
    assert "Joanna" in page.get_by_role("listbox").get_by_role("option", selected=True).inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}accounts/europe/#person-b")
    assert page.locator("dialog.kd-search[open]").count() == 0
    page.wait_for_selector("#person-b.kd-landed")
    assert "Joanna Post" in page.locator("#person-b").inner_text()


@pytest.mark.browser
@pytest.mark.slow
def test_escape_closes_it_and_the_words_stay(page):
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("europe")
    page.wait_for_selector(".kd-search-list a")
    page.keyboard.press("Escape")
    assert page.locator("dialog.kd-search[open]").count() == 0
    assert page.evaluate("document.activeElement.matches('.kd-search-open')")
    page.keyboard.press("s")
    assert page.locator(".kd-search-input").input_value() == "europe"
    page.keyboard.type("short")
    assert page.locator(".kd-search-input").input_value() == "short"


@pytest.mark.browser
@pytest.mark.slow
def test_keys_that_are_typed_elsewhere_or_held_with_others_do_not_open_it(page, address):
    page.goto(f"{address}accounts/")
    page.keyboard.press("Control+f")
    page.locator("select").first.focus()
    page.keyboard.press("s")
    assert page.locator("dialog.kd-search[open]").count() == 0


@pytest.mark.browser
@pytest.mark.slow
def test_on_a_phone_it_fills_the_screen(browser, address):
    phone = browser.new_page(viewport={"width": 390, "height": 780})
    phone.goto(f"{address}accounts/europe/")
    phone.locator(".kd-search-open").click()
    phone.keyboard.type("anna.post@mail.example.org")
    phone.wait_for_selector(".kd-search-list a")
    assert phone.locator("dialog.kd-search").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 780}
    assert phone.evaluate("document.querySelector('.kd-search-list').scrollWidth") <= 390
    phone.get_by_role("button", name="Close").click()
    assert phone.locator("dialog.kd-search[open]").count() == 0
    phone.close()


@pytest.mark.browser
@pytest.mark.slow
def test_without_script_there_is_no_box(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("[class^=kd-search], .md-search").count() == 0
    context.close()


@pytest.mark.browser
@pytest.mark.slow
def test_what_a_file_says_stays_text(page):
    fired = []
    page.on("dialog", lambda dialog: (fired.append(dialog.message), dialog.dismiss()))
    assert "<script>alert(1)</script>" in search(page, "onerror=alert")[0][0]
    page.wait_for_timeout(300)
    assert fired == []
    assert page.locator(".kd-search script, .kd-search img").count() == 0


@pytest.mark.browser
@pytest.mark.slow
def test_an_index_that_is_missing_is_told(browser, address):
    page = browser.new_page()
    page.route("**/search-index.js", lambda route: route.abort())
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_function(
        "document.querySelector('.kd-search-status').textContent === \"The search can't be loaded.\""
    )
    page.unroute("**/search-index.js")
    page.keyboard.press("Escape")
    assert search(page, "europe")
    page.close()
