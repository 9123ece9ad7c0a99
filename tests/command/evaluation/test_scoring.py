"""What a sheet says: fair to the small and to those with hard cases, silent where chance decides, weights spread."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.command.evaluation.rules import scoring
from toandan.command.evaluation.rules.scoring import Counts
from toandan.command.evaluation.words import FIRST_WEIGHTS, Criterion, Figure, Missing, tenths
from toandan.ground.quality.funnel import Side

SINCE, UNTIL, DEADLINE = date(2023, 5, 20), date(2023, 5, 29), date(2023, 6, 28)
C = Criterion


def unit(number: int, left: dict[str, tuple[int, int]], group: int = 1, **pairs: tuple[int, int]) -> Counts:
    done, people = sum(k for k, _n in left.values()), sum(n for _k, n in left.values())
    return Counts(number, group, (done, people // 4), left, {C(name): pair for name, pair in pairs.items()})


pair = st.tuples(st.integers(0, 300), st.integers(0, 300)).map(lambda two: (min(two), max(two)))
counts = st.builds(
    Counts, st.integers(1, 999), st.integers(1, 3), st.tuples(st.integers(-5, 200), st.integers(0, 200)),
    st.dictionaries(st.sampled_from(["untouched", "absent", "homebound"]), pair),
    st.dictionaries(st.sampled_from([C.HARD_CASES, C.LISTS, C.QUALITY, C.DIFFICULTIES]), pair), st.booleans(),
)  # fmt: skip


@given(st.lists(counts, min_size=1, max_size=12), st.sets(st.sampled_from(list(C))))
def test_points_stay_between_0_and_100_and_what_is_missing_has_none(rows: list[Counts], aside: set[Criterion]) -> None:
    compared = scoring.compare(rows)
    for row, sheet in zip(rows, scoring.figures(rows, compared, FIRST_WEIGHTS, aside), strict=True):
        assert [one.criterion for one in sheet] == list(FIRST_WEIGHTS)
        for one in sheet:
            if one.missing:
                assert one.points is one.raw_points is None
            else:
                assert 0 <= one.points <= 100.0001
                assert 0 <= one.raw_points <= 100
        assert {one.criterion for one in sheet if one.missing is Missing.SET_ASIDE} == aside
        told = scoring.score(sheet)
        assert told is None or 0 <= told <= 100
        rejected = next(one for one in sheet if one.criterion is C.QUALITY)
        assert not row.rejected or rejected.missing or rejected.points == 0


def test_the_weight_of_what_nothing_fell_due_of_is_spread_in_proportion() -> None:
    row = unit(1, {"untouched": (25, 100)}, lists=(1, 2))
    sheet = scoring.figures([row], scoring.compare([row]), FIRST_WEIGHTS)[0]
    told = {one.criterion: one for one in sheet}
    assert told[C.KITS].missing is told[C.QUALITY].missing is Missing.NOTHING_DUE
    # Progress has 40 of the 50 points that are left, lists 10: (40 * 100 + 10 * 50) / 50.
    assert (told[C.PROGRESS].points, told[C.LISTS].points) == (100.0, 50.0)
    assert scoring.score(sheet) == Decimal("90.0")
    assert scoring.score(()) is None


def test_a_unit_with_hard_cases_only_is_not_scored_below_its_like() -> None:
    easy = [unit(n, {"untouched": (800, 1000), "homebound": (2, 20)}) for n in range(1, 6)]
    hard = [unit(n, {"untouched": (80, 100), "homebound": (92, 920)}) for n in range(6, 11)]
    compared = scoring.compare([*easy, *hard])
    assert compared[0].raw > 4 * compared[9].raw
    assert compared[0].adjusted == pytest.approx(compared[9].adjusted, rel=0.01)
    assert {one.side for one in compared} == {Side.INSIDE}
    assert {one.rank for one in compared} == {None}


def test_a_handful_of_people_proves_little_and_an_outlier_is_ranked() -> None:
    usual = [unit(n, {"untouched": (500 + n, 1000)}, group=n % 3) for n in range(1, 30)]
    lucky, great = unit(98, {"untouched": (8, 8)}), unit(99, {"untouched": (900, 1000)})
    compared = scoring.compare([*usual, lucky, great])
    assert (compared[-2].side, compared[-2].rank) == (Side.INSIDE, None)
    assert compared[-2].shrunk < 0.75 < compared[-1].shrunk
    assert (compared[-1].side, compared[-1].rank) == (Side.ABOVE, 1)


def test_the_pace_asked_is_even_to_the_deadline_and_whoever_is_complete_is_asked_nothing() -> None:
    assert scoring.needed(goal=1000, done=200, since=SINCE, until=UNTIL, deadline=DEADLINE) == 200
    assert scoring.needed(goal=1000, done=200, since=SINCE, until=DEADLINE, deadline=DEADLINE) == 800
    assert scoring.needed(goal=100, done=120, since=SINCE, until=UNTIL, deadline=DEADLINE) == 0
    row = replace(unit(1, {}), pace=(0, 0))
    assert scoring.figures([row], scoring.compare([row]), FIRST_WEIGHTS)[0][0].points == 100


def test_100_points_mean_that_nothing_was_left_undone() -> None:
    one = Figure(C.LISTS, 30, 1999, 2000, 0.9995, 0.9995, 99.97, 99.97)
    assert scoring.score([one]) == Decimal("99.9")
    whole = [Figure(C.LISTS, weight, 1, 1, 1.0, 1.0, 100.0, 100.0) for weight in (33, 33, 34)]
    assert scoring.score(whole) == 100
    assert tenths(0.29 * 100) == 29, "a share that is a tenth exactly loses nothing to its binary fraction"


def test_weights_are_complete_and_sum_to_100() -> None:
    assert scoring.weights_fault(FIRST_WEIGHTS) is None
    assert scoring.weights_fault({**FIRST_WEIGHTS, C.LISTS: 11}) == "weights_sum"
    assert scoring.weights_fault({C.PROGRESS: 100}) == "weights_incomplete"
    assert scoring.weights_fault({**FIRST_WEIGHTS, C.LISTS: -10, C.PROGRESS: 60}) == "weights_incomplete"
