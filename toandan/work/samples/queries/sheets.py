"""Samples with what was found so far (phiếu kiểm tra)."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere
from toandan.ground.quality.lots import Plan
from toandan.work.samples import rules
from toandan.work.samples.models import Check, Drawn, Sample
from toandan.work.samples.words import Arm, CheckRow, Discrepancy, DrawnRow, Found, Half, SampleRow, Subject

PAGE = 50


class SampleUnknown(NotThere):
    """There is no such sample in the caller's scope."""

    def __init__(self) -> None:
        super().__init__(_("There is no such sample, or it is not of your units."), code="sample_unknown")


def sample(sample_id: int) -> SampleRow:
    """Return one sample. Raises SampleUnknown."""
    found = Sample.objects.filter(sample_id=sample_id).first()
    if found is None:
        raise SampleUnknown
    return rows_of([found])[0]


def samples(*, low: int, high: int, before: int | None = None, limit: int = PAGE) -> list[SampleRow]:
    """Return the samples the units `low` to `high` answer for, the newest first; `before` is the last one shown."""
    found = Sample.objects.filter(kept_by(low, high))
    if before is not None:
        found = found.filter(sample_id__lt=before)
    return rows_of(found.order_by("-sample_id")[:limit])


def drawn(sample_id: int) -> list[DrawnRow]:
    """Return who was drawn, each half in the order to visit them; nobody, for whom may not check."""
    checks = _checks([sample_id])
    rows = Drawn.objects.filter(sample_id=sample_id).order_by("arm", "place")
    return [
        DrawnRow(row.person_id, Arm(row.arm), row.place, row.state, tuple(checks[sample_id, row.person_id, row.arm]))
        for row in rows
    ]


def still_to_visit(*, low: int, high: int) -> int:
    """Return how many people drawn in the units `low` to `high` nobody has visited; 0 for who may not check there."""
    mine = Drawn.objects.filter(kept_by(low, high))
    visited = Check.objects.filter(person_id=OuterRef("person_id"), sample_id=OuterRef("sample_id"))
    return mine.filter(~Exists(visited)).count()


def kept_by(low: int, high: int) -> Q:
    """Return the condition that one of these units answers for a row: it is about it, or carries that one on."""
    return Q(kept_no__range=(low, high)) | Q(kept_no=None, unit_no__range=(low, high))


def samples_by_unit(low: int, high: int) -> dict[int, set[int]]:
    """Return which samples each of the units numbered `low` to `high` answers for."""
    found: dict[int, set[int]] = defaultdict(set)
    for number, unit, kept in Sample.objects.filter(kept_by(low, high)).values_list("sample_id", "unit_no", "kept_no"):
        found[kept or unit].add(number)
    return found


def rows_of(found: Iterable[Sample]) -> list[SampleRow]:
    """Return stored samples as values, with what was found; counted from the re-checks, which the unit itself sees."""
    rows = list(found)
    people: dict[tuple[int, str], list[DrawnRow]] = defaultdict(list)
    for (sample_id, person, arm), made in _checks([row.sample_id for row in rows]).items():
        people[sample_id, arm].append(DrawnRow(person, Arm(arm), 0, 0, tuple(made)))
    return [_row(one, people) for one in rows]


def _checks(sample_ids: list[int]) -> dict[tuple[int, int, str], list[CheckRow]]:
    """Return the re-checks of each person in the order they were made."""
    made: dict[tuple[int, int, str], list[CheckRow]] = defaultdict(list)
    for one in Check.objects.filter(sample_id__in=sample_ids).order_by("checked_at", "client_key"):
        kind = Discrepancy(one.kind) if one.kind else None
        row = CheckRow(Found(one.found), kind, one.note, one.checked_at, one.checked_by)
        made[one.sample_id, one.person_id, one.arm].append(row)
    return made


def _row(one: Sample, people: dict[tuple[int, str], list[DrawnRow]]) -> SampleRow:
    plans = {
        Arm.DONE: (one.lot_done, Plan(one.size_done, one.faults_done)),
        Arm.NOT_DONE: (one.lot_not_done, Plan(one.size_not_done, one.faults_not_done)),
    }
    halves: dict[Arm, Half] = {
        arm: rules.half(lot, plan, people[one.sample_id, arm.value]) for arm, (lot, plan) in plans.items()
    }
    return SampleRow(
        one.sample_id, one.unit_no, one.kept_no or one.unit_no, one.day, Subject(one.subject), one.seed, one.entry,
        one.drawn_at, one.drawn_by, halves,
    )  # fmt: skip
