"""Free ids: in the file's own way, and never one that stands anywhere in it."""

import pytest

from kamdocs.schema.formats import is_id
from kamdocs.writing import free_id_for
from tests.writing.cases import document_of

HEAD = "name: Pekarna\n"


def free(text, list_name, record=None):
    text = HEAD + text
    found = free_id_for(document_of(text.encode()).data, text, list_name, record or {})
    assert is_id(found)
    assert f"id: {found}\n" not in text
    return found


def ids(list_name, *names, rest=""):
    return f"{list_name}:\n" + "".join(f"  - id: {name}\n{rest}" for name in names)


@pytest.mark.parametrize(
    ("text", "list_name", "expected"),
    [
        (ids("commitments", "c1", "c2", "c3"), "commitments", "c4"),
        (ids("commitments", "c3", "c2", "c1"), "commitments", "c4"),  # the newest first
        (ids("commitments", "c1", "c7", "c3"), "commitments", "c8"),  # gaps stay
        (ids("commitments", "c01", "c02"), "commitments", "c03"),
        (ids("commitments", "c9", "c10"), "commitments", "c11"),
        (ids("commitments", "promise-1", "promise-2"), "commitments", "promise-3"),
        (ids("commitments", "P.001"), "commitments", "P.002"),
        (ids("commitments", "c1") + "# c2 was taken back\n", "commitments", "c3"),
        (ids("commitments", "c1") + "# see c2.\n", "commitments", "c3"),
        (ids("commitments", "c1") + "summary: As c2 and c4 say\n", "commitments", "c5"),
        (ids("commitments", "c1") + ids("actions", "c2"), "commitments", "c3"),
        (ids("commitments", "c1") + "external_ref: {crm: c2}\n", "commitments", "c3"),
        (ids("commitments", "kick-off", "c1"), "commitments", "c2"),
        (ids("commitments", "c1", "pallets"), "commitments", "c2"),
        ("commitments: []\n", "commitments", "c1"),
        ("commitments:\n", "commitments", "c1"),
        ("", "commitments", "c1"),
        ("# c1 and c2 are gone\n", "commitments", "c3"),
        ("", "orders", "po1"),
        (ids("orders", '"4500012"', '"4500031"'), "orders", "po1"),  # the ERP counts, not we
        (ids("orders", '"4500012"', "po7", '"4500031"'), "orders", "po8"),
        (ids("opportunities", "o1"), "opportunities", "o2"),
        (ids("nonconformities", "nc1"), "nonconformities", "nc2"),
        ("satisfaction:\n  - id: s1\n    bothers: [{id: b1}, {id: b2}]\n", "bothers", "b3"),
        ("satisfaction:\n  - {id: s1, bothers: [{id: b1}]}\n  - {id: s2, bothers: [{id: b2}]}\n", "bothers", "b3"),
        ("satisfaction:\n  - {id: s1}\n", "misses", "m1"),
        ("orders:\n  - id: po1\n    additional_needs: [{id: d1}]\n", "additional_needs", "d2"),
        ("unknown_list: []\n", "unknown_list", "u1"),
    ],
)  # fmt: skip
def test_counted(text, list_name, expected):
    assert free(text, list_name) == expected


@pytest.mark.parametrize(
    ("others", "day", "expected"),
    [
        (["visit-2026-03-04"], "2026-11-25", "visit-2026-11-25"),
        (["2026-03-04"], "2026-11-25", "2026-11-25"),
        (["v20260304"], "2026-11-25", "v20261125"),
        (["s2026-03"], "2026-11-25", "s2026-11"),
        (["s2026"], "2027-01-25", "s2027"),
        (["s2026"], "2026-11-25", "s2026-2"),
        (["i-2026-03-04"], "2026-03-04", "i-2026-03-04-2"),
        (["I-2026-07", "I-2026-09"], "2026-11-25", "I-2026-10"),  # a number in its year
        (["I-2026-07"], "2027-01-25", "I-2027-01"),
    ],
)
def test_made_of_days(others, day, expected):
    text = "interactions:\n" + "".join(f'  - id: "{one}"\n    date: 2026-03-04\n' for one in others)
    assert free(text, "interactions", {"date": day}) == expected


@pytest.mark.parametrize(
    ("others", "name", "expected"),
    [
        ({}, "Ana Novak", "ana-novak"),
        ({"petra-cuk": "Petra Čuk"}, "Jože Žagar", "joze-zagar"),
        ({"petra.cuk": "Petra Čuk"}, "Jože Žagar", "joze.zagar"),
        ({"cuk": "Petra Čuk"}, "Jože Žagar", "joze-zagar"),
        ({"petra-cuk": "Petra Čuk"}, "Petra Čuk", "petra-cuk-2"),
        ({"p1": "Petra Čuk", "p2": "Marko Kos"}, "Jože Žagar", "p3"),
        ({"petra-cuk": "Petra Čuk"}, "Mary O'Brien-Smith", "mary-obrien-smith"),
    ],
)
def test_made_of_names(others, name, expected):
    text = "stakeholders:\n" + "".join(f"  - id: {one}\n    name: {other}\n" for one, other in others.items())
    assert free(text if others else "", "stakeholders", {"name": name}) == expected


def test_a_name_that_no_id_can_be_made_of():
    assert free("", "stakeholders", {"name": "山田"}) == "s1"


def test_made_of_the_words_of_texts():
    text = "actions:\n  - id: early-tour\n    text: Move them to the early tour\n"
    assert free(text, "actions", {"text": "Prepare the renewal offer for them"}) == "prepare-the-renewal-offer"


def test_named_in_a_comment():
    text = "stakeholders:\n  - id: petra-cuk\n    name: Petra Čuk\n# ana-novak comes in June\n"
    assert free(text, "stakeholders", {"name": "Ana Novak"}) == "ana-novak-2"


def test_one_after_the_other():
    """The text doesn't hold the first of two new records yet, the data do."""
    text = HEAD + ids("commitments", "C-007")
    data = document_of(text.encode()).data
    found = []
    for _round in range(3):
        found.append(free_id_for(data, text, "commitments", {}))
        data["commitments"].append({"id": found[-1]})
    assert found == ["C-008", "C-009", "C-010"]
