"""Text of a file in a comment, rendered as GitHub renders it: it reads as it stands, and nothing else comes of it."""

import html
import random
import re

import cmarkgfm
import pytest

from kamdocs.report.plain import plain, plain_html
from kamdocs.report.printable import printable

KEPT = (
    "Ana-Marija, 12-3 (od 2026-02-15): 100 %, d.o.o.", "snake_case_x", "-5 %", "+386 1 234 56 78", "AT&T", "7:00-17:00",
    "4500012", "a; b", "Kaj pa „to“?", "a > b", "5'' & 6\"",
)  # fmt: skip
"""What people write every day stays as they wrote it: nobody has to read entities where nothing renders them."""

TOLD = {
    "tags": ("<b>x</b>", "&lt;b>x&lt;/b>"),
    "emphasis": ("New *prices* _now_", r"New \*prices\* \_now\_"),
    "code": ("`x`", r"\`x\`"),
    "a link": ("[a](b)", r"\[a\](b)"),
    "a picture": ("![a](b)", r"!\[a\](b)"),
    "a table": ("a | b", r"a \| b"),
    "an entity": ("&lt; &amp", r"\&lt; \&amp"),
    "a heading": ("# x", r"\# x"),
    "a quote": ("> x", r"\> x"),
    "a list": ("- x", r"\- x"),
    "a number": ("1. x", r"1\. x"),
    "struck": ("~~ x ~~", r"\~\~ x \~\~"),
    "somebody": ("@all", "@\u200ball"),
    "an address": ("https://x.example", "https:\u200b//x.example"),
    "an e-mail": ("a@b.example", "a@\u200bb.example"),
    "an issue": ("fixes #1", "fixes #\u200b1"),
    "a formula": ("$a$", "<span>$</span>a<span>$</span>"),
    "lines": ("a\n\n# b", "a # b"),
}


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_text_is_left_alone(text):
    assert plain(text) == text


@pytest.mark.parametrize(("text", "markdown"), TOLD.values(), ids=TOLD.keys())
def test_what_would_be_more_than_text_is_not(text, markdown):
    assert plain(text) == markdown
    assert reads_as_it_stands(text)


# What the forges look for in the rendered text: mentions, references, addresses, pictures by name.
LINKED = re.compile(
    r"(?:^|[^\w/`])@\w|\w@[\w.]|(?:^|\W)#\d|\bgh-\d|://|www\.|(?<!\w)[!&~%$]\d|:[\w+-]*[a-z][\w+-]*:|\[\w+:\d|\{[+-]",
    re.IGNORECASE,
)


def reads_as_it_stands(text):
    written = (
        f"<details><summary>{plain_html(text)}: 1</summary>\n\n- {plain(text)}\n- x: {plain(text)}, y\n\n</details>\n"
    )
    unsafe = cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE  # forges clean it afterwards; here nothing may need cleaning
    page = cmarkgfm.github_flavored_markdown_to_html(written, options=unsafe)
    assert set(re.findall(r"</?(\w+)", page)) <= {"details", "summary", "ul", "li", "span"}, page
    bare = re.sub(r"</?span>", "", page)
    rows = [html.unescape(row) for row in re.findall(r"<(?:li|summary)>(.*?)</", bare, re.DOTALL)]
    flat = " ".join(printable(text).split())
    assert [row.replace("\u200b", "") for row in rows] == [f"{flat}: 1", flat, f"x: {flat}, y"], page
    assert not any(LINKED.search(row) for row in rows), page
    return True


PARTS = (
    *"@#!:*_`[](){}<>&;~|$%^+-=\\./\"' aw1hč\n\t\u202e", "www.", "http://", "x.example", "GH-1", "&lt;", "![a](b)", "<b>", "@all",
    "#1", "12)", "3.", "- ", ":tada:", "iteration:1", "[issue:1]", "{+a+}", "<!--", "-->", "</details>", "javascript:", "mailto:",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_no_text_becomes_more_than_text(seed):
    chance = random.Random(seed)
    for _ in range(1000):
        assert reads_as_it_stands("".join(chance.choices(PARTS, k=chance.randint(1, 9))))
