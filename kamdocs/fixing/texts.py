"""Proposals for texts: cut off at a #, in curly quotation marks."""

from kamdocs.fixing.proposal import Proposal, Readings
from kamdocs.fixing.state import State
from kamdocs.fixing.trouble import Trouble
from kamdocs.language import say
from kamdocs.schema.shown import shown
from kamdocs.source.complaint import LONGEST_LINE
from kamdocs.source.lookalikes import inside_quotes
from kamdocs.source.quoting import quoted
from kamdocs.source.stretches import end_of_text, is_number_sign
from kamdocs.writing.splice import Splice


def cut_readings(state: State, trouble: Trouble) -> Readings:
    """The text with what stands behind the #, in quotes; where that may be a comment, also as a comment."""
    cut = next(one for one in state.document.cuts if one.pointer == trouble.pointer)
    extent = state.extents.singles.get(state.document.place_of_value(trouble.pointer))
    start = state.extents.offset(cut.place)
    if extent is None or not (extent.one_line or cut.empty):
        return ()
    begins = start if cut.empty else extent.start
    place = state.extents.place(begins)
    line = state.extents.line(place.line)
    if place.line != cut.place.line or len(line) > LONGEST_LINE:
        return ()
    end = begins + end_of_text(line, place.column - 1) - (place.column - 1)
    is_text = is_number_sign(cut.rest)
    if end <= start or (cut.empty and not is_text):
        return ()
    where = " › ".join(state.document.names_to(trouble.pointer))
    text = quoted(state.text[begins:end])
    what = say("{where} is put in quotes: {text}", where=where, text=shown(text))
    as_text = Proposal(what, start, (Splice(begins, end, text),), (trouble.pointer,), trouble)
    if is_text:
        return (as_text,)
    what = say("{comment} is a comment, with two spaces before it", comment=shown(cut.rest))
    return (as_text, Proposal(what, start, (Splice(start, start, " "),), (trouble.pointer,), trouble))


def curly_readings(state: State, trouble: Trouble) -> Readings:
    """The text in straight quotation marks."""
    extent = state.value(trouble.pointer)
    inside = inside_quotes(str(state.document.value_at(trouble.pointer)))
    if extent is None or inside is None or not extent.bare:
        return ()
    text = quoted(inside)
    where = " › ".join(state.document.names_to(trouble.pointer))
    what = say("{where} is put in straight quotation marks: {text}", where=where, text=shown(text))
    return (Proposal(what, extent.start, (Splice(extent.start, extent.end, text),), (trouble.pointer,), trouble),)
