"""Every night: difficulties whose answer is late are taken one level up (báo cáo cấp trên)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.ground.kernel.actor import the_house
from toandan.work.difficulties import operations


@app.periodic(cron="14 17 * * *")
@app.task(name="difficulties.escalate", queue="night")
def escalate(timestamp: int) -> None:
    """Take every late difficulty one level up, just after midnight in Viet Nam, with a clock of its own."""
    operations.escalate(actor=the_house("nightly"), now=timezone.now())
