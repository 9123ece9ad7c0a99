"""Where the people of one unit live, for dividing a unit (nơi ở để chia tách đơn vị)."""

from collections.abc import Collection
from dataclasses import dataclass

from toandan.ground.kernel.names import key
from toandan.record.people.models import Person


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """What tells the parts of a divided unit apart: the number in the register, the personal number, the address.

    `address` is folded as names are: small letters without marks, single blanks.
    """

    person_id: int
    personal_number: str
    address: str


def places_at(unit: int) -> list[PlaceRow]:
    """Return everybody whom this unit answers for, as far as it lies in scope, by rising number."""
    found = Person.objects.filter(unit_no=unit).order_by("person_id")
    rows = found.values_list("person_id", "personal_number", "present_address")
    return [PlaceRow(person, number or "", key(address)) for person, number, address in rows]


def places_of(people: Collection[int]) -> list[PlaceRow]:
    """Return those of these people who lie in scope, by rising number; asks by number of person, whatever the unit."""
    found = Person.objects.filter(person_id__in=people).order_by("person_id")
    rows = found.values_list("person_id", "personal_number", "present_address")
    return [PlaceRow(person, number or "", key(address)) for person, number, address in rows]
