"""Files of text in every state an office may send them."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.record.rolls.files import HEADINGS, csv_text, person
from toandan.record.rolls.adapters.opening import open_roll
from toandan.record.rolls.ports import Block, UnableToRead, blocks
from toandan.record.rolls.words import FindingCode


def read(path: Path, rows: int = 1000) -> list[Block]:
    return list(blocks(open_roll(path), rows))


def names(blocks: list[Block], place: int = 2) -> list[tuple[int, str]]:
    return [(row[0], row[1 + place]) for block in blocks for row in block.rows.iter_rows()]


def save(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "roll.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le")],
)
def test_encodings_are_recognised_and_said(tmp_path: Path, encoding: str, said: str) -> None:
    path = save(tmp_path, csv_text([person(1)]).encode(encoding))
    assert open_roll(path).nature["encoding"] == said
    assert names(read(path)) == [(2, "Trần An Bìnha")]


def test_the_old_windows_encoding_is_recognised(tmp_path: Path) -> None:
    path = save(tmp_path, _tones_apart(csv_text([person(1, full_name="Nguyễn Văn Mẫu")])).encode("cp1258"))
    assert open_roll(path).nature["encoding"] == "cp1258"
    [(line, name)] = names(read(path))
    assert (line, unicodedata.normalize("NFC", name)) == (2, "Nguyễn Văn Mẫu")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_are_recognised(tmp_path: Path, separator: str) -> None:
    path = save(tmp_path, csv_text([person(1, present_address="Số 1, ngõ 2; tổ 3")], separator=separator).encode())
    [row] = [row for block in read(path) for row in block.rows.iter_rows(named=True)]
    assert row[f"c{HEADINGS.index('present_address')}"] == "Số 1, ngõ 2; tổ 3"


def test_titles_above_and_numbering_below_the_heading_are_passed_over(tmp_path: Path) -> None:
    text = "DANH SÁCH NHÂN KHẨU,,\nPhường Phúc Xá,,\n,,\nSTT,Họ và tên,Mã xã\n(1),(2),(3)\n1,Trần An,00001\n"
    path = save(tmp_path, text.encode())
    file = open_roll(path)
    assert file.nature["heading_line"] == "4" and file.estimate == 2
    assert list(file.headings) == ["STT", "Họ và tên", "Mã xã"]
    assert names(read(path), 1) == [(6, "Trần An")]


def test_lines_keep_their_numbers_over_empty_lines_and_blocks(tmp_path: Path) -> None:
    lines = csv_text([person(n) for n in range(6)]).splitlines()
    lines.insert(3, "")
    lines.insert(5, "," * (len(HEADINGS) - 1))
    blocks = read(save(tmp_path, "\r\n".join(lines).encode()), rows=3)
    assert [line for line, _ in names(blocks)] == [2, 3, 5, 7, 8, 9]
    assert len(blocks) == 3


def test_a_line_end_inside_quotes_is_part_of_the_cell(tmp_path: Path) -> None:
    text = csv_text([person(1, present_address="Số 1\ntổ 2"), person(2)])
    blocks = read(save(tmp_path, text.encode()), rows=1)
    assert [line for line, _ in names(blocks)] == [2, 4]
    assert all(not block.findings for block in blocks)


def test_ragged_lines_are_reported_and_the_others_kept(tmp_path: Path) -> None:
    lines = csv_text([person(n) for n in range(4)]).splitlines()
    lines[2] += ",more"
    lines[3] = "only,three,cells"
    lines[4] += ",,"
    [block] = read(save(tmp_path, "\n".join(lines).encode()))
    assert [(f.line, f.code, f.detail) for f in block.findings] == [
        (3, FindingCode.ROW_CELLS, "16/15"),
        (4, FindingCode.ROW_CELLS, "3/15"),
    ]
    assert [line for line, _ in names([block])] == [2, 5]
    assert block.broken[1] == (4, "only,three,cells")


def test_a_stray_quote_spoils_one_line_only(tmp_path: Path) -> None:
    lines = csv_text([person(n) for n in range(60)]).splitlines()
    lines[2] = '"' + lines[2]
    blocks = read(save(tmp_path, "\n".join(lines).encode()))
    kept = {line for line, _ in names(blocks)}
    assert kept == set(range(2, 62)) - {3}
    assert [f.line for block in blocks for f in block.findings] == [3]


def test_zero_bytes_spoil_their_line_only(tmp_path: Path) -> None:
    lines = csv_text([person(n) for n in range(3)]).encode().splitlines()
    lines[2] = lines[2][:20] + b"\0" + lines[2][20:]
    [block] = read(save(tmp_path, b"\n".join(lines)))
    assert [(f.line, f.code) for f in block.findings] == [(3, FindingCode.ROW_NUL)]
    assert [line for line, _ in names([block])] == [2, 4]


def test_the_cut_into_blocks_depends_on_the_content_alone(tmp_path: Path) -> None:
    path = save(tmp_path, csv_text([person(n) for n in range(25)]).encode())
    first, second = ([block.rows["line"].to_list() for block in read(path, 10)] for _ in range(2))
    assert first == second
    assert [len(block) for block in first] == [10, 10, 5]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnableToRead) as refused:
        read(save(tmp_path, content))
    assert refused.value.code == "rolls.file_empty"


def test_an_old_spreadsheet_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(UnableToRead) as refused:
        read(save(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
    assert refused.value.code == "rolls.file_old"


cells = st.text(st.characters(blacklist_characters="\0\r", blacklist_categories=["Cs"]), max_size=12)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(cells, cells, cells), max_size=12))
def test_whatever_a_csv_writer_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    headings = ["full_name", "present_commune", "present_address"]
    text = csv_text([dict(zip(headings, row, strict=True)) for row in rows], headings)
    path = save(tmp_path_factory.mktemp("roll"), text.encode())
    got = [tuple(cell or "" for cell in row[1:]) for block in read(path, 5) for row in block.rows.iter_rows()]
    numbering = rows[:1] if rows and _numbers_only(rows[0]) else []
    wanted = [row for row in rows[len(numbering) :] if any(cell.strip() for cell in row)]
    assert got == wanted


def _tones_apart(text: str) -> str:
    """Write tones behind their letters, as Windows-1258 does."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in apart if c not in tones))
        parts.append(base + "".join(c for c in apart if c in tones))
    return "".join(parts)


def _numbers_only(row: tuple[str, ...]) -> bool:
    written = [cell.strip() for cell in row if cell]
    return len(written) >= 2 and all(re.fullmatch(r"\(?\d{1,2}\)?|\(?[A-Z]\)?", cell) for cell in written)
