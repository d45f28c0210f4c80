"""What a gap leads to at the customer's table: its check's question, and how the record is called in it."""

from collections.abc import Callable

import msgspec

from kamdocs.language import Sentence, say
from kamdocs.model import Account


def _as_written(_account: Account, record: str) -> str:
    return record


class Question(msgspec.Struct, frozen=True):
    """A question in plain words; ``{what}`` in it is what ``naming`` makes of the gap's record.

    ``turn`` says when it is asked, from 1: first what hurts, then who is who, then what comes.
    Where the record is a word of a closed list (a decision area), ``word`` says so; the page writes it as people do.
    """

    turn: int
    words: Sentence
    naming: Callable[[Account, str], str] = _as_written
    word: bool = False


def ask(turn: int, words: str, naming: Callable[[Account, str], str] = _as_written, *, word: bool = False) -> Question:
    """Make a question: ``ask(10, "Who took over from {what}?", person)``."""
    return Question(turn, say(words), naming, word)


def person(account: Account, record: str) -> str:
    """The name of a stakeholder."""
    return account.people[record].name if record in account.people else record


def bother(account: Account, record: str) -> str:
    """What bothers the customer or is missing, in its own words."""
    known = (one for review in account.satisfaction for one in (*review.bothers, *review.misses))
    return next((one.text for one in known if one.id == record), record)


def nonconformity(account: Account, record: str) -> str:
    """What a remark, complaint or claim is about."""
    return next((one.text for one in account.nonconformities if one.id == record), record)


def expectation(account: Account, record: str) -> str:
    """What somebody expects."""
    return next((one.text for one in account.expectations if one.id == record), record)


def need(account: Account, record: str) -> str:
    """What the customer needs."""
    return next((one.text for one in account.needs if one.id == record), record)


def favour(account: Account, record: str) -> str:
    """What we were asked for outside of our obligations."""
    return next((one.topic for one in account.help if one.id == record), record)
