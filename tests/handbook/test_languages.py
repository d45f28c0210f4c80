"""The handbook in another language: no text is left in English, and what links hold on to stays the same."""

import gettext
import re
from html.parser import HTMLParser

import pytest
import yaml
from babel.dates import get_day_names, get_month_names

from kamdocs.handbook import templating, words
from kamdocs.language import catalogue as language
from kamdocs.language import label, spoken, values
from kamdocs.schema import follow, load_schema
from kamdocs.source import load_document
from tests.handbook.sites import ROOT, build, site_folder
from tests.handbook.test_pages import pages_of
from tests.make_catalogue import PO, key, read

OPEN, CLOSE = "⟦", "⟧"
AS_THEY_ARE = ("code", "pre", "time", "script", "style")
"""Elements that hold a file's words, code or a date."""


class Pseudo(gettext.NullTranslations):
    """A language in which every translated text stands in brackets, so that one that isn't translated is seen."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def _told(self, text, context=None):
        self.asked.add((text, context))
        return f"{OPEN}{text}{CLOSE}"

    def gettext(self, message):
        return self._told(message)

    def ngettext(self, msgid1, msgid2, n):
        self.asked.add((msgid1, None))
        return f"{OPEN}{msgid1 if n == 1 else msgid2}{CLOSE}"

    def pgettext(self, context, message):
        return self._told(message, context)


class Visible(HTMLParser):
    """What people see or hear of a page: its texts, and the attributes that are read out."""

    def __init__(self):
        super().__init__()
        self.inside, self.texts, self.spoken = [], [], []

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "img", "input", "meta", "link", "hr"):
            self.inside.append(tag)
        self.spoken += [value for name, value in attrs if name in ("title", "aria-label", "alt", "placeholder")]

    def handle_endtag(self, tag):
        self.inside.pop()

    def handle_data(self, data):
        if not set(self.inside) & set(AS_THEY_ARE):
            self.texts.append(data)


def bare(text):
    """What of a text stands outside of all brackets."""
    depth, left = 0, []
    for char in text:
        depth += (char == OPEN) - (char == CLOSE)
        if depth == 0 and char not in (OPEN, CLOSE):
            left.append(char)
    return "".join(left)


def in_brackets(schema, node, value):
    """A plan whose free texts stand in brackets: so whatever else is seen on a page is the handbook's own."""
    node = follow(schema, node)
    if isinstance(value, dict):
        fields = node.get("properties", {})
        return {name: in_brackets(schema, fields.get(name, {}), one) for name, one in value.items()}
    if isinstance(value, list):
        return [in_brackets(schema, node.get("items", {}), one) for one in value]
    free = isinstance(value, str) and not {"enum", "format", "pattern"} & node.keys()
    return f"{OPEN}{value}{CLOSE}" if free else value


def forget_texts():
    """What was translated with one catalogue must not be met with the next."""
    for remembered in (templating._translated, templating._environment, templating._template, values._label):
        remembered.cache_clear()


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pseudo")
    (folder / "accounts").mkdir()
    (folder / "pyproject.toml").write_text("[tool.kamdocs]\n", "utf-8")
    for path in (ROOT / "accounts").iterdir():
        if path.suffix == ".yml":
            kind = {"_team.yml": "team", "_offerings.yml": "offerings"}.get(path.name, "account")
            schema = load_schema(kind)
            plan = in_brackets(schema, schema, load_document(path.name, path.read_bytes()).data)
            (folder / "accounts" / path.name).write_text(yaml.dump(plan, allow_unicode=True), "utf-8")
        else:
            rows = [line.split(",") for line in path.read_text("utf-8").splitlines()]
            named = [[row[0], f"{OPEN}{row[1]}{CLOSE}", *row[2:]] for row in rows[1:]]
            table = "".join(",".join(row) + "\n" for row in [rows[0], *named])
            (folder / "accounts" / path.name).write_text(table, "utf-8")
    (folder / "accounts" / "broken.yml").write_text("name: [\n", "utf-8")
    catalogue = Pseudo()
    forget_texts()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "_catalogue", lambda name: catalogue)
        patch.setattr(
            templating, "CompiledTemplates", lambda _spoken: None
        )  # what is kept was compiled with the real one
        with spoken("sl"):
            pages = pages_of(folder, "2026-11-23")
            made = {path: (page, page.html(lambda to: f"/{to}/"), page.outline) for path, page in pages.items()}
    forget_texts()
    return made, catalogue.asked


def ids_of_files():
    found = {path.stem for path in (ROOT / "accounts").iterdir()}
    for width in ("wide", "abbreviated"):
        found |= {name.strip(".") for name in get_month_names(width, "stand-alone", locale="sl").values()}
        found |= {name.strip(".") for name in get_month_names(width, locale="sl").values()}
    found |= {name.strip(".") for name in get_day_names("abbreviated", "stand-alone", locale="sl").values()}
    for path in (ROOT / "accounts").glob("*.yml"):
        text = path.read_text("utf-8")
        found |= set(re.findall(r"\bid: ([\w.-]+)", text)) | set(re.findall(r"former_ids: \[([\w.-]+)\]", text))
    return found


def test_no_text_of_any_page_is_left_untranslated(pseudo):
    made, _asked = pseudo
    names = {"EUR", "broken", "crm", "erp"} | ids_of_files()
    untranslated = {}
    for path, (page, html, outline) in made.items():
        seen = Visible()
        seen.feed(html.replace("<wbr>", ""))
        for text in [*seen.spoken, "\n".join(seen.texts), page.title, outline]:
            rest = re.sub(r"[\w.-]+@[\w.-]+|https?://\S+|accounts/[\w./-]+|\b(KAM|DOC)\d+\b", " ", bare(text))
            left = [word for word in re.findall(r"[^\W\d_][\w.-]*[^\W_]", rest) if word not in names]
            untranslated |= dict.fromkeys(left, path)
    assert untranslated == {}


def test_every_text_that_the_pages_ask_for_is_in_the_catalogue(pseudo):
    _made, asked = pseudo
    known = {key(message) for message in read(PO)}
    assert {text for text, context in asked if context is None and (text, None) not in known} == set()


def test_anchors_are_the_same_in_every_language(pseudo):
    made, _asked = pseudo
    page, html, _outline = made["accounts/zgledna-orodjarna"]
    assert '<h2 id="gaps">⟦Gaps⟧</h2>' in html
    assert {part.heading.anchor for part in page.sections} >= {"gaps", "people", "history"}


def test_values_read_as_the_language_writes_them():
    from datetime import date, datetime

    with spoken("sl"):
        assert "4. mar. 2026" in words.day(date(2026, 3, 4))
        assert words.month(date(2026, 3, 4)) == "marec 2026"
        assert "2. nov. 2026, 09:10" in words.moment(datetime.fromisoformat("2026-11-02T09:10:00+01:00"))
        assert words.number(1385000) == "1.385.000"
        assert words.number(2022.5) == "2.022,50"
        assert words.money(9.5, "EUR") == "9,50\xa0EUR"
        as_of = date(2026, 11, 23)
        days = [words.distance(date(2026, 11, day), as_of) for day in (24, 25, 26, 28, 22, 21, 20, 18, 23)]
        assert days == ["čez 1 dan", "čez 2 dneva", "čez 3 dni", "čez 5 dni", "pred 1 dnem", "pred 2 dnevoma",
                        "pred 3 dnevi", "pred 5 dnevi", "danes"]  # fmt: skip
        assert (label("open"), label("open", "whitespace")) == ("odprto", "prosto")
    assert "4 Mar 2026" in words.day(date(2026, 3, 4))
    assert label("open", "whitespace") == "open"


SLOVENIAN = 'as_of = 2026-11-23\nlanguage = "sl"\n'


@pytest.mark.slow
def test_a_site_in_slovenian(tmp_path):
    folder = site_folder(tmp_path / "site", settings=SLOVENIAN)
    text = (folder / "mkdocs.yml").read_text("utf-8").replace("  - search:\n      lang: en\n", "  - search\n")
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    ran = build(folder)
    assert ran.returncode == 0, ran.stderr
    page = (folder / "site" / "accounts" / "zgledna-orodjarna" / "index.html").read_text("utf-8")
    assert '<html lang="sl"' in page
    assert '<h2 id="gaps">Vrzeli</h2>' in page
    assert re.search(r'<a href="#gaps">\s*Vrzeli', page)
    assert "Osebna povezanost" in page
    index = (folder / "site" / "assets" / "search-index.js").read_text("utf-8")
    assert "Naročila" in index


@pytest.mark.slow
def test_a_theme_with_a_language_of_its_own_keeps_it(tmp_path):
    folder = site_folder(tmp_path / "site", settings=SLOVENIAN)
    text = (
        (folder / "mkdocs.yml").read_text("utf-8").replace("  name: material\n", "  name: material\n  language: de\n")
    )
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    assert build(folder).returncode == 0
    assert '<html lang="de"' in (folder / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["en", "sl"])
def test_what_search_links_to_is_there(name):
    with spoken(name):
        pages = pages_of(ROOT, "2026-11-23").values()
        missing = [
            (page.path, passage.anchor)
            for page in pages
            for passage in page.search
            if passage.anchor and f'id="{passage.anchor}"' not in page.html(lambda to: f"/{to}/")
        ]
    assert missing == []
