"""Balances and entries of the ledger for other systems (sổ cái)."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema

from toandan.faces.api.door import Call, Number, needs
from toandan.record.ledger import queries
from toandan.record.ledger.words import LedgerPermission
from toandan.record.officers.operations import require
from toandan.record.units import queries as units

router = Router(tags=["ledger"])


class BalanceIn(Schema):
    """Whose balance: a unit with everything below it, at the end of a day, perhaps as published at an entry."""

    unit: str
    as_of: date | None = None
    entry: Number | None = None


class AccountOut(Schema):
    """People in one account; `state` is the standing's number, the words say the same."""

    state: int
    residence: str
    card: str
    eid: str
    obstacle: str
    people: int


class BalanceOut(Schema):
    """The accounts of a unit; everybody stands in exactly one of them."""

    unit: str
    name_vi: str
    name_en: str
    as_of: date
    entry: int | None
    people: int
    accounts: list[AccountOut]


class EntryOut(Schema):
    """The header of an entry; it names nobody whom it moved."""

    entry: int
    client_key: str
    verb: str
    occurred_on: date
    recorded_at: datetime
    actor: str
    reason: str
    evidence: str
    session: str
    posted: int
    refused: int


@router.get("/ledger/balance", response=BalanceOut, summary="How many people stand in each account of a unit")
@needs(LedgerPermission.READ_BALANCE)
def balance(request: Call, asked: Query[BalanceIn]) -> dict[str, Any]:
    """Return the accounts that hold anybody."""
    day = asked.as_of or timezone.localdate(request.now)
    at = units.bearer(asked.unit, as_of=day)
    require(request.actor, LedgerPermission.READ_BALANCE, at=at.number)
    return queries.plain_balance(at, as_of=day, entry=asked.entry)


@router.get("/ledger/entries/{entry}", response=EntryOut, summary="The header of an entry")
@needs(LedgerPermission.READ_ENTRY)
def entry(request: Call, entry: int) -> dict[str, Any]:
    """Return an entry that touched a unit in scope."""
    return queries.plain_entry(queries.entry(entry))
