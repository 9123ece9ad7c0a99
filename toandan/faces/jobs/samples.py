"""Every morning: whose figures are checked on the spot today, drawn by chance (rút mẫu hằng ngày)."""

from secrets import randbits

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.command.evaluation import operations
from toandan.ground.kernel.actor import the_house


@app.periodic(cron="0 22 * * *")
@app.task(name="samples.plan", queue="night")
def plan(timestamp: int) -> None:
    """Draw the day's samples of every order that runs, at five in the morning in Viet Nam; a commune has one a day."""
    operations.plan_all_samples(actor=the_house("nightly"), now=timezone.now(), seed=lambda: randbits(62))
