"""People by the numbers somebody wrote down, also where a spreadsheet has damaged them (tra theo số định danh)."""

from collections.abc import Iterable

from django.db.models import F, Func

from toandan.ground.kernel import personal_number
from toandan.record.people.models import Person
from toandan.record.people.queries.persons import persons
from toandan.record.people.words import Damage, PersonDetails


def by_numbers(numbers: Iterable[str]) -> dict[str, int]:
    """Return which person of the scope bears each of these personal or old numbers; who has none is left out."""
    turned = [number[::-1] for number in numbers]
    found: dict[str, int] = {}
    for field in ("old_number", "personal_number"):
        rows = Person.objects.alias(turned=Func(F(field), function="reverse")).filter(turned__in=turned)
        found |= {str(number): int(person) for number, person in rows.values_list(field, "person_id")}
    return found


def by_written(written: Iterable[str]) -> dict[str, int | Damage]:
    """Return who of the scope is meant by each cell of a list; one that fits nobody is left out.

    Spaces, dots, hyphens and apostrophes do not count. Zeros that a spreadsheet ate are put back only where one person
    alone can be meant and the digits of the personal number say that person's place, century, year and sex; what
    cannot be led back for sure is named by its damage.
    """
    meant = {text: personal_number.readings(personal_number.bare(text)) for text in written}
    bearers = by_numbers({number for numbers in meant.values() for number in numbers})
    known = {row.person_id: row.details for row in persons(set(bearers.values()))}
    found: dict[str, int | Damage] = {}
    for text, (digits, *longer) in meant.items():
        led = {bearers[number]: number for number in longer if number in bearers}
        person = bearers.get(digits)
        if person is not None and set(led) <= {person}:
            found[text] = person
        elif person is None and len(led) == 1 and _is_proven(*next(iter(led.items())), known):
            found[text] = next(iter(led))
        elif (damage := _damage(digits, maimed=bool(led))) is not None:
            found[text] = damage
    return found


def _is_proven(person: int, number: str, known: dict[int, PersonDetails]) -> bool:
    details = known[person]
    return personal_number.proven(number, birth=details.birth, sex=details.sex)


def _damage(digits: str, *, maimed: bool) -> Damage | None:
    """Return what a spreadsheet did to a number that leads to nobody for sure; None when it may be whole."""
    if personal_number.rounded(digits):
        return Damage.ROUNDED
    whole = len(digits) in {personal_number.OLD_LENGTH, personal_number.LENGTH}
    short = digits.isdecimal() and len(digits) < personal_number.LENGTH
    return Damage.ZEROS_LOST if short and (maimed or not whole) else None
