"""What the references of a file may name, and what somebody meant who named something else."""

from collections.abc import Iterable, Iterator, Mapping, Set

from kamdocs.language import Sentence, say
from kamdocs.model import Id
from kamdocs.rules.golden import GOLDEN_RULES
from kamdocs.rules.plan_file import PlanFile
from kamdocs.schema.annotations import LISTS, Annotated, records_named
from kamdocs.schema.known import known_here
from kamdocs.schema.suggest import meant_id

TARGETS: Mapping[str, Sentence] = {
    "person": say("person of the team roster"),
    "stakeholder": say("stakeholder of this plan"),
    "stakeholder-or-none": say("stakeholder of this plan"),
    "unit": say("unit of this plan"),
    "offering": say("offering that we have"),
    "need": say("need of this plan"),
    "opportunity": say("opportunity of this plan"),
    "action": say("action of this plan"),
    "check": say("check"),
    "rule-or-record": say("golden rule and no record of this plan"),
    "account": say("account"),
}
_RULES = frozenset(rule.slug for rule in GOLDEN_RULES)


class References:
    """The references of one file."""

    def __init__(self, file: PlanFile) -> None:
        self.file = file

    def unknown(self) -> Iterator[tuple[Annotated, Sentence | None]]:
        """Those that name nothing, each with what was meant, in the order of the file.

        Where a shared file is missing as a whole, the first that it would have to hold stands for the others: one
        cause, one finding in each plan.
        """
        known = self._known
        missing: set[str] = set()
        for value in self.file.annotated:
            target = value.refers_to
            if target is None or (ids := known[target]) is None or value.value in ids:
                continue
            absent = self._absent(target)
            if absent is None:
                yield value, self._meant(value.value, target)
            elif target not in missing:
                missing.add(target)
                yield value, absent

    @property
    def _known(self) -> Mapping[str, Set[Id] | None]:
        """What each kind of reference may name; None where that can't be told, and whatever is named may be there."""
        data, shared = self.file.document.data, self.file.shared
        # A record that was left out for a fault of its own is there all the same: told once, not at each reference.
        ids = {target: self.file.document.left_out | _ids(data.get(field, ())) for target, field in LISTS.items()}
        return {
            **ids,
            "stakeholder-or-none": ids["stakeholder"] | {"none"},
            "person": shared.known_people if self.file.kind == "account" else ids["person"],
            "offering": shared.known_offerings,
            "check": self.file.checks,  # one that is not known here may be of the team's own
            "rule-or-record": _RULES | {one for _, one in self.file.ids},
            "account": None,  # of other files more has to be known: see kamdocs.rules.groups
        }

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
        return known_here(names, target, self.file.kind)

    def _names(self, target: str) -> Mapping[Id, str]:
        """What people call those that a reference may name, by id."""
        if target == "rule-or-record" or target == "check":
            return {one: one for one in sorted(self._known[target] or ())}
        if target == "offering" or (target == "person" and self.file.kind == "account"):
            return self.file.shared.names[target]
        return records_named(self.file.document.data, target)


def _ids(records: Iterable[Mapping[str, Id]]) -> frozenset[Id]:
    return frozenset(record["id"] for record in records)
