"""A record made of what was said: what it still lacks, what each of that looks like, and its id."""

import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kamdocs.keeping.labels import called
from kamdocs.keeping.words import Word
from kamdocs.language import _, marked
from kamdocs.schema.walk import Node
from kamdocs.writing import free_id_for

_SUCH_AS = {
    "date": marked("such as 25.11. or friday"),
    "date-time": marked("such as 9:10 or yesterday 9:10"),
    "person": marked("one of our people, by id or name"),
    "stakeholder": marked("a person at the customer, by id or name"),
    "stakeholder-or-none": marked("a person at the customer, by id or name, or none"),
    "offering": marked("one of our offerings, by id or name"),
    "unit": marked("a unit of the customer, by id or name"),
}
"""What a value may look like, by what it names, or by its format."""


def lacking(record: Node, given: Mapping[str, Any]) -> list[str]:
    """The fields without which a record with these values can't be, in the schema's order; its id is made, not asked.

    What a status needs belongs to them: ``delivered_on`` where an order is delivered.
    """
    needed = {*record.required_fields, *_needed_then(record, given)} - {"id"}
    return [name for name in record.fields if name in needed and name not in given]


def _needed_then(record: Node, given: Mapping[str, Any]) -> Iterable[str]:
    import jsonschema_rs

    for part in (record.keywords, *record.keywords.get("allOf", ())):
        if "if" in part and "then" in part and jsonschema_rs.is_valid(part["if"], dict(given)):
            yield from part["then"].get("required", ())


def with_id(record: Node, given: Mapping[str, Any], data: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The record with a free id of the file's own kind, where it needs one and has none."""
    if "id" not in record.fields or "id" in given:
        return dict(given)
    return {"id": free_id_for(data, text, record.path[-1], given), **given}


def forms(record: Node, names: Iterable[str]) -> str:
    """What people call some fields, and what each may be: ``the day by which it is due (such as 25.11. or friday)``."""
    return ", ".join(_form(record.fields[name]) for name in names)


def _form(field: Node) -> str:
    choices = list(map(str, field.value.keywords.get("enum", ())))
    if len(choices) > 1:
        example = _("{some} or {last}").format(some=", ".join(choices[:-1]), last=choices[-1])
    else:
        refers = str(field.value.keywords.get("x-refers-to", ""))
        told = _SUCH_AS.get(refers) or _SUCH_AS.get(str(field.keywords.get("format", "")))
        if told is None:
            return called(field)
        example = _(told)
    return _("{field} ({example})").format(field=called(field), example=example)


def command_with(word: Word, said: Sequence[str], given: Mapping[str, Sequence[str]], names: Iterable[str],
                 more: Iterable[str] = ()) -> str:  # fmt: skip
    """The whole command with what it lacks: ``kamdocs promise zeleznik "New price list" --due …``.

    ``more`` are the words of options that are for no text of the record.
    """
    parts = ["kamdocs", word.name, *map(shlex.quote, said)]
    missing = list(names)
    parts += ["…"] * (word.says in missing)
    flags = {one.field: one.flag for one in word.options if one.value is None}
    for field, texts in given.items():
        parts += [part for text in texts for part in (flags.get(field, ""), shlex.quote(text)) if part]
    parts += map(shlex.quote, more)
    for field in missing:
        if field != word.says and field in flags:
            parts += [flags[field], "…"]
    return " ".join(parts)


def assignments_with(begin: Sequence[str], given: Mapping[str, Sequence[str]], names: Iterable[str]) -> str:
    """The same of the command that adds any record: ``kamdocs add zeleznik risk text=… likelihood=high``."""
    parts = ["kamdocs", "add", *map(shlex.quote, begin)]
    parts += [shlex.quote(f"{field}={text}") for field, texts in given.items() for text in texts]
    return " ".join((*parts, *(f"{name}=…" for name in names)))
