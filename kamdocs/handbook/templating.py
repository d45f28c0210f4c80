"""The templates of the pages: Jinja2 with autoescape, so that a file's text stays text."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from kamdocs.handbook import words
from kamdocs.handbook.prose import prose
from kamdocs.handbook.view import cell_word, has_page
from kamdocs.language import _, language, ngettext, pgettext


@functools.cache
def environment() -> Environment:
    """The one environment of all pages."""
    made = Environment(
        loader=PackageLoader("kamdocs.handbook"),
        autoescape=True,
        auto_reload=False,  # the templates come with the package: nobody changes them during a build
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(_, ngettext, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]
    made.filters.update(
        day=words.day,
        moment=words.moment,
        month=words.month,
        month_name=words.month_name,
        short_day=words.short_day,
        plain_day=words.day_words,
        number=words.number,
        label=_label,
        prose=prose,
        sentence=words.sentence,
        told=words.told,
        joined=words.joined,
        iso=str,
        with_heads=with_heads,
        clipped=words.clipped,
    )
    made.globals.update(
        money=words.money,
        count=words.count,
        distance=words.distance,
        has_page=has_page,
        cell_word=cell_word,
        language=language,
        _=_text,
    )
    return made


@pass_context
def _label(_context: Context, value: str | None, context: str = "value") -> str:
    """The label of a word. It asks for the context so that Jinja doesn't look constants up once for all languages."""
    return words.label(value, context)


def _text(text: str, **values: object) -> Markup:
    """A text of a template in the language that is spoken; the values are escaped.

    It stands in for Jinja's own, which takes five times as long, and there are two hundred on a page.
    """
    translated = _translated(text, language())
    return translated % values if "%" in text else translated


@functools.lru_cache(maxsize=4096)
def _translated(text: str, _spoken: str) -> Markup:
    return Markup(_(text))  # noqa: S704 (our own text)


_ROW = re.compile(r"<tr[ >]")
_CELL = re.compile(r"<td(?=[ >])")


def with_heads(rows: Markup, heads: Sequence[str]) -> Markup:
    """The rows of a table, each cell with its head: on a phone a row becomes a card, and its cells are told by it.

    The first cell of a row is its title there and needs none. A file's text is escaped and holds no tag.
    """
    return Markup("").join(_row_with_heads(row, heads) for row in _split(rows))


def _split(rows: Markup) -> Iterator[str]:
    starts = [found.start() for found in _ROW.finditer(rows)]
    yield from (rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True))


def _row_with_heads(row: str, heads: Sequence[str]) -> Markup:
    left = iter(heads if "<th" not in row else heads[1:])
    with_heads = _CELL.sub(lambda _: f'<td data-head="{escape(next(left, ""))}"', row)
    return Markup(with_heads)  # noqa: S704 (rows are our templates', heads are escaped)


def macros(template: str, **values: object) -> Any:
    """A template's macros as functions that give HTML; the values are what they may name."""
    return environment().get_template(template).make_module(values)
