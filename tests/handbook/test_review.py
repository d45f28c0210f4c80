"""The review as a document: two sheets of paper, and a screen for each account to walk through."""

import io
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from kamdocs.handbook import make_files, make_sheets
from kamdocs.handbook.pages.review import MOST, review_sheet
from kamdocs.schema.audience import make_audience
from tests.handbook.pictures.views import text_of
from tests.handbook.review_views import review_view
from tests.handbook.sites import ROOT, served
from tests.handbook.test_pages import evil_plan
from tests.plans import write_handbook


@pytest.fixture(scope="module")
def view():
    return review_view(ROOT)


@pytest.fixture(scope="module")
def document(view):
    return str(review_sheet(view).document)


def stops(document):
    """The screens of the walk, by account, as HTML."""
    found = re.findall(r'<section class="stop" id="([\w.-]+)".*?</section>', document, re.DOTALL)
    parts = re.findall(r'<section class="stop".*?</section>', document, re.DOTALL)
    return dict(zip(found, parts, strict=True))


def test_it_walks_account_by_account_in_the_order_of_attention(view, document):
    found = stops(document)
    assert list(found) == [one.id for one in view.by_attention]
    names = list(found)
    for before, here, after in zip(["_review", *names], names, [*names[1:], "_review"], strict=False):
        assert f'rel="prev" href="#{before}"' in found[here]
        assert f'rel="next" href="#{after}"' in found[here]
    assert "1 of 14 in the order of attention" in text_of(found[names[0]])


def test_an_account_has_at_most_five_gaps_and_seven_to_dos_and_says_how_many_more(view, document):
    told = 0
    for account, html in stops(document).items():
        gaps, todos = len(view.open_gaps(account)), len(view.todos_of(account))
        where, who, _decided = html.split("<h2>")[1:]
        assert where.count("<li>") == min(gaps, 5)
        assert who.count("<li>") == min(todos, 7)
        text = text_of(where)
        assert (f"{gaps - 5} more" in text) == (gaps > 5)
        told += "· new" in text
    assert told > 3


def test_what_is_not_assessed_is_never_shown_as_fine(tmp_path):
    plans = {"x": {"owner": "ana.novak"}, "broken": "name: [\n", "old": {"status": "former"}}
    view = review_view(write_handbook(tmp_path / "h", plans))
    sheet = str(review_sheet(view).document)
    broken = text_of(stops(sheet)["broken"])
    assert "This plan can't be assessed." in broken
    assert "No gap is open" not in broken
    assert "Nothing is known." in broken
    assert "nobody yet" not in broken  # who looks after it may stand in the file
    assert "1 plan can't be assessed" in text_of(sheet)
    old = text_of(stops(sheet)["old"])
    assert "No gap is open" not in old
    assert "Not assessed." in old


def test_of_who_is_away_the_deputy_is_named(document):
    text = text_of(stops(document)["zgled-mlekarna"])
    said = "away until 27 Nov 2026 ; nobody was named to stand in; the account's deputy is Ana Novak"
    assert said.replace(" ;", ";") in text.replace(" ;", ";")
    assert text.count("Ana Novak") == 1  # and not a second time beside


def test_sentences_stay_whole(document):
    whole = "The contract renews on 1 Jan 2027, with notice until 2 Nov 2026, and it names no action that prepares that"
    assert text_of(document).count(whole) >= 2  # where it burns, and on the account's own screen


def test_a_year_s_revenue_is_told_with_its_year_where_it_is_not_the_last(tmp_path):
    at_risk = {"status": "at-risk", "status_since": date(2026, 9, 1)}
    plans = {
        key: {**at_risk, "revenue": [{"year": year, "amount": 240000, "currency": "EUR"}]}
        for key, year in (("old", 2024), ("new", 2025))
    }
    document = review_sheet(review_view(write_handbook(tmp_path / "h", plans))).document
    burns = text_of(str(document).split('<div class="burns">')[1].split('<div class="changes">')[0])
    assert "240 000 EUR in 2024" in " ".join(burns.split())
    assert "240 000 EUR" in burns.replace("240 000 EUR in 2024", "")
    assert "in 2025" not in burns


def test_it_takes_the_first_of_very_many_and_says_so(tmp_path):
    plans = {f"account-{number}": {"owner": "ana.novak"} for number in range(MOST + 3)}
    sheet = str(review_sheet(review_view(write_handbook(tmp_path / "h", plans))).document)
    assert len(stops(sheet)) == MOST
    text = text_of(sheet)
    assert f"The walk takes the first {MOST} accounts in the order of attention. All {MOST + 3} accounts" in text
    assert "Where it stands" in text


def test_it_is_made_for_who_is_told_of_gaps_alone(view):
    assert "review" in {one.path for one in make_sheets(view)}
    told_less = review_view(ROOT, audience=make_audience("shareable"))
    assert "review" not in {one.path for one in make_sheets(told_less)}


def names_of_attributes(html):
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda _tag, attributes: found.extend(name for name, _value in attributes)
    parser.feed(html)
    assert len(found) > 50
    return found


def test_a_plan_s_text_stays_text_and_nothing_stands_inline(tmp_path):
    view = review_view(write_handbook(tmp_path / "h", {"x": evil_plan()}))
    html = review_sheet(view).html(lambda path: "index.html" if path == "index" else path)
    assert "<script>" not in html
    assert "<img" not in html
    assert re.findall(r"<script[^>]*>", html) == ['<script src="assets/review.js" defer>']
    assert [name for name in names_of_attributes(html) if name == "style" or name.startswith("on")] == []


# In a browser.


@pytest.fixture(scope="module")
def address(view, tmp_path_factory):
    """The document beside its style and its script, without the rest of a site."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "assets").mkdir()
    for one in make_files(view):
        if one.path.startswith("assets/review."):
            (folder / one.path).write_bytes(one.data)
    html = review_sheet(view).html(lambda path: "index.html" if path == "index" else f"{path}/")
    (folder / "review.html").write_text(html, "utf-8")
    with served(folder) as base:
        yield f"{base}review.html"


@pytest.mark.browser
@pytest.mark.slow
def test_keys_lead_on_and_what_is_decided_stays_in_this_browser(browser, address, view):
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    asked = []
    page.goto(address)
    page.on("request", lambda request: asked.append(request.url))
    first, second = (one.id for one in view.by_attention[:2])
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**#{first}")
    shown = page.locator("section:visible")
    assert shown.count() == 1
    sizes = page.eval_on_selector_all(
        ".stop:target *",
        "all => all.filter(one => one.textContent.trim()).map(one => parseFloat(getComputedStyle(one).fontSize))",
    )
    assert min(sizes) > 22.9  # what is smaller nobody reads from the far end of a room
    field = shown.get_by_label("Decided today about")
    field.fill("Luka calls on Friday")
    page.keyboard.press("ArrowRight")  # moves within the text
    assert page.url.endswith(f"#{first}")
    page.keyboard.press("Escape")  # out of the box, and the keys lead on
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**#{second}")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**#{first}")
    page.reload()
    assert field.input_value() == "Luka calls on Friday"
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("section:visible").get_by_role("button", name="Copy all decisions").click()
    page.locator("section:visible").get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    name = view.standings[first].name
    assert copied == f"Review, 23 November 2026\n\n{name}\nLuka calls on Friday\n"
    assert all(url.startswith(address.removesuffix("review.html")) for url in asked)
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_walk_ends_at_the_last_account_and_says_so(browser, address, view):
    page = browser.new_page()
    last = view.by_attention[-1].id
    page.goto(f"{address}#{last}")
    page.keyboard.press("ArrowRight")
    page.locator(f"#{last}").get_by_text("This is the last account.").wait_for()
    assert page.url.endswith(f"#{last}")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**#{view.by_attention[-2].id}")
    assert page.locator("section:visible").get_by_text("They stay in this browser.").count() == 1
    page.goto(f"{address}#_review")
    page.keyboard.press("ArrowLeft")  # before the first there is nothing
    assert page.url.endswith("#_review")
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="Print, 2 sheets").click()
    assert page.title() == "printed"
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_on_paper_what_is_to_be_done_has_the_width(browser, address):
    page = browser.new_page(viewport={"width": 695, "height": 1000})  # a sheet of A4 within its margins
    page.emulate_media(media="print")
    page.goto(address)
    assert (
        page.evaluate("Math.min(...Array.from(document.querySelectorAll('.kd-todo-what'), (one) => one.offsetWidth))")
        > 250
    )
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_it_prints_on_two_sheets_and_reads_without_script(browser, address, view):
    from pypdf import PdfReader

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("section.stop:visible").count() == len(view.by_attention)
    assert page.get_by_role("button").count() == 0
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 2
    text = " ".join(sheet.extract_text() for sheet in sheets)
    for words in (
        "Review, 23 November 2026",
        "Who has to do what by when",
        "Where it burns",
        "What changed since 23 Oct",
    ):
        assert words in text
    context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 768, 1920])
def test_nothing_scrolls_sideways(browser, address, view, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    for place in ("", f"#{view.by_attention[0].id}"):
        page.goto(address + place)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.close()
