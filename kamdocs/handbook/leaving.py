"""If this person leaves: what hangs on somebody, at the customer's or among ours, by what the plans record."""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from kamdocs.handbook.acquaintance import Known
from kamdocs.handbook.anchors import person_anchor, record_anchor
from kamdocs.handbook.paths import account_path, has_page
from kamdocs.handbook.view import View
from kamdocs.handbook.words import day_words
from kamdocs.language import _, label
from kamdocs.lint import Standing
from kamdocs.model import Account, Id, Stakeholder, TeamMember

TOLD = 40
"""Of how many of a customer's people the sheet for who takes over tells."""


class Entry(msgspec.Struct, frozen=True):
    """Something that hangs on a person, in words; ``path`` and ``anchor`` say where it stands, empty for nowhere."""

    words: str
    path: str = ""
    anchor: str = ""


class Hanging(msgspec.Struct, frozen=True):
    """What hangs on a person in one respect; ``alone`` says that there is nobody else, and it would be lost.

    ``short`` tells of that in a row.
    """

    title: str
    entries: Sequence[Entry]
    alone: bool = False
    short: str = ""


Open = tuple[Id | None, str, Entry]
"""Something open with one of theirs: the person's id, in what respect, and what."""


class Theirs(msgspec.Struct, frozen=True, dict=True):
    """A customer's people who are there, for what would be lost or open if one of them left."""

    account: Account
    view: View

    @property
    def people(self) -> Sequence[Known]:
        """Those who are there, by level and name."""
        return self.view.present_people(self.account)

    @cached_property
    def told(self) -> Sequence[Known]:
        """Those of whom the sheet for who takes over tells.

        Who decides stands first, then those whom nobody can stand in for, those of high influence, and by name.
        """
        return sorted(self.people, key=self._rank)[:TOLD]

    def _rank(self, one: Known) -> tuple[bool, bool, bool, str]:
        person = one.person
        return not person.decides, not self.alone(person), not person.influential, person.name

    def alone(self, person: Stakeholder) -> list[Hanging]:
        """What nobody else there is known for."""
        found = []
        if person.decides and self._deciding == 1:
            title, short = _("Nobody else is known who decides or approves"), _("nobody else decides")
            found.append(Hanging(title, [Entry(_roles(person))], alone=True, short=short))
        if person.area in self.account.decision_areas and self._areas[person.area] == 1:
            title, short = _("Nobody else is known in this area"), _("nobody else in this area")
            found.append(Hanging(title, [Entry(label(person.area))], alone=True, short=short))
        return found

    def hanging_on(self, known: Known) -> list[Hanging]:
        """What hangs on the person; empty where nothing does."""
        person = known.person
        below = [_to_person(one, self.account) for one in self._below.get(person.id, ())]
        found = [
            *self.alone(person),
            Hanging(_("Who reports to the person"), below),
            *_in_touch_with(known, self.view),
            *(Hanging(title, entries) for title, entries in self._open.get(person.id, {}).items()),
        ]
        return [one for one in found if one.entries]

    @cached_property
    def _deciding(self) -> int:
        return sum(one.person.decides for one in self.people)

    @cached_property
    def _areas(self) -> Mapping[str | None, int]:
        return Counter(one.person.area for one in self.people)

    @cached_property
    def _below(self) -> Mapping[Id, Sequence[Stakeholder]]:
        found: dict[Id, list[Stakeholder]] = {}
        for one in self.people:
            if (boss := one.person.reports_to) and boss != one.person.id:
                found.setdefault(boss, []).append(one.person)
        return found

    @cached_property
    def _open(self) -> Mapping[Id, Mapping[str, Sequence[Entry]]]:
        found: dict[Id, dict[str, list[Entry]]] = {}
        for person, title, entry in _open_with(self.account):
            if person:
                found.setdefault(person, {}).setdefault(title, []).append(entry)
        return found


def _path(account: Id) -> str:
    """The page of an account; empty where its id can't be part of an address."""
    return account_path(account) if has_page(account) else ""


def _roles(person: Stakeholder) -> str:
    return ", ".join(label(role) for role in person.buying_roles)


def _to_person(person: Stakeholder, account: Account) -> Entry:
    return Entry(person.name, _path(account.id), person_anchor(person.id))


def _in_touch_with(known: Known, view: View) -> Iterator[Hanging]:
    met = [Entry(view.person(one)) for one in known.met_within_a_year(view.as_of)]
    yield Hanging(_("Which of us met the person within a year"), met)
    if owner := known.person.relationship_owner:
        yield Hanging(_("Which of us looks after the person"), [Entry(view.person(owner))])


def _open_with(account: Account) -> Iterator[Open]:
    """What is open with anybody of the customer, one respect after the other."""
    at = functools.partial(_record, account.id)
    for promise in account.commitments:
        if not promise.settled_on:
            yield promise.to, _("What we promised the person"), at(f"commitments/{promise.id}", promise.text)
    for complaint in account.nonconformities:
        if complaint.open:
            told = at(f"nonconformities/{complaint.id}", complaint.text)
            yield complaint.received_from, _("What the person complained about"), told
    for request in account.requests:
        if request.responded_at is None:
            told = at(f"requests/{request.id}", request.subject or label(request.channel))
            yield request.from_, _("What the person asked and waits for"), told
    yield from _wanted_by(account)


def _wanted_by(account: Account) -> Iterator[Open]:
    at = functools.partial(_record, account.id)
    for expected in account.expectations:
        yield expected.stakeholder, _("What the person expects"), at(f"expectations/{expected.id}", expected.text)
    for need in account.needs:
        if need.status == "open":
            yield need.source, _("What the person needs"), at(f"needs/{need.id}", need.text)


def _record(account: Id, record: str, words: str) -> Entry:
    return Entry(words, _path(account), record_anchor(record))


class Familiar(msgspec.Struct, frozen=True):
    """Somebody at a customer, as an entry, with who of ours alone met the person within a year, and who looks after."""

    entry: Entry
    only_met_by: Id | None
    looked_after_by: Id | None


def known_people(view: View) -> list[Familiar]:
    """All people who are there, at all customers, in the order of attention."""
    found = []
    for standing in view.by_attention:
        for one in view.present_people(standing.account) if standing.account else ():
            entry = Entry(f"{one.person.name}, {standing.name}", _path(standing.id), person_anchor(one.person.id))
            found.append(Familiar(entry, one.only_met_by(view.as_of), one.person.relationship_owner))
    return found


def hanging_on_ours(member: TeamMember, view: View, people: Sequence[Familiar]) -> list[Hanging]:
    """What would be left to nobody if one of ours left, over all accounts; ``people`` are those of the customers."""
    found = [*_accounts_of(member.id, view), *_people_known_by(member.id, people), *_work_of(member, view)]
    return [one for one in found if one.entries]


def _accounts_of(member: Id, view: View) -> Iterator[Hanging]:
    owned = view.owners.get(member, ())
    yield Hanging(
        _("Accounts to hand over"),
        [Entry(_with_deputy(one, view), _path(one.id)) for one in owned],
        alone=True,
    )
    accounts = [(one, one.account) for one in view.by_attention if one.account]
    yield Hanging(
        _("Accounts that lose their deputy"),
        [Entry(one.name, _path(one.id)) for one, account in accounts if account.deputy == member],
    )
    yield Hanging(
        _("Accounts that lose their sponsor"),
        [Entry(one.name, _path(one.id)) for one, account in accounts if account.executive_sponsor == member],
    )


def _with_deputy(standing: Standing, view: View) -> str:
    deputy = standing.account.deputy if standing.account else None
    if deputy is None:
        return _("{account}: no deputy").format(account=standing.name)
    return _("{account}: deputy {name}").format(account=standing.name, name=view.person(deputy))


def _people_known_by(member: Id, people: Sequence[Familiar]) -> Iterator[Hanging]:
    """People at customers whom nobody else of ours met within a year, and those whom only this one looks after."""
    only = [one.entry for one in people if one.only_met_by == member]
    yield Hanging(_("Whom nobody else of us met within a year"), only, alone=True)
    looked_after = [one.entry for one in people if one.looked_after_by == member]
    yield Hanging(_("Whom to give to a colleague who looks after them"), looked_after)


def _work_of(member: TeamMember, view: View) -> Iterator[Hanging]:
    recorded = [one for one in view.todos_by(member.id) if one.kind in ("action", "promise", "complaint")]
    yield Hanging(
        _("Actions, promises and complaints to hand over"),
        [Entry(f"{one.text}, {view.standings[one.account].name}", _path(one.account), one.anchor) for one in recorded],
    )
    covered = [
        Entry(_("{name} until {day}").format(name=one.name, day=day_words(absence.to)))
        for one in view.shared.team
        for absence in one.absences
        if absence.cover == member.id and absence.to >= view.as_of
    ]
    yield Hanging(_("For whom the person stands in"), covered)
    below = [Entry(one.name) for one in view.colleagues if one.reports_to == member.id]
    yield Hanging(_("Who reports to the person"), below)
