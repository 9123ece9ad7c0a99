"""People by their number in the register."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere
from toandan.record.people.models import Person
from toandan.record.people.words import BirthBasis, PartialDate, PersonDetails, PersonRow, Sex

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
