"""What people write for which a record has no field, and what to do instead: a sentence for each, by record."""

import functools
from collections.abc import Mapping, Sequence

import msgspec

from kamdocs.language import Sentence, say
from kamdocs.schema.suggest import folded
from kamdocs.schema.walk import Node, Path


class Instead(msgspec.Struct, frozen=True):
    """What to do in place of a field of one of these ``words``; ``about`` is the field that they bear on."""

    words: str
    hint: Sentence
    about: str


def instead_of(written: str, record: Node) -> Instead | None:
    """What to do in place of a field that was written into a record; None where nothing is said of it here."""
    return _by_word(record.path).get(folded(written))


@functools.cache
def _by_word(record: Path) -> Mapping[str, Instead]:
    return {folded(word): one for one in _INSTEAD.get(record, ()) for word in one.words.split(", ")}


_MOVED = (
    "moved to, moved on, moved, postponed to, postponed, delayed to, delayed, delays, new due, new date, new deadline, "
    "prestavljeno, prestavljeno na, premaknjeno na, nov rok, novi rok, nov datum"
)
_INSTEAD: Mapping[Path, Sequence[Instead]] = {
    (): (
        Instead(
            "customer since, client since, partner since, stranka od, kupec od, sodelujemo od",
            say(
                "write key_since: the day since when it is a key account; of an old customer whose plan is new, the "
                "day on which the plan was begun is started_on in the record plan"
            ),
            "key_since",
        ),
    ),
    ("contract",): (
        Instead(
            "renewed on, renewed, last renewed on, last renewal, podaljšano, podaljšana, podaljšano dne",
            say(
                "leave it out: renewal_on is the next day on which it ends or renews itself, and of those that have "
                "passed none is written down"
            ),
            "renewal_on",
        ),
    ),
    ("stakeholders",): (
        Instead(
            "decision maker, is decision maker, decider, decides, odločevalec, odločevalka, odloča",
            say("it is a part in a purchase: of somebody who decides, write buying_roles: [decider]"),
            "buying_roles",
        ),
    ),
    ("commitments",): (
        Instead(
            "status, state, progress, open, closed, stanje, odprto, zaprto",
            say("leave it out: a promise is open until kept_on or released_on tells the day that closed it"),
            "kept_on",
        ),
        Instead(_MOVED, say("write the new day under due, and the day first promised under first_due"), "due"),
    ),
    ("actions",): (Instead(_MOVED, say("write the new day under due, and the day first set under first_due"), "due"),),
    ("orders",): (
        Instead(
            "paused, paused on, paused since, hold, on hold, on hold since, on hold from, on hold on, on hold until, "
            "hold since, hold until, hold reason, on hold reason, held since, held until, suspended, suspended on, "
            "stopped on, ustavljeno, ustavljeno dne, ustavljeno od, zadržano, zadržano dne, zadržano od, na čakanju",
            say("write status: on-hold; since when, until when and why have no fields of their own"),
            "status",
        ),
        Instead(
            "cancelled, canceled, cancelled on, canceled on, preklicano, preklicano dne, odpovedano, storno",
            say("write status: cancelled; the day of it has no field of its own"),
            "status",
        ),
    ),
    ("nonconformities",): (
        Instead(
            "satisfied, customer satisfied, is satisfied, happy, zadovoljen, zadovoljna, kupec zadovoljen",
            say(
                "write the day on which the customer said so: as dissatisfied_on where it is not satisfied, as "
                "confirmed_by_customer_on where it is"
            ),
            "dissatisfied_on",
        ),
        Instead(
            "reason, why, because, razlog, zakaj",
            say("did you mean rejected_because, why we rejected it, or cause, what it came from?"),
            "",
        ),
    ),
}
