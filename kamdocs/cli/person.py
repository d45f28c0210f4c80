"""``kamdocs person``: somebody new at the customer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kamdocs.cli.adding import Finished, adding
from kamdocs.keeping.words import PERSON
from kamdocs.language import _
from kamdocs.settings.error import SettingsError

if TYPE_CHECKING:
    from kamdocs.cli.fields import Fields


def _finish(fields: "Fields", record: dict[str, Any], own: Mapping[str, Any]) -> Finished:
    """Hold that nobody is written down twice."""
    from kamdocs.keeping.finding import stakeholders
    from kamdocs.schema.suggest import folded

    name = folded(str(record.get("name", "")))
    same = next((one for one in stakeholders(fields.plan.data) if folded(one.name) == name), None)
    if same and not own["anyway"]:
        raise SettingsError(
            _("{name} is in the plan already").format(name=same.told),
            _("kamdocs set {account}/{id} changes that; --anyway adds another person of that name").format(
                account=fields.plan.id, id=same.id
            ),
        )
    return Finished(record)


command = adding(
    PERSON,
    """Add a person at a customer to its plan.

    ACCOUNT is its id or the beginning of its name, NAME the person's. The id is made of the name. Write nothing about a
    person that you would not say to them; kamdocs forget erases somebody again.

    \b
    Examples:
      kamdocs person zeleznik "Tina Hribar" --title "Head of quality" --area quality --level senior
      kamdocs person zeleznik "Rok Zajc" --area purchasing --role buyer --reports-to petra --known-by me
    """,
    finish=_finish,
)
