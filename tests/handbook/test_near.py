"""One wrong letter still finds: the pure part, in a real browser."""

import pytest

from kamdocs.handbook.page import Passage
from kamdocs.handbook.scripts import script
from kamdocs.handbook.search import FoundPage, search_index

LINES = (
    "Petra Čuk · purchasing", "Liam O'Brien · quality", "4500012 · delivered", "anna.post@mail.example", "Novak",
    "Certificates", "Zlata Kos",
)  # fmt: skip


@pytest.fixture(scope="module")
def near(browser):
    """The lines that are found when nothing is found as it is typed."""
    page = browser.new_page()
    index = search_index([FoundPage("x/", "Page", [Passage("People", LINES, "people")])]).data.decode()
    page.add_script_tag(content="window.kdSearch = {};" + index)
    page.add_script_tag(content=script("x", "plain.js", "phones.js", "finding.js", "near.js").data.decode())
    yield lambda query: page.evaluate(
        """query => {
            const pages = kamdocs.prepare(window.kdSearch.index);
            const words = kamdocs.wordsOf(query, pages);
            if (kamdocs.find(words, pages).length) return ["as typed"];
            return kamdocs.findNear(words, pages).found.map(({line}) => line.text.split(" · ")[0]);
        }""",
        query,
    )
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("petza", "Petra Čuk"), ("ptra", "Petra Čuk"), ("pettra", "Petra Čuk"), ("ptera", "Petra Čuk"),
        ("xetra", "Petra Čuk"), ("PETRČ", "Petra Čuk"), ("petrs cuk", "Petra Čuk"), ("obrlen", "Liam O'Brien"),
        ("o'brlen", "Liam O'Brien"), ("certifcates", "Certificates"), ("certfic", "Certificates"), ("vovak", "Novak"),
        ("petra purchasimg", "Petra Čuk"), ("purchasing-petre", "Petra Čuk"),
    ],
)  # fmt: skip
def test_one_letter_more_less_another_or_crossed(near, typed, line):
    assert near(typed) == [line]


@pytest.mark.browser
@pytest.mark.parametrize(
    "typed", ["pexta cuk novak", "ptr", "cux", "petzz", "4500013", "anna.pest@mail.example", "certx", "", "''''"]
)
def test_no_more_than_that(near, typed):
    assert near(typed) == []
