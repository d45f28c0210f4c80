"""How the cells of an account read: their word, their sign and their day, the same everywhere."""

from datetime import date

from kamdocs.language import label
from kamdocs.lint import Cell


def cell_word(cell: Cell) -> str:
    """A cell's word, the same everywhere."""
    return label(cell.word, "cell")


def cell_kind(cell: Cell) -> str:
    """What a cell is to colours and signs: its word in the form of a class, of a gap how severe it is."""
    return cell.severity or cell.word.replace(" ", "-")


def cell_day(cell: Cell) -> date | None:
    """The day that a cell tells: since or from when there is a gap, or of its newest evidence."""
    return cell.evidence_on if cell.word == "in order" else cell.opens_on


CELL_SIGNS = {"error": "■", "warning": "▲", "soon": "◔", "in-order": "✓", "no-record": "–", "not-assessed": "–"}
"""By the kind of a cell, the sign before its word; the word tells apart what has the same sign."""
