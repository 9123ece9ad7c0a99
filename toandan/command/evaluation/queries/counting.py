"""What a period's sheets are made of, counted from the ledger and the rooms below (số liệu chấm điểm)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import (
    IN_PROGRESS,
    MEASURES,
    UNTOUCHED,
    Board,
    BoardRow,
    Measure,
    MeasureStates,
    Product,
)
from toandan.command.evaluation.rules import scoring
from toandan.command.evaluation.words import Criterion
from toandan.ground.quality.lots import Verdict
from toandan.record.ledger import queries as ledger
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.difficulties import queries as difficulties
from toandan.work.movements import queries as movements
from toandan.work.samples import queries as samples
from toandan.work.samples.words import Pool, Subject
from toandan.work.sessions import queries as sessions

Pair = tuple[int, int]
GONE, FREE = "gone", "free"
_EASY = frozenset({IN_PROGRESS, UNTOUCHED})
"""Classes of people whom no obstacle holds up."""


def counted(
    *, order: str, top: int, level: UnitLevel, since: date, until: date, entry: int
) -> list[scoring.Counts]:  # fmt: skip
    """Return the counts of every unit of a level under `top`, by code, up to a ledger entry.

    Raises OrderUnknown, BoardUnknown.
    """
    of = campaign.order(order)
    after = campaign.board(order=order, level=level, under=top, entry=entry, as_of=until)
    before = campaign.board(order=order, level=level, under=top, entry=entry, as_of=since - timedelta(days=1))
    earlier = {row.number: row for row in before.rows}
    ways = _ways(MEASURES[of.measure], after, since, until, entry)
    others, rejected = _others(after, since, until, subject_of(of.measure))
    made = []
    for row in sorted(after.rows, key=lambda row: row.code):
        left, hard = _left(ways, row.number, row.last)
        pairs = {criterion: _within(found, row.number, row.last) for criterion, found in others.items()}
        pace = _pace(earlier.get(row.number), row, of.deadline, since, until)
        spoiled = any(row.number <= unit <= row.last for unit in rejected)
        pairs[Criterion.HARD_CASES] = hard
        made.append(scoring.Counts(row.number, _group(row.number), pace, left, pairs, spoiled))
    return made


def _group(unit: int) -> int:
    return units.by_number(unit).parent or unit


def subject_of(measure: Measure) -> Subject:
    """Return what samples look at under an order with this measure: the card, or the account."""
    return Subject.CARD if MEASURES[measure].product is Product.CARD else Subject.EID


def _pace(before: BoardRow | None, after: BoardRow, deadline: date, since: date, until: date) -> Pair:
    done = before.done if before else 0
    asked = scoring.needed(goal=after.goal, done=done, since=since, until=until, deadline=deadline)
    return after.done - done, asked


Ways = Mapping[int, Mapping[str, Mapping[str, int]]]
"""By unit, by class at the start, how many there were (`all`), left (`gone`), were done, or lost their obstacle."""


def _ways(states: MeasureStates, board: Board, since: date, until: date, entry: int) -> Ways:
    """Return for each unit what became of the people who were not done at the start, by what held them up."""
    kind_of = {state: kind for kind, some in states.residual.items() for state in some}
    low, high = board.total.number, board.total.last
    made: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for unit, state, people in ledger.balances(as_of=since - timedelta(days=1), entry=entry, low=low, high=high):
        if state in kind_of:
            made[unit][kind_of[state]]["all"] += people
    for way in ledger.passages(since=since, until=until, low=low, high=high, entry=entry):
        (unit, state), (there, then) = way.source, way.target
        kind = kind_of.get(state)
        if kind is None:
            continue
        one = made[unit][kind]
        if there != unit:
            one[GONE] += way.people
        elif then in states.done:
            one["done"] += way.people
        elif kind not in _EASY and kind_of.get(then) in _EASY:
            one["freed"] += way.people
    return made


def _left(ways: Ways, low: int, high: int) -> tuple[dict[str, Pair], Pair]:
    """Return (done, all) by obstacle of people who stayed in the unit, and (solved, all) of those with an obstacle.

    A hard case is solved when the person is done, is held up no more, or left with an entry: to another unit that
    accepted them, or out of the register with evidence.
    """
    left: dict[str, Pair] = {}
    solved, hard = 0, 0
    for unit in (unit for unit in ways if low <= unit <= high):
        for kind, one in ways[unit].items():
            # Whose dossier was in hand at the start is one whom the unit had served already, not an easier mix.
            mixed = FREE if kind in _EASY else kind
            done, people = left.get(mixed, (0, 0))
            left[mixed] = done + one.get("done", 0), people + one.get("all", 0) - one.get(GONE, 0)
            if kind not in _EASY:
                hard += one.get("all", 0)
                solved += one.get("done", 0) + one.get("freed", 0) + one.get(GONE, 0)
    return left, (solved, hard)


def _others(
    board: Board, since: date, until: date, subject: Subject
) -> tuple[dict[Criterion, Mapping[int, Pair]], frozenset[int]]:
    """Return the criteria counted by unit in the rooms below, and the units whose figures a sample rejected."""
    low, high = board.total.number, board.total.last
    found = samples.pools(low=low, high=high, since=since, until=until, subject=subject)
    looked = {unit: _looked(arms.values()) for unit, arms in found.items()}
    rejected = frozenset(
        unit for unit, arms in found.items() if any(pool.verdict is Verdict.REJECT for pool in arms.values())
    )
    return {
        Criterion.LISTS: movements.answered_on_time(low=low, high=high, since=since, until=until),
        Criterion.DIFFICULTIES: difficulties.answered_on_time(low=low, high=high, since=since, until=until),
        Criterion.QUALITY: looked,
        Criterion.KITS: sessions.served_as_expected(low=low, high=high, since=since, until=until),
    }, rejected


def _looked(pools: Iterable[Pool]) -> Pair:
    rows = list(pools)
    return sum(pool.looked_at - pool.wrong for pool in rows), sum(pool.looked_at for pool in rows)


def _within(found: Mapping[int, Pair], low: int, high: int) -> Pair:
    inside = [pair for unit, pair in found.items() if low <= unit <= high]
    return sum(k for k, _n in inside), sum(n for _k, n in inside)
