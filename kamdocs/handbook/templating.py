"""The templates of the pages: Jinja2 with autoescape, so that a file's text stays text."""

import functools
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from kamdocs.handbook import words
from kamdocs.handbook.prose import prose
from kamdocs.handbook.view import cell_word, has_page
from kamdocs.language import _, ngettext


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
    made.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(
        day=words.day,
        moment=words.moment,
        month=words.month,
        month_name=words.month_name,
        short_day=words.short_day,
        plain_day=words.plain_day,
        number=words.number,
        label=words.label,
        prose=prose,
        sentence=words.sentence,
        joined=words.joined,
    )
    made.globals.update(
        money=words.money, count=words.count, distance=words.distance, has_page=has_page, cell_word=cell_word
    )
    return made


def macros(template: str, **values: object) -> Any:
    """A template's macros as functions that give HTML; the values are what they may name."""
    return environment().get_template(template).make_module(values)
