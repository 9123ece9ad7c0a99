"""`lists in`, `out`, `show` and `statement` at the machine and with an officer's eyes."""

import json
from typing import Any
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from tests.faces.web.people.conftest import DUE, enter
from tests.officers_help import make_officer
from tests.record.people.conftest import unit_of
from toandan.faces.cli import lists as commands
from toandan.faces.cli import terminal
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import NotThere
from toandan.record.officers.words import Role
from toandan.work.movements import operations
from toandan.work.movements.words import Grouping, Wish

HERE, THERE = "00001", "00091"


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)


@pytest.fixture
def list_id(db: None) -> int:
    person = enter("Nguyễn Văn Mẫu", DUE, code=HERE, personal_number="001085012345")
    (made,) = operations.draw_up(
        actor=the_house(),
        now=terminal.now(),
        sender=unit_of(HERE),
        wishes=[Wish(person, unit_of(THERE))],
        reason="x",
        client_key=uuid4(),
        grouping=Grouping.COMMUNE,
    )
    operations.send(actor=the_house(), now=terminal.now(), list_id=made, client_key=uuid4())
    return made


def run(*arguments: str) -> Any:
    result = CliRunner().invoke(commands.app, [*arguments, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_lists_are_found_at_both_ends(list_id: int) -> None:
    assert [row["list_id"] for row in run("out", "--unit", HERE)] == [list_id]
    assert [row["list_id"] for row in run("in", "--unit", THERE)] == [list_id]
    assert run("in", "--unit", HERE) == []
    assert run("in", "--unit", THERE, "--overdue") == []


def test_the_statement_and_the_people_are_shown(list_id: int) -> None:
    (pair,) = run("statement")
    assert (pair["sent"], pair["accepted"], pair["returned"], pair["open"]) == (1, 0, 0, 1)
    shown = run("show", str(list_id))
    assert [p["full_name"] for p in shown["people"]] == ["Nguyễn Văn Mẫu"]
    assert "001085012345" not in json.dumps(shown)


def test_an_officer_of_a_third_unit_sees_none_of_it(list_id: int) -> None:
    make_officer("trucbach", Role.COMMUNE_POLICE, unit_of("00004"))
    assert run("in", "--as", "trucbach") == []
    assert run("statement", "--as", "trucbach") == []
    with pytest.raises(NotThere):
        CliRunner().invoke(commands.app, ["show", str(list_id), "--as", "trucbach"], catch_exceptions=False)


def test_a_code_given_away_again_means_its_bearer_of_the_day_with_what_went_into_it(list_id: int) -> None:
    """Ngọc Thụy went mainly to Hồng Hà, as Phúc Xá did, and its code to Bồ Đề."""
    person = enter("Trần Thị Mẫu", DUE, code=HERE)
    (made,) = operations.draw_up(
        actor=the_house(), now=terminal.now(), sender=unit_of(HERE), wishes=[Wish(person, unit_of("00118"))],
        reason="x", client_key=uuid4(), grouping=Grouping.COMMUNE,
    )  # fmt: skip
    operations.send(actor=the_house(), now=terminal.now(), list_id=made, client_key=uuid4())
    assert [row["list_id"] for row in run("out", "--unit", "00097")] == [made, list_id]
    assert [row["list_id"] for row in run("in", "--unit", "00097")] == [made]
    assert [pair["sent"] for pair in run("statement", "--unit", "00097")] == [1, 1]
    assert run("in", "--unit", "00118") == []
    assert [row["list_id"] for row in run("in", "--unit", "00118", "--on", "2024-01-01")] == [made]
    assert run("statement", "--unit", "00118") == []


def test_an_unknown_code_is_refused(db: None) -> None:
    result = CliRunner().invoke(commands.app, ["in", "--unit", "99999"])
    assert result.exit_code == 2
