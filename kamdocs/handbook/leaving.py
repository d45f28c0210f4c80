"""If this person leaves: what hangs on somebody, at the customer's or among ours, by what the plans record."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from kamdocs.handbook.acquaintance import Known
from kamdocs.handbook.anchors import person_anchor, record_anchor
from kamdocs.handbook.view import View, account_path, has_page
from kamdocs.handbook.words import day_words
from kamdocs.language import _, label
from kamdocs.lint import Standing
from kamdocs.model import Account, Id, Stakeholder, TeamMember
from kamdocs.rules.spans import YEAR, later


class Entry(msgspec.Struct, frozen=True):
    """Something that hangs on a person, in words; ``path`` and ``anchor`` say where it stands, empty for nowhere."""

    words: str
    path: str = ""
    anchor: str = ""


class Hanging(msgspec.Struct, frozen=True):
    """What hangs on a person in one respect; ``alone`` says that there is nobody else, and it would be lost."""

    title: str
    entries: Sequence[Entry]
    alone: bool = False


def hanging_on_theirs(known: Known, account: Account, view: View) -> list[Hanging]:
    """What would be lost or open if somebody at the customer left; empty where nothing hangs on the person."""
    person = known.person
    found = [*_alone(person, account, view), *_in_touch_with(known, view), *_open_with(person, account)]
    return [one for one in found if one.entries]


def _alone(person: Stakeholder, account: Account, view: View) -> Iterator[Hanging]:
    """What nobody else there is known for."""
    others = [one for one in account.stakeholders if one.present_on(view.as_of) and one.id != person.id]
    if person.decides and not any(one.decides for one in others):
        yield Hanging(_("Nobody else is known who decides or approves"), [Entry(_roles(person))], alone=True)
    if person.area in account.decision_areas and all(one.area != person.area for one in others):
        yield Hanging(_("Nobody else is known in this area"), [Entry(label(person.area))], alone=True)
    below = [one for one in others if one.reports_to == person.id]
    yield Hanging(_("Who reports to the person"), [_to_person(one, account) for one in below])


def _path(account: Id) -> str:
    """The page of an account; empty where its id can't be part of an address."""
    return account_path(account) if has_page(account) else ""


def _roles(person: Stakeholder) -> str:
    return ", ".join(label(role) for role in person.buying_roles)


def _to_person(person: Stakeholder, account: Account) -> Entry:
    return Entry(person.name, _path(account.id), person_anchor(person.id))


def _in_touch_with(known: Known, view: View) -> Iterator[Hanging]:
    met = [Entry(view.person(one)) for one in known.met_since(year_before(view.as_of))]
    yield Hanging(_("Which of us met the person within a year"), met)
    if owner := known.person.relationship_owner:
        yield Hanging(_("Which of us looks after the person"), [Entry(view.person(owner))])


def year_before(as_of: date) -> date:
    """The day from which a meeting is of the last year."""
    return later(as_of, -YEAR)


def _open_with(person: Stakeholder, account: Account) -> Iterator[Hanging]:
    def at(record: str, words: str) -> Entry:
        return Entry(words, _path(account.id), record_anchor(record))

    promises = [one for one in account.commitments if one.to == person.id and not one.settled_on]
    yield Hanging(_("What we promised the person"), [at(f"commitments/{one.id}", one.text) for one in promises])
    complaints = [one for one in account.nonconformities if one.received_from == person.id and one.open]
    yield Hanging(
        _("What the person complained about"), [at(f"nonconformities/{one.id}", one.text) for one in complaints]
    )
    requests = [one for one in account.requests if one.from_ == person.id and one.responded_at is None]
    yield Hanging(
        _("What the person asked and waits for"),
        [at(f"requests/{one.id}", one.subject or label(one.channel)) for one in requests],
    )
    expected = [one for one in account.expectations if one.stakeholder == person.id]
    yield Hanging(_("What the person expects"), [at(f"expectations/{one.id}", one.text) for one in expected])
    needs = [one for one in account.needs if one.source == person.id and one.status == "open"]
    yield Hanging(_("What the person needs"), [at(f"needs/{one.id}", one.text) for one in needs])


class Familiar(msgspec.Struct, frozen=True):
    """Somebody at a customer, as an entry, with those of ours who met the person within a year or look after it."""

    entry: Entry
    met_by: Sequence[Id]
    looked_after_by: Id | None


def known_people(view: View) -> list[Familiar]:
    """All people who are there, at all customers, in the order of attention."""
    since = year_before(view.as_of)
    found = []
    for standing in view.by_attention:
        for one in view.present_people(standing.account) if standing.account else ():
            entry = Entry(f"{one.person.name}, {standing.name}", _path(standing.id), person_anchor(one.person.id))
            found.append(Familiar(entry, one.met_since(since), one.person.relationship_owner))
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
    only = [one.entry for one in people if list(one.met_by) == [member]]
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
