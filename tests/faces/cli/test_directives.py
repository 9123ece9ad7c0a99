"""`toandan directives` at the machine and with an officer's eyes."""

import json
from datetime import timedelta
from pathlib import Path
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


def test_a_paper_from_its_draft_to_its_end(town: District, tmp_path: Path) -> None:
    make_officer("ca.badinh", Role.DISTRICT_POLICE, town.unit)
    make_officer("uy.ban", Role.BODY_OFFICER, town.committee_no)
    make_officer("ca.phucxa", Role.COMMUNE_POLICE, town.ward_no)
    text = tmp_path / "text.txt"
    text.write_text("Thực hiện Mệnh lệnh 01", encoding="utf-8")
    words = ("--unit", "001", "--sign", "UBND-KSTTHC", "--subject", "đẩy nhanh", "--text", str(text), "--to", "00001")
    tasks = ("--task", f"{LATER} Rà soát", "--task", f"{LATER}@00001#ML01/card/90 Đạt chỉ tiêu")
    police, committee, ward = ("--as", "ca.badinh"), ("--as", "uy.ban"), ("--as", "ca.phucxa")
    paper = str(run("draft", *words, "--issuer", "UBND-001", *tasks, *police)["directive"])
    (_all, own) = run("show", paper)["tasks"]
    assert (own["unit"], own["order"], own["measure"], own["percent"]) == ("00001", "ML01", "card", 90)
    assert run("draft", *words, "--task", "mai Rà soát", *police).exit_code == 2
    assert run("propose", paper, *police)["state"] == "proposed"
    with pytest.raises(NotAllowed):
        run("issue", paper, *police)
    assert run("issue", paper, "--first", "1451", *committee)["state"] == "issued"
    assert run("acknowledge", paper, "--unit", "00001", *ward)["state"] == "acknowledged"
    assert run("report", paper, "--unit", "00001", "--answer", "3=Xong", *ward).exit_code == 2
    assert run("report", paper, "--unit", "00001", "--answer", "1=Xong", *ward)["whole"] is False
    assert run("report", paper, "--unit", "00001", "--answer", "2=Đạt", *ward)["state"] == "reported"
    assert run("return", paper, "--unit", "00001", "--reason", "Chưa đủ", *committee)["state"] == "acknowledged"
    assert run("close", paper, "--reason", "Hết đợt", *committee)["state"] == "closed"
    assert run("show", paper)["signed"] == "1451/UBND-KSTTHC"
    own_paper = str(run("draft", *words, "--task", f"{LATER} Rà soát", *police)["directive"])
    assert run("withdraw", own_paper, "--reason", "Nhầm", *police)["state"] == "withdrawn"
