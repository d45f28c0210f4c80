"""Whether two words are so near that one may be a slip of the pen for the other, and don't mean the opposite.

The words are folded (see :func:`kamdocs.schema.suggest.folded`).
"""

from difflib import SequenceMatcher

_NOT = frozenset({"not", "no", "non", "never", "without", "ne", "ni", "brez"})
_PREFIXES = ("un", "dis", "non", "in", "im", "ne")
_SHORTEST = 5
"""What is left of a word without its prefix is no word where it is shorter: units is no opposite of its."""
_LIKE = 0.75


def likeness(written: str, meant: str, least: float = 0.0) -> float:
    """How near two words are, from 0 to 1; 0 where one is the opposite of the other, and below ``least``.

    Of words that end in the same one, only what stands before it counts: rejected on is no slip for received on.
    """
    matcher = SequenceMatcher(None, written, meant)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least or matcher.ratio() < least:
        return 0.0
    if _opposite(written, meant):
        return 0.0
    before, _, last = written.rpartition(" ")
    other, _, end = meant.rpartition(" ")
    if before and other and last == end and _ratio(before, other) < _LIKE:
        return 0.0
    return matcher.ratio()


def _opposite(one: str, other: str) -> bool:
    (plain, negative), (also_plain, also_negative) = _without_not(one), _without_not(other)
    return negative != also_negative and _ratio(plain, also_plain) >= _LIKE


def _without_not(text: str) -> tuple[str, bool]:
    """A text without what negates it, and whether anything did."""
    words = [_without_prefix(word) for word in text.split() if word not in _NOT]
    plain = " ".join(words)
    return plain, plain != text


def _without_prefix(word: str) -> str:
    prefix = next((one for one in _PREFIXES if word.startswith(one)), "")
    return word[len(prefix) :] if len(word) - len(prefix) >= _SHORTEST else word


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
