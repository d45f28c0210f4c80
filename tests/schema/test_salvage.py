"""What is left of a file that breaks its schema: all that is valid, and nothing else."""

import copy
from datetime import date
from pathlib import Path

import pytest

from kamdocs.model import build_account, build_offerings, build_team
from kamdocs.model.build import STAND_INS
from kamdocs.schema import load_schema
from kamdocs.schema.salvage import salvage
from kamdocs.schema.validate import compiled
from kamdocs.schema.walk import schema_tree
from kamdocs.source import Document, load_document
from tests.test_schema import KINDS, mutations

REFERENCE = Path(__file__).parent.parent / "data" / "reference" / "accounts"
CASES = Path(__file__).parent.parent / "data" / "cases"
FILES = {"account": "zeleznik.yml", "team": "_team.yml", "offerings": "_offerings.yml"}
FIRST = {
    "account": {"name": "X", **{name: str(value) for name, value in STAND_INS.items()}},
    "team": {"team": []},
    "offerings": {"offerings": []},
}


def document_of(data):
    return Document("x.yml", "", data, {})


def reference(kind="account"):
    return load_document("x.yml", (REFERENCE / FILES[kind]).read_bytes()).data


def left_of(text):
    return salvage(load_document("x.yml", text.encode()), "account")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_of_many_mutated_files_is_valid(kind):
    is_valid = compiled(load_schema(kind))
    data = reference(kind)
    for mutant in mutations(data, 800 if kind == "account" else 200, seed=f"salvage {kind}"):
        left = salvage(document_of(mutant), kind)
        assert left is not None
        assert is_valid({**FIRST[kind], **left})
        if is_valid(mutant):
            assert left == mutant
        if kind == "account":
            build_account("x", "x.yml", left)
        else:
            (build_team if kind == "team" else build_offerings)(left)


def scalars(data, pointer=()):
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from scalars(value, (*pointer, step))
    else:
        yield pointer


def without(data, pointer):
    """The data without what is left out where a leaf is bad: the leaf, or the records that can't be without it."""
    for length in range(len(pointer), 0, -1):
        part = copy.deepcopy(data)
        holder = part
        for step in pointer[: length - 1]:
            holder = holder[step]
        del holder[pointer[length - 1]]
        yield part


def decisive(pointer):
    """Whether a record can't be told without what stands there: a value, or an item of a list."""
    keywords = schema_tree("account").at(pointer[:-1] if isinstance(pointer[-1], int) else pointer).keywords
    return "x-closes" in keywords or "x-narrows" in keywords


def test_one_bad_leaf_takes_no_more_along_than_its_own_record():
    data = reference()
    is_valid = compiled(load_schema("account"))
    looked_at = 0
    for pointer in scalars(data):
        mutant = copy.deepcopy(data)
        holder = mutant
        for step in pointer[:-1]:
            holder = holder[step]
        holder[pointer[-1]] = {"no": {"such": "value"}}
        expected = next(
            part
            for length, part in zip(range(len(pointer), 0, -1), without(data, pointer), strict=True)
            if not decisive(pointer[:length]) and is_valid({**FIRST["account"], **part})
        )
        assert salvage(document_of(mutant), "account") == expected, pointer
        looked_at += 1
    assert looked_at > 300


def test_a_record_without_what_it_needs_and_a_field_that_nobody_knows_are_left_out():
    left = left_of(
        "name: A\nstatus: active\ntier: key\nkey_since: 2024-01-08\nnotes: x\n"
        "orders:\n"
        "  - {id: a, status: confirmed, ordered_on: 2026-01-01, promised_on: 2026-02-01, colour: red, amount: x}\n"
        "  - {id: b, status: confirmed, ordered_on: 2026-01-01}\n"
        "  - {id: c, status: delivered, ordered_on: 2026-01-01, promised_on: 2026-02-01}\n"
        "  - 7\n"
        "tags: [a, 7, a, b]\n"
        "contract: {start: soon, notice_days: 30}\n"
        "expansion: {pursue: perhaps}\n"
    )
    assert left == {
        "name": "A", "status": "active", "tier": "key", "key_since": "2024-01-08", "tags": ["a", "b"],
        "orders": [{"id": "a", "status": "confirmed", "ordered_on": "2026-01-01", "promised_on": "2026-02-01"}],
        "contract": {"notice_days": 30},
    }  # fmt: skip


DELAYED = "orders: [{id: o, status: delayed, ordered_on: 2026-01-02, promised_on: 2026-05-01, delays: [%s]}]"


@pytest.mark.parametrize(
    ("records", "left"),
    [
        ("stakeholders: [{id: gone, name: G, left_on: 31.10.2026}, {id: a, name: A, attitude_on: soon}]", ["a"]),
        ("stakeholders: [{id: gone, name: G, left: 2026-10-31}, {id: a, name: A, colour: red}]", ["a"]),
        ("stakeholders: [{id: a, name: A, left_on: null}]", ["a"]),
        ("stakeholders: [{id: a, name: A, left_on: 2026-10-31, left: soon}]", ["a"]),
        ("commitments: [{id: c, text: T, made_on: 2026-10-20, kept_on: 24.10.2026}]", []),
        ("commitments: [{id: c, text: T, made_on: 2026-10-20, kept: 2026-10-24}]", []),
        ("commitments: [{id: c, text: T, made_on: 2026-10-20, released_on: 24.10.2026}]", []),
        ("commitments: [{id: c, text: T, made_on: 2026-10-20, due: 24.10.2026}]", ["c"]),
        ('requests: [{id: q, received_at: "2026-11-02T09:10:00+01:00", responded_at: 2.11.2026}]', []),
        ("help: [{id: h, asked_on: 2026-10-01, topic: T, answered_on: 5.10.2026}]", []),
        ("orders: [{id: o, status: confirmed, ordered_on: 2026-01-02, promised_on: 2026-05-01, delivered_on: x}]", []),
        ("orders: [{id: o, status: confirmed, ordered_on: 2026-01-02, promised_on: 2026-05-01, amount: x}]", ["o"]),
        (DELAYED % "{known_on: 2026-04-20, to: 2026-06-01, told_on: 20.4.2026}", []),
        (DELAYED % "{known_on: 2026-04-01, told_on: 2026-04-01}, {to: 2026-06-01}", []),
        (DELAYED % "{known_on: 2026-04-20, reason: 7}", ["o"]),
        ("needs: [{id: n, text: T, status: addressed, addressed_on: soon}]", []),
        ("nonconformities: [{id: n, kind: claim, status: rejected, text: T, received_on: 2026-04-01, told_on: x}]", []),
    ],
)
def test_a_record_that_would_say_the_opposite_without_a_value_is_left_out(records, left):
    (found,) = left_of(f"{records}\n").values()
    assert [one["id"] for one in found] == left


def test_a_record_that_would_say_more_without_a_value_is_left_out():
    left = left_of(
        "whitespace: [{offering: inserts, unit: [u1], status: open}, {offering: inserts, unit: u1, status: open}]\n"
        "waivers: [{check: KAM101, record: [a], reason: R, until: 2026-12-01, by: ana}]\n"
    )
    assert left == {"whitespace": [{"offering": "inserts", "unit": "u1", "status": "open"}], "waivers": []}


def test_a_plan_can_be_shown_without_what_every_plan_has():
    left = left_of("status: aktivno\ntier: VIP\nowner: ana.novak\nkey_since: soon\n")
    assert left == {"owner": "ana.novak"}
    account = build_account("acme", "acme.yml", left)
    assert (account.name, account.owner, account.held) == ("acme", "ana.novak", False)
    assert account.unknown == ("key_since", "name", "status", "tier")
    known = build_account("a", "a.yml", {"name": "A", "status": "active", "tier": "key", "key_since": "2024-01-08"})
    assert (known.unknown, known.key_since) == ((), date(2024, 1, 8))


@pytest.mark.parametrize(
    "data",
    [None, [], "x", 7, {}, {7: 1}, {"name": {7: 1}}, {"name": "\ud800"}, {"name": date(2026, 1, 1)}, {"orders": {"a"}},
     {"tags": [float("nan"), 10**40, b"x", object()]}, {"orders": [[[[[]]]], None, {None: None}]}, {"external_ref": {7: "x", "a": 7, "b": "x"}}],
)  # fmt: skip
def test_it_never_raises(data):
    left = salvage(document_of(data), "account")
    assert left is None if not isinstance(data, dict) else isinstance(left, dict)


def test_nothing_is_left_of_what_could_not_be_read():
    assert salvage(load_document("x.yml", b"name: [\n"), "account") is None


def test_a_long_list_is_cut_to_what_a_plan_may_hold():
    ids = [{"id": f"p{number}", "name": "P"} for number in range(1500)]
    left = salvage(document_of({"stakeholders": ids, "x": 1}), "account")
    assert left["stakeholders"] == ids[:1000]


@pytest.mark.parametrize(
    ("case", "people"), [("04-valid-email-takes-the-plan-away/big.yml", 1), ("22-two-numbers/p.yml", 2)]
)
def test_the_people_of_a_plan_stay(case, people):
    left = salvage(load_document("x.yml", (CASES / case).read_bytes()), "account")
    assert len(left["stakeholders"]) == people
    assert left["owner"] == "first.manager"


@pytest.mark.parametrize(
    ("listed", "left"),
    [
        ("commitments: [{id: c, text: T, made_on: 2026-01-02, status: kept}]\n", []),
        ("orders: [{id: o, status: confirmed, ordered_on: 2026-01-02, promised_on: 2026-05-01, paused_on: 2026-02-01}]\n", ["o"]),
        ("nonconformities: [{id: n, kind: claim, status: received, text: T, received_on: 2026-01-02, satisfied: false}]\n", []),
        ("nonconformities: [{id: n, kind: claim, status: received, text: T, received_on: 2026-01-02, reason: R}]\n", ["n"]),
    ],
)  # fmt: skip
def test_a_word_without_a_field_that_tells_the_opposite_takes_its_record_along(listed, left):
    data = left_of("name: A\nstatus: active\ntier: key\nkey_since: 2024-01-08\n" + listed)
    assert [one["id"] for one in data[listed.partition(":")[0]]] == left
