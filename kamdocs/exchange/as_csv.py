r"""A table as a CSV file: UTF-8 with a byte order mark, commas, ``\r\n``, quotes where they are needed (RFC 4180).

Excel takes a file without the mark for one in the system's old encoding, and shows Å¡ for š.
"""

import csv
import io

from kamdocs.exchange.columns import GAP_COLUMNS, GAPS, in_form, layout_of, plain_text
from kamdocs.exchange.safe_cells import made_safe
from kamdocs.exchange.tables import Cell, Table

MARK = "\ufeff"
SUFFIX = ".csv"


def csv_file(table: Table) -> bytes:
    """The file of a table; texts that a spreadsheet could run are made safe, numbers stay numbers."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(made_safe, table.columns))
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    return (MARK + text.getvalue()).encode("utf-8")


def is_csv_export(table: str, head: bytes) -> bool:
    """Whether a file that begins so is an export of that table: by the mark and the line of its header."""
    line, end, _rest = head.partition(b"\r\n")
    text = line.decode("utf-8", "replace")
    if not end or not text.startswith(MARK):
        return False
    columns = next(csv.reader([text.removeprefix(MARK)]), [])
    layout = layout_of(table)
    return tuple(columns) == GAP_COLUMNS if table == GAPS else layout is not None and in_form(columns, layout)


def _safe(cell: Cell) -> str:
    return made_safe(cell) if isinstance(cell, str) else plain_text(cell)
