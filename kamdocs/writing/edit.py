"""Edits as values: what is to change in a plan, whatever its text looks like."""

from typing import Any, TypeAlias

import msgspec

Way: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of a file. A text that steps into a list is the ``id`` of a record in it.

``("orders", "4500031", "promised_on")`` and ``("orders", 1, "promised_on")`` may lead to the same.
"""


class Add(msgspec.Struct, frozen=True):
    """One more item for the list that ``way`` leads to: a record, or a plain value. A missing list is made.

    Where it comes is the list's own affair: where the days of its records rise or fall, the new one keeps to that.
    """

    way: Way
    value: Any


class Put(msgspec.Struct, frozen=True):
    """A value for the field that ``way`` leads to, whether or not it is there; its record has to be there."""

    way: Way
    value: Any


class Remove(msgspec.Struct, frozen=True):
    """Take out a field of a record, or an item of a list, with its value.

    A list is not left empty but taken out, except where its record has to have it.
    """

    way: Way


Edit: TypeAlias = Add | Put | Remove
"""Edits of one file are done one after the other: each sees what those before it left."""
