"""The settings of a handbook: ``[tool.kamdocs]`` of the nearest ``pyproject.toml``, read strictly."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from kamdocs.audience import INTERNAL, SHAREABLE, Audience, make_audience
from kamdocs.formats import is_id
from kamdocs.language import LANGUAGES, _
from kamdocs.model import TIERS, Tier
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.check import Check
from kamdocs.rules.custom import ALLOWED, Allowed, load_custom_checks
from kamdocs.rules.gap import SEVERITIES
from kamdocs.rules.policies import Policies, Policy, default_policy
from kamdocs.sentence import Sentence
from kamdocs.settings_table import FILE, SettingsError, nearest_table, read_file

__all__ = ["FILE", "Settings", "SettingsError", "allowed_checks", "did_you_mean", "load_settings", "settings_from"]

SETTINGS = (
    "accounts",
    "as_of",
    "audience",
    "audiences",
    "baseline",
    "checks",
    "custom_checks",
    "language",
    "offline",
    "profile",
)
DEFAULT_ACCOUNTS = "accounts"
VARIABLE = "KAMDOCS_CUSTOM_CHECKS"
"""The environment variable that says whose checks may run, for jobs that must not run what a change brings in."""
PROFILES = ("starter", "standard", "strict")
STARTER = frozenset({
    "DOC001", "DOC002", "DOC003", "DOC004", "DOC005", "DOC006", "KAM001", "KAM002", "KAM101", "KAM103", "KAM301",
    "KAM502", "KAM802", "KAM805", "KAM901", "KAM909", "KAM1001", "KAM1002",
})  # fmt: skip
"""The checks to begin with; the others are off in that profile unless the settings turn them on."""


class Settings(msgspec.Struct, frozen=True):
    """The settings in force. ``root`` is the folder of ``pyproject.toml``; paths in it are relative to that.

    ``custom_checks`` are the modules that were asked for, ``failures`` tell of checks in them that can't be used.
    ``given`` are the names of the settings that stand in the file, such as ``checks.account-silent.days``.
    """

    root: Path
    accounts: Path
    as_of: date | None
    policies: Policies
    profile: str = "standard"
    baseline: Path | None = None
    custom_checks: tuple[str, ...] = ()
    allowed: Allowed = "all"
    failures: tuple[Sentence, ...] = ()
    given: frozenset[str] = frozenset()
    audience: Audience = INTERNAL
    audiences: Mapping[str, Audience] = {}
    language: str = LANGUAGES[0]
    offline: bool = False

    def audience_called(self, name: str) -> Audience:
        """The audience of that name; raises :class:`SettingsError`."""
        if name not in self.audiences:
            message = _("no audience is called {name}").format(name=name)
            raise SettingsError(message, did_you_mean(name, self.audiences))
        return self.audiences[name]


def allowed_checks(environment: Mapping[str, str]) -> Allowed:
    """Whose checks may run, by ``KAMDOCS_CUSTOM_CHECKS``: all by default; raises :class:`SettingsError`."""
    value = (environment.get(VARIABLE) or "all").lower()
    if value not in ALLOWED:
        hint = _("set it to one of {values}, or not at all").format(values=", ".join(ALLOWED))
        raise SettingsError(_("{variable} is {value}").format(variable=VARIABLE, value=value), hint)
    return value


def load_settings(
    start: Path, read: Callable[[Path], bytes | None] = read_file, *, allowed: Allowed = "all"
) -> Settings:
    """The settings of the nearest ``pyproject.toml`` with a ``[tool.kamdocs]``, from ``start`` upward.

    Without one, the defaults hold, with ``start`` as the root. ``read`` gives the bytes of a file, None where there is
    none. ``allowed`` says whose checks may run. Raises :class:`SettingsError`.
    """
    found = nearest_table(start, read)
    if found is None:
        return settings_from({}, start, FILE, allowed=allowed)
    table, folder = found
    return settings_from(table, folder, str(folder / FILE), allowed=allowed)


def settings_from(table: Mapping[str, Any], root: Path, source: str, *, allowed: Allowed = "all") -> Settings:
    """The settings of a ``[tool.kamdocs]`` table; ``source`` is what errors call its file."""
    reader = _Reader(source)
    reader.only(table, SETTINGS, "tool.kamdocs")
    profile = reader.one_of(table, "profile", PROFILES, "standard")
    modules = reader.texts(table, "custom_checks")
    custom = load_custom_checks(modules, root, allowed)
    complete = not custom.failures and (allowed == "all" or not modules) and allowed != "off"
    audiences = reader.audiences(table.get("audiences", {}))
    return Settings(
        root=root,
        accounts=root / reader.text(table, "accounts", DEFAULT_ACCOUNTS),
        as_of=reader.day(table, "as_of"),
        policies=reader.policies(table.get("checks", {}), profile, (*CHECKS, *custom.checks), complete=complete),
        profile=profile,
        baseline=root / reader.text(table, "baseline", "") if "baseline" in table else None,
        custom_checks=modules,
        allowed=allowed,
        failures=custom.failures,
        given=frozenset(_given(table)),
        audience=reader.audience(table, audiences),
        audiences=audiences,
        language=reader.one_of(table, "language", LANGUAGES, LANGUAGES[0]),
        offline=reader.switch(table, "offline", "tool.kamdocs.offline", False),
    )


def _given(table: Mapping[str, Any]) -> Iterator[str]:
    yield from table.keys() - {"checks", "audiences"}
    yield from (f"audiences.{name}" for name in table.get("audiences", {}))
    for check, values in table.get("checks", {}).items():
        yield from (f"checks.{check}.{name}" for name in values)


class _Reader:
    """Reads one table; every fault is a :class:`SettingsError` that names the file and the key."""

    def __init__(self, source: str) -> None:
        self.source = source

    def fail(self, message: str, hint: str) -> SettingsError:
        return SettingsError(f"{self.source}: {message}", hint)

    def only(self, table: Any, known: Iterable[str], where: str) -> None:
        if not isinstance(table, dict):
            raise self.fail(
                _("{where} is not a table").format(where=where), _("write it as [{where}]").format(where=where)
            )
        for key in table:
            if key not in known:
                message = _("{where} does not know the setting {key}").format(where=where, key=key)
                raise self.fail(message, did_you_mean(key, known))

    def text(self, table: Mapping[str, Any], key: str, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str) or not value:
            hint = _("write {example}").format(example=f'{key} = "{default}"')
            raise self.fail(_("tool.kamdocs.{key} is not a text").format(key=key), hint)
        return value

    def texts(self, table: Mapping[str, Any], key: str, where: str = "tool.kamdocs") -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            example = "our_checks" if key == "custom_checks" else "orders.amount"
            hint = _("write {example}").format(example=f'{key} = ["{example}"]')
            raise self.fail(_("{where} is not a list of texts").format(where=f"{where}.{key}"), hint)
        return tuple(value)

    def switch(self, table: Mapping[str, Any], key: str, where: str, default: bool) -> bool:
        value = table.get(key, default)
        if not isinstance(value, bool):
            message = _("{where} is neither true nor false").format(where=where)
            raise self.fail(message, _("write {key} = true or {key} = false").format(key=key))
        return value

    def day(self, table: Mapping[str, Any], key: str) -> date | None:
        value = table.get(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = 0
        if value is not None and type(value) is not date:
            hint = _("write {example}").format(example=f"{key} = 2026-11-23")
            raise self.fail(_("tool.kamdocs.{key} is not a day").format(key=key), hint)
        return value

    def one_of(self, table: Mapping[str, Any], key: str, known: Iterable[str], default: str) -> str:
        value = table.get(key, default)
        if value not in known:
            hint = _("write one of {values}").format(values=", ".join(known))
            raise self.fail(_("tool.kamdocs.{key} is not known").format(key=key), hint)
        return str(value)

    def audiences(self, tables: Any) -> Mapping[str, Audience]:
        """The audiences by name: internal and shareable, which settings may alter, and those that they add."""
        self.only(tables, tables if isinstance(tables, dict) else (), "tool.kamdocs.audiences")
        if INTERNAL.name in tables:
            message = _("{where} reads everything").format(where="tool.kamdocs.audiences.internal")
            raise self.fail(message, _("give your audience another name"))
        found = {INTERNAL.name: INTERNAL, SHAREABLE: make_audience(SHAREABLE)}
        for name, table in tables.items():
            where = f"tool.kamdocs.audiences.{name}"
            self.only(table, ("reads", "hides"), where)
            if not is_id(name):
                message = _("{where} is no name").format(where=where)
                raise self.fail(message, _("write it with letters from a to z, digits and dashes"))
            try:
                found[name] = make_audience(name, self.texts(table, "reads", where), self.texts(table, "hides", where))
            except ValueError as error:
                raise self.fail(f"{where}: {error}", _("fields are written as orders or orders.amount")) from error
        return found

    def audience(self, table: Mapping[str, Any], audiences: Mapping[str, Audience]) -> Audience:
        name = self.text(table, "audience", INTERNAL.name)
        if name not in audiences:
            raise self.fail(_("tool.kamdocs.audience is {name}").format(name=name), did_you_mean(name, audiences))
        return audiences[name]

    def policies(self, tables: Any, profile: str, checks: Iterable[Check], *, complete: bool) -> Policies:
        """The policies of all checks; where they are not complete, the table of an unknown check is left alone."""
        names = [check.name for check in checks]
        self.only(tables, tables if isinstance(tables, dict) and not complete else names, "tool.kamdocs.checks")
        found = []
        for check in checks:
            table = tables.get(check.name, {})
            policy = self.policy(check, table)
            starting = check.code in STARTER or check.origin is not None or "enabled" in table
            off = profile == "starter" and not starting
            found.append(msgspec.structs.replace(policy, enabled=False) if off else policy)
        return Policies(found, complete=complete)

    def policy(self, check: Check, table: Any) -> Policy:
        where = f"tool.kamdocs.checks.{check.name}"
        self.only(table, ("enabled", "severity", *check.thresholds), where)
        usual = default_policy(check)
        if not table:
            return usual
        enabled = self.switch(table, "enabled", f"{where}.enabled", True)
        severity = self.tiers(check, table, "severity", where, usual.severity)
        for value in severity.values():
            if value not in SEVERITIES:
                message = _("{where}.severity is {value}").format(where=where, value=value)
                raise self.fail(message, _("write one of {values}").format(values=", ".join(SEVERITIES)))
        limits: dict[Tier, dict[str, int]] = {tier: dict(usual.limits[tier]) for tier in TIERS}
        for name in check.thresholds:
            usual_limits = {tier: usual.limits[tier][name] for tier in TIERS}
            for tier, value in self.tiers(check, table, name, where, usual_limits).items():
                limits[tier][name] = self.number(value, f"{where}.{name}")
        return Policy(check, severity, limits, enabled)

    def tiers(self, check: Check, table: Any, key: str, where: str, usual: Mapping[Tier, Any]) -> dict[Tier, Any]:
        value = table.get(key)
        if value is None:
            return dict(usual)
        if not isinstance(value, dict):
            return dict.fromkeys(TIERS, value)
        if check.scope in ("portfolio", "file", "elsewhere"):
            message = _("{where}.{key} differs by tier, but the check looks at all accounts alike")
            raise self.fail(message.format(where=where, key=key), _("write one value"))
        self.only(value, TIERS, f"{where}.{key}")
        return {**usual, **value}

    def number(self, value: Any, where: str) -> int:
        if type(value) is not int or not 0 <= value <= 100_000:
            message = _("{where} is not a whole number from 0 to 100000").format(where=where)
            raise self.fail(message, _("write a number, or one per tier"))
        return value


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint: the known name that is closest, or all of them where none is close."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return _("did you mean {name}?").format(name=close[0])
    listed = ", ".join(names[:12])
    return _("known here: {names}").format(names=listed + (" …" if len(names) > 12 else ""))
