"""What the sheets of a period say: points from counts, fair to the small and to those with hard cases (chấm điểm)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from toandan.command.evaluation.words import Comparison, Criterion, Figure, Merger, Missing, Weights, tenths
from toandan.ground.quality import funnel, mix

Pair = tuple[int, int]
_NOTHING: Pair = (0, 0)


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted of one unit in a period, always as (found, of).

    `pace`: people done in the period, people that had to be done to keep the deadline. `left`: by class of what they
    were at the start, people done at the end among those who still stood in the unit. `pairs`: the other criteria.
    `merger`: how it was counted, when it came of a merger within the period.
    """

    unit: int
    group: int
    pace: Pair
    left: Mapping[str, Pair]
    pairs: Mapping[Criterion, Pair] = field(default_factory=dict)
    rejected: bool = False
    merger: Merger | None = None

    @property
    def served(self) -> Pair:
        """People done at the end, of those left at the start."""
        return sum(pair[0] for pair in self.left.values()), sum(pair[1] for pair in self.left.values())


def needed(*, goal: int, done: int, since: date, until: date, deadline: date) -> int:
    """Return how many people must be done in the period to keep an even pace to the deadline, rounded up."""
    left = max(0, goal - done)
    days, over = (until - since).days + 1, (deadline - since).days + 1
    return left if days >= over else -(-left * days // over)


def together(rows: Sequence[Counts]) -> list[list[Counts]]:
    """Return the rows apart by the days they were counted over: only who had the same days is compared."""
    apart: dict[date | None, list[Counts]] = {}
    for row in rows:
        apart.setdefault(row.merger.since if row.merger and not row.merger.whole else None, []).append(row)
    return list(apart.values())


def compare(rows: Sequence[Counts]) -> list[Comparison]:
    """Return how each unit did beside all of them, allowing for the mix of difficulties and for size."""
    served = [row.served for row in rows]
    kinds = sorted({kind for row in rows for kind in row.left})
    expected = mix.expected(
        [[row.left.get(kind, _NOTHING)[0] for kind in kinds] for row in rows],
        [[row.left.get(kind, _NOTHING)[1] for kind in kinds] for row in rows],
    )
    people = sum(n for _k, n in served)
    whole = sum(k for k, _n in served) / people if people else 0.0
    adjusted = [mix.adjusted(k, e, whole) for (k, _n), e in zip(served, expected, strict=True)]
    # From here on each unit counts as if it had everybody's mix: its adjusted share of its people.
    sizes = [n for _k, n in served]
    found = [n * (rate if rate is not None else whole) for n, rate in zip(sizes, adjusted, strict=True)]
    shape = funnel.funnel(found, sizes)
    shrunk = funnel.shrunk(found, sizes, [row.group for row in rows])
    sides = [shape.side(rate if rate is not None else shape.centre, n) for rate, n in zip(adjusted, sizes, strict=True)]
    ranks = funnel.ranks(shrunk, sides)
    needed_share = min(1.0, sum(row.pace[1] for row in rows) / people) if people else 0.0
    return [
        Comparison(
            left=n, done=k, raw=k / n if n else None, adjusted=adjusted[at], shrunk=shrunk[at],
            expected=expected[at], centre=shape.centre, spread=shape.spread, side=sides[at], rank=ranks[at],
            units=len(rows), needed=needed_share,
        )
        for at, (k, n) in enumerate(served)
    ]  # fmt: skip


def figures(
    rows: Sequence[Counts], compared: Sequence[Comparison], weights: Weights, aside: Collection[Criterion] = ()
) -> list[tuple[Figure, ...]]:
    """Return every unit's figures, one a criterion in the order of the weights."""
    groups = [row.group for row in rows]
    columns = []
    for criterion, weight in weights.items():
        if criterion in aside:
            columns.append([Figure(criterion, weight, missing=Missing.SET_ASIDE)] * len(rows))
        elif criterion is Criterion.PROGRESS:
            columns.append([_progress(row, one, weight) for row, one in zip(rows, compared, strict=True)])
        else:
            pairs = [row.pairs.get(criterion, _NOTHING) for row in rows]
            fair = funnel.shrunk([k for k, _n in pairs], [n for _k, n in pairs], groups)
            columns.append([_figure(criterion, weight, row, at) for row, at in zip(rows, fair, strict=True)])
    return [tuple(column[at] for column in columns) for at in range(len(rows))]


def _progress(row: Counts, one: Comparison, weight: int) -> Figure:
    """Return the points of progress: raw against the unit's own pace, fair against the pace asked of all.

    Who had nothing left to do is complete, which is all that can be asked.
    """
    done, asked = row.pace
    if not asked:
        return Figure(Criterion.PROGRESS, weight, done, asked, 1.0, 1.0, 100.0, 100.0)
    raw = min(1.0, max(0, done) / asked)
    fair = min(1.0, one.shrunk / one.needed) if one.needed else 1.0
    return Figure(Criterion.PROGRESS, weight, done, asked, raw, fair, raw * 100, fair * 100)


def _figure(criterion: Criterion, weight: int, row: Counts, fair: float) -> Figure:
    found, of = row.pairs.get(criterion, _NOTHING)
    if not of:
        return Figure(criterion, weight, missing=Missing.NOTHING_DUE)
    rejected = criterion is Criterion.QUALITY and row.rejected
    points = 0.0 if rejected else fair * 100
    raw_points = 0.0 if rejected else found / of * 100
    return Figure(criterion, weight, found, of, found / of, fair, raw_points, points, rejected=rejected)


def score(rows: Sequence[Figure], *, raw: bool = False) -> Decimal | None:
    """Return the points of a sheet from 0 to 100, one decimal; None when nothing on it has any.

    The weight of what is missing is spread over the others in the proportion of theirs.
    """
    told = [(one.weight, one.raw_points if raw else one.points) for one in rows if one.missing is None]
    weight = sum(one for one, _points in told)
    if not weight:
        return None
    found = sum(one * (points or 0.0) for one, points in told) / weight
    return tenths(found)


def weights_fault(weights: Mapping[Criterion, int]) -> str | None:
    """Return the code of what is wrong with weights; every criterion has one, and they sum to 100."""
    if set(weights) != set(Criterion) or any(one < 0 for one in weights.values()):
        return "weights_incomplete"
    return None if sum(weights.values()) == 100 else "weights_sum"
