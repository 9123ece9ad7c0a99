"""`toandan cases` at the machine and with an officer's eyes."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl
import pytest
from typer.testing import CliRunner

from tests.officers_help import make_officer
from tests.record.people.conftest import unit_of
from tests.work.verification.conftest import NOW, TODAY, Ward, enter, ward
from tests.work.verification.test_proposals import proposal
from toandan.faces.cli import cases as commands
from toandan.faces.cli import terminal
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.words import Role
from toandan.work.verification import operations

__all__ = ["ward"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)


def run(*arguments: str) -> Any:
    result = CliRunner().invoke(commands.app, [*arguments, "--json"], catch_exceptions=False)
    return json.loads(result.stdout) if result.exit_code == 0 else result


def test_list_and_show(ward: Ward) -> None:
    case = ward.open(enter("Lê Văn Cụ"))
    ward.ask(case)
    found = run("list", "--unit", "001")
    assert [(row["case"], row["state"], row["body"]) for row in found["cases"]] == [(case, "asked", "TP-001")]
    assert run("list", "--unit", "001", "--kind", "duplicate")["cases"] == []
    assert run("list", "--unit", "001", "--kind", "x").exit_code == 2
    shown = run("show", str(case))
    assert [event["verb"] for event in shown["events"]] == ["opened", "asked"]
    assert "Lê Văn Cụ" not in json.dumps(shown, ensure_ascii=False)


def test_an_officer_sees_their_own_units_only(ward: Ward) -> None:
    ward.open(enter("Lê Văn Cụ"))
    make_officer("trucbach", Role.COMMUNE_POLICE, unit_of("00004"))
    with pytest.raises(NotAllowed):
        run("list", "--unit", "00001", "--as", "trucbach")


def test_a_code_given_away_again_means_its_bearer_of_the_day_with_what_went_into_it(ward: Ward) -> None:
    """Phúc Xá went to Hồng Hà, which bears the code of Tứ Liên."""
    case = ward.open(enter("Lê Văn Cụ"))
    assert [row["case"] for row in run("list", "--unit", "00097")["cases"]] == [case]
    assert run("list", "--unit", "00097")["counts"]["suspected_dead"] == 1
    assert run("list", "--unit", "00097", "--on", "2024-01-01")["cases"] == []
    assert run("list", "--unit", "99999").exit_code == 2


def test_a_file_of_proposals_twice_changes_nothing(ward: Ward, tmp_path: Path) -> None:
    file, copy = tmp_path / "p.parquet", tmp_path / "copy.parquet"
    lines = pl.DataFrame([proposal(enter("Lê Văn Cụ")), proposal(enter("Lê Văn Hai"), "review", record=2)])
    for one in (file, copy):
        lines.write_parquet(one)
    first = run("propose", str(file), "--reason", "Đối chiếu")
    assert (first["suspended"], first["cases"], first["reviews"]) == (1, 1, 1)
    assert run("propose", str(copy), "--reason", "Đối chiếu") == {
        "suspended": 0, "cases": 0, "reviews": 0, "known": 2, "refused": [],
    }  # fmt: skip


def test_a_body_is_added_once(ward: Ward) -> None:
    told = ("add-body", "BV-01", "--unit", "00001", "--kind", "hospital", "--name", "Bệnh viện Thử")
    first = run(*told)
    assert run(*told) == first
    assert first["number"] == unit_of("00001") + 1


def test_lists_to_bodies_are_listed_and_reminded_of_once(ward: Ward) -> None:
    for name, days in (("Lê Văn Cụ", 2), ("Lê Văn Hai", 20)):
        operations.ask(
            actor=ward.police, now=NOW, unit=ward.unit, body=ward.justice_no, cases=[ward.open(enter(name))],
            question="Còn sống?", due_on=TODAY + timedelta(days=days), client_key=uuid4(),
        )  # fmt: skip
    found = run("requests", "--unit", "001")["lists"]
    assert [(row["body"], row["waiting"], row["soon"]) for row in found] == [("TP-001", 1, False), ("TP-001", 1, True)]
    assert run("requests", "--unit", "001", "--due")["lists"] == found[1:]
    assert [row["list"] for row in run("remind")["lists"]] == [found[1]["list"]]
    assert run("remind")["lists"] == []
    assert "Lê Văn" not in json.dumps(found, ensure_ascii=False)
    make_officer("trucbach", Role.COMMUNE_POLICE, unit_of("00004"))
    with pytest.raises(NotAllowed):
        run("requests", "--unit", "00001", "--as", "trucbach")
