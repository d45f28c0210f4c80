"""Files of other systems to sheets: every common form, and nothing that hangs or runs."""

import io
import random
import zipfile

import pytest

from kamdocs.exchange.reading import read_sheets, sample
from kamdocs.exchange.sheets import Form, UnreadableFile

TEXT = 'Šifra,Naziv\nK-1,"Žaga, d.o.o."\n'


def only(data, **form):
    (sheet,) = read_sheets("a.csv", data, Form(**form))
    return sheet.headers, [row.cells for row in sheet.rows]


WANTED = (("Šifra", "Naziv"), [("K-1", "Žaga, d.o.o.")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_say_themselves(encoding):
    assert only(TEXT.encode(encoding)) == WANTED


def test_others_have_to_be_named():
    data = TEXT.encode("cp1250")
    with pytest.raises(UnreadableFile, match="UTF-8") as refused:
        only(data)
    assert refused.value.asks_encoding
    assert "cp1250" in str(refused.value.hint)
    assert only(data, encoding="cp1250") == WANTED
    assert "Žaga" in sample(data, "cp1250")
    assert only(TEXT.encode(), encoding="cp1250") == WANTED  # a file that is in UTF-8 all the same


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_found_out(separator):
    data = f'A{separator}B{separator}C\r\n1{separator}"2{separator}2"{separator}3\r\n'.encode()
    assert only(data) == (("A", "B", "C"), [("1", f"2{separator}2", "3")])


def test_what_stands_above_the_header_and_behind_the_columns():
    data = b"sep=;\r\nOpen lines of Monday\r\n\r\nA;B;;\r\n1;2;;\r\n;;;\r\n3\r\n"
    assert only(data) == (("A", "B"), [("1", "2"), ("3", "")])
    assert only(b'A, B\n1, "2, 2"\n') == (("A", "B"), [("1", "2, 2")])


def test_rows_that_cant_be_read_cost_no_others():
    (sheet,) = read_sheets("a.csv", b"A,B\n1,2,3\n4,5\n")
    assert [(row.line, row.fault is None) for row in sheet.rows] == [(2, False), (3, True)]
    (sheet,) = read_sheets("a.csv", b'A,B\n1,2\n"never closed,2\n' + b"3,4\n" * 50_000)
    assert sheet.rows[0].fault is None
    assert any(row.fault for row in sheet.rows)
    assert len(sheet.rows) > 10_000


def test_a_quotation_mark_that_is_never_closed_hides_no_rows():
    (sheet,) = read_sheets("a.csv", b'A,B\n1,"open\n2,x\n3,y\n')
    assert [(row.line, "quotation mark" in str(row.fault)) for row in sheet.rows] == [(2, True)]
    for closed in (b'A,B\n1,"in\nside"\n', b'A,B\n1,"in\nside"', b'A,B\n1,5" pipe\n'):
        assert [row.fault for row in only_sheet(closed).rows] == [None]


def only_sheet(data):
    (sheet,) = read_sheets("a.csv", data)
    return sheet


def test_utf_16_without_a_mark_is_read_where_it_is_named():
    (sheet,) = read_sheets("a.csv", "A;B\n1;Žaga\n".encode("utf-16-le"), Form("utf-16"))
    assert sheet.rows[0].cells == ("1", "Žaga")


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"\xd0\xcf\x11\xe0rest", b"PK\x03\x04broken", b"one\n", b"\xff\xfe\x00", b"\n\n\n"]
)
def test_what_is_no_table_is_told(data):
    with pytest.raises(UnreadableFile):
        read_sheets("a.csv", data)


def test_whatever_the_bytes_it_is_a_table_or_told_to_be_none():
    chance = random.Random(3)
    calm = [b"A", b"1", b",", b"\n"]
    pieces = [*calm, b'"', b";", b"\r", b"\xff", b"\x00", b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe", b"sep=;"]
    tables = refused = 0
    for _ in range(1000):
        wild = chance.random() / 4
        data = b"".join(chance.choice(pieces if chance.random() < wild else calm) for _ in range(chance.randrange(60)))
        try:
            (sheet,) = read_sheets("a.csv", data)
        except UnreadableFile as error:
            assert (str(error.message), str(error.hint)) > ("", "")
            refused += 1
        else:
            assert any(sheet.headers)
            assert all(row.fault or len(row.cells) == len(sheet.headers) for row in sheet.rows)
            tables += bool(sheet.rows)
    assert min(tables, refused) > 100, (tables, refused)


def test_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("kamdocs.exchange.sheets.MAX_ROWS", 5)
    with pytest.raises(UnreadableFile, match="rows"):
        read_sheets("a.csv", b"A,B\n" + b"1,2\n" * 10)
    with pytest.raises(UnreadableFile, match="columns"):
        read_sheets("a.csv", b",".join([b"a"] * 1000) + b"\n1\n")
    with pytest.raises(UnreadableFile, match="never ends"):
        read_sheets("a.csv", b"A,B\n" + b"," * 2_000_000)
    monkeypatch.setattr("kamdocs.exchange.reading.MAX_ROWS", 5)
    with pytest.raises(UnreadableFile, match="rows"):
        read_sheets("a.csv", b"A,B\n" + b"\n" * 100)
    monkeypatch.setattr("kamdocs.exchange.reading.MAX_BYTES", 5)
    with pytest.raises(UnreadableFile, match="larger"):
        read_sheets("a.csv", b"A,B\n1,2\n")


class TestWorkbook:
    """XLSX: values, never formulas, and no bombs."""

    @staticmethod
    def book(**sheets):
        import openpyxl

        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def test_every_sheet_with_a_header_is_a_table(self):
        from datetime import date, datetime

        data = self.book(
            Cover=[["Export"]],
            Orders=[
                ["No", "Day", "At", "Sum", "Done"],
                ["007", date(2026, 3, 4), datetime(2026, 3, 4, 9, 5), 812.125, True],
            ],
        )
        (sheet,) = read_sheets("a.xlsx", data)
        assert (sheet.name, sheet.exact) == ("Orders", True)
        assert sheet.rows[0].cells == ("007", "2026-03-04", "2026-03-04 09:05", "812.125", "true")

    def test_a_formula_is_not_run(self):
        (sheet,) = read_sheets("a.xlsx", self.book(S=[["A", "B"], ["=1+1", "x"]]))
        assert sheet.rows[0].cells == ("", "x")

    def test_bombs_and_entities_are_refused(self):
        for name, content in (("big.xml", b"0" * 80_000_000), ("evil.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")):
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.writestr(name, content)
            with pytest.raises(UnreadableFile):
                read_sheets("a.xlsx", stream.getvalue())

    def test_sheets_without_end_are_refused(self, monkeypatch):
        monkeypatch.setattr("kamdocs.exchange.workbook._MAX_CELLS", 50)
        with pytest.raises(UnreadableFile, match="rows"):
            read_sheets("a.xlsx", self.book(S=[["A", "B"]] * 40))
        monkeypatch.setattr("kamdocs.exchange.workbook._MAX_PARTS", 1)
        with pytest.raises(UnreadableFile, match="unpacks"):
            read_sheets("a.xlsx", self.book(S=[["A", "B"]]))

    def test_a_workbook_without_a_table(self):
        with pytest.raises(UnreadableFile, match="header"):
            read_sheets("a.xlsx", self.book(S=[["A"]]))

    def test_cells_far_out_cost_no_time(self):
        import openpyxl

        book = openpyxl.Workbook()
        for place, value in (("A1", "A"), ("B1", "B"), ("A2", "1"), ("XFD2", "far"), ("A20000", "low")):
            book.active[place] = value
        stream = io.BytesIO()
        book.save(stream)
        (sheet,) = read_sheets("a.xlsx", stream.getvalue())
        assert [row.cells for row in sheet.rows] == [("1", ""), ("low", "")]

    def test_rows_below_many_empty_ones_are_not_lost(self, monkeypatch):
        monkeypatch.setattr("kamdocs.exchange.workbook.MAX_ROWS", 20)
        rows = [["A", "B"], *[["", None]] * 60, ["1", "late"]]
        (sheet,) = read_sheets("a.xlsx", self.book(S=rows))
        assert [(row.line, row.cells) for row in sheet.rows] == [(62, ("1", "late"))]
        with pytest.raises(UnreadableFile, match="rows"):
            read_sheets("a.xlsx", self.book(S=[["A", "B"]] * 62))

    def test_entities_in_other_encodings_and_parts_and_sheets_without_number_are_refused(self):
        for encoding in ("utf-16-le", "utf-16-be"):
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w") as packed:
                packed.writestr("sheet.bin", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".encode(encoding))
            with pytest.raises(UnreadableFile):
                read_sheets("a.xlsx", stream.getvalue())
        with pytest.raises(UnreadableFile, match="sheets"):
            read_sheets("a.xlsx", self.book(**{f"S{number}": [["A", "B"]] for number in range(51)}))

    def test_without_the_library_it_is_said_what_to_install(self, monkeypatch):
        monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
        with pytest.raises(UnreadableFile, match="openpyxl"):
            read_sheets("a.xlsx", b"PK\x03\x04")
