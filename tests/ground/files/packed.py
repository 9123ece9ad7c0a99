"""PDFs whose dictionaries lie in compressed object streams, as a word processor or an attacker writes them."""

import zlib

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def pdf(
    action: bytes = b"", *, hexed: bool = False, rows: int = 0, named: bool = True, listed: bool = False, fill: int = 0
) -> bytes:
    """Return a PDF whose catalogue, with this action on opening, is packed.

    `hexed` packs it in hexadecimal digits, too; `rows` is the length of the rows of a predictor; a stream that is not
    `named` stands in no table of contents, or, when it is `listed`, without what it holds; `fill` adds so many spaces
    to what is packed.
    """
    catalogue = b"<< /Type /Catalog /Pages 2 0 R" + (b" /OpenAction " + action if action else b"") + b" >>"
    pages = b"<< /Type /Pages /Kids [] /Count 0 >>"
    head = b"1 0 2 %d " % (len(catalogue) + 1)
    told = head + catalogue + b" " + pages + b" " * fill
    made = b"%PDF-1.7\n"
    at = {3: len(made)}
    made += _stream(3, b"/Type /ObjStm /N 2 /First %d" % len(head), told, hexed=hexed, rows=rows)
    if not named:
        for number, what in ((5, b"<< /Type /Catalog /Pages 6 0 R >>"), (6, pages)):
            at[number] = len(made)
            made += b"%d 0 obj\n%s\nendobj\n" % (number, what)
    at[4] = len(made)
    table = b"".join(_entry(number, at, named, listed) for number in range(7))
    root = b"/Type /XRef /Size 7 /W [1 4 2] /Root %d 0 R" % (1 if named else 5)
    return made + _stream(4, root, table) + b"startxref\n%d\n%%%%EOF\n" % at[4]


def _entry(number: int, at: dict[int, int], named: bool, listed: bool) -> bytes:
    if number in at and (named or listed or number != 3):
        return b"\x01" + at[number].to_bytes(4) + b"\x00\x00"
    if named and number in {1, 2}:
        return b"\x02" + (3).to_bytes(4) + (number - 1).to_bytes(2)
    return b"\x00" + bytes(4) + b"\xff\xff"


def _stream(number: int, words: bytes, told: bytes, *, hexed: bool = False, rows: int = 0) -> bytes:
    if rows:
        told += b" " * (-len(told) % rows)
        parts = [told[i : i + rows] for i in range(0, len(told), rows)]
        told = b"".join(
            b"\x01" + bytes((b - (row[i - 1] if i else 0)) % 256 for i, b in enumerate(row)) for row in parts
        )
        words += b" /DecodeParms " + (b"[null " if hexed else b"")
        words += b"<< /Predictor 11 /Columns %d >>" % rows + (b"]" if hexed else b"")
    packed = zlib.compress(told)
    if hexed:
        packed = packed.hex().encode() + b">"
    filters = b"[/ASCIIHexDecode /FlateDecode]" if hexed else b"/FlateDecode"
    head = b"%d 0 obj\n<< %s /Filter %s /Length %d >>\nstream\n" % (number, words, filters, len(packed))
    return head + packed + b"\nendstream\nendobj\n"


def _differences(row: bytes) -> bytes:
    """Return a row as the predictor "Sub" writes it: each byte less the one before."""
    return bytes((b - a) % 256 for a, b in zip(b"\0" + row, row, strict=False))
