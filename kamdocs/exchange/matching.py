"""Which account, which record and which of our people a row means."""

import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kamdocs.exchange.values import cleaned
from kamdocs.keeping.beginning import without_legal_form
from kamdocs.language import Sentence, say
from kamdocs.model import TeamMember
from kamdocs.schema.suggest import folded

_LONG_SALESFORCE = re.compile(r"[A-Za-z0-9]{15}[A-Z0-5]{3}", re.ASCII)
"""An id of 18 characters: the first 15 are the id that reports have, the others say which of them are capitals."""
_SUFFIXES = string.ascii_uppercase + "012345"


def same_ref(one: str) -> str:
    """What of a foreign id is compared: of Salesforce's long ids the part that its short ones have, too."""
    is_long = _LONG_SALESFORCE.fullmatch(one) and one.endswith(_suffix(one[:15]))
    return one[:15] if is_long else one


def _suffix(short: str) -> str:
    """What Salesforce puts behind an id of 15 characters: for each five of them, which are capitals, as a number."""
    fives = (short[start : start + 5] for start in range(0, 15, 5))
    return "".join(_SUFFIXES[sum(one.isupper() << place for place, one in enumerate(five))] for five in fives)


def first_of(cell: str) -> str:
    """The first of several ids in one cell, as HubSpot writes those of associated records."""
    return re.split(r"[;,]", cell)[0].strip()


class Accounts:
    """The accounts that there are, and those that an import adds, by the ids of other systems and by their names."""

    def __init__(self, plans: Mapping[str, Mapping[str, Any]]) -> None:
        self.refs: dict[tuple[str, str], str] = {}
        self.of_account: dict[str, dict[str, str]] = {}
        self._names: dict[str, set[str]] = {}
        self._bare: dict[str, set[str]] = {}
        for account, data in plans.items():
            self.learn(account, data)

    def learn(self, account: str, data: Mapping[str, Any]) -> None:
        """Know an account by what its plan says."""
        refs = data.get("external_ref")
        for system, ref in refs.items() if isinstance(refs, Mapping) else ():
            self.refer(account, system, str(ref))
        former = data.get("former_names")
        for name in (data.get("name"), *(former if isinstance(former, list) else ())):
            if isinstance(name, str):
                self._names.setdefault(folded(cleaned(name)), set()).add(account)
                self._bare.setdefault(_bare(name), set()).add(account)

    def refer(self, account: str, system: str, ref: str) -> None:
        """Know an account by its id in another system; of two accounts with one, the first has it."""
        self.refs.setdefault((system, same_ref(ref)), account)
        self.of_account.setdefault(account, {}).setdefault(system, ref)

    def by_ref(self, system: str, ref: str) -> str | None:
        """The account that has an id of another system."""
        return self.refs.get((system, same_ref(ref))) if ref else None

    def named(self, name: str) -> frozenset[str]:
        """The accounts of a name, now or formerly."""
        return frozenset(self._names.get(folded(cleaned(name)), ())) if name else frozenset()

    def alike(self, name: str) -> frozenset[str]:
        """The accounts of a name; where there are none, those whose names are the same but for the legal form."""
        return self.named(name) or (frozenset(self._bare.get(_bare(name), ())) if name else frozenset())


def _bare(name: str) -> str:
    return folded(without_legal_form(cleaned(name)))


class Ambiguous(Exception):  # noqa: N818 (a state of the row)
    """A row can mean several things."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.reason = reason


def one_named(accounts: Accounts, name: str) -> str | None:
    """The one account of a name; raises :class:`Ambiguous` where there are several."""
    found = accounts.named(name)
    if len(found) > 1:
        raise Ambiguous(say("{name} can be {accounts}: give the row an id of the other system", name=name,
                            accounts=tuple(sorted(found))))  # fmt: skip
    return next(iter(found), None)


def refuse_anothers_name(accounts: Accounts, account: str, name: str, ref: str) -> None:
    """Hold that a name is not that of another plan: the id may come from another system, and mean somebody else."""
    called = accounts.alike(name)
    others = called - {account}
    if others and account not in called:
        raise Ambiguous(say("{ref} is the id of {account}, and {name} is the name of {other}: if the id is of another "
                            "system, name that in the mapping (system)", ref=ref, account=account, name=name,
                            other=min(others)))  # fmt: skip


def refuse_anothers_ref(accounts: Accounts, account: str, refs: Mapping[str, str]) -> None:
    """Hold that an account that was found by its name has no other id in one of the systems: two can be called so."""
    theirs = accounts.of_account.get(account, {})
    for system, ref in refs.items():
        if ref and system in theirs and same_ref(theirs[system]) != same_ref(ref):
            raise Ambiguous(say("{account} is called so too, and is {other} in the other system: give one of them "
                                "another name", account=account, other=theirs[system]))  # fmt: skip


class Likeness(msgspec.Struct, frozen=True):
    """What tells a record in a list apart from others where no id of another system does."""

    field: str
    value: str

    def fits(self, record: Mapping[str, Any]) -> bool:
        """Whether a record has the value in that field, alone or among others."""
        there = record.get(self.field)
        wanted = folded(cleaned(self.value))
        return any(folded(cleaned(str(one))) == wanted for one in (there if isinstance(there, list) else [there]))


def find_record(
    records: Sequence[Any], system: str, ref: str | None, likes: Iterable[Sequence[Likeness]]
) -> Mapping[str, Any] | None:
    """The record of a list that is meant: by its id in the other system, else by what it is like.

    ``likes`` are tried one after the other; all that one holds has to fit, and a record that has another id of the
    same system is another one. Raises :class:`Ambiguous` where several fit.
    """
    known = [one for one in records if isinstance(one, Mapping) and isinstance(one.get("id"), str)]
    if ref:
        for one in known:
            if (theirs := _ref(one, system)) and same_ref(theirs) == same_ref(ref):
                return one
    for like in likes:
        fit = [one for one in known if all(part.fits(one) for part in like) and not (ref and _ref(one, system))]
        if len(fit) > 1:
            ids = tuple(str(one["id"]) for one in fit)
            raise Ambiguous(say("it can be any of {records} in the plan", records=ids))
        if fit:
            return fit[0]
    return None


def _ref(record: Mapping[str, Any], system: str) -> str | None:
    refs = record.get("external_ref")
    found = refs.get(system) if isinstance(refs, Mapping) else None
    return str(found) if found else None


def refs_in(data: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """All ids of other systems that records of a plan have: the list, the system, the id."""
    for name, records in data.items():
        for record in records if isinstance(records, list) else ():
            refs = record.get("external_ref") if isinstance(record, Mapping) else None
            for system, ref in refs.items() if isinstance(refs, Mapping) else ():
                yield name, system, same_ref(str(ref))


class Person(msgspec.Struct, frozen=True):
    """A user of the other system: name and e-mail, as its list of users has them."""

    name: str = ""
    email: str = ""


class OurPeople:
    """Our people, by what the other system calls them: a table that people wrote, its list of users, e-mails, names."""

    def __init__(self, team: Iterable[TeamMember], table: Mapping[str, str]) -> None:
        self.table = {folded(cleaned(said)): person for said, person in table.items()}
        self.users: dict[str, Person] = {}
        self.unknown: dict[str, int] = {}
        self._ids: dict[str, str] = {}
        self._names: dict[frozenset[str], set[str]] = {}
        for member in team:
            self._ids[member.id.casefold()] = member.id
            self._names.setdefault(frozenset(folded(member.name).split()), set()).add(member.id)
            for email in member.emails:
                self._ids[email.casefold()] = member.id

    def add_user(self, user: str, person: Person) -> None:
        """Know a user of the other system."""
        self.users[same_ref(user)] = person

    def of(self, *said: str) -> str | None:
        """The one of ours whom an id, an e-mail or a name means; None, and kept in mind, where nobody does."""
        told = [cleaned(one) for one in said if one.strip()]
        for one in told:
            found = self._one(one)
            if found:
                return found
        if told and not any(folded(one) in self.table for one in told):
            known = self.called(*told)
            self.unknown[known] = self.unknown.get(known, 0) + 1
        return None

    def is_nobody(self, *said: str) -> bool:
        """Whether people wrote into their table that a user is nobody of ours."""
        names = [self.users[same_ref(one)].name for one in map(cleaned, said) if same_ref(one) in self.users]
        return any(self.table.get(folded(cleaned(one))) == "" for one in (*said, *names) if one)

    def called(self, *said: str) -> str:
        """What a user of the other system is best called: by the name in its list of users, else as in the row."""
        told = [cleaned(one) for one in said if one.strip()]
        names = [self.users[same_ref(one)].name for one in told if same_ref(one) in self.users]
        return next(filter(None, (*names, *reversed(told))), "")

    def _one(self, said: str) -> str | None:
        if (listed := self.table.get(folded(said))) is not None:
            return listed or None
        user = self.users.get(same_ref(said), Person())
        for one in (user.email, user.name, said):
            if not one:
                continue
            if (listed := self.table.get(folded(one))) is not None:
                return listed or None
            if found := self._ids.get(one.casefold()):
                return found
            named = self._names.get(frozenset(folded(one.replace(",", " ")).split()), set())
            if len(named) == 1:
                return next(iter(named))
        return None
