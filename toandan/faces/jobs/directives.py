"""Every night: directives that are late or due soon are reminded of, and late ones reach the next level (nhắc hạn)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.ground.kernel.actor import the_house
from toandan.work.directives import operations


@app.periodic(cron="10 17 * * *")
@app.task(name="directives.remind", queue="night")
def remind(timestamp: int) -> None:
    """Remind of every directive that is late or due soon, just after midnight in Viet Nam; once a day each."""
    operations.remind(actor=the_house("nightly"), now=timezone.now())


@app.periodic(cron="12 17 * * *")
@app.task(name="directives.escalate", queue="night")
def escalate(timestamp: int) -> None:
    """Take to the next level whoever has been late for longer than the setting says; once each."""
    operations.escalate(actor=the_house("nightly"), now=timezone.now())
