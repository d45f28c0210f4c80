"""What the references of a file may name, and what somebody meant who named something else."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from kamdocs.language import Sentence, say
from kamdocs.model import Id
from kamdocs.rules.golden import GOLDEN_RULES
from kamdocs.rules.plan_file import PlanFile
from kamdocs.schema.annotations import Annotated, records_named
from kamdocs.schema.suggest import meant_id

TARGETS: Mapping[str, Sentence] = {
    "person": say("person of the team roster"),
    "stakeholder": say("stakeholder of this plan"),
    "stakeholder-or-none": say("stakeholder of this plan"),
    "unit": say("unit of this plan"),
    "offering": say("offering of ours"),
    "need": say("need of this plan"),
    "opportunity": say("opportunity of this plan"),
    "action": say("action of this plan"),
    "check": say("check"),
    "rule-or-record": say("golden rule and no record of this plan"),
}
_LISTED = 8
"""How many ids a hint lists at most."""


class References:
    """The references of one file."""

    def __init__(self, file: PlanFile) -> None:
        self.file = file
        self.data = file.document.data

    def unknown(self) -> Iterator[tuple[Annotated, Sentence | None]]:
        """Those that name nothing, each with what was meant, in the order of the file.

        Where a shared file is missing as a whole, the first that it would have to hold stands for the others: one
        cause, one finding in each plan.
        """
        missing: set[str] = set()
        for value in self.file.annotated:
            target = value.refers_to
            if target is None or self._names_something(value.value, target):
                continue
            absent = self._absent(target)
            if absent is None:
                yield value, self._meant(value.value, target)
            elif target not in missing:
                missing.add(target)
                yield value, absent

    def _names_something(self, named: str, target: str) -> bool:
        if target == "person" and self.file.kind == "account":
            return self.file.shared.known_people is None or named in self.file.shared.known_people
        if target == "offering":
            return self.file.shared.known_offerings is None or named in self.file.shared.known_offerings
        if target == "check":  # where not all are known here, it may be one of the team's own
            return self.file.checks is None or named in self.file.checks
        return named in self._names(target) or (target == "stakeholder-or-none" and named == "none")

    def _absent(self, target: str) -> Sentence | None:
        shared = self.file.shared
        if target == "person" and self.file.kind == "account" and not shared.has_team:
            return say("there is no _team.yml in the accounts folder: create it and list the people of the team there")
        if target == "offering" and not shared.has_offerings:
            return say("there is no _offerings.yml in the accounts folder: create it and list there what you sell")
        return None

    def _meant(self, named: str, target: str) -> Sentence | None:
        names = self._names(target)
        meant = meant_id(named, names)
        if meant is not None:
            return say("did you mean {id}?", id=meant)
        return say("known here: {names}", names=", ".join(names)) if 0 < len(names) <= _LISTED else None

    def _names(self, target: str) -> Mapping[Id, str]:
        if target == "rule-or-record":
            return self._rules_and_records
        if target == "check":
            return {name: name for name in sorted(self.file.checks or ())}
        if target == "offering" or (target == "person" and self.file.kind == "account"):
            return self.file.shared.names[target]
        return self._records[target]

    @cached_property
    def _records(self) -> Mapping[str, Mapping[Id, str]]:
        return {target: records_named(self.data, target) for target in TARGETS}

    @cached_property
    def _rules_and_records(self) -> Mapping[Id, str]:
        return {**{rule.slug: rule.slug for rule in GOLDEN_RULES}, **{one: one for _, one in self.file.ids}}
