"""What is wrong with a document, in our own words: what was found, what is expected, and a hint.

Imported only for a file that the fast validator did not pass, because ``jsonschema`` takes long to import.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError

from kamdocs.language import Sentence, _, marked, say
from kamdocs.schema import hints
from kamdocs.schema.files import Kind, load_schema
from kamdocs.schema.formats import FIRST_DAY, FORMATS, LAST_DAY
from kamdocs.schema.shown import kind_of, shown
from kamdocs.schema.spelling import days_meant
from kamdocs.schema.spot import Spot
from kamdocs.schema.strangers import at_the_margin, fields_meant, hint_for_stranger
from kamdocs.schema.suggest import Names
from kamdocs.schema.walk import Node, follow
from kamdocs.source import Document, Fault, Pointer
from kamdocs.source.document import MAX_FAULTS


def explain(document: Document, kind: Kind, names: Names | None = None) -> list[Fault]:
    """The schema faults of a document, in the order of their places; none for a valid one.

    ``names`` are those that references to the shared files may name, for the hints.
    """
    checker = FormatChecker(())
    for name, is_valid in FORMATS.items():
        checker.checks(name)(is_valid)
    errors = _Validator(load_schema(kind), format_checker=checker).iter_errors(document.data)
    margin = at_the_margin(document, kind)
    explained = (
        fault
        for error in errors
        for fault in _explain(Spot(document, kind, names or {}, _pointer(error)), error, margin)
    )
    once = {(fault.place, str(fault.message)): fault for fault in islice(explained, MAX_FAULTS)}
    return [once[key] for key in sorted(once)]


def _repeats(_validator: Any, unique: bool, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """Like the library's own, but one that no list can keep busy for ever."""
    if unique and isinstance(instance, list):
        seen = {json.dumps(item, sort_keys=True) for item in instance}
        if len(seen) < len(instance):
            yield ValidationError("repeated")


_Validator = validators.extend(Draft202012Validator, {"uniqueItems": _repeats})  # type: ignore[no-untyped-call]


def _pointer(error: ValidationError) -> Pointer:
    return tuple(error.absolute_path)


def _explain(spot: Spot, error: ValidationError, margin: Mapping[str, Sequence[str]]) -> Iterator[Fault]:
    if error.validator == "additionalProperties":
        moved = {name for names in margin.values() for name in names} if not spot.pointer else set()
        yield from _unknown_fields(spot, moved)
    elif len(spot.pointer) == 1 and (moved_here := margin.get(str(spot.pointer[0]))):
        yield _not_indented(spot, moved_here)
    elif error.validator == "required":
        yield from _missing_fields(spot, error)
    else:
        message, hint = _WORDINGS.get(str(error.validator), _other)(spot, error)
        record = "/".join(spot.document.names_to(spot.pointer))
        yield Fault("schema-error", message, hint, spot.document.place_of_value(spot.pointer), record=record)


def _not_indented(spot: Spot, names: Sequence[str]) -> Fault:
    message = say("{where} is nothing, because what belongs into it begins at the margin", where=spot.where)
    hint = say("begin each of these lines with two spaces: {names}", names=", ".join(names))
    return Fault("schema-error", message, hint, spot.document.place_of((names[0],)), record=spot.where)


def _unknown_fields(spot: Spot, told: Collection[str]) -> Iterator[Fault]:
    for name in spot.value:
        if name in spot.node.fields or name in told:
            continue
        message = (
            say("the field {name} is not known in {where}", name=shown(name), where=spot.where)
            if spot.where
            else say("the field {name} is not known", name=shown(name))
        )
        record = "/".join((*spot.document.names_to(spot.pointer), name))
        place = spot.document.place_of((*spot.pointer, name))
        yield Fault("schema-error", message, hint_for_stranger(spot, name), place, record=record)


def _missing_fields(spot: Spot, error: ValidationError) -> Iterator[Fault]:
    because = _condition(spot, error)
    required: Any = error.validator_value
    meant = fields_meant(spot)  # of one slip, one fault
    for name in required:
        if name in spot.value or name in meant:
            continue
        if because:
            message = say("{where} lacks {name}, because {because}", where=spot.where, name=name, because=because)
        elif spot.where:
            message = say("{where} lacks the field {name}", where=spot.where, name=name)
        else:
            message = say("the field {name} is missing", name=name)
        line = spot.new_field(name)
        hint = (
            say("add within the braces, after a comma: {line}", line=line)
            if spot.in_braces
            else say("add a line: {line}", line=line)
        )
        record = "/".join((*spot.document.names_to(spot.pointer), name))
        yield Fault("schema-error", message, hint, spot.document.place_of_value(spot.pointer), record=record)


def _condition(spot: Spot, error: ValidationError) -> str:
    """What an if/then depends on: ``status is delivered``."""
    path = [step for step in error.absolute_schema_path if step not in ("$ref", "if")]  # versions differ in these
    if "then" not in path:
        return ""
    schema = load_schema(spot.kind)
    node: Any = schema
    for step in path[: path.index("then")]:
        followed: Any = follow(schema, node)
        node = followed[step]
    fields = follow(schema, node)["if"].get("properties", {})
    told = [
        _("{name} is {value}").format(name=name, value=shown(spot.value[name])) for name in fields if name in spot.value
    ]
    return _(" and ").join(told)


Wording = tuple[Sentence, Sentence]
"""A message and a hint."""


def _type(spot: Spot, error: ValidationError) -> Wording:
    if "enum" in spot.keywords and spot.value is not None:
        return _enum(spot, error)
    message = say(
        "{where} is {found}; expected {expected}",
        where=spot.where,
        found=kind_of(spot.value),
        expected=_expected(spot.node),
    )
    return message, hints.hint_for_type(spot)


def _expected(node: Node) -> Sentence:
    types = node.types
    if types == ("string",) and node.keywords.get("format") in ("date", "date-time"):
        return _FORMATS[node.keywords["format"]]
    if len(types) == 1:
        return _KINDS[types[0]]
    return say("{one} or {other}", one=_KINDS[types[0]], other=_KINDS[types[1]])


def _enum(spot: Spot, _error: ValidationError) -> Wording:
    values = ", ".join(map(str, spot.keywords["enum"]))
    found = shown(spot.value)
    message = say("{where} is {found}; expected one of {values}", where=spot.where, found=found, values=values)
    return message, hints.hint_for_word(spot)


def _format(spot: Spot, error: ValidationError) -> Wording:
    form = str(error.validator_value)
    expected = _FORMATS[form]
    if form == "date" and not days_meant(str(spot.value)) and _beyond(str(spot.value)):
        expected = say("a day from {first} to {last}", first=FIRST_DAY, last=LAST_DAY)
    message = say(
        "{where} is {found}; expected {expected}", where=spot.where, found=shown(spot.value), expected=expected
    )
    return message, hints.hint_for_format(spot)


def _beyond(text: str) -> bool:
    """Whether it is a day of the calendar that lies beyond what a plan may name."""
    year, _rest, _more = text.partition("-")
    return len(text) == len("2026-03-04") and year.isdecimal() and not FIRST_DAY.year <= int(year) <= LAST_DAY.year


def _text(spot: Spot, error: ValidationError) -> Wording:
    if not str(spot.value).strip():
        return say("{where} is empty", where=spot.where), hints.hint_for_nothing(spot)
    if error.validator == "maxLength":
        return (
            say("{where} is longer than {limit} characters", where=spot.where, limit=error.validator_value),
            say("keep it short and plain; long texts belong into a document of their own"),
        )
    return (
        say(
            "{where} is {found}; expected a text such as {example}",
            where=spot.where,
            found=shown(spot.value),
            example=spot.example(),
        ),
        hints.hint_for_form(spot),
    )


def _limit(spot: Spot, error: ValidationError) -> Wording:
    template = {
        "minimum": marked("{where} is {found}; expected at least {limit}"),
        "maximum": marked("{where} is {found}; expected at most {limit}"),
        "exclusiveMinimum": marked("{where} is {found}; expected more than {limit}"),
    }[str(error.validator)]
    message = say(template, where=spot.where, found=shown(spot.value), limit=error.validator_value)
    return message, hints.hint_for_limit(spot)


def _repeated(spot: Spot, _: ValidationError) -> Wording:
    return say("{where} holds the same item twice", where=spot.where), say("keep one of the two")


def _empty_list(spot: Spot, _: ValidationError) -> Wording:
    return say("{where} is an empty list", where=spot.where), say("write an item, or delete the line")


def _long_list(spot: Spot, error: ValidationError) -> Wording:
    message = say("{where} holds more than {limit} items", where=spot.where, limit=error.validator_value)
    return message, say("keep what matters; the rest belongs into the system that it comes from")


def _other(spot: Spot, _: ValidationError) -> Wording:
    where = spot.where or say("the file")
    return say(
        "{where} is {found}, which is not allowed here", where=where, found=kind_of(spot.value)
    ), hints.see_reference(spot)


_WORDINGS: Mapping[str, Callable[[Spot, ValidationError], Wording]] = {
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
    "maxItems": _long_list,
    "maxProperties": _long_list,
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
    "date": say("a day such as 2026-03-04"),
    "date-time": say("a time such as 2026-11-02T09:10+01:00"),
    "email": say("an e-mail address"),
    "phone": say("one telephone number"),
    "uri": say("a web address"),
    "id": say("an id"),
    "opening-hours": say("hours such as Mo-Fr 07:00-17:00"),
}
