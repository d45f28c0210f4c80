"""How people are reached from a page: every number and every address has a link of its own that works."""

import json

import pytest

from kamdocs.handbook.reach import mail_address, tel_number
from tests.handbook.feeds.views import files_of, sheets_of
from tests.handbook.test_pages import html, pages_of
from tests.plans import write_handbook


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("+386 (0)1 234 56 78 (office)", "+38612345678"),
        ("(office) +386 1 234 56 78", "+38612345678"),
        ("01 234 56 78 ext. 12", "012345678;ext=12"),
        ("Room 12, 01 234 567", "01234567"),
        ("0221 / 0644327", "02210644327"),
        ("+386 1 234 56 78 / 79", "+38612345678"),
        ("(5) 555-4729", "55554729"),
        ("112", "112"),
        ("ask at the gate", ""),
        ("<script>", ""),
    ],
)
def test_a_telephone_dials_the_number_and_nothing_else(written, dialled):
    assert tel_number(written) == dialled


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ana.o'primer@big.example", "ana.o'primer@big.example"),
        ("a?bcc=x@y.example", "a%3Fbcc%3Dx@y.example"),  # a question mark would begin a header of the mail
        ("a&b%c@y.example", "a%26b%25c@y.example"),
        ("čaša@y.example", "%C4%8Da%C5%A1a@y.example"),
    ],
)
def test_a_mail_goes_to_the_address_and_nowhere_else(written, address):
    assert mail_address(written) == address


PERSON = {
    "id": "p1", "name": "Ana Primer", "phone": ["+386 1 234 56 78 (office)", "+386 41 123 456 (mobile)"],
    "email": ["ana.o'primer@big.example", "primer@big.example"],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    team = [{"id": "ana.novak", "name": "Ana Novak", "email": ["ana@us.example", "novak@us.example"]}]
    plan = {"owner": "ana.novak", "stakeholders": [PERSON, {"id": "p2", "name": "B", "phone": "ask at the gate"}]}
    return write_handbook(tmp_path, {"x": plan}, team=team)


def test_every_number_and_address_has_a_link_of_its_own(folder):
    pages = pages_of(folder, "2026-11-23")
    page = html(pages["accounts/x"])
    assert '<a class="kd-reach" href="tel:+38612345678">+386 1 234 56 78 (office)</a>' in page
    assert '<a class="kd-reach" href="tel:+38641123456">+386 41 123 456 (mobile)</a>' in page
    assert 'href="mailto:ana.o&#39;primer@big.example">ana.o&#39;primer@<wbr>big.example</a>' in page
    assert 'href="mailto:primer@big.example"' in page
    assert "ask at the gate" in page
    assert "tel:a" not in page
    assert 'href="tel:"' not in page
    brief = sheets_of(folder)["briefs/x"]
    assert 'href="tel:+38612345678"' in brief
    person = html(pages["people/ana.novak"])
    assert all(f'href="mailto:{one}@us.example"' in person for one in ("ana", "novak"))


def test_all_of_them_are_found(folder):
    found = {one.title: "\n".join(one.lines) for one in pages_of(folder, "2026-11-23")["accounts/x"].search}
    assert all(one in found["People"] for one in (*PERSON["phone"], *PERSON["email"]))


def test_the_data_holds_what_the_file_says(folder):
    plan = json.loads(files_of(folder)["data/accounts/x.json"])["plan"]
    assert plan["stakeholders"][0] == PERSON
    assert plan["stakeholders"][1]["phone"] == "ask at the gate"
    assert "unknown" not in plan
