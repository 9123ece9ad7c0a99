"""Score sheets for other systems: those of a unit or of all units below it, with every number (phiếu chấm điểm)."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Query, Router, Schema

from toandan.command.evaluation import queries
from toandan.command.evaluation.words import Criterion, EvaluationPermission, Missing, SheetRow
from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.ground.quality.funnel import Side
from toandan.record.officers.operations import require
from toandan.record.units import queries as units

router = Router(tags=["campaign"])
READ = EvaluationPermission.READ


class SheetsIn(Schema):
    """The sheets that count of one unit, or, with a period, of every unit scored under it."""

    unit: Annotated[int, Field(ge=0, lt=2**31)]
    order: Annotated[str, Field(max_length=60, pattern=HOLDABLE)]
    since: date | None = None
    until: date | None = None


class FigureOut(Schema):
    """One criterion: found of so many, raw and fair share of 1, points; `missing` tells why there are none."""

    criterion: Criterion
    weight: int
    found: int
    of: int
    raw: float | None
    fair: float | None
    raw_points: float | None
    points: float | None
    missing: Missing | None
    rejected: bool


class MergerOut(Schema):
    """How a unit that merged on a day of the period is counted: from `since` on, summed with the old units `of`.

    `divided` are codes of old units of which only a part came; then nothing before the merger is counted.
    """

    on: date
    since: date
    of: list[str]
    divided: list[str]


class ScoreOut(Schema):
    """A score sheet in one version; `counts` is false when a later one replaced it, `rank` null inside the limits.

    `merger` is null but for a unit that came of a merger within the period.
    """

    sheet_id: int
    order: str
    unit: str
    scored_by: str
    since: date
    until: date
    version: int
    counts: bool
    entry: int
    criteria: int
    score: float | None
    raw_score: float | None
    left: int
    done: int
    side: Side
    rank: int | None
    made_at: datetime
    figures: list[FigureOut]
    merger: MergerOut | None = None


class ScoresOut(Schema):
    """Score sheets."""

    sheets: list[ScoreOut]


@router.get("/evaluation/sheets", response=ScoresOut)
@needs(READ)
def listed(request: Call, asked: Query[SheetsIn]) -> ScoresOut:
    """List the sheets of a unit, the latest period first, or those of every unit scored under it in a period."""
    require(request.actor, READ, at=asked.unit)
    unit = units.by_number(asked.unit).number
    if asked.since is None or asked.until is None:
        return ScoresOut(sheets=[_sheet(row) for row in queries.of_unit(unit, order=asked.order)])
    periods = queries.periods(order=asked.order, top=unit)
    levels = [level for since, until, level in periods if (since, until) == (asked.since, asked.until)]
    found = (
        queries.sheets(order=asked.order, top=unit, since=asked.since, until=asked.until, level=level)
        for level in levels
    )
    return ScoresOut(sheets=[_sheet(row) for rows in found for row in rows])


@router.get("/evaluation/sheets/{int:sheet_id}", response=ScoreOut)
@needs(READ)
def one(request: Call, sheet_id: Number) -> ScoreOut:
    """Show one sheet, in whatever version."""
    row = queries.sheet(sheet_id)
    if not request.actor.may(READ, row.kept):
        raise queries.SheetUnknown
    return _sheet(row)


def _sheet(row: SheetRow) -> ScoreOut:
    def number(value: object) -> float | None:
        return None if value is None else float(str(value))

    return ScoreOut(
        sheet_id=row.sheet_id,
        order=row.order,
        unit=units.by_number(row.unit).code,
        scored_by=units.by_number(row.top).code,
        since=row.since,
        until=row.until,
        version=row.version,
        counts=row.counts,
        entry=row.entry,
        criteria=row.criteria,
        score=number(row.score),
        raw_score=number(row.raw_score),
        left=row.comparison.left,
        done=row.comparison.done,
        side=row.comparison.side,
        rank=row.comparison.rank,
        made_at=row.made_at,
        figures=[
            FigureOut(
                criterion=f.criterion, weight=f.weight, found=f.found, of=f.of, raw=f.raw, fair=f.fair,
                raw_points=number(f.raw_points), points=number(f.points), missing=f.missing, rejected=f.rejected,
            )
            for f in row.figures
        ],
        merger=_merger(row),
    )  # fmt: skip


def _merger(row: SheetRow) -> MergerOut | None:
    one = row.merger
    if one is None:
        return None
    of, divided = ([units.by_number(old).code for old in olds] for olds in (one.of, one.divided))
    return MergerOut(on=one.on, since=one.since, of=of, divided=divided)
