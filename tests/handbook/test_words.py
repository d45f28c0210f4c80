"""How values read on a page, and inline Markdown."""

from datetime import date, datetime

import pytest

from kamdocs.handbook import words
from kamdocs.handbook.prose import prose
from kamdocs.language import Word, label, say, spoken


def test_days_numbers_and_money():
    assert words.day(date(2026, 3, 4)) == '<time datetime="2026-03-04">4 Mar 2026</time>'
    assert words.day(None) == ""
    assert words.moment(None) == ""
    assert "2 Nov 2026, 09:10" in words.moment(datetime.fromisoformat("2026-11-02T09:10:00+01:00"))
    assert words.number(1385000) == "1\u202f385\u202f000"
    assert words.number(2022.5) == "2\u202f022.50"
    assert words.number(None) == ""
    assert words.number(999_999_999_999_999) == "999\u202f999\u202f999\u202f999\u202f999"
    assert [words.number(value) for value in (1e15, 1e30, -1e308, 10**40)] == ["1E15", "1E30", "-1E308", "1E40"]
    assert words.money(1e30, "EUR") == "1E30\xa0EUR"
    assert words.money(9.5, "EUR") == "9.50\xa0EUR"
    assert words.money(None, "EUR") == ""


def test_labels_counts_and_distances():
    assert label("not-met") == "not met"
    assert label("it") == "IT"
    assert label(None) == ""
    assert words.count(1, "day") == "1 day"
    as_of = date(2026, 11, 23)
    assert words.distance(date(2026, 11, 25), as_of) == "in 2 days"
    assert words.distance(date(2026, 11, 22), as_of) == "1 day ago"
    assert words.distance(as_of, as_of) == "today"
    assert words.distance(None, as_of) == ""
    assert words.joined(["a", "<b>"]) == "a, &lt;b&gt;"


def test_an_edition_says_for_whom_it_is():
    names = ("internal", "shareable", "their-buyers")
    assert [words.edition(name) for name in names] == ["internal edition", "shareable edition", "their-buyers edition"]
    with spoken("sl"):
        assert [words.edition(name) for name in names] == ["za interno rabo", "za deljenje", "izdaja: their-buyers"]


PROSE = {
    "bold and emphasis": ("**a** *b* `c`", "<p><strong>a</strong> <em>b</em> <code>c</code></p>"),
    "a link": ("[a](https://x.example)", '<p><a href="https://x.example">a</a></p>'),
    "a list": ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    "script": ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    "a link to script": ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
    "a link to data": ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>"),
    "a link to a page of ours": ("[a](page:index)", "<p>[a](page:index)</p>"),
    "an image": ("![a](https://x.example/y.png)", '<p>!<a href="https://x.example/y.png">a</a></p>'),
    "a heading": ("# a", "<p># a</p>"),
    "entities": ("&lt;b&gt;", "<p>&lt;b&gt;</p>"),
    "a reference": ("[a]\n\n[a]: javascript:alert(1)", "<p>[a]</p>\n<p>[a]: javascript:alert(1)</p>"),
}


@pytest.mark.parametrize(("text", "html"), PROSE.values(), ids=PROSE.keys())
def test_prose_is_a_small_subset(text, html):
    assert prose(text) == html


@pytest.mark.parametrize("text", ["[" * 4000, "*" * 4000, "`" * 3999 + "a", "- " * 2000, "&" * 4000, "![" * 2000])
def test_prose_does_not_hang(text):
    assert prose(text)


def test_several_values_are_told_with_commas():
    fields = (say("an owner"), Word("not-met"), date(2026, 11, 3))
    message = say("it was rejected without {fields}", fields=fields)
    assert str(message) == "it was rejected without an owner, not met, 2026-11-03"
    assert words.sentence(message) == "It was rejected without an owner, not met, 3 Nov 2026"


def test_a_message_begins_with_a_capital_but_where_it_begins_with_a_name():
    assert words.sentence(say("no owner is named")) == "No owner is named"
    assert words.sentence(say("{field} is soon", field="key_since")) == "key_since is soon"
    assert words.sentence(say("{where} is soon", where=say("{name} is no field", name="x"))) == "x is no field is soon"
    assert words.sentence(say("{where} is empty", where=say("the file"))) == "The file is empty"
    assert words.sentence("text") == "Text"
