"""Ids that are free: made in the way in which a file makes its own."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from kamdocs.schema.suggest import folded

_WORD = re.compile(r"[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*")
_APOSTROPHES = re.compile("['’`]")
_NUMBERED = re.compile(r"(.*?)([0-9]+)", re.DOTALL)
_NOT_OURS = re.compile(r".*(?:[0-9]{5,}|(?:19|20|21)[0-9]{2})", re.DOTALL)
"""A number that counts nothing: another system gave it, or it is a year."""


def free_id(like: str, text: str) -> str:
    """An id like another one that stands nowhere in a file: ``c4`` where there are ``c1`` to ``c3``.

    ``text`` is the file's; an id that is only named in it is not free.
    """
    return free_among(like, words_of(text))


def ids_in(data: Any) -> Iterator[str]:
    """The ids of all records within plain data, however deep they stand, in its order."""
    if isinstance(data, dict):
        if isinstance(data.get("id"), str):
            yield data["id"]
        for value in data.values():
            yield from ids_in(value)
    elif isinstance(data, list):
        for item in data:
            yield from ids_in(item)


def words_of(text: str) -> set[str]:
    """The words of a text that ids could be."""
    return set(_WORD.findall(text))


def free_among(like: str, words: Collection[str]) -> str:
    """An id like another one that is none of the words."""
    numbered = None if _NOT_OURS.fullmatch(like) else _NUMBERED.fullmatch(like)
    begin, digits = numbered.groups() if numbered else (f"{like}-", "1")
    numbers = [int(word[len(begin) :]) for word in words if word.startswith(begin) and word[len(begin) :].isdecimal()]
    number = max([int(digits), *(one for one in numbers if one < 10 ** max(len(digits), 4))]) + 1
    while f"{begin}{number:0{len(digits)}}" in words:
        number += 1
    return f"{begin}{number:0{len(digits)}}"


def id_of(name: str, others: Iterable[str] = ()) -> str:
    """An id made of a name, its words joined as in the other ids: ``ana.novak`` or ``ana-novak``."""
    joins = [join for one in others for join in (".", "-", "_") if join in one]
    join = max(set(joins), key=joins.count) if joins else "-"
    words = folded(_APOSTROPHES.sub("", name)).split()
    return join.join(filter(None, ("".join(re.findall("[a-z0-9]", word)) for word in words)))


def next_id(others: Sequence[str], text: str) -> str | None:
    """A free id for one more record of a list; None where the others don't count."""
    last = others[-1] if others else ""
    return free_id(last, text) if _NUMBERED.fullmatch(last) and not _NOT_OURS.fullmatch(last) else None
