"""What failed where it must not, as sentences: one for each check, not one for each plan."""

from collections.abc import Iterable, Iterator

from kamdocs.language import Sentence, say
from kamdocs.rules.guard import Mishap


def tell_mishaps(mishaps: Iterable[Mishap]) -> Iterator[Sentence]:
    """A sentence for each check that failed, with its first error, and for each account on which the program did."""
    found: dict[str, list[Mishap]] = {}
    for mishap in mishaps:
        name = mishap.check.name if mishap.check else f"\0{mishap.account}"
        found.setdefault(name, []).append(mishap)
    for _name, failed in sorted(found.items()):
        yield _sentence(failed)


def _sentence(failed: list[Mishap]) -> Sentence:
    first = failed[0]
    account = first.account or say("the portfolio")
    if first.check is None:
        return say("{account} can't be assessed, by a fault of kamdocs: {error}", account=account, error=first.error)
    more = say(" and {number} more", number=len(failed) - 1) if len(failed) > 1 else ""
    if first.check.origin is None:
        return say(
            "the check {name} failed on {account}{more}, by a fault of kamdocs: {error}",
            name=first.check.name,
            account=account,
            more=more,
            error=first.error,
        )
    return say(
        "the check {name} of {origin} failed on {account}{more}: {error}",
        name=first.check.name,
        origin=first.check.origin,
        account=account,
        more=more,
        error=first.error,
    )
