"""The templates of the pages: Jinja2 with autoescape, so that a file's text stays text."""

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from kamdocs.handbook import words
from kamdocs.handbook.anchors import check_anchor, person_anchor, record_anchor, rule_anchor
from kamdocs.handbook.calling import StraightEnvironment
from kamdocs.handbook.cells import CELL_SIGNS, cell_day, cell_kind, cell_word
from kamdocs.handbook.compiled import CompiledTemplates
from kamdocs.handbook.paths import has_page
from kamdocs.handbook.prose import prose
from kamdocs.handbook.reach import mail_address, tel_number
from kamdocs.language import _, label, language, ngettext, pgettext
from kamdocs.rules.gap import SEVERITIES
from kamdocs.rules.golden import BY_SLUG


class SpokenTexts(Extension):
    """Texts without values are translated when a template is compiled: a page has hundreds of them.

    ``_("Open gaps")`` becomes ``"Odprte vrzeli" | safe``, which Jinja writes into the compiled template as it is. The
    texts are ours; those with values stay calls, because their values are escaped.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template, each call with nothing but a text replaced by the text."""
        tokens = list(stream)
        place = 0
        while place < len(tokens):
            call = tokens[place : place + len(_TEXT_CALL)]
            if len(call) == len(_TEXT_CALL) and all(map(Token.test, call, _TEXT_CALL)):
                line, text = call[0].lineno, call[2].value
                yield from (Token(line, "string", _(text)), Token(line, "pipe", "|"), Token(line, "name", "safe"))
                place += len(call)
            else:
                yield tokens[place]
                place += 1


_TEXT_CALL = ("name:_", "lparen", "string", "rparen")


def environment() -> Environment:
    """The environment of all pages in the language that is spoken."""
    return _environment(language())


@functools.cache
def _environment(spoken: str) -> Environment:
    made = StraightEnvironment(
        loader=PackageLoader("kamdocs.handbook"),
        autoescape=True,
        auto_reload=False,  # the templates come with the package: nobody changes them during a build
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        bytecode_cache=CompiledTemplates(spoken),
        extensions=["jinja2.ext.i18n", SpokenTexts],
    )
    made.install_gettext_callables(_, ngettext, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]
    made.filters.update(
        day=words.day,
        moment=words.moment,
        month=words.month,
        month_name=words.month_name,
        long_day=words.long_day,
        short_day=words.short_day,
        short_day_in=words.short_day_in,
        hours=words.hours,
        plain_day=words.day_words,
        number=words.number,
        label=label,
        prose=prose,
        mail_address=mail_address,
        tel_number=tel_number,
        sentence=words.sentence,
        told=words.told,
        joined=words.joined,
        edition=words.edition,
        iso=str,
        with_heads=with_heads,
        clipped=words.clipped,
        clipped_within=words.clipped_within,
    )
    made.globals.update(
        money=words.money,
        count=words.count,
        distance=words.distance,
        lateness=words.lateness,
        record_anchor=record_anchor,
        has_page=has_page,
        filled_columns=filled_columns,
        cell_day=cell_day,
        cell_kind=cell_kind,
        cell_signs=CELL_SIGNS,
        severities=SEVERITIES,
        cell_word=cell_word,
        rule_anchor=rule_anchor,
        rule_head=lambda slug: BY_SLUG[slug].head,
        check_anchor=check_anchor,
        person_anchor=person_anchor,
        language=spoken,
        _=_text,
    )
    return made


def _text(text: str, **values: object) -> Markup:
    """A text of a template in the language that is spoken; the values are escaped.

    It stands in for Jinja's own, which takes five times as long, and there are two hundred on a page.
    """
    translated = _translated(text, language())
    if "%" not in text:
        return translated
    escaped = {name: escape(value) for name, value in values.items()}
    return Markup(str.__mod__(translated, escaped))  # noqa: S704 (our own text, with values that are escaped)


@functools.lru_cache(maxsize=4096)
def _translated(text: str, _spoken: str) -> Markup:
    return Markup(_(text))  # noqa: S704 (our own text)


_ROW = re.compile(r"<tr[ >]")
_CELL = re.compile(r"<td(?=[ >])")


def with_heads(rows: Markup, heads: Sequence[str]) -> Markup:
    """The rows of a table, each cell with its head: on a phone a row becomes a card, and its cells are told by it.

    The first cell of a row is its title there and needs none. A file's text is escaped and holds no tag.
    """
    cells = [f'<td data-head="{escape(head)}"' for head in heads]
    return Markup("".join(_row_with_heads(row, cells) for row in _split(rows)))  # noqa: S704 (rows are our templates')


def _split(rows: Markup) -> Iterator[str]:
    starts = [found.start() for found in _ROW.finditer(rows)]
    yield from (rows[start:end] for start, end in pairwise([*starts, len(rows)]))


def _row_with_heads(row: str, cells: Sequence[str]) -> str:
    left = iter(cells if "<th" not in row else cells[1:])
    return _CELL.sub(lambda _: next(left, "<td"), row)


_CONTENT = re.compile(r"<(td|th)(?=[ >])[^>]*>(.*?)</\1>", re.DOTALL)


def filled_columns(rows: Markup, heads: Sequence[str]) -> tuple[Markup, Sequence[str]]:
    """The rows and heads of a table without the columns in which no row has anything.

    Who reads a part of the plans alone isn't shown an empty column for each of the others.
    """
    if "colspan" in rows:
        return rows, heads
    lines = [(row[: row.index(">") + 1], list(_CONTENT.finditer(row))) for row in _split(rows)]
    kept = [place for place in range(len(heads)) if any(cells[place][2].strip() for _, cells in lines)]
    shown = "".join(f"{start}{''.join(cells[place][0] for place in kept)}</tr>\n" for start, cells in lines)
    return Markup(shown), [heads[place] for place in kept]  # noqa: S704 (rows are our templates')


@functools.cache
def _template(name: str, _spoken: str) -> Template:
    return environment().get_template(name)


class Filled(msgspec.Struct, frozen=True):
    """A template with its values filled in; each of its macros makes a part of a page."""

    module: TemplateModule

    def part(self, macro: str, *given: object) -> Markup:
        """What a macro makes, as HTML."""
        made: Markup = getattr(self.module, macro)(*given)
        return made


def fill(template: str, **values: object) -> Filled:
    """A template with the values that it names, for several parts of one page: filling it in is the larger part."""
    return Filled(_template(template, language()).make_module(values))


def render(template: str, macro: str, **values: object) -> Markup:
    """One part of a template, with the values that it names, as HTML."""
    return fill(template, **values).part(macro)
