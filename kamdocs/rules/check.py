"""The shape of a check: a decorated generator, its code, its name, its severity and its thresholds."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import msgspec

from kamdocs.language import _, pgettext
from kamdocs.model import TIERS, Account, Tier
from kamdocs.rules.explanation import Explanation, read_explanation
from kamdocs.rules.gap import FileLapse, Lapse, Severity
from kamdocs.rules.golden import BY_NUMBER, BY_SLUG, GoldenRule

PerTier = tuple[Any, Any, Any]
"""A value for each tier, in the order strategic, key, developing."""

_WINDING_DOWN_CODES = frozenset({"KAM204"})
_WINDING_DOWN_RULES = frozenset({3, 5, 8})
_FORMER_CODES = frozenset({"KAM912"})


class Check(msgspec.Struct, frozen=True, dict=True, kw_only=True):
    """One check of the catalogue.

    ``find`` takes what is checked (a case, the portfolio …) and the thresholds by name, and yields lapses; it is None
    for what other rooms find (an unreadable file, a lapsed waiver). ``subject`` tells whether a plan holds anything
    that the check could look at; without it there always is. Our codes tell the rule; a custom check names it in
    ``rule_slug``, and its module is the ``origin``.
    """

    code: str
    name: str
    severity: PerTier
    thresholds: Mapping[str, PerTier]
    hint: str
    docstring: str
    scope: str
    find: Callable[..., Iterable[Any]] | None = None
    subject: Callable[[Account], object] | None = None
    rule_slug: str | None = None
    origin: str | None = None

    @cached_property
    def rule(self) -> GoldenRule:
        """The golden rule that it belongs to."""
        if self.rule_slug is not None:
            return BY_SLUG[self.rule_slug]
        return BY_NUMBER[int(self.code[3:-2]) if self.code.startswith("KAM") else -1]

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
        if account.held:
            return True
        if account.status == "winding-down":
            return self.code in _WINDING_DOWN_CODES or self.rule.number in _WINDING_DOWN_RULES
        return self.code in _FORMER_CODES

    def can_look_at(self, account: Account) -> bool:
        """Whether a plan holds anything that the check could look at."""
        try:
            return self.subject is None or bool(self.subject(account))
        except Exception:
            if self.origin is None:
                raise
            return False  # the engine has told of it

    def severity_for(self, tier: Tier) -> Severity:
        """Its severity for accounts of a tier."""
        severity: Severity = self.severity[TIERS.index(tier)]
        return severity


def per_tier(value: Any) -> PerTier:
    """A value for each tier: one for all, or three in the order of the tiers."""
    return value if isinstance(value, tuple) else (value, value, value)


def check(
    code: str,
    name: str,
    severity: Severity | PerTier,
    *,
    hint: str,
    scope: str = "account",
    subject: Callable[[Account], object] | None = None,
    rule: str | None = None,
    **thresholds: int | PerTier,
) -> Callable[[Callable[..., Iterable[Lapse | FileLapse]]], Check]:
    """Make a check of a generator function.

    The thresholds are the function's keyword arguments, one for all tiers or one for each; every default is this
    tool's own choice and none a fact of the trade. ``hint`` says in one sentence what to do. ``rule`` is the slug of
    the golden rule that a custom check belongs to; our codes tell it.
    """

    def decorate(find: Callable[..., Iterable[Lapse | FileLapse]]) -> Check:
        return Check(
            code=code,
            name=name,
            severity=per_tier(severity),
            thresholds={key: per_tier(value) for key, value in thresholds.items()},
            hint=hint,
            docstring=find.__doc__ or "",
            scope=scope,
            find=find,
            subject=subject,
            rule_slug=rule,
        )

    return decorate


def described(
    code: str, name: str, severity: Severity, *, hint: str, **thresholds: int | PerTier
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
        )

    return decorate
