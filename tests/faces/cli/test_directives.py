"""`toandan directives` at the machine and with an officer's eyes."""

import json
from datetime import timedelta
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.officers_help import make_officer
from tests.work.directives.conftest import LATER, NOW, District, town
from toandan.faces.cli import directives as commands
from toandan.faces.cli import terminal
from toandan.ground.kernel.errors import NotAllowed, NotThere
from toandan.record.officers.words import Role

__all__ = ["town"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)


def run(*arguments: str) -> Any:
    result = CliRunner().invoke(commands.app, [*arguments, "--json"], catch_exceptions=False)
    return json.loads(result.stdout) if result.exit_code == 0 else result


def test_list_and_show(town: District) -> None:
    paper = town.issued()
    (row,) = run("list", "--unit", "001")["directives"]
    assert (row["directive"], row["signed"], row["state"]) == (paper, "01/UBND-KSTTHC", "issued")
    assert (row["issuer"], row["drafter"], row["addressees"]) == ("UBND-001", "001", 2)
    assert [one["directive"] for one in run("list", "--unit", "00001", "--desk", "in")["directives"]] == [paper]
    assert run("list", "--unit", "001", "--desk", "late")["directives"] == []
    assert run("list", "--unit", "001", "--desk", "x").exit_code == 2
    shown = run("show", str(paper))
    assert [one["verb"] for one in shown["events"]] == ["drawn_up", "proposed", "issued"]
    assert shown["tasks"][0]["due_on"] == str(LATER)


def test_an_officer_sees_their_own_side_only(town: District) -> None:
    paper = town.issued()
    make_officer("ca.trucbach", Role.COMMUNE_POLICE, town.other_no)
    make_officer("tu.phap", Role.BODY_OFFICER, town.justice_no)
    with pytest.raises(NotThere):
        run("show", str(paper), "--as", "ca.trucbach")
    with pytest.raises(NotAllowed):
        run("list", "--unit", "001", "--as", "ca.trucbach")
    assert len(run("show", str(paper), "--as", "tu.phap")["addressees"]) == 1
    assert len(run("list", "--unit", "TP-001", "--desk", "in", "--as", "tu.phap")["directives"]) == 1


def test_remind_tells_whom(town: District, monkeypatch: pytest.MonkeyPatch) -> None:
    town.issued()
    later = NOW + (LATER - NOW.date()) + timedelta(days=9)
    monkeypatch.setattr(terminal, "now", lambda: later)
    told = run("remind")["directives"]
    assert [row["what"] for row in told] == ["reminded", "reminded", "escalated", "escalated"]
    assert {row["unit"] for row in told} == {"00001", "TP-001"}
    assert run("remind")["directives"] == []
