"""A kit's day of home visits (tuyến đến nhà)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.work.sessions.models import Home, Route
from toandan.work.sessions.models import Stop as StopRow
from toandan.work.sessions.operations import base
from toandan.work.sessions.operations.errors import unable, unvisited
from toandan.work.sessions.operations.kits import free, usable
from toandan.work.sessions.queries.errors import HomeUnknown, RouteUnknown
from toandan.work.sessions.queries.homes import PREFIX, number_of
from toandan.work.sessions.words import HomeState, SessionsPermission, SessionVerb, Shift, State, Stop


def route(
    *,
    actor: Actor,
    now: datetime,
    unit: int,
    kit: str,
    day: date,
    stops: Sequence[Stop],
    travel_minutes: int = 0,
    plan: str = "",
    reason: str = "",
    client_key: UUID,
) -> str:
    """Send a kit to homes for a day and return the route's code; it takes the place of the kit's other route that day.

    `unit` is the one for which it is planned, mostly a district. Raises NotAllowed, HomeUnknown, UnableToHold: a past
    day, the kit stands elsewhere; UnableToVisit: a home twice or settled, or times that do not follow each other.
    """
    said = Said(actor, now, reason, client_key, {"plan": plan, "day": day.isoformat(), "kit": kit})
    with acting(actor):
        require(actor, SessionsPermission.PLAN, at=unit)
        done = Route.objects.filter(client_key=client_key).values_list("code", flat=True).first()
        if done is not None:
            return str(done)
        _ordered(kit, day, stops, localdate(now))
        before = _replaced(said, kit.strip(), day)
        homes = _homes(stops, day, before)
        number = base.next_number("sessions_route_route_id_seq")
        code = base.code_of("R", day, number)
        usable(kit.strip(), at=unit, day=day, today=localdate(now))
        if not free(kit.strip(), day, Shift.DAY):
            raise unable("kit_taken", kit=kit, day=day.isoformat())
        # Stops come first: who sees a route is known by them.
        StopRow.objects.bulk_create([_stop(number, place, stop, homes) for place, stop in enumerate(stops, start=1)])
        Route(
            route_id=number, client_key=client_key, code=code, kit=kit.strip(), unit_no=unit, day=day,
            travel_minutes=travel_minutes, plan=plan,
        ).save(force_insert=True)  # fmt: skip
        base.record(said, subject=code, unit=unit, verb=SessionVerb.ANNOUNCED)
        append(
            actor=actor, verb="sessions.route.plan", subject=f"route:{code}", unit=unit,
            detail={"plan": plan, "homes": len(stops)},
        )  # fmt: skip
    return code


def cancel_route(*, actor: Actor, now: datetime, code: str, plan: str = "", reason: str, client_key: UUID) -> None:
    """Cancel a planned day of home visits, with a reason; the homes wait again.

    Raises NotAllowed, RouteUnknown, UnableToHold.
    """
    said = Said(actor, now, reason, client_key, {"plan": plan})
    with acting(actor):
        found = Route.objects.select_for_update().filter(code=code).first()
        if found is None:
            raise RouteUnknown(code)
        if base.repeated(said, code, SessionVerb.CANCELLED):
            return
        require(actor, SessionsPermission.PLAN, at=found.unit_no)
        if not reason.strip():
            raise unable("reason_missing")
        if found.state != State.PLANNED.value:
            raise unable("wrong_state")
        _cancel(said, found)


def _cancel(said: Said, found: Route) -> None:
    Route.objects.filter(route_id=found.route_id).update(state=State.CANCELLED.value)
    base.record(said, subject=found.code, unit=found.unit_no, verb=SessionVerb.CANCELLED)
    append(
        actor=said.actor, verb="sessions.route.cancel", subject=f"route:{found.code}", unit=found.unit_no,
        detail={"plan": str(said.detail.get("plan", ""))},
    )  # fmt: skip


def _replaced(said: Said, kit: str, day: date) -> int:
    """Cancel the kit's other route of the day, if there is one in scope, and return its number."""
    found = Route.objects.select_for_update().filter(kit=kit, day=day, state=State.PLANNED.value).first()
    if found is None:
        return 0
    require(said.actor, SessionsPermission.PLAN, at=found.unit_no)
    _cancel(Said(said.actor, said.now, said.reason, said.key("replaced"), said.detail), found)
    return found.route_id


def _ordered(kit: str, day: date, stops: Sequence[Stop], today: date) -> None:
    if not kit.strip():
        raise unable("kit_missing")
    if day < today:
        raise unable("day_past", day=day.isoformat())
    seen: set[str] = set()
    before = 0
    for stop in stops:
        if stop.home in seen:
            raise unvisited("stops_twice", home=stop.home)
        if not before <= stop.arrive <= stop.leave < 24 * 60:
            raise unvisited("stops_order")
        seen.add(stop.home)
        before = stop.leave


def _homes(stops: Sequence[Stop], day: date, replaced: int) -> Mapping[str, Home]:
    """Return the homes of the stops; each waits, and is on no other route of the day."""
    found = {f"{PREFIX}{home.home_id}": home for home in _asked(stops)}
    for stop in stops:
        if stop.home not in found:
            raise HomeUnknown(stop.home)
        if found[stop.home].state != HomeState.WAITING.value:
            raise unvisited("home_over")
    others = Route.objects.filter(day=day).exclude(state=State.CANCELLED.value).exclude(route_id=replaced)
    taken = StopRow.objects.filter(route_id__in=others.values("route_id"))
    for number in taken.filter(home_id__in=[home.home_id for home in found.values()]).values_list("home_id", flat=True):
        raise unvisited("home_routed", home=f"{PREFIX}{number}")
    return found


def _asked(stops: Sequence[Stop]) -> list[Home]:
    return list(Home.objects.filter(home_id__in=[number_of(stop.home) for stop in stops]))


def _stop(route_id: int, place: int, stop: Stop, homes: Mapping[str, Home]) -> StopRow:
    home = homes[stop.home]
    return StopRow(
        person_id=home.person_id, route_id=route_id, home_id=home.home_id, unit_no=home.unit_no, place=place,
        arrive=stop.arrive, leave=stop.leave,
    )  # fmt: skip
