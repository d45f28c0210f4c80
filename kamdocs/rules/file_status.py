"""What a status of a file says, and what the day beside it says: the two must not contradict each other."""

import functools
from collections.abc import Iterator
from datetime import date

from kamdocs.language import say
from kamdocs.rules.check import check
from kamdocs.rules.gap import FileLapse
from kamdocs.rules.mend import corrects, mend
from kamdocs.rules.plan_file import PlanFile
from kamdocs.rules.spans import Span
from kamdocs.schema.claims import Claim, claims
from kamdocs.schema.walk import schema_tree


@functools.cache
def _claims() -> tuple[tuple[str, Claim], ...]:
    """The lists, each with which words of its records claim a fact, and the day of it."""
    fields = schema_tree("account").fields.items()
    return tuple((name, claim) for name, field in fields if field.items is not None for claim in claims(field.items))


@check(
    "DOC011",
    "status-contradicted",
    "error",
    scope="file",
    hint="correct the status, or take the day out",
    mend=mend("Which status is right, now that it is done?", corrects()),
)
def status_contradicted(file: PlanFile) -> Iterator[FileLapse]:
    """What has the day on which it was done says by its status that it is done.

    Why: an order that is confirmed and has been delivered is open to one reader and settled to another. The handbook
    counts an order with a day of delivery as delivered; of an action, a need or a complaint it believes the status.

    How to close: write the status that goes with the day; or take the day out, where it is not done. A day that is
    still to come is another fault, and is told until then by itself.

    Bad:

        orders:
          - {id: "7", status: confirmed, ordered_on: 2026-08-20, promised_on: 2026-09-30, delivered_on: 2026-09-29}

    Good:

        orders:
          - {id: "7", status: delivered, ordered_on: 2026-08-20, promised_on: 2026-09-30, delivered_on: 2026-09-29}
    """
    for name, claim in _claims():
        for place, record in enumerate(file.document.data.get(name) or ()):
            value, day = record.get(claim.field), record.get(claim.day)
            if day and claim.contradicts(value):
                message = say(
                    "{field} is {value}, but {other} is {day}", field=claim.field, value=value, other=claim.day, day=day
                )
                hint = say("write {field}: {value}, or take {other} out", field=claim.field, value=claim.values[0],
                           other=claim.day)  # fmt: skip
                yield FileLapse(Span(date.fromisoformat(day)), (name, place, claim.field), message, hint)
