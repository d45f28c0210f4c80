"""What shows that a golden rule was followed: without it no cell is in order. What nobody wrote down is not fine."""

from collections.abc import Callable, Iterable, Mapping

from kamdocs.rules import (
    activity,
    connectedness,
    education,
    expansion,
    goodwill,
    nonconformities,
    orders,
    relationship,
    responsiveness,
    satisfaction,
)
from kamdocs.rules.case import Case
from kamdocs.rules.spans import Span

Evidence = Callable[[Case], Iterable[Span]]
"""Each span begins on the day of which something is recorded, and ends where that says nothing any more."""

EVIDENCE: Mapping[str, Evidence] = {
    "satisfaction": satisfaction.evidence,
    "responsiveness": responsiveness.evidence,
    "relationship": relationship.evidence,
    "education": education.evidence,
    "orders": orders.evidence,
    "expansion": expansion.evidence,
    "goodwill": goodwill.evidence,
    "nonconformities": nonconformities.evidence,
    "connectedness": connectedness.evidence,
    "activity": activity.evidence,
}
"""By the slug of the golden rule: each of the ten has one, in its module beside its checks."""

EVIDENCE_DAYS = 365
"""How long evidence counts where the settings don't say it."""
