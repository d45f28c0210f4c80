"""Words without their diacritics, so that Kovac finds Kovač and Lukasz finds Łukasz."""

import re
import unicodedata

# Letters that don't decompose, or that people type otherwise: what the Unicode decomposition leaves as it is.
_LETTERS = str.maketrans({
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ß": "ss", "ẞ": "SS",
    "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n",
})  # fmt: skip
_MARKS = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """The text in plain letters."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.translate(_LETTERS)))


def folded_words(text: str) -> str:
    """The words of the text that change in plain letters, each once: what a search index needs in addition."""
    if text.isascii():
        return ""
    words = {word: fold(word) for word in _WORD.findall(text) if not word.isascii()}
    return " ".join(dict.fromkeys(plain for word, plain in words.items() if plain != word))
