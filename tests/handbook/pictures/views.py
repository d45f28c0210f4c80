"""Views of small handbooks on disk, and what their pictures hold."""

import re
from datetime import date
from xml.etree import ElementTree

from kamdocs.handbook import HORIZON_DAYS, View
from kamdocs.lint import evaluate, judge
from kamdocs.settings.load import load_settings

AS_OF = date(2026, 11, 23)


def view_of(folder, as_of=AS_OF):
    """The view of a handbook on disk."""
    settings = load_settings(folder)
    evaluation = evaluate(settings, as_of)
    report = judge(evaluation, settings.policies, as_of, upcoming_days=HORIZON_DAYS)
    return View(report, evaluation.shared, settings.policies, lambda path, line: None)


def text_of(html):
    """What a screen reader reads of it: the text outside of what is hidden from it, with single spaces."""
    html = re.sub(r"<svg[^>]*>.*?</svg>(?!\s*<line)", " ", html, flags=re.S)
    html = re.sub(r'<(\w+)[^>]*aria-hidden="true"[^>]*>.*?</\1>', " ", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace(" ,", ",").strip()


def drawings(html):
    """The outermost SVG elements of a page, parsed as XML: it fails where one is not well-formed."""
    found, depth, start = [], 0, 0
    for tag in re.finditer(r"<svg\b|</svg>", html):
        if tag[0] == "</svg>":
            depth -= 1
            if depth == 0:
                found.append(ElementTree.fromstring(html[start : tag.end()]))
        else:
            start = start if depth else tag.start()
            depth += 1
    assert depth == 0
    return found
