"""A free id for a new record, in the way in which the file makes its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kamdocs.schema.formats import LONGEST_NAME, is_id
from kamdocs.schema.ids import id_of, ids_in, next_id
from kamdocs.schema.suggest import folded

BEGINNINGS: Mapping[str, str] = {
    "risks": "r",
    "expectations": "e",
    "satisfaction": "s",
    "bothers": "b",
    "misses": "m",
    "requests": "q",
    "commitments": "c",
    "needs": "n",
    "briefings": "t",
    "orders": "po",
    "additional_needs": "d",
    "opportunities": "o",
    "help": "h",
    "nonconformities": "nc",
    "interactions": "i",
    "objectives": "g",
    "actions": "a",
}
"""What the ids of a list begin with that has none yet; the plan in the design of the vocabulary has them."""
_NAMED = ("name", "title", "text", "topic", "subject")
_WORDS = 4
"""So many words of its text make an id, where the file makes its ids so."""
_ID = re.compile(r"[A-Za-z0-9]+(?:[._-]+[A-Za-z0-9]+)*")


def free_id_for(data: Mapping[str, Any], text: str, list_name: str, record: Mapping[str, Any]) -> str:
    """An id for a new record of a list that stands nowhere in the file: neither as an id nor in a word of its text.

    ``c4`` where there are ``c1`` to ``c3``, ``visit-2026-11-25`` where the others hold their days, ``ana-novak`` where
    they are made of names; ``data`` and ``text`` are the file's.
    """
    records = [one for one in _records(data, list_name) if isinstance(one.get("id"), str)]
    others = [str(one["id"]) for one in records]
    text = " ".join((text, *ids_in(data)))  # the data may hold what the text doesn't yet
    taken = {*_ID.findall(text), *ids_in(data)}
    for made in (_by_day(records, record, text), _by_name(records, record, list_name)):
        if made and is_id(made):
            return _free(made, taken)
    counted = next((found for one in reversed(others) if (found := next_id([one], text)) and found not in taken), None)
    if counted:
        return counted
    return _numbered(BEGINNINGS.get(list_name, list_name[:1]), taken)


def _free(like: str, taken: set[str]) -> str:
    if like not in taken:
        return like
    number = 2
    while f"{like}-{number}" in taken:
        number += 1
    return f"{like}-{number}"


def _numbered(beginning: str, taken: set[str]) -> str:
    number = 1
    while f"{beginning}{number}" in taken:
        number += 1
    return f"{beginning}{number}"


def _by_day(records: Sequence[Mapping[str, Any]], new: Mapping[str, Any], text: str) -> str | None:
    """An id that holds its record's day (or month, or year), as the last one does, and its number within that."""
    last = records[-1] if records else {}
    for field, day in last.items():
        mine = new.get(field)
        if field == "id" or not (_is_day(day) and _is_day(mine)):
            continue
        for old, now in zip(_forms(str(day)), _forms(str(mine)), strict=True):
            if old in last["id"]:
                begin, _old, end = str(last["id"]).rpartition(old)
                return _counted_in(f"{begin}{now}", end, text)
    return None


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d", value) is not None


def _counted_in(begin: str, end: str, text: str) -> str:
    """An id that begins with a day, month or year; a number at its end is the next one within that."""
    if not (numbered := re.fullmatch(r"([^0-9]*)([0-9]+)", end)):
        return begin + end
    between, digits = numbered.groups()
    return next_id([f"{begin}{between}{0:0{len(digits)}}"], text) or begin + end


def _forms(day: str) -> tuple[str, ...]:
    """How a day stands in ids: whole, without dashes, its month, its year."""
    return day[:10], day[:10].replace("-", ""), day[:7], day[:4]


def _by_name(records: Sequence[Mapping[str, Any]], new: Mapping[str, Any], list_name: str) -> str | None:
    """An id made of the record's name, where the others are, or where it is a list of names."""
    field = next((name for name in _NAMED if name in new), None)
    if field is None:
        return None
    named = [one for one in records if isinstance(one.get(field), str)]
    made_so = [one for one in named if _made_of(str(one["id"]), str(one[field]))]
    if field != "name" and (not named or len(made_so) * 2 <= len(named)):
        return None
    if field == "name" and named and not made_so:
        return None
    if field == "name" and list_name not in ("stakeholders", "units", "team") and not made_so:
        return None
    ids = [str(one["id"]) for one in records]
    words = str(new[field]).split()
    short = " ".join(words if field == "name" else words[:_WORDS])
    return id_of(short, ids)[:LONGEST_NAME] or None


def _made_of(one: str, name: str) -> bool:
    """Whether an id is made of the words of a name, or of some of them."""
    words = set(folded(name).split())
    parts = [part for part in folded(one).split() if not part.isdigit()]
    return bool(parts) and all(part in words for part in parts)


def _records(data: Any, list_name: str) -> Iterator[Mapping[str, Any]]:
    """The records of all lists of a name, wherever in the file they stand."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            if name == list_name and isinstance(value, list):
                yield from (one for one in value if isinstance(one, Mapping))
            yield from _records(value, list_name)
    elif isinstance(data, list):
        for one in data:
            yield from _records(one, list_name)
