"""The guide that a new handbook has: the same pages in every language, and no link that leads nowhere."""

import re
from pathlib import Path, PurePosixPath

import pytest
from markdown.extensions.toc import slugify

from kamdocs.cli.guide import GUIDE, HOME, guide_folder
from kamdocs.cli.init import starter_files
from kamdocs.language import LANGUAGES
from kamdocs.settings.clock import today

ROOT = Path(__file__).parent.parent.parent
FOLDER = PurePosixPath("docs", "guide")


def pages(language):
    """The guide's pages as they go into a new handbook, by name."""
    files = starter_files("none", today(None), language, {})
    return {path.name: text for path, text in files if path.parent == FOLDER}


def prose(text):
    return re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)


def headings(text):
    return re.findall(r"^(#+) (.+)$", prose(text), re.MULTILINE)


def anchors(text):
    return {slugify(re.sub(r"[*`]", "", title), "-") for _, title in headings(text)}


def shape(text):
    """What two languages of a page share: headings by level, rows of tables, items, and the lines of code blocks."""
    rows = re.findall(r"^(?:\||\d+\. | *- )", prose(text), re.MULTILINE)
    return [level for level, _ in headings(text)], rows, text.count("```")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_all_pages_in_every_language(language):
    told, english = pages(language), pages("en")
    assert set(told) == {*GUIDE, "index.md"}
    for name, text in told.items():
        assert shape(text) == shape(english[name]), name
        assert language == "en" or text != english[name], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_links_lead_to_pages_of_the_handbook_or_of_our_guide_and_to_their_headings(language):
    told = pages(language)
    linked = 0
    for name, text in told.items():
        for page, anchor in re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", prose(text)):
            if page.startswith(HOME):
                target = (guide_folder() / page.removeprefix(HOME)).read_text("utf-8")
                assert page.removeprefix(HOME) not in GUIDE, (name, page)
            elif page.startswith("../"):
                continue  # pages of the handbook itself: a strict build holds them
            else:
                target = told[page]
            linked += bool(anchor)
            assert not anchor or anchor in anchors(target), (name, page, anchor)
    assert linked


def test_english_has_one_source():
    here = pages("en")
    for name in GUIDE:
        assert here[name].partition("\n")[0] == (ROOT / FOLDER / name).read_text("utf-8").partition("\n")[0]
        assert not (ROOT / "kamdocs" / "starter" / FOLDER / name).exists()
