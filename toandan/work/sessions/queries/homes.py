"""Homes to visit, days of visits and their outcomes, without names or addresses (đến nhà)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from toandan.work.sessions.models import Home, Route, Stop, Visit
from toandan.work.sessions.queries.errors import HomeUnknown, RouteUnknown
from toandan.work.sessions.queries.places import within
from toandan.work.sessions.rules.visits import Over
from toandan.work.sessions.words import (
    WEIGHTS,
    HomeRow,
    HomeState,
    Located,
    Outcome,
    RequestRow,
    RouteRow,
    State,
    Urgency,
    VisitRow,
    Wanted,
)
from toandan.work.sessions.words import Stop as StopWord

PREFIX = "H"
"""Requests are named by this letter and their number."""


def home_requests(numbers: Sequence[int], first_day: date, days: int) -> list[HomeRow]:
    """Return who of these units still waits for a visit that can be made on these days, by code; day 0 is `first_day`.

    A request whose last day is past is late, not gone: it may be visited on any of the days.
    """
    last = first_day + timedelta(days=days - 1)
    found = Home.objects.filter(within(numbers), state=HomeState.WAITING.value, since__lte=last)
    return [_planned(row, first_day, days) for row in found.order_by("home_id")]


def _planned(row: Home, first: date, days: int) -> HomeRow:
    start, end = max((row.since - first).days, 0), min((row.until - first).days, days - 1)
    return HomeRow(
        f"{PREFIX}{row.home_id}", row.unit_no, row.latitude, row.longitude, row.service_minutes,
        WEIGHTS[Urgency(row.urgency)], start, end if end >= start else days - 1, Wanted(row.shift),
    )  # fmt: skip


def number_of(code: str) -> int:
    """Return the number in a request's code. Raises HomeUnknown."""
    if not code.startswith(PREFIX) or not code[1:].isdecimal():
        raise HomeUnknown(code)
    return int(code[1:])


def request(code: str) -> RequestRow:
    """Return one request. Raises HomeUnknown."""
    found = Home.objects.filter(home_id=number_of(code)).first()
    if found is None:
        raise HomeUnknown(code)
    return request_row(found)


def requests(numbers: Sequence[int], *, waiting: bool = True, after: int = 0, limit: int = 200) -> list[RequestRow]:
    """Return the requests of these units, by number; `after` is the last one shown, `waiting` leaves out the rest."""
    found = Home.objects.filter(within(numbers), home_id__gt=after)
    if waiting:
        found = found.filter(state=HomeState.WAITING.value)
    return [request_row(row) for row in found.order_by("home_id")[:limit]]


def routed(numbers: Sequence[int], first_day: date, days: int | None) -> list[RouteRow]:
    """Return the days of home visits planned for these units that are not cancelled, by day and kit.

    None for `days`: all from the first day on.
    """
    found = Route.objects.filter(day__gte=first_day).exclude(state=State.CANCELLED.value)
    if days is not None:
        found = found.filter(day__lte=first_day + timedelta(days=days - 1))
    mine = Stop.objects.filter(within(numbers)).values("route_id")
    found = found.filter(within(numbers)) | found.filter(route_id__in=mine)
    return route_rows(found.order_by("day", "kit"))


def route(code: str) -> RouteRow:
    """Return one day of home visits with the stops in scope. Raises RouteUnknown."""
    found = Route.objects.filter(code=code).first()
    if found is None:
        raise RouteUnknown(code)
    return route_rows([found])[0]


def route_rows(found: Iterable[Route]) -> list[RouteRow]:
    """Return stored routes as values, with their stops in order, but for homes where nobody is to be visited any more.

    What was planned cannot be changed, but who was met, or whose request was withdrawn, is driven to no more.
    """
    rows = list(found)
    days = {row.route_id: row.day for row in rows}
    planned = list(Stop.objects.filter(route_id__in=list(days)).order_by("route_id", "place"))
    over = _over({stop.home_id for stop in planned})
    stops: dict[int, list[StopWord]] = defaultdict(list)
    for stop in planned:
        if stop.home_id not in over or over[stop.home_id].still_on(stop.route_id, days[stop.route_id]):
            stops[stop.route_id].append(StopWord(f"{PREFIX}{stop.home_id}", stop.arrive, stop.leave))
    return [
        RouteRow(
            row.route_id, row.code, row.kit, row.unit_no, row.day, row.travel_minutes, row.plan, State(row.state),
            tuple(stops[row.route_id]),
        )
        for row in rows
    ]  # fmt: skip


def _over(homes: Collection[int]) -> dict[int, Over]:
    """Return those of these homes where nobody is to be visited any more, by number."""
    states = Home.objects.filter(home_id__in=homes).exclude(state=HomeState.WAITING.value)
    over = dict.fromkeys(states.values_list("home_id", flat=True), Over())
    for visit in Visit.objects.filter(home_id__in=list(over)).order_by("home_id", "visit_id"):
        over[visit.home_id] = over[visit.home_id].after(visit.route_id, visit.day)
    return over


def visits(codes: Collection[str]) -> dict[str, list[VisitRow]]:
    """Return what came of the visits to these homes, by home, the earliest first; the last one counts."""
    found: dict[str, list[VisitRow]] = defaultdict(list)
    rows = Visit.objects.filter(home_id__in=[number_of(code) for code in codes])
    for row in rows.order_by("home_id", "visit_id"):
        home = f"{PREFIX}{row.home_id}"
        found[home].append(
            VisitRow(
                row.person_id, home, Outcome(row.outcome), row.day, row.note, row.actor, row.recorded_at, row.entry_id
            )
        )
    return found


def requests_of(codes: Collection[str]) -> dict[str, RequestRow]:
    """Return those of these requests that lie in scope, by code."""
    found = Home.objects.filter(home_id__in=[number_of(code) for code in codes])
    return {row.code: row for row in map(request_row, found)}


def request_row(row: Home) -> RequestRow:
    """Return a stored request as a value."""
    return RequestRow(
        f"{PREFIX}{row.home_id}", row.person_id, row.unit_no, Urgency(row.urgency), row.service_minutes, row.since,
        row.until, Wanted(row.shift), row.latitude, row.longitude, Located(row.located), HomeState(row.state),
        Outcome(row.outcome) if row.outcome else None,
    )  # fmt: skip
