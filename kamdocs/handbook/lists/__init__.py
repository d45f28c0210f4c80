"""The lists over all customers: what is promised, ordered, complained about, to be renewed, as rows of cells.

A list knows neither page nor file: the pages show its cells with links, the tables for spreadsheets write them plain.
"""

import functools
from collections.abc import Callable

from kamdocs.handbook.lists.business import opportunities, renewals, revenue
from kamdocs.handbook.lists.dealings import complaints, orders, satisfaction
from kamdocs.handbook.lists.listing import Cell, Column, Listing, Row
from kamdocs.handbook.lists.owed import actions, all_todos, contacts_owed, promises
from kamdocs.handbook.view import View

LISTS: dict[str, Callable[[View], Listing]] = {
    "todos": all_todos,
    "promises": promises,
    "actions": actions,
    "complaints": complaints,
    "orders": orders,
    "opportunities": opportunities,
    "renewals": renewals,
    "revenue": revenue,
    "satisfaction": satisfaction,
    "contacts-owed": contacts_owed,
}
"""By the last part of their address, in the order in which they are offered."""


@functools.lru_cache(maxsize=len(LISTS))
def made(key: str, view: View) -> Listing:
    """A list by the last part of its address, made once for its page and its table; raises KeyError for others."""
    return LISTS[key](view)


__all__ = ["LISTS", "Cell", "Column", "Listing", "Row", "made"]
