"""Every night: late answers are reminded of, and what has expired is forgotten (việc hằng đêm về xác minh)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.ground.kernel.actor import the_house
from toandan.work.verification import operations


@app.periodic(cron="15 17 * * *")
@app.task(name="verification.remind", queue="night")
def remind(timestamp: int) -> None:
    """Remind of every request list that is late or due soon, just after midnight in Viet Nam; once a day each."""
    operations.remind(actor=the_house("nightly"), now=timezone.now())


@app.periodic(cron="55 17 * * *")
@app.task(name="verification.forget", queue="night")
def forget(timestamp: int) -> None:
    """Remove who was asked about from questions that have expired."""
    operations.forget(actor=the_house("nightly"), now=timezone.now())
