"""Plans of the kits that were asked for on the page, in the background (lập phương án chạy nền)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.command.field import operations
from toandan.record.officers import queries as officers


@app.task(name="field.plan", queue="office")
def plan(*, run: int, officer: int) -> None:
    """Work a plan out as the officer who asked for it; what is wrong with its inputs is kept with the run."""
    now = timezone.now()
    operations.carry_out(actor=officers.actor_of(officer, now=now), now=now, run=run)
