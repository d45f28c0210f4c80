"""Any edit of any plan, however it is written: done, and nothing else changed, or refused.

``KAMDOCS_EXAMPLES=2000 python -m pytest tests/property/test_any_edit.py`` tries many, other ones each time.
"""

import os
import re
from collections import Counter
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kamdocs.schema import load_schema
from kamdocs.schema.read import held_against_schema
from kamdocs.schema.validate import compiled
from kamdocs.source import load_document
from kamdocs.writing import Add, Put, Refused, Remove, edited, write
from kamdocs.writing.data import at_pointer, resolve
from kamdocs.writing.inserting import end_of_entry
from kamdocs.writing.layout import entry_of, read_layout
from tests.property.edits import any_edit
from tests.property.files import any_file
from tests.property.layouts import Hand

EXAMPLES = int(os.environ.get("KAMDOCS_EXAMPLES", "60"))
PHASES = [phase for phase in Phase if os.environ.get("KAMDOCS_SHRINK") or phase not in (Phase.shrink, Phase.explain)]
KINDS = st.sampled_from(["account", "account", "account", "account", "team", "offerings"])
REFUSED = Counter()


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="KAMDOCS_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
    phases=PHASES,
    print_blob=True,
)
@given(st.data(), st.integers(0, 2**64), KINDS)
def test_any_edit_is_done_or_refused(data, seed, kind):
    plan = data.draw(any_file(kind))
    hand = Hand(Random(seed))
    text = hand.json(plan) if hand.chance(0.07) else hand.text(plan)
    document = held_against_schema(load_document("plan.yml", text.encode()), kind)
    if document.faults or document.data != plan:  # a hand that slips is no matter of the writer
        REFUSED["slips"] += 1
        return
    edits = [data.draw(any_edit(plan, kind))]
    after = changed(plan, edits[0], kind)
    while after is not None and len(edits) < 4 and data.draw(st.booleans()):
        edits.append(data.draw(any_edit(after, kind)))
        after = changed(after, edits[-1], kind)
    REFUSED["tried"] += 1
    try:
        written = write(document, edits, kind)
    except Refused as refusal:
        assert str(refusal.message)
        assert str(refusal.hint)
        if after is not None and compiled(load_schema(kind))(after):
            REFUSED["refused"] += 1
            refuse(text, edits, refusal)
        return
    REFUSED["done"] += 1
    assert after is not None
    assert load_document("plan.yml", written.text.encode()).data == after
    assert not written.document.faults
    assert all(written.document.has(pointer) for pointer in written.added)
    if len(edits) == 1:
        assert not written.added or written.document.value_at(written.added[0]) == edits[0].value
        holds_the_rest(document.text, written.text, plan, edits[0], kind)


def refuse(text, edits, refusal):
    """A refusal of what could be written is counted where many are tried, and else a failure."""
    if "KAMDOCS_EXAMPLES" not in os.environ:
        raise AssertionError(f"{refusal}\n{edits}\n{text}") from refusal


def changed(plan, edit, kind):
    try:
        return edited(plan, [edit], kind)
    except Refused:
        return None


def holds_the_rest(before, after, plan, edit, kind):
    """Hold that lines that an edit has nothing to do with are the same, and the comments around it too."""
    start, end = span(before, plan, edit)
    assert after.startswith(before[:start])
    assert after[start:].endswith(before[end:])
    layout = read_layout(before)
    around, entry = place(layout, plan, edit)
    emptied = isinstance(edit, Remove) and at_pointer(load_document("", after.encode()).data, edit.way[:-1]) == []
    if around is not None and not around.flow and not emptied and (entry is None or isinstance(edit, Remove)):
        assert is_one_stretch(before, after)  # nothing but what came, or what went
    lost = set(re.findall("# k[0-9]+k", before)) - set(re.findall("# k[0-9]+k", after))
    assert lost <= set(re.findall("# k[0-9]+k", within(before, plan, edit)))


def is_one_stretch(before, after):
    """Whether two texts differ by one stretch that only one of them has."""
    short, long = sorted((before, after), key=len)
    same = next((at for at, (one, other) in enumerate(zip(short, long, strict=False)) if one != other), len(short))
    return long.endswith(short[same:])


def span(text, plan, edit):
    """From where to where an edit may change a text."""
    layout = read_layout(text)
    around, entry = place(layout, plan, edit)
    if around is None or (around == layout.top and layout.top.flow):
        return 0, len(text)
    if entry is not None and not isinstance(edit, Remove):
        start, end = layout.line_start(entry.start), layout.next_line(end_of_entry(layout, entry))
    else:
        start = layout.line_start(around.start)
        end = (
            max(layout.next_line(end_of_entry(layout, one)) for one in around.entries) if around.entries else around.end
        )
    while (
        end < len(text)
        and (line := text[end : layout.next_line(end)])
        and (not line.strip() or line.lstrip(" ").startswith("#"))
    ):
        end = layout.next_line(end)
    if isinstance(edit, Remove | Add):
        while (
            start
            and (line := text[layout.line_start(start - 1) : start])
            and (not line.strip() or line.lstrip(" ").startswith("#"))
        ):
            start = layout.line_start(start - 1)
    return start, end if end < len(text) else len(text)


def place(layout, plan, edit):
    """The record or list that an edit changes, and its entry there; what is emptied goes with its field."""
    way = resolve(plan, edit.way)
    while isinstance(edit, Remove) and len(way) > 1 and len(at_pointer(plan, way[:-1])) == 1:
        way = way[:-1]
    if isinstance(edit, Add) and at_pointer(plan, way):
        there = layout.find(way)
        if there.shape == "list":
            return there, None
    while len(way) > 1 and not isinstance(at_pointer(plan, way[:-1]), dict | list):
        way = way[:-1]
    around = layout.find(way[:-1])
    return around, entry_of(around, way[-1]) if around else None


def within(text, plan, edit):
    """What of a text is taken out or replaced as a whole, its comments with it."""
    if isinstance(edit, Add) and at_pointer(plan, edit.way):
        return ""
    layout = read_layout(text)
    _around, entry = place(layout, plan, edit)
    if entry is None:
        return ""
    if isinstance(edit, Put) and entry.value.shape == "single":
        return ""
    return text[layout.line_start(entry.start) : layout.line_end(end_of_entry(layout, entry))]
