"""`toandan plan`, `plan check` and `plan invent`, without any database."""

import json
import socket
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from typer.testing import CliRunner

from tests.command.field.router import address
from toandan.faces.cli.plan import app
from toandan.faces.cli.planning import roads
from toandan.house.main import ask_router
from tools import plan_schemas

__all__ = ["address"]


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(word) for word in words])
    return done.exit_code, done.stdout if "--json" in words else done.output


@pytest.fixture(scope="module")
def task(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "task.json"
    assert run("invent", path, "--seed", 1)[0] == 0
    return path


def valid(schema: str, found: Any) -> None:
    text = plan_schemas.texts()[plan_schemas.FOLDER / f"plan-{schema}.schema.json"]
    jsonschema_rs.validate(json.loads(text), found)


def test_a_task_is_planned_written_and_judged(task: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    code, told = run(task, "--out", out, "--engine", "greedy")
    assert code == 0
    plan = json.loads(out.read_text(encoding="utf-8"))
    stated = plan["stated"]
    assert stated["promised"] and plan["value"] <= stated["bound"] == plan["promised_bound"]
    assert stated["people_bound"] == pytest.approx(stated["bound"] - plan["home_weight"])
    most = f"{stated['bound']:,.0f}"
    assert f"to every unit to which this one does, can reach more than {most} points" in told
    assert f"mọi đơn vị mà phương án này bảo đảm lại đạt quá {most.replace(',', '.')} điểm" in told
    assert plan["said"]["en"] in told
    valid("instance", json.loads(task.read_text(encoding="utf-8")))
    valid("plan", plan)
    assert run("check", task, out)[0] == 0
    plan["sessions"].append(plan["sessions"][0] | {"kit": plan["sessions"][0]["kit"][:-1] + "9"})
    out.write_text(json.dumps(plan), encoding="utf-8")
    code, told = run("check", task, out, "--json")
    assert code == 2
    assert json.loads(told)["breaches"][0]["vi"].startswith("bộ thiết bị K000")


def test_a_deadline_in_the_past_and_days_off_outside_the_calendar_are_not_planned_without_a_word(
    task: Path, tmp_path: Path
) -> None:
    doubtful = tmp_path / "doubtful.json"
    found = json.loads(task.read_text(encoding="utf-8"))
    found["pools"][0]["kits"][0]["off_days"] = [99]
    found["homes"], found["places"] = [], found["places"][:1]
    doubtful.write_text(json.dumps(found), encoding="utf-8")
    code, told = run(doubtful, "--engine", "greedy")
    assert code == 0
    assert "instance: the last day of the calendar, 2023-05-29, lies in the past" in told
    assert "bộ thiết bị K00000: ngày nghỉ nằm ngoài lịch (99)" in told
    _code, told = run(doubtful, "--engine", "greedy", "--json")
    assert [one["en"].split(":")[0] for one in json.loads(told)["warnings"]] == ["instance", "kit K00000"]


def test_a_task_with_a_slip_is_refused_in_both_languages(task: Path, tmp_path: Path) -> None:
    slip = tmp_path / "slip.json"
    slip.write_text(task.read_text(encoding="utf-8").replace('"turnout"', '"turnuot"', 1), encoding="utf-8")
    code, told = run(slip)
    assert code == 2
    assert "place P000-000: there is no field “turnuot”; “turnout” is meant" in told
    assert "điểm P000-000: không có trường “turnuot”; có lẽ là “turnout”" in told


def test_what_cannot_be_written_or_lies_past_the_calendar_is_refused_before_any_work(
    task: Path, tmp_path: Path
) -> None:
    for words, told in (
        ((task, "--out", tmp_path / "no" / "plan.json"), "no file can be"),
        ((task, "--out", tmp_path), "no file can be"),
        (("again", task, task, "--today", 99, "--out", tmp_path / "no" / "plan.json"), "no file can be"),
        (("finish", task, "--target", "1e300"), "--target"),
    ):
        code, output = run(*words)
        # The box breaks lines where it likes.
        plain = "".join(letter for letter in output if letter not in " │\n")
        assert (code, told.replace(" ", "") in plain, "Bound" in output) == (2, True, False), output
    old = tmp_path / "old.json"
    run(task, "--out", old, "--engine", "greedy", "--json")
    assert "calendar is 14" in run("again", task, old, "--today", 99)[1]


def test_the_day_of_a_target_is_said_in_both_languages(task: Path) -> None:
    code, told = run("finish", task, "--target", 1000)
    assert code == 0
    assert "1,000 can be reached by 2023-05-2" in told
    assert "Có thể đạt 1.000 vào ngày 2" in told
    assert json.loads(run("finish", task, "--target", 9999, "--json")[1])["not_before"] is None


def test_a_plan_is_made_anew_and_its_changes_are_listed(task: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    run(task, "--out", old, "--engine", "greedy", "--json")
    found = json.loads(task.read_text(encoding="utf-8"))
    gone = found["pools"][0]["kits"][0]
    gone["off_days"] = sorted({*gone["off_days"], *range(4, 15)})
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(found), encoding="utf-8")
    code, told = run("again", broken, old, "--today", 4, "--out", new, "--json")
    assert code == 0
    lines = json.loads(told)["lines"]
    assert {"kept", "cancelled"} <= {line["change"] for line in lines}
    assert all(session["day"] >= 4 for session in json.loads(new.read_text(encoding="utf-8"))["sessions"])
    assert "sessions stay" in run("again", broken, old, "--today", 4)[1]


def test_a_router_on_this_machine_tells_the_ways_and_whatever_it_does_a_plan_is_made(
    task: Path, tmp_path: Path, address: str
) -> None:
    roads.bind(ask_router)
    out, asked = tmp_path / "plan.json", tmp_path / "plan.json.task"
    assert run(task, "--out", out, "--engine", "greedy", "--router", address)[0] == 0
    written = json.loads(asked.read_text(encoding="utf-8"))
    valid("instance", written)
    (table,) = written["tables"]
    assert (table["source"], table["points"][0], len(table["points"])) == ("osrm", "base", 361)
    assert run("check", asked, out)[0] == 0
    code, told = run("check", task, out, "--json")
    assert code == 2 and json.loads(told)["breaches"], "by straight lines these times cannot be"

    out.unlink()
    asked.unlink()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
    code, told = run(task, "--out", out, "--engine", "greedy", "--router", f"http://127.0.0.1:{port}")
    assert code == 0 and out.exists() and not asked.exists()
    assert "it does not answer. Travel times are estimates: straight" in told
    assert "không trả lời" in told and run("check", task, out)[0] == 0


@pytest.mark.parametrize("elsewhere", ["https://router.project-osrm.org", "http://10.0.0.1:5000"])
def test_another_machine_is_refused_before_anything_is_told_or_planned(
    task: Path, tmp_path: Path, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    roads.bind(ask_router)
    monkeypatch.setattr(socket, "create_connection", lambda *_a, **_m: pytest.fail("somebody was asked"))
    code, told = run(task, "--out", tmp_path / "plan.json", "--router", elsewhere)
    assert code == 2 and "is told to no other" in told and not list(tmp_path.iterdir())
