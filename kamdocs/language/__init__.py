"""The words, in every language: catalogues of texts, and sentences that are translated when they are read."""

from kamdocs.language.catalogue import LANGUAGES, NOUNS, _, counted, language, marked, ngettext, pgettext, spoken
from kamdocs.language.sentence import Sentence, say

__all__ = [
    "LANGUAGES",
    "NOUNS",
    "Sentence",
    "_",
    "counted",
    "language",
    "marked",
    "ngettext",
    "pgettext",
    "say",
    "spoken",
]
