"""A roll as comma-, semicolon- or tab-separated text (tệp CSV).

Blocks of plain lines go straight into polars. A block with line ends inside quotes, ragged lines, stray quotes or NUL
bytes takes the careful way line by line, so that every bad line is named and every good one beside it is kept.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_noop as _

from toandan.record.rolls.adapters.encodings import fingerprint
from toandan.record.rolls.ports import MOST_COLUMNS, Block, Part, UnableToRead
from toandan.record.rolls.rules import headings as rules
from toandan.record.rolls.words import FindingCode, FindingRow

_SEPARATORS = (",", ";", "\t", "|")
_HEADING_WITHIN = 20
_LONGEST_RECORD = 50
"""A quoted cell may span this many lines before its opening quote is taken for a stray one."""
_NUMBERING = re.compile(r"^\(?\d{1,2}\)?$|^\(?[A-Z]\)?$")


class CsvFile:
    """Reads one CSV file in blocks; `wanted` are the headings a given mapping speaks of, to find the heading row by."""

    def __init__(self, path: Path, wanted: Sequence[str] = ()) -> None:
        self.path = path
        found = fingerprint(path)
        self.digest = found.digest
        self._encoding = found.encoding
        self._separator, self._heading_line, self._headings = _find_headings(path, found.encoding, wanted)
        self.estimate = max(_estimate(path, found.size) - self._heading_line, 0)

    @property
    def headings(self) -> Sequence[str]:
        """The cells of the heading row."""
        return self._headings

    @property
    def nature(self) -> Mapping[str, str]:
        """Format, encoding, separator and the line of the heading."""
        shown = {"\t": "tab"}.get(self._separator, self._separator)
        line = str(self._heading_line)
        return {"format": "csv", "encoding": self._encoding, "separator": shown, "heading_line": line}

    def parts(self, rows: int) -> Iterator[Part]:
        """Cut the rows after the heading; a block ends at the first line end outside quotes after `rows` lines."""
        line = self._heading_line + 1
        with _open(self.path, self._encoding) as file:
            for _ in islice(file, self._heading_line):
                pass
            first = True
            while lines := list(islice(file, rows)):
                data = _whole(lines, file)
                yield partial(self._block, lines, data, line, first)
                first = False
                line += len(lines)

    def _block(self, lines: list[bytes], data: bytes, line: int, first: bool) -> Block:
        frame = _quick(lines, data, self._separator, len(self._headings))
        block = Block(_numbered(frame, line)) if frame is not None else self._careful(lines, line)
        if first and block.rows.height and _is_numbering(block.rows.row(0)[1:]):
            return Block(block.rows.slice(1), block.findings, block.broken)
        return block

    def _careful(self, lines: list[bytes], line: int) -> Block:
        width = len(self._headings)
        good: list[list[str | None]] = []
        findings: list[FindingRow] = []
        broken: list[tuple[int, str]] = []
        at = 0
        while at < len(lines):
            taken = _record_length(lines, at)
            text = b"".join(lines[at : at + max(taken, 1)]).decode("utf-8").rstrip("\r\n")
            cells = [] if "\0" in text or not taken else _cells(text, self._separator)
            while len(cells) > width and not cells[-1].strip():
                cells.pop()
            if len(cells) == width:
                good.append([str(line + at), *(cell or None for cell in cells)])
            elif text.strip() and any(cell.strip() for cell in cells or [text]):
                code = FindingCode.ROW_NUL if "\0" in text else FindingCode.ROW_CELLS
                detail = "" if "\0" in text else f"{len(cells)}/{width}"
                findings.append(FindingRow(line + at, "", text.replace("\0", "␀")[:200], code, detail))
                broken.append((line + at, text.replace("\0", "␀")))
            at += max(taken, 1)
        names = ["line", *(f"c{i}" for i in range(width))]
        rows = pl.DataFrame(good, schema=dict.fromkeys(names, pl.String), orient="row")
        return Block(_not_empty(rows.with_columns(pl.col("line").cast(pl.Int64))), tuple(findings), tuple(broken))


def _estimate(path: Path, size: int) -> int:
    """Guess the number of lines from the length of the first ones."""
    with path.open("rb") as file:
        head = file.read(2**18)
    return size * head.count(b"\n") // max(len(head), 1)


def _find_headings(path: Path, encoding: str, wanted: Sequence[str]) -> tuple[str, int, tuple[str, ...]]:
    with _open(path, encoding) as file:
        lines = [raw.decode("utf-8").rstrip("\r\n") for raw in islice(file, _HEADING_WITHIN)]
    if any(text.count(separator) >= MOST_COLUMNS for separator in _SEPARATORS for text in lines):
        raise UnableToRead(
            _("A line of this file has more than %(most)s cells."),
            code="rolls.file_cells",
            values={"most": MOST_COLUMNS},
        )
    best: tuple[int, str, int, tuple[str, ...]] | None = None
    for separator in _SEPARATORS:
        for number, text in enumerate(lines, start=1):
            cells = tuple(cell.strip() for cell in _cells(text, separator))
            score = _score(cells, wanted)
            if score and (best is None or score > best[0]):
                best = (score, separator, number, cells)
    if best is None:
        number, text = next(((n, t) for n, t in enumerate(lines, start=1) if t.strip()), (0, ""))
        if not number:
            raise UnableToRead(_("This file is empty."), code="rolls.file_empty")
        separator = max(_SEPARATORS, key=text.count)
        return separator, number, tuple(cell.strip() for cell in _cells(text, separator))
    return best[1], best[2], best[3]


def _score(cells: Sequence[str], wanted: Sequence[str]) -> int:
    """Value a row as a heading row: two for a heading asked for, one for one understood; 0 when it is none."""
    asked = sum(2 for heading in wanted if heading in cells)
    understood = len(rules.guess(cells))
    return asked + understood if asked or rules.looks_like_headings(cells) else 0


def _open(path: Path, encoding: str) -> "io.BufferedIOBase | _Recoded":
    """Open a file as lines of UTF-8 bytes, whatever it is written in."""
    if encoding == "utf-8":
        return path.open("rb")
    return _Recoded(path, encoding)


class _Recoded:
    """Lines of a file in another encoding, handed out as UTF-8."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._text = path.open("r", encoding=encoding, newline="\n")

    def __enter__(self) -> "_Recoded":
        return self

    def __exit__(self, *_: object) -> None:
        self._text.close()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._text).encode("utf-8")


def _whole(lines: list[bytes], file: Iterator[bytes]) -> bytes:
    """Read on until a quoted cell that the block cuts in two is whole; return the lines in one piece."""
    data = b"".join(lines)
    odd = data.count(b'"') % 2
    taken = 0
    while odd and taken < _LONGEST_RECORD:
        more = next(iter(file), None)
        if more is None:
            break
        lines.append(more)
        odd = (odd + more.count(b'"')) % 2
        taken += 1
    return b"".join((data, *lines[-taken:])) if taken else data


def _quick(lines: list[bytes], data: bytes, separator: str, width: int) -> pl.DataFrame | None:
    """Parse plain lines, which `data` holds in one piece, at once; None when any of them needs the careful way."""
    if b"\0" in data:
        return None
    schema = dict.fromkeys((f"c{i}" for i in range(width)), pl.String)
    try:
        frame = pl.read_csv(data, has_header=False, separator=separator, schema=schema, quote_char='"')
    except pl.exceptions.PolarsError:
        return None
    return frame if frame.height == len(lines) and _even(frame, lines, data, separator) else None


def _even(frame: pl.DataFrame, lines: list[bytes], data: bytes, separator: str) -> bool:
    """Tell whether every line that is not blank has all its cells.

    polars refuses a line with too many cells and fills up one with too few. So when the separators between cells are
    as many as they must be in all, no line has too few: none could make up for it. A line of blanks alone counts as
    uneven; the careful way leaves it out.
    """
    separators = data.count(separator.encode())
    if b'"' in data:
        within = frame.select(pl.sum_horizontal(pl.all().str.count_matches(separator, literal=True).sum())).item()
        separators -= within or 0
    empty = lines.count(b"\n") + lines.count(b"\r\n")
    return separators == (frame.width - 1) * (len(lines) - empty)


def _numbered(frame: pl.DataFrame, line: int) -> pl.DataFrame:
    return _not_empty(frame.with_row_index("line", offset=line).with_columns(pl.col("line").cast(pl.Int64)))


def _not_empty(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave out rows whose cells are all empty; spreadsheets write thousands of them."""
    full = (frame[name] for name in frame.columns if name != "line" and not frame[name].null_count())
    if any((column.str.strip_chars() != "").all() for column in full):
        return frame
    cells = pl.exclude("line")
    return frame.filter(~pl.all_horizontal(cells.is_null() | (cells.str.strip_chars() == "")))


def _record_length(lines: Sequence[bytes], at: int) -> int:
    """Return how many lines the record at `at` spans; 0 when its quote is never closed."""
    quotes = 0
    for length in range(1, _LONGEST_RECORD + 1):
        if at + length > len(lines):
            return 0
        quotes += lines[at + length - 1].count(b'"')
        if quotes % 2 == 0:
            return length
    return 0


def _cells(text: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return []


def _is_numbering(cells: Sequence[object]) -> bool:
    """Tell whether a row only numbers the columns, as printed forms do: (1), (2), (A)…"""
    written = [str(cell).strip() for cell in cells if cell is not None]
    return len(written) >= 2 and all(_NUMBERING.match(cell) for cell in written)
