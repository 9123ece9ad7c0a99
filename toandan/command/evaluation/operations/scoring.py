"""Scoring the units of a period, and scoring one anew (chấm điểm, chấm lại)."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from toandan.command.campaign import queries as campaign
from toandan.command.evaluation import queries
from toandan.command.evaluation.models import Criteria, Sheet
from toandan.command.evaluation.operations.errors import unable
from toandan.command.evaluation.rules import scoring
from toandan.command.evaluation.words import (
    Comparison,
    Criterion,
    EvaluationPermission,
    Figure,
    Merger,
    Missing,
    SheetRow,
    Weights,
)
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import queries as ledger
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel


def score(
    *,
    actor: Actor,
    now: datetime,
    order: str,
    top: int,
    level: UnitLevel,
    since: date,
    until: date,
    client_key: UUID,
    why: str = "",
) -> int:
    """Make the sheets of every unit of a level under `top` for a period that is over; return how many.

    Everything is counted at the same ledger entry. Scored again, each sheet gets a new version and the old one stays;
    what was set aside after an appeal stays set aside. The same key makes the sheets once. Raises NotAllowed,
    OrderUnknown, BoardUnknown, UnableToEvaluate.
    """
    with acting(actor):
        top = _standing(top, until)
        require(actor, EvaluationPermission.SCORE, at=top)
        done = Sheet.objects.filter(run=client_key).count()
        if done:
            return done
        _check_period(order, top, since, until, localdate(now))
        entry, weights = ledger.head(), queries.criteria(order)
        rows = _beside(queries.counted(order=order, top=top, level=level, since=since, until=until, entry=entry), top)
        known = queries.sheets(order=order, top=top, since=since, until=until, level=level)
        earlier = {one.unit: one for one in known if one.top == top}
        made = _scored(rows, weights.weights, earlier)
        for one, row in zip(made, rows, strict=True):
            before = earlier.get(row.unit)
            one.client_key, one.run, one.why = uuid5(client_key, str(row.unit)), client_key, why.strip()
            one.order_code, one.unit_no, one.parent_no, one.top_no = order, row.unit, row.group, top
            one.kept_no = before.kept_no if before else None
            one.merger = _merged(row.merger)
            one.level, one.since, one.until, one.entry = level.value, since, until, entry
            one.version, one.criteria = (before.latest if before else 0) + 1, weights.version
            one.made_at, one.made_by = now, actor.name
        Sheet.objects.bulk_create(made, batch_size=200)
        append(
            actor=actor, verb="evaluation.sheet.score", subject=f"order:{order}", unit=top,
            detail={"units": len(rows), "since": since.isoformat(), "until": until.isoformat()},
        )  # fmt: skip
    return len(rows)


def anew(
    actor: Actor, now: datetime, old: SheetRow, *, aside: Collection[Criterion], why: str, client_key: UUID
) -> int:  # fmt: skip
    """Count one unit's period again, beside all others, and keep it as a new version; return its number.

    Part of deciding an appeal, inside its transaction. The others' sheets stay as they are.
    """
    made = _left_out(old, aside) if old.kept_no else _counted(old, aside)
    made.client_key, made.run, made.why = client_key, client_key, why.strip()
    made.order_code, made.unit_no, made.parent_no, made.top_no = old.order, old.unit, old.parent, old.top
    made.kept_no, made.version = old.kept_no, old.latest + 1
    made.level, made.since, made.until, made.made_at, made.made_by = (
        old.level.value,
        old.since,
        old.until,
        now,
        actor.name,
    )
    made.save(force_insert=True)
    return made.sheet_id


def _left_out(old: SheetRow, aside: Collection[Criterion]) -> Sheet:
    """Return the sheet of a unit that another carries on, as it was counted, without what is set aside.

    Whoever decides now cannot see all of the people of then, so that counting again would find too few.
    """
    kept = tuple(
        Figure(one.criterion, one.weight, missing=Missing.SET_ASIDE) if one.criterion in aside else one
        for one in old.figures
    )
    made = _sheet(kept, old.comparison)
    made.entry, made.criteria, made.merger = old.entry, old.criteria, _merged(old.merger)
    return made


def _beside(rows: list[scoring.Counts], top: int) -> list[scoring.Counts]:
    """Return the rows of the units below, those that are compared one after the other. Raises UnableToEvaluate."""
    found = [row for some in scoring.together([row for row in rows if row.unit != top]) for row in some]
    if not found:
        raise unable("no_units")
    return found


def _standing(top: int, until: date) -> int:
    """Return the unit that scores a period up to a day: the one meant, or the one that stands for it by then."""
    meant = units.by_number(top)
    stands = meant if meant.until is None or meant.until > until else units.standing_for(top, as_of=until)
    return meant.number if stands is None else stands.number


def _merged(one: Merger | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {"on": one.on.isoformat(), "since": one.since.isoformat(), "of": one.of, "divided": one.divided}


def _counted(old: SheetRow, aside: Collection[Criterion]) -> Sheet:
    entry, weights = ledger.head(), queries.criteria(old.order)
    rows = queries.counted(
        order=old.order, top=old.top, level=old.level, since=old.since, until=old.until, entry=entry
    )  # fmt: skip
    beside = scoring.together([row for row in rows if row.unit != old.top])
    rows = next((some for some in beside if any(row.unit == old.unit for row in some)), [])
    at = next((at for at, row in enumerate(rows) if row.unit == old.unit), None)
    if at is None:
        raise unable("no_units")
    compared = scoring.compare(rows)
    made = _sheet(scoring.figures(rows, compared, weights.weights, aside)[at], compared[at])
    made.entry, made.criteria, made.merger = entry, weights.version, _merged(rows[at].merger)
    return made


def set_criteria(
    *, actor: Actor, now: datetime, order: str, weights: Weights, why: str, client_key: UUID
) -> int:  # fmt: skip
    """Set the weights of an order from now on; return their version. Sheets made before keep theirs.

    The same key sets them once. Raises NotAllowed, OrderUnknown, UnableToEvaluate.
    """
    with acting(actor):
        of = campaign.order(order)
        require(actor, EvaluationPermission.WEIGH, at=of.scope)
        done = Criteria.objects.filter(client_key=client_key).first()
        if done is not None:
            if done.order_code != of.code:
                raise unable("key_used")
            return done.version
        fault = "reason_missing" if not why.strip() else scoring.weights_fault(weights)
        if fault:
            raise unable(fault)
        version = queries.criteria(of.code).version + 1
        Criteria(
            client_key=client_key, order_code=of.code, scope_no=of.scope, version=version,
            weights={criterion.value: weight for criterion, weight in weights.items()}, why=why.strip(), set_at=now,
            set_by=actor.name,
        ).save(force_insert=True)  # fmt: skip
        append(
            actor=actor, verb="evaluation.criteria.set", subject=f"order:{of.code}", unit=of.scope,
            detail={"version": version},
        )  # fmt: skip
    return version


def _check_period(order: str, top: int, since: date, until: date, today: date) -> None:
    of, began = campaign.order(order), units.by_number(top).valid_from
    if not of.starts_on <= since <= until <= of.deadline or until >= today:
        raise unable("period")
    if began is not None and until < began:
        raise unable("before_unit", day=f"{began:%d/%m/%Y}")


def _scored(rows: list[scoring.Counts], weights: Weights, earlier: Mapping[int, SheetRow]) -> list[Sheet]:
    """Return a sheet a unit with its figures; the few units of which something is set aside are figured apart."""
    made = []
    for some in scoring.together(rows):
        compared = scoring.compare(some)
        usual = scoring.figures(some, compared, weights)
        for at, row in enumerate(some):
            aside = earlier[row.unit].set_aside if row.unit in earlier else frozenset()
            own = scoring.figures(some, compared, weights, aside)[at] if aside else usual[at]
            made.append(_sheet(own, compared[at]))
    return made


def _sheet(figures: tuple[Figure, ...], compared: Comparison) -> Sheet:
    return Sheet(
        figures=[asdict(one) for one in figures], comparison=asdict(compared), score=scoring.score(figures),
        raw_score=scoring.score(figures, raw=True),
    )  # fmt: skip
