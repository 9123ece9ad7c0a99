"""Recording movements: each is one transaction of an entry, a row, and where needed the person's details."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as ledger_rows
from toandan.record.ledger.words import WORLD, Line, Standing, StandingRow, Verb
from toandan.record.officers.operations import acting, require
from toandan.record.people import operations as people
from toandan.record.people import queries as people_rows
from toandan.record.people.words import PersonDetails, PersonRow
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.movements.models import Movement
from toandan.work.movements.operations.errors import UnableToRecord
from toandan.work.movements.queries import by_key, movement
from toandan.work.movements.rules import civil as rules
from toandan.work.movements.words import ENTERING, CivilPermission, Kind, MovementRow, Report

_PLACES = {Kind.PERMANENT: "permanent_unit", Kind.TEMPORARY: "temporary_unit"}
"""The detail a registration writes down."""


def enter(
    *,
    actor: Actor,
    now: datetime,
    kind: Kind,
    unit: int,
    details: PersonDetails,
    report: Report,
    client_key: UUID,
) -> MovementRow:
    """Write a new person down: a birth enters as not due, who lives here registered nowhere as unregistered.

    A birth with a temporary unit and no permanent one enters as a temporary resident. A repeat with the same key
    returns the first movement. Raises NotAllowed, UnitUnknown, UnableToRecord, UnableToRegister and UnableToPost.
    """
    today = timezone.localdate(now)
    with acting(actor):
        require(actor, CivilPermission.RECORD, at=unit)
        if kind not in ENTERING:
            raise UnableToRecord("already_so", field="kind")
        if before := _before(client_key, kind, None):
            return before
        found = units.by_number(unit)
        if found.level is not UnitLevel.COMMUNE:
            raise UnableToRecord("unit_not_commune", field="unit")
        newborn = rules.wrong_birth(details.birth, report.occurred_on) if kind is Kind.BIRTH else None
        _refuse(newborn or rules.wrong(kind, report, birth=details.birth, today=today))
        permanent = details.permanent_unit is not None or details.temporary_unit is None
        effect = rules.entering(kind, details.birth, permanent=permanent, today=today)
        person = people.register(
            actor=actor, now=now, unit=unit, details=details, reason=report.reason, client_key=client_key
        )
        line = Line(person, WORLD.pair, (unit, effect.after.code if effect.after else 0))
        return post(actor, now, kind, unit, report, client_key, line, effect.verb)


def record(
    *, actor: Actor, now: datetime, kind: Kind, person: int, report: Report, client_key: UUID, seen: int | None = None
) -> MovementRow:
    """Record what happened to somebody who is in the register, and return the movement.

    `report.occurred_on` is the true day; it counts from then, but never from before the person's last change. `seen` is
    the entry the officer was looking at; when another came meanwhile, nothing is recorded. A repeat with the same key
    returns the first movement. Raises NotAllowed, PersonUnknown, UnableToRecord and UnableToPost.
    """
    today = timezone.localdate(now)
    with acting(actor):
        row = people_rows.person(person)
        require(actor, CivilPermission.RECORD, at=row.unit)
        if before := _before(client_key, kind, person):
            return before
        _refuse(rules.wrong(kind, report, birth=row.details.birth, today=today))
        if kind in ENTERING or kind is Kind.UNDONE:
            raise UnableToRecord("kind_enters", field="kind")
        stands = next(iter(ledger_rows.standings([person])), None)
        if stands is not None and seen is not None and stands.entry != seen:
            raise UnableToRecord("changed_meanwhile", field="person")
        line, verb = _posting(row, kind, stands, today)
        place = _register(actor, now, kind, row, report, client_key)
        at = line.target[0] or row.unit
        return post(actor, now, kind, at, report, client_key, line, verb, place=place)


def post(
    actor: Actor,
    now: datetime,
    kind: Kind,
    unit: int,
    report: Report,
    client_key: UUID,
    line: Line,
    verb: Verb | None,
    *,
    place: int | None = None,
    undoes: int | None = None,
) -> MovementRow:
    """Post the line if the movement changes a standing, write the row, journal it; inside the caller's `acting`."""
    entry = _posted(actor, now, line, verb, report, client_key) if verb is not None else None
    number = _next_number()
    _write(actor, now, number, kind, unit, report, client_key, line, entry, place, undoes)
    word = "movements.civil.undo" if undoes else "movements.civil.record"
    detail = {"kind": kind.value, "movement": number, "entry": entry}
    append(actor=actor, verb=word, subject=f"person:{line.person}", unit=unit, detail=detail)
    return movement(line.person, number)


def _posted(actor: Actor, now: datetime, line: Line, verb: Verb, report: Report, client_key: UUID) -> int:
    """Post the line and return the entry's number."""
    return ledger.post(
        actor=actor,
        now=now,
        verb=verb,
        occurred_on=report.occurred_on,
        client_key=client_key,
        lines=[line],
        reason=report.reason,
        evidence=report.evidence,
    ).entry


def _write(
    actor: Actor,
    now: datetime,
    number: int,
    kind: Kind,
    unit: int,
    report: Report,
    client_key: UUID,
    line: Line,
    entry: int | None,
    place: int | None,
    undoes: int | None,
) -> None:
    """Write the movement's row."""
    Movement.objects.create(
        person_id=line.person,
        movement_id=number,
        unit_no=unit,
        kind=kind.value,
        occurred_on=report.occurred_on,
        reported_on=report.reported_on,
        reason=report.reason.strip(),
        evidence=report.evidence.strip(),
        entry_id=entry,
        unit_from=line.source[0],
        state_from=line.source[1],
        unit_to=line.target[0],
        state_to=line.target[1],
        place_before=place,
        undoes=undoes,
        actor=actor.name,
        actor_id=actor.officer,
        recorded_at=now,
        client_key=client_key,
    )


def _before(client_key: UUID, kind: Kind, person: int | None) -> MovementRow | None:
    """Return what a form sent twice has made already; one sent again for something else is refused."""
    found = by_key(client_key)
    if found is not None and (found.kind is not kind or (person is not None and found.person_id != person)):
        raise UnableToRecord("key_used")
    return found


def _refuse(found: tuple[str, str] | None) -> None:
    if found is not None:
        raise UnableToRecord(found[1], field=found[0])


def _posting(row: PersonRow, kind: Kind, stands: StandingRow | None, today: date) -> tuple[Line, Verb | None]:
    """Return what is to be posted; without a verb nothing is."""
    if stands is None:
        return _back(row, kind, today)
    return _moved(row, kind, stands.unit_no, stands.standing)


def _moved(row: PersonRow, kind: Kind, unit: int, now: Standing) -> tuple[Line, Verb | None]:
    """Return the posting of somebody who stands in a unit; without a verb the standing stays."""
    here = (unit, now.code)
    try:
        effect = rules.effect(kind, now)
    except ValueError as wrong:
        raise UnableToRecord(str(wrong), field="kind") from wrong
    if effect is None:
        return Line(row.person_id, here, here), None
    target = WORLD.pair if effect.after is None else (unit, effect.after.code)
    return Line(row.person_id, here, target), effect.verb


def _back(row: PersonRow, kind: Kind, today: date) -> tuple[Line, Verb]:
    """Return the posting of somebody who left the register and comes back to the unit they left, or what it became."""
    if kind is not Kind.RETURN:
        raise UnableToRecord("person_gone", field="person")
    last = next(reversed(ledger_rows.timeline(row.person_id)), None)
    if last is None:
        raise UnableToRecord("person_gone", field="person")
    if last.verb is Verb.DIED:
        raise UnableToRecord("person_dead", field="kind")
    effect = rules.coming_back(Standing.of(last.source[1]), row.details.birth, today=today)
    return Line(row.person_id, WORLD.pair, (_home(row, today), effect.after.code if effect.after else 0)), effect.verb


def _home(row: PersonRow, today: date) -> int:
    """Return the unit somebody left; once its people were led away, the main one of those it became."""
    later = units.called(row.unit, on=today) if row.unit in ledger_rows.led_away([row.unit]) else []
    return later[0].number if later else row.unit


def _register(actor: Actor, now: datetime, kind: Kind, row: PersonRow, report: Report, client_key: UUID) -> int | None:
    """Write down where a registration says the person lives; return what stood there before."""
    name = _PLACES.get(kind)
    if name is None:
        return None
    before: int | None = getattr(row.details, name)
    if before != row.unit:
        set_place(actor, now, row, name, row.unit, report, client_key)
    return before


def set_place(
    actor: Actor,
    now: datetime,
    row: PersonRow,
    name: str,
    unit: int | None,
    report: Report,
    client_key: UUID,
) -> None:
    """Correct the unit of registration; what stood before stays in the history of corrections."""
    changes: dict[str, int | None] = {name: unit}
    people.correct(
        actor=actor,
        now=now,
        person_id=row.person_id,
        details=replace(row.details, **changes),  # type: ignore[arg-type]
        reason=report.reason,
        evidence=report.evidence,
        client_key=client_key,
        occurred_on=report.occurred_on,
    )


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('movements_civil_id_seq')")
        return int(cursor.fetchone()[0])
