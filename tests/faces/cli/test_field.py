"""Plans of the kits on the command line and through the interface: made, listed, shown, approved, made anew."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from typer.testing import CliRunner, Result

from tests.command.field.town import TODAY, build
from toandan.faces.cli import field, terminal
from toandan.record.officers import queries as officers

pytestmark = pytest.mark.django_db


def run(*words: object) -> Result:
    done = CliRunner().invoke(field.app, [str(word) for word in words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def told(*words: object) -> Any:
    return json.loads(run(*words, "--json").stdout)


def test_a_plan_is_made_approved_read_by_another_system_and_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)
    town = build()
    made = told("plan", "--unit", "001", "--from", TODAY, "--days", 5, "--engine", "greedy", "--target", 30)
    assert made["value"] <= made["bound"] and made["figures"]["finish"]["days"] and made["unit"] == "001"
    shown, gap = run("show", made["plan"]).stdout, f"{made['stated_gap_pct']:.1f}"
    assert f"{gap.replace('.', ',')} %" in shown and f"{gap} % less" in shown
    assert [one["plan"] for one in told("list", "--unit", "001")["plans"]] == [made["plan"]]
    assert told("approve", made["plan"])["state"] == "approved"

    monkeypatch.setattr(officers, "client_of", lambda token, now: town.district if token == "key" else None)
    client = Client(headers={"Authorization": "Bearer key"})
    (listed,) = client.get("/api/v1/field/plans", {"unit": "001"}).json()["plans"]
    whole = client.get(f"/api/v1/field/plans/{made['plan']}").json()
    assert (listed["plan"], listed["unit"], whole["digest"]) == (made["plan"], "001", made["digest"])
    assert len(whole["sessions"]) == len(town.stand()) and whole["reach"][-1]["plan"] <= whole["bound"] + 1
    assert "home" not in json.dumps(whole["routes"]).replace('"homes"', "")

    leg = {"unit": "001", "start": f"TS-{town.wards[0]}", "end": "base", "minutes": 7.5, "why": "đi phà"}
    sent = {"content_type": "application/json"}
    assert client.post("/api/v1/field/legs", leg | {"client_key": str(uuid4())}, **sent).json()["minutes"] == 7.5
    wrong = client.post("/api/v1/field/legs", leg | {"end": "TS-0", "client_key": str(uuid4())}, **sent)
    assert (wrong.status_code, wrong.json()["code"]) == (422, "leg_point")
    (told_leg,) = client.get("/api/v1/field/legs", {"unit": "001"}).json()["legs"]
    assert (told_leg["unit"], told_leg["start"], told_leg["end"]) == ("001", leg["start"], "base")

    first, *_others = town.kits
    town.breaks(first)
    anew = told("again", made["plan"], "--why", "KIT-A hỏng")
    assert anew["base"] == made["plan"] and anew["lines"]
    town.breaks(*_others)
    refused = run("plan", "--unit", "001", "--from", TODAY, "--days", 5, "--json")
    assert refused.exit_code == 2
    assert json.loads(refused.stdout)["faults"][0]["wrong"] == "no_kits"
