"""A row by the fields of its table, its cells read as what they are."""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from kamdocs.exchange.headers import Recognised
from kamdocs.exchange.rejected import RowRef
from kamdocs.exchange.sheets import SheetRow
from kamdocs.exchange.values import Habits, Misread, ValueTables, cleaned, currency_of, day_of, is_rounded, number_of
from kamdocs.language import Sentence, say

_IDS = ("id", "erp_id", "account_id", "account_erp", "number", "contact_id", "what_id", "owner_id", "parent_id")
_EXACT = Habits(decimal=".")


class LeftOut(Exception):  # noqa: N818 (what becomes of the row)
    """A row that is understood and brings nothing in; ``why`` is the word of the value that says so."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Row(msgspec.Struct, frozen=True):
    """A row of a recognised sheet, with how days and numbers are written in it, and the tables of closed lists."""

    of: Recognised
    raw: SheetRow
    habits: Habits
    tables: ValueTables

    @property
    def ref(self) -> RowRef:
        """Where the row stands."""
        return RowRef(self.of.sheet.shown, self.raw.line, self.of.table, self.raw.cells)

    @property
    def fault(self) -> Sentence | None:
        """Why nothing can be made of the row: it can't be read, or its id may be that of many, cut to one."""
        cut = (field for field in _IDS if is_rounded(self.cell(field)))
        if self.raw.fault or (field := next(cut, None)) is None:
            return self.raw.fault
        return say("{header} is {text}: a spreadsheet has cut its digits, export it again and don't save it in one",
                   header=self.of.header(field), text=self.text(field))  # fmt: skip

    def cell(self, field: str) -> str:
        """The cell of a field as it stands there; empty where there is none."""
        place = self.of.columns.get(field)
        return self.raw.cells[place] if place is not None and place < len(self.raw.cells) else ""

    def text(self, field: str) -> str:
        """The text of a field on one line."""
        return cleaned(self.cell(field))

    def day(self, field: str) -> str | None:
        """The day of a field as ISO text; raises :class:`Misread`."""
        return day_of(self.of.header(field), self.cell(field), self.habits) if self.text(field) else None

    def number(self, field: str) -> Decimal | None:
        """The number of a field; raises :class:`Misread`."""
        if not self.text(field):
            return None
        habits = _EXACT if self.of.sheet.exact else self.habits
        return number_of(self.of.header(field), self.cell(field), habits)

    def listed(self, kind: str, field: str) -> str | None:
        """The value of a closed list; None of an empty cell.

        Raises :class:`Misread` for a word that is not known, and :class:`LeftOut` for one that leaves the row out.
        """
        text = self.text(field)
        if not text:
            return None
        meant = self.tables.meant(kind, text)
        if meant is None:
            raise Misread(say('{header} is {text}, which is not known here: add "{text}" = "…" to [values.{kind}]',
                              header=self.of.header(field), text=text[:60], kind=kind))  # fmt: skip
        if not meant:
            raise LeftOut(text)
        return meant

    def amount(self, field: str) -> tuple[Decimal, str | None] | None:
        """An amount with its currency, where one is named; raises :class:`Misread`."""
        number = self.number(field)
        if number is None:
            return None
        header = self.of.header("currency") if "currency" in self.of.columns else ""
        words: Mapping[str, str] = self.tables.words("currency")
        return number, currency_of(header, self.text("currency"), self.cell(field), words, self.habits)
