"""Reads the values of a settings table; every fault names the file and the key."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from kamdocs.language import _
from kamdocs.rules.calendar import countries, knows
from kamdocs.rules.spans import FOREVER
from kamdocs.settings.error import SettingsError, did_you_mean

MOST_DAYS = 3650
"""Ten years: what is older shows nothing of today."""
_EXAMPLES = {"accounts": "zeleznik", "custom_checks": "our_checks", "tags": "export"}


class Reader:
    """Reads a settings file, ``source`` for messages; what is wrong is a :class:`SettingsError`."""

    def __init__(self, source: str) -> None:
        self.source = source

    def fail(self, message: str, hint: str) -> SettingsError:
        """The error of this file; the caller raises it."""
        return SettingsError(f"{self.source}: {message}", hint)

    def only(self, table: Any, known: Iterable[str], where: str) -> None:
        """Hold that the table is one, and has no key that is not known."""
        if not isinstance(table, dict):
            raise self.fail(
                _("{where} is not a table").format(where=where), _("write it as [{where}]").format(where=where)
            )
        for key in table:
            if key not in known:
                message = _("{where} does not know the setting {key}").format(where=where, key=key)
                raise self.fail(message, did_you_mean(key, known))

    def text(self, table: Mapping[str, Any], key: str, default: str) -> str:
        """A text that is not empty."""
        value = table.get(key, default)
        if not isinstance(value, str) or not value:
            hint = _("write {example}").format(example=f'{key} = "{default}"')
            raise self.fail(_("tool.kamdocs.{key} is not a text").format(key=key), hint)
        return value

    def texts(self, table: Mapping[str, Any], key: str, where: str = "tool.kamdocs") -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            hint = _("write {example}").format(example=f'{key} = ["{_EXAMPLES.get(key, "orders.amount")}"]')
            raise self.fail(_("{where} is not a list of texts").format(where=f"{where}.{key}"), hint)
        return tuple(value)

    def switch(self, table: Mapping[str, Any], key: str, where: str, default: bool) -> bool:
        """True or false."""
        value = table.get(key, default)
        if not isinstance(value, bool):
            message = _("{where} is neither true nor false").format(where=where)
            raise self.fail(message, _("write {key} = true or {key} = false").format(key=key))
        return value

    def day(self, table: Mapping[str, Any], key: str) -> date | None:
        """A day, as a TOML date or a text such as ``2026-11-23``; None where there is none."""
        value = table.get(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = 0
        if value is not None and type(value) is not date:
            hint = _("write {example}").format(example=f"{key} = 2026-11-23")
            raise self.fail(_("tool.kamdocs.{key} is not a day").format(key=key), hint)
        if value == FOREVER:
            message = _("tool.kamdocs.{key} is the last day of the calendar, after which nothing can be reckoned")
            raise self.fail(message.format(key=key), _("give an earlier day"))
        return value

    def zone(self, table: Mapping[str, Any], key: str) -> ZoneInfo | None:
        """A time zone by its IANA name; None where there is none."""
        name = table.get(key)
        if name is None:
            return None
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, TypeError, AttributeError, OSError):
            close = did_you_mean(name, sorted(available_timezones())) if isinstance(name, str) and name else ""
        message = _("tool.kamdocs.{key} is no time zone").format(key=key)
        hint = close if "?" in close else _("write {example}").format(example=f'{key} = "Europe/Ljubljana"')
        raise self.fail(message, hint)

    def country(self, table: Mapping[str, Any], key: str) -> str | None:
        """A country by its code of ISO 3166-1, as ``SI``, whose public holidays are known; None where there is none."""
        code = table.get(key)
        if code is None:
            return None
        if isinstance(code, str) and knows(code):
            return code
        message = _("tool.kamdocs.{key} is no country whose public holidays are known").format(key=key)
        near = did_you_mean(code.upper(), countries()) if isinstance(code, str) and code else ""
        raise self.fail(message, near if "?" in near else _("write {example}").format(example=f'{key} = "SI"'))

    def one_of(self, table: Mapping[str, Any], key: str, known: Iterable[str], default: str) -> str:
        """One of the known values."""
        value = table.get(key, default)
        if value not in known:
            hint = _("write one of {values}").format(values=", ".join(known))
            raise self.fail(_("tool.kamdocs.{key} is not known").format(key=key), hint)
        return str(value)

    def days(self, table: Mapping[str, Any], key: str, default: int) -> int:
        """How many days, from 1 to 3650."""
        value = table.get(key, default)
        if type(value) is not int or not 1 <= value <= MOST_DAYS:
            message = _("tool.kamdocs.{key} is not a number of days from 1 to {most}").format(key=key, most=MOST_DAYS)
            raise self.fail(message, _("write {example}").format(example=f"{key} = {default}"))
        return value

    def number(self, value: Any, where: str) -> int:
        """A whole number from 0 to 100,000."""
        if type(value) is not int or not 0 <= value <= 100_000:
            message = _("{where} is not a whole number from 0 to 100000").format(where=where)
            raise self.fail(message, _("write a number, or one per tier"))
        return value
