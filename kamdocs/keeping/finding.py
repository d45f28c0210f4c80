"""Finding what somebody means who says a word or two: an account, a person, an offering, a record of a plan.

Words are compared folded (see :func:`kamdocs.schema.suggest.folded`), step by step: the id, the whole name (or another
name, number or id of another system), the beginning of the name, the beginnings of its words, the words anywhere within
it. The first step at which anything fits decides: one is found, several are for the caller to ask about. What is only
nearly right is told and never taken.

A word that holds a digit is meant as it stands: ``PO-1`` is no part of ``PO-0117``, and ``17`` none of ``4500117``.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kamdocs.schema.annotations import LISTS
from kamdocs.schema.suggest import called_otherwise, folded
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.writing.edit import Way

_LONGEST = 200
"""Longer words name nothing."""
_NEAR = 3
"""How many near ones are told."""
_LIKE = 0.6
SAYS = ("name", "title", "text", "topic", "subject", "number", "outcome", "reason", "purpose")
"""The fields of a record by whose words it is found; the first that it has is what it is called."""


class Candidate(msgspec.Struct, frozen=True):
    """Something that may be meant: its id, what people call it, and by what other words it is found.

    ``way`` leads to it from the top of its plan, where it is a record of one.
    """

    id: str
    name: str
    others: tuple[str, ...] = ()
    way: Way = ()

    @property
    def told(self) -> str:
        """What it is called, with its id."""
        return f"{self.name} ({self.id})" if self.name and self.name != self.id else self.id


class Found(msgspec.Struct, frozen=True):
    """What was found: the ``one``, or ``several``, or neither; then ``near`` is what is spelt like it."""

    one: Candidate | None = None
    several: tuple[Candidate, ...] = ()
    near: tuple[Candidate, ...] = ()


def find_among(given: str, candidates: Iterable[Candidate]) -> Found:
    """What of the candidates somebody means."""
    listed = tuple(candidates)
    word = folded(given) if len(given) <= _LONGEST else ""
    if not word:
        return Found(several=listed) if len(listed) != 1 else Found()
    numbers = _numbers_in(given)
    for fits in _STEPS:
        whole = fits in (_has_id, _is_called)
        fitting = tuple(
            one for one in listed if fits(one, given.strip(), word) and (whole or _has_numbers(one, numbers))
        )
        if fitting:
            return Found(fitting[0]) if len(fitting) == 1 else Found(several=fitting)
    return Found(near=tuple(_near(given, word, listed)))


def may_be(given: str, one: Candidate) -> bool:
    """Whether somebody who has typed so much may come to mean a candidate, whatever others there are."""
    word = folded(given)
    return any(fits(one, given, word) for fits in _STEPS)


def stakeholders(data: Mapping[str, Any]) -> tuple[Candidate, ...]:
    """The people at the customer, those who have left as well."""
    return tuple(named(data, "stakeholders"))


def named(data: Mapping[str, Any], list_name: str) -> Iterator[Candidate]:
    """The records of a list at the top of a plan that have an id."""
    return (one for one in records(data, (list_name,)) if len(one.way) == 2)


def referred(data: Mapping[str, Any], target: str) -> tuple[Candidate, ...]:
    """The records of the plan that a reference may name: stakeholders, units, needs, actions …"""
    return tuple(named(data, LISTS[target])) if target in LISTS else ()


def records(data: Mapping[str, Any], lists: Iterable[str] | None = None) -> Iterator[Candidate]:
    """The records with an id of some lists of a plan, or of all; those within others as well, in the file's order."""
    asked = None if lists is None else frozenset(lists)
    for name, value in data.items():
        if asked is None or name in asked:
            yield from _records(value, (name,))
        elif isinstance(value, list):  # lists within records may be asked for, too
            yield from (one for one in _records(value, (name,)) if len(one.way) > 2 and one.way[-2] in asked)


def find_way(data: Mapping[str, Any], given: str, lists: Iterable[str] | None = None) -> Found:
    """A record of a plan: by its id, its words, or the way to it, ``orders/4500031`` or ``contract``."""
    if "/" in given or list_called(given):
        steps = [part.strip() for part in given.split("/") if part.strip()]
        found = _step(schema_tree("account"), data, (), steps)
        if found.one or found.several:
            return found
        anywhere = find_among(given, records(data, lists))
        return found if found.near and not (anywhere.one or anywhere.several) else anywhere
    return find_among(given, records(data, lists))


def list_called(given: str, record: Node | None = None) -> str | None:
    """The list or record that somebody means: its name, its singular, or another word for it.

    Without a ``record`` it is one at the top of a plan.
    """
    fields = record or schema_tree("account")
    name = given if given in fields.fields else called_otherwise(given, fields)
    return name if name and fields.fields[name].record else None


def _step(node: Node, value: Any, way: Way, steps: Sequence[str]) -> Found:
    """What a way in words leads to: records of a list by their ids, their words or what names them."""
    if not steps:
        return Found(Candidate("/".join(map(str, way)), "", way=way)) if isinstance(value, dict) and way else Found()
    if isinstance(value, dict):
        name = list_called(steps[0], node)
        return _step(node.fields[name], value[name], (*way, name), steps[1:]) if name and name in value else Found()
    if not isinstance(value, list) or node.items is None:
        return Found()
    items = tuple(_items(value, way))
    near: tuple[Candidate, ...] = ()
    for length in range(1, len(steps) + 1):  # a number of the customer's may hold a slash
        found = find_among("/".join(steps[:length]), items)
        near = near or found.near
        if length == len(steps):
            return found if found.one or found.several else Found(near=near)
        if found.one:
            rest = _step(node.items, _at(value, found.one.way[-1]), found.one.way, steps[length:])
            if rest.one or rest.several:
                return rest
    return Found()


def _at(listed: Sequence[Any], step: str | int) -> Any:
    return listed[step] if isinstance(step, int) else next(one for one in listed if one.get("id") == step)


def _items(listed: Sequence[Any], way: Way) -> Iterator[Candidate]:
    for index, item in enumerate(listed):
        if isinstance(item, dict):
            yield _candidate(item, (*way, item["id"] if isinstance(item.get("id"), str) else index))


def _records(value: Any, way: Way) -> Iterator[Candidate]:
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                here = (*way, item["id"])
                yield _candidate(item, here)
                for name, field in item.items():
                    yield from _records(field, (*here, name))
    elif isinstance(value, dict):
        for name, field in value.items():
            yield from _records(field, (*way, name))


_KEYS = (("id",), ("year",), ("offering", "unit"), ("check", "record"), ("known_on",), ("date",), ("stakeholder",))
"""What names a record in its list, the first that it has."""


def _candidate(record: Mapping[str, Any], way: Way) -> Candidate:
    keys = next((keys for keys in _KEYS if keys[0] in record), ())
    key = "@".join(str(record[one]) for one in keys if one in record)
    words = [record[one] for one in SAYS if isinstance(record.get(one), str)]
    besides = [str(record[one]) for one in ("date", "made_on", "asked_on", "received_at") if one in record]
    refs = record.get("external_ref")
    besides += [str(one) for one in refs.values()] if isinstance(refs, Mapping) else ()
    name = words[0] if words else " ".join(str(record[one]) for one in ("kind", "date") if one in record)
    return Candidate(key or str(way[-1]), name, (*words[1:], *besides), way)


def _has_id(one: Candidate, given: str, _word: str) -> bool:
    return one.id == given


def _is_called(one: Candidate, _given: str, word: str) -> bool:
    return any(folded(name) == word for name in (one.id, one.name, *one.others))


def _begins_so(one: Candidate, _given: str, word: str) -> bool:
    return any(folded(name).startswith(word) for name in (one.name, *one.others))


def _words_begin_so(one: Candidate, _given: str, word: str) -> bool:
    """Whether each word that was said begins a word of the name, or of the id."""
    known = [part for name in (one.id, one.name, *one.others) for part in folded(name).split()]
    return all(any(part.startswith(said) for part in known) for said in word.split())


def _has_within(one: Candidate, _given: str, word: str) -> bool:
    known = " ".join(folded(name) for name in (one.id, one.name, *one.others))
    return all(said in known for said in word.split())


_MARKS = ".,;:!?()[]\"'"
"""What may stand around a number and is none of it."""
_STEPS = (_has_id, _is_called, _begins_so, _words_begin_so, _has_within)


def _numbers_in(text: str) -> frozenset[str]:
    """The words of a text that hold a digit, each in plain letters: of ``lot PO-17`` it is ``po 17``."""
    return frozenset(folded(part.strip(_MARKS)) for part in text.split() if any(char.isdigit() for char in part))


def _has_numbers(one: Candidate, numbers: frozenset[str]) -> bool:
    """Whether all these numbers stand in a candidate, each by itself and whole."""
    return not numbers or numbers <= _numbers_in(" ".join((one.id, one.name, *one.others)))


def _near(given: str, word: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """What is spelt like a word, and what holds it as a part of a number."""
    holding = (one for one in candidates if word and may_be(given, one))
    return list(dict.fromkeys((*_spelt_like(word, candidates), *holding)))[:_NEAR]


def _spelt_like(word: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    by_word: dict[str, Candidate] = {}
    for one in candidates:
        for name in (one.id, one.name, *one.others):
            folded_name = folded(name[:_LONGEST])
            for part in (folded_name, *folded_name.split()):
                by_word.setdefault(part, one)
    close = difflib.get_close_matches(word, by_word, n=2 * _NEAR, cutoff=_LIKE)
    return [by_word[one] for one in close]
