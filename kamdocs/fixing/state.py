"""A text with all that is known of it: what was read, what is wrong with it, where everything stands."""

from collections.abc import Mapping
from functools import cached_property

import msgspec

from kamdocs.fixing.extents import Extent, Extents
from kamdocs.fixing.trouble import Trouble, known_names, troubles_of
from kamdocs.schema import Kind
from kamdocs.schema.spot import Spot
from kamdocs.schema.suggest import Names
from kamdocs.source import Document, Place, Pointer, load_document
from kamdocs.source.document import Fault


class State(msgspec.Struct, frozen=True, dict=True):
    """A text of a kind of file as it was loaded, before it was held against its schema."""

    document: Document
    kind: Kind
    names: Names

    @property
    def text(self) -> str:
        """The text itself."""
        return self.document.text

    @property
    def was_read(self) -> bool:
        """Whether there is data, however faulty."""
        return isinstance(self.document.data, dict)

    @cached_property
    def extents(self) -> Extents:
        """Where the values stand."""
        return Extents(self.text)

    @cached_property
    def troubles(self) -> Mapping[Trouble, None]:
        """What is wrong with the data; a fault of the form counts by what it says."""
        return troubles_of(self.document, self.kind, self.names)

    @cached_property
    def known(self) -> Mapping[str, Mapping[str, str]]:
        """What names may stand for; nothing where an id stands twice among them, till one of the two has another.

        Nobody can tell before that whom a name means: of two records of one id a table of names has but one.
        """
        shared = {target: names for target, names in self.names.items() if target == "account"}
        doubled = {self.document.value_at(one.pointer) for one in self.troubles if one.what == "id"}
        own = known_names(self.document.data, self.kind, self.names)
        return {**shared, **{target: names for target, names in own.items() if doubled.isdisjoint(names)}}

    @property
    def form_faults(self) -> tuple[Fault, ...]:
        """The faults of the form, without those of values of which nobody can tell what they mean."""
        return tuple(one for one in self.document.faults if one.readings or one.place not in self._unclear_places)

    @cached_property
    def _unclear_places(self) -> frozenset[Place]:
        return frozenset(map(self.document.place_of_value, self.document.unclear))

    @cached_property
    def pointers(self) -> Mapping[Place, Pointer]:
        """The ways to the values of the document by the places at which they begin."""
        return dict(_places(self.document))

    def spot(self, pointer: Pointer) -> Spot:
        """A value with what the schema says of it."""
        return Spot(self.document, self.kind, self.names, pointer)

    def value(self, pointer: Pointer) -> Extent | None:
        """Where a single value stands; None for one that goes over several lines, and for records and lists."""
        return self._single(self.document.place_of_value(pointer))

    def name(self, pointer: Pointer) -> Extent | None:
        """Where the name of a field stands."""
        return self._single(self.document.place_of(pointer))

    def _single(self, place: Place) -> Extent | None:
        extent = self.extents.singles.get(place)
        return extent if extent and extent.one_line and extent.end > extent.start else None

    def is_cut_off(self, pointer: Pointer) -> bool:
        """Whether a comma within braces may end the value: ``{text: signed, paid, due: 2026-03-04}``."""
        *above, name = pointer
        record = self.document.value_at(tuple(above))
        if not isinstance(record, dict) or not self.spot(tuple(above)).in_braces:
            return False
        names = iter(record)
        following = next(names, None) if name in names else None  # ``in`` has gone as far as the name
        return following is not None and record[following] is None

    def offset(self, pointer: Pointer) -> int:
        """Where a value begins."""
        return self.extents.offset(self.document.place_of_value(pointer))


def state_of(text: str, kind: Kind, names: Names) -> State:
    """The state of a text, which holds no mark of its encoding; never raises."""
    return State(load_document("", b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass")), kind, names)


def _places(document: Document) -> list[tuple[Place, Pointer]]:
    found: list[tuple[Place, Pointer]] = []
    waiting: list[tuple[object, Pointer]] = [(document.data, ())]
    while waiting:
        value, pointer = waiting.pop()
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for step, child in items:
            way = (*pointer, step)
            mark = document.marks.get(id(value), {}).get(step)
            if mark is not None:
                found.append((Place(mark[2] + 1, mark[3] + 1), way))
            waiting.append((child, way))
    return found
