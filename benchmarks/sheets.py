"""How long a list of 20,000 people takes to leave as XLSX and CSV, and whether memory stays flat.

    PYTHONPATH=. python benchmarks/sheets.py [--people 20000]

Builds (once) a register of that many people, as `board.py` does. Every row is read from the register under the scope of
its reader, named with its unit, journalled as read, and written; nothing is left out of what a page does.
"""

import argparse
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks import board
from benchmarks.common import Report, interleaved, timed

DAYS = 2
ROW = (
    "Nguyễn Văn An", "12/03/1980", "Nam", "001********1", "Phường Phú Thượng", "Quận Tây Hồ", "12 phố Phú Gia",
    "thường trú", "phải cấp", "chưa có", "vắng mặt", date(2023, 5, 20),
)  # fmt: skip


def main() -> None:
    """Build what is missing, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--people", type=int, default=20_000)
    asked.add_argument("--fresh", action="store_true", help="build the register again")
    options = asked.parse_args()
    board.use_database(f"toandan_bench_board_{options.people}_{DAYS}", fresh=options.fresh)
    if not board.built():
        board.build(options.people, DAYS)
    with tempfile.TemporaryDirectory(prefix="toandan-bench-") as folder:
        measure(Path(folder), options.people)


def measure(folder: Path, people: int) -> None:
    """Time the two formats, and compare the memory of the whole list with that of its quarter."""
    report = Report(f"A list of {people:,} people")
    for form, limit in (("xlsx", 5), ("csv", 5)):
        path = folder / f"people.{form}"
        began = time.process_time()
        times = timed(lambda path=path: taken(path), runs=3, warm=0)
        worked = (time.process_time() - began) / 3
        size = path.stat().st_size / 1e6
        report.at_most(form.upper(), times.median, limit, " s", f"{worked:.1f} s of work, {size:.1f} MB")
        quarter, whole = (peak(path, most) for most in (people // 4, people))
        report.figure(f"{form.upper()}, memory of a quarter", f"{quarter / 1e6:.1f} MB")
        report.at_most(f"{form.upper()}, memory of the whole", whole / 1e6, 1.3 * quarter / 1e6, " MB", "flat")
    ours, library = interleaved([partial(write, folder, people) for write in (written, by_library)], runs=3)
    report.at_most("XLSX, rows already read", ours.median, library.median, " s", "beside XlsxWriter's own cells")
    report.end()


def taken(path: Path, most: int | None = None) -> int:
    """Write the list, or its first rows, as the page does; return how many rows."""
    from toandan.faces.web.people.sheets import PEOPLE, people_rows
    from toandan.ground.kernel.actor import the_house
    from toandan.record.officers.operations import acting
    from toandan.record.units import queries as units
    from toandan.sheets import tables

    house = the_house()
    city = units.by_code("01", as_of=board.START)
    with acting(house):
        rows: Iterator[tables.Row] = islice(people_rows(house, city, None), most)
        stamp = tables.Taken(at=board.NOW, by=house.name, about=city.name_vi)
        return tables.write(PEOPLE, rows, path, language="vi", taken=stamp)


def written(folder: Path, people: int) -> None:
    """Write one row so many times as the pages do."""
    from toandan.faces.web.people.sheets import PEOPLE
    from toandan.sheets import tables

    stamp = tables.Taken(at=board.NOW, by="toandan", about="")
    tables.write(PEOPLE, (ROW for _ in range(people)), folder / "ours.xlsx", language="vi", taken=stamp)


def by_library(folder: Path, people: int) -> None:
    """Write the same as the library does it by itself, cell by cell in constant memory."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(folder / "library.xlsx"), options) as book:
        page, text, day = (
            book.add_worksheet(),
            book.add_format({"num_format": "@"}),
            book.add_format({"num_format": 14}),
        )
        for number in range(people):
            for place, cell in enumerate(ROW[:-1]):
                page.write_string(number, place, cell, text)
            page.write_datetime(number, len(ROW) - 1, ROW[-1], day)


def peak(path: Path, most: int) -> int:
    """Return how many bytes Python held at most while the list was written."""
    tracemalloc.start()
    taken(path, most)
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found


if __name__ == "__main__":
    main()
