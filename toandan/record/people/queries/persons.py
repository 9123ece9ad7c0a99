"""People by their number in the register."""

from collections.abc import Iterable

from django.db.models import BigIntegerField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere
from toandan.record.people.models import Person
from toandan.record.people.words import BirthBasis, PartialDate, PersonDetails, PersonRow, Sex
from toandan.record.units import queries as units

_APART = 2**31
"""No unit has a number as large, so that two of them are one number without loss."""
_NOT_THERE = _("This person is not in the register, or belongs to a unit you do not work for.")


class PersonUnknown(NotThere):
    """There is no such person in the caller's scope."""

    def __init__(self) -> None:
        super().__init__(_NOT_THERE, code="person_unknown")


def person(person_id: int) -> PersonRow:
    """Return one person. Raises PersonUnknown when there is none in scope."""
    found = persons([person_id])
    if not found:
        raise PersonUnknown
    return found[0]


def persons(person_ids: Iterable[int]) -> list[PersonRow]:
    """Return the people with these numbers in the order asked; whoever is not in scope is left out."""
    wanted = list(person_ids)
    found = {row.person_id: row_of(row) for row in Person.objects.filter(person_id__in=wanted)}
    return [found[person_id] for person_id in wanted if person_id in found]


def row_of(stored: Person) -> PersonRow:
    """Return the stored person as a value."""
    basis = BirthBasis(stored.birth_basis)
    details = PersonDetails(
        full_name=stored.full_name,
        birth=PartialDate(stored.birth_year, stored.birth_month, stored.birth_day, basis),
        sex=Sex(stored.sex) if stored.sex else None,
        personal_number=stored.personal_number or "",
        old_number=stored.old_number or "",
        father_name=stored.father_name,
        mother_name=stored.mother_name,
        spouse_name=stored.spouse_name,
        permanent_unit=stored.permanent_unit,
        temporary_unit=stored.temporary_unit,
        present_unit=stored.present_unit,
        present_address=stored.present_address,
        phone=stored.phone,
        home_visit=stored.home_visit,
    )
    return PersonRow(person_id=stored.person_id, unit=stored.unit_no, details=details, created_at=stored.created_at)


def living_elsewhere(*, low: int, high: int, after: int = 0, limit: int = 200) -> list[PersonRow]:
    """Return people of the units `low` to `high` whose present address lies under another unit, by rising number.

    A unit that theirs was made of, or became, is no other one. `after` is the last person of the page before.
    """
    found = _elsewhere(low, high).filter(person_id__gt=after).order_by("person_id")
    return [row_of(row) for row in found[:limit]]


def how_many_elsewhere(*, low: int, high: int, most: int) -> int:
    """Return how many people `living_elsewhere` would go through; counting stops at `most`."""
    return _elsewhere(low, high)[:most].count()


def _elsewhere(low: int, high: int) -> QuerySet[Person]:
    """Return who of these units has a present address under another unit.

    Every pair of a unit and one that is the same in another time is one number of a list, which the database turns into
    a table of its own and looks each row up in: one pass over the units' people, however many reforms there were.
    """
    alone = [unit.number for unit in units.spanning(low, high)] == [low]
    # Named alone, a commune is read in the order of its own index; by a range the whole register may be gone through.
    here = Q(unit_no=low) if alone else Q(unit_no__range=(low, high))
    found = Person.objects.filter(here, present_unit__isnull=False).exclude(present_unit=F("unit_no"))
    same = [unit * _APART + place for unit, place in units.homes(low, high)]
    pair = Cast(F("unit_no"), BigIntegerField()) * Value(_APART, BigIntegerField()) + F("present_unit")
    return found.alias(pair=pair).exclude(pair__in=same) if same else found


def without_birth_date(*, low: int, high: int, after: int = 0) -> list[int]:
    """Return who of the units `low` to `high` has no whole birth date, by rising number, beginning behind `after`.

    A date that was assumed has been through the order of evidence and counts as one.
    """
    found = Person.objects.filter(unit_no__range=(low, high), person_id__gt=after)
    vague = found.exclude(birth_basis__in=(BirthBasis.FULL.value, BirthBasis.ASSUMED.value))
    return list(vague.order_by("person_id").values_list("person_id", flat=True))


def to_visit(*, low: int, high: int, limit: int) -> list[int]:
    """Return who of the units `low` to `high` is marked to be visited at home, by rising number."""
    found = Person.objects.filter(unit_no__range=(low, high), home_visit=True).order_by("person_id")
    return list(found.values_list("person_id", flat=True)[:limit])
