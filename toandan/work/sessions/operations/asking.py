"""Asking that somebody be visited at home (đề nghị đến nhà)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, Obstacle
from toandan.record.officers.operations import acting, require
from toandan.record.people import queries as people
from toandan.record.units import queries as units
from toandan.work.sessions.models import Home
from toandan.work.sessions.operations import base
from toandan.work.sessions.operations.errors import unvisited
from toandan.work.sessions.queries.errors import HomeUnknown
from toandan.work.sessions.queries.homes import PREFIX, number_of
from toandan.work.sessions.queries.points import points
from toandan.work.sessions.words import Deed, HomeState, NewHome, Point, SessionsPermission, Urgency

_SERVICE = {Urgency.ELDERLY: 15, Urgency.DISABLED: 18, Urgency.BEDRIDDEN: 20}
"""Minutes a visit takes when nobody said otherwise."""
MOST = 5000
"""How many homes one call writes down."""


def ask_home(*, actor: Actor, now: datetime, home: NewHome, client_key: UUID) -> str:
    """Ask that somebody be visited at home and return the request's code; it goes to the unit that answers for them.

    Raises NotAllowed, PersonUnknown, UnableToVisit: a wrong window or time, one waits, no coordinates to be had.
    """
    with acting(actor):
        unit = people.person(home.person).unit
        require(actor, SessionsPermission.KEEP_HOME, at=unit)
        done = Home.objects.filter(person_id=home.person, client_key=client_key).first()
        if done is not None:
            return f"{PREFIX}{done.home_id}"
        _fits(home, localdate(now))
        if Home.objects.filter(person_id=home.person, state=HomeState.WAITING.value).exists():
            raise unvisited("home_waiting")
        number = base.next_number("sessions_home_id_seq")
        made = _home(home, unit, number, points({unit}), client_key)
        made.asked_at, made.asked_by = now, actor.name
        made.save(force_insert=True)
        append(
            actor=actor, verb="sessions.home.ask", subject=f"person:{home.person}", unit=unit,
            detail={"home": number},
        )  # fmt: skip
    return f"{PREFIX}{number}"


def collect_homes(*, actor: Actor, now: datetime, unit: int, since: date, until: date, client_key: UUID) -> int:
    """Ask for everybody homebound of a unit who is due and has no request yet; return how many were written down.

    Who stands as homebound in the ledger, or is marked for a visit at home in the register. They count as elderly, at
    the seat of their unit, until somebody who knows better says otherwise. Raises NotAllowed, UnableToVisit.
    """
    with acting(actor):
        require(actor, SessionsPermission.KEEP_HOME, at=unit)
        if until < since:
            raise unvisited("window_wrong")
        wanted = _homebound(unit)
        asked = [
            NewHome(person, Urgency.ELDERLY, _SERVICE[Urgency.ELDERLY], since, until)
            for person, _at in sorted(wanted.items())
        ]
        return _write(actor, now, asked, wanted, unit, client_key)


def ask_homes(*, actor: Actor, now: datetime, unit: int, homes: Sequence[NewHome], client_key: UUID) -> int:
    """Ask for many homes of a unit at once, such as a list kept elsewhere; return how many were written down.

    Who has a request already, or does not stand under the unit, is left out. Raises NotAllowed, UnableToVisit.
    """
    with acting(actor):
        require(actor, SessionsPermission.KEEP_HOME, at=unit)
        for home in homes:
            _fits(home, localdate(now))
        here = units.by_number(unit)
        stand = {row.person_id: row.unit_no for row in ledger.standings([home.person for home in homes])}
        at = {person: number for person, number in stand.items() if here.number <= number <= here.last}
        return _write(actor, now, [home for home in homes if home.person in at], at, unit, client_key)


def _write(actor: Actor, now: datetime, homes: Sequence[NewHome], at: Mapping[int, int], unit: int, key: UUID) -> int:
    """Write down those homes that have no request and of which a point is known; return how many."""
    asked = Home.objects.filter(person_id__in=list(at)).exclude(state=HomeState.WITHDRAWN.value)
    known, near = set(asked.values_list("person_id", flat=True)), points(set(at.values()))
    chosen = [
        home for home in homes if home.person not in known and (home.latitude is not None or at[home.person] in near)
    ][:MOST]
    numbers = base.next_numbers("sessions_home_id_seq", len(chosen))
    rows = [
        _home(home, at[home.person], number, near, uuid5(key, str(home.person)))
        for home, number in zip(chosen, numbers, strict=True)
    ]
    for row in rows:
        row.asked_at, row.asked_by = now, actor.name
    Home.objects.bulk_create(rows, batch_size=1000)
    if rows:
        append(
            actor=actor, verb="sessions.home.collect", subject=f"unit:{unit}", unit=unit, detail={"people": len(rows)}
        )
    return len(rows)


def withdraw_home(*, actor: Actor, now: datetime, code: str, reason: str, client_key: UUID) -> None:
    """Withdraw a request that waits; doing it again changes nothing. Raises NotAllowed, HomeUnknown, UnableToVisit."""
    # Why is kept in the journal alone: a history that follows no person holds nothing about one.
    said = Said(actor, now, "", client_key)
    with acting(actor):
        home = locked(code)
        require(actor, SessionsPermission.KEEP_HOME, at=home.unit_no)
        if base.repeated(said, f"{code}/withdrawn", Deed.WITHDRAWN, unvisited):
            return
        if not reason.strip():
            raise unvisited("reason_missing")
        if home.state == HomeState.WITHDRAWN.value:
            return
        if home.state != HomeState.WAITING.value:
            raise unvisited("home_over")
        Home.objects.filter(person_id=home.person_id, home_id=home.home_id).update(state=HomeState.WITHDRAWN.value)
        base.record(said, subject=f"{code}/withdrawn", unit=home.unit_no, verb=Deed.WITHDRAWN)
        append(
            actor=actor, verb="sessions.home.withdraw", subject=f"person:{home.person_id}", unit=home.unit_no,
            detail={"home": home.home_id, "reason": reason.strip(), "on": localdate(now).isoformat()},
        )  # fmt: skip


def locked(code: str) -> Home:
    """Return a request, kept from other writers until the transaction ends. Raises HomeUnknown."""
    found = Home.objects.select_for_update().filter(home_id=number_of(code)).first()
    if found is None:
        raise HomeUnknown(code)
    return found


def _homebound(unit: int) -> dict[int, int]:
    """Return who of a unit and what lies under it is due and cannot come, with the unit of each."""
    here = units.by_number(unit)
    bound = ledger.matching(card=[Card.DUE], obstacle=[Obstacle.HOMEBOUND])
    rows = ledger.line_list(low=here.number, high=here.last, states=bound, after=None, limit=MOST)
    found = {person: at for person, at, _state, _day in rows}
    marked = [one for one in people.to_visit(low=here.number, high=here.last, limit=MOST) if one not in found]
    for row in ledger.standings(marked):
        if row.standing.card is Card.DUE:
            found[row.person_id] = row.unit_no
    return found


def _fits(home: NewHome, today: date) -> None:
    if home.until < home.since or home.until < today:
        raise unvisited("window_wrong")
    if not 5 <= home.service_minutes <= 240:
        raise unvisited("minutes_wrong")
    if (home.latitude is None) is not (home.longitude is None):
        raise unvisited("home_point")


def _home(home: NewHome, unit: int, number: int, near: Mapping[int, Point], key: UUID) -> Home:
    point = near.get(unit)
    if home.latitude is not None and home.longitude is not None:
        point = Point(home.latitude, home.longitude, home.located)
    if point is None:
        raise unvisited("home_point")
    return Home(
        person_id=home.person, home_id=number, client_key=key, unit_no=unit, urgency=home.urgency.value,
        service_minutes=home.service_minutes, since=home.since, until=home.until, shift=home.shift.value,
        latitude=point.latitude, longitude=point.longitude, located=point.located.value,
    )  # fmt: skip
