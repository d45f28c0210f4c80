"""The whitespace grid: what we sell down, the units of the customer across, a tile with its word and reason each."""

from collections import Counter
from collections.abc import Collection, Sequence

import msgspec
from markupsafe import Markup

from kamdocs.handbook.templating import render
from kamdocs.handbook.view import View
from kamdocs.model import Account, Id, WhitespaceCell

GLYPHS = {
    "owned": "■", "in-pipeline": "◧", "open": "□", "competitor": "▲", "blocked": "✕", "unknown": "?",
    "not-applicable": "–",
}  # fmt: skip
"""A shape for each status, so that it reads without colour."""


class WhitespaceGrid(msgspec.Struct, frozen=True):
    """``units`` across (None is the whole customer), and for each offering a cell or None for each unit.

    ``retired`` are the lines of what we no longer sell; ``unseen`` names what we sell and the plan says nothing of.
    """

    units: tuple[Id | None, ...]
    lines: tuple[tuple[Id, tuple[WhitespaceCell | None, ...]], ...]
    retired: tuple[tuple[Id, tuple[WhitespaceCell | None, ...]], ...]
    unseen: tuple[Id, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """How many cells have each status that occurs, in the order of the glyphs."""
        found = Counter[str](cell.status for _, line in (*self.lines, *self.retired) for cell in line if cell)
        return {status: found[status] for status in GLYPHS if found[status]}


def whitespace_grid(account: Account, offerings: Sequence[Id], retired: Collection[Id] = ()) -> WhitespaceGrid:
    """The grid of a plan, of what we sell (``offerings``), what we no longer do, and what the plan names besides."""
    cells = {(cell.offering, cell.unit): cell for cell in account.whitespace}
    used = {unit for _, unit in cells}
    known = [unit.id for unit in account.units]
    units = (*(unit for unit in (None, *known) if unit in used), *sorted(str(unit) for unit in used - {None, *known}))
    named = tuple(dict.fromkeys(cell.offering for cell in account.whitespace))
    lines = [(offering, tuple(cells.get((offering, unit)) for unit in units)) for offering in named]
    return WhitespaceGrid(
        units,
        tuple(line for line in lines if line[0] not in retired),
        tuple(line for line in lines if line[0] in retired),
        tuple(one for one in offerings if one not in named),
    )


def whitespace_picture(account: Account, view: View, *, complete: bool) -> Markup:
    """The picture; empty where the plan has no whitespace at all.

    That nothing is written down is told where the plan is ``complete``.
    """
    if not account.whitespace:
        return Markup()
    retired = {one.id for one in view.shared.offerings if one.retired_by(view.as_of)}
    offered = [one for one in view.shared.offering_names if one not in retired]
    grid = whitespace_grid(account, offered if complete else (), retired)
    names = {unit.id: unit.name for unit in account.units}
    return render(
        "pictures/whitespace.html",
        "picture",
        view=view,
        grid=grid,
        complete=complete,
        glyphs=GLYPHS,
        unit_name=lambda unit: names.get(unit, unit),
    )
