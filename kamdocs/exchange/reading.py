"""Files of other systems to sheets of text: CSV in any common form, and XLSX; within limits, and nothing is run.

A file that can't be read is told as one, and costs no other file; a row that can't be read costs no other row.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from kamdocs.exchange.sheets import (
    MAX_ROWS,
    TOP_LINES,
    Form,
    Sheet,
    SheetRow,
    UnreadableFile,
    arranged,
    too_many_rows,
)
from kamdocs.exchange.workbook import workbook_sheets
from kamdocs.language import say

MAX_BYTES = 32 * 1024 * 1024
"""The largest file that is read: a CRM's export of some hundred thousand rows."""
SEPARATORS = {",": say("a comma"), ";": say("a semicolon"), "\t": say("a tab"), "|": say("a bar")}
ENCODINGS = ("utf-8", "cp1250", "cp1252", "utf-16")
"""What may be named; the second is that of Windows in Central Europe, the third that of Western Europe."""
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")

_LONGEST_LINE = 1_000_000
_LINES_OF_A_ROW = 4
"""So many lines a row has at most, taken together: texts may have line ends."""
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_END = "end"
_SAYS_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


_NEVER_CLOSED = say("a quotation mark in this row is closed much later, or never")
AS_FOUND = Form()


def read_sheets(shown: str, data: bytes, form: Form = AS_FOUND) -> tuple[Sheet, ...]:
    """The tables of a file by its bytes: one of a CSV, one for each sheet of a workbook that has a header.

    Raises :class:`UnreadableFile`, and nothing else, whatever the bytes hold.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            say("the file is larger than {limit} MB", limit=MAX_BYTES // 1024**2),
            say("export fewer rows, of one year for example"),
        )
    if data.startswith(b"PK\x03\x04"):
        return workbook_sheets(shown, data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(say("the file is an old Excel workbook (.xls)"), say("save it as .xlsx or as CSV"))
    text, encoding = _decoded(data, form.encoding)
    return (_csv_sheet(shown, text, Form(encoding, form.separator)),)


def _decoded(data: bytes, given: str | None) -> tuple[str, str]:
    """The text and the encoding that it is in; UTF-8 and UTF-16 say themselves, others have to be named."""
    wide = _WIDE.get(data[:2])
    tries = (wide,) if wide else ("utf-8-sig", given) if given else ("utf-8-sig",)
    for encoding in tries:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" in text:  # UTF-16 without a mark is valid UTF-8, too
            continue
        return text, "utf-8" if encoding == "utf-8-sig" else encoding
    if wide or given or b"\x00" in data:
        raise UnreadableFile(say("the file is no text"), say("export it as CSV in UTF-8, or as .xlsx"))
    raise UnreadableFile(
        say("the file is not written in UTF-8, and does not say in what else"),
        say("name it: --encoding cp1250 (Central Europe) or --encoding cp1252 (Western Europe)"),
        asks_encoding=True,
    )


def sample(data: bytes, encoding: str) -> str:
    """A few words of a file with letters beyond ASCII, as an encoding reads them, for people to judge."""
    text = data.decode(encoding, "replace")
    words = dict.fromkeys(word for word in re.findall(r"\w{3,30}", text[:200_000]) if not word.isascii())
    return ", ".join(islice(words, 5))


def _csv_sheet(shown: str, text: str, form: Form) -> Sheet:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain.count("\n") > _LINES_OF_A_ROW * MAX_ROWS:
        raise too_many_rows()
    lines = plain.split("\n")
    if max(map(len, lines)) > _LONGEST_LINE:
        raise UnreadableFile(say("the file has a line that never ends"), say("export it as CSV, one row a line"))
    top = 0
    if said := _SAYS_SEPARATOR.fullmatch(lines[0]):
        top, form = 1, Form(form.encoding, form.separator or said[1])
    separator = form.separator or _separator(lines[top : top + TOP_LINES])
    rows = _csv_rows(lines, top, separator)
    sheet = arranged(shown, _stem(shown), rows)
    return msgspec.structs.replace(sheet, form=Form(form.encoding, separator))


def _separator(lines: Iterable[str]) -> str:
    """What parts the cells: the mark that makes the most cells of the first lines, outside of quotes."""
    return max(SEPARATORS, key=lambda mark: max((len(_cells(line, mark)) for line in lines), default=0))


def _cells(line: str, mark: str) -> list[str]:
    return [cell for cell in next(csv.reader([line[:10_000]], delimiter=mark), []) if cell.strip()]


def _csv_rows(lines: list[str], top: int, separator: str) -> Iterator[SheetRow]:
    spaced = any(f'{separator} "' in line for line in lines[top : top + TOP_LINES])
    reader = csv.reader((f"{line}\n" for line in lines[top:]), delimiter=separator, skipinitialspace=spaced)
    start = top + 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            yield SheetRow(start, (), _NEVER_CLOSED)
            cells = []
        if cells is None:
            return
        if cells:
            is_last = top + reader.line_num >= len(lines)
            fault = _NEVER_CLOSED if is_last and _is_open(lines[start - 1 :], separator, spaced=spaced) else None
            yield SheetRow(start, tuple(cells), fault)
        start = top + reader.line_num + 1


def _is_open(lines: list[str], separator: str, *, spaced: bool) -> bool:
    """Whether a quotation mark in the last row is never closed, so that all the rest of the file became one cell."""
    marked = (f"{line}\n" for line in (*lines, _END))
    *_rows, last = csv.reader(marked, delimiter=separator, skipinitialspace=spaced)
    return last != [_END]


def _stem(shown: str) -> str:
    return shown.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or shown
