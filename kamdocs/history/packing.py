"""What a version told as bytes, and back: plain data of MessagePack with its types held, nothing that could run."""

from datetime import date

import msgspec

from kamdocs.history.dealings import Dealt, Kept
from kamdocs.history.periods import Period
from kamdocs.history.states import Key, State, key_of
from kamdocs.history.told import Told
from kamdocs.rules.gap import SEVERITIES, Severity


class _Packed(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A :class:`Told` whose states name their gaps by the place in ``keys``, and severities by that in the list."""

    begin: date
    end: date
    failed: bool
    keys: tuple[tuple[str, str | None, int], ...]
    states: tuple[tuple[date, bool, tuple[int, ...], tuple[int, ...], tuple[int, ...]], ...]
    dealt: tuple[tuple[date, date, tuple[int, int, int, int, int], dict[str, int]], ...]
    counts: tuple[tuple[str, date, float], ...]


_decoder = msgspec.msgpack.Decoder(_Packed)
_encoder = msgspec.msgpack.Encoder()


def packed(told: Told) -> bytes:
    """What a version told, as bytes."""
    places: dict[Key, int] = {}

    def place(key: Key) -> int:
        return places.setdefault(key, len(places))

    states = tuple(
        (
            state.day,
            state.assessed,
            tuple(map(place, state.open)),
            tuple(map(SEVERITIES.index, state.open.values())),
            tuple(sorted(map(place, state.quiet))),
        )
        for state in told.states
    )
    dealt = tuple((one.begins_after, one.until, _numbers(what), dict(what.by)) for one, what in told.dealt.items())
    counts = tuple((name, day, number) for (name, day), number in told.counts.items())
    keys = tuple((one.check, one.record, one.number) for one in places)
    return _encoder.encode(_Packed(told.begin, told.end, told.failed, keys, states, dealt, counts))


def unpacked(data: bytes) -> Told | None:
    """What a version told; None for bytes that are not what :func:`packed` makes."""
    try:
        one = _decoder.decode(data)
        keys = [key_of(*key) for key in one.keys]
        states = tuple(_state(state, keys) for state in one.states)
    except (msgspec.MsgspecError, ValueError, IndexError):
        return None
    if not states or states[0].day != one.begin:
        return None
    dealt = {Period(begin, until): _dealt(numbers, by) for begin, until, numbers, by in one.dealt}
    return Told(
        one.begin, one.end, states, one.failed, dealt, {(name, day): number for name, day, number in one.counts}
    )


def _state(told: tuple[date, bool, tuple[int, ...], tuple[int, ...], tuple[int, ...]], keys: list[Key]) -> State:
    day, assessed, opened, severities, quiet = told
    named: list[Severity] = [SEVERITIES[one] for one in severities]
    open_ = dict(zip([keys[one] for one in opened], named, strict=True))
    return State(day, open_, frozenset([keys[one] for one in quiet]), assessed)


def _numbers(what: Dealt) -> tuple[int, int, int, int, int]:
    return what.promises.in_time, what.promises.late, what.requests.in_time, what.requests.late, what.contacts


def _dealt(numbers: tuple[int, int, int, int, int], by: dict[str, int]) -> Dealt:
    kept, broken, answered, slow, contacts = numbers
    return Dealt(Kept(kept, broken), Kept(answered, slow), contacts, by)
