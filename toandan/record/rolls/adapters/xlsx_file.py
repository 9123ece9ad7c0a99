"""A roll as a spreadsheet (tệp XLSX): the first visible sheet with a heading row.

Before anything is read the archive is measured, so that a small file cannot unfold into the machine's whole memory.
Dates come out as ISO days, whole numbers without a decimal point; a formula counts by its last calculated value.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import fastexcel
import polars as pl
from django.utils.translation import gettext_noop as _

from toandan.record.rolls.adapters.encodings import digest
from toandan.record.rolls.adapters.xlsx_extent import Extent
from toandan.record.rolls.ports import MOST_COLUMNS, Block, Part, UnableToRead
from toandan.record.rolls.rules import headings as rules
from toandan.record.rolls.words import FindingCode, FindingRow

MOST_UNPACKED = 700 * 2**20
"""Bytes an archive may unfold to; a sheet of about half a million rows. Larger rolls come as CSV."""
_MOST_TIMES = 400
"""A text file packs ten to twenty times; only an archive made to do harm packs better than this."""
_UNFOLDS = _("This spreadsheet unfolds to more than %(most)s MB. Save it as “CSV UTF-8”.")
_WIDE = _("A cell of this spreadsheet lies in row %(row)s, column %(column)s. Delete what stands far off the list.")
_MOST_CELLS = 40_000_000
"""Cells that a sheet may be laid out to, empty ones too: a gigabyte."""
_OTHER_BOOKS = frozenset({"content.xml", "xl/workbook.bin"})
"""What only spreadsheets of other kinds hold; the library would read them where the XLSX in the same file is broken."""
_HEADING_WITHIN = 20
_ERRORS = r"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)$"
_EMPTY_FORMULA = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<f(?:/>|[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_NUMBERING = re.compile(r"^\(?\d{1,2}\)?$|^\(?[A-Z]\)?$")


class XlsxFile:
    """Reads one XLSX file in blocks; `wanted` are the headings a given mapping speaks of."""

    def __init__(self, path: Path, wanted: Sequence[str] = ()) -> None:
        self.path = path
        _measure(path)
        self.digest, _ = digest(path)
        self._sheet, frame = _load(path, wanted)
        self._heading_row, self._headings = _heading(frame, wanted)
        self._rows = frame.slice(self._heading_row + 1)
        self.estimate = self._rows.height
        self._empty_formulas = _empty_formulas(path, self._sheet)

    @property
    def headings(self) -> Sequence[str]:
        """The cells of the heading row."""
        return self._headings

    @property
    def nature(self) -> Mapping[str, str]:
        """Format, sheet and the row of the heading."""
        return {"format": "xlsx", "sheet": self._sheet, "heading_line": str(self._heading_row + 1)}

    def parts(self, rows: int) -> Iterator[Part]:
        """Cut the rows after the heading into slices."""
        return (partial(self._block, start, rows) for start in range(0, self._rows.height, rows))

    def _block(self, start: int, rows: int) -> Block:
        """Read a slice; `line` is the row number the spreadsheet shows."""
        frame = self._rows.slice(start, rows).with_row_index("line", offset=self._heading_row + 2 + start)
        frame = frame.with_columns(pl.col("line").cast(pl.Int64))
        if start == 0 and frame.height and _is_numbering(frame.row(0)[1:]):
            frame = frame.slice(1)
        return self._without_broken(frame.filter(~pl.all_horizontal(pl.exclude("line").is_null())))

    def _without_broken(self, frame: pl.DataFrame) -> Block:
        """Set rows aside whose formulas have no value or ended in an error: their cells are not what they look like."""
        cells = [column for column in frame.columns if column != "line"]
        failed = frame.filter(pl.any_horizontal(pl.col(cells).str.contains(_ERRORS).fill_null(value=False)))
        findings = [FindingRow(row[0], "", _shown(row), FindingCode.CELL_ERROR) for row in failed.iter_rows()]
        broken = [(row[0], _shown(row)) for row in failed.iter_rows()]
        without = {line for line, _ in broken}
        for line in frame["line"].to_list() if self._empty_formulas else []:
            if line in self._empty_formulas and line not in without:
                row = frame.row(by_predicate=pl.col("line") == line)
                findings.append(FindingRow(line, "", self._empty_formulas[line], FindingCode.FORMULA_EMPTY))
                broken.append((line, _shown(row)))
                without.add(line)
        rows = frame.filter(~pl.col("line").is_in(list(without))) if without else frame
        return Block(rows, tuple(findings), tuple(broken))


def _measure(path: Path) -> None:
    """Unpack every part once without keeping it; the sizes an archive states about itself may be false."""
    most = min(MOST_UNPACKED, max(_MOST_TIMES * path.stat().st_size, 2**24))
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.lower() for name in archive.namelist()}
            if "xl/workbook.xml" not in names or names & _OTHER_BOOKS:
                raise _damaged()
            total = 0
            for part in archive.infolist():
                extent = Extent()
                for length in _reached(archive, part, extent):
                    total += length
                    if total > most:
                        raise UnableToRead(_UNFOLDS, code="rolls.file_unfolds", values={"most": most // 2**20})
                if _too_wide(extent):
                    extent = Extent(careful=True)
                    sum(_reached(archive, part, extent))
                if _too_wide(extent):
                    values = {"row": extent.rows, "column": extent.columns}
                    raise UnableToRead(_WIDE, code="rolls.file_wide", values=values)
    except (zipfile.BadZipFile, EOFError, OSError, zlib.error, NotImplementedError, RuntimeError) as error:
        raise _damaged() from error


def _reached(archive: zipfile.ZipFile, part: zipfile.ZipInfo, extent: Extent) -> Iterator[int]:
    with archive.open(part) as unpacked:
        yield from extent.taken(iter(partial(unpacked.read, 2**20), b""))


def _too_wide(extent: Extent) -> bool:
    """Tell whether a sheet would take too much room when it is laid out."""
    return extent.columns > MOST_COLUMNS or extent.rows * extent.columns > _MOST_CELLS


def _damaged() -> UnableToRead:
    return UnableToRead(
        _("This is not a whole XLSX file, or it is protected by a password. Save it again without one."),
        code="rolls.file_damaged",
    )


def _load(path: Path, wanted: Sequence[str]) -> tuple[str, pl.DataFrame]:
    """Return the first visible sheet with a heading row, else the first visible one, every cell as text."""
    try:
        book = fastexcel.read_excel(path)
        first: tuple[str, pl.DataFrame] | None = None
        for name in book.sheet_names:
            head = book.load_sheet(name, header_row=None, skip_rows=0, n_rows=_HEADING_WITHIN, dtypes="string")
            if head.visible != "visible" or not head.width:
                continue
            if any(_score(_texts(row), wanted) for row in head.to_polars().iter_rows()):
                return name, _whole(book, name)
            first = first or (name, head.to_polars())
    except fastexcel.FastExcelError as error:
        raise _damaged() from error
    except BaseException as error:
        # A fault inside the library comes as an exception that stands beside all others.
        if type(error).__name__ == "PanicException":
            raise _damaged() from error
        raise
    if first is None:
        raise UnableToRead(_("This file is empty."), code="rolls.file_empty")
    return first[0], _whole(book, first[0])


def _whole(book: fastexcel.ExcelReader, name: str) -> pl.DataFrame:
    sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    frame = sheet.to_polars()
    frame.columns = [f"c{place}" for place in range(frame.width)]
    text = pl.all().cast(pl.String)
    whole_number = text.str.replace(r"^(-?\d+)\.0$", "$1")
    return frame.select(pl.when(whole_number.str.strip_chars() != "").then(whole_number))


def _heading(frame: pl.DataFrame, wanted: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    best = (0, -1, ())  # type: tuple[int, int, tuple[str, ...]]
    for place, row in enumerate(frame.head(_HEADING_WITHIN).iter_rows()):
        cells = _texts(row)
        score = _score(cells, wanted)
        if score > best[0]:
            best = (score, place, cells)
    if best[1] >= 0:
        return best[1], best[2]
    for place, row in enumerate(frame.head(_HEADING_WITHIN).iter_rows()):
        if any(_texts(row)):
            return place, _texts(row)
    raise UnableToRead(_("This file is empty."), code="rolls.file_empty")


def _score(cells: Sequence[str], wanted: Sequence[str]) -> int:
    asked = sum(2 for heading in wanted if heading in cells)
    understood = len(rules.guess(cells))
    return asked + understood if asked or rules.looks_like_headings(cells) else 0


def _empty_formulas(path: Path, sheet: str) -> dict[int, str]:
    """Return for each row the cells whose formula was never calculated: they read as empty and would be lost."""
    found: dict[int, str] = {}
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, sheet)
        if part is None:
            return found
        rest = b""
        with archive.open(part) as xml:
            while piece := xml.read(2**22):
                text = rest + piece
                for match in _EMPTY_FORMULA.finditer(text):
                    row = int(match[2])
                    found[row] = (
                        f"{found[row]}, {match[1].decode()}{row}" if row in found else f"{match[1].decode()}{row}"
                    )
                cut = text.rfind(b"<c ")
                rest = text[cut:] if cut >= 0 and len(text) - cut < 2**16 else b""
    return found


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Find the part of a sheet by its name, as the workbook and its relations say."""
    try:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return None
    for tag in re.findall(r"<sheet [^>]*>", book):
        name = re.search(r'name="([^"]*)"', tag)
        key = re.search(r'r:id="([^"]*)"', tag)
        if name and key and name[1] == sheet:
            for relation in re.findall(r"<Relationship [^>]*>", relations):
                if f'Id="{key[1]}"' in relation:
                    target = re.search(r'Target="/?(?:xl/)?([^"]*)"', relation)
                    return f"xl/{target[1]}" if target and f"xl/{target[1]}" in archive.namelist() else None
    return None


def _texts(row: Sequence[object]) -> tuple[str, ...]:
    return tuple("" if cell is None else " ".join(str(cell).split()) for cell in row)


def _is_numbering(cells: Sequence[object]) -> bool:
    written = [str(cell).strip() for cell in cells if cell is not None]
    return len(written) >= 2 and all(_NUMBERING.match(cell) for cell in written)


def _shown(row: Sequence[object]) -> str:
    return "; ".join("" if cell is None else str(cell) for cell in row[1:])
