"""What went wrong with custom checks, as sentences: one for each check, not one for each plan."""

from collections.abc import Iterable, Iterator

from kamdocs.language import Sentence, say
from kamdocs.rules.guard import Mishap


def tell_mishaps(mishaps: Iterable[Mishap]) -> Iterator[Sentence]:
    """A sentence for each custom check that failed, with its first error."""
    found: dict[str, list[Mishap]] = {}
    for mishap in mishaps:
        found.setdefault(mishap.check.name, []).append(mishap)
    for name, failed in sorted(found.items()):
        yield say(
            "the check {name} of {origin} failed on {account}{more}: {error}",
            name=name,
            origin=failed[0].check.origin,
            account=failed[0].account or say("the portfolio"),
            more=say(" and {number} more", number=len(failed) - 1) if len(failed) > 1 else "",
            error=failed[0].error,
        )
