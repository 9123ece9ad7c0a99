"""Gathers what a plan is made from: people, places, homes, kits, calendar, assignments (dữ liệu đầu vào).

Who remains is whoever is due and held up by nothing. How many of them each place has to expect is what its sessions
expect too: `sessions.catchments`. Who cannot come is a home instead. Addresses never come in here: a home is a code and
a point, and a unit is known by its number, which no reform gives to another.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from toandan.command.field.queries import legs
from toandan.command.field.queries.parameters import parameters
from toandan.command.field.rules import calendar, turnout
from toandan.command.field.rules.parameters import guesses
from toandan.command.field.words import HomeIn, Inputs, PlaceIn, PoolIn, Yield
from toandan.ground.kernel.days import days_off
from toandan.ground.routing.words import HALF_MINUTES
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.equipment import queries as equipment
from toandan.work.sessions import queries as sessions
from toandan.work.sessions.words import Kind


@dataclass(frozen=True)
class Taken:
    """What was entered by hand: days on which kits are taken, and half-days on which places are."""

    kits: Mapping[str, frozenset[int]]
    halves: frozenset[tuple[str, int, str]]


def gather(*, unit: int, first_day: date, days: int, now: datetime) -> Inputs:
    """Return the inputs of a plan for a unit and everything below it, as they are known now."""
    today, here = localdate(now), units.by_number(unit)
    values = parameters(unit).values
    communes = _communes(here, max(today, first_day))
    by_pool = pools_of(communes, here)
    pool_of = {one.number: pool for pool, found in by_pool.items() for one in found}
    seats = units.seats(here.number, here.last)
    off = calendar.holidays(first_day, days, days_off(first_day, first_day + timedelta(days=max(days, 1) - 1)))
    taken = by_hand([unit], first_day, days)
    if here.number not in by_pool and here.level is UnitLevel.PROVINCE:
        # What the city keeps itself is lent to its districts.
        by_pool[here.number] = []
    supported = lending(by_pool, today=max(today, first_day))
    pools = tuple(
        replace(made, lends=tuple(str(taker) for giver, taker in sorted(supported) if giver == pool))
        for pool, found in by_pool.items()
        if (made := _pool(pool, found, first_day, days, off, taken, seats, unit)).kits or found
    )
    return Inputs(
        first_day, days, (today - first_day).days, pools,
        _places(pool_of, first_day, days, today, taken, values),
        _homes(pool_of, first_day, days, promised([unit], first_day, days, today=today)),
        values, loans=any(one.kits and one.lends for one in pools), legs=legs.known(by_pool, here.number),
    )  # fmt: skip


def by_hand(numbers: Sequence[int], first_day: date, days: int) -> Taken:
    """Return what sessions and days of visits take that no plan announced; a plan leaves them as they are."""
    kits: dict[str, set[int]] = defaultdict(set)
    halves = set()
    for one in sessions.announced(numbers, first_day, days):
        if not planned(one.plan):
            day = (one.day - first_day).days
            kits[one.kit].add(day)
            halves |= {(one.place, day, half) for half in ("AM", "PM") if one.shift.value in (half, turnout.DAY)}
    for route in sessions.routed(numbers, first_day, days):
        if not planned(route.plan):
            kits[route.kit].add((route.day - first_day).days)
    return Taken({kit: frozenset(found) for kit, found in kits.items()}, frozenset(halves))


def promised(numbers: Sequence[int], first_day: date, days: int, *, today: date) -> frozenset[str]:
    """Return the homes on days of visits that stand and that a plan of these days leaves as they are.

    They are taken as served by those. What a plan announced for one of its own days is replaced by it.
    """
    last = first_day + timedelta(days=days - 1)
    stands = [
        route
        for route in sessions.routed(numbers, today, None)
        if not (planned(route.plan) and first_day <= route.day <= last)
    ]
    return frozenset(stop.home for route in stands for stop in route.stops)


def planned(plan: str) -> bool:
    """Tell whether a session's plan is the number of a version; papers have other names."""
    return plan.isdecimal()


def _communes(here: Unit, day: date) -> list[Unit]:
    """Return the communes of a unit; of one that a reform ended, those it had."""
    found = [one for one in units.leaves(here.number, as_of=day) if one.level is UnitLevel.COMMUNE]
    return found or [one for one in units.leaves(here.number) if one.level is UnitLevel.COMMUNE]


def pools_of(communes: Sequence[Unit], here: Unit) -> dict[int, list[Unit]]:
    """Return communes by the district whose kits serve them; where there are no districts, by the unit planned for."""
    found: dict[int, list[Unit]] = defaultdict(list)
    for one in communes:
        inside = one.district is not None and here.holds(one.district)
        found[one.district if inside and one.district is not None else here.number].append(one)
    return dict(found)


def lending(pools: Iterable[int], *, today: date) -> frozenset[tuple[int, int]]:
    """Return which pool may lend kits to which.

    Districts between whom an assignment of help is in force; and whoever stands above a district, of what it keeps.
    """
    planned = sorted(pools)
    held = units.by_numbers(planned)
    pairs = {(upper, one) for upper in planned for one in planned if upper != one and held[upper].holds(one)}
    above = {upper for upper, _one in pairs}
    planned = [one for one in planned if one not in above]
    for support in units.supports(on=today):
        givers = [number for number in planned if held[number].holds(support.helper)]
        takers = [number for number in planned if held[number].holds(support.helped)]
        pairs |= {(giver, taker) for giver in givers for taker in takers if giver != taker}
    return frozenset(pairs)


def _pool(
    pool: int, communes: Sequence[Unit], first_day: date, days: int, off: frozenset[int], taken: Taken,
    seats: Mapping[int, Any], planned: int,
) -> PoolIn:  # fmt: skip
    unit, own = units.by_number(pool), parameters(pool).values
    numbers = sorted(
        {pool, *(one.number for one in communes), *([planned] if unit.level is UnitLevel.PROVINCE else [])}
    )
    free: dict[str, set[int]] = {}
    for row in equipment.kits_for_planning(numbers, first_day, days):
        # A kit lent from one unit of the district to another stands in two rows, and works on the days of either.
        working = set(range(days)) - set(row.off_days) - off - calendar.rest_days(row.serial, first_day, days)
        working -= taken.kits.get(row.serial, frozenset())
        free[row.serial] = free.get(row.serial, set()) | working
    kits = tuple((serial, tuple(sorted(set(range(days)) - on))) for serial, on in sorted(free.items()) if on)
    seat = seats.get(pool) or next((seats[one.number] for one in communes if one.number in seats), None)
    base = None if seat is None else (seat.latitude, seat.longitude)
    speed = float(own["speed_kmh"]) / float(own["travel_factor"])
    factor, codes = float(own["travel_factor"]), tuple(str(one.number) for one in communes)
    return PoolIn(pool, str(pool), codes, kits, base, round(speed, 2), factor)


def _places(
    pool_of: Mapping[int, int], first_day: date, days: int, today: date, taken: Taken,
    values: Mapping[str, Any],
) -> tuple[PlaceIn, ...]:  # fmt: skip
    numbers = sorted(pool_of)
    rows = sessions.places_in(numbers, max(first_day, today))
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for one in sessions.open_half_days([row.code for row in rows], first_day, days):
        if (one.code, one.day, one.shift.value) not in taken.halves:
            opened[one.code].append((one.day, one.shift.value))
    expected = sessions.catchments(numbers, Kind.ENROLMENT, max(first_day, today)).people
    learned = learnt(numbers, today, values)
    return tuple(
        PlaceIn(
            row.code, str(pool_of[row.unit]), str(row.unit), row.kind.value, row.latitude, row.longitude,
            float(expected.get(row.code, 0)), learned.of(row.code, row.kind.value), tuple(opened[row.code]),
        )
        for row in rows
        if row.unit in pool_of and opened[row.code]
    )  # fmt: skip


def learnt(numbers: Sequence[int], today: date, values: Mapping[str, Any]) -> turnout.Turnout:
    """Return turnout as the sessions of these units teach it."""
    rate = float(values["people_per_hour"]) / 60
    lost = float(values["setup_min"]) + float(values["teardown_min"])
    past = [
        Yield(
            row.kind.value, row.place, row.day, row.shift.value, row.remaining, row.served,
            rate * max(0.0, HALF_MINUTES * (2 if row.shift.value == turnout.DAY else 1) - lost),
        )
        for row in sessions.yields(numbers, today)
    ]  # fmt: skip
    return turnout.learn(past, guesses(values), prior=float(values["prior_people"]))


def _homes(
    pool_of: Mapping[int, int], first_day: date, days: int, promised: Collection[str]
) -> tuple[HomeIn, ...]:  # fmt: skip
    return tuple(
        HomeIn(
            row.code, str(pool_of[row.unit]), str(row.unit), row.latitude, row.longitude,
            float(row.service_minutes), float(row.weight), row.from_day, row.to_day, row.shift.value,
        )
        for row in sessions.home_requests(sorted(pool_of), first_day, days)
        if row.unit in pool_of and row.code not in promised
    )  # fmt: skip
