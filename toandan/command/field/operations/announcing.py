"""Carries an approved plan out: sessions and days of visits are announced, moved and cancelled (ban hành phương án)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from toandan.command.field import queries
from toandan.command.field.rules import carrying
from toandan.command.field.rules.carrying import Deed, Standing, Step, Wanted
from toandan.command.field.words import VersionRow
from toandan.ground.kernel.actor import Actor
from toandan.ground.routing.words import announced as told
from toandan.work.sessions import operations as sessions
from toandan.work.sessions import queries as announced
from toandan.work.sessions.words import HomeState, Kind, NewSession, RouteRow, SessionRow, Shift, State, Stop


class Announcer:
    """Turns the sessions that stand into those of one version, inside the transaction of its approval.

    Every deed has a key made of the approval's, so that an approval that is repeated does nothing twice. Only sessions
    that a plan announced are moved or cancelled; those entered by hand stay as they are. Where less than one person is
    expected nothing is announced: a kit stands free in the plan and is nowhere promised. What stands announced and the
    plan keeps stays, however few are expected by now: people were told.
    """

    def __init__(self, actor: Actor, now: datetime, row: VersionRow, key: UUID) -> None:
        self.actor, self.now, self.row, self.key = actor, now, row, key
        head = row.head
        self.plan, self.unit = str(head.version_id), head.unit
        self.since = max(head.first_day, localdate(now))
        self.days = (queries.last_day(head) - self.since).days + 1
        self.counts: dict[str, int] = dict.fromkeys(("kept", "announced", "moved", "cancelled", "routes"), 0)
        self.why = head.why or f"Phương án số {head.number}"

    def run(self) -> dict[str, int]:
        """Carry everything out and return how many of each deed."""
        if self.days < 1:
            return self.counts
        there = announced.announced([self.unit], self.since, self.days)
        begun = [_standing(one) for one in there if one.state is not State.PLANNED]
        rows = [_standing(one) for one in there if one.state is State.PLANNED and queries.planned(one.plan)]
        steps = carrying.steps(rows, carrying.not_begun(begun, self._wanted(rows)))
        routes = self._routes()
        self._cancel_routes(routes)
        for step in steps:
            self._do(step)
        for (kit, day), route in sorted(routes.items()):
            self._drive(kit, day, route)
        return self.counts

    def _day(self, number: int) -> date:
        return self.row.head.first_day + timedelta(days=number)

    def _wanted(self, rows: Sequence[Standing]) -> list[Wanted]:
        stand = {(one.place, one.day, one.shift) for one in rows}
        planned = [
            Wanted(one["place"], one["kit"], self._day(one["day"]), one["shift"], one["expected"])
            for one in self.row.plan["sessions"]
        ]
        coming = [one for one in planned if one.day >= self.since]
        return [one for one in coming if told(one.expected) or (one.place, one.day, one.shift) in stand]

    def _routes(self) -> dict[tuple[str, date], Mapping[str, Any]]:
        """Return the days of visits that are left, with the stops where somebody still waits: outcomes decide."""
        found = {(one["kit"], self._day(one["day"])): one for one in self.row.plan["routes"]}
        coming = {key: one for key, one in found.items() if key[1] >= self.since}
        waiting = _waiting(stop["home"] for one in coming.values() for stop in one["stops"])
        left = {
            key: {**one, "stops": [stop for stop in one["stops"] if stop["home"] in waiting]}
            for key, one in coming.items()
        }
        return {key: one for key, one in left.items() if one["stops"]}

    def _cancel_routes(self, wanted: Mapping[tuple[str, date], Mapping[str, Any]]) -> None:
        """Cancel days of visits that the plan does not have, and those whose kit, day or homes are other ones."""
        for one in announced.routed([self.unit], self.since, self.days):
            if one.state is not State.PLANNED or not queries.planned(one.plan):
                continue
            if not _same(one, wanted.get((one.kit, one.day))):
                self._cancel_route(one.code)

    def _cancel_route(self, code: str) -> None:
        key = uuid5(self.key, f"route/{code}")
        sessions.cancel_route(
            actor=self.actor, now=self.now, code=code, plan=self.plan, reason=self.why, client_key=key
        )  # fmt: skip

    def _do(self, step: Step) -> None:
        told: dict[str, Any] = {"actor": self.actor, "now": self.now, "plan": self.plan, "reason": self.why}
        if step.deed is Deed.KEEP:
            self.counts["kept"] += 1
        elif step.deed is Deed.CANCEL and step.standing:
            sessions.cancel(code=step.standing.code, client_key=uuid5(self.key, f"c/{step.standing.code}"), **told)
            self.counts["cancelled"] += 1
        elif step.deed is Deed.MOVE and step.standing and step.wanted:
            key = uuid5(self.key, f"m/{step.standing.code}")
            sessions.move(code=step.standing.code, to=_new(step.wanted), client_key=key, **told)
            self.counts["moved"] += 1
        elif step.wanted:
            one = step.wanted
            key = uuid5(self.key, f"a/{one.place}/{one.day}/{one.shift}")
            sessions.announce(session=_new(one), client_key=key, **told)
            self.counts["announced"] += 1

    def _drive(self, kit: str, day: date, route: Mapping[str, Any]) -> None:
        """Announce a day of visits; one that stands with the same homes, or has begun, is left as it is."""
        for one in announced.routed([self.unit], day, 1):
            if one.kit == kit and (_same(one, route) or one.state is not State.PLANNED):
                return
        stops = [Stop(one["home"], round(one["arrive_min"]), round(one["leave_min"])) for one in route["stops"]]
        sessions.route(
            actor=self.actor, now=self.now, unit=self.unit, kit=kit, day=day, stops=stops,
            travel_minutes=round(route["travel_min"]), plan=self.plan, reason=self.why,
            client_key=uuid5(self.key, f"r/{kit}/{day}"),
        )  # fmt: skip
        self.counts["routes"] += 1


def _waiting(codes: Iterable[str]) -> frozenset[str]:
    """Return those of these homes where somebody still waits for a visit."""
    found = announced.requests_of(set(codes))
    return frozenset(code for code, row in found.items() if row.state is HomeState.WAITING)


def _same(stands: RouteRow, wanted: Mapping[str, Any] | None) -> bool:
    """Tell whether a day of visits leads to those who wait as the plan has it; who was met today stays on it."""
    codes = [stop.home for stop in stands.stops]
    waiting = _waiting(codes)
    return [code for code in codes if code in waiting] == [stop["home"] for stop in (wanted or {}).get("stops", [])]


def _standing(one: SessionRow) -> Standing:
    return Standing(one.code, one.place, one.kit, one.day, one.shift.value)


def _new(one: Wanted) -> NewSession:
    return NewSession(Kind.ENROLMENT, one.place, one.kit, one.day, Shift(one.shift), round(one.expected))
