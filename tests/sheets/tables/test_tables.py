"""What is written into XLSX, CSV and PDF is what was given, and nothing of it is ever a formula."""

import csv
import io
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest
import xlsxwriter
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st

from toandan.sheets import tables
from toandan.sheets.tables import Column, Kind, Table, UnableToWrite, printed, writing
from toandan.sheets.tables.safety import quoted, shortened

NOW = datetime(2023, 6, 3, 10, 5, tzinfo=UTC)
TAKEN = tables.Taken(at=NOW, by="thanh.pho", about="Quận Tây Hồ")
TABLE = Table(
    "board",
    "Board",
    (
        Column("unit", _("Unit"), Kind.TEXT),
        Column("done", _("Done"), Kind.COUNT, _("People who have reached what the order counts.")),
        Column("rate", _("Done %"), Kind.DECIMAL),
        Column("day", _("Day"), Kind.DAY),
        Column("at", _("When"), Kind.MOMENT),
    ),
)
ROW = ("Quận Tây Hồ", 1352, Decimal("99.9"), date(2023, 6, 3), NOW)
ODD = ["<r><t>&</t></r>", "_x0041_", " a\n", "\ufffe", "a\r\nb", "<b>&amp;\"'", "]]>"]
EVIL = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "|calc",
    " =1+1",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "\u00a0=cmd",
    "=HYPERLINK(1)",
    "\u200e=1",
    "\u2060+1",
    "\x01=1",
    "\x0b@x",
    "\u3164=1",
    " \t=1",
]


def written(tmp_path, rows, form, language="vi", table=TABLE):
    path = tmp_path / f"table.{form}"
    assert tables.write(table, iter(rows), path, language=language, taken=TAKEN) == len(rows)
    return path


X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def page_of(path, number=1):
    """Return the XML of one sheet."""
    return zipfile.ZipFile(path).read(f"xl/worksheets/sheet{number}.xml").decode()


def cells(path, number=1):
    """Return every cell of a sheet by its place: text as text, a figure as a number."""
    found = {}
    for cell in ElementTree.fromstring(page_of(path, number)).iter(f"{X}c"):
        text, value = cell.find(f"{X}is/{X}t"), cell.find(f"{X}v")
        if text is not None:
            assert cell.get("t") == "inlineStr"
            found[cell.get("r")] = text.text
        elif value is not None:
            found[cell.get("r")] = float(value.text)
    return found


def read_csv(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_has_typed_cells_a_frozen_head_and_filters(tmp_path):
    path = written(tmp_path, [ROW, (None,) * 5], "xlsx")
    seen = cells(path)
    # Days are counted from the end of 1899, the minute as a part of the day, at the city's clock.
    assert [seen.get(f"{column}2") for column in "ABCD"] == ["Quận Tây Hồ", 1352.0, 99.9, 45080.0]
    assert abs(seen["E2"] - (45080 + (17 * 60 + 5) / 1440)) < 1e-6
    assert not any(place.endswith("3") for place in seen)
    page = page_of(path)
    assert '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in page
    assert '<autoFilter ref="A1:E3"/>' in page
    styles = zipfile.ZipFile(path).read("xl/styles.xml").decode()
    assert "dd/mm/yyyy hh:mm" in styles and "#,##0.0" in styles


@pytest.mark.parametrize(("language", "heading"), [("vi", "Đơn vị"), ("en", "Unit (Đơn vị)")])
def test_vietnamese_headings_always_stand_there(tmp_path, language, heading):
    assert cells(written(tmp_path, [ROW], "xlsx", language))["A1"] == heading
    assert read_csv(written(tmp_path, [ROW], "csv", language))[0][0] == heading


def test_a_second_sheet_says_what_the_columns_mean(tmp_path):
    path = written(tmp_path, [ROW], "xlsx", "en")
    seen = cells(path, 2)
    assert (seen["A3"], seen["B3"]) == ("Taken by", "thanh.pho")
    assert (seen["A4"], seen["B4"]) == ("What was asked for", "Quận Tây Hồ")
    meaning = "People who have reached what the order counts."
    assert [seen[f"{c}8"] for c in "ABC"] == ["Đã thực hiện", "Done", meaning]
    assert 'name="Definitions"' in zipfile.ZipFile(path).read("xl/workbook.xml").decode()


@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_a_formula_or_a_link(tmp_path, text):
    rows = [(text, None, None, None, None), ("https://example.org", None, None, None, None)]
    path = written(tmp_path, rows, "xlsx")
    assert cells(path)["A3"] == "https://example.org"
    assert "A2" in cells(path)
    assert "<f>" not in page_of(path) and "hyperlink" not in page_of(path)
    assert read_csv(written(tmp_path, rows, "csv"))[1][0] == f"'{text}"


@given(st.text(max_size=20))
def test_what_a_program_could_take_for_a_formula_is_led_by_an_apostrophe(text):
    seen = quoted(text)
    assert seen in {text, f"'{text}"}
    assert not seen.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert seen == text or text.strip() != text or not text[:1].isalnum()


def test_csv_holds_figures_and_days_as_programs_read_them(tmp_path):
    path = written(tmp_path, [ROW, ("Xã “A”, B", -3, None, None, None)], "csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_csv(path)[1:] == [
        ["Quận Tây Hồ", "1352", "99.9", "2023-06-03", "2023-06-03 17:05:00"], ["Xã “A”, B", "-3", "", "", ""],
    ]  # fmt: skip


def test_long_text_and_signs_without_a_place_do_not_break_a_file(tmp_path):
    row = ("a" * 40_000 + "\x00\x01", None, None, None, None)
    # What XML has no place for is written as seven letters, as spreadsheets do.
    assert cells(written(tmp_path, [row], "xlsx"))["A2"].startswith("a" * 31_000)


def test_rows_are_written_as_the_library_writes_its_cells(tmp_path):
    """Text with the marks of a formatted one is the exception: the library would copy it into the file as it stands."""
    late = datetime(2199, 12, 31, 17, 0, 0, 1, tzinfo=UTC)
    rows = [(text, -(10**12), Decimal("-0.1"), date(1901, 1, 1), NOW) for text in ("", *EVIL, *ODD, "𝄞" * 31_000)]
    rows += [(text, "chưa rõ", None, date(2200, 1, 1), late) for text in EVIL]
    folder = tmp_path
    tables.write(TABLE, iter(rows), folder / "ours.xlsx", language="vi", taken=TAKEN)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(folder / "theirs.xlsx"), options) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    plain = localtime(cell).replace(tzinfo=None) if isinstance(cell, datetime) else cell
                    page.write_datetime(number, place, plain)
                elif isinstance(cell, str):
                    page.write_string(number, place, shortened(cell).replace("<r>", "r>"))
                elif cell is not None:
                    page.write_number(number, place, cell)
    ours, theirs = cells(folder / "ours.xlsx"), cells(folder / "theirs.xlsx")
    mine = {place: cell for place, cell in ours.items() if not place.endswith("1") or len(place) > 2}
    assert mine.keys() == {place for place, cell in theirs.items() if cell is not None}
    for place, cell in mine.items():
        if isinstance(cell, float):
            assert abs(cell - theirs[place]) < 1e-6
        else:
            assert cell.replace("<r>", "r>") == theirs[place]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_paper_is_set_with_markup_taken_as_text(tmp_path, language):
    rows = [("#strong[x] $a$ *b* \\ <l> @ref", 1, None, None, None)] * 200
    assert written(tmp_path, rows, "pdf", language).read_bytes().startswith(b"%PDF-")


def test_a_paper_writes_figures_as_the_language_does():
    def said(kind):
        return [printed._said(cell, kind) for cell in (None, 1234, 70.8, Decimal(100))]

    assert said(Kind.COUNT) == ["", "1.234", "70,8", "100"]
    assert said(Kind.DECIMAL) == ["", "1.234,0", "70,8", "100,0"], "figures below each other end alike"
    assert said(Kind.NUMBER)[1] == "1234", "what something is called by is no figure"


def test_a_fraction_is_a_figure_and_a_label_begins_with_a_capital(tmp_path):
    row = (_("done"), 1234, 2.5, None, None)
    seen = cells(written(tmp_path, [row, (float("nan"), 1, None, None, None)], "xlsx", "en"))
    assert [seen[place] for place in ("A2", "C2", "A3")] == ["Done", 2.5, "nan"]
    (_head, line, _nan) = read_csv(written(tmp_path, [row, (float("nan"), 1, None, None, None)], "csv", "en"))
    assert line == ["Done", "1234", "2.5", "", ""]
    assert Column("x", _("done")).heading("en").startswith("Done")


def test_too_many_rows_for_a_paper_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "MOST_IN_PDF", 2)
    with pytest.raises(UnableToWrite) as refused:
        written(tmp_path, [ROW] * 3, "pdf")
    assert refused.value.code == "too_many_rows"


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(UnableToWrite):
        written(tmp_path, [], "ods")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_memory_does_not_grow_with_the_rows(tmp_path, form):
    def peak(rows):
        tracemalloc.start()
        tables.write(TABLE, (ROW for _ in range(rows)), tmp_path / f"t.{form}", language="vi", taken=TAKEN)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(8_000) < peak(1_000) + 300_000


def test_a_table_of_many_columns_takes_the_larger_paper():
    assert printed._paper(100) == ("a4", 8.0)
    assert printed._paper(300)[0] == "a3"
    assert printed._paper(300)[1] >= 6
    assert printed._paper(5000) == ("a3", 4.0)
