"""The score sheets of a period as a file (xuất bảng chấm điểm)."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.labels import BY_UNITS_OF
from toandan.command.evaluation import labels, queries
from toandan.command.evaluation.words import Criterion, EvaluationPermission, SheetRow, tenths
from toandan.faces.web.evaluation import parts, samples, scores
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.record.officers.operations import require
from toandan.sheets.tables import Column, Kind, Row, Table
from toandan.work.samples import labels as sample_labels
from toandan.work.samples import queries as sample_rows

READ = EvaluationPermission.READ
PAGE = 500
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
        Column("version", _("Version"), Kind.NUMBER),
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


def _two(half: Promise | str, said: Promise | str) -> Promise | str:
    return format_lazy("{}: {}", half, said)


def _halves() -> Iterator[Column]:
    """Yield the columns of both halves of a sample, each figure beside the plan it is judged by."""
    for arm, label in sample_labels.ARMS.items():
        yield Column(f"{arm}-lot", _two(label, _("people in the lot")), Kind.COUNT)
        yield Column(f"{arm}-drawn", _two(label, _("drawn")), Kind.COUNT)
        yield Column(f"{arm}-seen", _two(label, _("checked again")), Kind.COUNT)
        yield Column(f"{arm}-wrong", _two(label, _("register wrong")), Kind.COUNT)
        yield Column(f"{arm}-verdict", _two(label, _("verdict")))


SAMPLES = Table(
    "samples",
    _("Samples drawn"),
    (
        Column("unit", _("Unit")),
        Column("day", _("Day"), Kind.DAY),
        Column("subject", _("What is checked")),
        *_halves(),
        Column("waiting", _("To be visited"), Kind.COUNT),
    ),
)


@sheet(permission=samples.READ)
def drawn(request: Asking) -> Sheet:
    """Hand out the samples of a unit and those below it, the newest first; the people drawn are not in it."""
    here = samples.within(request)
    require(request.actor, samples.READ, at=here.number)
    return Sheet(SAMPLES, _samples(here.number, here.last), here.number, here.name_vi)


def _samples(low: int, high: int) -> Iterator[Row]:
    before = None
    while found := sample_rows.samples(low=low, high=high, before=before, limit=PAGE):
        for row in found:
            halves = [row.halves[arm] for arm in sample_labels.ARMS]
            yield (
                parts.named(row), row.day, sample_labels.SUBJECTS[row.subject],
                *(
                    cell for half in halves for cell in (
                        half.lot, half.plan.size, half.looked_at, half.wrong,
                        sample_labels.VERDICTS[half.verdict] if half.lot else None,
                    )
                ),
                row.waiting,
            )  # fmt: skip
        before = found[-1].sample_id
