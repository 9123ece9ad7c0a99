"""Every night: questions that are late are taken one level up, and old ones lose their words (việc hằng đêm)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.ground.kernel.actor import the_house
from toandan.work.questions import operations


@app.periodic(cron="16 17 * * *")
@app.task(name="questions.escalate", queue="night")
def escalate(timestamp: int) -> None:
    """Take every late question one level up, just after midnight in Viet Nam, with a clock of its own."""
    operations.escalate(actor=the_house("nightly"), now=timezone.now())


@app.periodic(cron="58 17 * * *")
@app.task(name="questions.forget", queue="night")
def forget(timestamp: int) -> None:
    """Remove what was asked and answered in questions closed long ago."""
    operations.forget(actor=the_house("nightly"), now=timezone.now())
