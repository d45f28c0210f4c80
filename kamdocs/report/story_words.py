"""What a story says, in sentences and in the order in which people ask: doubts, better, worse, who, what is asked."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from kamdocs.language import _, label, ngettext, plain_day
from kamdocs.lint import Arrival, Care, Departure, Doubts, Finding, Held, Move, Names, Story, WaiverChange, in_words
from kamdocs.lint.shared_files import SharedFile
from kamdocs.model import Waiver
from kamdocs.rules.catalogue import CHECKS

_CHECKS = {key: check for check in CHECKS for key in (check.code, check.name)}
_LOST: Mapping[SharedFile, Callable[[], str]] = {
    "team": lambda: _("our team: the file is gone or has faults, so nobody knows what is missing because of it"),
    "offerings": lambda: _(
        "our offerings: the file is gone or has faults, so nobody knows what is missing because of it"
    ),
    "revenue": lambda: _("the revenue: the file is gone or has faults, so nobody knows what is missing because of it"),
}
FEW = 3
"""So many names stand in a line, then a number."""


class Part(msgspec.Struct, frozen=True):
    """A part of a story: a title, and a row for each entry; what a director need not read is ``folded``."""

    title: str
    rows: list[str]
    folded: bool = False


class Wording(msgspec.Struct, frozen=True):
    """How the texts of files are made harmless, how an account is named, and whether codes and ids stand there, too."""

    safe: Callable[[object], str]
    account: Callable[[str], str]
    codes: bool


def parts_of(story: Story, wording: Wording) -> Iterator[Part]:
    """The parts that hold something."""
    say = Teller(story.names, wording)
    gaps, settings = say.gaps, [one.told if wording.codes else one.plain for one in story.settings]
    asked = [*map(say.held, sorted(story.held, key=lambda one: -len(one.hidden))), *map(wording.safe, settings)]
    renamed = _("{old} is now {new}")
    facts = ((account, row) for account, rows in story.facts.items() for row in rows)
    yield from (
        part
        for part in (
            Part(_("Not assessed"), list(say.doubts(story))),
            Part(_("Better"), gaps(story.mended)),
            Part(_("Worse"), gaps(story.broken)),
            Part(_("Who looks after what now"), list(say.looking_after(story))),
            Part(_("Tier, status and settings"), [*asked, *say.by_settings(story)]),
            Part(_("Accepted for a while"), [say.waiver(one) for one in story.waivers]),
            Part(_("Moved to another day"), [say.moved(one) for one in story.moved], folded=True),
            Part(
                _("Accounts renamed"),
                [renamed.format(old=wording.safe(old), new=wording.account(new)) for old, new in story.renamed],
                folded=True,
            ),
            Part(_("Facts"), [f"{wording.account(one)}: {wording.safe(row)}" for one, row in facts], folded=True),
        )
        if part.rows
    )


class Teller(msgspec.Struct, frozen=True):
    """Says in words what stands in a story."""

    names: Names
    wording: Wording

    def doubts(self, story: Story) -> Iterator[str]:
        """What could not be assessed, so that nobody takes silence for an all-clear."""
        yield from map(self.wording.safe, story.doubts.failed)
        now = _("{account}: the file has faults, so nobody knows what is missing there")
        yield from (now.format(account=self.wording.account(one)) for one in story.doubts.now)
        yield from (_LOST[one]() for one in story.doubts.lost)
        if number := len(story.unsure):
            told = ngettext(
                "{number} gap is gone, perhaps only because of that: {names}",
                "{number} gaps are gone, perhaps only because of that: {names}",
                number,
            )
            yield told.format(number=number, names=self._listed(story.unsure))
        before = _("{account}: the file had faults before, so some of what it shows now may be older than this change")
        yield from (before.format(account=self.wording.account(one)) for one in story.doubts.before)

    def gaps(self, findings: Iterable[Finding]) -> list[str]:
        """A row for each gap."""
        return [self.gap(one) for one in findings]

    def gap(self, finding: Finding) -> str:
        """Whose gap, how bad, what is missing, and from which day on."""
        gap = finding.gap
        where = self.wording.account(gap.account) if gap.account else _("the portfolio")
        opens = _("opens {day}") if finding.state == "upcoming" else _("since {day}")
        day = f", {opens.format(day=plain_day(gap.opens_on))}" if gap.opens_on else ""
        code = f" {gap.check} {finding.check.name}" if self.wording.codes else ""
        return f"{where}: {label(gap.severity)}{code}: {self.wording.safe(finding.message)}{day}"

    def moved(self, move: Move) -> str:
        """A gap that opens on another day than before."""
        was = plain_day(move.was) if move.was else _("always")
        return _("{gap} (was {before})").format(gap=self.gap(move.finding), before=was)

    def looking_after(self, story: Story) -> Iterator[str]:
        """Who has which account now, which came and went, and what changed in our team."""
        yield from map(self.care, story.care)
        yield from map(self.arrival, story.arrivals)
        yield from map(self.departure, story.departures)
        yield from map(self.wording.safe, story.team)

    def care(self, care: Care) -> str:
        """Who has a role now, and who had it."""
        told = {
            "owner": _("{account}: {now} looks after it now (before: {before})"),
            "deputy": _("{account}: {now} is the deputy now (before: {before})"),
            "executive_sponsor": _("{account}: {now} is the sponsor now (before: {before})"),
        }[care.role]
        now, before = (self.wording.safe(one or _("nobody")) for one in (care.now, care.before))
        return told.format(account=self.wording.account(care.account), now=now, before=before)

    def arrival(self, one: Arrival) -> str:
        """A new account, and who looks after it."""
        if not one.known:
            told = _("{account} is new")
        elif one.owner:
            told = _("{account} is new; {name} looks after it")
        else:
            told = _("{account} is new; nobody looks after it yet")
        return told.format(account=self.wording.account(one.account), name=self.wording.safe(one.owner))

    def departure(self, one: Departure) -> str:
        """An account that is gone: its gaps are, too, and nobody closed them."""
        told = _("{account} is no longer among the plans").format(account=self.wording.account(one.account))
        if not one.gaps:
            return told
        went = ngettext(
            "{number} open gap went with it, and counts as closed nowhere",
            "{number} open gaps went with it, and count as closed nowhere",
            len(one.gaps),
        )
        return f"{told}; {went.format(number=len(one.gaps))}"

    def held(self, held: Held) -> str:
        """What an account is held to now, and which gaps would be open otherwise."""
        told = f"{self.wording.account(held.account)}: {'; '.join(map(self.wording.safe, held.told))}"
        if not held.hidden:
            return told
        otherwise = ngettext(
            "{number} gap would be open otherwise: {names}",
            "{number} gaps would be open otherwise: {names}",
            len(held.hidden),
        )
        return f"{told}. {otherwise.format(number=len(held.hidden), names=self._listed(held.hidden))}"

    def by_settings(self, story: Story) -> Iterator[str]:
        """The gaps that are there or gone because of what is asked: nobody did anything for or against them."""
        gone = ngettext(
            "{number} gap is gone with what is asked, and counts as closed nowhere: {names}",
            "{number} gaps are gone with what is asked, and count as closed nowhere: {names}",
            len(story.unasked),
        )
        come = ngettext(
            "{number} gap is open because of what is asked now: {names}",
            "{number} gaps are open because of what is asked now: {names}",
            len(story.asked_anew),
        )
        for template, found in ((gone, story.unasked), (come, story.asked_anew)):
            if found:
                yield template.format(number=len(found), names=self._listed(found))

    def _listed(self, findings: Sequence[Finding]) -> str:
        """Gaps in a row's end: by their checks where codes are told, else the first in words."""
        if self.wording.codes:
            return ", ".join(dict.fromkeys(f"{one.gap.check} {self.wording.safe(one.check.name)}" for one in findings))
        words = list(dict.fromkeys(self.wording.safe(one.message) for one in findings))
        more = [_("and {number} more").format(number=len(words) - FEW)] if len(words) > FEW else []
        return "; ".join([*words[:FEW], *more])

    def waiver(self, change: WaiverChange) -> str:
        """Who accepts which gap, why and until when; of an altered waiver also what it was."""
        waiver = change.waiver
        words = self._terms(waiver)
        if change.now is None:
            words = _("withdrawn; it was {terms}").format(terms=words)
        elif change.was is not None:
            words = _("{gap} (was {before})").format(gap=words, before=self._terms(change.was))
        accepted = "; ".join(self.wording.safe(one.message) for one in change.accepts)
        what = self._named(self.names.records.get((change.account, waiver.record or "")), waiver.record)
        which = ": ".join(filter(None, (" – ".join(filter(None, (self._check(change), what))), accepted)))
        return f"{self.wording.account(change.account)}: {which}: {words}"

    def _check(self, change: WaiverChange) -> str:
        """Which check a waiver names: in words where no gap says it, and never by its code there."""
        known = _CHECKS.get(change.waiver.check)
        if self.wording.codes or known is None:
            return self.wording.safe(change.waiver.check)
        return "" if change.accepts else self.wording.safe(in_words(known))

    def _terms(self, waiver: Waiver) -> str:
        told = _("until {day}, by {name}, because {reason}")
        by = self._named(self.names.people.get(waiver.by), waiver.by)
        return told.format(day=plain_day(waiver.until), name=by, reason=self.wording.safe(waiver.reason))

    def _named(self, name: str | None, one: str | None) -> str:
        """A name, with the id behind it where ids are told; the id alone where it has no other name."""
        if not one:
            return ""
        return named(name, one, self.wording)


def named(name: str | None, one: str, wording: Wording) -> str:
    """What has an id and, perhaps, a name."""
    if name in (None, one):
        return wording.safe(one)
    return f"{wording.safe(name)} ({wording.safe(one)})" if wording.codes else wording.safe(name)


def summary(story: Story, wording: Wording) -> str:
    """The story in one line: what got better and worse, who looks after what, and whether something else matters."""
    told = []
    if number := len(story.mended):
        closed = ngettext("better: {number} gap closed ({names})", "better: {number} gaps closed ({names})", number)
        told.append(closed.format(number=number, names=_whose(story.mended, wording)))
    if number := len(story.broken):
        opened = ngettext("worse: {number} gap opened ({names})", "worse: {number} gaps opened ({names})", number)
        told.append(opened.format(number=number, names=_whose(story.broken, wording)))
    if not told:
        whole = story.doubts == Doubts()
        told.append(_("no gap opened or closed") if whole else _("of what could be assessed, no gap opened or closed"))
    return "; ".join([*told, *_hands(story, wording), *_besides(story)])


def _whose(findings: Iterable[Finding], wording: Wording) -> str:
    """The accounts of gaps, those with the most first, each with its number where that is more than one."""
    counts = Counter(one.gap.account for one in findings)
    where = [
        f"{f'{many} × ' if 1 < many < counts.total() else ''}{wording.account(one) if one else _('the portfolio')}"
        for one, many in counts.most_common(FEW)
    ]
    if len(counts) > FEW:
        where.append(_("and {number} more").format(number=len(counts) - FEW))
    return ", ".join(where)


def _hands(story: Story, wording: Wording) -> Iterator[str]:
    """Which accounts somebody else looks after, the first by name."""
    owners = [one for one in story.care if one.role == "owner"]
    for one in owners[:FEW]:
        name = wording.safe(one.now or _("nobody"))
        yield _("{name} looks after {account} now").format(name=name, account=wording.account(one.account))
    if number := len(owners[FEW:]):
        told = ngettext("so changes {number} more account", "so change {number} more accounts", number)
        yield told.format(number=number)


def _besides(story: Story) -> Iterator[str]:
    """What else changed, in numbers."""
    new, gone, held = len(story.arrivals), len(story.departures), len(story.held)
    waivers, settings = len(story.waivers), len(story.settings)
    told = (
        (new, ngettext("{number} account is new", "{number} accounts are new", new)),
        (gone, ngettext("{number} plan is gone", "{number} plans are gone", gone)),
        (held, ngettext("of {number} account something else is asked",
                        "of {number} accounts something else is asked", held)),
        (waivers, ngettext("{number} waiver changed", "{number} waivers changed", waivers)),
        (settings, ngettext("{number} setting changed", "{number} settings changed", settings)),
    )  # fmt: skip
    yield from (template.format(number=number) for number, template in told if number)
