"""What came of a visit at home, and what follows from it (kết quả đến nhà)."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as standings
from toandan.record.ledger.words import Card, Line, StandingRow
from toandan.record.officers.operations import acting, require
from toandan.work.movements import operations as movements
from toandan.work.sessions.models import Home, Route, Stop, Visit
from toandan.work.sessions.operations import base
from toandan.work.sessions.operations.asking import locked
from toandan.work.sessions.operations.errors import unvisited
from toandan.work.sessions.queries.errors import RouteUnknown
from toandan.work.sessions.rules import visits
from toandan.work.sessions.words import HomeState, Outcome, SessionsPermission
from toandan.work.verification import operations as verification
from toandan.work.verification.words import Kind as CaseKind


def visit(
    *,
    actor: Actor,
    now: datetime,
    home: str,
    outcome: Outcome,
    day: date,
    note: str = "",
    route: str = "",
    client_key: UUID,
) -> None:
    """Write down what came of a visit; a later one takes the place of the earlier, which is kept.

    `done` takes the person's papers under the route's code, `refused` is posted as what hinders them, `deceased` opens
    a case, and the others only settle the request or leave it waiting. The same key writes once.
    Raises NotAllowed, HomeUnknown, RouteUnknown, UnableToVisit, and what taking papers or opening a case refuses.
    """
    said = Said(actor, now, note, client_key)
    with acting(actor):
        asked = locked(home)
        require(actor, SessionsPermission.VISIT, at=asked.unit_no)
        done = Visit.objects.filter(person_id=asked.person_id, client_key=client_key).first()
        if done is not None:
            if (done.home_id, done.outcome) != (asked.home_id, outcome.value):
                raise unvisited("key_used")
            return
        _fits(asked, outcome, day, localdate(now))
        on = _route(route, asked)
        entry = _follow(said, asked, outcome, day, route)
        Visit(
            person_id=asked.person_id, visit_id=base.next_number("sessions_visit_id_seq"), client_key=client_key,
            home_id=asked.home_id, route_id=on, unit_no=asked.unit_no, outcome=outcome.value, day=day,
            note=note.strip(), recorded_at=now, actor=actor.name, actor_id=actor.officer, entry_id=entry,
        ).save(force_insert=True)  # fmt: skip
        after = visits.state_after(outcome).value
        kept = Home.objects.filter(person_id=asked.person_id, home_id=asked.home_id)
        kept.update(state=after, outcome=outcome.value)
        append(
            actor=actor, verb="sessions.visit.record", subject=f"person:{asked.person_id}", unit=asked.unit_no,
            detail={"home": asked.home_id, "entry": entry},
        )  # fmt: skip


def _fits(asked: Home, outcome: Outcome, day: date, today: date) -> None:
    if day > today:
        raise unvisited("future_day")
    if asked.state == HomeState.WITHDRAWN.value:
        raise unvisited("home_over")
    if asked.outcome == Outcome.DONE.value and outcome is not Outcome.DONE:
        raise unvisited("done_stands")


def _route(code: str, asked: Home) -> int | None:
    """Return the number of the route the home is on. Raises RouteUnknown."""
    if not code:
        return None
    found = Route.objects.filter(code=code).values_list("route_id", flat=True).first()
    stops = Stop.objects.filter(person_id=asked.person_id, route_id=found or 0, home_id=asked.home_id)
    if not stops.exists():
        raise RouteUnknown(code)
    return found


def _follow(said: Said, asked: Home, outcome: Outcome, day: date, route: str) -> int | None:
    """Do what an outcome brings with it elsewhere; return the ledger's entry when there is one."""
    here = next(iter(standings.standings([asked.person_id])), None)
    if here is None:
        raise unvisited("not_in_register")
    if outcome is Outcome.DONE and here.standing.card is Card.DUE:
        return movements.collect_dossier(
            actor=said.actor, now=said.now, unit=here.unit_no, person=asked.person_id, occurred_on=day,
            reason=said.reason or f"{base.AT_HOME} {route}".strip(), client_key=said.key("dossier"), session=route,
        )  # fmt: skip
    before = Outcome(asked.outcome) if asked.outcome else None
    entry = _post(said, here, outcome, before, day, route)
    if outcome is Outcome.DECEASED and before is not Outcome.DECEASED:
        verification.open_case(
            actor=said.actor, now=said.now, person_id=asked.person_id, kind=CaseKind.SUSPECTED_DEAD,
            reason=said.reason.strip() or f"{base.AT_HOME} {route}".strip(), client_key=said.key("case"),
            source="sessions",
        )  # fmt: skip
    return entry


def _post(said: Said, here: StandingRow, outcome: Outcome, before: Outcome | None, day: date, route: str) -> int | None:
    move = visits.follows(outcome, before, here.standing)
    if move is None:
        return None
    unit = here.unit_no
    line = Line(here.person_id, (unit, here.state), (unit, move.target.code))
    return ledger.post(
        actor=said.actor, now=said.now, verb=move.verb, occurred_on=day, client_key=said.key("obstacle"), lines=[line],
        reason=said.reason.strip() or f"{base.AT_HOME} {route}".strip(), session=route,
    ).entry  # fmt: skip
