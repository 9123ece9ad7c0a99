"""The bulletin of day 14 of the demonstration says in both languages what was reported, from people in the ledger."""

import json
import re
from pathlib import Path

import pytest

from tests.house.launching import Bench

DAY_14 = "2023-06-03"
SAID = {
    "vi": (
        r"Quận Tây Hồ đã hoàn thành: chỉ còn trường hợp mới phát sinh, và hỗ trợ các đơn vị khác làm cho người tạm trú",
        r"Sắp về đích: Quận Long Biên gần 90% \(8[89],\d%\)",
        r"Quận Hà Đông khoảng 70% \((69,[5-9]|70,[0-5])%\)",
        r"45 trên 579 xã, phường, thị trấn đã hoàn thành",
        r"Huyện Thường Tín 9 trên 29",
        r"\d+ trên 30 đơn vị chậm tiến độ: ",
        r"về đích trước hết ngày 30/06/2023",
        r"Ngày thứ 14 trên 41 · số liệu hết ngày 03/06/2023 · \d+ trên 579 xã, phường có báo cáo",
    ),
    "en": (
        r"Quận Tây Hồ is complete: only new cases are added there, and it helps other units with their temporary",
        r"About to reach the finish: Quận Long Biên nearly 90% \(8[89]\.\d%\)",
        r"Quận Hà Đông about 70% \((69\.[5-9]|70\.[0-5])%\)",
        r"45 of 579 communes and wards are complete",
        r"Huyện Thường Tín 9 of 29",
        r"\d+ of 30 units are behind: ",
        r"reach the finish by 30 June 2023",
        r"Day 14 of 41 · figures at the end of 3 June 2023 · \d+ of 579 communes reported that day",
    ),
}


def bulletin(city: Bench, *options: str) -> str:
    return str(city.run("bulletin", "--order", "ML01", "--date", DAY_14, *options).stdout)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_bulletin_of_day_14_says_what_was_reported(city: Bench, language: str) -> None:
    said = " ".join(bulletin(city, "--format", "text", "--language", language).split())
    assert [sentence for sentence in SAID[language] if not re.search(sentence, said)] == []


def test_its_figures_are_those_of_the_board(city: Bench, tmp_path: Path) -> None:
    bulletin(city, "--format", "json", "--output", str(tmp_path / "told.json"))
    told = json.loads((tmp_path / "told.json").read_text())
    board = json.loads(city.run("board", "--order", "ML01", "--as-of", DAY_14, "--json").stdout)
    figures = told["figures"]
    assert told["state"] is None
    assert [figures["total"][name] for name in ("target", "done")] == [board["total"]["target"], board["total"]["done"]]
    assert [row["code"] for row in figures["rows"]] == [row["code"] for row in board["rows"]]
    assert {row["code"]: row["done"] for row in figures["rows"]} == {row["code"]: row["done"] for row in board["rows"]}
    late = {row["name_vi"] for row in board["rows"] if row["status"] == "late"}
    listed = re.search(r"đơn vị chậm tiến độ: (.*?)\. Các đơn vị này", " ".join(bulletin(city).split()))
    assert listed is not None
    assert {one.split(" (")[0] for one in listed[1].split("), ")} == late != set()


@pytest.mark.nightly
def test_papers_are_written_to_files(city: Bench, tmp_path: Path) -> None:
    for form, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        file = tmp_path / f"bulletin.{form}"
        bulletin(city, "--format", form, "--output", str(file))
        assert file.read_bytes().startswith(start)
