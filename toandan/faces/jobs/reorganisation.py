"""Reorganisations that were started on the page, in the background (sắp xếp đơn vị chạy nền)."""

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from toandan.command.reorganisation import operations, queries
from toandan.faces.jobs.attending import attend as attend_to
from toandan.ground.kernel.actor import the_house
from toandan.record.officers import queries as officers
from toandan.record.officers.queries import reading

TASK = "reorganisation.carry_out"


@app.task(name=TASK, queue="office")
def carry_out(*, run: int, officer: int) -> None:
    """Carry out a queued run as the officer who asked for it; one that was killed goes on where it stopped."""
    now = timezone.now()
    operations.carry_out(actor=officers.actor_of(officer, now=now), now=now, run=run)


@app.periodic(cron="* * * * *")
@app.task(name="reorganisation.attend", queue="night", queueing_lock="reorganisation.attend")
def attend(timestamp: int) -> None:
    """Give the reorganisations of workers that died to others, and give up those that no job is left for.

    What the operator carries out at the machine never had a job, and is the operator's to go on with.
    """
    house = the_house("nightly")
    with reading(house):
        waiting = queries.under_way()
    if not waiting:
        return
    sent = ProcrastinateJob.objects.filter(task_name=TASK, args__run__in=waiting).values_list("args__run", flat=True)
    attend_to(TASK, "run", sorted(set(sent)), lambda one: operations.give_up(actor=house, now=timezone.now(), run=one))
