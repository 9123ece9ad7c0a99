"""Plans in versions: worked out, kept unchanged, stopped half-way, approved once, planned anew after a kit broke."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection
from django.utils import translation
from structlog.testing import capture_logs

from tests.command.campaign import town as t
from tests.command.field.given import DAYS, FIRST, inputs
from tests.command.field.town import NOW as TODAY
from tests.command.field.town import build
from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from toandan.command.field import labels, operations, queries
from toandan.command.field.operations import UnableToPlan, working
from toandan.command.field.rules import tasks
from toandan.command.field.words import Engine, Inputs, PlanState, RunRow, RunState, VersionHead
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed, NotThere
from toandan.ground.routing import choosing, plans
from toandan.ground.routing.checking import check
from toandan.ground.routing.words import Plan
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 6, 4, 3, tzinfo=t.LATER.tzinfo)


@pytest.fixture
def district() -> Actor:
    return actor_for("quan.tay.ho", Role.DISTRICT_POLICE, t.unit("003"))


def asked(actor: Actor, *, key: UUID | None = None, **more: object) -> RunRow:
    told = {"first_day": FIRST, "days": DAYS, "engine": Engine.GREEDY} | more
    return operations.ask(actor=actor, now=NOW, unit=t.unit("003"), client_key=key or uuid4(), **told)  # type: ignore[arg-type]


def worked(actor: Actor, run: RunRow, found: Callable[[], Inputs] = inputs, *, now: datetime = NOW) -> RunRow:
    return operations.carry_out(actor=actor, now=now, run=run.run_id, gather=lambda **_asked: found())


def made(actor: Actor) -> VersionHead:
    run = worked(actor, asked(actor))
    with reading(actor):
        return queries.version(run.version or 0).head


def test_a_plan_is_asked_for_once_worked_out_once_and_carries_its_proof(district: Actor) -> None:
    key = uuid4()
    run = asked(district, key=key, target=100.0)
    assert asked(district, key=key, target=100.0).run_id == run.run_id
    with pytest.raises(UnableToPlan, match="key_used"):
        asked(district, key=key, days=DAYS + 1)
    done = worked(district, run)
    assert worked(district, run).version == done.version
    assert (done.state, done.faults) == (RunState.DONE, ())
    with reading(district):
        found = queries.version(done.version or 0)
    task, plan = tasks.task(found.instance), plans.read(json.dumps(found.plan))
    assert check(task, plan) == []
    assert found.head.digest == plan.version
    assert 0 < found.head.value <= found.head.bound
    assert len(found.figures["bounds"]) == DAYS
    # One bound is stated, by the title, the end of the curve and the table of turnouts.
    said = found.head.stated
    assert (said.promised, said.bound) == (True, plan.promised_bound)
    assert found.figures["bounds"][-1] == said.bound
    assert [one["bound"] for one in found.figures["turnout"] if one["share"] == 100] == [said.bound]
    assert found.figures["finish"]["least"] <= found.figures["finish"]["days"]
    verbs = [line.verb for line in every_line()]
    assert verbs.count("field.plan.ask") == verbs.count("field.plan.draft") == 1


def test_what_a_plan_says_cannot_be_changed_nor_its_life_turned_back() -> None:
    town = build()
    row = town.planned()
    town.approved(row)
    smuggled = (
        "UPDATE field_version SET value = 9999", "UPDATE field_version SET plan = '{}'", "DELETE FROM field_version",
        "UPDATE field_version SET state = 'drafted', approved_at = NULL, approve_key = NULL, approved_by = ''",
        "UPDATE field_run SET state = 'running'",
    )  # fmt: skip
    for statement in smuggled:
        with pytest.raises(DatabaseError), acting(town.district), connection.cursor() as cursor:
            cursor.execute(statement)
    assert town.version(row.head.version_id).plan == row.plan


def test_approval_is_a_persons_own_once_and_supersedes_the_plan_before() -> None:
    town, key = build(), uuid4()
    first, second = town.planned().head, town.planned().head
    assert (first.number, second.number) == (1, 2)
    with pytest.raises(UnableToPlan, match="not_approved"):
        operations.ask_again(actor=town.district, now=TODAY, version=first.version_id, why="x", client_key=uuid4())
    told = {"actor": town.district, "now": TODAY, "version": first.version_id}
    done = operations.approve(**told, client_key=key)  # type: ignore[arg-type]
    assert (done.state, done.approved_by) == (PlanState.APPROVED, town.district.name)
    assert operations.approve(**told, client_key=key) == done  # type: ignore[arg-type]
    with pytest.raises(UnableToPlan, match="approved"):
        operations.approve(**told, client_key=uuid4())  # type: ignore[arg-type]
    stand = {one.code for one in town.stand()}
    town.approved(town.version(second.version_id))
    assert {one.code for one in town.stand()} == stand, "the same plan again moves nobody"
    with reading(town.district):
        day = second.first_day
        assert queries.version(first.version_id).head.state is PlanState.SUPERSEDED
        assert [one.version_id for one in queries.approved(town.unit, since=day, until=day)] == [second.version_id]


def test_neither_a_commune_nor_another_district_sees_or_makes_plans(district: Actor) -> None:
    head = made(district)
    ward = actor_for("phu.thuong", Role.COMMUNE_POLICE, t.unit("00091"))
    other = actor_for("quan.ba.dinh", Role.DISTRICT_POLICE, t.unit("001"))
    for actor in (ward, other):
        with pytest.raises(NotAllowed):
            asked(actor)
        with pytest.raises(NotThere):
            operations.approve(actor=actor, now=NOW, version=head.version_id, client_key=uuid4())
        with reading(actor), pytest.raises(NotThere):
            queries.version(head.version_id)
        statement = "INSERT INTO field_run SELECT nextval('field_run_run_id_seq'), gen_random_uuid(), %s, now(), 1"
        with pytest.raises(DatabaseError), acting(actor), connection.cursor() as cursor:
            cursor.execute(statement, [head.unit])


def test_inputs_that_allow_no_plan_are_named_and_a_deadline_in_the_past_is_refused(district: Actor) -> None:
    run = worked(district, asked(district), lambda: inputs(broken=()).__class__(FIRST, DAYS, -1, (), (), (), {}))
    assert (run.state, [one.wrong for one in run.faults]) == (RunState.FAILED, ["no_kits"])
    assert worked(district, run).state is RunState.FAILED
    with pytest.raises(UnableToPlan, match="deadline_past"):
        asked(district, first_day=FIRST - timedelta(days=30))


def test_who_stops_the_work_keeps_the_greedy_plan(district: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    run = asked(district, engine=Engine.AUTO, seconds=60.0)
    operations.cancel(actor=district, now=NOW, run=run.run_id)
    monkeypatch.setattr(working, "_SECONDS", 0.0)
    done = worked(district, run)
    with reading(district):
        found = queries.version(done.version or 0)
    assert (found.head.engine, found.head.gap_pct < 100) == ("greedy", True)
    with pytest.raises(UnableToPlan, match="run_over"):
        operations.cancel(actor=district, now=NOW, run=made_run(district))


def test_who_stops_the_solvers_keeps_what_they_have_found(monkeypatch: pytest.MonkeyPatch) -> None:
    task = tasks.task(tasks.written(inputs()))
    greedy = working.best(task, solvers=False, seconds=0, heard=lambda *_step: False)

    def until_stopped(*_task: object, stop: Callable[[], bool], **_told: object) -> Plan:
        while not stop():
            threading.Event().wait(0.01)
        return replace(greedy, value=greedy.value + 1)

    monkeypatch.setattr(working.planner, "by_solvers", until_stopped)
    monkeypatch.setattr(choosing, "check", lambda *_plan: [])
    found = working.best(task, solvers=True, seconds=60, heard=lambda step, *_far: step == "solvers")
    assert found.value == greedy.value + 1


def test_work_that_breaks_off_is_told_and_waited_for_by_nobody(
    district: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = asked(district)
    monkeypatch.setattr(working, "best", lambda *_a, **_m: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        worked(district, run)
    with reading(district):
        row = queries.run(run.run_id)
    assert (row.state, [one.wrong for one in row.faults]) == (RunState.FAILED, ["failed"])


def made_run(district: Actor) -> int:
    return worked(district, asked(district)).run_id


def test_solvers_never_give_less_than_the_greedy_plan() -> None:
    task = tasks.task(tasks.written(inputs()))
    greedy = working.best(task, solvers=False, seconds=0, heard=lambda *_step: False)
    solved = working.best(task, solvers=True, seconds=2, heard=lambda *_step: False)
    assert solved.value >= greedy.value
    assert (solved.unsolved, greedy.unsolved) == ("", "")


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (lambda plan: replace(plan, value=plan.value + 1), ("refused", "figure", "plan")),
        (lambda plan: replace(plan, value=plan.value - 1), ("worse", "", "")),
        (lambda _plan: 1 / 0, ("failed", "ZeroDivisionError", "")),
    ],
)  # fmt: skip
def test_a_version_keeps_and_the_log_says_why_the_solvers_plan_was_not_used(
    district: Actor, monkeypatch: pytest.MonkeyPatch, found: Callable[[Plan], Plan], why: tuple[str, str, str]
) -> None:
    monkeypatch.setattr(working.planner, "by_solvers", lambda task, **_told: found(working.planner.by_greedy(task)))
    run = asked(district, engine=Engine.AUTO, seconds=1.0)
    with capture_logs() as log:
        done = worked(district, run)
    with reading(district):
        plan = queries.version(done.version or 0).plan
    assert (plan["engine"], plan["unsolved"], plan["unsolved_by"], plan["unsolved_item"]) == ("greedy", *why)
    assert [one["error"] for one in log if "error" in one] == [f"{why[0]} {why[1]}"]
    for language, told in (("vi", "không được dùng"), ("en", "was not used because")):
        with translation.override(language):
            assert told in labels.unsolved(plan) and why[1] in labels.unsolved(plan)


def test_figures_are_set_in_versions_and_hold_for_the_units_below(district: Actor) -> None:
    unit = t.unit("003")
    told = {"actor": district, "now": NOW, "unit": unit, "why": "đường ngập", "client_key": uuid4()}
    assert operations.set_parameters(values={"travel_factor": 1.4}, **told) == 1  # type: ignore[arg-type]
    assert operations.set_parameters(values={"travel_factor": 1.4}, **told) == 1  # type: ignore[arg-type]
    with pytest.raises(UnableToPlan, match="value"):
        operations.set_parameters(values={"travel_factor": 40}, **told | {"client_key": uuid4()})  # type: ignore[arg-type]
    with reading(district):
        assert queries.parameters(t.unit("00091")).values["travel_factor"] == 1.4
        assert queries.parameters(t.unit("001")).version == 0
