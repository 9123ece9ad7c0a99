"""Plans and imports whose worker died are taken up again, and end with a reason once that did not help."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from tests.command.campaign import town as t
from tests.faces.jobs.test_nightly import MIDNIGHT
from tests.officers_help import actor_for
from tests.record.rolls.files import ON, csv_text, person
from toandan.command.field import operations as field
from toandan.command.field import queries as plans
from toandan.command.field.words import RunState
from toandan.command.reorganisation import operations as reorganisation
from toandan.command.reorganisation import queries as runs
from toandan.command.reorganisation.words import RunState as MergerState
from toandan.faces.jobs import field as field_jobs
from toandan.faces.jobs import reorganisation as reorganisation_jobs
from toandan.faces.jobs import rolls as rolls_jobs
from toandan.faces.web.field import starting
from toandan.faces.web.reorganisation import starting as reorganisation_starting
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.rolls import operations as rolls
from toandan.record.rolls import queries as imports
from toandan.record.rolls.words import ImportChoice
from toandan.record.rolls.words import RunState as ImportState

pytestmark = pytest.mark.django_db


def begun(task: str) -> None:
    """Leave the job as a worker does that was killed in the middle of it."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = %s", [task])


def jobs(task: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [task])
        return [str(status) for (status,) in cursor.fetchall()]


def test_a_plan_is_queued_once_for_its_form_begun_three_times_and_then_given_up() -> None:
    actor = actor_for("quan.tay.ho", Role.DISTRICT_POLICE, t.unit("003"))
    ask = partial(
        field.ask, actor=actor, now=timezone.now(), unit=actor.at, days=3,
        first_day=timezone.localdate() + timedelta(1), client_key=uuid4(),
        start=partial(starting.start, officer=actor.officer),
    )  # fmt: skip
    run = ask().run_id
    assert ask().run_id == run
    assert jobs("field.plan") == ["todo"]
    with acting(actor), connection.cursor() as cursor:
        cursor.execute("UPDATE field_run SET state = 'running', actor = %s", [actor.name])
    for again in ("todo", "todo", "failed"):
        begun("field.plan")
        field_jobs.attend(timestamp=MIDNIGHT)
        assert jobs("field.plan") == [again]
    with reading(actor):
        row = plans.run(run)
    assert (row.state, [fault.wrong for fault in row.faults]) == (RunState.FAILED, ["interrupted"])


def test_a_reorganisation_that_lost_its_job_is_given_up_and_the_operator_s_is_left_alone() -> None:
    officer = actor_for("tong.hanh", Role.HEADQUARTERS_OPERATOR, t.unit("VN"))

    def queued(actor: Actor, new: str) -> int:
        content = f"old_code,new_code\n00001,{new}\n".encode()
        told = {"actor": actor, "now": timezone.now()}
        run = reorganisation.receive(**told, content=content, file_name="a", on=date(2025, 7, 1), reason="NQ").run  # type: ignore[arg-type]
        reorganisation.queue(**told, run=run)  # type: ignore[arg-type]
        return run

    lost, alone, operators = queued(officer, "00097"), queued(officer, "00004"), queued(the_house(), "00008")
    for run in (lost, operators):
        reorganisation_starting.start(run, officer=officer.officer, now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    reorganisation_jobs.attend(timestamp=MIDNIGHT)
    with reading(officer):
        states = [runs.run_row(run).state for run in (lost, alone, operators)]
    assert states == [MergerState.FAILED, MergerState.QUEUED, MergerState.QUEUED]
    with pytest.raises(NotAllowed):
        reorganisation.give_up(actor=officer, now=timezone.now(), run=alone)


def test_an_import_is_taken_up_again_and_one_that_lost_its_job_given_up(tmp_path: Path, settings: object) -> None:
    settings.STATE_DIR = tmp_path  # type: ignore[attr-defined]
    actor = actor_for("phu.thuong", Role.COMMUNE_POLICE, t.unit("00001"))
    now = timezone.now()

    def queued(*numbers: int) -> int:
        content = csv_text([person(n) for n in numbers]).encode()
        run = rolls.receive(actor=actor, now=now, chunks=[content], file_name="roll.csv")
        rolls.choose(actor=actor, now=now, run=run, choice=ImportChoice(ON, {}))
        app.configure_task("rolls.import", queue="office").defer(run=run, officer=actor.officer)
        with acting(actor), connection.cursor() as cursor:
            cursor.execute("UPDATE rolls_run SET state = 'checking' WHERE run_id = %s", [run])
        return run

    first = queued(1, 2)
    begun("rolls.import")
    rolls_jobs.attend(timestamp=MIDNIGHT)
    assert jobs("rolls.import") == ["todo"]
    assert rolls.carry_out(actor=actor, now=now, run=first).state is ImportState.DONE
    second = queued(3)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'rolls.import'")
    rolls_jobs.attend(timestamp=MIDNIGHT)
    row = imports.run_row(actor=actor, run=second)
    assert (row.state, row.reason) == (ImportState.FAILED, "interrupted")
    rolls.choose(actor=actor, now=now, run=second, choice=ImportChoice(ON, {}))
    assert imports.run_row(actor=actor, run=second).state is ImportState.QUEUED
