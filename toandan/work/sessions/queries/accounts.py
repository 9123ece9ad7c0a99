"""Whom a session of activation expects, and who was activated under its code (danh sách kích hoạt tài khoản).

What is asked here goes through functions of the database that look at who acts: an officer by their word at the
session's unit, a helper by having been named for this very session, and only while it is open.
"""

from django.db import connection

from toandan.ground.kernel.names import key
from toandan.ground.kernel.partial_date import PartialDate
from toandan.work.sessions.models import Activation
from toandan.work.sessions.queries.errors import SessionUnknown
from toandan.work.sessions.words import AccountDoor, Holder, Holders, Shift, State

PAGE = 50
_MOST, _WORDS = 200, 8


def account_door(code: str, *, lock: bool = False) -> AccountDoor:
    """Return a session of activation at which the caller may tick accounts. Raises SessionUnknown for anybody else.

    With `lock` it stays as it is until the transaction ends.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sessions_account_door(%s, %s)", [code, lock])
        row = cursor.fetchone()
    if row is None:
        raise SessionUnknown(code)
    session_id, unit, state, day, shift, place, address = row
    return AccountDoor(code, State(state), day, Shift(shift), place, address, unit, session_id)


def helping() -> list[AccountDoor]:
    """Return the sessions of activation that the caller was named for as a helper, from today on, the nearest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sessions_helping()")
        return [
            AccountDoor(code, State(state), day, Shift(shift), place, address)
            for code, state, day, shift, place, address in cursor.fetchall()
        ]


def holders(door: AccountDoor, *, name: str = "", active: bool = False, page: int = 1) -> Holders:
    """Return a page of the people whose account waits at this session, or with `active` was activated there.

    `name` keeps those whose name has these words, whole or begun, with or without marks.
    """
    page = max(1, min(page, _MOST))
    return _listed(door.session_id, None, key(name).split()[:_WORDS], active, PAGE * (page - 1), PAGE)


def holder(door: AccountDoor, person: int, *, active: bool = False) -> Holder | None:
    """Return somebody of that list, or nobody."""
    found = _listed(door.session_id, person, [], active, 0, 1).people
    return found[0] if found else None


def activation_of(person: int) -> int | None:
    """Return the number of the person's newest activation here that was not undone, as far as in scope."""
    found = Activation.objects.filter(person_id=person, undone_at=None).order_by("-activation_id")
    return found.values_list("activation_id", flat=True).first()


def _listed(session: int, person: int | None, words: list[str], active: bool, skip: int, limit: int) -> Holders:
    with connection.cursor() as cursor:
        asked = [session, person, words, active, skip, limit]
        cursor.execute("SELECT * FROM sessions_expected(%s, %s, %s::text[], %s, %s, %s)", asked)
        rows = cursor.fetchall()
    people = tuple(
        Holder(person_id, unit, state, name, PartialDate.of(year, month, day), number or "", activation)
        for person_id, unit, state, name, year, month, day, number, activation, _many in rows
    )
    return Holders(people, rows[0][-1] if rows else 0)
