"""Every morning: the daily e-mail to officers who wish it (thư nhắc việc hằng ngày)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.command.notices import operations
from toandan.ground.kernel.actor import the_house


@app.periodic(cron="30 23 * * *")
@app.task(name="notices.compose", queue="night")
def compose(timestamp: int) -> None:
    """Make the day's e-mails at half past six in Viet Nam, and send them."""
    house = the_house("nightly")
    operations.compose(actor=house, now=timezone.now())
    operations.deliver(actor=house, now=timezone.now())


@app.periodic(cron="0 0-4 * * *")
@app.task(name="notices.deliver", queue="night")
def deliver(timestamp: int) -> None:
    """Until eleven, send what the mail server could not be reached for; later it comes with the next day's."""
    operations.deliver(actor=the_house("nightly"), now=timezone.now())


@app.periodic(cron="56 17 * * *")
@app.task(name="notices.forget", queue="night")
def forget(timestamp: int) -> None:
    """Remove what is kept of letters that asked for a confirmation a month ago."""
    operations.forget(actor=the_house("nightly"), now=timezone.now())
