"""What people would rather look at than read: pictures as HTML tables and small inline SVG, made at build time.

A picture is its own table wherever that can be: marks beside words, so that a reader, a screen reader and a printer get
the same. Positions are percentages in geometry attributes (no inline style), so that a picture takes the width it is
given and its text keeps its size. A picture that has nothing to show is empty.
"""

from collections.abc import Mapping, Sequence

import msgspec
from markupsafe import Markup

from kamdocs.handbook.pictures.initiative import initiative_picture
from kamdocs.handbook.pictures.orders import orders_picture
from kamdocs.handbook.pictures.people_map import people_map_picture
from kamdocs.handbook.pictures.revenue import revenue_picture
from kamdocs.handbook.pictures.satisfaction import satisfaction_picture
from kamdocs.handbook.pictures.whitespace import whitespace_picture
from kamdocs.handbook.view import View
from kamdocs.model import Account, Id

__all__ = ["AccountPictures", "account_pictures"]


class AccountPictures(msgspec.Struct, frozen=True):
    """The pictures of an account's page."""

    people: Markup
    satisfaction: Markup
    orders: Markup
    whitespace: Markup
    initiative: Markup
    revenue: Markup


def account_pictures(
    account: Account, view: View, known_by: Mapping[Id, Sequence[Id]], complete: bool
) -> AccountPictures:
    """All pictures of an account; ``known_by`` gives which of us has met each stakeholder.

    Whom nobody knows, months without a word, and what is late are told where the plan is ``complete`` for who looks.
    """
    return AccountPictures(
        people=people_map_picture(account, view, known_by) if complete else Markup(),
        satisfaction=satisfaction_picture(account, view, complete=complete),
        orders=orders_picture(account, view, complete=complete),
        whitespace=whitespace_picture(account, view, complete=complete),
        initiative=initiative_picture(account, view.as_of) if complete else Markup(),
        revenue=revenue_picture(account, view.as_of),
    )
