"""Imports of rolls that were sent through the page, in the background (nhập danh sách chạy nền)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.record.officers import queries as officers
from toandan.record.rolls import operations as rolls


@app.task(name="rolls.import", queue="office")
def import_roll(*, run: int, officer: int) -> None:
    """Carry out a queued import as the officer who asked for it; a failure is noted in the run and in the job."""
    now = timezone.now()
    rolls.carry_out(actor=officers.actor_of(officer, now=now), now=now, run=run)
