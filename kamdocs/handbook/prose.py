"""Inline Markdown for the few fields that may hold it: a small subset, with HTML off."""

import functools
import re

from markdown_it import MarkdownIt
from markupsafe import Markup

_PLAIN = re.compile(r"[^\W\d_][^*_`\[\]\\&<>\"\r\n\0]*(?<!\s)")
"""A line without anything that Markdown or HTML would read in another way."""
_LINKABLE = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "breaks": False})
    parser.enable(["emphasis", "backticks", "link", "list", "newline", "escape", "entity"])
    parser.validateLink = lambda url: bool(_LINKABLE.match(url))  # type: ignore[method-assign]
    return parser


@functools.lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """A file's text as HTML: bold, emphasis, code, links to the web and lists; all else is shown as it stands.

    Images, headings and HTML are not rendered: an image would call another host. Most texts are a plain line, for
    which the parser isn't asked.
    """
    if _PLAIN.fullmatch(text):
        return Markup(f"<p>{text}</p>")  # noqa: S704 (nothing in it has to be escaped)
    return Markup(_parser().render(text).strip())  # noqa: S704 (the parser escapes all text and knows no HTML)
