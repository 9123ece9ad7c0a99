"""Comparing what a session collected with its tickets and with the ledger (đối chiếu buổi lưu động)."""

from datetime import datetime
from uuid import UUID

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.work.sessions.operations import base
from toandan.work.sessions.operations.errors import unable
from toandan.work.sessions.queries.reconciling import count_of
from toandan.work.sessions.queries.sessions import session_row
from toandan.work.sessions.words import Count, SessionVerb


def reconcile(*, actor: Actor, now: datetime, code: str, note: str = "", client_key: UUID) -> Count:
    """Set a closed session against what the ledger holds under its code, and return the three counts.

    Where they differ a note must say why; it stays with the session. Nothing is changed to make them agree.
    Raises NotAllowed, SessionUnknown, UnableToHold: it is not closed, or they differ and nobody says why.
    """
    with acting(actor):
        stored = base.locked(code)
        count = count_of(session_row(stored))
        said = Said(
            actor, now, note, client_key,
            {"collected": count.collected, "tickets": count.tickets, "posted": count.posted},
        )  # fmt: skip
        if base.repeated(said, code, SessionVerb.RECONCILED):
            return Count(stored.collected or 0, stored.served or 0, stored.posted or 0)
        base.allowed(stored, said, SessionVerb.RECONCILED)
        if count.differs and not note.strip():
            raise unable("note_missing")
        base.change(stored, SessionVerb.RECONCILED, posted=count.posted, note=note.strip())
        base.record(said, subject=code, unit=stored.unit_no, verb=SessionVerb.RECONCILED)
        append(
            actor=actor, verb="sessions.session.reconcile", subject=f"session:{code}", unit=stored.unit_no,
            detail={"collected": count.collected, "tickets": count.tickets, "posted": count.posted},
        )  # fmt: skip
    return count
