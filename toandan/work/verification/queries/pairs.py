"""The records a reviewer compares: a person, what they are compared with, the next candidate (hai hồ sơ cạnh nhau).

Numbers are masked here, once for every face. What the other side was when it was proposed is kept with the review,
because it may belong to a unit the reviewer does not work for; whoever is in scope is shown as they are now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toandan.ground.kernel.partial_date import Basis
from toandan.ground.kernel.personal_number import mask
from toandan.record.people import queries as people
from toandan.record.people.words import PersonField, PersonRow
from toandan.record.units import queries as units
from toandan.work.verification.words import ReviewRow

COMPARED = (
    PersonField.FULL_NAME, PersonField.BIRTH, PersonField.SEX, PersonField.PERSONAL_NUMBER, PersonField.OLD_NUMBER,
    PersonField.FATHER, PersonField.MOTHER, PersonField.SPOUSE,
)  # fmt: skip
"""What linkage compares of a person, beside the commune."""
NUMBERS = frozenset({PersonField.PERSONAL_NUMBER.value, PersonField.OLD_NUMBER.value})
COMMUNE = "commune"
OF_LISTS = ("id", "death_date", COMMUNE)
"""What a list says of a record beside the fields of a person."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of a pair as texts by field, numbers masked, nothing empty.

    `record` is a row of a list, or the other person of a duplicate; `runner_up` is None without a next candidate.
    `shown` are the people and their units, for the journal.
    """

    person: Mapping[str, str]
    record: Mapping[str, str]
    runner_up: Mapping[str, str] | None
    shown: tuple[tuple[int, int], ...]


def sides(review: ReviewRow) -> Sides:
    """Return both sides of a review and the runner-up. Raises PersonUnknown when its person is out of scope."""
    return compared(review.person_id, review.unit, review.record, review.runner_up)


def compared(person_id: int, unit: int, record: Mapping[str, Any], runner_up: Mapping[str, Any] | None = None) -> Sides:
    """Return a person beside a kept record. Raises PersonUnknown.

    Somebody out of scope is shown as kept, and journalled with `unit`, where they were looked at.
    """
    person = people.person(person_id)
    named = [int(told["person_id"]) for told in (record, runner_up or {}) if "person_id" in told]
    known = {one.person_id: one for one in people.persons(named)}
    shown = [(person.person_id, person.unit), *((one, known[one].unit if one in known else unit) for one in named)]
    return Sides(
        person=identity(person),
        record=_told(record, known),
        runner_up=_told(runner_up, known) if runner_up else None,
        shown=tuple(shown),
    )


def identity(person: PersonRow) -> dict[str, str]:
    """Return the few fields a reviewer needs of a person, numbers masked; a day that was only assumed is left out.

    The commune is named, with its code behind it: a code alone may have meant another unit in another year.
    """
    details = person.details
    told = {field.value: details.text(field) for field in COMPARED}
    if details.birth.basis is Basis.ASSUMED:
        told[PersonField.BIRTH.value] = str(details.birth.year)
    unit = units.by_number(person.unit)
    return masked(told | {COMMUNE: f"{unit.name_vi} ({unit.code})"})


def masked(record: Mapping[str, Any]) -> dict[str, str]:
    """Return what a reviewer is shown of a record: the fields that are compared, its numbers masked."""
    told = {name: str(record.get(name) or "") for name in (*OF_LISTS, *(field.value for field in COMPARED))}
    return {name: mask(value) if name in NUMBERS else value for name, value in told.items() if value}


def with_identities(records: Sequence[Mapping[str, Any] | None]) -> list[Mapping[str, Any] | None]:
    """Add to records that only name a person of the register what a reviewer needs of them; others stay as they are.

    A person out of scope stays a number.
    """
    wanted = sorted({int(told["person_id"]) for told in records if told and set(told) == {"person_id"}})
    known: dict[int, dict[str, str]] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        known |= {one.person_id: identity(one) for one in people.persons(wanted[at : at + _AT_ONCE])}
    return [
        told if not told or set(told) != {"person_id"} else dict(told) | known.get(int(told["person_id"]), {})
        for told in records
    ]


_AT_ONCE = 2000
"""People read by one statement."""


def _told(record: Mapping[str, Any], known: Mapping[int, PersonRow]) -> dict[str, str]:
    person = known.get(int(record["person_id"])) if "person_id" in record else None
    return identity(person) if person is not None else masked(record)
