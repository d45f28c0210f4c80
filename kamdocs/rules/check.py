"""The shape of a check: a decorated generator with all facts of it, from its code to its question at the meeting.

Whoever wants to know something of a check asks the check; nothing about one stands in a list elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, Concatenate, TypeVar

import msgspec

from kamdocs.language import Sentence, _, pgettext, say
from kamdocs.model import TIERS, Account, Portfolio, Status, Tier
from kamdocs.rules.case import Case
from kamdocs.rules.covering import Covering
from kamdocs.rules.explanation import Explanation, read_explanation
from kamdocs.rules.gap import FileLapse, Lapse, Severity
from kamdocs.rules.golden import BY_NUMBER, BY_SLUG, GoldenRule
from kamdocs.rules.mend import Mend
from kamdocs.rules.plan_file import PlanFile
from kamdocs.rules.question import Question

AccountFind = Callable[Concatenate[Case, ...], Iterable[Lapse]]
PortfolioFind = Callable[Concatenate[Portfolio, ...], Iterable[Lapse]]
FileFind = Callable[[PlanFile], Iterable[FileLapse]]
Find = AccountFind | PortfolioFind | FileFind
"""What a check is made of, by its scope; the thresholds come by name."""
F = TypeVar("F", bound=Find)
PerTier = tuple[Any, Any, Any]
"""A value for each tier, in the order strategic, key, developing."""

HELD: frozenset[Status] = frozenset({"active", "at-risk"})
"""The plans that are held to every golden rule, and so to a check that says nothing else."""
TO_THE_END: frozenset[Status] = HELD | {"winding-down"}
"""Those too whose cooperation ends: promises, orders, requests and complaints are owed to the last day."""
ALSO_AFTERWARDS: frozenset[Status] = HELD | {"former"}
"""Those too that are over: what is kept of people who left."""


class Check(msgspec.Struct, frozen=True, dict=True, kw_only=True):
    """One check of the catalogue.

    ``find`` takes what is checked (a case, the portfolio …) and the thresholds by name, and yields lapses; it is None
    for what other rooms find (an unreadable file, a lapsed waiver). ``holds`` are the statuses of plans that are held
    to it, ``covers`` the gaps that follow from its own, by code. ``ahead`` is what to say of its gaps while they lie
    ahead, with the values of their message, and with ``due``, the last good day; without it that is the message.
    ``felt`` says that the customer itself feels what it finds, though that is not so of its rule. ``starter`` says that
    a team begins with it, ``always`` that it can't be switched off, ``question`` what to ask the customer where it
    finds something, ``mend`` what to ask of us, and what the answer writes; ours all have one. Our codes tell the rule;
    a custom check names it in ``rule_slug``, and its module is the ``origin``.
    """

    code: str
    name: str
    severity: PerTier
    thresholds: Mapping[str, PerTier]
    hint: str
    docstring: str
    scope: str
    find: Find | None = None
    holds: frozenset[Status] = HELD
    covers: Mapping[str, Covering] = {}
    ahead: str = ""
    felt: bool = False
    starter: bool = False
    always: bool = False
    question: Question | None = None
    mend: Mend | None = None
    rule_slug: str | None = None
    origin: str | None = None

    @cached_property
    def rule(self) -> GoldenRule:
        """The golden rule that it belongs to."""
        if self.rule_slug is not None:
            return BY_SLUG[self.rule_slug]
        return BY_NUMBER[int(self.code[3:-2]) if self.code.startswith("KAM") else -1]

    @cached_property
    def advice(self) -> Sentence:
        """What to do about its gaps, as a sentence."""
        return say(self.hint)

    @property
    def title(self) -> str:
        """Its name as people read it; in English that is the name itself, which settings and waivers use."""
        return pgettext("check", self.name)

    @property
    def explanation(self) -> Explanation:
        """What the check says of itself, in the language that is spoken."""
        told = self.told
        return Explanation(_(told.demands), _(told.why), _(told.how_to_close), told.bad, told.good)

    @cached_property
    def told(self) -> Explanation:
        """What the check says of itself, as it is written."""
        return read_explanation(self.docstring)

    def applies_to(self, account: Account) -> bool:
        """Whether a plan of that status is held to the check."""
        return account.status in self.holds

    @property
    def felt_by_customer(self) -> bool:
        """Whether the customer itself feels what it finds: those gaps stand before our paperwork."""
        return self.felt or self.rule.felt

    def severity_for(self, tier: Tier) -> Severity:
        """Its severity for accounts of a tier."""
        severity: Severity = self.severity[TIERS.index(tier)]
        return severity


def per_tier(value: Any) -> PerTier:
    """A value for each tier: one for all, or three in the order of the tiers."""
    return value if isinstance(value, tuple) else (value, value, value)


def check(  # noqa: PLR0913 (all that is to be known of a check stands with it, each by its name)
    code: str,
    name: str,
    severity: Severity | PerTier,
    *,
    hint: str,
    scope: str = "account",
    holds: frozenset[Status] = HELD,
    covers: Mapping[str, Covering] | None = None,
    ahead: str = "",
    felt: bool = False,
    starter: bool = False,
    question: Question | None = None,
    mend: Mend | None = None,
    rule: str | None = None,
    **thresholds: int | PerTier,
) -> Callable[[F], Check]:
    """Make a check of a generator function, with all that is to be known of it; :class:`Check` says what means what.

    The thresholds are the function's keyword arguments, one for all tiers or one for each; every default is this
    tool's own choice and none a fact of the trade. ``hint`` says in one sentence what to do. ``rule`` is the slug of
    the golden rule that a custom check belongs to; our codes tell it.
    """

    def decorate(find: F) -> Check:
        return Check(
            code=code,
            name=name,
            severity=per_tier(severity),
            thresholds={key: per_tier(value) for key, value in thresholds.items()},
            hint=hint,
            docstring=find.__doc__ or "",
            scope=scope,
            find=find,
            holds=holds,
            covers=covers or {},
            ahead=ahead,
            felt=felt,
            starter=starter,
            question=question,
            mend=mend,
            rule_slug=rule,
        )

    return decorate


def described(  # noqa: PLR0913 (as above)
    code: str,
    name: str,
    severity: Severity,
    *,
    hint: str,
    mend: Mend | None = None,
    starter: bool = False,
    always: bool = False,
    **thresholds: int | PerTier,
) -> Callable[[Callable[[], None]], Check]:
    """Make a check whose gaps another room finds; the function only carries the docstring."""

    def decorate(page: Callable[[], None]) -> Check:
        return Check(
            code=code,
            name=name,
            severity=per_tier(severity),
            thresholds={key: per_tier(value) for key, value in thresholds.items()},
            hint=hint,
            docstring=page.__doc__ or "",
            scope="elsewhere",
            mend=mend,
            starter=starter,
            always=always,
        )

    return decorate
