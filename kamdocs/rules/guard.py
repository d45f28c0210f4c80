"""Run a custom check so that its faults are told by its name and stop no other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from kamdocs.language import Sentence
from kamdocs.model import Account, Record
from kamdocs.rules.check import Check
from kamdocs.rules.custom import told
from kamdocs.rules.gap import Lapse
from kamdocs.rules.spans import Span


class Mishap(msgspec.Struct, frozen=True):
    """A custom check that failed: on which account (None for the portfolio), and with what error, as one line."""

    check: Check
    account: str | None
    error: str


Tell = Callable[[Mishap], None]
"""Takes a mishap; the other checks go on."""


def forget(_: Mishap) -> None:
    """Take a mishap that nobody wants to hear of."""


def lapses_of(
    check: Check, subject: Any, account: Account | None, limits: Mapping[str, int], tell: Tell
) -> Iterable[Lapse]:
    """What a check finds. One of ours that fails is a fault of the program; a custom one is told of."""
    if check.origin is None:
        return check.find(subject, **limits) if check.find else ()
    return _guarded(check, subject, account, limits, tell)


def _guarded(
    check: Check, subject: Any, account: Account | None, limits: Mapping[str, int], tell: Tell
) -> Iterator[Lapse]:
    try:
        if account is not None and check.subject:
            check.subject(account)
        for lapse in check.find(subject, **limits) if check.find else ():
            yield _sound(lapse)
    except (Exception, SystemExit) as error:
        tell(Mishap(check, account.id if account else None, told(error)))


def _sound(lapse: Any) -> Lapse:
    """What a custom check yields, or a ``TypeError`` that says what it should."""
    if not isinstance(lapse, Lapse):
        raise TypeError(f"yields {type(lapse).__name__}; a check yields Lapse(span, record, message)")
    parts = ((lapse.span, Span), (lapse.about, Record), (lapse.message, Sentence), (lapse.hint, Sentence | None))
    for part, kind in parts:
        if not isinstance(part, kind):
            raise TypeError(f"a Lapse holds {type(part).__name__} where {getattr(kind, '__name__', kind)} belongs")
    if not (isinstance(lapse.span.start, date) and isinstance(lapse.span.end, date)):
        raise TypeError("the span of a Lapse begins and ends on days")
    str(lapse.message), str(lapse.hint)  # every placeholder has its value
    return lapse
