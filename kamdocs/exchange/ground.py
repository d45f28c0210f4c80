"""What an import stands on while it goes through the rows: plans, accounts, our people, and what it has found."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from kamdocs.exchange.drafts import Draft
from kamdocs.exchange.matching import (
    Accounts,
    Ambiguous,
    OurPeople,
    first_of,
    one_named,
    refuse_anothers_name,
    refuse_anothers_ref,
    same_ref,
)
from kamdocs.exchange.rows import Row
from kamdocs.exchange.settling import Findings
from kamdocs.exchange.values import Misread
from kamdocs.language import say


class Asked(msgspec.Struct, frozen=True):
    """How an import is to be done: what somebody said on the command line or wrote into the mapping.

    ``system`` is what ids of the other system are called in ``external_ref``; rows of what is over since before
    ``since`` are left out; new plans are kept from ``started_on`` on, else from the day of the import.
    """

    day: date
    system: str = "crm"
    tier: str = "developing"
    all_activities: bool = False
    new_plans: bool = True
    since: date | None = None
    take: bool = False
    started_on: date | None = None


class Opened(msgspec.Struct, frozen=True):
    """A plan that there is: its file, its data and text; one that is not ``sound`` is not written into."""

    path: Path
    data: Mapping[str, Any]
    text: str
    sound: bool = True


class Ground:
    """The state of an import that goes on."""

    def __init__(self, asked: Asked, known: Mapping[str, Opened], people: OurPeople, findings: Findings) -> None:
        self.asked, self.known, self.people, self.findings = asked, known, people, findings
        self.accounts = Accounts({account: one.data for account, one in known.items()})
        self.drafts: dict[str, Draft] = {}
        self.left: Counter[str] = Counter()
        self.unplanned: Counter[str] = Counter()
        self.notes: Counter[str] = Counter()
        self.exported: dict[str, str] = {}
        self.persons: dict[tuple[str, str], str] = {}
        self.record_accounts: dict[str, str] = {}

    @property
    def taken(self) -> set[str]:
        """The ids that no new plan may have."""
        return {*self.known, *self.drafts}

    def draft(self, account: str) -> Draft:
        """The draft of a plan; raises :class:`Misread` where its file can't be read."""
        if account not in self.drafts:
            opened = self.known[account]
            if not opened.sound:
                raise Misread(say("the plan {account} has a fault: kamdocs check says where", account=account))
            self.drafts[account] = Draft(account, opened.path, opened.data, opened.text)
        return self.drafts[account]

    def account_of(self, row: Row) -> str | None:
        """The account that a row belongs to; None, and counted, where that has no plan.

        Raises :class:`Misread` where the row names none, and ``Ambiguous``.
        """
        crm, erp, name = first_of(row.text("account_id")), row.text("account_erp"), row.text("account")
        if found := self.account_meant(crm, erp, name):
            return found
        if not (crm or erp or name):
            raise Misread(say("the row names no account"))
        self.unplanned[name or self.exported.get(crm) or crm or erp] += 1
        return None

    def account_meant(self, crm: str, erp: str, name: str) -> str | None:
        """The account with an id of the system that is imported or a number of the ERP, else of one called ``crm``.

        Where none has it, the one of that name. Raises ``Ambiguous`` where id, number and name are not of one account.
        """
        own, known = self.asked.system, self.accounts
        found = self._accounts_by(((own, crm), ("erp", erp))) or self._accounts_by((("crm", crm), (own, erp)))
        if len(found) > 1:
            one, other = found
            raise Ambiguous(say("{ref} is the id of {account}, and {number} that of {other}", ref=found[one],
                                account=one, number=found[other], other=other))  # fmt: skip
        for account, ref in found.items():
            refuse_anothers_name(known, account, name, ref)
            return account
        named = one_named(known, name)
        if named:
            refuse_anothers_ref(known, named, {"erp": erp, own: crm or (erp if own == "erp" else "")})
        return named

    def _accounts_by(self, refs: Iterable[tuple[str, str]]) -> dict[str, str]:
        """The accounts that have one of these ids of other systems, each with that id."""
        return {account: ref for system, ref in refs if (account := self.accounts.by_ref(system, ref))}

    def is_over(self, day: str | None) -> bool:
        """Whether something was over before the day since which things are to be brought in."""
        return bool(self.asked.since and day and day < self.asked.since.isoformat())

    def optional(self, row: Row, kind: str, field: str) -> str | None:
        """The value of a closed list that a record can do without; a word that is not known is told and left out."""
        text = row.text(field)
        if not text:
            return None
        meant = row.tables.meant(kind, text)
        if meant is None:
            self.notes[str(say('{header} “{text}” is not known, and left out: add "{text}" = "…" to [values.{kind}]',
                           header=row.of.header(field), text=text[:60], kind=kind))] += 1  # fmt: skip
        return meant or None

    def stakeholder(self, account: str, row: Row) -> str | None:
        """The person of the customer whom a row names, by the id of its contact or by name."""
        ref, name = first_of(row.text("contact_id")), row.text("contact")
        draft = self.draft(account)
        for person in draft.records("stakeholders"):
            refs: Any = person.get("external_ref") if isinstance(person, Mapping) else None
            theirs = str(refs.get(self.asked.system, "")) if isinstance(refs, Mapping) else ""
            if ref and theirs and same_ref(theirs) == same_ref(ref):
                return str(person["id"])
        if found := self.persons.get((account, ref)):
            return found
        named = [one for one in draft.records("stakeholders") if name and one.get("name") == name]
        return str(named[0]["id"]) if len(named) == 1 else None

    def owner(self, row: Row) -> str | None:
        """The one of ours who owns what a row tells."""
        return self.people.of(row.text("owner_id"), row.text("owner_email"), row.text("owner"))
