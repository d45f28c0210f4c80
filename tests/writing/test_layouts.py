"""Nasty layouts: what a careful person would write into each file, held byte for byte."""

import difflib

import pytest

from kamdocs.writing import Refused, Remove, edited, write
from kamdocs.writing.writer import _raw
from tests.writing.cases import FOLDER, document_of, read_case

CASES = sorted(FOLDER.glob("*/*.txt"))
BOM = "\ufeff"
REPLACED = {"odd/list-below-with-comments-becomes-one"}
"""Cases in which a whole list is replaced, with the comments in it."""


def named(path):
    return f"{path.parent.name}/{path.stem}"


def outcome(text, edits, kind):
    """The new text, or None and the words of the refusal."""
    try:
        return write(document_of(text.encode(), kind), edits, kind).text, ""
    except Refused as refusal:
        assert str(refusal.hint)
        return None, str(refusal)


def test_there_are_many():
    assert len(CASES) >= 400


@pytest.mark.parametrize("path", CASES, ids=named)
def test_layout(path):
    kind, plan, edits, expected, words = read_case(path)
    text, refusal = outcome(plan, edits, kind)
    assert text == expected
    assert words in refusal
    if text is not None:
        assert _raw(document_of(text.encode(), kind)).data == edited(
            _raw(document_of(plan.encode(), kind)).data, edits, kind
        )


@pytest.mark.parametrize("path", CASES, ids=named)
def test_with_windows_line_ends(path):
    kind, plan, edits, expected, _words = read_case(path)
    text, _refusal = outcome(plan.replace("\n", "\r\n"), edits, kind)
    assert text == (expected and expected.replace("\n", "\r\n"))


@pytest.mark.parametrize("path", CASES, ids=named)
def test_with_a_byte_order_mark(path):
    kind, plan, edits, expected, _words = read_case(path)
    text, _refusal = outcome(BOM + plan, edits, kind)
    assert text == expected


@pytest.mark.parametrize("path", CASES, ids=named)
def test_without_the_last_line_end(path):
    kind, plan, edits, expected, _words = read_case(path)
    if document_of(plan.encode(), kind).data != document_of(plan.removesuffix("\n").encode(), kind).data:
        pytest.skip("the line end is a part of a text")
    text, _refusal = outcome(plan.removesuffix("\n"), edits, kind)
    assert text == (expected and expected.removesuffix("\n"))


@pytest.mark.parametrize("path", CASES, ids=named)
def test_comments_survive(path):
    """Those stay that stand around a change; those within what is taken out, or replaced as a whole, go with it."""
    _kind, plan, edits, expected, _words = read_case(path)
    if expected is None or named(path) in REPLACED or any(isinstance(edit, Remove) for edit in edits):
        return
    gone = [line for line in difflib.ndiff(plan.splitlines(), expected.splitlines()) if line.startswith("- ")]
    comments = [line[2:].partition(" #")[2] for line in gone if " #" in line and '"' not in line]
    assert [comment for comment in comments if f"#{comment}" not in expected] == []
