"""Difficulties by the interface, by command and at night: each in the name of its own unit."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from tests.faces.api.test_cases import get, post
from tests.faces.api.test_directives import token
from tests.officers_help import make_officer
from tests.work.difficulties.conftest import Desk, desk, town
from tests.work.directives.conftest import NOW, TODAY
from toandan.faces.cli import difficulties as commands
from toandan.faces.cli import terminal
from toandan.faces.jobs import difficulties as jobs
from toandan.ground.kernel.days import after_working_days
from toandan.ground.kernel.errors import NotAllowed, NotThere
from toandan.record.officers.words import Role

__all__ = ["desk", "town"]
pytestmark = pytest.mark.django_db
WORDS = (
    "difficulties.difficulty.read", "difficulties.difficulty.raise", "difficulties.difficulty.answer",
    "difficulties.guidance.read",
)  # fmt: skip


def run(*arguments: str) -> Any:
    result = CliRunner().invoke(commands.app, [*arguments, "--json"], catch_exceptions=False)
    return json.loads(result.stdout) if result.exit_code == 0 else result


def test_a_client_raises_answers_and_reads(desk: Desk) -> None:
    ward, justice, other = (
        token(number, *WORDS) for number in (desk.town.ward_no, desk.town.justice_no, desk.town.other_no)
    )
    body = {"unit": desk.town.ward_no, "kind": "papers", "text": "Thiếu giấy khai sinh", "people": 5}
    key = str(uuid4())
    (one, again) = (post("/difficulties", ward, client_key=key, **body).json()["difficulty_id"] for _ in range(2))
    assert one == again
    assert post("/difficulties", other, **body).status_code == 403
    desk.assigned(one, desk.town.justice_no)
    (row,) = get(f"/difficulties?unit={desk.town.justice_no}", justice).json()["difficulties"]
    assert (row["difficulty_id"], row["at"], row["due_on"]) == (one, "TP-001", str(after_working_days(TODAY, 3)))
    assert get(f"/difficulties/{one}", other).status_code == 404
    assert post(f"/difficulties/{one}/answer", other, text="x").status_code == 404
    assert post(f"/difficulties/{one}/answer", ward, text="x").status_code == 403
    assert post(f"/difficulties/{one}/answer", justice, text="Cấp lại").json() == {"difficulty_id": one}
    (own,) = get(f"/difficulties?unit={desk.town.ward_no}&desk=own", ward).json()["difficulties"]
    assert (own["state"], own["answer"], own["in_time"]) == ("answered", "Cấp lại", True)
    week = get(f"/difficulties/summary?unit={desk.town.ward_no}", ward).json()
    assert (week["people_held_up"], week["rows"][0]["answered"], week["open_by_age"]["0-2"]) == (5, 1, 1)
    assert get(f"/difficulties/summary?unit={desk.town.unit}", ward).status_code == 403
    desk.published()
    (published,) = get("/guidance?kind=equipment", other).json()["guidance"]
    assert (published["version"], published["issuer"]) == (1, "001")


def test_commands_list_show_sum_up_and_take_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)
    one = desk.raised(people=7)
    (row,) = run("list", "--unit", "001")["difficulties"]
    assert (row["difficulty"], row["unit"], row["clock"]) == (one, "00001", "on_track")
    assert [row["difficulty"] for row in run("list", "--unit", "00001", "--desk", "own")["difficulties"]] == [one]
    assert run("list", "--unit", "001", "--desk", "x").exit_code == 2
    assert [event["verb"] for event in run("show", str(one))["events"]] == ["raised"]
    week = run("summary", "--unit", "001")
    assert [(row["unit"], row["people_held_up"]) for row in week["rows"]] == [("00001", 7)]
    assert run("summary", "--unit", "01", "--day", "2023-06-03")["rows"] == []
    make_officer("ca.trucbach", Role.COMMUNE_POLICE, desk.town.other_no)
    with pytest.raises(NotThere):
        run("show", str(one), "--as", "ca.trucbach")
    with pytest.raises(NotAllowed):
        run("summary", "--unit", "001", "--as", "ca.trucbach")
    assert run("escalate")["difficulties"] == []
    monkeypatch.setattr(terminal, "now", lambda: NOW + timedelta(days=9))
    assert [row["difficulty"] for row in run("list", "--unit", "001", "--desk", "late")["difficulties"]] == [one]
    assert [(row["difficulty"], row["with"]) for row in run("escalate")["difficulties"]] == [(one, "01")]


def test_the_nightly_job_takes_up_what_is_late(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = desk.raised()
    jobs.escalate(timestamp=0)
    assert desk.sheet(one).head.escalations == 0
    monkeypatch.setattr(jobs.timezone, "now", lambda: NOW + timedelta(days=9))
    jobs.escalate(timestamp=0)
    assert desk.sheet(one).head.escalations == 1
