"""The language that people read: gettext catalogues that come with the package.

Texts are written in English in the code and marked there: ``_("…")`` and ``ngettext("…", "…", number)``. A message or
hint is a ``Sentence``, which is translated as a whole when it is read. Field names, codes and names of checks are a
contract with files and scripts and stay as they are.
"""

import functools
import gettext as catalogues
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.resources import files

LANGUAGES = ("en", "sl")
"""The languages that there are; the code itself speaks the first."""

_spoken: ContextVar[str] = ContextVar("spoken", default=LANGUAGES[0])


def language() -> str:
    """The language that is spoken here and now."""
    return _spoken.get()


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Speak one of ``LANGUAGES`` within a block."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(text: str) -> str:
    """A text in the language that is spoken; in English where it has no translation."""
    return _catalogue(_spoken.get()).gettext(text) if text else text


def ngettext(one: str, many: str, number: int) -> str:
    """The form of a text that goes with the number, of as many forms as the language has."""
    return _catalogue(_spoken.get()).ngettext(one, many, number)


def pgettext(context: str, text: str) -> str:
    """A text whose meaning depends on where it stands: a ``value`` of a closed list, the name of a ``check``."""
    return _catalogue(_spoken.get()).pgettext(context, text)


def marked(text: str) -> str:
    """The English text itself, marked for the catalogue: what is looked up by it is translated where it is shown."""
    return text


NOUNS = ("account", "day", "error", "file", "reminder", "waiver", "warning")
"""What is counted; each has its forms in the catalogue."""


def counted(number: int, noun: str, shown: str = "") -> str:
    """``1 account``, ``2 accounts``: one of ``NOUNS`` in the form that goes with the number, written as ``shown``."""
    return ngettext(f"{{number}} {noun}", f"{{number}} {noun}s", number).format(number=shown or number)


def catalogue_bytes(name: str) -> bytes:
    """The catalogue of a language as it comes with the package; nothing for the language that the code speaks."""
    if name == LANGUAGES[0]:
        return b""
    return (files("kamdocs") / "locale" / name / "LC_MESSAGES" / "kamdocs.mo").read_bytes()


@functools.cache
def _catalogue(name: str) -> catalogues.NullTranslations:
    compiled = catalogue_bytes(name)
    return catalogues.GNUTranslations(io.BytesIO(compiled)) if compiled else catalogues.NullTranslations()
