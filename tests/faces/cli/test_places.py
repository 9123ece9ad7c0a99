"""`places import` as the operator types it: contacts and words come along, a refused line is named with its column."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.work.sessions.conftest import TODAY, Field, ground
from toandan.faces.cli import places, terminal
from toandan.record.officers.operations import acting
from toandan.work.sessions import queries

__all__ = ["ground"]

LINES = """code,unit,kind,name,address,share,latitude,longitude,contact,phone,serves
H3,00001,hall,Nhà văn hóa tổ 3,ngõ 12,20,21.04,105.84,Bà Trần Thị Mẫu,0912 345 678,Tổ 3; ngõ 12 ;;
H4,00001,hall,Nhà văn hóa tổ 4,ngõ 13,20,21.04,105.84,Ông Lê Văn Mẫu,không có,tổ 4
H5,00001,hall,Nhà văn hóa tổ 5,ngõ 14,nhiều,21.04,105.84,,,
H6,99999,hall,Nhà văn hóa tổ 6,ngõ 15,20,,,,,
H7,00001,hall,Nhà văn hóa tổ 7,ngõ 16,20,"21,05","105,85",,,
"""


def test_contacts_and_words_come_along_and_a_wrong_cell_is_named_by_line_and_column(
    ground: Field, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)
    file = tmp_path / "places.csv"
    file.write_text(LINES, encoding="utf-8")
    done = CliRunner().invoke(places.app, ["import", str(file), "--as", "phucxa", "--json"], catch_exceptions=False)
    said = json.loads(done.stdout)
    assert (done.exit_code, said["added"]) == (1, 2)
    assert [(one["line"], one["column"], one["place"]) for one in said["refused"]] == [
        (3, "phone", "H4"), (4, "share", "H5"), (5, "unit", "H6")
    ]  # fmt: skip
    assert "số điện thoại" in said["refused"][0]["vi"] and "telephone number" in said["refused"][0]["en"]
    assert [said["refused"][1][language] for language in ("vi", "en")] == [
        "Không đọc được cột share.", "The column share cannot be read."
    ]  # fmt: skip
    with acting(ground.police):
        rows = {row.code: row for row in queries.places_in([ground.unit], TODAY)}
        kept = {code: row.serves for code, row in rows.items()}
        called = queries.contacts(list(kept))
    assert (rows["H7"].latitude, rows["H7"].longitude) == (21.05, 105.85)
    assert kept == {"P1": (), "H3": ("Tổ 3", "ngõ 12"), "H7": ()}
    assert [(code, one.name, one.phone) for code, one in called.items()] == [("H3", "Bà Trần Thị Mẫu", "0912345678")]
    table = CliRunner().invoke(places.app, ["import", str(file), "--as", "phucxa"], catch_exceptions=False).stdout
    assert "phone" in table and "column" in table
