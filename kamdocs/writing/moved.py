"""Where things are after others came or went: pointers into lists move with what stands before them."""

from collections.abc import Iterable

from kamdocs.source import Pointer


def after_insertion(pointers: Iterable[Pointer], new: Pointer) -> list[Pointer]:
    """The pointers after something was put into a list at ``new``."""
    return [_by(one, new, 1) if _behind(one, new) else one for one in pointers]


def after_removal(pointers: Iterable[Pointer], gone: Pointer) -> list[Pointer]:
    """The pointers after something was taken out at ``gone``, without those to it and into it."""
    left = [one for one in pointers if one[: len(gone)] != gone]
    return [_by(one, gone, -1) if _behind(one, gone) else one for one in left]


def _behind(one: Pointer, other: Pointer) -> bool:
    """Whether a pointer leads to or into what stands in a list at the place of another, or behind it."""
    at = len(other) - 1
    if len(one) <= at or one[:at] != other[:at]:
        return False
    here, there = one[at], other[at]
    return isinstance(here, int) and isinstance(there, int) and here >= there


def _by(one: Pointer, other: Pointer, steps: int) -> Pointer:
    at = len(other) - 1
    return (*one[:at], int(one[at]) + steps, *one[at + 1 :])
