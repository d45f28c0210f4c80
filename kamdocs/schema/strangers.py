"""What to do about a field that is not known where it stands."""

from collections.abc import Mapping, Sequence

from kamdocs.language import Sentence, say
from kamdocs.schema.files import Kind
from kamdocs.schema.slips import colon_hint, name_before_colon
from kamdocs.schema.spelling import numbers_meant
from kamdocs.schema.spot import Spot
from kamdocs.schema.suggest import called_otherwise, called_so_elsewhere, nearly_called
from kamdocs.schema.walk import Node, schema_tree
from kamdocs.source import Document

_CUT_OFF = say("if it belongs to the text before it, put the whole text in quotes: within { } a comma ends it")
_MAX_PLACES = 3


def hint_for_stranger(record: Spot, name: str) -> Sentence:
    """What somebody meant by a field that a record doesn't have, or where that field belongs."""
    meant = called_otherwise(name, record.node)
    if meant is None:
        if record.value[name] is None and (slip := colon_hint(name)):
            return slip
        if record.value[name] is None and record.in_braces:
            return _cut_number(record, name) or _CUT_OFF
        if elsewhere := called_so_elsewhere(name, record.kind):
            return _belongs(elsewhere[:_MAX_PLACES])
        meant = nearly_called(name, record.node)
    if meant is None:
        return say("known here: {names}", names=", ".join(record.node.fields))
    if meant in record.value:
        return say("here it is called {name}, which stands here already: put the two together", name=meant)
    return say("did you mean {name}?", name=meant)


def fields_meant(record: Spot) -> frozenset[str]:
    """The fields that somebody meant by those that the record doesn't have; whoever mends these lacks them no more."""
    strangers = [name for name in record.value if name not in record.node.fields]
    return frozenset(meant for name in strangers if (meant := _field_meant(record, name)))


def _field_meant(record: Spot, name: str) -> str | None:
    if meant := called_otherwise(name, record.node):
        return meant
    if record.value[name] is None and (colon_hint(name) or record.in_braces):
        return name_before_colon(name)
    return None if called_so_elsewhere(name, record.kind) else nearly_called(name, record.node)


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


def _belongs(places: Sequence[Node]) -> Sentence:
    listed = ", ".join(" › ".join(node.path) for node in places)
    if len(places[0].path) == 1:
        return say("it belongs at the top of the file, at the beginning of a line: {places}", places=listed)
    return say("it belongs into another record: {places}", places=listed)


def _cut_number(record: Spot, name: str) -> Sentence | None:
    """``{amount: 1,2 mio}``: the comma ends the number, and what follows looks like a field."""
    fields = list(record.value)
    before = fields[max(0, fields.index(name) - 1)]
    number = record.value[before]
    meant = numbers_meant(f"{number},{name}", before.rpartition("_")[2]) if isinstance(number, int) else []
    return say("did you mean {name}?", name=f"{before}: {meant[0]}") if len(meant) == 1 else None
