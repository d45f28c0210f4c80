"""Nasty layouts: what a careful person would write into each file, held byte for byte."""

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
    """As it stands; and with Windows' line ends, and without the last line end."""
    kind, plan, edits, expected, words = read_case(path)
    text, refusal = outcome(plan, edits, kind)
    assert text == expected
    assert words in refusal
    before = _raw(document_of(plan.encode(), kind)).data
    if text is not None:
        assert _raw(document_of(text.encode(), kind)).data == edited(before, edits, kind)
    windows, _refusal = outcome(plan.replace("\n", "\r\n"), edits, kind)
    assert windows == (expected and expected.replace("\n", "\r\n"))
    cut = plan.removesuffix("\n")
    if _raw(document_of(cut.encode(), kind)).data == before:  # else the line end is a part of a text
        endless, _refusal = outcome(cut, edits, kind)
        assert endless == (expected and expected.removesuffix("\n"))


@pytest.mark.parametrize("path", CASES[::10], ids=named)
def test_with_a_byte_order_mark(path):
    kind, plan, edits, expected, _words = read_case(path)
    text, _refusal = outcome(BOM + plan, edits, kind)
    assert text == expected


def test_comments_survive():
    """What the cases ask for keeps comments around a change; those within what is taken out, or replaced, go with it."""
    held = 0
    for path in CASES:
        _kind, plan, edits, expected, _words = read_case(path)
        if expected is None or named(path) in REPLACED or any(isinstance(edit, Remove) for edit in edits):
            continue
        comments = [line.partition(" #")[2] for line in plan.splitlines() if " #" in line and '"' not in line]
        assert [comment for comment in comments if f"#{comment}" not in expected] == [], named(path)
        held += len(comments)
    assert held > 80
