"""Drawing a day's sample of a unit (rút mẫu trong ngày)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Ints
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.samples import rules
from toandan.work.samples.models import Drawn, Sample
from toandan.work.samples.operations.errors import UnableToSample, unable
from toandan.work.samples.words import Arm, SamplesPermission, Subject


def draw(*, actor: Actor, now: datetime, unit: int, subject: Subject, seed: int, client_key: UUID) -> int:
    """Draw the day's sample of a commune from its standings in the ledger; return its number.

    `seed` comes from chance and is kept, so that the draw can be proved; a unit has one sample a day and subject,
    because one that may be repeated is drawn until it pleases. The same key returns what it drew. Raises NotAllowed,
    UnableToSample.
    """
    with acting(actor):
        require(actor, SamplesPermission.DRAW, at=unit)
        done = Sample.objects.filter(client_key=client_key).first()
        if done is not None:
            if (done.unit_no, done.subject) != (unit, subject.value):
                raise unable("key_used")
            return done.sample_id
        day = localdate(now)
        _checked(actor, unit, subject, day)
        at = ledger.people_at(unit)
        halves = rules.choose(at.persons, at.states, subject, seed=seed)
        if not any(lot for _people, lot in halves.values()):
            raise unable("empty")
        made = _sample(unit, subject, seed, halves)
        made.client_key, made.day, made.drawn_at, made.drawn_by = client_key, day, now, actor.name
        made.save(force_insert=True)
        states = dict(zip(at.persons.tolist(), at.states.tolist(), strict=True))
        for arm, (people, _lot) in halves.items():
            for place, person in enumerate(people.tolist(), start=1):
                Drawn(
                    person_id=person, sample_id=made.sample_id, unit_no=unit, arm=arm.value, place=place,
                    state=states[person],
                ).save(force_insert=True)  # fmt: skip
        append(
            actor=actor, verb="samples.sample.draw", subject=f"sample:{made.sample_id}", unit=unit,
            detail={"people": made.size_done + made.size_not_done},
        )  # fmt: skip
    return made.sample_id


def plan(
    *, actor: Actor, now: datetime, districts: Sequence[Sequence[int]], subject: Subject, seed: Callable[[], int]
) -> list[int]:
    """Draw the day's sample of one commune of each district, by its turn; return the numbers of the samples drawn.

    `districts` holds the communes of each. Each sample is an operation of its own: a commune that has one today, or
    nobody to check, is passed over. Raises NotAllowed.
    """
    made = []
    for communes in districts:
        unit = rules.turn(communes, localdate(now))
        if unit is None:
            continue
        try:
            made.append(draw(actor=actor, now=now, unit=unit, subject=subject, seed=seed(), client_key=uuid4()))
        except UnableToSample as refusal:
            if refusal.code not in {"drawn_today", "empty"}:
                raise
    return made


def _checked(actor: Actor, unit: int, subject: Subject, day: date) -> None:
    if units.by_number(unit).level is not UnitLevel.COMMUNE:
        raise unable("not_commune")
    if actor.at == unit and not actor.everywhere:
        raise unable("own_unit")
    if Sample.objects.filter(unit_no=unit, day=day, subject=subject.value).exists():
        raise unable("drawn_today")


def _sample(unit: int, subject: Subject, seed: int, halves: Mapping[Arm, tuple[Ints, int]]) -> Sample:
    (done, lot_done), (rest, lot_rest) = halves[Arm.DONE], halves[Arm.NOT_DONE]
    return Sample(
        unit_no=unit, subject=subject.value, seed=seed, entry=ledger.head(), lot_done=lot_done, size_done=len(done),
        faults_done=rules.plan_of(lot_done).faults, lot_not_done=lot_rest, size_not_done=len(rest),
        faults_not_done=rules.plan_of(lot_rest).faults,
    )  # fmt: skip
