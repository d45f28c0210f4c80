"""A person at the customer is erased from a plan: name, id and contact data; the place in the company stays.

What the person is like goes too: an opinion about the head of quality is one about a person. In texts and comments a
name can be a company's or somebody else's, so there only the whole name is erased, and only when asked for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kamdocs.keeping.intent import Intent, pointer_to, record_at
from kamdocs.schema.annotations import values_of
from kamdocs.schema.suggest import folded
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Pointer
from kamdocs.writing.edit import Edit, Put, Remove

_ERASED = ("email", "phone", "external_ref", "verified_on")
_NOT_KNOWN = "unknown"
"""What an attitude is of somebody of whom nothing is kept."""
_SHORTEST = 3
"""Of shorter parts of a name, every line would be told."""
_STEM = 5
"""From this many letters on a word of a name may have another ending: Petra, Petri, Petro."""


class Person(msgspec.Struct, frozen=True):
    """By what a person is found: id, name, addresses and numbers; and what comes in their place.

    ``erased_id`` is free in the file, and ``erased_name`` the same for everybody but for its number: two entries of one
    name would count as one person.
    """

    id: str
    name: str
    contacts: tuple[str, ...]
    erased_id: str
    erased_name: str


class Mention(msgspec.Struct, frozen=True):
    """A line of a file in which a person is still named, from 1, and whether that is in a comment."""

    line: int
    text: str
    comment: bool


def person_to_forget(data: Mapping[str, Any], text: str, person: str) -> Person:
    """The person, and what is free in the file to stand there instead."""
    record = record_at(data, ("stakeholders", person))
    number = 1
    while re.search(rf"\b(erased-{number}|\(erased {number}\))", text):
        number += 1
    contacts = (*_all_of(record.get("email")), *_all_of(record.get("phone")))
    return Person(person, str(record.get("name", person)), contacts, f"erased-{number}", f"(erased {number})")


def _all_of(written: Any) -> tuple[str, ...]:
    return (written,) if isinstance(written, str) else tuple(written or ())


def forgotten(data: Mapping[str, Any], person: Person, *, texts: bool = False) -> Intent:
    """What erases a person: the entry's own data, every reference, and with ``texts`` the whole name in free texts."""
    place = pointer_to(data, ("stakeholders", person.id))
    record = record_at(data, ("stakeholders", person.id))
    edits: list[Edit] = [Put((*place, "id"), person.erased_id), Put((*place, "name"), person.erased_name)]
    edits += [Remove((*place, field)) for field in _ERASED if field in record]
    if record.get("attitude", _NOT_KNOWN) != _NOT_KNOWN:
        edits.append(Put((*place, "attitude"), _NOT_KNOWN))
    edits += [Put(pointer, person.erased_id) for pointer in _references(data, person.id)]
    if texts:
        edits += _erased_texts(data, person, (*place, "name"))
    return Intent(tuple(edits))


def _references(data: Mapping[str, Any], person: str) -> Iterator[Pointer]:
    for value in values_of(data, "account"):
        kinds = ("stakeholder", "stakeholder-or-none", "rule-or-record")
        if value.value == person and value.refers_to in kinds:
            yield value.pointer
    for place, waiver in enumerate(data.get("waivers") or ()):
        if waiver.get("record") == person:
            yield "waivers", place, "record"


def _erased_texts(data: Mapping[str, Any], person: Person, own_name: Pointer) -> Iterator[Edit]:
    said = whole_mentions(person)
    for pointer, text in _free_texts(schema_tree("account"), data, ()):
        erased = said.sub(person.erased_name, text)
        if erased != text and pointer != own_name:
            yield Put(pointer, erased)


def whole_mentions(person: Person) -> re.Pattern[str]:
    """The whole name, as it is written or with other blanks and capitals; and each address and number."""
    name = r"\s+".join(re.escape(word) for word in person.name.split())
    spelt = [name, *(re.escape(contact) for contact in sorted(person.contacts, key=len, reverse=True))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)", re.IGNORECASE)


def _free_texts(node: Node, value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            field = node.child(name)
            if field is not None:
                yield from _free_texts(field, inner, (*pointer, name))
    elif isinstance(value, list) and node.items is not None:
        for place, inner in enumerate(value):
            yield from _free_texts(node.items, inner, (*pointer, place))
    elif isinstance(value, str) and not {"enum", "format", "pattern", "x-refers-to"} & node.keywords.keys():
        yield pointer, value


def mentions(lines: Sequence[str], person: Person) -> Iterator[Mention]:
    """The lines in which the id, an address or a word that begins like one of the name's still stands.

    Rather one too many: a person of the same surname is told as well.
    """
    stems = tuple(_stem(word) for word in folded(person.name).split() if len(word) >= _SHORTEST)
    exact = tuple(one.casefold() for one in person.contacts)
    an_id = re.compile(rf"(?<![\w.-]){re.escape(person.id)}(?![\w-])")
    for number, line in enumerate(lines, 1):
        begun = line.casefold()
        words = re.findall(r"\w+", folded(line)) if stems else []
        named = any(word.startswith(stems) for word in words) or an_id.search(line)
        if named or any(one in begun for one in exact):
            yield Mention(number, line.strip(), _in_comment(line, person))


def names_person(text: str, person: Person) -> bool:
    """Whether another file names the person: by the whole name, an address or a number."""
    return bool(whole_mentions(person).search(text))


def _stem(word: str) -> str:
    return word[:-1] if len(word) >= _STEM and word[-1] in "aeiou" else word


def _in_comment(line: str, person: Person) -> bool:
    """Whether the name stands only behind the # of the line."""
    before, mark, _behind = line.partition("#")
    return bool(mark) and not any(True for _one in mentions([before], person))
