"""Where a link to a record lands in an account's page that doesn't have the record at a place of its own."""

import json
from collections.abc import Mapping

from kamdocs.handbook import anchors
from kamdocs.handbook.anchors import Heading

SECTIONS: Mapping[str, Heading] = {
    "person": anchors.PEOPLE,
    "satisfaction": anchors.BOTHERS,
    "expectations": anchors.BOTHERS,
    "commitments": anchors.PROMISES,
    "orders": anchors.ORDERS,
    "nonconformities": anchors.NONCONFORMITIES,
    "whitespace": anchors.WHITESPACE,
    "opportunities": anchors.OPPORTUNITIES,
    "needs": anchors.OPPORTUNITIES,
    "objectives": anchors.OBJECTIVES,
    "actions": anchors.PROMISES,
    "risks": anchors.OBJECTIVES,
    "interactions": anchors.HISTORY,
    "requests": anchors.HISTORY,
    "briefings": anchors.HISTORY,
    "help": anchors.HISTORY,
    "contract": anchors.FACTS,
}
"""The section of each list of a plan, by what the anchors of its records begin with."""


def sections_script() -> bytes:
    """The same for the scripts of the pages: ``kamdocs.sections``."""
    value = json.dumps({name: heading.anchor for name, heading in SECTIONS.items()}, separators=(",", ":"))
    return f"window.kamdocs = {{sections: {value}}};\n".encode()
