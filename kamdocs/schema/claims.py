"""Words of a record that claim a fact, and the day of that fact: a delivered order has its ``delivered_on``."""

from collections.abc import Iterator

import msgspec

from kamdocs.schema.walk import Node

GIVEN_UP = frozenset({"cancelled", "dropped", "rejected"})
"""What ended otherwise: a day that stands there nevertheless may tell of before, and contradicts nothing."""


class Claim(msgspec.Struct, frozen=True):
    """The ``values`` of a ``field`` that claim a fact, the plainest first, and the field that has the ``day`` of it."""

    field: str
    values: tuple[str, ...]
    day: str

    def contradicts(self, value: object) -> bool:
        """Whether a value of the field says that it is not so yet."""
        return isinstance(value, str) and value not in self.values and value not in GIVEN_UP


def claims(record: Node) -> Iterator[Claim]:
    """What the schema says of a kind of record: which of its words need a day."""
    for when in record.keywords.get("allOf", ()):
        (field, asked), *_others = when["if"]["properties"].items()
        for needed in when["then"].get("required", ()):
            if record.fields[needed].keywords.get("format") == "date":
                yield Claim(field, tuple(asked.get("enum", ())), needed)
