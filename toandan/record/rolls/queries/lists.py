"""Other lists than rolls, read by the same reader (đọc danh sách khác)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from toandan.ground.kernel.names import key as fold
from toandan.record.rolls.adapters.opening import open_roll
from toandan.record.rolls.ports import RollFile, blocks

_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Table:
    """A small table that somebody sent: its rows by line of the file, each cell stripped, under the headings folded.

    `broken` are the lines that could not be laid into cells, such as those that one lost quotation mark would swallow.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    broken: tuple[int, ...]


def open_list(path: Path, wanted: Sequence[str]) -> RollFile:
    """Return the reader of a list whose heading row holds some of `wanted`. Raises UnableToRead."""
    return open_roll(path, wanted)


def read_table(content: bytes, wanted: Sequence[str]) -> Table:
    """Return the rows of a CSV or XLSX file, in any encoding a roll may have; it is known by what it holds.

    The bytes lie on the disk for this user only, and only while they are read. Raises UnableToRead.
    """
    with TemporaryDirectory(prefix="toandan-table-") as folder:
        path = Path(folder) / "table"
        path.write_bytes(content)
        file = open_roll(path, wanted)
        heads = tuple(fold(heading) for heading in file.headings)
        rows: list[tuple[int, Mapping[str, str]]] = []
        broken: list[int] = []
        for block in blocks(file, _ROWS):
            broken += [line for line, _text in block.broken]
            for line, *cells in block.rows.iter_rows():
                # Of two columns with one heading the first counts.
                said = dict(zip(reversed(heads), reversed([(cell or "").strip() for cell in cells]), strict=False))
                if any(said.values()):
                    rows.append((line, said))
    return Table(heads, tuple(rows), tuple(sorted(broken)))
