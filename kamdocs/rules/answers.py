"""Answers that several gaps share: a talk that is logged, an action that is planned, a need that is written down …"""

from typing import Any

from kamdocs.rules.mend import ANY, HERE, TODAY, Among, Step, Way, adds, made, sets, told, way

MET = ("visit", "meeting", "call", "video", "business-review")
"""The kinds of interactions in which somebody was met."""
INTERVIEWS = ("interview-in-person", "interview-remote", "third-party-interview")
"""The kinds of reviews in which people were talked with one by one."""


def talks(*asks: str, met: bool = False, **gives: Any) -> Step:
    """Log an interaction: with whom, when, in which way, and what came of it. ``gives`` spells ``with`` ``with_``."""
    given = {name.rstrip("_"): value for name, value in gives.items()}
    fields = tuple(one for one in ("with", "kind", "date", "by", *asks) if one not in given)
    may = tuple(one for one in ("initiated_by", "outcome") if one not in given and one not in fields)
    return adds("interactions", *fields, may=may, among={"kind": MET} if met else ANY, gives=given)


def acts(**gives: Any) -> Step:
    """Plan an action: what, who and by when."""
    given = {"added_on": TODAY, "status": "open", **gives}
    return adds("actions", "text", "owner", "due", gives=given)


def interviews(**gives: Any) -> Step:
    """Record an interview: when, in which way, with whom and by whom."""
    fields = tuple(one for one in ("respondents", "date", "method") if one not in gives)
    return adds("satisfaction", *fields, may=("by",), among={"method": INTERVIEWS}, gives=gives)


def newcomer(*asks: str, may: tuple[str, ...] = ("title",), among: Among = ANY, **gives: Any) -> Step:
    """Add somebody who works there."""
    return adds("stakeholders", "name", *asks, may=may, among=among, gives={"added_on": TODAY, **gives})


def needed() -> Step:
    """Write down a need of the customer."""
    return adds("needs", "text", may=("source",), gives={"added_on": TODAY, "status": "open"})


def chance(**gives: Any) -> Step:
    """Write down an opportunity with its next step."""
    return adds(
        "opportunities", "title", "stage", "next_step", "next_step_on", may=("offering",),
        among={"stage": ("idea", "qualified", "proposal", "negotiation")}, gives={"added_on": TODAY, **gives},
    )  # fmt: skip


def by_action(field: str, at: str = "") -> tuple[Way, Way]:
    """That an action answers it, a new one or one of the plan; its id comes into ``field``."""
    return (
        way("an action will, which is to be planned", acts(), Step("set", at, gives={field: made("actions")})),
        way("an action of the plan does", sets(field, at=at)),
    )


def by_need() -> tuple[Way, Way]:
    """That it answers a need, one that is written down or another one."""
    return (
        way("a need of the plan", sets("need")),
        way("a need that is not in the plan yet", needed(), sets(need=made("needs"))),
    )


DECIDED = way("nothing is done, and that is decided", sets("decision"))
DONE = way("it is done", sets("done_on", status="done"))
DROPPED = way("it is dropped", sets(status="dropped"))
LOST = way("it is lost", sets(stage="lost"))
WON = way("it is won", sets(stage="won"))
OVER = way("it is over", sets("ended_on", at="contract"))
RENEWED = way("it is renewed on a day to come", sets("renewal_on", at="contract"))
SATISFIED = way("it is, and said so", sets("confirmed_by_customer_on"))
NEXT = sets("next_step", "next_step_on")
OBJECTIVE = adds("objectives", "text", "due", may=("measure", "target"))
YEAR_OF_REVENUE = adds("revenue", "year", "amount", "currency")
BOTHERED = way("that something bothers them", adds("bothers", "text", may=("from",)))
MISSED = way("that something is missing", adds("misses", "text", may=("from",)))
EXPECTED = adds("expectations", "text", may=("stakeholder", "importance", "fulfilment"), gives={"as_of": TODAY})
PROMISED = adds("commitments", "text", "by", "due", may=("to",), gives={"made_on": TODAY})
ORDERED = adds(
    "orders", "ordered_on", "promised_on", "status", may=("number", "text"),
    among={"status": ("confirmed", "in-execution")},
)  # fmt: skip
DELIVERED = way("it is delivered", sets("delivered_on", status="delivered"))
REJECTED = ("rejected_because", "owner", "told_on")
"""What a rejection owes the customer, as fields of it."""
DECIDING: Among = {"buying_roles": ("decider", "approver")}
TEACHING = ("roadmap", "training", "site-visit", "demo")
"""The kinds of briefings in which something was taught or shown."""


def briefed(**gives: Any) -> Step:
    """Record that something was taught or shown: what, when, in which way, to whom and by whom."""
    return adds("briefings", "topic", "kind", "date", "audience", may=("by",), among={"kind": TEACHING}, gives=gives)


def offered(*asks: str, **gives: Any) -> Step:
    """Add a cell of the whitespace: how one of our offerings stands with them."""
    return adds("whitespace", *asks, may=("unit",), gives={"as_of": TODAY, **gives})


def together() -> tuple[Step, Step]:
    """That whoever of us looks after a person has met it."""
    owner = "relationship_owner"
    return sets(owner), talks(met=True, with_=HERE, by=told(owner))
