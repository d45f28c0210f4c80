"""Whole sentences with named gaps for their values: what every message and hint is made of.

A sentence keeps its words and its values apart, so that it is translated as a whole when it is read.
"""

from collections.abc import Callable, Mapping
from datetime import date

import msgspec

from kamdocs.language.catalogue import _, ngettext
from kamdocs.language.values import plain_day


class Sentence(msgspec.Struct, frozen=True):
    """One plain sentence: ``template`` with named placeholders, and the ``values`` that go there.

    A tuple of values is told with commas. Where it counts, ``of_many`` is the template for many, and ``number`` goes
    into both.
    """

    template: str
    values: Mapping[str, object] = msgspec.field(default_factory=dict)
    of_many: str = ""
    number: int = 0

    def __str__(self) -> str:
        """The sentence in the language that is spoken, its days as that language writes them in running text."""
        return self.read(_plain)

    def read(self, shown: Callable[[object], object]) -> str:
        """The sentence in the language that is spoken, its values as ``shown`` makes them."""
        template = ngettext(self.template, self.of_many, self.number) if self.of_many else _(self.template)
        return (
            template.format_map({name: shown(value) for name, value in self.values.items()})
            if self.values
            else template
        )


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(_plain(one)) for one in value)
    return plain_day(value) if type(value) is date else value


def say(template: str, /, **values: object) -> Sentence:
    """Make a sentence: ``say("{owner} left on {day}", owner="Ana", day=day)``."""
    return Sentence(template, values)


def say_many(one: str, many: str, number: int, /, **values: object) -> Sentence:
    """Make a sentence that counts: ``say_many("{number} person", "{number} people", 2)``."""
    return Sentence(one, {"number": number, **values}, many, number)
