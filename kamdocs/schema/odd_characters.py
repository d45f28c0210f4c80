"""A field or value that breaks the schema only because of a character that looks like another one."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from kamdocs.language import say
from kamdocs.source import Document, Fault, Place, Pointer
from kamdocs.source.lookalikes import (
    QUOTE,
    find_around,
    find_in_name,
    inside_quotes,
    lookalike_fault,
    lookalike_hint,
    name,
)
from kamdocs.source.quoting import LONGEST, quoted

_BEGINS_SO = re.compile(rf"[:\-\[,][ ]*[{QUOTE}]")


def name_odd_characters(document: Document, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The schema faults of a document, in the words of the character where one is behind them.

    One in the name of a field, or in its indentation, leaves nothing else to say: what follows from it is not meant.
    """
    told = tuple(faults)
    if not told or document.text.isascii():
        return told
    places, lines = {fault.place for fault in told}, document.lines()
    in_names, in_values = [], {}
    for pointer, value in _all_values(document.data, ()):
        key = pointer[-1]
        if isinstance(key, str) and document.place_of(pointer) in places and (at := find_in_name(key)) is not None:
            place = document.place_of(pointer)
            in_names.append(lookalike_fault(key[at], lines[place.line - 1], Place(place.line, place.column + at)))
        if isinstance(value, str) and (at := find_around(value)) is not None:
            in_values[document.place_of_value(pointer)] = (pointer, value[at])
    if in_names:
        return tuple(in_names)
    return tuple(
        _named(document, fault, *in_values[fault.place]) if fault.place in in_values else fault for fault in told
    )


def curly_texts(document: Document) -> Iterator[tuple[Pointer, str, str]]:
    """The way to each text that stands in curly quotation marks, the text with them, and what is inside.

    YAML takes the marks as a part of the text. Who means them writes straight ones around.
    """
    if not any(mark in document.text for mark in QUOTE) or not _BEGINS_SO.search(document.text):
        return
    lines = document.lines()
    for pointer, value in _all_values(document.data, ()):
        inside = inside_quotes(value) if isinstance(value, str) else None
        place = document.place_of_value(pointer)
        if inside is not None and lines[place.line - 1].startswith(value[0], place.column - 1):
            yield pointer, value, inside


def quoted_otherwise(document: Document, told: Iterable[Fault]) -> Iterator[Fault]:
    """The faults of texts that stand in curly quotation marks, which would be shown.

    ``told`` are faults that say enough of their places.
    """
    places = {fault.place for fault in told}
    for pointer, value, inside in curly_texts(document):
        place = document.place_of_value(pointer)
        if place in places:
            continue
        names = document.names_to(pointer)
        message = say(
            "{where} stands in {opening} {closing}, which are no quotation marks to YAML and would be shown",
            where=" › ".join(names),
            opening=value[0],
            closing=value[-1],
        )
        hint = say("put the whole text in straight quotation marks: {text}", text=quoted(inside))
        if len(inside) > LONGEST:
            hint = say('put the whole text in straight quotation marks: "…"')
        yield Fault("yaml-error", message, hint, place, fatal=False, record="/".join(names))


def _named(document: Document, fault: Fault, pointer: Pointer, character: str) -> Fault:
    message = say("{where} holds {name}", where=" › ".join(document.names_to(pointer)), name=name(character))
    return msgspec.structs.replace(fault, message=message, hint=lookalike_hint(character))


def _all_values(value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, Any]]:
    """Everything in a document with the way to it; at most 100 levels deep."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in items:
        yield (*pointer, step), child
        yield from _all_values(child, (*pointer, step))
