"""What letters say is kept no longer than it is needed, every night (việc hằng đêm về công văn)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.ground.kernel.actor import the_house
from toandan.record.letters import operations


@app.periodic(cron="45 17 * * *")
@app.task(name="letters.forget", queue="night")
def forget(timestamp: int) -> None:
    """Remove what letters say that have come and were acted on long ago."""
    operations.forget(actor=the_house("nightly"), now=timezone.now())
