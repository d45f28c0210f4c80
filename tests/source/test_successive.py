"""Versions that are read one after the other are what each of them is by itself, whatever they hold."""

import random

import pytest

from kamdocs.source import load_document
from kamdocs.source.successive import VersionReader
from tests.source.test_fuzz import PLANS, broken
from tests.source.test_loader import FAULTS


def all_pointers(value, pointer=()):
    yield pointer
    for step, child in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from all_pointers(child, (*pointer, step))


def told(document):
    """All that a document tells, with the place of every value; NaN and the like equal themselves as texts."""
    places = [
        (pointer, document.place_of(pointer), document.place_of_value(pointer))
        for pointer in all_pointers(document.data)
    ]
    return document.path, document.text, repr(document.data), document.faults, document.unclear, document.cuts, places


def holds_alike(versions):
    reader = VersionReader()
    for number, version in enumerate(versions):
        assert told(reader.load(f"{number}.yml", version)) == told(load_document(f"{number}.yml", version)), version


ODD = (
    b'"q": 2\n...\nr: 1\n', b"  w: 1\n...\nr:\n", b"---\n\xef\xbb\xbfa: 1\n...\nq: x\n",
    b"", b"# nothing\n", b"a: 1", b"\xef\xbb\xbfa: 1\nb: 2\n", b"a: 1\n\xef\xbb\xbfb: 2\n", b"---\na: 1\nb: 2\n",
    b"a: 1\n---\nb: 2\n", b"a: 1\n...\n", b"a: 1\n...\nb: 2\n", b"...\na: 1\n", b"%YAML 1.1\n---\na: 1\nb: 2\n",
    b"a: 1\n%YAML 1.1\n---\nb: 2\n", b"a: 1\nb: 2\na: 3\n", b"a: 1\na: 1\n", b"a: 1\nb: 2\na: 1\n", b"a: 'x\nb: y'\nc: 1\n",
    b'a: "x\nb: y"\nc: 1\n', b"a: [1,\nb: 2, 3]\nc: 1\n", b"a: {x: 1,\nb: 2}\nc: 1\n", b"a: {x: 1,\nb: 2\nc: 1\n",
    b"a: |\nb: 1\n", b"a: |\n\n\nb: 1\n", b"a: |+\n  x\n\n\nb: 1\n", b"a: >-\n  x\n\n  y\n# c\nb: 1\n", b"a: |2\n   x\nb: 1\n",
    b"a:\nb:\n", b"a:\n- x\n- y: 1\n  z: 2\nb:\n- u\n", b"a:\nfoo\nb: 1\n", b"a: x\n  y\n z\nb: 1\n", b"a: 1\nfoo\nb: 2\n",
    b"? a\n: 1\nb: 2\n", b"a: 1\n? b\n: 2\nc: 3\n", b"a: 1\n'b': 2\nc: 3\n", b"a: 1\n1: 2\nb: 3\n", b"null: 1\nyes: 2\nb: 3\n",
    b"a: &x 1\nb: *x\n", b"a: &x\n  y: 1\nb:\n  <<: *x\n", b"<<: {x: 1}\na: 1\n", b"a: !!str 1\nb: !x y\n", b"a: NO\nb: 0123\n",
    b"a: x #1 y\nb: 2\n", b"a: [x, #1 y\n  z]\nb: 2\n", b"a: [x,\n  #1 y,\n  z]\nb: 2\n", b"a: x\n  #1, y\nb: 2\n", b"a: x # y\nb: 2\n",
    b"a: 1\r\nb:\r\n  c: 2\r\nd: |\r\n  x\r\n", b"a: 1\rb: 2\n", b"a:\t1\nb:\n\tc: 2\nd: 3\n", b"a:1\nb: 2\n", b"a: 1\nb:2\nc: 3\n",
    b"a: 1\n<<<<<<< x\nb: 2\n=======\nb: 3\n>>>>>>> y\nc: 4\n", b"a: 1\n b: 2\nc: 3\n", b" a: 1\nb: 2\n", b"a: {b: 1.240,50}\nc: 1\n",
    b"a: 1\nb: \xff\nc: 2\n", "a: 1\nb: \u2028x\n".encode(), "č: 1\na: 2\n".encode(), "a: 1\n".encode("utf-16"),
    b"a: " + b"[" * 99 + b"]" * 99 + b"\nb: 1\n", b"a: " + b"[" * 100 + b"]" * 100 + b"\nb: 1\n", b"a: .inf\nb: 1\n",
)  # fmt: skip


def test_odd_versions_are_read_as_they_are_by_themselves():
    sound = b"a: 1\nb: 2\nc: 3\nd:\n- e: {f: [g]}\n"
    holds_alike([one for odd in ODD for one in (sound, odd, b"# moved\n\n" + odd)])
    holds_alike([version for version, *_told in FAULTS.values()])


@pytest.mark.parametrize("seed", range(8))
def test_any_change_of_a_plan_is_read_as_it_is_by_itself(seed):
    chance = random.Random(seed)
    text = chance.choice(PLANS).read_text("utf-8")
    versions = [text.encode()]
    for _ in range(20):
        versions += (broken(text, chance), text.replace("\n", "\r\n").encode(), changed(text, chance).encode())
    holds_alike(versions)


def changed(text, chance):
    """The text with lines taken out, doubled and put elsewhere: most of it is sound, and all moves."""
    lines = text.splitlines(keepends=True)
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines.pop(at)
    return "".join([*lines[:to], *chance.choice([[], [line], [line, line], ["# remark\n"]]), *lines[to:]])


def test_what_stayed_is_not_read_anew(monkeypatch):
    reader = VersionReader()
    first = reader.load("x.yml", b"a: {b: 1}\nc: [1]\n")
    read = []
    monkeypatch.setattr(
        "kamdocs.source.successive.load_document", lambda path, data: read.append(data) or load_document(path, data)
    )
    second = reader.load("x.yml", b"# later\na: {b: 2}\nc: [1]\n")
    assert read == [b"# later\na: {b: 2}\n"]
    assert second.data["c"] is first.data["c"]
    assert second.place_of_value(("c", 0)).line == 3
