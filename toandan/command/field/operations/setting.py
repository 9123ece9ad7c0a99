"""Setting the figures plans reckon with, and legs that somebody knows better (đặt tham số, sửa chặng)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from toandan.command.field import queries
from toandan.command.field.models import Leg, Parameters
from toandan.command.field.operations.errors import unable
from toandan.command.field.rules.parameters import limits
from toandan.command.field.words import FieldPermission, LegRow
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require

MOST_LEG = 600
"""Minutes that one leg can take at most: a working day."""


def set_parameters(
    *, actor: Actor, now: datetime, unit: int, values: Mapping[str, float], why: str, client_key: UUID
) -> int:  # fmt: skip
    """Set some figures for a unit and those below it; return the new version. Plans made before keep theirs.

    Figures that are not named stay as they are. The same key sets them once. Raises NotAllowed, UnableToPlan.
    """
    with acting(actor):
        require(actor, FieldPermission.SET, at=unit)
        done = Parameters.objects.filter(client_key=client_key).first()
        if done is not None:
            if done.unit_no != unit:
                raise unable("key_used")
            return done.version
        if not why.strip():
            raise unable("reason_missing")
        for name, value in values.items():
            _check(name, value)
        last = Parameters.objects.filter(unit_no=unit).aggregate(last=Max("version"))["last"] or 0
        Parameters(
            client_key=client_key, unit_no=unit, version=last + 1, why=why.strip(), set_at=now, set_by=actor.name,
            values={**queries.parameters(unit).values, **values},
        ).save(force_insert=True)  # fmt: skip
        append(
            actor=actor, verb="field.parameter.set", subject=f"unit:{unit}", unit=unit, detail={"version": last + 1}
        )  # fmt: skip
    return last + 1


def set_leg(
    *, actor: Actor, now: datetime, unit: int, start: str, end: str, minutes: float | None, why: str, client_key: UUID
) -> LegRow:  # fmt: skip
    """Say how long the trip between two points takes in a unit, both ways; None takes back what was said.

    Points are codes of places and of requests for visits, or `base`. Plans made before keep theirs. The same key says
    it once. Raises NotAllowed, UnableToPlan.
    """
    with acting(actor):
        require(actor, FieldPermission.SET, at=unit)
        first, second = sorted((start.strip(), end.strip()))
        done = Leg.objects.filter(client_key=client_key).first()
        if done is not None:
            if (done.unit_no, done.start, done.end, done.minutes) != (unit, first, second, minutes):
                raise unable("key_used")
            return LegRow(unit, first, second, minutes, done.why, done.set_at, done.set_by)
        if not why.strip():
            raise unable("reason_missing")
        if not first or first == second:
            raise unable("leg_ends")
        if minutes is not None and not 0 <= minutes <= MOST_LEG:
            raise unable("leg_minutes", found=minutes, most=MOST_LEG)
        made = LegRow(unit, first, second, minutes, why.strip(), now, actor.name)
        Leg(
            client_key=client_key, unit_no=unit, start=first, end=second, minutes=minutes, why=made.why, set_at=now,
            set_by=actor.name,
        ).save(force_insert=True)  # fmt: skip
        detail = {"minutes": "" if minutes is None else f"{minutes:g}"}
        append(actor=actor, verb="field.leg.set", subject=f"unit:{unit}", unit=unit, detail=detail)
    return made


def _check(name: str, value: float) -> None:
    span = limits(name)
    if span is None:
        raise unable("unknown_value", name=name)
    if not span[0] <= value <= span[1]:
        raise unable("value", name=name, found=value, least=span[0], most=span[1])
