"""Raising a difficulty, and putting it to whom can resolve it (nêu vướng mắc, giao giải quyết)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.days import after_working_days
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.record.people import queries as people_rows
from toandan.record.units import queries as units
from toandan.work.difficulties import rules
from toandan.work.difficulties.models import Difficulty, Named
from toandan.work.difficulties.operations import base
from toandan.work.difficulties.operations.errors import unable
from toandan.work.difficulties.words import (
    MOST_PEOPLE,
    DifficultiesPermission,
    DifficultyState,
    DifficultyVerb,
    Kind,
)
from toandan.work.directives.queries import permitted, place_of
from toandan.work.directives.words import Place


def raise_difficulty(
    *,
    actor: Actor,
    now: datetime,
    unit: int,
    kind: Kind,
    text: str,
    people: int,
    client_key: UUID,
    persons: Sequence[int] = (),
) -> int:
    """Raise a difficulty in the name of a unit or body and take it to the level above; return its number.

    `people` is how many it holds up, `persons` names some of them from the unit's own roll. The same key returns what
    it raised. Raises NotAllowed, UnableToResolve.
    """
    said, named = Said(actor, now, "", client_key), sorted(set(persons))
    with acting(actor):
        at = place_of(unit)
        base.on_behalf(actor, DifficultiesPermission.RAISE, at)
        done = Difficulty.objects.filter(client_key=client_key).first()
        if done is not None:
            return done.difficulty_id
        _checked(at, text, people, named)
        desk = base.above(at) or at.number
        made = Difficulty(
            client_key=client_key, unit_no=at.number, unit_body=at.body, kind=kind.value, people=people,
            text=text.strip(), search=rules.folded(text), desk_no=desk, at_no=desk,
            due_on=after_working_days(localdate(now), settings.DIFFICULTY_DAYS), raised_at=now, raised_by=actor.name,
        )  # fmt: skip
        made.save(force_insert=True)
        for person in named:
            Named(person_id=person, difficulty_id=made.difficulty_id, unit_no=at.number).save(force_insert=True)
        base.record(said, made.difficulty_id, DifficultyVerb.RAISED, at=desk)
        append(
            actor=actor, verb="difficulties.difficulty.raise", subject=f"difficulty:{made.difficulty_id}",
            unit=at.number, detail={"kind": kind.value, "people": people},
        )  # fmt: skip
    return made.difficulty_id


def _checked(at: Place, text: str, people: int, named: Sequence[int]) -> None:
    if not text.strip():
        raise unable("text_missing")
    if len(named) > MOST_PEOPLE:
        raise unable("people_many")
    if people < len(named):
        raise unable("people_wrong")
    here = units.by_number(at.number)
    found = people_rows.persons(named)
    if (at.body and named) or len(found) < len(named) or not all(here.holds(row.unit) for row in found):
        raise unable("person_elsewhere")


def assign(*, actor: Actor, now: datetime, difficulty: int, to: int, client_key: UUID, note: str = "") -> None:
    """Put a difficulty to a unit of the territory or a body, or to the own unit; its day stays.

    The same key changes nothing. Raises NotAllowed, DifficultyUnknown, UnableToResolve.
    """
    said = Said(actor, now, note, client_key)
    with acting(actor):
        one = base.locked(difficulty)
        permitted(actor, DifficultiesPermission.ASSIGN, Place(one.desk_no))
        if base.repeated(said, difficulty, DifficultyVerb.ASSIGNED):
            return
        base.fits(DifficultyVerb.ASSIGNED, one, said.reason)
        at = _near(one, to)
        base.change(one, state=DifficultyState.ASSIGNED.value, at_no=at.number, at_body=at.body)
        base.record(said, difficulty, DifficultyVerb.ASSIGNED, at=at.number)
        append(
            actor=actor, verb="difficulties.difficulty.assign", subject=f"difficulty:{difficulty}", unit=one.desk_no,
            detail={"at": at.number},
        )  # fmt: skip


def _near(one: Difficulty, to: int) -> Place:
    """Return whom it may be put to. Raises UnableToResolve, UnitUnknown."""
    desk, at = units.by_number(one.desk_no), place_of(units.by_number(to).number)
    if at == base.raiser_of(one) and at.number != one.desk_no:
        raise unable("assign_back")
    if not desk.holds(units.body(at.number).territory if at.body else at.number):
        raise unable("assign_far")
    return at
