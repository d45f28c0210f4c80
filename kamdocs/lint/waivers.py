"""Waivers: which gap one accepts, and what is wrong with one that ran out or never had a gap."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from kamdocs.language import Sentence, say
from kamdocs.model import Account, Waiver
from kamdocs.rules.gap import Gap
from kamdocs.rules.policies import Policies
from kamdocs.rules.spans import after, later
from kamdocs.source import Document


def waives(waiver: Waiver, gap: Gap, policies: Policies) -> bool:
    """Whether the waiver names the gap, whatever the day: its check and, where it has one, its record."""
    check = policies.find_check(waiver.check)
    named = check is not None and check.code == gap.check and not gap.check.startswith("DOC")
    return named and waiver.record in (None, gap.record)


def find_waiver(waivers: Iterable[Waiver], gap: Gap, day: date, policies: Policies) -> Waiver | None:
    """The waiver that accepts the gap on a day, the one that holds longest; None where there is none."""
    holding = [waiver for waiver in waivers if day <= waiver.until and waives(waiver, gap, policies)]
    return max(holding, key=lambda waiver: waiver.until, default=None)


def waiver_gaps(account: Account, gaps: Sequence[Gap], policies: Policies, document: Document) -> Iterator[Gap]:
    """What is wrong with an account's waivers, given all its gaps: DOC006, DOC007 and DOC010."""
    for index, waiver in enumerate(account.waivers):
        make = _Maker(account, waiver, policies, document, index)
        yield make.endless()
        if not policies.complete and policies.find_check(waiver.check) is None:
            continue  # it may be of a check that is not known here
        mine = [gap for gap in gaps if waives(waiver, gap, policies)]
        ended = after(waiver.until)
        lapsed = [gap for gap in mine if gap.open_on(ended) and not find_waiver(account.waivers, gap, ended, policies)]
        expected = [gap for gap in mine if gap.opens_on is None or gap.opens_on <= waiver.until]
        if lapsed:
            ends = [gap.closes_on for gap in lapsed]
            terms = {"check": waiver.check, "day": waiver.until}
            message = say("the waiver of {check} ended on {day} and the gap is open", **terms)
            ahead = say("the waiver of {check} ends on {day}, and the gap stays open", **terms)
            lapsing = make.gap("waiver-lapsed", after(waiver.until), _latest(ends), message)
            yield msgspec.structs.replace(lapsing, own_ahead=ahead)
        closings = [gap.closes_on for gap in expected]
        if None not in closings and not lapsed:
            message = say("no gap of {check} needs this waiver", check=waiver.check)
            unused_from = max((day for day in closings if day), default=account.key_since)
            yield make.gap("waiver-unused", unused_from, None, message)


def _latest(days: Sequence[date | None]) -> date | None:
    """The day on which the last of some gaps closes, None where one never does."""
    return None if None in days else max(day for day in days if day)


class _Maker:
    """Makes the gaps of one waiver."""

    def __init__(self, account: Account, waiver: Waiver, policies: Policies, document: Document, index: int) -> None:
        self.account, self.waiver, self.policies, self.document = account, waiver, policies, document
        self.index = index

    def endless(self) -> Gap:
        """The gap of a waiver while its end lies too far ahead."""
        days = self.policies["waiver-endless"].limits[self.account.tier]["days"]
        message = say("the waiver of {check} holds through {day}", check=self.waiver.check, day=self.waiver.until)
        return self.gap("waiver-endless", None, later(self.waiver.until, -days), message)

    def gap(self, name: str, opens_on: date | None, closes_on: date | None, message: Sentence) -> Gap:
        check = self.policies[name].check
        return Gap(
            check=check.code,
            severity=self.policies[name].severity[self.account.tier],
            account=self.account.id,
            record=self.waiver.key,
            opens_on=opens_on,
            closes_on=closes_on,
            message=message,
            hint=say(check.hint),
            path=self.account.path,
            place=self.document.place_of(("waivers", self.index)),
        )
