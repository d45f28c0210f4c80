"""``kamdocs person``: somebody new at the customer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kamdocs.cli.adding import Finished, adding
from kamdocs.keeping.words import PERSON

if TYPE_CHECKING:
    from kamdocs.cli.fields import Fields


def _finish(fields: "Fields", record: dict[str, Any], own: Mapping[str, Any]) -> Finished:
    """Hold that nobody is written down twice."""
    from kamdocs.keeping.finding import stakeholders
    from kamdocs.keeping.nearly import hold_new_person

    if not own["anyway"]:
        hold_new_person(fields.plan.id, str(record.get("name", "")), stakeholders(fields.plan.data))
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
