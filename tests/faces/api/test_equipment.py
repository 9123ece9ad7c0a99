"""Equipment by the interface and by command: a device reports, learns that it is blocked, and lists leave as JSON."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from tests.faces.api.test_cases import get, post
from tests.faces.api.test_directives import token
from tests.work.equipment.conftest import NOW, Town, town
from toandan.faces.cli import equipment as commands
from toandan.faces.cli import terminal
from toandan.ground.kernel.errors import NotThere

__all__ = ["town"]
pytestmark = pytest.mark.django_db
READ, USE = "equipment.device.read", "equipment.device.use"


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)


def run(*arguments: str, code: int = 0) -> Any:
    result = CliRunner().invoke(commands.app, [*arguments, "--json"], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def test_a_device_reports_and_learns_that_it_is_blocked(town: Town) -> None:
    town.added()
    town.added("KIT-002")
    kit, stranger, reader = token(town.ward.at, USE), token(town.other.at, READ, USE), token(town.district.at, READ)
    told = {"at": (NOW - timedelta(minutes=5)).isoformat(), "condition": "degraded", "software": "4.0"}
    key = str(uuid4())
    for _ in range(2):
        answer = post("/equipment/KIT-001/report", kit, client_key=key, **told)
        assert answer.json() == {"serial": "KIT-001", "state": "ready", "blocked": False}
    assert post("/equipment/KIT-001/report", stranger, client_key=str(uuid4()), **told).status_code == 404
    assert post("/equipment/KIT-001/report", reader, client_key=str(uuid4()), **told).status_code == 403
    late = {"at": "2023-06-03T08:00:00", "client_key": str(uuid4())}
    assert post("/equipment/KIT-001/report", kit, **late).json()["code"] == "no_zone"
    page = get(f"/equipment?unit={town.district.at}&limit=1", reader).json()
    assert ([row["serial"] for row in page["devices"]], page["next_after"]) == (["KIT-001"], "KIT-001")
    assert (page["devices"][0]["software"], page["devices"][0]["worth_a_look"]) == ("4.0", ["degraded"])
    rest = get(f"/equipment?unit={town.district.at}&after=KIT-001", reader).json()
    assert ([row["serial"] for row in rest["devices"]], rest["next_after"]) == (["KIT-002"], None)
    assert get(f"/equipment?unit={town.district.at}", stranger).status_code == 403
    assert get("/equipment/KIT-001", stranger).status_code == 404
    run("stolen", "KIT-001", "--reason", "Mất", "--as", town.ward.name)
    answer = post("/equipment/KIT-001/report", kit, client_key=str(uuid4()), **told)
    assert answer.json() == {"serial": "KIT-001", "state": "stolen", "blocked": True}
    since = get("/equipment/KIT-001", reader).json()["suspect_from"]
    work = {"serial": "KIT-001", "suspect": [{"since": since, "until": None, "deeds": []}], "ahead": []}
    assert get("/equipment/KIT-001/work", reader).json() == work
    assert get("/equipment/KIT-001/work", stranger).status_code == 404


def test_an_operator_takes_in_lists_and_hands_over(town: Town, tmp_path: Path) -> None:
    police = ("--as", town.district.name)
    run("add", "KIT-001", "--unit", "00001", *police)
    file = tmp_path / "kiem-ke.csv"
    file.write_text("serial,kind,unit\nKIT-001,kit,00001\nKIT-002,kit,00001\nKIT-003,tank,00001\n", encoding="utf-8")
    bad = {"line": 4, "serial": "KIT-003", "column": "kind", "code": "kind_unknown"}
    assert run("import", str(file), *police, code=1) == {"added": 0, "known": 1, "refused": [bad]}
    assert run("import", str(file), "--good-lines", *police, code=1) == {"added": 1, "known": 1, "refused": [bad]}
    fault = run("fault", "KIT-002", "--text", "Hỏng nguồn", "--kind", "power", *police)
    assert fault["fault"] > 0
    run("hand-over", "KIT-001", "--to", "001", "--as", town.ward.name)
    rows = run("list", "--unit", "001", "--kind", "kit", *police)["devices"]
    assert [(row["serial"], row["state"], row["unit"]) for row in rows] == [
        ("KIT-001", "ready", "00001"), ("KIT-002", "faulty", "00001"),
    ]  # fmt: skip
    assert [row["serial"] for row in run("list", "--unit", "001", "--state", "faulty", *police)["devices"]] == [
        "KIT-002"
    ]
    with pytest.raises(NotThere):
        run("hand-over", "KIT-002", "--to", "001", "--as", town.other.name)
