"""Every night: what is foreseen of every order that runs, from the end of the day that is over (dự báo hằng đêm)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.command.campaign import operations
from toandan.ground.kernel.actor import the_house


@app.periodic(cron="50 17 * * *")
@app.task(name="campaign.foretell", queue="night")
def foretell(timestamp: int) -> None:
    """Draw yesterday's forecasts once, not long after midnight in Viet Nam."""
    operations.foretell_all(actor=the_house("nightly"), now=timezone.now())
