"""Reads for whom a handbook may be built, and for whom it is."""

from collections.abc import Mapping
from typing import Any

import msgspec

from kamdocs.language import _
from kamdocs.schema.audience import INTERNAL, SHAREABLE, Audience, make_audience
from kamdocs.schema.formats import is_id
from kamdocs.settings.error import did_you_mean
from kamdocs.settings.reader import Reader


def read_audiences(reader: Reader, tables: Any) -> Mapping[str, Audience]:
    """The audiences by name: internal and shareable, which settings may alter, and those that they add."""
    reader.only(tables, tables if isinstance(tables, dict) else (), "tool.kamdocs.audiences")
    if INTERNAL.name in tables:
        message = _("{where} reads everything").format(where="tool.kamdocs.audiences.internal")
        raise reader.fail(message, _("give your audience another name"))
    found = {INTERNAL.name: INTERNAL, SHAREABLE: make_audience(SHAREABLE)}
    for name, table in tables.items():
        where = f"tool.kamdocs.audiences.{name}"
        reader.only(table, ("accounts", "tags", "reads", "hides"), where)
        if not is_id(name):
            message = _("{where} is no name").format(where=where)
            raise reader.fail(message, _("write it with letters from a to z, digits and dashes"))
        try:
            made = make_audience(name, reader.texts(table, "reads", where), reader.texts(table, "hides", where))
        except ValueError as error:
            raise reader.fail(f"{where}: {error}", _("fields are written as orders or orders.amount")) from error
        accounts, tags = (_some(reader, table, key, where) for key in ("accounts", "tags"))
        found[name] = msgspec.structs.replace(made, accounts=accounts, tags=tags)
    return found


def _some(reader: Reader, table: Mapping[str, Any], key: str, where: str) -> frozenset[str] | None:
    """The names of a list that is not empty; None where there is no list. An empty one might mean all, or none."""
    if key not in table:
        return None
    names = frozenset(reader.texts(table, key, where))
    if not names:
        hint = _("write at least one, or leave {key} out: then the audience may know of all accounts")
        raise reader.fail(_("{where} names none").format(where=f"{where}.{key}"), hint.format(key=key))
    return names


def read_audience(reader: Reader, table: Mapping[str, Any], audiences: Mapping[str, Audience]) -> Audience:
    """The audience that the settings name; internal where they name none."""
    name = reader.text(table, "audience", INTERNAL.name)
    if name not in audiences:
        raise reader.fail(_("tool.kamdocs.audience is {name}").format(name=name), did_you_mean(name, audiences))
    return audiences[name]
