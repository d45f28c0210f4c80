"""What they buy: our offerings down, their units across, each cell with what is open there and its next step."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import msgspec

from kamdocs.handbook import anchors
from kamdocs.handbook.page import Section
from kamdocs.handbook.pages.account.subject import Part, Subject, aside
from kamdocs.handbook.words import short_day_in
from kamdocs.language import _
from kamdocs.model import Account, Id, Opportunity, WhitespaceCell

SIGNS = {
    "owned": "✓", "in-pipeline": "◔", "open": "○", "competitor": "▲", "blocked": "✕", "unknown": "?",
    "not-applicable": "–",
}  # fmt: skip
"""A sign for each status, so that it reads without colour."""
Line = tuple[Id, tuple[WhitespaceCell | None, ...]]


class Grid(msgspec.Struct, frozen=True):
    """``units`` across (None is the whole customer), and for each offering a cell or None for each unit.

    ``retired`` are the lines of what we no longer sell; ``unseen`` names what we sell and the plan says nothing of.
    """

    units: tuple[Id | None, ...]
    lines: tuple[Line, ...]
    retired: tuple[Line, ...]
    unseen: tuple[Id, ...]


def grid_of(account: Account, offerings: Sequence[Id], retired: Collection[Id] = ()) -> Grid:
    """The grid of a plan, of what we sell (``offerings``), what we no longer do, and what the plan names besides."""
    cells = {(cell.offering, cell.unit): cell for cell in account.whitespace}
    used = {unit for _, unit in cells}
    known = [unit.id for unit in account.units]
    units = (*(unit for unit in (None, *known) if unit in used), *sorted(str(unit) for unit in used - {None, *known}))
    named = tuple(dict.fromkeys(cell.offering for cell in account.whitespace))
    lines = [(offering, tuple(cells.get((offering, unit)) for unit in units)) for offering in named]
    return Grid(
        units,
        tuple(line for line in lines if line[0] not in retired),
        tuple(line for line in lines if line[0] in retired),
        tuple(one for one in offerings if one not in named),
    )


def buying_part(of: Subject) -> Part:
    """The grid with its opportunities; those without a cell of their own stand below it."""
    account = of.account
    retired = {one.id for one in of.view.shared.offerings if one.retired_by(of.as_of)}
    offered = [one for one in of.view.shared.offering_names if one not in retired]
    grid = grid_of(account, offered if of.complete and account.whitespace else (), retired)
    placed = _placed(account)
    told = {id(one) for chances in placed.values() for one in chances}
    newest = max((cell.as_of for cell in account.whitespace if cell.as_of), default=None)
    needs = {need.id: need.text for need in account.needs}
    parts = of.filled(
        "buying",
        grid=grid,
        placed=placed,
        others=[one for one in account.opportunities if id(one) not in told],
        newest=newest,
        signs=SIGNS,
        place=anchors.OPPORTUNITIES.anchor,
        need=lambda need: needs.get(need, need),
        late=lambda one, day: _late(one, day, of),
    )
    words = _("as of {day}").format(day=short_day_in(newest, of.as_of).striptags()) if newest else ""
    return Part(Section(anchors.WHITESPACE, parts.part("buying"), aside(words), "right"))


def _placed(account: Account) -> Mapping[tuple[Id, Id | None], Sequence[Opportunity]]:
    """The opportunities by the cell that they are about."""
    cells = {(cell.offering, cell.unit) for cell in account.whitespace}
    found: dict[tuple[Id, Id | None], list[Opportunity]] = {}
    for one in account.opportunities:
        if one.offering and (one.offering, one.unit) in cells:
            found.setdefault((one.offering, one.unit), []).append(one)
    return found


def _late(one: Opportunity, day: date, of: Subject) -> bool:
    """Whether a day of an open opportunity is past, where that may be told."""
    return of.complete and one.open and day < of.as_of
