"""What to do about a field that is not known where it stands."""

from collections.abc import Mapping, Sequence

from kamdocs.language import Sentence, say
from kamdocs.schema.files import Kind
from kamdocs.schema.free_text import is_free_text
from kamdocs.schema.instead import instead_of
from kamdocs.schema.slips import colon_hint, name_before_colon
from kamdocs.schema.spelling import numbers_meant
from kamdocs.schema.spot import Spot, form_of, form_of_example
from kamdocs.schema.suggest import called_by_several, called_otherwise, called_so_elsewhere, nearly_called, only_field
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Document

_CUT_OFF = say("if it belongs to the text before it, put the whole text in quotes: within { } a comma ends it")
_MAX_PLACES = 3


def hint_for_stranger(record: Spot, name: str) -> Sentence:
    """What somebody meant by a field that a record doesn't have, or where that field belongs."""
    if instead := instead_of(name, record.node):
        return instead.hint
    meant = called_otherwise(name, record.node, record.value)
    if meant is None:
        if record.value[name] is None and (slip := colon_hint(name)):
            return slip
        if record.value[name] is None and record.in_braces:
            return _cut_number(record, name) or _CUT_OFF
        if elsewhere := called_so_elsewhere(name, record.kind):
            return _belongs(elsewhere[:_MAX_PLACES], record)
        meant = nearly_called(name, record.node)
    if meant is None:
        return say("known here: {names}", names=", ".join(record.node.fields))
    if meant in record.value:
        return _stands_here(record.node.fields[meant])
    return say("did you mean {name}?", name=_with_form(record.node.fields[meant], record.value[name]))


def _stands_here(field: Node) -> Sentence:
    """For another name of a field that stands there, too: lists and texts can be joined, days can't."""
    joins = {"array", "object"}.intersection(field.types) or is_free_text(field)
    if joins or field.keywords.get("format") == "opening-hours":
        return say("here it is called {name}, which stands here already: put the two together", name=field.name)
    return say("here it is called {name}, which stands here already: keep the one that is right", name=field.name)


def _with_form(field: Node, value: object) -> str:
    """The name of a field; of a list of records for which one value was written, with the form of a record."""
    if isinstance(value, str | int | float) and field.items and field.items.fields:
        return f"{field.name}: [{form_of_example(field.items, field.keywords['examples'][0][0])}]"
    return field.name


def fields_meant(record: Spot) -> frozenset[str]:
    """The fields that somebody meant by those that the record doesn't have; whoever mends these lacks them no more."""
    strangers = [name for name in record.value if name not in record.node.fields]
    return frozenset(meant for name in strangers if (meant := _field_meant(record, name)))


def _field_meant(record: Spot, name: str) -> str | None:
    if instead := instead_of(name, record.node):
        return instead.about
    if meant := called_otherwise(name, record.node, record.value):
        return meant
    if record.value[name] is None and (colon_hint(name) or record.in_braces):
        return name_before_colon(name)
    return None if called_so_elsewhere(name, record.kind) else nearly_called(name, record.node)


def field_called(record: Spot, name: str) -> str | None:
    """The one field that a name in a record stands for, if it does not stand there, too; None where nobody can tell."""
    if instead_of(name, record.node) or (record.value[name] is None and record.in_braces):
        return None
    if called_by_several(name, record.node, record.value):
        return None
    meant = called_otherwise(name, record.node, record.value)
    if meant is None and not colon_hint(name) and not called_so_elsewhere(name, record.kind):
        meant = only_field(name, record.node)
    return None if meant in record.value else meant


def at_the_margin(document: Document, kind: Kind) -> Mapping[str, Sequence[str]]:
    """The records at the top of a file that hold nothing, and the fields right below that belong into them.

    ``plan:`` and ``reviewed_on: 2026-01-20`` below it, not indented, is one slip, and no two faults.
    """
    found: dict[str, list[str]] = {}
    tree, record = schema_tree(kind), None
    for name, value in document.data.items():
        field = tree.fields.get(name)
        if field is not None:
            record = field if value is None and field.fields else None
        elif record is not None and (name in record.fields or called_otherwise(name, record)):
            found.setdefault(record.name, []).append(name)
        else:
            record = None
    return found


def _belongs(places: Sequence[Node], record: Spot) -> Sentence:
    listed = ", ".join(" › ".join(node.path) for node in places)
    if all(len(node.path) == 1 for node in places):
        return say("it belongs at the top of the file, at the beginning of a line: {places}", places=listed)
    if len(places[0].path) == 1:
        return say("it belongs at the top of the file or into another record: {places}", places=listed)
    first, *below = places[0].path
    if len(places) == len(below) == 1 and not record.pointer and _may_be_added(first, record):
        return say("did you mean {name}?", name=f"{first}: {{{below[0]}: {form_of(places[0])}}}")
    return say("it belongs into another record: {places}", places=listed)


def _may_be_added(name: str, record: Spot) -> bool:
    """Whether a record that is no list could be written at the top of the file, where none stands yet."""
    return name not in record.value and not record.node.fields[name].items


def _cut_number(record: Spot, name: str) -> Sentence | None:
    """``{amount: 1,2 mio}``: the comma ends the number, and what follows looks like a field."""
    before, meant = cut_number_meant(record, name)
    return say("did you mean {name}?", name=f"{before}: {meant[0]}") if len(meant) == 1 else None


def cut_number_meant(record: Spot, name: str) -> tuple[str, list[str]]:
    """The field whose number a comma cut off before such a name, and the numbers that may be meant."""
    fields = list(record.value)
    before = fields[max(0, fields.index(name) - 1)]
    number = record.value[before]
    meant = numbers_meant(f"{number},{name}", before.rpartition("_")[2]) if isinstance(number, int) else []
    return before, meant
