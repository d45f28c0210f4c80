"""Inputs that went wrong for somebody, each with what is right."""

from pathlib import Path

import pytest

from kamdocs.model import build_account
from kamdocs.schema import validate
from kamdocs.source import load_document

CASES = Path(__file__).parent.parent / "data" / "cases"


def read(case):
    document = load_document(case, (CASES / case).read_bytes())
    assert document.faults == ()
    faults = validate(document, "account")
    return document, [(fault.place.line, fault.place.column, str(fault.message), str(fault.hint)) for fault in faults]


def test_a_valid_address_takes_no_plan_away():
    document, faults = read("04-valid-email-takes-the-plan-away/big.yml")
    assert faults == []
    (person,) = build_account("big", "big.yml", document.data).stakeholders
    assert person.emails == ("ana.o'primer@big.example",)
    assert person.phones == ("+386 1 234 56 78",)


def test_two_numbers_and_two_addresses_are_written_as_lists():
    _, faults = read("22-two-numbers/p.yml")
    assert faults == [
        (9, 39, "stakeholders › p2 › phone is +386 1 234 56 78 (office), +386 41 123 456 (mobile); expected one telephone number",
         'write a list: phone: ["+386 1 234 56 78 (office)", "+386 41 123 456 (mobile)"]'),
        (10, 41, "stakeholders › p3 › email is a@people.example, b@people.example; expected an e-mail address",
         "write a list: email: [a@people.example, b@people.example]"),
    ]  # fmt: skip


def test_what_the_hint_shows_is_valid():
    text = (CASES / "22-two-numbers" / "p.yml").read_text("utf-8")
    text = text.replace(
        'phone: "+386 1 234 56 78 (office), +386 41 123 456 (mobile)"',
        'phone: ["+386 1 234 56 78 (office)", "+386 41 123 456 (mobile)"]',
    ).replace('email: "a@people.example, b@people.example"', "email: [a@people.example, b@people.example]")
    document = load_document("p.yml", text.encode())
    assert validate(document, "account") == ()
    two, three = build_account("p", "p.yml", document.data).stakeholders
    assert len(two.phones) == len(three.emails) == 2


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            "23-hints-that-mislead/cur.yml",
            [
                (9, 45, "revenue › 2024 › currency is €; expected a text such as EUR", "did you mean EUR?"),
                (10, 45, "revenue › 2023 › currency is eur; expected a text such as EUR", "did you mean EUR?"),
            ],
        ),
        (
            "23-hints-that-mislead/two.yml",
            [
                (6, 8, "owner is a list; expected text",
                 "one person is the owner: write owner: first.manager; another can be the deputy (deputy: second.manager)"),
            ],
        ),
    ],
)  # fmt: skip
def test_hints_that_misled(case, expected):
    assert read(case)[1] == expected
