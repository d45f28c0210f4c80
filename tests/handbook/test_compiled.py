"""Compiled templates are kept for the next build, and never stand in its way."""

import sys

import pytest

from kamdocs.handbook import calling, templating
from kamdocs.handbook.compiled import CompiledTemplates
from kamdocs.language import spoken

TEMPLATE = "people.html"


def environment(language="en"):
    """An environment as a build begins with it."""
    with spoken(language):
        return templating._environment.__wrapped__(language)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Where Python keeps what it compiles."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


@pytest.fixture
def compiled(monkeypatch):
    """The names of the templates that were compiled."""
    names = []
    make = calling.StraightEnvironment.compile

    def told(self, source, name=None, filename=None, *rest, **more):
        names.append(name)
        return make(self, source, name, filename, *rest, **more)

    monkeypatch.setattr(calling.StraightEnvironment, "compile", told)
    return names


def files(kept):
    return list(kept.rglob("*.template"))


def test_what_was_compiled_is_read_by_the_next_build(kept, compiled):
    environment().get_template(TEMPLATE)
    environment().get_template(TEMPLATE)
    assert compiled == [TEMPLATE]
    assert [path.name for path in files(kept)] == [f"people.{sys.implementation.cache_tag}.opt-en.template"]


def test_each_language_has_its_own(kept, compiled):
    for language in ("en", "sl", "sl", "en"):
        with spoken(language):
            environment(language).get_template(TEMPLATE)
    assert compiled == [TEMPLATE] * 2
    assert len({path.read_bytes() for path in files(kept)}) == 2


@pytest.mark.parametrize(
    ("what", "told"), [("catalogue_bytes", b"other"), ("version", "99"), ("_code", [b"handbook/words.py 1 2"])]
)
def test_another_source_and_another_maker_are_compiled_anew(monkeypatch, what, told):
    known = CompiledTemplates("en").get_source_checksum("{{ a }}")
    assert known == CompiledTemplates("en").get_source_checksum("{{ a }}")
    assert known != CompiledTemplates("en").get_source_checksum("{{ b }}")
    monkeypatch.setattr(f"kamdocs.handbook.compiled.{what}", lambda *_given: told)
    assert CompiledTemplates("en").get_source_checksum("{{ a }}") != known


@pytest.mark.parametrize("damage", [lambda data: data[:-100], lambda data: data[:70], lambda _: b"", lambda data: data[:66] + b"nonsense", lambda data: b"0" * 64 + data[64:]])  # fmt: skip
def test_what_is_not_whole_is_compiled_anew(kept, compiled, damage):
    environment().get_template(TEMPLATE)
    (path,) = files(kept)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    environment().get_template(TEMPLATE)
    assert compiled == [TEMPLATE] * 2
    assert path.read_bytes() == whole


def test_where_nothing_can_be_written_all_is_compiled_each_time(kept, compiled):
    kept.write_text("a file where the folder would be", "utf-8")
    for _build in range(2):
        assert environment().get_template(TEMPLATE)
    assert compiled == [TEMPLATE] * 2


def test_who_forbids_python_to_write_has_nothing_written(kept, compiled, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    environment().get_template(TEMPLATE)
    assert (compiled, files(kept)) == ([TEMPLATE], [])
