"""What a period's sheets are made of, counted from the ledger and the rooms below (số liệu chấm điểm)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import (
    IN_PROGRESS,
    MEASURES,
    UNTOUCHED,
    Board,
    BoardRow,
    Measure,
    OrderRow,
    Product,
)
from toandan.command.evaluation.queries import merging
from toandan.command.evaluation.rules import scoring
from toandan.command.evaluation.words import Criterion, Merger
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
_BY_PEOPLE = frozenset({Criterion.PROGRESS, Criterion.HARD_CASES})
"""Criteria that are counted in people of the ledger."""
_EASY = frozenset({IN_PROGRESS, UNTOUCHED})
"""Classes of people whom no obstacle holds up."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which sheets: of the units of a level under `top`, for the days of a period, up to a ledger entry."""

    of: OrderRow
    top: int
    level: UnitLevel
    since: date
    until: date
    entry: int


def counted_as_now(
    *, order: str, top: int, level: UnitLevel, since: date, until: date, entry: int, units_of: date
) -> tuple[list[scoring.Counts], int]:
    """Return the counts of a period by the units of a later day, and how many old units were divided ("as now").

    As on a board, every figure of a unit that ended stands under its successor, under the main one where it was
    divided. Raises OrderUnknown, BoardUnknown.
    """
    asked = Asked(campaign.order(order), top, level, since, until, entry)
    after = campaign.board(order=order, level=level, under=top, entry=entry, as_of=until, units_of=units_of)
    kin = merging.redrawn(asked.of, top, units_of)
    rows = [(row, None) for row in sorted(after.rows, key=lambda row: row.code)]
    return _counts(asked, after, rows, kin, led=kin), len(after.divided)


def counted(
    *, order: str, top: int, level: UnitLevel, since: date, until: date, entry: int
) -> list[scoring.Counts]:  # fmt: skip
    """Return the counts of every unit of a level under `top`, by code, up to a ledger entry.

    A unit that came of a merger within the period is counted together with the old units that went into it wholly; one
    that a part of a divided unit came to, from the day after the merger on. Where no day is left of the period after
    that, it is left out. Raises OrderUnknown, BoardUnknown.
    """
    asked = Asked(campaign.order(order), top, level, since, until, entry)
    kin = merging.kin(asked.of, top, since=since, until=until, entry=entry)
    after = campaign.board(
        order=order, level=level, under=top, entry=entry, as_of=until, units_of=None if kin is None else until
    )
    rows = sorted(after.rows, key=lambda row: row.code)
    if kin is None:
        return _counts(asked, after, [(row, None) for row in rows])
    # Where the reform left no unit of the level, such as a district, a board shows those below.
    mine = [row for row in rows if level is UnitLevel.COMMUNE or row.level is level]
    told = [(row, kin.merger(row.number, row.last, since, until)) for row in mine]
    made = _counts(asked, after, [(row, one) for row, one in told if one is None or one.whole], kin)
    for day in sorted({one.since for _row, one in told if one and not one.whole and one.since <= until}):
        some = [(row, one) for row, one in told if one and not one.whole and one.since == day]
        made += _counts(replace(asked, since=day), after, some, kin)
    return made


def _counts(
    asked: Asked,
    after: Board,
    rows: Sequence[tuple[BoardRow, Merger | None]],
    kin: merging.Kin | None = None,
    *,
    led: merging.Kin | None = None,
) -> list[scoring.Counts]:
    """Return the counts of rows of a board that are counted over the same days.

    `led` leads what the old units had to answer to the new ones, where no merger has taken it there.
    """
    if not rows:
        return []
    spans, under = [(after.total.number, after.total.last)], None
    if kin is not None:
        divided = any(one is not None and not one.whole for _row, one in rows)
        spans, under = kin.spans, kin.wholly() if divided else kin.under
    ways = _ways(asked, spans, under)
    others, rejected = _others(asked, [(after.total.number, after.total.last)] if led is None else led.spans, led)
    paces = _paces(asked, spans, under)
    made = []
    for row, merger in rows:
        left, hard = _left(ways, row.number, row.last)
        pairs = {criterion: _within(found, row.number, row.last) for criterion, found in others.items()}
        spoiled = any(row.number <= unit <= row.last for unit in rejected)
        pairs[Criterion.HARD_CASES] = hard
        pace = paces(row)
        made.append(scoring.Counts(row.number, _group(row.number), pace, left, pairs, spoiled, merger))
    return made


def _group(unit: int) -> int:
    return units.by_number(unit).parent or unit


def _paces(
    asked: Asked, spans: merging.Spans, under: Mapping[int, int] | None
) -> Callable[[BoardRow], Pair]:  # fmt: skip
    """Return what tells of a row the people done in the period, and those that had to be."""
    eve = asked.since - timedelta(days=1)
    if under is None:
        before = campaign.board(order=asked.of.code, level=asked.level, under=asked.top, entry=asked.entry, as_of=eve)
        done = {row.number: row.done for row in before.rows}
        return lambda row: _pace(asked, done.get(row.number, 0), row.done, row.goal)
    states = MEASURES[asked.of.measure]
    first, last = (
        merging.held(states, under, spans, as_of=day, entry=asked.entry) for day in (eve, asked.until)
    )  # fmt: skip

    def summed(row: BoardRow) -> Pair:
        (_, before), (target, done) = (_sum(held, row.number, row.last) for held in (first, last))
        # The board counts people of divided units who are undecided yet under the main one; they are nobody's here.
        goal = -(-row.goal * target // row.target) if row.target else 0
        return _pace(asked, before, done, goal)

    return summed


def _sum(held: merging.Held, low: int, high: int) -> Pair:
    inside = [pair for unit, pair in held.items() if low <= unit <= high]
    return sum(target for target, _done in inside), sum(done for _target, done in inside)


def _pace(asked: Asked, before: int, done: int, goal: int) -> Pair:
    needed = scoring.needed(goal=goal, done=before, since=asked.since, until=asked.until, deadline=asked.of.deadline)
    return done - before, needed


def subject_of(measure: Measure) -> Subject:
    """Return what samples look at under an order with this measure: the card, or the account."""
    return Subject.CARD if MEASURES[measure].product is Product.CARD else Subject.EID


Ways = Mapping[int, Mapping[str, Mapping[str, int]]]
"""By unit, by class at the start, how many there were (`all`), left (`gone`), were done, or lost their obstacle."""


def _ways(asked: Asked, spans: merging.Spans, under: Mapping[int, int] | None) -> Ways:
    """Return for each unit what became of the people who were not done at the start, by what held them up.

    With `under` every old unit is counted as the one its people stand under at the end, so that whom a merger led there
    has not left.
    """
    states = MEASURES[asked.of.measure]
    kind_of = {state: kind for kind, some in states.residual.items() for state in some}
    eve, entry = asked.since - timedelta(days=1), asked.entry
    made: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))

    def here(unit: int) -> int | None:
        return unit if under is None else under.get(unit)

    for unit, state, people in (row for span in spans for row in _balances(eve, entry, span)):
        new = here(unit)
        if new is not None and state in kind_of:
            made[new][kind_of[state]]["all"] += people
    # Exactly these units: between the numbers of a merger's old units others may lie that are none of the caller's. One
    # that began after the period had nobody in it.
    exact = spans if under is None else [
        (one.number, one.last)
        for one in units.by_numbers(under).values()
        if one.valid_from is None or one.valid_from <= asked.until
    ]  # fmt: skip
    for way in ledger.passages(since=asked.since, until=asked.until, spans=exact, entry=entry):
        (unit, state), (there, then) = way.source, way.target
        kind, new = kind_of.get(state), here(unit)
        if kind is None or new is None:
            continue
        one = made[new][kind]
        if here(there) != new:
            one[GONE] += way.people
        elif then in states.done:
            one["done"] += way.people
        elif kind not in _EASY and kind_of.get(then) in _EASY:
            one["freed"] += way.people
    return made


def _balances(day: date, entry: int, span: tuple[int, int]) -> list[tuple[int, int, int]]:
    return ledger.balances(as_of=day, entry=entry, low=span[0], high=span[1])


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
    asked: Asked, spans: merging.Spans, led: merging.Kin | None
) -> tuple[dict[Criterion, Mapping[int, Pair]], frozenset[int]]:
    """Return the criteria counted by unit in the rooms below, and the units whose figures a sample rejected."""
    days, subject = {"since": asked.since, "until": asked.until}, subject_of(asked.of.measure)
    made: dict[Criterion, dict[int, Pair]] = {criterion: {} for criterion in Criterion}
    rejected: set[int] = set()

    def add(criterion: Criterion, found: Mapping[int, Pair]) -> None:
        for unit, (good, of) in found.items():
            here = unit if led is None else led.under.get(unit, unit)
            known = made[criterion].get(here, (0, 0))
            made[criterion][here] = known[0] + good, known[1] + of

    for low, high in spans:
        found = samples.pools(low=low, high=high, subject=subject, **days)
        rejected |= {
            unit if led is None else led.under.get(unit, unit)
            for unit, arms in found.items()
            if any(pool.verdict is Verdict.REJECT for pool in arms.values())
        }
        add(Criterion.QUALITY, {unit: _looked(arms.values()) for unit, arms in found.items()})
        add(Criterion.LISTS, movements.answered_on_time(low=low, high=high, **days))
        add(Criterion.DIFFICULTIES, difficulties.answered_on_time(low=low, high=high, **days))
        add(Criterion.KITS, sessions.served_as_expected(low=low, high=high, **days))
    return {one: pairs for one, pairs in made.items() if one not in _BY_PEOPLE}, frozenset(rejected)


def _looked(pools: Iterable[Pool]) -> Pair:
    rows = list(pools)
    return sum(pool.looked_at - pool.wrong for pool in rows), sum(pool.looked_at for pool in rows)


def _within(found: Mapping[int, Pair], low: int, high: int) -> Pair:
    inside = [pair for unit, pair in found.items() if low <= unit <= high]
    return sum(k for k, _n in inside), sum(n for _k, n in inside)
