"""What the writer promises beside the layouts: proof, pointers, refusals with something to paste."""

import copy

import pytest

from kamdocs.schema.read import held_against_schema
from kamdocs.source import load_document
from kamdocs.writing import Add, Put, Refused, Remove, edited, paste, write
from kamdocs.writing import writer as writing
from tests.writing.cases import document_of

PLAN = b"""\
name: Pekarna
status: active
tier: key
key_since: 2024-01-01
interactions:
  - {id: i1, date: 2026-03-04, kind: visit, by: [ana.novak]}
  - {id: i2, date: 2026-05-04, kind: call, by: [ana.novak]}
"""


def visit(name, day):
    return {"id": name, "date": day, "kind": "visit", "by": ["ana.novak"]}


def test_nothing_to_do_changes_nothing():
    document = document_of(PLAN)
    assert write(document, []).text == document.text


def test_the_new_document_is_held_against_the_schema():
    written = write(document_of(PLAN), [Add(("interactions",), visit("i3", "2026-06-01"))])
    assert written.document.faults == ()
    assert written.document.data["interactions"][2]["id"] == "i3"
    assert written.document.place_of(("interactions", 2)).line == 8
    assert written.text == written.document.text


def test_edits_and_data_are_left_as_they_are():
    document, value = document_of(PLAN), visit("i3", "2026-06-01")
    before, given = copy.deepcopy(document.data), copy.deepcopy(value)
    edits = [
        Add(("interactions",), value),
        Put(("interactions", "i3", "outcome"), "x"),
        Add(("interactions", "i3", "with"), "p"),
    ]
    write(document, edits)
    edited(document.data, edits)
    assert value == given
    assert document.data == before


@pytest.mark.parametrize("at_once", [True, False])
def test_where_what_was_added_is(at_once):
    edits = [
        Add(("interactions",), visit("i3", "2026-06-01")),
        Add(("interactions",), visit("i4", "2026-04-01")),
        Add(("tags",), "bread"),
        Add(("tags",), "cake"),
        Add(("interactions", "i3", "with"), "petra"),
        Remove(("interactions", "i1")),
        Add(("stakeholders",), {"id": "petra", "name": "Petra"}),
        Add(("stakeholders", "petra", "email"), "petra@x.example"),
    ]
    if not at_once:
        edits = [edit for pair in zip(edits, [Put(("owner",), "ana.novak")] * len(edits), strict=True) for edit in pair]
    written = write(document_of(PLAN), edits)
    assert [written.document.value_at(one) for one in written.added] == [
        {**visit("i3", "2026-06-01"), "with": ["petra"]},
        visit("i4", "2026-04-01"),
        "bread",
        "cake",
        "petra",
        {"id": "petra", "name": "Petra", "email": "petra@x.example"},
    ]


def test_what_was_added_and_taken_out_again_is_nowhere():
    edits = [Add(("interactions",), visit("i3", "2026-04-01")), Remove(("interactions", "i3"))]
    written = write(document_of(PLAN), edits)
    assert written.added == ()
    assert written.text == PLAN.decode()


def test_faults_that_were_there_forbid_nothing():
    document = document_of(PLAN + b"owner: Ana Novak the first\nnmae: x\n")
    assert document.faults
    written = write(document, [Add(("interactions",), visit("i3", "2026-06-01"))])
    assert len(written.document.faults) == len(document.faults)


def test_a_fault_that_is_there_may_not_come_once_more():
    plan = PLAN + b"needs:\n  - {id: n1, text: Inserts}\n"
    with pytest.raises(Refused, match="n2 lacks the field status"):
        write(document_of(plan), [Add(("needs",), {"id": "n2", "text": "Coating"})])


def test_mending_a_fault():
    document = document_of(PLAN.replace(b"tier: key", b"tier: gold"))
    assert write(document, [Put(("tier",), "strategic")]).document.faults == ()


def test_a_refusal_has_something_to_paste():
    with pytest.raises(Refused) as told:
        write(document_of(PLAN), [Add(("needs",), {"text": "Coating: hard", "id": "n2"}), Put(("tier",), "key")])
    assert told.value.paste == '# needs\n- {id: n2, text: "Coating: hard"}\n# tier\ntier: key\n'
    assert str(told.value.hint)


def test_what_to_paste():
    edits = [
        Add(("orders", "4500031", "delays"), {"to": "2026-01-01", "known_on": "2026-01-02"}),
        Put(("orders", "4500031"), {"status": "confirmed", "id": "4500031"}),
        Put(("summary",), "They bake.\nThey sell."),
        Put(("nowhere", "at", "all"), 1),
        Remove(("owner",)),
    ]
    assert paste(edits, "account") == (
        "# orders/4500031/delays\n- {known_on: 2026-01-02, to: 2026-01-01}\n"
        '# orders/4500031\n- {id: "4500031", status: confirmed}\n'
        "# summary\nsummary: |-\n  They bake.\n  They sell.\n"
        "# nowhere/at/all\nall: 1\n"
        "# owner: -\n"
    )
    assert paste([], "account") == ""


def test_what_does_not_come_out_right_is_refused(monkeypatch):
    """Whatever is wrong with a splice: what is read back is not what was meant."""
    monkeypatch.setattr(writing, "replace_value", lambda *_: [writing.Splice(0, 0, "tier: key\n")])
    with pytest.raises(Refused):
        write(document_of(PLAN), [Put(("tier",), "strategic")])
    monkeypatch.setattr(writing, "replace_value", lambda *_: [writing.Splice(0, 0, "former_names: [x]\n")])
    with pytest.raises(Refused, match="can't be changed without touching other parts") as told:
        write(document_of(PLAN), [Put(("tier",), "strategic")])
    assert told.value.paste.startswith("# tier\n")


TANGLED = """\
name: Pekarna
status: active
tier: key
key_since: 2024-01-01
orders:
  - id: po1
    status: confirmed
    ordered_on: 2026-03-04
    promised_on: 2026-04-04
"""


def test_what_is_tangled_at_once_is_done_one_by_one():
    """A section and a field begin at one place: the section comes first in the edits, and last in the file."""
    edits = [
        Add(("actions",), {"id": "a1", "text": "Go", "status": "open"}),
        Put(("orders", "po1", "amount"), 200),
        Put(("orders", "po1", "currency"), "EUR"),
    ]
    written = write(document_of(TANGLED.encode()), edits)
    added = "    amount: 200\n    currency: EUR\nactions:\n  - id: a1\n    text: Go\n    status: open\n"
    assert written.text == TANGLED + added
    assert written.added == (("actions", 0),)


def test_what_is_tangled_and_invalid_is_refused():
    edits = [
        Add(("actions",), {"id": "a1", "text": "Go", "status": "open"}),
        Put(("orders", "po1", "amount"), "much"),
    ]
    with pytest.raises(Refused, match="amount is the text much"):
        write(document_of(TANGLED.encode()), edits)


def test_an_unreadable_file_is_refused():
    document = held_against_schema(load_document("plan.yml", b"name: [x"), "account")
    with pytest.raises(Refused, match="bracket") as told:
        write(document, [Put(("tier",), "key")])
    assert "mend the file first" in str(told.value.hint)


def test_hundreds_at_once():
    orders = [
        {
            "id": f"po{number}",
            "status": "confirmed",
            "ordered_on": f"2026-{1 + number % 12:02}-01",
            "promised_on": "2026-12-05",
        }
        for number in range(300)
    ]
    written = write(document_of(PLAN), [Add(("orders",), one) for one in orders])
    assert [one["ordered_on"] for one in written.document.data["orders"]] == sorted(one["ordered_on"] for one in orders)
    edits = [Put(("orders", one["id"], "amount"), number + 1) for number, one in enumerate(orders)]
    edits += [Put(("orders", one["id"], "currency"), "EUR") for one in orders]
    again = write(written.document, edits)
    assert len(again.document.data["orders"]) == 300
    assert all(one["currency"] == "EUR" for one in again.document.data["orders"])
