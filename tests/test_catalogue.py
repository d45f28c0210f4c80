"""The Slovenian catalogue: it has what the code asks for, and every translation keeps what its text holds."""

import gettext
import io
import re
from pathlib import Path

from kamdocs.language import LANGUAGES, _, counted, language, ngettext, pgettext, spoken
from tests.make_catalogue import PO, key, mo_bytes, po_text, read, template, translated, updated

TEMPLATES = Path(__file__).parent.parent / "kamdocs" / "handbook" / "templates"
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+(?::[^}]*)?\}")
MESSAGES = [message for message in read(PO) if message.id]


def forms(value):
    return list(value) if isinstance(value, tuple) else [value]


def test_the_catalogue_is_that_of_the_code():
    catalogue = read(PO)
    assert not catalogue.obsolete
    assert {key(message) for message in template()} == {key(message) for message in catalogue}
    assert po_text(updated([catalogue])) == PO.read_text("utf-8"), "run python -m tests.make_catalogue"


def test_the_compiled_catalogue_is_the_written_one():
    assert texts_of(PO.with_suffix(".mo").read_bytes()) == texts_of(mo_bytes(read(PO)))


def texts_of(compiled):
    """The texts of a compiled catalogue, the head among them, without which version of Babel wrote it."""
    texts = dict(gettext.GNUTranslations(io.BytesIO(compiled))._catalog)
    return {**texts, "": re.sub(r"Babel [0-9.]+", "Babel", texts[""])}


def test_everything_is_translated():
    assert [key(message) for message in MESSAGES if message.fuzzy or not translated(message)] == []


def test_translations_keep_the_placeholders():
    for message in MESSAGES:
        here = {frozenset(PLACEHOLDER.findall(text)) for text in forms(message.id)}
        assert len(here) == 1, message.id
        for text in filter(None, forms(message.string)):
            assert frozenset(PLACEHOLDER.findall(text)) in here, message.id


def test_translations_hold_no_markup_and_keep_the_spaces_around():
    for message in MESSAGES:
        for text in filter(None, forms(message.string)):
            assert "<" not in text or "<" in str(message.id), text
            first = forms(message.id)[0]
            assert (first[0] == " ", first[-1] == " ") == (text[0] == " ", text[-1] == " "), text


def test_counted_texts_have_all_forms():
    catalogue = read(PO)
    assert catalogue.num_plurals == 4
    counted_ones = [message for message in MESSAGES if isinstance(message.id, tuple)]
    assert len(counted_ones) > 15
    for message in counted_ones:
        assert len(message.string) == 4, message.id


def test_templates_mark_literal_texts_alone():
    # What a template marks becomes markup as it is; a file's text must never come there.
    for path in TEMPLATES.glob("*.html"):
        for begin in re.findall(r"(?:\b_|gettext)\(\s*(.)", path.read_text("utf-8")):
            assert begin in "\"'", path.name


def test_a_language_is_spoken_within_a_block_alone():
    assert language() == LANGUAGES[0]
    with spoken("sl"):
        assert (_("Accounts"), pgettext("value", "at-risk"), _("")) == ("Kupci", "ogrožen", "")
        assert _("no such text") == "no such text"
        assert [counted(number, "day") for number in (1, 2, 3, 5, 101, 102, 111)] == [
            "1 dan", "2 dneva", "3 dni", "5 dni", "101 dan", "102 dneva", "111 dni",
        ]  # fmt: skip
        assert [counted(number, "account") for number in (1, 2, 4, 5)] == ["1 kupec", "2 kupca", "4 kupci", "5 kupcev"]
    assert ngettext("one", "many", 2) == "many"
    assert _("Accounts") == "Accounts"


def test_every_language_but_english_has_a_catalogue_that_python_reads():
    for name in LANGUAGES[1:]:
        path = PO.parent.parent.parent / name / "LC_MESSAGES" / "kamdocs.mo"
        assert gettext.GNUTranslations(io.BytesIO(path.read_bytes())).info()["language"] == name
