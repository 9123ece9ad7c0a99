"""Sealing what is published, folding what lies between seals, opening months (chốt số liệu)."""

from datetime import date, datetime

from django.db import connection

from toandan.ground.kernel.actor import FIRST_NUMBER, Actor, the_house
from toandan.record.journal.operations import append
from toandan.record.ledger.operations import errors
from toandan.record.ledger.words import LedgerPermission
from toandan.record.officers.operations import acting, require


def seal(*, actor: Actor, now: datetime, reason: str) -> int:
    """Seal the ledger at its last entry and return that entry's number; figures as of it never change again.

    Waits for posts under way. Raises NotAllowed, UnableToSeal without a reason.
    """
    if not reason.strip():
        raise errors.UnableToSeal(errors.REASON_MISSING, code="reason_missing")
    with acting(actor):
        require(actor, LedgerPermission.SEAL, at=FIRST_NUMBER if actor.everywhere else actor.at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT ledger_seal(%s, %s, %s)", [actor.name, actor.officer, reason])
            (number,) = cursor.fetchone() or (0,)
            cursor.execute("SELECT entry_id FROM ledger_seal WHERE seal_id = %s", [number])
            (entry,) = cursor.fetchone() or (0,)
        append(actor=actor, verb="ledger.seal.make", subject=f"seal:{number}", unit=None, detail={"entry": entry})
    return int(entry)


def fold(*, actor: Actor | None = None) -> int:
    """Merge deltas of one account and day that lie between the same two seals; return how many rows fewer there are.

    No figure changes, neither today's nor one published at a seal. Without an actor the house does it.
    Raises NotAllowed.
    """
    who = actor or the_house()
    with acting(who):
        require(who, LedgerPermission.SEAL, at=who.at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT ledger_fold()")
            (gone,) = cursor.fetchone() or (0,)
        append(actor=who, verb="ledger.delta.fold", subject="ledger:delta", unit=None, detail={"gone": gone})
    return int(gone)


def open_months(*, until: date, actor: Actor | None = None) -> list[str]:
    """Make the partitions of postings for every month up to the one of `until`; return the names of the new ones.

    Raises NotAllowed.
    """
    who = actor or the_house()
    with acting(who):
        require(who, LedgerPermission.SEAL, at=who.at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM ledger_open_months(%s)", [until])
            names = [str(name) for (name,) in cursor.fetchall()]
        if names:
            append(
                actor=who, verb="ledger.month.open", subject="ledger:posting", unit=None, detail={"months": len(names)}
            )
    return names
