"""What ``kamdocs set`` asks for on a terminal: which fields, and their values."""

from datetime import date
from typing import TYPE_CHECKING

from kamdocs.language import _
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.cli.fields import Fields
    from kamdocs.keeping.handbook import Handbook, Plan
    from kamdocs.schema.walk import Node


def asked_fields(handbook: "Handbook", plan: "Plan", record: "Node", today: date) -> list[str]:
    """Fields of a record and what is typed for them, as ``field=value``, until nobody names another one.

    Raises :class:`SettingsError` where nobody can be asked.
    """
    from kamdocs.cli.asking import Choice, at_terminal, choose
    from kamdocs.cli.fields import Fields
    from kamdocs.keeping.labels import called

    if not at_terminal():
        hint = _("write: {line}").format(line=f"kamdocs set {plan.id} field=value")
        raise SettingsError(_("what is to be set is not said"), hint)
    reader = Fields(handbook, plan, today)
    fields = [one for one in record.fields.values() if one.record is None and one.name != "id"]
    choices = [Choice(one.name, f"{one.name}: {called(one)}") for one in fields]
    name = choose(_("what is to be set?"), choices)
    found: list[str] = []
    while name:
        found += _asked(reader, record.fields[name])
        name = choose(_("what else? (may be left out)"), choices, required=False)
    return found


def _asked(reader: "Fields", field: "Node") -> list[str]:
    from kamdocs.cli.asking import ask_field

    said: list[str] = []

    def read(texts: list[str]) -> list[str]:
        if field.others is None:
            reader.read(field, texts)
        elif any(not all(map(str.strip, one.partition("="))) for one in texts):
            raise SettingsError(_("{value} names no system and its number").format(value=texts[0]), "crm=0012")
        said[:] = texts
        return texts

    ask_field(field, read, reader.choices(field))
    between = "=" if field.others is None else "."
    return [f"{field.name}{between}{text}" for text in said]
