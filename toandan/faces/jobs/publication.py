"""Every night: the day that is due of every order open to the public is published (công bố hằng đêm)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.command.publication import operations
from toandan.ground.kernel.actor import the_house


@app.periodic(cron="30 18 * * *")
@app.task(name="publication.publish", queue="night")
def publish(timestamp: int) -> None:
    """Freeze what the public may see, an hour and a half after midnight in Viet Nam, when late reports are in."""
    operations.publish_due(actor=the_house("nightly"), now=timezone.now())
