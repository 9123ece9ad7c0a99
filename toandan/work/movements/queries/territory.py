"""By what right a unit may take somebody's papers: where they stand, and where they live (quy tắc địa bàn)."""

from datetime import date

from toandan.record.ledger.words import Residence, StandingRow
from toandan.record.people.words import PersonRow
from toandan.record.units import queries as units
from toandan.record.units.words import Territory, Unit
from toandan.work.movements.models import Line
from toandan.work.movements.rules import lists as rules
from toandan.work.movements.words import LineState, Serving


def serving(*, unit: int, person: PersonRow, stands: StandingRow, on: date) -> Serving:
    """Answer the territory rule for one person: their unit's account must be within reach, and the place they live in.

    A unit may not travel after its own permanent residents, so whoever of its account is known to live elsewhere is
    outside as well, unless an assignment of help covers the place where they live. Raises UnitUnknown.
    """
    temporary = stands.standing.residence is Residence.TEMPORARY
    territory = units.may_capture(unit=unit, at=stands.unit_no, on=on, temporary=temporary)
    if territory is not Territory.OWN:
        return Serving(territory)
    place = _lives_outside(units.by_number(unit), person, on)
    if place is None:
        return Serving(territory)
    details = person.details
    lives = rules.residence_at(
        place, permanent=details.permanent_unit, temporary=details.temporary_unit, now=stands.standing.residence
    )
    helped = units.may_capture(unit=unit, at=place, on=on, temporary=lives is Residence.TEMPORARY)
    return Serving(helped) if helped.allowed else Serving(territory, elsewhere=place)


def receiver_of(person: PersonRow, stands: StandingRow, on: date) -> int | None:
    """Return the commune that a list with this person would go to; None when they are not known to live elsewhere."""
    return _lives_outside(units.by_number(stands.unit_no), person, on)


def list_of(*, person: int, unit: int) -> int | None:
    """Return the draft or open list on which somebody waits for the unit that answers for them."""
    held = (LineState.DRAFT, LineState.PENDING)
    found = Line.objects.filter(person_id=person, from_no=unit, state__in=held)
    return found.order_by("-list_id").values_list("list_id", flat=True).first()


def _lives_outside(unit: Unit, person: PersonRow, on: date) -> int | None:
    """Return where somebody is known to live, as it is called on this day, when that lies outside the unit.

    A unit of the past stands for what it became; where that is not known, nobody is said to live outside.
    """
    present = person.details.present_unit
    place = units.by_numbers([present]).get(present) if present else None
    if place is None or unit.holds(place.number):
        return None
    if rules.ended(place, unit, on):
        places = _called(place, on)
        return None if not places or any(unit.holds(one.number) for one in places) else places[0].number
    if rules.ended(unit, place, on):
        later = _called(unit, on)
        return None if not later or any(one.holds(place.number) for one in later) else place.number
    return place.number


def _called(unit: Unit, on: date) -> list[Unit]:
    """Return what a unit of another time is on this day, the likeliest first; all parts when it was divided."""
    found = [one for one in units.ended_in(unit.number) if one.in_force(on)]
    before = units.standing_for(unit.number, as_of=on)
    return found or ([before] if before is not None else [])
