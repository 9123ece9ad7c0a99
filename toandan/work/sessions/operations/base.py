"""What the operations of this room share: who says what and why, the line in the history, locks (phần chung)."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from django.db import connection

from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.said import Said
from toandan.record.officers.operations import require
from toandan.record.tables import line
from toandan.work.sessions import states
from toandan.work.sessions.models import Event, Session
from toandan.work.sessions.operations.errors import unable
from toandan.work.sessions.queries.errors import SessionUnknown
from toandan.work.sessions.words import SessionVerb, State

AT_HOME = "Đến nhà người không đi lại được"
"""The reason of postings when the crew wrote none; kept in the language of the register."""


def locked(code: str) -> Session:
    """Return the session, kept from other writers until the transaction ends. Raises SessionUnknown."""
    found = Session.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise SessionUnknown(code)
    return found


def repeated(said: Said, subject: str, verb: StrEnum, refusal: Callable[[str], UnableTo] = unable) -> bool:
    """Tell whether this very write has been carried out. Raises the refusal when its key was used otherwise."""
    done = Event.objects.filter(client_key=said.client_key).values_list("subject", "verb").first()
    if done is not None and done != (subject, verb.value):
        raise refusal("key_used")
    return done is not None


def allowed(session: Session, said: Said, verb: SessionVerb) -> None:
    """Make sure that the actor may do this at the session's unit, says why if asked, and it may be done now."""
    way = states.LIFE[verb]
    require(said.actor, way.permission, at=session.unit_no)
    if way.reason and not said.reason.strip():
        raise unable("reason_missing")
    if not states.may(verb, State(session.state)):
        raise unable("wrong_state")


def change(session: Session, verb: SessionVerb, **values: object) -> None:
    """Write what a verb changes; the one place where a session's state does."""
    after = states.after(verb, State(session.state)).value
    Session.objects.filter(session_id=session.session_id).update(state=after, **values)


def record(said: Said, *, subject: str, unit: int, verb: StrEnum) -> None:
    """Write the line of the history."""
    Event(subject=subject, unit_no=unit, detail=dict(said.detail), **line(said, verb)).save(force_insert=True)


def next_number(sequence: str) -> int:
    """Return the next number of a sequence of this room."""
    return next_numbers(sequence, 1)[0]


def next_numbers(sequence: str, many: int) -> list[int]:
    """Return that many new numbers, rising."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, many])
        return [int(number) for (number,) in cursor.fetchall()]


def code_of(letter: str, day: date, number: int) -> str:
    """Return the code of a session or route: its letter, its first day, and its number in the house."""
    return f"{letter}{day:%y%m%d}-{number}"
