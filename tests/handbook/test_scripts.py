"""The pure parts of the scripts, by themselves in a real browser: plain letters, order, telephone numbers, finding."""

import re
from pathlib import Path

import pytest

from kamdocs.handbook import make_assets, make_files
from kamdocs.handbook.page import Passage
from kamdocs.handbook.scripts import script
from kamdocs.handbook.search import FoundPage, search_index
from tests.handbook.feeds.views import view_of
from tests.handbook.sites import ROOT
from tests.handbook.test_pages import pages_of

ASSETS = ROOT / "kamdocs" / "handbook" / "assets"
APOSTROPHES = "'’‘ʼ´`′＇ʹ‛"


@pytest.fixture(scope="module")
def page(browser):
    """A page that holds nothing but the pure parts."""
    opened = browser.new_page()
    opened.add_script_tag(content=script("x", "plain.js", "phones.js", "finding.js").data.decode())
    yield opened
    opened.close()


@pytest.fixture
def found(page):
    """What is found in some lines: each with the words that are marked in it."""

    def find(lines, query):
        index = search_index([FoundPage("x/", "Page", [Passage("People", tuple(lines), "people")])]).data.decode()
        return page.evaluate(
            """([index, query]) => {
                window.kdSearch = {};
                new Function(index)();
                const pages = kamdocs.prepare(window.kdSearch.index);
                const words = kamdocs.wordsOf(query, pages);
                return kamdocs.find(words, pages).filter(one => one.score > 1).map(({line}) => line.text + " <- " +
                    kamdocs.pieces(line.text, words).filter(([, typed]) => typed).map(([part]) => part).join("|"));
            }""",
            [index, query],
        )

    return find


@pytest.mark.browser
@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Kovač ŽELEZNIK", "kovac zeleznik"), ("Łukasz Ødegård Strauß Æ Œ Þ", "lukasz odegard strauss ae oe th"),
        ("Ħ ŋ ŧ ı İ", "h n t i i"), ("ﬁ ½ Ⅳ", "fi 1⁄2 iv"), ("e\u0301", "e"), ("a\u00adb", "ab"),
        ("A\u00a0B", "a b"), ("2‑3–4−5", "2-3-4-5"), *((f"O{sign}Brien", "o'brien") for sign in APOSTROPHES),
    ],
)  # fmt: skip
def test_letters_are_plain(page, written, folded):
    assert page.evaluate("text => kamdocs.fold(text)", written) == folded


@pytest.mark.browser
def test_what_is_empty_comes_last_whichever_way_the_others_go(page):
    order = "([items, options]) => kamdocs.ordered(items, item => item, options)"
    assert page.evaluate(order, [["b", "", "č", "c", "a10", "a2"], {"language": "sl"}]) == [
        "a2",
        "a10",
        "b",
        "c",
        "č",
        "",
    ]
    assert page.evaluate(order, [["b", "", "c"], {"descending": True}]) == ["c", "b", ""]
    assert page.evaluate(order, [[3, 20, 1], {"numeric": True, "descending": True}]) == [20, 3, 1]
    assert page.evaluate(order, [["2026-01-02", "0", "", "2025-12-31"], {}]) == ["0", "2025-12-31", "2026-01-02", ""]


@pytest.mark.browser
def test_days_are_counted_across_a_change_of_the_clock(page):
    assert page.evaluate("kamdocs.daysBetween('2026-03-28', '2026-03-30')") == 2
    assert page.evaluate("kamdocs.dayOf(new Date(2026, 9, 25, 0, 30))") == "2026-10-25"


NUMBERS = (
    "+386 (0)1 234-56-78", "+386 1 234 56 78", "01 234 56 78", "01/234-56-78", "(01) 234.56.78", "0038612345678",
    "00386 1 2345678", "+38612345678", "012345678",
)  # fmt: skip
TYPED = (
    "+38612345678", "0038612345678", "38612345678", "012345678", "2345678", "12345678", "+386 1 234 56 78", "01 234 56 78",
    "01/234-56-78", "(01) 234.56.78", "+386 (0)1 234-56-78", "234 56 78", "+386-1-234-5678", "+386.1.234.56.78",
    "+386(0)12345678",
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize("written", NUMBERS)
def test_a_telephone_number_is_found_by_its_digits_however_both_are_written(found, written):
    line = f"Liam O'Brien · {written} · purchasing"
    others = ["Ana Novak · +386 1 999 99 99", "Order 23456781", "Seen 2026-11-23", "Amount 1 234 567"]
    missed = [typed for typed in TYPED if [one[: len(line)] for one in found([line, *others], typed)] != [line]]
    assert missed == []


@pytest.mark.browser
def test_a_number_is_found_while_it_is_typed(found):
    line = "Liam O'Brien · +386 (0)1 234-56-78"
    for typed in ("+3861", "+38612", "+386 1 2", "3861234", "0123", "01 234 5", "2345", "23456", "234567", "234-5"):
        assert len(found([line, "4500012 · delivered"], typed)) == 1, typed


@pytest.mark.browser
def test_a_number_is_marked_as_it_is_written(found):
    assert found(["Liam · +386 (0)1 234-56-78 · sales"], "2345678") == [
        "Liam · +386 (0)1 234-56-78 · sales <- +386 (0)1 234-56-78"
    ]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("4500012 · confirmed", "500012"), ("4500012345 · confirmed", "2345"), ("Order 123456789 came", "456789"),
        ("Seen on 2026-11-23", "1123"), ("Seen 23. 11. 2026 there", "112026"), ("Seen 23/11/2026", "1120"), ("+386 1 234 56 78", "345678"), ("+386 1 234 56 78", "+4912345678"),
        ("PO-45000120", "00120"), ("IBAN SI56 1910 0000 0123 438", "9100"), ("ab1234567", "1234567"),
    ],
)  # fmt: skip
def test_digits_within_others_are_not_found(found, line, typed):
    assert found([line], typed) == []


@pytest.mark.browser
def test_an_order_number_goes_before_a_telephone_number_that_begins_like_it(found):
    lines = ["4500012 · confirmed", "45000120 · confirmed", "Ana · 01 450 00 12 99"]
    assert [one.split(" · ")[0] for one in found(lines, "4500012")] == ["4500012"]
    assert len(found(["4500012 · confirmed", "4500031 · confirmed"], "4500012 4500031")) == 0  # not in one line


@pytest.mark.browser
@pytest.mark.parametrize("written", [f"Liam O{sign}Brien" for sign in APOSTROPHES])
def test_an_apostrophe_is_typed_in_any_way_or_left_out(found, written):
    for typed in (*(f"O{sign}Brien" for sign in APOSTROPHES), "obrien", "OBrien", "brien", "o brien", "liam obr"):
        assert len(found([written, "Robrien", "Ana Bobrien"], typed)) == 1, typed


@pytest.mark.browser
def test_what_was_left_out_is_marked_too(found):
    assert found(["Liam O’Brien"], "obrien") == ["Liam O’Brien <- O’Brien"]
    assert found(["Jean d'Artagnan"], "artagnan") == ["Jean d'Artagnan <- Artagnan"]
    assert found(["Liam OBrien"], "o'brien") == ["Liam OBrien <- OBrien"]


def test_one_file_folds_and_one_sorts():
    scripts = {path.name: path.read_text("utf-8") for path in ASSETS.glob("*.js")}
    assert {name for name, text in scripts.items() if "normalize(" in text} == {"plain.js"}
    assert {name for name, text in scripts.items() if "Collator" in text} == {"plain.js"}
    pure = ("plain.js", "phones.js", "finding.js")
    assert not [name for name in pure if re.search(r"\bdocument\b|\blocation\b", scripts[name])]


def test_every_script_is_sent_once():
    assets = (*make_assets(), *make_files(view_of(ROOT)))
    sent = b"".join(one.data for one in assets if one.path.endswith(".js"))
    for path in ASSETS.glob("*.js"):
        assert sent.count(path.read_bytes()) == 1, path.name


CASES = Path(__file__).parent.parent / "data" / "cases"


@pytest.mark.browser
def test_case_16_a_name_and_a_number_are_found_as_they_are_typed(found, tmp_path):
    from tests.plans import write_handbook

    plan = (CASES / "16-search-as-typed" / "s.yml").read_text("utf-8")
    known = pages_of(write_handbook(tmp_path / "h", {"s": plan}), "2026-11-23")["accounts/s"]
    lines = [line for passage in known.search for line in passage.lines]
    for typed in ("O’Brien", "O'Brien", "obrien", "+38612345678", "2345678", "012345678", "234-56-78"):
        assert [one.partition(" · ")[0] for one in found(lines, typed)] == ["Liam O'Brien"], typed
