"""The figures' arithmetic: rounding, goals, pace, status, rank. Every promise of a figure is one test here."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.command.campaign.rules.arithmetic import (
    Standing,
    completed_on,
    days_between,
    goal,
    haste,
    pace,
    pace_needed,
    places,
    ranks,
    rate,
    residual,
    status,
)
from toandan.command.campaign.words import RESIDUAL_KINDS, Status
from toandan.ground.kernel.days import days_off, working_days

START = date(2023, 5, 20)
DEADLINE = date(2023, 6, 30)
DAY_14 = date(2023, 6, 3)


def standing(target=100, done=50, recent=(5,) * 7, *, goal=None, as_of=DAY_14):
    return Standing(target, target if goal is None else goal, done, tuple(recent), START, DEADLINE, as_of)


@given(st.integers(1, 10**7).flatmap(lambda t: st.tuples(st.just(t), st.integers(0, t))))
def test_a_rate_is_the_largest_tenth_not_above_the_truth(case):
    target, done = case
    shown = rate(done, target)
    assert shown * target <= done * 100 < (shown + Decimal("0.1")) * target
    assert (shown == 100) == (done == target)


def test_no_denominator_gives_no_rate():
    assert rate(0, 0) is None


@pytest.mark.parametrize(("done", "target"), [(1, 0), (11, 10), (-1, 10)])
def test_a_rate_above_everyone_is_a_fault_and_not_capped(done, target):
    with pytest.raises(ValueError, match="no coverage"):
        rate(done, target)


def test_one_missing_of_a_million_is_not_everyone():
    assert rate(999_999, 1_000_000) == Decimal("99.9")


@given(st.integers(0, 10**7), st.integers(1, 100))
def test_a_goal_is_the_smallest_number_that_reaches_the_percentage(target, percent):
    wanted = goal(target, percent)
    assert wanted * 100 >= target * percent
    assert wanted == 0 or (wanted - 1) * 100 < target * percent
    assert goal(target, 100) == target


@given(st.dictionaries(st.sampled_from(RESIDUAL_KINDS), st.integers(0, 10**6)), st.integers(0, 10**6))
def test_a_residual_closes_and_names_every_kind(parts, done):
    closed = residual(done + sum(parts.values()), done, parts)
    assert tuple(closed) == RESIDUAL_KINDS
    assert done + sum(closed.values()) == done + sum(parts.values())


@pytest.mark.parametrize(
    ("target", "done", "parts"),
    [(10, 5, {"untouched": 4}), (10, 5, {"untouched": 6, "absent": -1}), (10, 5, {"untouched": 0, "lazy": 5})],
)
def test_a_residual_that_does_not_close_is_refused(target, done, parts):
    with pytest.raises(ValueError, match="does not close"):
        residual(target, done, parts)


@given(st.lists(st.booleans(), max_size=40))
def test_completed_on_begins_the_last_unbroken_run(reached):
    days = days_between(START, START + timedelta(days=len(reached) - 1)) if reached else []
    first = completed_on(days, reached)
    if not reached or not reached[-1]:
        assert first is None
        return
    at = days.index(first)
    assert all(reached[at:])
    assert at == 0 or not reached[at - 1]


def test_a_unit_that_fell_back_counts_from_its_second_completion():
    days = days_between(START, START + timedelta(days=4))
    assert completed_on(days, [True, True, False, True, True]) == days[3]


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(-3, 60))
def test_working_days_are_those_from_monday_to_friday_but_for_holidays(since, length):
    until = since + timedelta(days=length)
    assert working_days(since, until) == sum(
        day.weekday() < 5 and not days_off(day, day) for day in days_between(since, until)
    )


def test_pace_is_the_mean_of_the_days_there_are_rounded_down():
    assert pace(standing(recent=(1, 2, 2))) == Decimal("1.6")
    assert pace(standing(recent=())) is None
    assert pace(standing(target=0, done=0)) is None
    assert pace(standing(recent=(0, -1, 0))) == Decimal("-0.4")


def test_pace_needed_spreads_what_is_left_over_the_days_to_the_deadline_rounded_up():
    assert pace_needed(standing(target=100, done=72)) == Decimal("1.1")  # 28 left in 27 days
    assert pace_needed(standing(target=100, done=100)) == 0
    assert pace_needed(standing(target=0, done=0, recent=())) is None


def test_on_the_deadline_everything_left_is_due_that_day_and_afterwards_no_pace_helps():
    assert pace_needed(standing(done=90, as_of=DEADLINE)) == 10
    assert pace_needed(standing(done=90, as_of=DEADLINE + timedelta(days=1))) is None


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (standing(target=0, done=0), Status.EMPTY),
        (standing(done=100), Status.DONE),
        (standing(target=100, goal=90, done=90), Status.DONE),
        (standing(target=100, done=99, as_of=DEADLINE + timedelta(days=1)), Status.OVERDUE),
        (standing(as_of=START + timedelta(days=9)), Status.TOO_EARLY),  # Monday 29 May: the sixth working day
        (standing(target=127, done=100, recent=(1,) * 7), Status.ON_PACE),  # exactly what is needed
        (standing(target=1127, done=127, recent=(26, 26, 26, 26, 26, 26, 25)), Status.LATE),
        (standing(target=2700, done=0, recent=(70,) * 7), Status.WATCH),  # exactly 0.7
        (standing(target=2700, done=0, recent=(69, 70, 70, 70, 70, 70, 70)), Status.LATE),
        (standing(target=2700, done=0, recent=(100, 100, 100, 100, 100, 100, 99)), Status.WATCH),
        (standing(recent=(0,) * 7), Status.LATE),
        (standing(recent=(-3,) * 7), Status.LATE),
    ],
)
def test_status_follows_the_one_table_of_thresholds(case, expected):
    assert status(case) is expected


def test_the_seventh_working_day_ends_too_early():
    assert working_days(START, START + timedelta(days=10)) == 7
    assert status(standing(as_of=START + timedelta(days=10))) is not Status.TOO_EARLY


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.lists(st.integers(-50, 5000), min_size=1, max_size=7))
def test_whoever_keeps_an_on_pace_rhythm_finishes_in_time(target, done, recent):
    case = standing(target=target, done=min(done, target), recent=tuple(recent))
    if status(case) is Status.ON_PACE:
        assert case.done + sum(recent) * case.days_left / len(recent) >= target - 1e-6


def test_ranks_are_shared_and_the_next_one_is_skipped():
    rates = [Decimal("88.0"), None, Decimal("100.0"), Decimal("88.0"), Decimal("12.5")]
    assert ranks(rates) == [2, None, 1, 2, 4]


@given(st.lists(st.one_of(st.none(), st.integers(0, 1000).map(lambda n: Decimal(n) / 10))))
def test_a_rank_is_one_more_than_the_number_of_better_units(rates):
    for value, rank in zip(rates, ranks(rates), strict=True):
        better = sum(r is not None and value is not None and r > value for r in rates)
        assert rank == (None if value is None else better + 1)


def test_the_most_urgent_unit_is_the_one_whose_need_exceeds_its_pace_most():
    slow = standing(target=1000, done=900, recent=(1,) * 7)
    slower = standing(target=1000, done=100, recent=(2,) * 7)
    still = standing(target=1000, done=990, recent=(0,) * 7)
    fine = standing(target=1000, done=100, recent=(500,) * 7)
    finished = standing(done=100)
    nobody = standing(target=0, done=0)
    cases = [nobody, finished, fine, slow, slower, still]
    assert places([haste(case) for case in cases]) == [6, 5, 4, 3, 2, 1]


def test_after_the_deadline_the_largest_remainder_is_the_most_urgent():
    late = DEADLINE + timedelta(days=3)
    few, many = standing(done=99, as_of=late), standing(target=500, done=10, as_of=late)
    assert haste(many) < haste(few)
