"""Search: what can be found as a value, and finding it in a real browser."""

import json
import re

import msgspec
import pytest

from kamdocs.handbook import make_pages
from kamdocs.handbook.page import Passage
from kamdocs.handbook.search import FoundPage, passages_of, search_index
from kamdocs.schema.audience import make_audience
from tests.handbook.feeds.views import view_of
from tests.handbook.sites import build, served, site_folder
from tests.handbook.test_pages import ROOT, evil_plan, html, pages_of
from tests.plans import write_handbook


def value_of(asset):
    return json.loads(re.fullmatch(r"window\.kdSearch\.index = (.*);\n", asset.data.decode())[1])


def plain(text):
    """A page as it reads, without spaces, which a line of the index joins otherwise."""
    text = re.sub(r"<[^>]+>", "", text)
    for entity, letter in (("&#39;", "'"), ("&#34;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return re.sub(r"\s+", "", text)


# The value


@pytest.fixture(scope="module")
def example():
    return pages_of(ROOT, "2026-11-23")


def test_an_account_is_found_by_people_orders_ids_and_what_was_said(example):
    found = {one.title: "\n".join(one.lines) for one in example["accounts/zgledna-orodjarna"].search}
    assert "Petra Čuk · Head of purchasing · petra.cuk@zgledna-orodjarna.example" in found["People"]
    assert "4500031 · " in found["Orders"]
    assert "K-10442" in found["Facts"]
    assert "zgledni-orodjarji" in found["Facts"]
    assert found["What bothers them and what is missing"]
    assert found["History"]
    assert "KAM" not in "".join(found.values())


def test_every_passage_leads_to_a_heading_of_its_page(example):
    for page in example.values():
        text = html(page)
        for passage in page.search:
            assert not passage.anchor or f'id="{passage.anchor}"' in text, (page.path, passage.anchor)
            assert bool(passage.title) == bool(passage.anchor)


@pytest.mark.parametrize("day", ["2026-11-23", "2024-01-01"])
def test_search_knows_nothing_that_its_page_does_not_show(day):
    for path, page in pages_of(ROOT, day).items():
        if path.startswith(("accounts/", "people/")) and not path.endswith("index"):
            shown = plain(html(page)) + page.path
            for passage in page.search:
                for part in " · ".join(passage.lines).split(" · "):
                    assert plain(part) in shown, (path, part)


def test_who_left_is_found_without_address(tmp_path):
    people = [{"id": "a", "name": "Ana Gone", "email": "ana@x.example", "left_on": "2025-01-01"}]
    pages = pages_of(write_handbook(tmp_path, {"x": {"stakeholders": people}}), "2026-11-23")
    found = next(one for one in pages["accounts/x"].search if one.title == "People")
    assert found.lines == ("Ana Gone",)


def test_a_file_that_is_broken_is_found_by_its_name(tmp_path):
    pages = pages_of(write_handbook(tmp_path, {"x": "name: [\n", "y": {}}), "2026-11-23")
    assert pages["accounts/x"].search == (Passage("", ("x · accounts/x.yml",)),)


def test_the_index_names_each_heading_once_and_keeps_lines_apart():
    passages = (Passage("", ("a b",)), Passage("Orders", ("4500 \n1", "4500 2"), "orders"))
    pages = [FoundPage("accounts/x/", "X", passages), FoundPage("accounts/y/", "Y\n", passages[1:])]
    value = value_of(search_index(pages))
    assert value["heads"] == [["", ""], ["orders", "Orders"]]
    assert value["pages"] == [
        ["accounts/x/", "X", [[0, "a b"], [1, "4500 1\n4500 2"]]],
        ["accounts/y/", "Y", [[1, "4500 1\n4500 2"]]],
    ]


EVERYTHING = {
    "name": "Železnik d.o.o.",
    "former_names": ["Orodja Stara s.p."],
    "external_ref": {"crm": "REF-account"},
    "actions": [{"id": "a", "text": "A", "status": "open", "first_due": "2026-10-01", "due": "2026-12-01"}],
    "needs": [{"id": "n", "text": "Shorter changeovers", "status": "open"}],
    "risks": [{"id": "r", "text": "Second toolmaker", "decision": "We live with it"}],
    "stakeholders": [
        {"id": "p", "name": "Petra", "external_ref": {"crm": "REF-person"}},
        {"id": "g", "name": "Gone", "left_on": "2025-01-01", "external_ref": {"crm": "REF-gone"}},
    ],
    "orders": [
        {
            "id": "4500031",
            "number": "PO 1/26",
            "text": "Inserts for the mould",
            "status": "delayed",
            "ordered_on": "2026-10-01",
            "promised_on": "2026-12-01",
            "delays": [{"known_on": "2026-11-02", "reason": "Steel came late"}],
            "external_ref": {"erp": "REF-order"},
        }
    ],
    "opportunities": [
        {"id": "o", "title": "T", "stage": "idea", "added_on": "2026-10-01", "external_ref": {"crm": "REF-chance"}}
    ],
    "nonconformities": [
        {
            "id": "q",
            "kind": "claim",
            "status": "rejected",
            "text": "Scratched",
            "received_on": "2026-10-01",
            "rejected_because": "Not from our furnace",
            "external_ref": {"crm": "REF-claim"},
        }
    ],
    "interactions": [
        {"id": "i", "date": "2026-10-01", "kind": "call", "by": ["ana.novak"], "external_ref": {"crm": "REF-call"}}
    ],
}


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    folder = tmp_path_factory.mktemp("everything")
    return write_handbook(folder, {"x": {**EVERYTHING, "owner": "ana.novak"}}, team=TEAM)


TEAM = [{"id": "ana.novak", "name": "Ana Novak", "phone": ["+386 (0)1 234-56-78", "041 000 001"]}]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Orodja Stara s.p.", "Facts"),
        ("REF-account", "Facts"),
        ("REF-person", "People"),
        ("REF-gone", "People"),
        ("PO 1/26", "Orders"),
        ("4500031", "Orders"),
        ("Inserts for the mould", "Orders"),
        ("Steel came late", "Orders"),
        ("REF-order", "Orders"),
        ("REF-chance", "Opportunities"),
        ("Shorter changeovers", "Opportunities"),
        ("We live with it", "Objectives and actions"),
        ("Not from our furnace", "Nonconformities"),
        ("REF-claim", "Nonconformities"),
        ("REF-call", "History"),
    ],
)
def test_what_people_call_things_by_is_found_where_it_stands(everything, words, where):
    page = pages_of(everything, "2026-11-23")["accounts/x"]
    found = {passage.title for passage in page.search for text in passage.lines if words in text.split(" · ")}
    assert found == {where}
    assert plain(words) in plain(html(page))


def test_our_people_are_found_by_their_telephone(everything):
    (passage,) = pages_of(everything, "2026-11-23")["people/ana.novak"].search
    assert "+386 (0)1 234-56-78 · 041 000 001" in passage.lines[0]


def test_of_a_complaint_that_is_not_rejected_no_reason_is_found(tmp_path):
    claim = {**EVERYTHING["nonconformities"][0], "status": "received"}
    pages = pages_of(write_handbook(tmp_path, {"x": {"nonconformities": [claim]}}), "2026-11-23")
    assert "Not from our furnace" not in str(pages["accounts/x"].search)


GROUP = {
    "aa-tools": {"name": "Železnik Orodja d.o.o.", "parent": "formerly"},
    "group": {"name": "Železnik Holding d.d.", "former_ids": ["formerly"]},
    "zz-castings": {"name": "Livarna Železnik d.o.o.", "parent": "group"},
}


def test_a_subsidiary_is_found_by_its_group_and_the_group_comes_first(tmp_path):
    pages = pages_of(write_handbook(tmp_path, GROUP), "2026-11-23")
    for account in ("aa-tools", "zz-castings"):
        facts = next(one for one in pages[f"accounts/{account}"].search if one.title == "Facts")
        assert "Železnik Holding d.d." in facts.lines
    found = [
        FoundPage(path, page.title, page.search, page.below)
        for path, page in sorted(pages.items())
        if path.startswith("accounts/")
    ]
    assert value_of(search_index(found))["pages"][0][0] == "accounts/group"


def test_a_parent_of_which_an_audience_may_not_know_is_in_no_index(tmp_path):
    folder = write_handbook(tmp_path, {**GROUP, "aa-tools": {**GROUP["aa-tools"], "tags": ["one"]}})
    reader = make_audience("one", ["parent", "former_ids", "former_names"])

    def index(audience):
        return str([page.search for page in make_pages(view_of(folder, audience=audience))])

    assert "Železnik Holding d.d." in index(reader)
    told = index(msgspec.structs.replace(reader, tags=frozenset({"one"})))
    assert "aa-tools" in told
    assert "Holding" not in told
    assert "formerly" not in told


def test_an_ordinary_page_is_found_by_its_headings_and_text():
    text = (
        '<h1 id="the-guide">The guide</h1><p>Begin &amp; <em>go on</em>.</p>'
        '<h2 id="next">Next<a class="headerlink" href="#next" title="Permanent link">¶</a></h2>'
        "<table><tr><th>one</th><th>two</th></tr><tr><td>3</td><td>4</td></tr></table>"
    )
    assert list(passages_of(text)) == [
        Passage("", ("Begin & go on.", "The guide")),
        Passage("Next", ("one two", "3 4"), "next"),
    ]
    assert list(passages_of("<p>No heading.</p>")) == [Passage("", ("No heading.",))]


# In the browser


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
            assert link == f"{address}accounts/europe/#people"


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
        ("Short d.o.o. — Orders", f"{address}accounts/short/#orders")
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
    assert page.locator(".kd-search-status").inner_text() == "Nothing is found."
    assert search(page, "europe")[0][0] == "Europe d.o.o."
    found = [title for title, _, _ in search(page, "long d.o.o.")]
    assert found[0] == "Long d.o.o."
    assert not [title for title in found if title.startswith(("Short", "Europe"))]
    assert search(page, "urope") == []


@pytest.mark.browser
@pytest.mark.slow
def test_the_name_of_a_group_finds_the_group_first(page):
    found = [title for title, _, _ in search(page, "železnik")]
    assert found[0] == "Železnik Holding d.d."
    assert {"Železnik Orodja d.o.o.", "Livarna Železnik d.o.o."} <= set(found)
    found = [title for title, _, _ in search(page, "zeleznik holding")]
    assert found[0] == "Železnik Holding d.d."
    assert "Železnik Orodja d.o.o. — Facts" in found


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
    page.wait_for_url(f"{address}accounts/europe/#people")
    assert page.locator("dialog.kd-search[open]").count() == 0


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
    phone.get_by_role("button", name="Search").click()
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
    assert link == f"{home}accounts/zgledna-orodjarna.html#people"
    page.keyboard.press("Enter")
    page.wait_for_url(link)
    assert search(page, "4500031")[0][2] == f"{home}accounts/zgledna-orodjarna.html#orders"
    assert search(page, "completion shell")[0][2] == f"{home}guide/command-line.html#completion-of-the-shell"
    page.locator(".md-tabs a", has_text="Guide").evaluate("link => link.click()")
    page.wait_for_url(f"{home}guide/index.html")
    assert noted == []
    page.close()
