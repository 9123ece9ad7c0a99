"""Movements for other systems: record, undo, list, the clock of people registered nowhere (biến động)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.record.journal.operations import append_reads
from toandan.record.ledger import queries as ledger
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.movements import operations, queries
from toandan.work.movements.words import CivilPermission, ClockState, Kind, MovementRow, Report
from toandan.work.sessions import queries as sessions
from toandan.work.sessions.words import Kind as SessionKind

router = Router(tags=["movements"])
MOST = 200
Text = Annotated[str, Field(max_length=300)]
Limit = Annotated[int, Field(ge=1, le=MOST)]


class ReportIn(Schema):
    """What happened to somebody; a repeat with the same `client_key` changes nothing."""

    client_key: UUID
    kind: Kind
    occurred_on: date
    reported_on: date
    reason: Text
    evidence: Text = ""


class UndoIn(Schema):
    """Why a movement is undone."""

    client_key: UUID
    reason: Text
    evidence: Text = ""


class DossierIn(Schema):
    """Which unit, by number, took a person's papers, and when; `in_person` says that the person came to the unit.

    `session` is the code of the session of that day at which they were taken; without it they count to none.
    """

    client_key: UUID
    unit: Annotated[int, Field(ge=1, lt=2**31)]
    occurred_on: date
    reason: Text
    in_person: bool = False
    session: Annotated[str, Field(max_length=60, pattern=HOLDABLE)] = ""


class MovementOut(Schema):
    """One movement; `entry` is null where no standing changed, `undone_by` names the movement that undid it.

    `unit` recorded it; `kept_by` answers for it since that unit merged, null before.
    """

    person_id: int
    movement: int
    unit: str
    kind: Kind
    occurred_on: date
    reported_on: date
    reason: str
    evidence: str
    entry: int | None
    undone_by: int | None
    undoes: int | None
    kept_by: str | None = None


class DossierOut(Schema):
    """The entry that took the papers, and the code for the person's receipt."""

    entry: int
    receipt: str


class ListIn(Schema):
    """Movements of a unit by number and what lies under it, the newest first; `before` continues the page."""

    unit: Annotated[int, Field(ge=1, lt=2**31)]
    kind: Kind | None = None
    before: Number | None = None
    limit: Limit = 50


class WaitingOut(Schema):
    """One person whose residence is to be verified, with the clock's days."""

    person_id: int
    unit: str
    since: date
    due_on: date
    latest_on: date
    state: ClockState


@router.get("/movements", response=list[MovementOut])
@needs(CivilPermission.READ, writes=True)
def movements(request: Call, asked: Query[ListIn]) -> list[MovementOut]:
    """List what a unit recorded or took over in a merger; reading is journalled."""
    with reading(request.actor):
        unit = units.by_number(asked.unit)
        found = queries.movements(
            low=unit.number, high=unit.last, kind=asked.kind, before=asked.before, limit=asked.limit
        )
    rows = [row for row in found if request.actor.may(CivilPermission.READ, row.answers)]
    _journal(request, [(row.person_id, row.answers) for row in rows])
    return [_out(row) for row in rows]


@router.get("/movements/unregistered/{int:number}", response=list[WaitingOut])
@needs(CivilPermission.READ, writes=True)
def unregistered(
    request: Call, number: int, since: date | None = None, after: Number = 0, limit: Limit = MOST
) -> list[WaitingOut]:
    """List the people of a unit whose residence waits to be verified, the longest waiting first.

    A page goes on with `since` and the person (`after`) of its last row.
    """
    with reading(request.actor):
        unit = units.by_number(number)
        today = _today(request)
        found = queries.unregistered(
            low=unit.number, high=unit.last, on=today, limit=limit, after=(since, after) if since else None
        )
    rows = [row for row in found if request.actor.may(CivilPermission.READ, row.unit)]
    _journal(request, [(row.person_id, row.unit) for row in rows])
    return [
        WaitingOut(
            person_id=row.person_id,
            unit=units.by_number(row.unit).code,
            since=row.since,
            due_on=row.due_on,
            latest_on=row.latest_on,
            state=row.state,
        )
        for row in rows
    ]


@router.post("/people/{int:person_id}/movements", response=MovementOut)
@needs(CivilPermission.RECORD, writes=True)
def record(request: Call, person_id: int, said: ReportIn) -> MovementOut:
    """Record what happened to somebody who is in the register."""
    report = Report(said.occurred_on, said.reported_on, said.reason, said.evidence)
    made = operations.record(
        actor=request.actor,
        now=request.now,
        kind=said.kind,
        person=person_id,
        report=report,
        client_key=said.client_key,
    )
    return _out(made)


@router.post("/people/{int:person_id}/movements/{int:movement}/undo", response=MovementOut)
@needs(CivilPermission.RECORD, writes=True)
def undo(request: Call, person_id: int, movement: int, said: UndoIn) -> MovementOut:
    """Undo a movement by a counter-entry."""
    made = operations.undo(
        actor=request.actor,
        now=request.now,
        person=person_id,
        number=movement,
        reason=said.reason,
        evidence=said.evidence,
        client_key=said.client_key,
    )
    return _out(made)


@router.post("/people/{int:person_id}/dossier", response=DossierOut)
@needs(CivilPermission.DOSSIER, writes=True)
def dossier(request: Call, person_id: int, said: DossierIn) -> DossierOut:
    """Post that a unit took a person's papers; outside its territory it is refused.

    `receipt` is the code for the person's receipt, by which anybody may ask how far the dossier is.

    The codes are `outside_territory` for people of another account, `lives_elsewhere` for those of its own who live
    elsewhere. Where the client may send lists about the person, the refusal names the list's `receiver` (a code) and
    `receiver_unit` (its number), as `POST /lists` takes it for `target`.
    """
    # What was posted before is answered as before, also when the session has been reconciled since.
    if said.session and ledger.entry_of(said.client_key) is None:
        with acting(request.actor):
            sessions.takes(said.session, SessionKind.ENROLMENT, said.occurred_on)
    entry = operations.collect_dossier(
        actor=request.actor,
        now=request.now,
        unit=units.by_number(said.unit).number,
        person=person_id,
        occurred_on=said.occurred_on,
        reason=said.reason,
        client_key=said.client_key,
        in_person=said.in_person,
        session=said.session,
    )
    return DossierOut(entry=entry, receipt=queries.receipt_code(said.client_key))


def _today(request: Call) -> date:
    return timezone.localdate(request.now)


def _journal(request: Call, people: list[tuple[int, int]]) -> None:
    with acting(request.actor):
        append_reads(actor=request.actor, people=people, purpose=CivilPermission.READ)


def _out(row: MovementRow) -> MovementOut:
    return MovementOut(
        person_id=row.person_id,
        movement=row.movement,
        unit=units.by_number(row.unit).code,
        kind=row.kind,
        occurred_on=row.occurred_on,
        reported_on=row.reported_on,
        reason=row.reason,
        evidence=row.evidence,
        entry=row.entry,
        undone_by=row.undone_by,
        undoes=row.undoes,
        kept_by=units.by_number(row.kept).code if row.kept else None,
    )
