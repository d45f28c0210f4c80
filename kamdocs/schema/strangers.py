"""What to do about a field that is not known where it stands."""

from collections.abc import Sequence

from kamdocs.language import Sentence, say
from kamdocs.schema.slips import colon_hint
from kamdocs.schema.spelling import numbers_meant
from kamdocs.schema.spot import Spot
from kamdocs.schema.suggest import called_otherwise, called_so_elsewhere, nearly_called
from kamdocs.schema.walk import Node

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
