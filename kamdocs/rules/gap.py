"""What a check finds: a gap, which is an interval of time."""

from datetime import date
from typing import Literal, NamedTuple

import msgspec

from kamdocs.language import Sentence
from kamdocs.model import Record
from kamdocs.rules.spans import FOREVER, Span, later
from kamdocs.source import Place, Pointer

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Worst first."""


class Lapse(msgspec.Struct, frozen=True):
    """What a check yields: a span of days in which something is missing, and what it is about.

    ``about`` is the record of the plan; ``field`` one of its keys, for the place. ``record`` names what has no record
    of its own (a decision area), ``hint`` and ``severity`` stand in for the check's own. ``ahead`` is what to say while
    the gap lies ahead, where the ``message`` would blame somebody for what is still to come.
    """

    span: Span
    about: Record
    message: Sentence
    field: str | None = None
    record: str | None = None
    hint: Sentence | None = None
    severity: Severity | None = None
    ahead: Sentence | None = None


class FileLapse(msgspec.Struct, frozen=True):
    """What a check of the file itself yields: the span, the value that it is about, and what to do."""

    span: Span
    pointer: Pointer
    message: Sentence
    hint: Sentence | None = None


class Identity(NamedTuple):
    """Which gap it is, whatever its day, its words and its place: account (None for the portfolio), check, record.

    The account is called by the oldest of its ids, so that a gap stays itself when the file gets another name. Several
    gaps may have one identity: spans of days of the same thing, and faults that have no record.
    """

    account: str | None
    check: str
    record: str | None


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """A gap of an account (or of the portfolio: ``account`` is None), open while ``opens_on <= day < closes_on``.

    ``opens_on`` None means always; ``closes_on`` None means that nothing in the file closes it. ``lasting_account`` is
    the oldest id of an account that was called otherwise. ``blinding`` says that because of it the file, or a part of
    it, can't be judged. ``value`` is what stands in the file where that alone is wrong: another wrong value is another
    gap. ``own_ahead`` is what to say while it lies ahead, else the ``ahead_words`` of its check; see :attr:`ahead`.
    """

    check: str
    severity: Severity
    account: str | None
    record: str | None
    opens_on: date | None
    closes_on: date | None
    message: Sentence
    hint: Sentence
    path: str | None
    place: Place
    lasting_account: str | None = None
    blinding: bool = False
    value: str | None = None
    own_ahead: Sentence | None = None
    ahead_words: str = ""

    @property
    def ahead(self) -> Sentence | None:
        """What to say while it lies ahead, with the last good day as ``due``; None where the message does for both."""
        if self.own_ahead is not None or not self.ahead_words or self.opens_on is None:
            return self.own_ahead
        return Sentence(self.ahead_words, {**self.message.values, "due": later(self.opens_on, -1)})

    @property
    def identity(self) -> Identity:
        """Which gap it is; path and place are no part of that."""
        record = self.record if self.value is None else f"{self.record}: {self.value}"
        return Identity(self.lasting_account or self.account, self.check, record)

    def open_on(self, day: date) -> bool:
        """Whether the gap is open on that day."""
        opened = self.opens_on is None or self.opens_on <= day
        return opened and (self.closes_on is None or day < self.closes_on)


def closing(span: Span) -> date | None:
    """The day on which a span ends, None where it doesn't."""
    return None if span.end == FOREVER else span.end
