"""The fields of a record of a plan: read from what was typed, asked for on a terminal, or told to be missing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kamdocs.cli.asking import Choice, ask, ask_field
from kamdocs.cli.meant import account_named, decided, find_offering, find_person, find_stakeholder, find_unit, me
from kamdocs.cli.streams import tell
from kamdocs.keeping.composing import lacking
from kamdocs.keeping.days import is_far_ahead
from kamdocs.keeping.finding import find_among, find_way, referred
from kamdocs.keeping.reading import Reading, currency_in, read_value
from kamdocs.keeping.words import Default
from kamdocs.language import _, label, plain_day
from kamdocs.report.printable import printable
from kamdocs.settings import clock

if TYPE_CHECKING:
    from kamdocs.keeping.handbook import Handbook, Plan
    from kamdocs.schema.walk import Node

NOBODY = "none"
MONEY = frozenset({"amount", "value"})
"""Fields beside which the currency stands."""


class Fields:
    """Reads and asks for fields of one plan, as of a day."""

    def __init__(self, handbook: "Handbook", plan: "Plan", day: date) -> None:
        self.handbook, self.plan, self.day = handbook, plan, day

    @property
    def reading(self) -> Reading:
        """What has to be known to read a value at this moment: whoever is asked takes their time to answer."""
        zone = self.handbook.settings.timezone
        now = clock.now() if clock.today(zone) == self.day else None
        return Reading(self.day, zone, self.refer, now)

    def read(self, field: "Node", texts: Sequence[str]) -> Any:
        """The value of a field; raises :class:`SettingsError` for what it doesn't take.

        A day that lies far ahead, because nobody said its year, is told.
        """
        value = read_value(field, texts, self.reading)
        if field.keywords.get("format") == "date" and is_far_ahead(value, texts[0], self.day):
            day = date.fromisoformat(value)
            tell(_("note: {text} is understood as {day}").format(text=printable(texts[0]), day=plain_day(day)))
        return value

    def record(self, node: "Node", given: Mapping[str, Sequence[str]], more: Mapping[str, Any]) -> dict[str, Any]:
        """The values of the fields that were given, and the others that hold where nothing was said of them."""
        found = {name: self.read(node.fields[name], texts) for name, texts in given.items()}
        for name, default in more.items():
            if name not in found and (value := self._default(node.fields[name], default)) is not None:
                found[name] = value
        for money in given.keys() & MONEY:
            self.add_currency(node, found, given[money][0])
        return found

    def add_currency(self, node: "Node", record: dict[str, Any], amount: str) -> None:
        """Put the currency beside an amount: the one that was typed with it, else that of this customer."""
        field = node.fields.get("currency")
        if field and "currency" not in record and (currency := currency_in(amount, field) or self._currency()):
            record["currency"] = currency

    def ask(self, node: "Node", record: dict[str, Any], names: Iterable[str], but: Collection[str] = (), *,
            needed: Collection[str] = ()) -> None:  # fmt: skip
        """Ask for fields of a record, one by one, and for all others that it can't be without, ``but`` some.

        A value that is there already stands as the default. Of ``names`` those that are ``needed`` can't be left out.
        """
        for name in names:
            self._ask(node, record, name, needed=name in needed)
        while missing := [one for one in lacking(node, record) if one not in but]:
            self._ask(node, record, missing[0])

    def _ask(self, node: "Node", record: dict[str, Any], name: str, *, needed: bool = False) -> None:
        field = node.fields[name]
        asked = needed or name in lacking(node, record) or (name == "id" and not record.get("id"))
        there = record.get(name)
        default = ",".join(there) if isinstance(there, list) else there if isinstance(there, str) else None
        if default is None and asked:
            default = self._usual(field)
        texts: list[str] = []

        def read(typed: list[str]) -> Any:
            texts[:] = typed
            return self.read(field, typed)

        value = ask_field(field, read, self.choices(field), default=default, required=asked)
        if value is not None:
            record[name] = value
            if name in MONEY:
                self.add_currency(node, record, texts[0])

    def choices(self, field: "Node") -> list[Choice]:
        """What a field may be, for a closed list and for references; empty where there is no telling."""
        value = field.value
        if "enum" in value.keywords:
            return [Choice(str(one), label(str(one))) for one in value.keywords["enum"]]
        target = str(value.keywords.get("x-refers-to", ""))
        if target == "person":
            return [Choice(one.id, one.name) for one in self.handbook.shared.team if self._here(one.left_on)]
        if target == "offering":
            return [Choice(one.id, one.name) for one in self.handbook.shared.offerings]
        gone = {one["id"] for one in self.plan.data.get("stakeholders", ()) if one.get("left_on")}
        listed = referred(self.plan.data, target)
        return [Choice(one.id, one.told) for one in listed if target != "stakeholder" or one.id not in gone]

    def refer(self, target: str, text: str) -> str:
        """The id that a name stands for; raises :class:`SettingsError`."""
        match target:
            case "person":
                return find_person(self.handbook, text)
            case "stakeholder-or-none" if text.casefold() == NOBODY:
                return NOBODY
            case "stakeholder" | "stakeholder-or-none":
                return find_stakeholder(self.plan, text)
            case "offering":
                return find_offering(self.handbook, text)
            case "unit":
                return find_unit(self.plan, text)
            case "account":
                return account_named(self.handbook, text)
            case "rule-or-record":
                return self._rule_or_record(text)
            case "need" | "opportunity" | "action":
                listed = tuple(referred(self.plan.data, target))
                return decided(find_among(text, listed), text, "record").id
            case _other:
                return text

    def _rule_or_record(self, text: str) -> str:
        """A golden rule by its slug, its name or their beginning, else a record of the plan."""
        from kamdocs.keeping.finding import Candidate
        from kamdocs.rules.golden import GOLDEN_RULES

        rules = tuple(Candidate(one.slug, one.name, (one.title,)) for one in GOLDEN_RULES)
        found = find_among(text, rules)
        record = find_way(self.plan.data, text)
        if record.one and record.one.id == text:
            return text
        return found.one.id if found.one else decided(record, text, "record").id

    def _default(self, field: "Node", default: Any) -> Any:
        if default is Default.TODAY:
            return self.day.isoformat()
        if default is not Default.ME:
            return default
        mine = me(self.handbook)
        return [mine] if mine and "array" in field.types else mine

    def _usual(self, field: "Node") -> str | None:
        """What is mostly meant where somebody is asked for a field that can't be left out."""
        if field.keywords.get("format") == "date" and field.keywords.get("x-past"):
            return self.day.isoformat()
        return me(self.handbook) if field.value.keywords.get("x-refers-to") == "person" else None

    def _here(self, left_on: date | None) -> bool:
        return left_on is None or left_on >= self.day

    def _currency(self) -> str | None:
        """The currency of this customer: that of the newest amount in the plan."""
        lists = ("orders", "opportunities", "revenue")
        records = [one for name in lists for one in self.plan.data.get(name, ()) if isinstance(one, dict)]
        return next((str(one["currency"]) for one in reversed(records) if one.get("currency")), None)


def ask_text(question: str) -> str | None:
    """Ask for a text that may be left out."""
    return ask(question, str, required=False)


def can_ask() -> bool:
    """Whether what is missing may be asked for."""
    from kamdocs.cli.asking import at_terminal

    return at_terminal()


def missing_message(names: Iterable[str]) -> str:
    """What to say of a record that lacks fields."""
    return _("this is missing: {names}").format(names=", ".join(names))
