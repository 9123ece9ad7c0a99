"""The operator's questions about units, on the command line."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from toandan.faces.cli import terminal, units
from toandan.record.units.queries import UnitUnknown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(units.app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def _json(*arguments: str) -> Any:
    return json.loads(_run(*arguments, "--json"))


def test_show_as_of_a_day() -> None:
    unit = _json("show", "00004", "--as-of", "2023-06-03")
    assert (unit["name_vi"], unit["population_2019"]) == ("Phường Trúc Bạch", 7_065)
    assert [upper["code"] for upper in unit["ancestors"]] == ["VN", "01", "001"]
    assert _json("show", "00004")["name_vi"] == "Phường Ba Đình"


def test_show_lists_what_lies_below() -> None:
    assert len(_json("show", "01", "--as-of", "2023-06-03")["children"]) == 30


def test_find_takes_words_without_quotes() -> None:
    assert [unit["code"] for unit in _json("find", "xa", "van", "ha", "phuc", "tho", "--as-of", "2023-06-03")][:1] == [
        "09718"
    ]
    assert len(_json("find", "ba dinh", "--limit", "3")) == 3
    assert _json("find", "zzzz") == []


def test_history_begins_with_the_oldest_bearer() -> None:
    told = _json("history", "00001")
    assert [unit["code"] for unit in told["became"]] == ["00097"]
    assert told["steps"][0]["act"] == "1656/NQ-UBTVQH15"
    assert _json("history", "00004", "--as-of", "2025-07-01")["unit"]["name_vi"] == "Phường Ba Đình"


def test_a_unit_whose_successor_nobody_recorded_is_named_as_lost_and_never_as_its_own_successor() -> None:
    lost = _json("lost")
    assert [unit["code"] for unit in lost] == ["10774", "13339", "20239", "28825"]
    assert "4 xã" in _run("lost")
    told = _json("history", "10774")
    assert (told["became"], [unit["code"] for unit in told["lost"]]) == ([], ["10774"])
    assert "không ghi nhận đơn vị kế thừa" in _run("history", "10774")
    # Known by a table of former names: merged in 2024 into a commune that merged again in 2025.
    told = _json("history", "02872")
    assert ([unit["name_vi"] for unit in told["became"]], told["lost"]) == (["Xã Bắc Hà"], [])
    assert [step["basis"] for step in told["steps"]][-1] == "names"


def test_tables_for_people_name_units_and_days() -> None:
    assert "Phường Hồng Hà" in _run("history", "00001")
    shown = _run("show", "001", "--as-of", "2023-06-03")
    assert "Việt Nam › Thành phố Hà Nội" in shown
    assert "2025-06-30" in shown


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnitUnknown):
        _run("show", "4711x")
