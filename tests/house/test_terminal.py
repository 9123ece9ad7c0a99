"""What commands print: results on the output stream, everything else beside it."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from rich.console import Console

from tests.house.launching import bench, migrated
from toandan.faces.cli import terminal


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Row:
    day: date
    rate: Decimal | None
    colour: Colour
    codes: frozenset[str]


def test_json_holds_days_as_text_and_rates_as_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    row = Row(date(2023, 6, 3), Decimal("88.9"), Colour.RED, frozenset({"b", "a"}))
    terminal.json_out({"rows": [row], "at": datetime(2023, 6, 3, 1, 2, tzinfo=UTC), "name": "Tây Hồ"})
    printed = capsys.readouterr().out
    assert json.loads(printed) == {
        "rows": [{"day": "2023-06-03", "rate": 88.9, "colour": "red", "codes": ["a", "b"]}],
        "at": "2023-06-03T01:02:00+00:00",
        "name": "Tây Hồ",
    }
    assert "Tây Hồ" in printed


def test_sentences_do_not_mix_with_results(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say("working [on it]")
    terminal.show("done [1]")
    out, err = capsys.readouterr()
    assert out == "done [1]\n"
    assert "working [on it]" in err


def test_a_missing_figure_is_a_dash_and_never_a_zero(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.table("Board", ("unit", "rate"), [("Ba Đình", None), ("Tây Hồ", Decimal("100.0"))])
    printed = capsys.readouterr().out
    assert "–" in printed
    assert "100.0" in printed


WIDE = ("Đơn vị", "Một đầu đề rất dài của một cột", "Một đầu đề khác cũng rất dài", "Tình trạng hiện nay của đơn vị")
NAMES = ["Thị trấn Thường Tín", "Phường Phúc La – Hà Đông", "Quận Bắc Từ Liêm"]


def test_a_name_that_must_stay_whole_stays_on_one_line_in_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "_OUT", Console(width=80, force_terminal=True, color_system=None))
    rows = [(name, 1_234_567, 89_012, "đúng tiến độ theo kế hoạch") for name in NAMES]
    terminal.table("", WIDE, rows, unbroken=WIDE[:1])
    printed = capsys.readouterr().out
    assert all(name in printed for name in NAMES)
    assert max(len(line) for line in printed.splitlines()) <= 80


def test_a_table_in_a_pipe_has_room(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    terminal.table("", WIDE, [(name, 1, 2, "đúng tiến độ") for name in NAMES])
    lines = capsys.readouterr().out.splitlines()
    assert 80 < max(len(line) for line in lines) <= 160
    assert all(sum(name in line for line in lines) == 1 for name in NAMES)


def test_progress_counts_to_its_total(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.progress(3, "people") as advance:
        for _ in range(3):
            advance(1)
    assert "3/3" in capsys.readouterr().err


def test_each_stage_counts_to_its_total_in_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.stages({"a": "Making the tables", "b": "Loading the units", "c": "Nothing of this"}) as told:
        for done in range(1, 8):
            told("a", done, 7)
        told("b", 20, 30)
    out, err = capsys.readouterr()
    lines = [line.split() for line in err.splitlines()]
    assert [(line[:2], line[-2]) for line in lines] == [(["Making", "the"], "7/7"), (["Loading", "the"], "20/30")]
    assert "\x1b" not in err
    assert out == ""


def test_without_a_name_the_house_acts() -> None:
    assert terminal.actor().everywhere is True
    assert terminal.actor().officer is None


def test_an_unknown_officer_is_refused_in_both_languages_with_code_two() -> None:
    with migrated() as place:
        done = place.run("people", "find", "Nguyen", "--as", "nobody-of-that-name", check=False)
    assert done.returncode == 2, done.stderr
    assert len([line for line in done.stderr.splitlines() if line.strip()]) >= 2
    assert "Traceback" not in done.stderr


def test_trouble_with_the_machine_ends_with_code_one_and_a_way_on() -> None:
    with bench(TOANDAN_DATABASE_URL="postgresql://u:p@127.0.0.1:1/d") as place:
        done = place.run("units", "find", "ba dinh", check=False)
    assert done.returncode == 1
    assert "toandan doctor" in done.stderr
    assert "Traceback" not in done.stderr
