"""Finding accounts, people and records by a word or two."""

import pytest

from kamdocs.keeping.finding import Candidate, find_among, find_way, list_called, records, stakeholders
from kamdocs.keeping.names import account_names
from kamdocs.source import find_files, load_document
from tests.keeping.reference import DATA

PEOPLE = (
    Candidate("petra-cuk", "Petra Čuk"),
    Candidate("rok-zajc", "Rok Zajc"),
    Candidate("rok-zajcev", "Rok Zajčev"),
    Candidate("rok", "Roki Cukjati"),
)


@pytest.fixture(scope="module")
def data():
    return load_document("", (DATA / "accounts" / "zeleznik.yml").read_bytes()).data


@pytest.mark.parametrize(
    ("said", "id_"),
    [
        ("petra-cuk", "petra-cuk"),
        ("PETRA CUK", "petra-cuk"),
        ("pet", "petra-cuk"),
        ("cuk pet", "petra-cuk"),
        ("rok", "rok"),  # the id itself, whatever else begins so
        ("Rok Zajc", "rok-zajc"),  # the whole name, whatever else begins so
        ("zajcev", "rok-zajcev"),
        ("kjat", "rok"),
    ],
)
def test_one_is_found(said, id_):
    assert find_among(said, PEOPLE).one.id == id_


@pytest.mark.parametrize(("said", "ids"), [("ro", 3), ("zaj", 2), ("", 4)])
def test_several_are_for_the_caller_to_ask_about(said, ids):
    found = find_among(said, PEOPLE)
    assert found.one is None
    assert len(found.several) == ids


def test_what_is_nearly_right_is_told_and_not_taken():
    found = find_among("petar cuk", PEOPLE)
    assert (found.one, found.several) == (None, ())
    assert found.near[0].id == "petra-cuk"
    assert not find_among("x" * 1_000, PEOPLE[:2]).one


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("c2", ("commitments", "c2")),
        ("price list", ("commitments", "c2")),
        ("obljube/price", ("commitments", "c2")),
        ("orders/4500031", ("orders", "4500031")),
        ("orders/PO-2026/0045", ("orders", "4500031")),
        ("PO-2026/0045", ("orders", "4500031")),
        ("orders/4500031/delays/2026-11-18", ("orders", "4500031", "delays", 0)),
        ("orders/PO-2026/0045/delays/steel", ("orders", "4500031", "delays", 0)),
        ("nitriding", ("orders", "4500031", "additional_needs", "d1")),
        ("b1", ("satisfaction", "s2026", "bothers", "b1")),
        ("contract", ("contract",)),
        ("revenue/2025", ("revenue", 1)),
        ("whitespace/inserts@plant", ("whitespace", 1)),
        ("Petra Čuk", ("stakeholders", "petra-cuk")),
        ("2026-11-12", ("interactions", "i1")),
    ],
)
def test_a_record_is_found_by_its_id_its_words_or_its_way(data, said, way):
    assert find_way(data, said).one.way == way


ORDERS = (
    Candidate("4500117", "PO-0117", ("PO-0117",)),
    Candidate("4500057", "Mould of lot 88, urgent", ("PO-0057",)),
    Candidate("k11", "K-1100 heat treatment"),
    Candidate("i1", "Visit", ("2026-11-12",)),
)


@pytest.mark.parametrize("said", ["PO-1", "PO-17", "PO-11", "17", "K-1", "1", "11", "0117", "450", "lot 8", "2026-11"])
def test_a_number_is_never_found_within_another(said):
    found = find_among(said, ORDERS)
    assert (found.one, found.several) == (None, ())


@pytest.mark.parametrize(
    ("said", "id_"),
    [
        ("PO-0117", "4500117"),
        ("po 0117", "4500117"),
        ("4500117", "4500117"),
        ("lot 88", "4500057"),
        ("88 mou", "4500057"),
        ("k-1100", "k11"),
        ("2026-11-12", "i1"),
    ],
)
def test_a_number_is_found_as_it_stands(said, id_):
    assert find_among(said, ORDERS).one.id == id_


def test_of_a_number_that_is_not_there_those_like_it_are_told():
    assert "4500117" in {one.id for one in find_among("PO-117", ORDERS).near}
    assert "4500057" in {one.id for one in find_among("lot 8", ORDERS).near}


def test_lists_narrow_a_record_down(data):
    assert find_way(data, "inserts", ("briefings",)).one.id == "t1"
    assert len(find_way(data, "inserts").several) > 1
    assert find_way(data, "noted", ("additional_needs",)).one is None
    assert find_way(data, "nitriding", ("additional_needs",)).one.id == "d1"


@pytest.mark.parametrize(
    "said",
    [
        "orders/no/delays",
        "orders",
        "nobody",
        "contract/x",
        "orders//",
        "name/x",
        "orders/450/delays",
        "contract/start/x",
    ],
)
def test_what_is_not_there_is_not_found(data, said):
    found = find_way(data, said)
    assert found.one is None


def test_people_who_have_left_are_found_too(data):
    assert "nada-vidmar" in {one.id for one in stakeholders(data)}
    assert all(one.way[:-1] == ("units",) for one in records(data, ["units"]))


def test_a_list_is_called_by_its_name_or_by_another_word():
    assert [list_called(one) for one in ("orders", "promise", "obisk", "contract", "name", "nothing")] == [
        "orders", "commitments", "interactions", "contract", None, None,
    ]  # fmt: skip


NAMES = {
    "plain": ("# x\nname: Livarna Kranj   # the foundry\nstatus: active\n", "Livarna Kranj"),
    "crlf": ("\ufeffname: Žaga Brod\r\nstatus: active\r\n", "Žaga Brod"),
    "double": ('status: active\nname: "A: B # c"\n', "A: B # c"),
    "single": ("name: 'O''Neill'\n", "O'Neill"),
    "apostrophe": ("name: O'Neill & Co\n", "O'Neill & Co"),
    "escaped": ('name: "\\u017daga"\n', "Žaga"),
    "folded": ("name: >-\n  Livarna\n  Kranj\nstatus: active\n", "Livarna Kranj"),
    "long": ("name: Livarna\n  Kranj\nstatus: active\n", "Livarna Kranj"),
    "braces": ("{name: Livarna, status: active}\n", "Livarna"),
    "nested": ("units:\n- id: x\n  name: Plant\nname: Kovina\n", "Kovina"),
    "number": ("name: 42\n", "number"),
    "empty": ("", "empty"),
    "broken": ("name: [\n", "broken"),
}


@pytest.mark.parametrize("stem", NAMES)
def test_the_name_of_a_plan_is_the_one_that_its_yaml_says(tmp_path, stem):
    text, name = NAMES[stem]
    (tmp_path / f"{stem}.yml").write_bytes(text.encode())
    [one] = account_names(find_files(tmp_path))
    assert (one.id, one.name) == (stem, name)


@pytest.mark.parametrize(
    "former",
    [
        "former_names: [Old s.p., Older]\nformer_ids: [old-id]",
        "former_names:\n- Old s.p.\n# x\n- Older\nformer_ids:\n  - old-id",
    ],
)
def test_an_account_is_found_by_what_it_was_called(tmp_path, former):
    (tmp_path / "new.yml").write_text(f"name: New\n{former}\nstatus: active\n", "utf-8")
    (tmp_path / "_team.yml").write_text("name: Team\n", "utf-8")
    found = tuple(account_names(find_files(tmp_path)))
    assert [(one.id, set(one.others)) for one in found] == [("new", {"Old s.p.", "Older", "old-id"})]
    assert find_among("older", found).one.id == find_among("old-id", found).one.id == "new"


def test_of_two_files_of_one_id_the_first_stands_and_an_unreadable_one_has_its_id(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.yml").write_text("name: First\n", "utf-8")
    (tmp_path / "x.yml").write_text("name: Second\n", "utf-8")
    (tmp_path / "gone.yml").symlink_to(tmp_path / "nowhere")
    assert {one.id: one.name for one in account_names(find_files(tmp_path))} == {"x": "First", "gone": "gone"}
