"""What is wrong with a document, in our own words: what was found, what is expected, and a hint.

Imported only for a file that the fast validator did not pass, because ``jsonschema`` takes long to import.
"""

import difflib
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from kamdocs.language import Sentence, _, marked, say
from kamdocs.schema.formats import FORMATS
from kamdocs.schema.slips import colon_hint, slip_hint
from kamdocs.schema.walk import follow
from kamdocs.source import Document, Fault, Pointer

MAX_FAULTS = 100
"""How many faults of a file are told: who mends those sees the others then."""


def explain(document: Document, schema: Mapping[str, Any]) -> list[Fault]:
    """The schema faults of a document, in the order of their places; none for a valid one."""
    checker = FormatChecker(())
    for name, is_valid in FORMATS.items():
        checker.checks(name)(is_valid)
    validator = Draft202012Validator(schema, format_checker=checker)
    errors = validator.iter_errors(document.data)
    found = islice((fault for error in errors for fault in _explain(document, schema, error)), MAX_FAULTS)
    once = {(fault.place, str(fault.message)): fault for fault in found}
    return [once[key] for key in sorted(once)]


def _explain(document: Document, schema: Mapping[str, Any], error: ValidationError) -> Iterator[Fault]:
    pointer: Pointer = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        yield from _unknown_fields(document, pointer, error)
    elif error.validator == "required":
        yield from _missing_fields(document, pointer, schema, error)
    else:
        wording = _WORDINGS.get(str(error.validator), _other)
        message, hint = wording(" › ".join(document.names_to(pointer)), error)
        record = "/".join(document.names_to(pointer))
        yield Fault("schema-error", message, hint, document.place_of_value(pointer), record=record)


def _unknown_fields(document: Document, pointer: Pointer, error: ValidationError) -> Iterator[Fault]:
    known: list[str] = list(error.schema.get("properties", {})) if isinstance(error.schema, Mapping) else []
    where = " › ".join(document.names_to(pointer))
    record_found: Any = error.instance
    for name in record_found:
        if name in known:
            continue
        message = (
            say("the field {name} is not known in {where}", name=shown(name), where=where)
            if where
            else say("the field {name} is not known", name=shown(name))
        )
        record = "/".join((*document.names_to(pointer), name))
        place = document.place_of((*pointer, name))
        hint = _did_you_mean(name, known)
        if record_found[name] is None:
            hint = colon_hint(name) or (_CUT_OFF if " " in name else hint)
        yield Fault("schema-error", message, hint, place, record=record)


_CUT_OFF = say("if it belongs to the text before it, put the whole text in quotes: within { } a comma ends it")


def _missing_fields(
    document: Document, pointer: Pointer, schema: Mapping[str, Any], error: ValidationError
) -> Iterator[Fault]:
    where = " › ".join(document.names_to(pointer))
    because = _condition(schema, error)
    required: Any = error.validator_value
    present: Any = error.instance
    for name in required:
        if name in present:
            continue
        if because:
            message = say("{where} lacks {name}, because {because}", where=where, name=name, because=because)
        elif where:
            message = say("{where} lacks the field {name}", where=where, name=name)
        else:
            message = say("the field {name} is missing", name=name)
        record = "/".join((*document.names_to(pointer), name))
        place = document.place_of_value(pointer)
        yield Fault("schema-error", message, say("add a line: {name}: …", name=name), place, record=record)


def _condition(schema: Mapping[str, Any], error: ValidationError) -> str:
    """What an if/then depends on: ``status is delivered``."""
    path = [step for step in error.absolute_schema_path if step not in ("$ref", "if")]  # versions differ in these
    if "then" not in path:
        return ""
    instance: Any = error.instance
    node: Any = schema
    for step in path[: path.index("then")]:
        followed: Any = follow(schema, node)
        node = followed[step]
    fields = follow(schema, node)["if"].get("properties", {})
    told = [
        _("{name} is {value}").format(name=name, value=shown(instance[name])) for name in fields if name in instance
    ]
    return _(" and ").join(told)


def _type(where: str, error: ValidationError) -> tuple[Sentence, Sentence]:
    found, expected = error.instance, str(error.validator_value)
    message = say(
        "{where} is {found}; expected {expected}", where=where, found=kind_of(found), expected=_KINDS[expected]
    )
    if found is None:
        return message, say("write a value, or delete the line")
    if hint := slip_hint(found, expected):
        return message, hint
    if expected == "string":
        return message, say("put it in quotes if it is meant as text")
    if expected == "array":
        return message, say("write a list: each item on a line of its own with a dash, or [one, two]")
    if expected in ("number", "integer"):
        return message, say("write a plain number such as 1240000.50, without spaces, units or a decimal comma")
    return message, say("look at the field reference for an example")


def _enum(where: str, error: ValidationError) -> tuple[Sentence, Sentence]:
    values = [str(value) for value in error.validator_value]  # type: ignore[union-attr]
    message = say(
        "{where} is {found}; expected one of {values}",
        where=where,
        found=shown(error.instance),
        values=", ".join(values),
    )
    return message, _did_you_mean(str(error.instance), values)


def _format(where: str, error: ValidationError) -> tuple[Sentence, Sentence]:
    expected, hint = _FORMATS[str(error.validator_value)]
    message = say(
        "{where} is {found}; expected {expected}", where=where, found=shown(error.instance), expected=expected
    )
    return message, hint


def _text(where: str, error: ValidationError) -> tuple[Sentence, Sentence]:
    if not str(error.instance).strip():
        return say("{where} is empty", where=where), say("write a value, or delete the line")
    if error.validator == "maxLength":
        return (
            say("{where} is longer than {limit} characters", where=where, limit=error.validator_value),
            say("keep it short and plain; long texts belong into a document of their own"),
        )
    return (
        say("{where} is {found}, which does not have the right form", where=where, found=shown(error.instance)),
        say("look at the field reference for an example"),
    )


def _limit(where: str, error: ValidationError) -> tuple[Sentence, Sentence]:
    template = {
        "minimum": marked("{where} is {found}; expected at least {limit}"),
        "maximum": marked("{where} is {found}; expected at most {limit}"),
        "exclusiveMinimum": marked("{where} is {found}; expected more than {limit}"),
    }[str(error.validator)]
    message = say(template, where=where, found=shown(error.instance), limit=error.validator_value)
    return message, say("correct the number")


def _repeated(where: str, _: ValidationError) -> tuple[Sentence, Sentence]:
    return say("{where} holds the same item twice", where=where), say("keep one of the two")


def _empty_list(where: str, _: ValidationError) -> tuple[Sentence, Sentence]:
    return say("{where} is an empty list", where=where), say("write an item, or delete the line")


def _other(where: str, error: ValidationError) -> tuple[Sentence, Sentence]:
    message = say(
        "{where} is {found}, which is not allowed here", where=where or say("the file"), found=kind_of(error.instance)
    )
    return message, say("look at the field reference for what is")


_WORDINGS: Mapping[str, Callable[[str, ValidationError], tuple[Sentence, Sentence]]] = {
    "type": _type,
    "enum": _enum,
    "format": _format,
    "pattern": _text,
    "minLength": _text,
    "maxLength": _text,
    "minimum": _limit,
    "maximum": _limit,
    "exclusiveMinimum": _limit,
    "uniqueItems": _repeated,
    "minItems": _empty_list,
}
_KINDS = {
    "string": say("text"),
    "number": say("a number"),
    "integer": say("a whole number"),
    "boolean": say("true or false"),
    "array": say("a list"),
    "object": say("a record with fields"),
}
_FORMATS = {
    "date": (say("a day such as 2026-03-04"), say("write year-month-day; the day has to be in the calendar")),
    "date-time": (say("a time such as 2026-11-02T09:10:00+01:00"), say("write day, T, time and the offset from UTC")),
    "email": (say("an e-mail address"), say("write it as name@company.example")),
    "uri": (say("a web address"), say("begin it with https:// or http://")),
    "id": (say("an id"), say("use letters from a to z, digits, dots, dashes and underscores, without spaces")),
}


def kind_of(value: Any) -> Sentence:
    """What a value is, in plain words."""
    if value is None:
        return say("nothing")
    if isinstance(value, bool):
        return say(shown(value))
    if isinstance(value, int | float):
        return say("the number {value}", value=shown(value))
    if isinstance(value, str):
        return say("the text {value}", value=shown(value))
    return say("a list") if isinstance(value, list) else say("a record with fields")


def shown(value: Any) -> str:
    """A scalar as it stands in a file, cut where it is long."""
    if isinstance(value, list | dict):
        return str(kind_of(value))
    text = str(value).lower() if isinstance(value, bool) else _("nothing") if value is None else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:60] + "…"


def _did_you_mean(name: str, known: list[str]) -> Sentence:
    close = difflib.get_close_matches(name.lower().replace(" ", "_"), known, n=1, cutoff=0.6)
    if not close:
        close = difflib.get_close_matches(name.lower().replace("_", "-"), known, n=1, cutoff=0.6)
    if close:
        return say("did you mean {name}?", name=close[0])
    return say("known here: {names}", names=", ".join(known))
