"""The week of the shown district's kits: a plan that runs for three days, and what came of it (kế hoạch tuần).

Written through the operations officers use. The plan was approved three days ago, so that whoever looks on finds a week
under way: sessions held and reconciled, some of yesterday left to reconcile, and days that lie ahead.
"""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from toandan.command.field import operations
from toandan.command.field.words import Engine
from toandan.ground.kernel.actor import Actor
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.operations import post
from toandan.record.ledger.words import Card, Line, Obstacle, Verb
from toandan.record.officers.queries import reading
from toandan.simulation.casework import Casework
from toandan.simulation.officers import SHOWN_DISTRICT
from toandan.simulation.sessions import BEGUN, applied
from toandan.work.sessions import operations as sessions
from toandan.work.sessions import queries
from toandan.work.sessions.words import Kind, Outcome, SessionRow, State

DAYS = BEGUN + 7
SECONDS = 5.0
"""For the plan; with more of them it comes a little closer to what no plan exceeds."""


def play(work: Casework) -> None:
    """Plan from three days ago on, on the places and kits that are there, let the district approve it, and run it."""
    police = work.actors[SHOWN_DISTRICT]
    first = work.today - timedelta(days=BEGUN)
    now = _at(first, 7)
    sessions.collect_homes(
        actor=police, now=now, unit=police.at, since=first, until=work.today + timedelta(days=14),
        client_key=work.key("field homes"),
    )  # fmt: skip
    run = operations.ask(
        actor=police, now=now, unit=police.at, first_day=first, days=DAYS, engine=Engine.AUTO,
        seconds=SECONDS, client_key=work.key("field plan"),
    )  # fmt: skip
    done = operations.carry_out(actor=police, now=now, run=run.run_id)
    if done.version is None:
        return
    operations.approve(actor=police, now=now, version=done.version, client_key=work.key("field approval"))
    for day in (first + timedelta(days=n) for n in range(BEGUN)):
        _run(work, police, day)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())


def _run(work: Casework, police: Actor, day: date) -> None:
    """Hold what the plan announced for a day and visit whom it sends kits to; yesterday is left to reconcile."""
    with reading(police):
        rows = [one for one in queries.announced([police.at], day, 1) if one.plan and one.state is State.PLANNED]
        routes = [one for one in queries.routed([police.at], day, 1) if one.plan]
    for one in rows:
        if one.kind is Kind.ENROLMENT:
            _hold(work, police, one, reconciled=day < work.today - timedelta(days=1))
    for route in routes:
        for stop in route.stops:
            sessions.visit(
                actor=police, now=_at(day, 16), home=stop.home, outcome=Outcome.DONE, day=day, route=route.code,
                client_key=work.key(f"visited {route.code} {stop.home}"),
            )  # fmt: skip


def _hold(work: Casework, police: Actor, one: SessionRow, *, reconciled: bool) -> None:
    """Let those come who were expected, one more or one fewer, and write their papers down under the code."""

    def key(what: str) -> UUID:
        return work.key(f"{what} {one.code}")

    sessions.open_session(actor=police, now=_at(one.day, 7), code=one.code, client_key=key("opened"))
    states = ledger.matching(card=[Card.DUE], obstacle=[Obstacle.NONE])
    with reading(police):
        found = ledger.line_list(low=one.unit, high=one.unit, states=states, after=None, limit=_came(one))
    lines = [Line(person, (unit, state), (unit, applied(state))) for person, unit, state, _day in found]
    if lines:
        post(
            actor=police, now=_at(one.day, 16), verb=Verb.DOSSIER_COLLECTED, occurred_on=one.day, lines=lines,
            reason="Thu nhận hồ sơ tại buổi lưu động", session=one.code, client_key=key("taken"),
        )  # fmt: skip
    sessions.close_session(
        actor=police, now=_at(one.day, 17), code=one.code, collected=len(lines), client_key=key("closed")
    )
    if reconciled:
        sessions.reconcile(actor=police, now=_at(one.day, 18), code=one.code, client_key=key("reconciled"))


def _came(one: SessionRow) -> int:
    """Return how many came: by turns as expected, one more, one fewer."""
    return max(1, one.expected + (0, 1, -1)[one.session_id % 3])
