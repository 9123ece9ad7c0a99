"""How many people each place has to expect: by address and age, the rest by share (vùng phục vụ của địa điểm).

Whom the words of a place name is counted in the database. Whom no place names is divided by the shares of the places
that name nobody, and what those leave goes to the unit's office; where it has none, they are nobody's.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db import connection

from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, EId, Obstacle
from toandan.work.sessions.models import Place
from toandan.work.sessions.queries.places import places_in
from toandan.work.sessions.rules.catchments import divided
from toandan.work.sessions.words import Catchments, Kind, PlaceKind, PlaceRow

COMING = ledger.matching(card=[Card.DUE], obstacle=[Obstacle.NONE])
"""States of people who can come to a session for their papers, and still have to."""
AWAITED: Mapping[Kind, Collection[int]] = {
    Kind.ENROLMENT: COMING,
    Kind.ACTIVATION: ledger.matching(eid=[EId.GRANTED]),
}
"""Whom a session expects: people who wait for a card and can come, people who have an account and do not use it."""


def catchments(numbers: Sequence[int], kind: Kind, on: date) -> Catchments:
    """Return how many people every place of these units and what lies under them has to expect at a session of a kind.

    Each place in use on the day, by code, and by unit those whom no place serves; together they are all who remain.
    """
    rows = places_in(numbers, on)
    by_unit: dict[int, list[PlaceRow]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit].append(row)
    remaining = _remaining(by_unit, kind, on)
    named = _named([unit for unit, here in by_unit.items() if any(map(names, here))], kind, on)
    people: dict[str, int] = {}
    nobodys: dict[int, int] = {}
    for unit, here in by_unit.items():
        served = {row.code: named.get(row.code, 0) for row in here}
        rest = max(remaining.get(unit, 0) - sum(served.values()), 0)
        shared, left = divided(rest, [row for row in here if row.kind is PlaceKind.OFFICE or not names(row)])
        people |= {code: many + shared.get(code, 0) for code, many in served.items()}
        if left:
            nobodys[unit] = left
    return Catchments(people, nobodys)


def names(row: PlaceRow) -> bool:
    """Tell whether a place says itself whom it serves: by words of an address, or as a school by age."""
    return bool(row.serves) or row.kind is PlaceKind.SCHOOL


def _remaining(units: Iterable[int], kind: Kind, on: date) -> dict[int, int]:
    wanted, found = set(units), defaultdict[int, int](int)
    if not wanted:
        return found
    for unit, state, people in ledger.balances(as_of=on, low=min(wanted), high=max(wanted)):
        if unit in wanted and state in AWAITED[kind]:
            found[unit] += people
    return found


def _named(units: Sequence[int], kind: Kind, on: date) -> dict[str, int]:
    """Return by code how many people the places of these units name; who stands where is asked as it is now."""
    if not units:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sessions_catchments(%s, %s, %s)", [list(units), sorted(AWAITED[kind]), on])
        found = {place: int(people) for _unit, place, people in cursor.fetchall() if place}
    codes = Place.objects.filter(place_id__in=list(found)).values_list("place_id", "code")
    return {code: found[place] for place, code in codes}
