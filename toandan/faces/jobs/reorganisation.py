"""Reorganisations that were started on the page, in the background (sắp xếp đơn vị chạy nền)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.command.reorganisation import operations
from toandan.record.officers import queries as officers


@app.task(name="reorganisation.carry_out", queue="office")
def carry_out(*, run: int, officer: int) -> None:
    """Carry out a queued run as the officer who asked for it; one that was killed goes on when it is started again."""
    now = timezone.now()
    operations.carry_out(actor=officers.actor_of(officer, now=now), now=now, run=run)
