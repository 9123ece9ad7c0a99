"""The score sheets of a period as a file (xuất bảng chấm điểm)."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.labels import BY_UNITS_OF
from toandan.command.evaluation import labels, queries
from toandan.command.evaluation.words import Criterion, EvaluationPermission, SheetRow, tenths
from toandan.faces.web.evaluation import parts, scores
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.record.officers.operations import require
from toandan.sheets.tables import Column, Kind, Row, Table

READ = EvaluationPermission.READ
SCORES = Table(
    "scores",
    _("Score sheets"),
    (
        Column("unit", _("Unit")),
        Column("parent", _("Unit above")),
        Column(
            "score", _("Points"), Kind.DECIMAL, _("From 0 to 100, fair to small units and to those with hard cases.")
        ),
        Column("raw_score", _("Raw points"), Kind.DECIMAL, _("From 0 to 100, as counted.")),
        *(
            Column(criterion.value, label, Kind.DECIMAL, _("Fair points of the criterion; empty when it has none."))
            for criterion, label in labels.CRITERIA.items()
        ),
        Column("left", _("People left at the start"), Kind.COUNT),
        Column("done", _("Of them done at the end"), Kind.COUNT),
        Column("beside", _("Beside the others")),
        Column("rank", _("Rank"), Kind.COUNT, _("Told outside the control limits only.")),
        Column("version", _("Version"), Kind.COUNT),
    ),
)


@sheet(permission=READ)
def period(request: Asking, order: str) -> Sheet:
    """Hand out every sheet of the period the page shows."""
    of, here = campaign.order(order), request.unit
    require(request.actor, READ, at=here.number)
    chosen = scores.period_asked(request, queries.periods(order=of.code, top=here.number))
    now = scores.as_now(request, of, here, chosen)
    rows = scores.sorted_by_points(now.rows) if now else scores.sheets_of(of, here.number, chosen) if chosen else []
    told = [here.name_vi, scores.period_told(chosen) if chosen else ""]
    told.append(str(BY_UNITS_OF) % {"day": formats.day(now.units_of)} if now else "")
    return Sheet(SCORES, _rows(rows), here.number, " · ".join(part for part in told if part))


def _rows(rows: list[SheetRow]) -> Iterator[Row]:
    for row in rows:
        points = {one.criterion: one.points for one in row.figures}
        one = row.comparison
        yield (
            parts.named(row), parts.name(row.parent), _number(row.score), _number(row.raw_score),
            *(_number(points.get(criterion)) for criterion in Criterion), one.left, one.done, parts.SIDES[one.side],
            one.rank, row.version or None,
        )  # fmt: skip


def _number(value: Decimal | float | None) -> Decimal | None:
    return None if value is None else tenths(value)
