"""What commands print: results on the output stream, everything else beside it."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from tests.house.launching import bench
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


def test_progress_counts_to_its_total(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.progress(3, "people") as advance:
        for _ in range(3):
            advance(1)
    assert "3/3" in capsys.readouterr().err


def test_without_a_name_the_house_acts() -> None:
    assert terminal.actor().everywhere is True
    assert terminal.actor().officer is None


@pytest.mark.django_db
def test_an_unknown_officer_is_refused_in_both_languages_with_code_two() -> None:
    with bench() as place:
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
