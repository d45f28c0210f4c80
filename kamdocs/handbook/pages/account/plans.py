"""What we want to reach with the customer, and what could cost us it."""

from kamdocs.handbook import anchors
from kamdocs.handbook.pages.account.subject import Part, Subject, section


def plans_part(of: Subject) -> Part:
    """Objectives and risks in one table."""
    parts = of.filled("plans", since=lambda risk: risk.noted_on or of.case.since)
    return Part(section(anchors.OBJECTIVES, parts.part("plans"), of=of))
