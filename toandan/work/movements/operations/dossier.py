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
from toandan.record.ledger.words import Card, EId, Line, Obstacle, Residence, StandingRow, Verb
from toandan.record.officers.operations import acting, require
from toandan.record.people import queries as people_rows
from toandan.record.units import queries as units
from toandan.work.movements.operations.errors import UnableToRecord, UnableToServe
from toandan.work.movements.words import CivilPermission


def collect_dossier(
    *, actor: Actor, now: datetime, unit: int, person: int, occurred_on: date, reason: str, client_key: UUID
) -> int:
    """Post that `unit` took the papers of a person who is due, for card and account, and return the entry's number.

    Raises NotAllowed, PersonUnknown, UnableToServe when the person stands outside the unit's territory and no
    assignment allows it, UnableToRecord for people who do not wait for a card or days to come, UnableToPost.
    """
    with acting(actor):
        people_rows.person(person)
        require(actor, CivilPermission.DOSSIER, at=unit)
        if (before := ledger_rows.entry_of(client_key)) is not None:
            return _of_before(person, before)
        stands = _due(person, unit, occurred_on)
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
        )
        detail = {"entry": outcome.entry, "by": unit}
        verb, subject = "movements.dossier.record", f"person:{person}"
        append(actor=actor, verb=verb, subject=subject, unit=stands.unit_no, detail=detail)
    return outcome.entry


def _of_before(person: int, entry: int) -> int:
    """Let a form sent twice be done; one sent again for somebody else is refused."""
    if not any(posting.entry == entry for posting in ledger_rows.timeline(person)):
        raise UnableToRecord("key_used")
    return entry


def _due(person: int, unit: int, on: date) -> StandingRow:
    """Return the standing of somebody who waits for a card and whom the unit may serve."""
    stands = next(iter(ledger_rows.standings([person])), None)
    if stands is None:
        raise UnableToRecord("person_gone", field="person")
    temporary = stands.standing.residence is Residence.TEMPORARY
    if not units.may_capture(unit=unit, at=stands.unit_no, on=on, temporary=temporary).allowed:
        names = {"unit": units.by_number(unit).name_vi, "place": units.by_number(stands.unit_no).name_vi}
        raise UnableToServe("outside_territory", values=names, field="person")
    if stands.standing.card is not Card.DUE:
        raise UnableToRecord("not_due", field="person")
    return stands
