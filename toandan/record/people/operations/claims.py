"""Taking and giving back what may belong to one person only."""

from uuid import UUID

from django.db import connection

from toandan.record.people.operations import errors
from toandan.record.people.queries import done
from toandan.record.people.words import ClaimKind, PersonDetails

_TAKEN = {
    ClaimKind.PERSONAL_NUMBER: errors.NUMBER_TAKEN,
    ClaimKind.OLD_NUMBER: errors.OLD_NUMBER_TAKEN,
}
_TAKE = "INSERT INTO people_claim (kind, value, person_id) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"


def take_number(kind: ClaimKind, value: str, person_id: int) -> None:
    """Claim a number for a person. Raises UnableToRegister when it is somebody's; it does not say whose."""
    if value and not _take(kind, value, person_id):
        raise errors.UnableToRegister(_TAKEN[kind], code=f"{kind}_taken")


def take_numbers(details: PersonDetails, person_id: int) -> None:
    """Claim both numbers of a new person."""
    take_number(ClaimKind.PERSONAL_NUMBER, details.personal_number, person_id)
    take_number(ClaimKind.OLD_NUMBER, details.old_number, person_id)


def give_back(kind: ClaimKind, value: str, person_id: int) -> None:
    """Set a number free that turned out not to be this person's."""
    if value:
        with connection.cursor() as cursor:
            cursor.execute("SELECT people_release(%s, %s, %s)", [person_id, kind.value, value])


def first_time(client_key: UUID, person_id: int) -> bool:
    """Note that the write with this key is carried out now; False when it has been before.

    A second writer with the same key waits here until the first has finished.
    """
    return _take(ClaimKind.CLIENT_KEY, str(client_key), person_id)


def done_for(client_key: UUID, person_id: int) -> bool:
    """Tell whether the write with this key has been carried out. Raises UnableToCorrect if for another person."""
    known = done(client_key)
    if known is not None and known != person_id:
        raise errors.UnableToCorrect(errors.KEY_USED, code="key_used")
    return known is not None


def _take(kind: ClaimKind, value: str, person_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [kind.value, value, person_id])
        return bool(cursor.rowcount == 1)
