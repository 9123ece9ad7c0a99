"""The week of the shown district's kits: homes that wait, a plan of it, and its approval (kế hoạch tuần).

Written through the operations officers use, as of today, so that whoever looks on finds a week that lies ahead.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from toandan.command.field import operations
from toandan.command.field.words import Engine
from toandan.simulation.casework import Casework
from toandan.simulation.officers import SHOWN_DISTRICT
from toandan.work.sessions import operations as sessions

WEEK = 7
SECONDS = 5.0
"""For the plan; with more of them it comes a little closer to what no plan exceeds."""


def play(work: Casework) -> None:
    """Plan the week from tomorrow on, on the places and kits that are there, and let the district approve it."""
    police = work.actors[SHOWN_DISTRICT]
    now = datetime.combine(work.today, time(7), tzinfo=timezone.get_default_timezone())
    first = work.today + timedelta(days=1)
    sessions.collect_homes(
        actor=police, now=now, unit=police.at, since=first, until=first + timedelta(days=2 * WEEK),
        client_key=work.key("field homes"),
    )  # fmt: skip
    run = operations.ask(
        actor=police, now=now, unit=police.at, first_day=first, days=WEEK, engine=Engine.AUTO,
        seconds=SECONDS, client_key=work.key("field plan"),
    )  # fmt: skip
    done = operations.carry_out(actor=police, now=now, run=run.run_id)
    if done.version is not None:
        operations.approve(actor=police, now=now, version=done.version, client_key=work.key("field approval"))
