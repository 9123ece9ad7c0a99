"""Imports of rolls that were sent through the page, in the background (nhập danh sách chạy nền)."""

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from toandan.faces.jobs.attending import attend as attend_to
from toandan.ground.kernel.actor import the_house
from toandan.record.officers import queries as officers
from toandan.record.rolls import operations as rolls
from toandan.record.rolls import queries

TASK = "rolls.import"


@app.task(name=TASK, queue="office")
def import_roll(*, run: int, officer: int) -> None:
    """Carry out a queued import as the officer who asked for it; a failure is noted in the run and in the job."""
    now = timezone.now()
    rolls.carry_out(actor=officers.actor_of(officer, now=now), now=now, run=run)


@app.periodic(cron="* * * * *")
@app.task(name="rolls.attend", queue="night", queueing_lock="rolls.attend")
def attend(timestamp: int) -> None:
    """Give the imports of workers that died to others, and give up those that no job is left for.

    What the operator imports at the machine never had a job, and is the operator's to go on with.
    """
    house = the_house("nightly")
    waiting = queries.under_way(actor=house)
    if not waiting:
        return
    sent = ProcrastinateJob.objects.filter(task_name=TASK, args__run__in=waiting).values_list("args__run", flat=True)
    attend_to(TASK, "run", sorted(set(sent)), lambda one: rolls.give_up(actor=house, now=timezone.now(), run=one))
