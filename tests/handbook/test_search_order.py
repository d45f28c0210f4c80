"""In which order search tells what it finds: the pure part, in a real browser."""

import pytest

from kamdocs.handbook.page import Passage
from kamdocs.handbook.scripts import script
from kamdocs.handbook.search import FoundPage, passages_of, search_index

VOICES = Passage("What they say", ("Davolio boxes break · Nancy Davolio",), "what-they-say", ("satisfaction-s1",))
PEOPLE = Passage(
    "People",
    ("Nancy Davolio · purchasing · nancy@x.example", "Maja Kosec · quality", "Jan Kos · logistics"),
    "people",
    ("person-n", "person-m", "person-j"),
)
ORDERS = Passage("Orders", ("4500031 · Pins", "N-7 · Pins of 4500031"), "orders", ("orders-4500031", "orders-n-7"))
GUIDE = """<h1 id="g">Talks</h1><p>Say <code>kamdocs log davolio</code>, <code>kosec</code>.</p>
<h2 id="s">Second</h2><pre><code>$ kamdocs log davolio call
</code></pre>"""
PAGES = (
    FoundPage("guide/", "Talks", tuple(passages_of(GUIDE))),
    FoundPage("own/", "How we work", (Passage("", ("Davolio pays late",)),)),
    FoundPage("fields/", "Fields", (Passage("", ("davolio",)),), rank=1),
    FoundPage("accounts/x/", "First d.o.o.", (VOICES, PEOPLE, ORDERS), rank=0),
    FoundPage("people/d/", "Ana Davolio", (Passage("", ("Ana Davolio · 4500031",)),), rank=0),
)


@pytest.fixture(scope="module")
def told(browser):
    """Where what is found leads to, for what is typed, in the order in which it is told."""
    page = browser.new_page()
    page.add_script_tag(content="window.kdSearch = {};" + search_index(PAGES).data.decode())
    page.add_script_tag(content=script("x", "plain.js", "phones.js", "finding.js", "near.js").data.decode())
    yield lambda query: page.evaluate(
        """query => {
            const pages = kamdocs.prepare(window.kdSearch.index);
            const words = kamdocs.wordsOf(query, pages);
            const asTyped = kamdocs.find(words, pages);
            const found = asTyped.length ? asTyped : kamdocs.findNear(words, pages).found;
            return found.map(({page, line}) => page.address + (line.anchor && "#" + line.anchor));
        }""",
        query,
    )
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["davolio", "Davolo"])
def test_who_bears_the_name_comes_before_what_is_said_then_the_other_pages(told, typed):
    assert told(typed) == [
        "people/d/", "accounts/x/#person-n", "accounts/x/#satisfaction-s1", "fields/", "own/",
    ]  # fmt: skip


@pytest.mark.browser
def test_a_whole_name_comes_before_one_that_only_begins_so(told):
    assert told("kos") == ["accounts/x/#person-j", "accounts/x/#person-m"]


@pytest.mark.browser
def test_what_is_called_by_the_number_comes_first(told):
    assert told("4500031")[:2] == ["accounts/x/#orders-4500031", "people/d/"]
    assert told("nancy@x.example") == ["accounts/x/#person-n"]


@pytest.mark.browser
def test_examples_are_found_by_their_words_and_not_by_the_names_in_them(told):
    assert told("kamdocs log") == ["guide/", "guide/#s"]
    assert "guide/" not in told("davolio")


def test_code_stands_between_marks_and_no_other_text_does():
    (first,) = passages_of("<p>a ` <code>b</code>, <code>c &#96;</code> <code>--on</code> <code>first_due</code></p>")
    assert first.lines == ("a ' `b, c '` --on first_due",)
