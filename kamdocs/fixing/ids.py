"""Proposals for ids that stand twice."""

from collections.abc import Iterator
from typing import Any

from kamdocs.fixing.proposal import Proposal, Readings
from kamdocs.fixing.state import State
from kamdocs.fixing.trouble import Trouble, ids_in
from kamdocs.language import say
from kamdocs.schema.annotations import values_of
from kamdocs.schema.ids import free_among, words_of
from kamdocs.schema.shown import shown
from kamdocs.source import Pointer
from kamdocs.writing.scalars import single
from kamdocs.writing.splice import Splice

MAX_DOUBLES = 200
"""For so many ids another one is looked for at once, which takes long where there are many."""


def double_id_readings(state: State, troubles: list[Trouble]) -> Iterator[Readings]:
    """Another id for each later record, if nothing names the id: then nobody can tell which record is meant.

    What all plans share is named in any of them, so its ids are left as they are.
    """
    if state.kind != "account":
        return
    data: Any = state.document.data
    named = {value.value for value in values_of(data, state.kind) if value.refers_to and isinstance(value.value, str)}
    firsts: dict[str, Pointer] = {}
    for pointer, id_ in ids_in(data, ()):
        firsts.setdefault(id_, pointer[:-1])
    taken = words_of(state.text)
    for trouble in troubles[:MAX_DOUBLES]:
        id_, extent = str(state.document.value_at(trouble.pointer)), state.value(trouble.pointer)
        if id_ in named or extent is None or _is_copy(state, firsts[id_], trouble.pointer[:-1]):
            continue
        free = free_among(id_, taken)
        taken.add(free)
        text = single(free, flow=True, quote=extent.quote)
        what = say("the id {id} stands twice; the later one becomes {free}", id=shown(id_), free=free)
        splice = Splice(extent.start, extent.end, text)
        yield (Proposal(what, extent.start, (splice,), (trouble.pointer,), trouble),)


def _is_copy(state: State, first: Pointer, record: Pointer) -> bool:
    """Whether the record stands there twice as it is: then one of the two is too many."""
    return bool(state.document.value_at(first) == state.document.value_at(record))
