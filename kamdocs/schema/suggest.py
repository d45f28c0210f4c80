"""What somebody meant who wrote another word: a field by one of its other names, a value, an id by a person's name.

Words are compared without regard to case, marks on letters and what joins them, so that ``e-Pošta``, ``e_posta`` and
``E POSTA`` are one. The other names of fields and values stand in the schema, as ``x-synonyms``.
"""

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

from kamdocs.schema.files import Kind
from kamdocs.schema.likeness import likeness
from kamdocs.schema.walk import Node, schema_tree

Names = Mapping[str, Mapping[str, str]]
"""What references may name, by what they refer to: ids with the names that people know them by."""


class Doubtful(dict[str, str]):
    """Names of records of which one can't be read, or has the id of another: nobody can tell whom a name means."""


_PLAIN = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ı": "i"})
_JOINS = re.compile(r"[\s_.\-/'’`]+")
_LONGEST = 80
"""Longer words are no slip of the pen, and comparing them takes long."""

_CODE = re.compile("[A-Z]{3}")
_LIKENESS_OF_FIELDS = 0.7
_LIKENESS_OF_OTHER_NAMES = 0.75
_LIKENESS_OF_IDS = 0.8
"""Names are alike more easily than words are: Peter Zupan is no slip of the pen for Luka Zupan."""
_LIKENESS_OF_A_SLIP = 0.75
_ABOUT = 0.05
"""What is mended unasked has to be nearer than what is asked for, and nearer than anything else."""


@functools.lru_cache(maxsize=16384)  # names and words recur from plan to plan
def folded(text: str) -> str:
    """A text in plain small letters, its words parted by one space each."""
    plain = text.casefold()
    if plain.isascii():
        return _JOINS.sub(" ", plain).strip()
    marked_letters = unicodedata.normalize("NFKD", plain.translate(_PLAIN))
    return _JOINS.sub(" ", "".join(char for char in marked_letters if not unicodedata.combining(char))).strip()


def called_otherwise(written: str, record: Node, taken: Collection[str] = ()) -> str | None:
    """The field of a record that has another name of the same meaning; None where there is none.

    Of several, the first that is not ``taken``: where an order has its id, its number is another field.
    """
    known = _names_of_fields(record)
    free = {name: words for name, words in known.items() if name not in taken}
    return (_same(written, free) if taken else None) or _same(written, known)


def called_by_several(written: str, record: Node, taken: Collection[str] = ()) -> bool:
    """Whether a word is another name of several fields that are not ``taken``: nobody can tell which is meant."""
    word = folded(written) if len(written) <= _LONGEST else ""
    known = _names_of_fields(record).items()
    return sum(word in map(_folded_word, words) for name, words in known if name not in taken) > 1


def nearly_called(written: str, record: Node) -> str | None:
    """The field of a record whose name, or another name of it, is nearly that; None where nothing is near."""
    return _near(written, _names_of_fields(record), _LIKENESS_OF_FIELDS)


def only_field(written: str, record: Node) -> str | None:
    """The field of a record that alone is nearly called that; None where another one is about as near."""
    return _only(_all_near(written, _names_of_fields(record), _LIKENESS_OF_FIELDS))


def meant_value(written: str, keywords: Mapping[str, object]) -> str | None:
    """The value of a closed list that somebody means who wrote another word; None where nothing is near."""
    words = _names_of_values(keywords)
    return _same(written, words) or (_near(written, words) if keywords.get("enum") else None)


def only_value(written: str, keywords: Mapping[str, object]) -> str | None:
    """The value that somebody means, as above; None where another one is about as near."""
    words = _names_of_values(keywords)
    return _same(written, words) or (_only(_all_near(written, words)) if keywords.get("enum") else None)


def code_meant(written: str, keywords: Mapping[str, object]) -> str | None:
    """The short code, such as a currency, that somebody means who wrote its sign, its name or small letters."""
    upper = written.strip().upper()
    return meant_value(written, keywords) or (upper if _CODE.fullmatch(upper) else None)


def _names_of_values(keywords: Mapping[str, object]) -> Mapping[str, Sequence[str]]:
    others, listed = keywords.get("x-value-synonyms", {}), keywords.get("enum", ())
    if not isinstance(others, Mapping) or not isinstance(listed, Sequence):
        return {}
    return {str(value): _words(others.get(value, "")) for value in (*listed, *others)}


def meant_id(written: str, names: Mapping[str, str]) -> str | None:
    """The id that somebody means who wrote a name, a part of a name, or an id that is not quite right."""
    within = _called(written, names)
    if len(within) == 1:
        return within[0]
    return (
        None
        if within or isinstance(names, Doubtful)
        else _near(written, {one: (name,) for one, name in names.items()}, _LIKENESS_OF_IDS)
    )


def id_called(written: str, names: Mapping[str, str]) -> str | None:
    """The one id whose name, or a part of it, was written; a slip of the pen may be somebody else."""
    within = _called(written, names)
    return within[0] if len(within) == 1 else None


def _called(written: str, names: Mapping[str, str]) -> list[str]:
    """The ids that are written so, or whose names are, else those with these words among theirs."""
    words = set(folded(written).split()) if len(written) <= _LONGEST else set()
    if not words or isinstance(names, Doubtful):
        return []
    same = [
        one for one, name in names.items() if set(folded(one).split()) == words or set(folded(name).split()) == words
    ]
    return same or [one for one, name in names.items() if words <= {*folded(name).split(), *folded(one).split()}]


def called_so_elsewhere(written: str, kind: Kind) -> Sequence[Node]:
    """The fields of all records of a kind of file that are called so: by their own names, else by other ones."""
    return _everywhere(kind).get(folded(written), ()) if len(written) <= _LONGEST else ()


@functools.cache
def _everywhere(kind: Kind) -> Mapping[str, Sequence[Node]]:
    own: dict[str, list[Node]] = {}
    others: dict[str, list[Node]] = {}
    for node in schema_tree(kind).below():
        own.setdefault(folded(node.name), []).append(node)
        for word in _words(node.keywords.get("x-synonyms", "")):
            others.setdefault(folded(word), []).append(node)
    return {**others, **own}


def _names_of_fields(record: Node) -> Mapping[str, Sequence[str]]:
    return {name: _words(field.keywords.get("x-synonyms", "")) for name, field in record.fields.items()}


def _same(written: str, known: Mapping[str, Iterable[str]]) -> str | None:
    """The key that was written in another way, or one of whose words was."""
    return _by_word(known).get(folded(written)) if len(written) <= _LONGEST else None


def _near(written: str, known: Mapping[str, Iterable[str]], least: float = 0.6) -> str | None:
    """The key that was nearly written, or one of whose words was; those have to be nearer."""
    near = _all_near(written, known, least)
    return max(near)[1] if near else None


def _all_near(written: str, known: Mapping[str, Iterable[str]], least: float = 0.6) -> list[tuple[float, str]]:
    word = folded(written) if len(written) <= _LONGEST else ""
    own = {_folded_word(key) for key in known}
    limits = {True: least, False: max(least, _LIKENESS_OF_OTHER_NAMES)}
    likes = ((likeness(word, one, limits[one in own]), key) for one, key in _by_word(known).items())
    return [(like, key) for like, key in likes if like]


def _only(near: Sequence[tuple[float, str]]) -> str | None:
    """The key that is nearest, if no other one is about as near."""
    best = max(near, default=None)
    if best is None or best[0] < _LIKENESS_OF_A_SLIP:
        return None
    return None if any(key != best[1] and best[0] - like < _ABOUT for like, key in near) else best[1]


def _by_word(known: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    keys = {_folded_word(key): key for key in known}
    for key, words in known.items():
        for one in words:
            keys.setdefault(_folded_word(one), key)
    return keys


@functools.lru_cache(maxsize=4096)
def _folded_word(word: str) -> str:
    return folded(word)


def _words(listed: object) -> list[str]:
    return [word.strip() for word in str(listed).split(",") if word.strip()]
