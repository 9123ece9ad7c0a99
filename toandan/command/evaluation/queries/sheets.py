"""Score sheets, their criteria, appeals and commendations (phiếu chấm điểm)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_noop as _

from toandan.command.evaluation.models import Appeal, Commendation, Criteria, Sheet
from toandan.command.evaluation.words import (
    FIRST_WEIGHTS,
    AppealRow,
    AppealState,
    CommendationRow,
    Comparison,
    CriteriaRow,
    Criterion,
    Figure,
    Merger,
    Missing,
    SheetRow,
)
from toandan.ground.kernel.errors import NotThere
from toandan.ground.quality.funnel import Side
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel


class SheetUnknown(NotThere):
    """There is no such sheet in the caller's scope."""

    def __init__(self) -> None:
        super().__init__(_("There is no such score sheet, or it is not of your units."), code="sheet_unknown")


def sheet(sheet_id: int) -> SheetRow:
    """Return one sheet. Raises SheetUnknown."""
    found = Sheet.objects.filter(sheet_id=sheet_id).first()
    if found is None:
        raise SheetUnknown
    return _rows([found], {sheet_id: max(one.version for one in _same(found))})[0]


def versions(row: SheetRow) -> list[SheetRow]:
    """Return every version of a sheet, the newest first."""
    found = list(_same(Sheet.objects.get(sheet_id=row.sheet_id)).order_by("-version"))
    return _rows(found, {one.sheet_id: found[0].version for one in found})


def periods(*, order: str, top: int) -> list[tuple[date, date, UnitLevel]]:
    """Return the periods scored under a unit or one it was made of, the latest first, with the level scored."""
    tops = Q(top_no__in=_lineage(top))
    found = Sheet.objects.filter(tops, order_code=order).values_list("since", "until", "level").distinct()
    return [(since, until, UnitLevel(level)) for since, until, level in found.order_by("-until", "-since", "level")]


def sheets(*, order: str, top: int, since: date, until: date, level: UnitLevel) -> list[SheetRow]:
    """Return the sheets that count of every unit scored together, in the order of the units' numbers.

    Those scored under a unit that `top` was made of are there too.
    """
    tops = Q(top_no__in=_lineage(top))
    mine = Sheet.objects.filter(tops, order_code=order, since=since, until=until, level=level.value)
    last = mine.values("top_no", "unit_no").annotate(last=Max("version"))
    latest = {(row["top_no"], row["unit_no"]): row["last"] for row in last}
    rows = [one for one in mine.order_by("unit_no", "top_no") if one.version == latest[one.top_no, one.unit_no]]
    return _rows(rows, {one.sheet_id: one.version for one in rows})


def of_unit(unit: int, *, order: str | None = None) -> list[SheetRow]:
    """Return the sheets that count of one unit and those it carries on, the latest period first.

    Each unit above may have made one.
    """
    here = Q(kept_no=unit) | Q(kept_no=None, unit_no=unit)
    mine = Sheet.objects.filter(here, **({"order_code": order} if order else {}))
    kept: dict[tuple[object, ...], Sheet] = {}
    for one in mine.order_by("version"):
        kept[one.order_code, one.top_no, one.unit_no, one.since, one.until] = one
    rows = sorted(kept.values(), key=lambda one: (one.until, one.since), reverse=True)
    return _rows(rows, {one.sheet_id: one.version for one in rows})


def criteria(order: str, version: int | None = None) -> CriteriaRow:
    """Return the weights of an order, the present ones unless a version is asked for."""
    mine = Criteria.objects.filter(order_code=order, **({} if version is None else {"version": version}))
    found = None if version == 0 else mine.order_by("-version").first()
    if found is None:
        return CriteriaRow(0, FIRST_WEIGHTS)
    weights = {criterion: int(found.weights[criterion.value]) for criterion in Criterion}
    return CriteriaRow(found.version, weights, found.why, found.set_at, found.set_by)


def appeals(row: SheetRow) -> list[AppealRow]:
    """Return the appeals against every version of a sheet, the newest first."""
    ids = [one.sheet_id for one in versions(row)]
    return [appeal_of(one) for one in Appeal.objects.filter(sheet_id__in=ids).order_by("-appeal_id")]


def open_appeals(*, low: int, high: int) -> list[AppealRow]:
    """Return the appeals of the units `low` to `high` that nobody has decided, the oldest first.

    Those of a unit that one of these carries on are among them.
    """
    here = Q(kept_no__range=(low, high)) | Q(kept_no=None, unit_no__range=(low, high))
    found = Appeal.objects.filter(here, state=AppealState.RAISED.value)
    return [appeal_of(one) for one in found.order_by("appeal_id")]


def commendations(sheet_ids: Iterable[int]) -> dict[int, CommendationRow]:
    """Return which of these sheets were commended, by sheet."""
    found = Commendation.objects.filter(sheet_id__in=list(sheet_ids))
    return {
        one.sheet_id: CommendationRow(one.sheet_id, one.unit_no, one.words, one.given_at, one.given_by)
        for one in found
    }  # fmt: skip


def appeal_of(found: Appeal) -> AppealRow:
    """Return a stored appeal as a value."""
    return AppealRow(
        found.appeal_id, found.sheet_id, found.unit_no, Criterion(found.criterion), found.reason,
        AppealState(found.state), found.raised_at, found.raised_by, found.answer, found.answered_at, found.answered_by,
        found.corrected,
    )  # fmt: skip


def sheets_by_unit(low: int, high: int) -> dict[int, set[int]]:
    """Return which sheets each of the units numbered `low` to `high` answers for, in every version."""
    here = Q(kept_no__range=(low, high)) | Q(kept_no=None, unit_no__range=(low, high))
    found: dict[int, set[int]] = defaultdict(set)
    for number, unit, kept in Sheet.objects.filter(here).values_list("sheet_id", "unit_no", "kept_no"):
        found[kept or unit].add(number)
    return found


def _lineage(unit: int) -> list[int]:
    return [one.number for one in units.lineage(unit)]


def _same(one: Sheet) -> QuerySet[Sheet]:
    """Return every version of one sheet."""
    mine = Q(order_code=one.order_code, top_no=one.top_no, unit_no=one.unit_no, since=one.since, until=one.until)
    return Sheet.objects.filter(mine)


def _rows(found: Iterable[Sheet], latest: dict[int, int]) -> list[SheetRow]:
    return [
        SheetRow(
            one.sheet_id, one.order_code, one.unit_no, one.kept_no or one.unit_no, one.parent_no, one.top_no,
            UnitLevel(one.level), one.since, one.until, one.version, latest[one.sheet_id],
            one.entry, one.criteria, one.score, one.raw_score, tuple(_figure(told) for told in one.figures),
            _comparison(one.comparison), one.why, one.made_at, one.made_by, _merger(one.merger),
        )
        for one in found
    ]  # fmt: skip


def _figure(told: dict[str, object]) -> Figure:
    missing = told["missing"]
    named = {"criterion": Criterion(str(told["criterion"])), "missing": Missing(str(missing)) if missing else None}
    return Figure(**(told | named))  # type: ignore[arg-type]


def _merger(told: dict[str, Any] | None) -> Merger | None:
    if told is None:
        return None
    on, since = (date.fromisoformat(told[name]) for name in ("on", "since"))
    return Merger(on, since, tuple(told["of"]), tuple(told["divided"]))


def _comparison(told: dict[str, object]) -> Comparison:
    return Comparison(**(told | {"side": Side(str(told["side"]))}))  # type: ignore[arg-type]
