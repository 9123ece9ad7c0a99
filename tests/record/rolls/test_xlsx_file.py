"""Spreadsheets: typed cells, formulas, errors, merged titles, archives made to do harm."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.record.rolls.files import write_xlsx
from toandan.record.rolls.adapters import xlsx_file
from toandan.record.rolls.adapters.opening import open_roll
from toandan.record.rolls.ports import UnableToRead, blocks
from toandan.record.rolls.words import FindingCode

TOP = ["Số CCCD", "Họ và tên", "Ngày sinh", "Mã xã"]


def rows(path: Path) -> list[tuple[object, ...]]:
    return [row for block in blocks(open_roll(path), 100) for row in block.rows.iter_rows()]


def test_typed_cells_come_out_as_a_roll_writes_them(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        [TOP, ["001085012345", "Trần An", date(1985, 5, 17), "00001"], [1085012345, "Lê Bình", 1950, 1]],
    )
    assert rows(path) == [
        (2, "001085012345", "Trần An", "1985-05-17 00:00:00", "00001"),
        (3, "1085012345", "Lê Bình", "1950", "1"),
    ]


def test_titles_and_empty_rows_do_not_shift_the_line_numbers(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        [[], ["DANH SÁCH"], TOP, ["(1)", "(2)", "(3)", "(4)"], ["", "", "", ""], ["", "Trần An", "", "00001"]],
    )
    assert open_roll(path).nature == {"format": "xlsx", "sheet": "Danh sách", "heading_line": "3"}
    assert [row[0] for row in rows(path)] == [6]


def test_a_formula_without_a_value_and_an_error_keep_their_row_out(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        [
            TOP,
            ["001085000001", '=CONCAT("a","b")', "", "00001"],
            ["001085000002", "#N/A", "", "00001"],
            ["", "Lê", "", "1"],
        ],
    )
    [block] = blocks(open_roll(path), 100)
    assert {(f.line, f.code) for f in block.findings} == {(2, FindingCode.FORMULA_EMPTY), (3, FindingCode.CELL_ERROR)}
    assert block.rows["line"].to_list() == [4]


def test_an_archive_that_unfolds_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [TOP, ["", "Trần An", "", "00001"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", b"\0" * (64 * 2**20))
    with pytest.raises(UnableToRead) as refused:
        open_roll(path)
    assert refused.value.code == "rolls.file_unfolds"


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [TOP, ["", "Trần An", "", "00001"]])
    path.write_bytes(path.read_bytes()[:-400])
    with pytest.raises(UnableToRead) as refused:
        open_roll(path)
    assert refused.value.code == "rolls.file_damaged"


def test_an_archive_that_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(UnableToRead) as refused:
        open_roll(path)
    assert refused.value.code == "rolls.file_damaged"


def test_the_limit_on_unfolding_holds_for_honest_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_UNPACKED", 500)
    path = write_xlsx(tmp_path / "a.xlsx", [TOP, ["", "Trần An", "", "00001"]])
    with pytest.raises(UnableToRead):
        open_roll(path)
