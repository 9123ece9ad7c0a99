"""Places, the agreements with them, and the half-days they are open (địa điểm)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q

from toandan.ground.kernel.days import days_off
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.sessions.models import Agreement, Place, Route, Session
from toandan.work.sessions.queries.errors import PlaceUnknown
from toandan.work.sessions.rules.days import halves_open
from toandan.work.sessions.words import Agreement as AgreementWord
from toandan.work.sessions.words import AgreementRow, Contact, Located, OpenHalf, PlaceKind, PlaceRow, Shift


def within(numbers: Iterable[int]) -> Q:
    """Return the condition that a row's unit is one of these units or lies under one."""
    # Nobody stands under a negative number, so that no units at all find nothing.
    found = Q(unit_no__lt=0)
    communes = []
    for unit in units.by_numbers(numbers).values():
        if unit.level is UnitLevel.COMMUNE:
            communes.append(unit.number)
        else:
            found |= Q(unit_no__range=(unit.number, unit.last))
    return found | Q(unit_no__in=communes) if communes else found


def places_in(numbers: Sequence[int], on: date) -> list[PlaceRow]:
    """Return the places of these units and what lies under them that are in use on a day, by code.

    Where the shares of a unit come to more than the whole, as after a merger, they are brought down to it.
    """
    found = Place.objects.filter(within(numbers)).filter(Q(closed_on=None) | Q(closed_on__gt=on))
    rows = [place_row(row) for row in found.order_by("code")]
    whole: dict[int, float] = defaultdict(float)
    for row in rows:
        whole[row.unit] += row.share
    # Shares that were typed as hundredths may pass one by a hair.
    return [replace(row, share=row.share / whole[row.unit]) if whole[row.unit] > 1 + 1e-9 else row for row in rows]


def units_with_places(low: int, high: int) -> frozenset[int]:
    """Return which of the units numbered `low` to `high` have places, or routes planned for them."""
    found: set[int] = set()
    for table in (Place, Route):
        found.update(table.objects.filter(unit_no__range=(low, high)).values_list("unit_no", flat=True))
    return frozenset(found)


def places_by_unit(low: int, high: int) -> dict[int, set[int]]:
    """Return which places each of the units numbered `low` to `high` has."""
    return _by_unit(Place.objects.filter(unit_no__range=(low, high)).values_list("unit_no", "pk"))


def sessions_by_unit(low: int, high: int) -> dict[int, set[int]]:
    """Return which sessions each of the units numbered `low` to `high` has, the past ones with the rest."""
    return _by_unit(Session.objects.filter(unit_no__range=(low, high)).values_list("unit_no", "pk"))


def _by_unit(rows: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for unit, number in rows:
        found[unit].add(number)
    return found


def place(code: str) -> PlaceRow:
    """Return one place. Raises PlaceUnknown."""
    found = Place.objects.filter(code=code).first()
    if found is None:
        raise PlaceUnknown(code)
    return place_row(found)


def places(codes: Collection[str]) -> dict[str, PlaceRow]:
    """Return those of these places that lie in scope, by code."""
    return {row.code: place_row(row) for row in Place.objects.filter(code__in=codes)}


def contacts(codes: Collection[str]) -> dict[str, Contact]:
    """Return whom to call about those of these places that lie in scope and have somebody written down, by code."""
    found = Place.objects.filter(code__in=codes).exclude(contact="", phone="")
    return {code: Contact(name, phone) for code, name, phone in found.values_list("code", "contact", "phone")}


def agreements(code: str) -> list[AgreementRow]:
    """Return the agreements with a place, the latest first. Raises PlaceUnknown."""
    found = Place.objects.filter(code=code).first()
    if found is None:
        raise PlaceUnknown(code)
    rows = Agreement.objects.filter(place_id=found.place_id).order_by("-since", "-agreement_id")
    return [AgreementRow(row.agreement_id, code, agreed(row), row.paper, row.ended_on) for row in rows]


def agreed(row: Agreement) -> AgreementWord:
    """Return a stored agreement as a value that ends where it was ended."""
    until = row.until if row.ended_on is None else min(row.until, row.ended_on - timedelta(days=1))
    return AgreementWord(
        frozenset(day for day in range(7) if row.weekdays >> day & 1), Shift(row.shift), row.since, until
    )


def open_half_days(codes: Collection[str], first_day: date, days: int) -> list[OpenHalf]:
    """Return the half-days on which these places can be used, by place and day; day 0 is `first_day`.

    An office is open on every day but public holidays, any other place as far as it is agreed.
    """
    if days < 1:
        return []
    last = first_day + timedelta(days=days - 1)
    found = {row.place_id: row for row in Place.objects.filter(code__in=codes).order_by("code")}
    kept: dict[int, list[AgreementWord]] = defaultdict(list)
    for row in Agreement.objects.filter(place_id__in=list(found), since__lte=last, until__gte=first_day):
        kept[row.place_id].append(agreed(row))
    closed = days_off(first_day, last)
    return [
        OpenHalf(row.code, (day - first_day).days, half)
        for number, row in found.items()
        for day, half in halves_open(PlaceKind(row.kind), kept[number], first=first_day, last=last, closed=closed)
        if row.closed_on is None or day < row.closed_on
    ]


def place_row(row: Place) -> PlaceRow:
    """Return a stored place as a value."""
    return PlaceRow(
        row.code, row.unit_no, PlaceKind(row.kind), row.name, row.address, row.latitude, row.longitude, row.share,
        Located(row.located), row.closed_on, tuple(row.serves),
    )  # fmt: skip
