"""Tables as careless hands leave them and as malice makes them (tệp hỏng, tệp cố ý gây hại)."""

import io
import zipfile
from collections.abc import Sequence

import xlsxwriter

_SHEET = "xl/worksheets/sheet1.xml"
_STRINGS = "xl/sharedStrings.xml"
_TRICK = b'<row r="1"><c x=">" r="XFD1048576"><v>1</v></c><c r="A1"><v>1</v></c></row>'


def workbook(
    headings: Sequence[str], rows: Sequence[Sequence[object]] = (), corner: tuple[int, int] | None = None
) -> bytes:
    """Return an honest XLSX; `corner` has one letter in a cell far off."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for place, row in enumerate([headings, *rows]):
        sheet.write_row(place, 0, row)
    if corner:
        sheet.write(*corner, "x")
    book.close()
    return out.getvalue()


def _changed(book: bytes, **parts: bytes | None) -> bytes:
    """Return a workbook with parts exchanged, added, or left out."""
    out = io.BytesIO()
    named = {
        _SHEET if name == "sheet" else _STRINGS if name == "strings" else name: part for name, part in parts.items()
    }
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, part in named.items():
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def hostile(headings: Sequence[str], row: Sequence[str]) -> dict[str, bytes]:
    """Return bad files of every kind, by what is bad about them, under headings that the reader wants."""
    book, head, good = workbook(headings, [row]), ",".join(headings), ",".join(row)
    sheet = zipfile.ZipFile(io.BytesIO(book)).read(_SHEET)
    begin, end = sheet.split(b"<sheetData>")[0] + b"<sheetData>", b"</sheetData></worksheet>"
    entity = b'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">%s]>'
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(9))
    strings = b"<sst><si><t>%s</t></si></sst>"
    return {
        "nothing": b"",
        "NUL bytes": (head + "\n" + good + "\n\0\0\0\0,\0\n").encode(),
        "one lost quotation mark": (head + "\n" + f'"{good}\n' * 1 + f"{good}\n" * 3).encode(),
        "a quotation mark inside a cell": (head + "\n" + good.replace(",", '",', 1) + "\n" + good + "\n").encode(),
        "a cell longer than a reader takes": (head + "\n" + "x" * 200_000 + "," + good + "\n").encode(),
        "a hundred thousand columns": ("," * 100_000 + "\n" + head + "\n").encode(),
        "Windows-1258": (head + "\nTrần Thị Bình,".encode("cp1258", "replace").decode("latin1")).encode("latin1"),
        "no encoding at all": bytes(range(128, 256)) * 40,
        "only line ends": b"\n" * 100_000,
        "a folder in its name": (head + "\n../../etc/passwd," + good + "\n").encode(),
        "formulas": (head + "\n" + ",".join("=cmd|' /C calc'!A0" for _ in headings) + "\n").encode(),
        "numbers of five thousand digits": (head + "\n" + ",".join("9" * 5_000 for _ in headings) + "\n").encode(),
        "not a number, and infinity": f"{head}\n{','.join(['nan'] * len(headings))}\n".encode(),
        "a cell in the far corner": workbook(headings, [row], (1_048_575, 16_383)),
        "cells past every column": workbook(headings, [row], (3, 16_383)),
        "a corner behind a trick": _changed(book, sheet=begin + _TRICK + end),
        "a bomb": _changed(book, bomb=b" " * 18_000_000),
        "a bomb in its strings": _changed(book, strings=strings % (b"x" * 18_000_000)),
        "an external entity": _changed(book, strings=entity % b"" + strings % b"&e;"),
        "laughs without end": _changed(book, strings=entity % laughs + strings % b"&l8;"),
        "dates beyond every calendar": workbook(headings, [[1e300] * len(headings), [-1e300] * len(headings)]),
        "control characters in disguise": workbook(headings, [["_x0000__x0001_"] * len(headings)]),
        "no sheet": _changed(book, sheet=None),
        "strings that are not there": _changed(book, strings=None),
        "half a file": book[: len(book) // 2],
        "a sheet of another kind": _changed(
            book, **{"content.xml": b"<office:document-content/>", "xl/workbook.xml": b"<workbook/>"}
        ),
        "an old one": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096,
    }  # fmt: skip
