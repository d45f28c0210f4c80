"""A word that claims a fact, and the day of that fact, go together: whoever sets one has said the other.

An order with a day of delivery is delivered, and a delivered one has its day. Nothing is kept without a word: what is
written or taken out with a field is told.
"""

from collections.abc import Iterator, Mapping, Set
from datetime import date
from typing import Any

from kamdocs.keeping.intent import kind_of_record
from kamdocs.language import Sentence, _, say
from kamdocs.schema.claims import GIVEN_UP, Claim, claims
from kamdocs.schema.walk import Path
from kamdocs.settings.error import SettingsError

_ENDED = ("won", "lost")
_ANSWERED = Claim("outcome", ("helped", "referred", "declined-politely"), "answered_on")
"""Who was helped was answered; an answer alone does not tell yet what came of it."""


def days_and_words(
    path: Path, record: Mapping[str, Any], fields: dict[Path, Any], day: date, brought: Set[str]
) -> Iterator[Sentence]:
    """Put beside the fields that are set what they say of others; ``brought`` comes with them in other edits.

    Raises :class:`SettingsError` for a word whose fact can't be set with it.
    """
    for one in claims(kind_of_record(path)) if path else ():
        yield from _word_with_day(one, record, fields)
        yield from _day_with_word(one, record, fields, day)
    if path == ("help",):
        yield from _day_with_word(_ANSWERED, record, fields, day)
    if path == ("opportunities",):
        yield from _step_of_what_ended(record, fields)
    _hold_to_delays(path, record.keys() | brought, fields)


def _word_with_day(one: Claim, record: Mapping[str, Any], fields: dict[Path, Any]) -> Iterator[Sentence]:
    """The word that a day claims: with ``delivered_on`` an order is delivered; what was given up stays so."""
    value = record.get(one.field)
    if (one.field,) in fields or fields.get((one.day,)) is None or value in (*one.values, *GIVEN_UP):
        return
    fields[(one.field,)] = one.values[0]
    yield say("{field} is set with it, to {value}", field=one.field, value=one.values[0])


def _day_with_word(one: Claim, record: Mapping[str, Any], fields: dict[Path, Any], day: date) -> Iterator[Sentence]:
    """The day that a word claims; and with a word that takes the claim back the day goes."""
    value, there = fields.get((one.field,)), record.get(one.day)
    if (one.day,) in fields:
        return
    if value in one.values and there is None:
        fields[(one.day,)] = day.isoformat()
        yield say("{field} is set with it, to {day}", field=one.day, day=day)
    elif there is not None and one is not _ANSWERED and one.contradicts(value):
        fields[(one.day,)] = None
        yield say("{field} is taken out with it; it was {day}", field=one.day, day=there)


def _step_of_what_ended(record: Mapping[str, Any], fields: dict[Path, Any]) -> Iterator[Sentence]:
    """What ended has no next step; what it was is told, because it may be work that goes on."""
    if fields.get(("stage",)) not in _ENDED:
        return
    left = [name for name in ("next_step", "next_step_on") if name in record and (name,) not in fields]
    fields.update({(name,): None for name in left})
    if left:
        yield say("the next step is taken out with it: {text}", text=record[left[0]])


def _hold_to_delays(path: Path, there: Set[str], fields: dict[Path, Any]) -> None:
    """Raise for an order that is said to be delayed without a delay: which day holds now is not known."""
    if path != ("orders",) or fields.get(("status",)) != "delayed" or "delays" in there or ("delays",) in fields:
        return
    message = _("{field}: {value} needs {needed}").format(field="status", value="delayed", needed="delays")
    raise SettingsError(message, _("move the promised day instead: kamdocs set … promised_on=DAY"))
