"""Long tables are written in the background, taken up again when a worker was killed, and removed (bảng chạy nền)."""

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from toandan.faces.jobs.attending import attend as attend_to
from toandan.ground.kernel.actor import the_house
from toandan.record.exports import operations, queries
from toandan.record.officers import queries as officers
from toandan.record.officers.queries import reading

TASK = "exports.make"


@app.task(name=TASK, queue="office")
def make(*, export: int, officer: int | None = None, client: str | None = None) -> None:
    """Write a table as the officer or the client who asked for it; what stands in the way is kept with it."""
    now = timezone.now()
    press = import_string(settings.EXPORT_PRESS)
    actor = officers.client_named(client, now=now) if client else officers.actor_of(officer or 0, now=now)
    operations.carry_out(actor=actor, now=now, export=export, press=press)


@app.periodic(cron="* * * * *")
@app.task(name="exports.attend", queue="night", queueing_lock="exports.attend")
def attend(timestamp: int) -> None:
    """Give the tables of workers that died to others, and give up those that no job is left for."""
    house = the_house("nightly")
    with reading(house):
        waiting = queries.under_way()
    attend_to(TASK, "export", waiting, lambda one: operations.give_up(actor=house, now=timezone.now(), export=one))


@app.periodic(cron="52 17 * * *")
@app.task(name="exports.forget", queue="night")
def forget(timestamp: int) -> None:
    """Remove what was kept long enough, and what killed workers left on disk."""
    operations.forget(actor=the_house("nightly"), now=timezone.now())
