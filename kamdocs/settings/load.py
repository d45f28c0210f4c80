"""The settings of a handbook: ``[tool.kamdocs]`` of the nearest ``pyproject.toml``, read strictly."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kamdocs.language import LANGUAGES, _
from kamdocs.rules.calendar import Calendar
from kamdocs.rules.catalogue import CHECKS
from kamdocs.rules.custom import ALLOWED, Allowed, load_custom_checks
from kamdocs.rules.evidence import EVIDENCE_DAYS
from kamdocs.settings.audiences import read_audience, read_audiences
from kamdocs.settings.checks import PROFILES, read_policies
from kamdocs.settings.error import SettingsError
from kamdocs.settings.reader import Reader
from kamdocs.settings.table import FILE, nearest_table, read_file
from kamdocs.settings.values import Settings

SETTINGS = (
    "accounts",
    "as_of",
    "audience",
    "audiences",
    "baseline",
    "checks",
    "country",
    "custom_checks",
    "evidence_days",
    "language",
    "offline",
    "profile",
    "review_on",
    "timezone",
)
DEFAULT_ACCOUNTS = "accounts"
VARIABLE = "KAMDOCS_CUSTOM_CHECKS"
"""The environment variable that says whose checks may run, for jobs that must not run what a change brings in."""


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
    reader = Reader(source)
    reader.only(table, SETTINGS, "tool.kamdocs")
    profile = reader.one_of(table, "profile", PROFILES, "standard")
    modules = reader.texts(table, "custom_checks")
    custom = load_custom_checks(modules, root, allowed)
    complete = not custom.failures and (allowed == "all" or not modules) and allowed != "off"
    audiences = read_audiences(reader, table.get("audiences", {}))
    timezone, country = reader.zone(table, "timezone"), reader.country(table, "country")
    evidence_days = reader.days(table, "evidence_days", EVIDENCE_DAYS)
    policies = read_policies(reader, table.get("checks", {}), profile, (*CHECKS, *custom.checks), complete=complete)
    return Settings(
        root=root,
        accounts=Path(os.path.normpath(root / reader.text(table, "accounts", DEFAULT_ACCOUNTS))),
        as_of=reader.day(table, "as_of"),
        policies=policies.on(Calendar(timezone, country), evidence_days),
        profile=profile,
        baseline=root / reader.text(table, "baseline", "") if "baseline" in table else None,
        custom_checks=modules,
        allowed=allowed,
        failures=custom.failures,
        given=frozenset(_given(table)),
        audience=read_audience(reader, table, audiences),
        audiences=audiences,
        language=reader.one_of(table, "language", LANGUAGES, LANGUAGES[0]),
        offline=reader.switch(table, "offline", "tool.kamdocs.offline", False),
        timezone=timezone,
        country=country,
        evidence_days=evidence_days,
        review_on=reader.day(table, "review_on"),
    )


def _given(table: Mapping[str, Any]) -> Iterator[str]:
    yield from table.keys() - {"checks", "audiences"}
    yield from (f"audiences.{name}" for name in table.get("audiences", {}))
    for check, values in table.get("checks", {}).items():
        yield from (f"checks.{check}.{name}" for name in values)
