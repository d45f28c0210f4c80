"""Run a check so that its faults are told by its name and stop no other, nor anything of another account."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, cast

import msgspec

from kamdocs.language import Sentence
from kamdocs.model import Account, Record
from kamdocs.rules.check import AccountFind, Check
from kamdocs.rules.custom import told
from kamdocs.rules.gap import Lapse
from kamdocs.rules.spans import Span


class Mishap(msgspec.Struct, frozen=True):
    """Something that failed where it must not: on which account (None for the portfolio), and the error as one line.

    ``check`` is the check that failed, None where the fault lies elsewhere in the program.
    """

    check: Check | None
    account: str | None
    error: str

    @property
    def ours(self) -> bool:
        """Whether the fault is the program's own, not a custom check's."""
        return self.check is None or self.check.origin is None


Tell = Callable[[Mishap], None]
"""Takes a mishap; the other checks go on."""


def lapses_of(
    check: Check, subject: Any, account: Account | None, limits: Mapping[str, int], tell: Tell | None
) -> list[Lapse]:
    """What a check finds; what goes wrong with it is told, or goes on as it is where nobody takes it."""
    found: list[Lapse] = []
    try:
        lapses: Iterable[Lapse] = cast("AccountFind", check.find)(subject, **limits) if check.find else ()
        if check.origin is not None:
            lapses = map(_sound, lapses)
        found.extend(lapses)
    except (Exception, SystemExit) as error:
        if tell is None:
            raise
        tell(Mishap(check, account.id if account else None, told(error)))
    return found


def _sound(lapse: Any) -> Lapse:
    """What a custom check yields, or a ``TypeError`` that says what it should."""
    if not isinstance(lapse, Lapse):
        raise TypeError(f"yields {type(lapse).__name__}; a check yields Lapse(span, record, message)")
    parts = (
        (lapse.span, Span),
        (lapse.about, Record),
        (lapse.message, Sentence),
        (lapse.hint, Sentence | None),
        (lapse.ahead, Sentence | None),
    )
    for part, kind in parts:
        if not isinstance(part, kind):
            raise TypeError(f"a Lapse holds {type(part).__name__} where {getattr(kind, '__name__', kind)} belongs")
    if not (isinstance(lapse.span.start, date) and isinstance(lapse.span.end, date)):
        raise TypeError("the span of a Lapse begins and ends on days")
    str(lapse.message), str(lapse.hint), str(lapse.ahead)  # every placeholder has its value
    return lapse
