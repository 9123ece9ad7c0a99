"""Reading versions of plans and the work on them (phương án, lần lập)."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from toandan.command.field.models import Run, Version
from toandan.command.field.words import (
    Engine,
    FaultRow,
    PlanState,
    RunRow,
    RunState,
    VersionHead,
    VersionRow,
)
from toandan.ground.kernel.errors import NotThere

_LARGE = ("instance", "plan", "figures", "lines")


class PlanUnknown(NotThere):
    """There is no such plan in the caller's scope."""

    def __init__(self) -> None:
        super().__init__(_("There is no such plan, or it is not of your units."), code="plan_unknown")


def version(version_id: int) -> VersionRow:
    """Return a whole version. Raises PlanUnknown."""
    found = Version.objects.filter(version_id=version_id).first()
    if found is None:
        raise PlanUnknown
    return VersionRow(head_of(found), found.instance, found.plan, found.figures, tuple(found.lines))


def heads(*, low: int, high: int, limit: int = 100) -> list[VersionHead]:
    """Return the versions of the units `low` to `high`, the newest first."""
    return [head_of(one) for one in _light().filter(unit_no__range=(low, high)).order_by("-version_id")[:limit]]


def approved(unit: int, *, since: date, until: date) -> list[VersionHead]:
    """Return the approved versions of a unit that plan any of these days, the newest first."""
    found = _light().filter(unit_no=unit, state=PlanState.APPROVED.value, first_day__lte=until)
    return [row for one in found.order_by("-version_id") if (row := head_of(one)) and last_day(row) >= since]


def last_day(head: VersionHead) -> date:
    """Return the last day a version plans."""
    return date.fromordinal(head.first_day.toordinal() + head.days - 1)


def run(run_id: int) -> RunRow:
    """Return the work on one plan. Raises PlanUnknown."""
    found = Run.objects.filter(run_id=run_id).first()
    if found is None:
        raise PlanUnknown
    return run_of(found)


def runs(*, low: int, high: int, limit: int = 5, states: Sequence[RunState] = ()) -> list[RunRow]:
    """Return the latest work on plans of the units `low` to `high`, only that in some states when they are given."""
    found = Run.objects.filter(
        unit_no__range=(low, high), **({"state__in": [s.value for s in states]} if states else {})
    )
    return [run_of(one) for one in found.order_by("-run_id")[:limit]]


def under_way() -> list[int]:
    """Return the numbers of all work that waits for a worker or has one, the oldest first."""
    waiting = Run.objects.filter(state__in=[RunState.QUEUED.value, RunState.RUNNING.value])
    return list(waiting.order_by("run_id").values_list("run_id", flat=True))


def run_of(found: Run) -> RunRow:
    """Return stored work as a value."""
    return RunRow(
        found.run_id, found.unit_no, found.first_day, found.days, Engine(found.engine), found.seconds,
        RunState(found.state), found.step, found.done, found.total, found.cancelled,
        tuple(FaultRow(**one) for one in found.faults), found.base_id, found.version_id, found.why, found.asked_at,
        found.asked_by,
    )  # fmt: skip


def head_of(found: Version) -> VersionHead:
    """Return the head of a stored version."""
    return VersionHead(
        found.version_id, found.unit_no, found.number, found.first_day, found.days, PlanState(found.state),
        found.digest, found.engine, found.seconds, found.value, found.people, found.homes, found.bound,
        found.gap_pct, found.promised_bound, found.base_id, found.today, found.gain_pct, found.worth, found.why,
        found.made_at, found.made_by, found.approved_at, found.approved_by,
    )  # fmt: skip


def _light() -> QuerySet[Version]:
    """Return versions without what makes them large."""
    return Version.objects.defer(*_LARGE)
