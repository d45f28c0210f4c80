"""``kamdocs order``."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kamdocs.cli.adding import Finished, adding
from kamdocs.keeping.words import ORDER

if TYPE_CHECKING:
    from kamdocs.cli.fields import Fields


def _finish(_fields: "Fields", record: dict[str, Any], _own: Mapping[str, Any]) -> Finished:
    """Make the id of an order's number, where that can't be one itself."""
    from kamdocs.schema.formats import is_id
    from kamdocs.schema.ids import id_of

    given = str(record.get("id", ""))
    if given and not is_id(given):
        record = {**record, "id": id_of(given), "number": record.get("number", given)}
    return Finished(record, given)


command = adding(
    ORDER,
    """Write down an order that matters; not every line of the ERP.

    ACCOUNT is the customer's id or the beginning of its name, ORDER the order's number. kamdocs done says later that it
    is delivered, kamdocs set moves the promised day, which makes a delay of it.

    \b
    Examples:
      kamdocs order zeleznik 4500044 --promised 5.12. --amount 61000 --text "Inserts for the second mould"
      kamdocs order zeleznik PO-2026/0061 --promised +3w --on yesterday
    """,
    finish=_finish,
)
