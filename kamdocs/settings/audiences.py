"""Reads for whom a handbook may be built, and for whom it is."""

from collections.abc import Mapping
from typing import Any

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
        reader.only(table, ("reads", "hides"), where)
        if not is_id(name):
            message = _("{where} is no name").format(where=where)
            raise reader.fail(message, _("write it with letters from a to z, digits and dashes"))
        try:
            found[name] = make_audience(name, reader.texts(table, "reads", where), reader.texts(table, "hides", where))
        except ValueError as error:
            raise reader.fail(f"{where}: {error}", _("fields are written as orders or orders.amount")) from error
    return found


def read_audience(reader: Reader, table: Mapping[str, Any], audiences: Mapping[str, Audience]) -> Audience:
    """The audience that the settings name; internal where they name none."""
    name = reader.text(table, "audience", INTERNAL.name)
    if name not in audiences:
        raise reader.fail(_("tool.kamdocs.audience is {name}").format(name=name), did_you_mean(name, audiences))
    return audiences[name]
