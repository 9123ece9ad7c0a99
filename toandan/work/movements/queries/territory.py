"""By what right a unit may take somebody's papers: where they stand, and where they live (quy tắc địa bàn)."""

from collections.abc import Iterable
from datetime import date

from toandan.record.ledger import queries as ledger
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
    lives = units.elsewhere(person.details.present_unit, of=units.by_number(unit), on=on)
    if lives is None:
        return Serving(territory)
    there = residence_at(lives, person, stands) is Residence.TEMPORARY
    helped = units.may_capture(unit=unit, at=lives.number, on=on, temporary=there)
    return Serving(helped) if helped.allowed else Serving(territory, elsewhere=lives.number)


def receiver_of(person: PersonRow, stands: StandingRow, on: date) -> int | None:
    """Return the commune that a list with this person would go to; None when they are not known to live elsewhere."""
    return receivers([(person.person_id, person.details.present_unit, stands.unit_no)], on).get(person.person_id)


def receivers(rows: Iterable[tuple[int, int | None, int]], on: date) -> dict[int, int]:
    """Return the commune a list would go to for everybody who lives outside the unit that answers for them.

    A row is a number to tell it by, the place of any time somebody lives in, and the unit they stand in. Whoever is
    undecided still stands in an old unit; from there a list goes to the unit of today once nobody is left in the old
    one they live in, and to nobody when their own unit may have gone to the same.
    """
    found = {
        person: (units.by_number(unit), there)
        for person, place, unit in rows
        if (there := units.elsewhere(place, of=units.by_number(unit), on=on)) is not None
    }
    gone = ledger.led_away({there.number for _, there in found.values() if not there.in_force(on)})
    return {
        person: now.number
        for person, (unit, there) in found.items()
        if (now := _led_on(there, unit, on) if there.number in gone else there) is not None
    }


def _led_on(there: Unit, unit: Unit, on: date) -> Unit | None:
    """Return what a place went to, unless the unit somebody stands in may have gone there too."""
    later = units.called(there.number, on=on)
    return None if not later or any(units.is_part_of(unit.number, one) for one in later) else later[0]


def residence_at(place: Unit, person: PersonRow, stands: StandingRow) -> Residence:
    """Return how somebody lives in a unit; papers that name what it was made of, or became, name it too."""
    details = person.details
    return rules.residence_at(
        permanent=_named(details.permanent_unit, place),
        temporary=_named(details.temporary_unit, place),
        now=stands.standing.residence,
    )


def _named(registered: int | None, place: Unit) -> bool:
    return registered is not None and units.is_part_of(registered, place)


def list_of(*, person: int, unit: int) -> int | None:
    """Return the draft or open list on which somebody waits for the unit that answers for them."""
    held = (LineState.DRAFT, LineState.PENDING)
    found = Line.objects.filter(person_id=person, from_no=unit, state__in=held)
    return found.order_by("-list_id").values_list("list_id", flat=True).first()
