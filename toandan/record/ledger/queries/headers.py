"""Entries and seals (bút toán, chốt số liệu)."""

from uuid import UUID

from django.db import connection

from toandan.record.ledger.models import Entry, Seal
from toandan.record.ledger.queries.errors import EntryUnknown
from toandan.record.ledger.words import EntryRow, SealRow, Verb


def head() -> int:
    """Return the number of the last entry, 0 before the first; needs no scope."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_head()")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def entry(number: int) -> EntryRow:
    """Return the header of an entry that touched a unit in scope; raises EntryUnknown."""
    found = Entry.objects.filter(entry_id=number).first()
    if found is None:
        raise EntryUnknown(number)
    return EntryRow(
        entry=found.entry_id,
        client_key=str(found.client_key),
        verb=Verb(found.verb),
        occurred_on=found.occurred_on,
        recorded_at=found.recorded_at,
        actor=found.actor,
        actor_id=found.actor_id,
        reason=found.reason,
        evidence=found.evidence,
        session=found.session,
        lines=found.lines,
        refused=len(found.refused),
    )


def entry_of(client_key: UUID) -> int | None:
    """Return the number of the entry that a request with this key made in scope, or None when none did yet."""
    return Entry.objects.filter(client_key=client_key).values_list("entry_id", flat=True).first()


def last_seal() -> SealRow | None:
    """Return the newest seal, None before the first; nothing up to its entry can be added any more."""
    found = seals(limit=1)
    return found[0] if found else None


def seals(*, limit: int = 100) -> list[SealRow]:
    """Return seals, the newest first."""
    found = Seal.objects.order_by("-seal_id")[:limit]
    return [SealRow(s.seal_id, s.entry_id, s.sealed_at, s.actor, s.reason) for s in found]
