"""Plans of the kits that were asked for on the page, in the background (lập phương án chạy nền)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.command.field import operations, queries
from toandan.faces.jobs.attending import attend as attend_to
from toandan.ground.kernel.actor import the_house
from toandan.record.officers import queries as officers
from toandan.record.officers.queries import reading

TASK = "field.plan"


@app.task(name=TASK, queue="office")
def plan(*, run: int, officer: int) -> None:
    """Work a plan out as the officer who asked for it; what is wrong with its inputs is kept with the run."""
    now = timezone.now()
    operations.carry_out(actor=officers.actor_of(officer, now=now), now=now, run=run)


@app.periodic(cron="* * * * *")
@app.task(name="field.attend", queue="night", queueing_lock="field.attend")
def attend(timestamp: int) -> None:
    """Give the plans of workers that died to others, and give up those that no job is left for."""
    house = the_house("nightly")
    with reading(house):
        waiting = queries.under_way()
    attend_to(TASK, "run", waiting, lambda one: operations.give_up(actor=house, now=timezone.now(), run=one))
