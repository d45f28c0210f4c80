"""Whole sentences with named gaps for their values: what every message and hint is made of.

A sentence keeps its words and its values apart, so that it can be translated as a whole later.
"""

from collections.abc import Mapping

import msgspec


class Sentence(msgspec.Struct, frozen=True):
    """One plain sentence: ``template`` with named placeholders, and the ``values`` that go there."""

    template: str
    values: Mapping[str, object] = msgspec.field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence in English; dates read as ISO dates."""
        return self.template.format_map(self.values) if self.values else self.template


def say(template: str, /, **values: object) -> Sentence:
    """Make a sentence: ``say("{owner} left on {day}", owner="Ana", day=day)``."""
    return Sentence(template, values)
