"""Answers of bodies that are late or due soon, every night (nhắc hạn trả lời đề nghị xác minh)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.ground.kernel.actor import the_house
from toandan.work.verification import operations


@app.periodic(cron="15 17 * * *")
@app.task(name="verification.remind", queue="night")
def remind(timestamp: int) -> None:
    """Remind of every request list that is late or due soon, just after midnight in Viet Nam; once a day each."""
    operations.remind(actor=the_house("nightly"), now=timezone.now())
