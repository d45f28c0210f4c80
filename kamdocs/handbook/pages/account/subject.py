"""What all parts of an account's page are made of: the plan, what was judged of it, and what is owed."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

import msgspec
from markupsafe import Markup

from kamdocs.handbook.anchors import Heading
from kamdocs.handbook.answers import Answers
from kamdocs.handbook.page import Section
from kamdocs.handbook.templating import Filled, fill
from kamdocs.handbook.todo import Todo
from kamdocs.handbook.view import View
from kamdocs.language import _
from kamdocs.lint import Finding, Standing
from kamdocs.model import Account, Id
from kamdocs.rules.case import Case

NEWEST = 20
"""How many rows of a long list are shown; the rest is one tap away."""


class Subject(msgspec.Struct, frozen=True, dict=True):
    """An account whose plan could be read, at least in part, in a view."""

    standing: Standing
    account: Account
    view: View

    @property
    def as_of(self) -> date:
        """The day of the page."""
        return self.view.as_of

    @cached_property
    def complete(self) -> bool:
        """Whether the page may say what the plan lacks, and what is late."""
        return self.view.complete(self.standing)

    @cached_property
    def case(self) -> Case:
        """The account as its checks see it."""
        return self.view.case(self.account)

    @cached_property
    def answers(self) -> Answers:
        """What is done about what the customer said."""
        return Answers(self.case, self.as_of, self.complete)

    @cached_property
    def todos(self) -> Sequence[Todo]:
        """What is owed, in turn."""
        return self.view.todos_of(self.standing.id)

    @cached_property
    def owed(self) -> frozenset[str]:
        """The records that are owed something (``orders/o1``)."""
        return frozenset(one.record for one in self.todos)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """The gaps of the plan that are open or open soon, and are not waived, in the order of attention."""
        return [one for one in self.view.findings.get(self.standing.id, ()) if one.state != "waived"]

    @cached_property
    def by_record(self) -> Mapping[str, Sequence[Finding]]:
        """Those of the findings that count, by the id of the record that they are about."""
        found: dict[str, list[Finding]] = {}
        for one in self.findings:
            if one.gap.record and one.covered_by is None:
                found.setdefault(one.gap.record, []).append(one)
        return found

    def theirs(self, person: Id | None) -> str:
        """The name of one of the customer's people; empty for none."""
        return self.case.person_name(person) if person else ""

    @cached_property
    def _units(self) -> Mapping[Id, str]:
        return {unit.id: unit.name for unit in self.account.units}

    def unit(self, unit: Id | None) -> str:
        """The name of a part of the customer; empty for none."""
        return self._units.get(unit, unit) if unit else ""

    def filled(self, template: str, **values: object) -> Filled:
        """A template of the page with its values."""
        return fill(f"account/{template}.html", of=self, view=self.view, account=self.account, **values)


class Part(msgspec.Struct, frozen=True):
    """A section of the page, with what the bar says of it: how many (empty for nothing)."""

    section: Section
    number: str = ""


def aside(words: str | Markup, link: str = "") -> Markup:
    """What stands in a heading's line."""
    told = Markup('<small class="kd-aside">{}</small>').format(words) if words else Markup()
    return Markup("{}{}").format(told, link)


def section(heading: Heading, html: Markup, words: str | Markup = "", *, of: Subject) -> Section:
    """A section; where it holds nothing, that it does, for who may know."""
    empty = not html.strip()
    if empty and of.complete:
        html = Markup('<p class="kd-none">{}</p>').format(_("none"))
    return Section(heading, html, aside(words) if not empty else Markup())
