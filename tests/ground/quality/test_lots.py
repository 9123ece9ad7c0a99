"""Plans keep their operating points, decisions follow the plan, draws can be drawn again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.quality.chances import binomial, hypergeometric, interval
from toandan.ground.quality.draws import drawn
from toandan.ground.quality.lots import Plan, Points, Verdict, accepted_bad, accepted_good, decide, plan


def test_the_usual_plan_is_the_one_its_docstring_and_the_papers_name() -> None:
    assert plan() == Plan(18, 1)


@given(st.floats(0.01, 0.1), st.floats(0.2, 0.5), st.none() | st.integers(1, 2000))
def test_both_points_are_kept_and_no_smaller_plan_keeps_them(good: float, bad: float, lot: int | None) -> None:
    points = Points(good, bad, 0.1, 0.1)
    made = plan(points, lot=lot)
    assert accepted_good(made, points, lot) >= 0.9 - 1e-9
    if lot is None or made.size < lot:
        assert accepted_bad(made, points, lot) <= 0.1
        for faults in range(made.faults + 2):
            smaller = Plan(made.size - 1, faults)
            assert accepted_good(smaller, points, lot) < 0.9 or accepted_bad(smaller, points, lot) > 0.1


def test_points_too_near_to_each_other_have_no_plan() -> None:
    with pytest.raises(ValueError, match="sharp"):
        plan(Points(0.10, 0.11, 0.05, 0.05))


@given(st.integers(1, 60), st.integers(0, 6), st.data())
def test_a_decision_before_the_end_is_the_one_at_the_end(size: int, faults: int, data: st.DataObject) -> None:
    one = Plan(size, faults)
    looked = data.draw(st.integers(0, size))
    wrong = data.draw(st.integers(0, looked))
    more = data.draw(st.integers(0, size - looked))
    early, late = decide(one, looked_at=looked, wrong=wrong), decide(one, looked_at=size, wrong=wrong + more)
    assert early in {Verdict.UNDECIDED, late}
    assert late is (Verdict.ACCEPT if wrong + more <= faults else Verdict.REJECT)


@given(st.integers(1, 80), st.integers(0, 80))
def test_an_interval_holds_its_share_and_is_as_sure_as_it_says(size: int, found: int) -> None:
    found = min(found, size)
    low, high = interval(found, size)
    assert low <= found / size <= high
    if found:
        assert 1 - binomial(found - 1, size, low) == pytest.approx(0.025, abs=1e-6)
    if found < size:
        assert binomial(found, size, high) == pytest.approx(0.025, abs=1e-6)


def test_chances_are_those_of_counting_every_case() -> None:
    assert binomial(1, 3, 0.5) == pytest.approx(0.5)
    assert hypergeometric(0, 2, 2, 4) == pytest.approx(1 / 6)
    assert hypergeometric(3, 20, 60, 2_000_000) == pytest.approx(binomial(3, 20, 60 / 2_000_000), abs=1e-6)


@given(st.sets(st.integers(1, 2**62), min_size=1, max_size=60), st.integers(0, 2**63 - 1), st.randoms())
def test_a_draw_follows_from_the_seed_and_the_people_alone(people: set[int], seed: int, chance: object) -> None:
    one = np.array(sorted(people), dtype=np.int64)
    other = one.copy()
    chance.shuffle(other)  # type: ignore[attr-defined]
    size = (len(one) + 1) // 2
    first = drawn(one, size, seed=seed)
    assert first.tolist() == drawn(other, size, seed=seed).tolist()
    assert len(set(first.tolist())) == size <= len(one)
    assert set(first.tolist()) <= people
    assert drawn(one, len(one), seed=seed).tolist()[:size] == first.tolist()


def test_everybody_is_drawn_about_as_often() -> None:
    people = np.arange(1, 101, dtype=np.int64)
    often = np.bincount(np.concatenate([drawn(people, 10, seed=seed) for seed in range(2000)]), minlength=101)[1:]
    # 200 times each, give or take: the chi-square of 99 degrees of freedom passes 148 once in a thousand.
    assert float(np.square(often - 200).sum() / 200) < 148
