"""What ``kamdocs import`` was told, and how that stands before what the mapping says."""

from datetime import date
from pathlib import Path

import click
import msgspec

from kamdocs.exchange.mapping import ExportMapping
from kamdocs.exchange.reading import SEPARATORS
from kamdocs.language import _
from kamdocs.settings.error import SettingsError

_SAID = ("encoding", "separator", "dates", "decimal", "currency", "tier", "activities", "since", "new_plans")
"""What the command line may say in place of a mapping."""


class Separator(click.ParamType):  # type: ignore[type-arg, unused-ignore]  # generic since click 8.4
    """What parts the cells: a mark, or the word ``tab``."""

    name = "MARK"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The mark; click's own error where it is none."""
        mark = "\t" if value == "tab" else str(value)
        if mark not in SEPARATORS:
            self.fail(_("{value} parts no cells; write one of: , ; | tab").format(value=value), param, ctx)
        return mark


class Options(msgspec.Struct, frozen=True):
    """What the command was told."""

    source: str
    mapping: str | None
    save_mapping: str | None
    table: str | None
    encoding: str | None
    separator: str | None
    dates: str | None
    decimal: str | None
    currency: str | None
    tier: str | None
    activities: str | None
    since: date | None
    new_plans: bool | None
    started_on: date | None
    take_export: bool
    rejected: Path | None
    dry_run: bool
    diff: bool
    commit: bool


def with_options(options: Options, mapping: ExportMapping) -> ExportMapping:
    """The mapping with what was said on the command line, which stands before it."""
    said = {name: value for name in _SAID if (value := getattr(options, name)) is not None}
    currency = said.get("currency")
    if currency is not None and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        message = _("{key} is {value}").format(key="--currency", value=currency)
        raise SettingsError(message, _("write three letters, such as EUR"))
    return msgspec.structs.replace(mapping, **said)
