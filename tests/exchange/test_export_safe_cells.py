"""No text of a plan runs in a spreadsheet, and each comes back as it was."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kamdocs.exchange.safe_cells import as_written, is_risky, made_safe

RISKY = (
    "=1+1",
    "+386 40 000 001",
    "-5 %",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tindented",
    " =1",
    "\u00a0=1",
    "\u3000+1",
    "\ufeff=1",
    '"=1',
    '" =1',
    "'=1",
    "''=1",
    "＝1",
    "＋1",
    "－1",
    "＠A",
    "−1",
    '=HYPERLINK("https://evil.example";"click")',
    "=cmd|' /C calc'!A0",
)
HARMLESS = (
    "",
    "Steel",
    "a=b",
    "e-mail",
    "'quoted'",
    "' ",
    "'",
    "ana@zeleznik.example",
    "80 %",
    "x, =1",
    "first\n\nsecond",
)


@pytest.mark.parametrize("text", RISKY)
def test_what_begins_as_a_formula_gets_one_apostrophe(text):
    assert made_safe(text).startswith("'")
    assert is_risky(text)
    assert as_written(made_safe(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_all_else_stays(text):
    assert made_safe(text) == text == as_written(text)
    assert not is_risky(text)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("steel;=1+1", "steel;'=1+1"),
        ("+386 40 1; +386 4 1", "'+386 40 1;' +386 4 1"),
        ("one\n=1+1", "one\n'=1+1"),
        ("one\n\n- two", "one\n\n'- two"),
        ("one\t@two", "one\t'@two"),
    ],
)
def test_nor_does_what_a_country_with_semicolons_cuts_off(text, safe):
    assert made_safe(text) == safe
    assert as_written(safe) == text


@settings(max_examples=100)
@given(st.text(alphabet="=+-@＝'\" ;\t\r\n\u00a0ab"))
def test_there_is_a_way_back_from_every_text(text):
    safe = made_safe(text)
    assert as_written(safe) == text
    assert not re.search(r"(?:\A|[;\t\r\n])[ \u00a0]*[=+\-@＝]", safe)
