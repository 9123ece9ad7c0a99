"""Writing a new person down (thêm người vào dữ liệu dân cư)."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from toandan.ground.kernel import names
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.people import rules
from toandan.record.people.models import Person
from toandan.record.people.operations import claims, errors, numbers
from toandan.record.people.queries import corrections, done
from toandan.record.people.queries.persons import row_of
from toandan.record.people.words import PeoplePermission, PersonDetails

VERB = "people.person.register"


def register(
    *,
    actor: Actor,
    now: datetime,
    unit: int,
    details: PersonDetails,
    reason: str,
    client_key: UUID | None = None,
) -> int:
    """Write a person down under the unit that answers for them, and return their number in the register.

    The person stands in no account yet: whoever calls this posts the opening in the same transaction.
    With a `client_key` that has been used for the same details, the person made then is returned, nothing changes.
    Raises NotAllowed, or UnableToRegister: details wrong, a number taken, no reason, key used for somebody else,
    register being opened.
    """
    with acting(actor):
        require(actor, PeoplePermission.REGISTER, at=unit)
        if not reason.strip():
            raise errors.UnableToRegister(errors.REASON_MISSING, code="reason_missing")
        details = checked(details, now=now)
        person_id = numbers.next_number()
        try:
            _insert(person_id, unit, details, now, client_key)
        except _DoneBefore as before:
            return _of_before(before.client_key, details)
        append(actor=actor, verb=VERB, subject=f"person:{person_id}", unit=unit, detail={"reason": "given"})
    return person_id


def checked(details: PersonDetails, *, now: datetime) -> PersonDetails:
    """Return the details tidied. Raises UnableToRegister with every finding when one of them is an error."""
    details = rules.tidied(details)
    found = rules.findings(details, today=timezone.localdate(now))
    if any(finding.is_error for finding in found):
        raise errors.UnableToRegister(errors.DETAILS_WRONG, code="details_wrong", findings=found)
    return details


def columns(details: PersonDetails) -> dict[str, object]:
    """Return the details as the table's columns; empty numbers are absent there, not empty texts."""
    return {
        "full_name": details.full_name,
        "name_key": names.key(details.full_name),
        "birth_year": details.birth.year,
        "birth_month": details.birth.month,
        "birth_day": details.birth.day,
        "birth_basis": details.birth.basis.value,
        "sex": details.sex.value if details.sex else None,
        "personal_number": details.personal_number or None,
        "old_number": details.old_number or None,
        "father_name": details.father_name,
        "mother_name": details.mother_name,
        "spouse_name": details.spouse_name,
        "permanent_unit": details.permanent_unit,
        "temporary_unit": details.temporary_unit,
        "present_unit": details.present_unit,
        "present_address": details.present_address,
        "phone": details.phone,
        "home_visit": details.home_visit,
    }


def note_name(full_name: str) -> None:
    """Make sure that the dictionary of names holds this one; search finds nobody by a name that it lacks."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO people_name (name_key) VALUES (%s) ON CONFLICT DO NOTHING", [names.key(full_name)])


class _DoneBefore(Exception):
    """The write with this key has been carried out; what was begun of it again is undone."""

    def __init__(self, client_key: UUID) -> None:
        super().__init__()
        self.client_key = client_key


def _insert(person_id: int, unit: int, details: PersonDetails, now: datetime, client_key: UUID | None) -> None:
    """Write the row first, because nothing is claimed for somebody who is not there; then the key, then the numbers."""
    with transaction.atomic():
        Person.objects.bulk_create([Person(person_id=person_id, unit_no=unit, created_at=now, **columns(details))])
        if client_key is not None and not claims.first_time(client_key, person_id):
            raise _DoneBefore(client_key)
        claims.take_numbers(details, person_id)
        note_name(details.full_name)


def _of_before(client_key: UUID, details: PersonDetails) -> int:
    """Return the person made with this key before; a form sent again with somebody else in it is not a repeat."""
    person_id = done(client_key)
    if person_id is None:
        raise RuntimeError("a key that conflicts has been used")
    made = Person.objects.filter(person_id=person_id).first()
    # Who was corrected since, or lives elsewhere now, cannot be compared any more; the key alone decides then.
    if made is not None and not corrections(person_id) and row_of(made).details.mark != details.mark:
        raise errors.UnableToRegister(errors.KEY_USED, code="key_used")
    return person_id
