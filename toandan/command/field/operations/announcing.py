"""Carries an approved plan out: sessions and days of visits are announced, moved and cancelled (ban hành phương án)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from toandan.command.field import queries
from toandan.command.field.rules import carrying
from toandan.command.field.rules.carrying import Deed, Standing, Step, Wanted
from toandan.command.field.words import LEAST, VersionRow
from toandan.ground.kernel.actor import Actor
from toandan.work.sessions import operations as sessions
from toandan.work.sessions import queries as announced
from toandan.work.sessions.words import Kind, NewSession, SessionRow, Shift, State, Stop


class Announcer:
    """Turns the sessions that stand into those of one version, inside the transaction of its approval.

    Every deed has a key made of the approval's, so that an approval that is repeated does nothing twice. Only sessions
    that a plan announced are moved or cancelled; those entered by hand stay as they are. Where less than one person is
    expected nothing is announced: a kit stands free in the plan and is nowhere promised.
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
        steps = carrying.steps(rows, carrying.not_begun(begun, self._wanted()))
        routes = self._routes()
        self._cancel_routes(routes)
        for step in steps:
            self._do(step)
        for (kit, day), route in sorted(routes.items()):
            self._drive(kit, day, route)
        return self.counts

    def _day(self, number: int) -> date:
        return self.row.head.first_day + timedelta(days=number)

    def _wanted(self) -> list[Wanted]:
        return [
            Wanted(one["place"], one["kit"], day, one["shift"], one["expected"])
            for one in self.row.plan["sessions"]
            if (day := self._day(one["day"])) >= self.since and one["expected"] >= LEAST
        ]

    def _routes(self) -> dict[tuple[str, date], Mapping[str, Any]]:
        found = {(one["kit"], self._day(one["day"])): one for one in self.row.plan["routes"]}
        return {key: one for key, one in found.items() if key[1] >= self.since}

    def _cancel_routes(self, wanted: Mapping[tuple[str, date], Mapping[str, Any]]) -> None:
        """Cancel days of visits that the plan does not have, and those whose kit, day or homes are other ones."""
        for one in announced.routed([self.unit], self.since, self.days):
            if one.state is not State.PLANNED or not queries.planned(one.plan):
                continue
            plan = wanted.get((one.kit, one.day))
            homes = [stop["home"] for stop in plan["stops"]] if plan else []
            if homes != [stop.home for stop in one.stops]:
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
            same = [stop.home for stop in one.stops] == [stop["home"] for stop in route["stops"]]
            if one.kit == kit and (same or one.state is not State.PLANNED):
                return
        stops = [Stop(one["home"], round(one["arrive_min"]), round(one["leave_min"])) for one in route["stops"]]
        sessions.route(
            actor=self.actor, now=self.now, unit=self.unit, kit=kit, day=day, stops=stops,
            travel_minutes=round(route["travel_min"]), plan=self.plan, reason=self.why,
            client_key=uuid5(self.key, f"r/{kit}/{day}"),
        )  # fmt: skip
        self.counts["routes"] += 1


def _standing(one: SessionRow) -> Standing:
    return Standing(one.code, one.place, one.kit, one.day, one.shift.value)


def _new(one: Wanted) -> NewSession:
    return NewSession(Kind.ENROLMENT, one.place, one.kit, one.day, Shift(one.shift), round(one.expected))
