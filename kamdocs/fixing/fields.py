"""Proposals for fields that the schema does not know."""

from collections.abc import Mapping

import msgspec

from kamdocs.fixing.meaning import Asked, meanings
from kamdocs.fixing.proposal import Proposal, Readings
from kamdocs.fixing.state import State
from kamdocs.fixing.trouble import Trouble
from kamdocs.fixing.values import written_as
from kamdocs.language import say
from kamdocs.schema.free_text import is_free_text
from kamdocs.schema.shown import shown
from kamdocs.schema.slips import spaced
from kamdocs.schema.spot import Spot
from kamdocs.schema.strangers import cut_number_meant, field_called
from kamdocs.schema.suggest import called_otherwise, only_field
from kamdocs.source import Pointer
from kamdocs.source.lookalikes import find_in_name, plain_blanks
from kamdocs.source.quoting import quoted
from kamdocs.writing.splice import Splice


def stranger_readings(state: State, trouble: Trouble) -> Readings:
    """The readings of a field that is not known where it stands."""
    *above, name = trouble.pointer
    record = state.spot(tuple(above))
    if not isinstance(name, str) or not isinstance(record.value, Mapping):
        return ()
    if find_in_name(name) is not None:
        return _without_odd_blanks(state, trouble, name)
    if record.value[name] is None:
        return _without_value(state, trouble, record, name)
    return _renamed(state, trouble, record, name)


def _renamed(state: State, trouble: Trouble, record: Spot, name: str) -> Readings:
    """The field by its own name; where its value is written otherwise, too, with the value that is meant."""
    meant, extent = field_called(record, name), state.name(trouble.pointer)
    if meant is None or extent is None:
        return ()
    node, value = record.node.fields[meant], record.value[name]
    if isinstance(value, str | int | float) and node.items and node.items.fields:
        return ()  # a list of records, for which one value was written
    renamed = Splice(extent.start, extent.end, meant)
    touches = (trouble.pointer, (*trouble.pointer[:-1], meant))
    what = say("{name} is called {field} here", name=shown(name), field=meant)
    plain = Proposal(what, extent.start, (renamed,), touches, trouble)
    at = state.value(trouble.pointer)
    if at is None or isinstance(value, list | dict):
        return (plain,)
    written = state.text[at.start : at.end] if at.bare else str(value)
    asked = Asked(state.kind, node, value, written, record.value, state.known)
    if asked.valid:
        return (plain,)
    found = meanings(asked)
    if len(found) != 1:
        return (plain,)  # the proof will tell
    splice, text = written_as(state, trouble.pointer, found[0])
    what = say("{name} is called {field} here, and is written as {text}", name=shown(name), field=meant, text=text)
    return (msgspec.structs.replace(plain, what=what, splices=(renamed, splice)),)


def _without_odd_blanks(state: State, trouble: Trouble, name: str) -> Readings:
    """The name of a field in whose indentation, or behind which, a blank stands that is none to YAML."""
    place = state.document.place_of(trouble.pointer)
    extent = state.extents.singles.get(place)
    if extent is None or not extent.bare or not extent.one_line:
        return ()
    line = state.extents.line(place.line)
    end = place.column - 1 + extent.end - extent.start
    plain = plain_blanks(line[:end])
    if plain == line[:end]:
        return ()
    start = state.extents.starts[place.line - 1]
    what = say("ordinary spaces stand beside {name}", name=shown(plain_blanks(name).strip()))
    return (Proposal(what, extent.start, (Splice(start, start + end, plain),), (trouble.pointer[:-1],), trouble),)


def _without_value(state: State, trouble: Trouble, record: Spot, name: str) -> Readings:
    """``{tier:key}``, ``{amount: 1,2 mio}`` and ``{text: Price list, by Friday}``: a part of what stands before it."""
    extent = state.name(trouble.pointer)
    if extent is None or not extent.bare:
        return ()
    if found := spaced(name):
        splice = Splice(extent.start + found[0], extent.start + found[1], found[2])
        what = say("the name of a field is parted from its value by a colon and a space: {name}", name=shown(name))
        return (Proposal(what, extent.start, (splice,), (record.pointer,), trouble),)
    before, numbers = cut_number_meant(record, name)
    at = state.value((*record.pointer, before))
    if numbers and at is not None:
        told = [say("{where} is written as {text}", where=before, text=number) for number in numbers]
        splices = [Splice(at.start, extent.end, number) for number in numbers]
        return tuple(
            Proposal(what, extent.start, (splice,), (record.pointer,), trouble)
            for what, splice in zip(told, splices, strict=True)
        )
    return _cut_text(state, trouble, record, name)


def _cut_text(state: State, trouble: Trouble, record: Spot, name: str) -> Readings:
    """What a comma within braces has cut off from the text before it."""
    if not record.in_braces or called_otherwise(name, record.node) or only_field(name, record.node):
        return ()
    if state.is_cut_off(trouble.pointer):
        return ()  # more belongs to the text
    fields = list(record.value)
    known = [one for one in fields[: fields.index(name)] if one in record.node.fields]
    between = fields[fields.index(known[-1]) + 1 : fields.index(name)] if known else [""]
    if any(record.value.get(one, "") is not None for one in between) or not is_free_text(record.node.fields[known[-1]]):
        return ()
    last: Pointer = (*record.pointer, known[-1])
    first, extent = state.value(last), state.name(trouble.pointer)
    if first is None or extent is None or not first.bare or "\n" in state.text[first.start : extent.end]:
        return ()
    text = quoted(state.text[first.start : extent.end])
    what = say("{where} is put in quotes: {text}", where=" › ".join(state.document.names_to(last)), text=shown(text))
    return (Proposal(what, extent.start, (Splice(first.start, extent.end, text),), (record.pointer,), trouble),)
