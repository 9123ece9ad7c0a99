"""The clock of birthdays and expiry days, and what is kept no longer, every night (việc hằng đêm về biến động)."""

from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.ground.kernel.actor import the_house
from toandan.work.movements import operations


@app.periodic(cron="*/15 * * * *")
@app.task(name="movements.attend", queue="night")
def attend(timestamp: int) -> None:
    """Act on letters about lists that still wait, as for one that came before; each was tried when it was taken in."""
    operations.attend(now=timezone.now(), name="nightly")


@app.periodic(cron="10 17 * * *")
@app.task(name="movements.come_of_age", queue="night")
def come_of_age(timestamp: int) -> None:
    """Make due whoever turned 14 and whose card ended, just after midnight in Viet Nam; missed nights are caught up."""
    now = timezone.now()
    operations.come_of_age(actor=the_house("nightly"), now=now, on=timezone.localdate(now))


@app.periodic(cron="20 17 * * *")
@app.task(name="movements.remind", queue="night")
def remind(timestamp: int) -> None:
    """Remind of every notification list that is late or due soon, once a day each."""
    operations.remind(actor=the_house("nightly"), now=timezone.now())


@app.periodic(cron="50 17 * * *")
@app.task(name="movements.forget", queue="night")
def forget(timestamp: int) -> None:
    """Remove who was on lists that were closed long ago."""
    operations.forget(actor=the_house("nightly"), now=timezone.now())


@app.periodic(cron="53 17 * * *")
@app.task(name="movements.forget_receipts", queue="night")
def forget_receipts(timestamp: int) -> None:
    """Remove receipts whose code is answered no more."""
    operations.forget_receipts(actor=the_house("nightly"), now=timezone.now())
