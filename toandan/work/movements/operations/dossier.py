"""Taking somebody's papers for the card, under the territory rule (thu nhận hồ sơ).

Applications with their checks stand on this rule in a room of their own; this is the plain posting they begin with.
"""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as ledger_rows
from toandan.record.ledger.words import Card, EId, Line, Obstacle, StandingRow, Verb
from toandan.record.officers.operations import acting, require
from toandan.record.people import queries as people_rows
from toandan.record.people.words import PersonRow
from toandan.record.units import queries as units
from toandan.work.movements.models import Receipt
from toandan.work.movements.operations.errors import UnableToRecord, UnableToServe
from toandan.work.movements.queries import receipt_code, receiver_of, serving
from toandan.work.movements.queries.receipts import digest
from toandan.work.movements.words import CivilPermission, ListsPermission

_IN_PERSON = "Công dân trực tiếp đến trụ sở đơn vị"
"""Evidence is kept in the ledger as written, in the language of the register."""


def collect_dossier(
    *,
    actor: Actor,
    now: datetime,
    unit: int,
    person: int,
    occurred_on: date,
    reason: str,
    client_key: UUID,
    in_person: bool = False,
    session: str = "",
) -> int:
    """Post that `unit` took the papers of a person who is due, for card and account, and return the entry's number.

    `in_person` is the officer's word that the person came to the unit, which lets it serve those of its own account
    who live elsewhere; it is kept as the entry's evidence and in the journal.
    `session` is the code of the session or route it was taken under, by which that is reconciled.
    Raises NotAllowed, PersonUnknown, UnableToServe when the person stands outside the unit's territory, or lives
    outside it and did not come, and no assignment allows it, UnableToRecord for people who do not wait for a card or
    days to come, UnableToPost.
    """
    with acting(actor):
        row = people_rows.person(person)
        require(actor, CivilPermission.DOSSIER, at=unit)
        if (before := ledger_rows.entry_of(client_key)) is not None:
            return _of_before(person, before)
        stands = _due(actor, row, unit, occurred_on, in_person)
        if occurred_on > timezone.localdate(now):
            raise UnableToRecord("occurred_in_future", field="occurred_on")
        said = stands.standing
        eid = EId.APPLIED if said.eid is EId.NONE else said.eid
        after = said.but(card=Card.APPLIED, eid=eid, obstacle=Obstacle.NONE)
        outcome = ledger.post(
            actor=actor,
            now=now,
            verb=Verb.DOSSIER_COLLECTED,
            occurred_on=occurred_on,
            client_key=client_key,
            lines=[Line(person, (stands.unit_no, said.code), (stands.unit_no, after.code))],
            reason=reason,
            evidence=_IN_PERSON if in_person else "",
            session=session,
        )
        _receipt(person, outcome.entry, client_key, stands.unit_no, now)
        detail: dict[str, str | int | bool | None] = {"entry": outcome.entry, "by": unit}
        detail |= {"in_person": True} if in_person else {}
        verb, subject = "movements.dossier.record", f"person:{person}"
        append(actor=actor, verb=verb, subject=subject, unit=stands.unit_no, detail=detail)
    return outcome.entry


def _receipt(person: int, entry: int, client_key: UUID, unit: int, now: datetime) -> None:
    """Let the person's receipt be found by its code, which follows from the key and is kept nowhere."""
    code = digest("code", receipt_code(client_key))
    Receipt(
        person_id=person, entry_id=entry, client_key=client_key, code=code, unit_no=unit, made_at=now
    ).save(force_insert=True)  # fmt: skip


def _of_before(person: int, entry: int) -> int:
    """Let a form sent twice be done; one sent again for somebody else is refused."""
    if not any(posting.entry == entry for posting in ledger_rows.timeline(person)):
        raise UnableToRecord("key_used")
    return entry


def _due(actor: Actor, row: PersonRow, unit: int, on: date, in_person: bool) -> StandingRow:
    """Return the standing of somebody who waits for a card and whom the unit may serve."""
    stands = next(iter(ledger_rows.standings([row.person_id])), None)
    if stands is None:
        raise UnableToRecord("person_gone", field="person")
    right = serving(unit=unit, person=row, stands=stands, on=on)
    if not right.territory.allowed:
        raise _outside(actor, "outside_territory", unit, stands.unit_no, row, stands, on)
    if stands.standing.card is not Card.DUE:
        raise UnableToRecord("not_due", field="person")
    if right.elsewhere is not None and not in_person:
        raise _outside(actor, "lives_elsewhere", unit, right.elsewhere, row, stands, on)
    return stands


def _outside(
    actor: Actor, code: str, unit: int, place: int, row: PersonRow, stands: StandingRow, on: date
) -> UnableToServe:
    """Return the refusal; whoever may send lists about the person is told to whom."""
    values = {"unit": units.by_number(unit).name_vi, "place": units.by_number(place).name_vi}
    receiver = receiver_of(row, stands, on) if actor.may(ListsPermission.SEND, stands.unit_no) else None
    facts: dict[str, str | int] = {}
    if receiver is not None:
        facts = {"receiver": units.by_number(receiver).code, "receiver_unit": receiver}
    return UnableToServe(code, values=values, field="person", facts=facts)
