"""The words, in every language: catalogues of texts, and sentences that are translated when they are read."""

from kamdocs.language.catalogue import (
    LANGUAGES,
    NOUNS,
    _,
    catalogue_bytes,
    counted,
    language,
    marked,
    ngettext,
    pgettext,
    spoken,
)
from kamdocs.language.sentence import Sentence, say, say_many
from kamdocs.language.values import Amount, Word, label, plain_day

__all__ = [
    "LANGUAGES",
    "NOUNS",
    "Amount",
    "Sentence",
    "Word",
    "_",
    "catalogue_bytes",
    "counted",
    "label",
    "language",
    "marked",
    "ngettext",
    "pgettext",
    "plain_day",
    "say",
    "say_many",
    "spoken",
]
