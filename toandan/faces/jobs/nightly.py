"""What the house does by itself every night: sealing, folding, opening months, clearing away (việc chạy hằng đêm)."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app

from toandan.ground.kernel.actor import the_house
from toandan.record.journal import operations as journal
from toandan.record.ledger import operations as ledger
from toandan.record.officers.operations import acting

_AHEAD = 62
"""Days for which partitions are ready beforehand; a month's notice when the job fails."""


@app.periodic(cron="5 17 * * *")
@app.task(name="journal.seal", queue="night")
def seal_journal(timestamp: int) -> None:
    """Sign where the journal stands, just after midnight in Viet Nam."""
    house = the_house("nightly")
    with acting(house):
        journal.seal(actor=house, now=timezone.now())


@app.periodic(cron="20 17 * * *")
@app.task(name="ledger.open_months", queue="night")
def open_months(timestamp: int) -> None:
    """Make the partitions of the months to come, so that no posting ever waits for one."""
    ledger.open_months(until=timezone.localdate() + timedelta(days=_AHEAD), actor=the_house("nightly"))


@app.periodic(cron="40 17 * * *")
@app.task(name="ledger.fold", queue="night")
def fold_ledger(timestamp: int) -> None:
    """Merge the day's deltas, so that boards stay quick; no figure changes."""
    ledger.fold(actor=the_house("nightly"))


@app.periodic(cron="30 17 * * *")
@app.task(name="house.clear_sessions", queue="night")
def clear_sessions(timestamp: int) -> None:
    """Remove sessions that have expired."""
    call_command("clearsessions")
