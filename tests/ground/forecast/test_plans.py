"""What planned sessions tell of the coming days: more are more, none are less, and not said is not none (kế hoạch)."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from toandan.ground.forecast.foresight import each, look_ahead, whole
from toandan.ground.forecast.model import learn
from toandan.ground.forecast.plans import MOST_MORE, HalfDays, differences, laid_out
from toandan.ground.forecast.words import Plan, Work

FIRST = date(2023, 5, 19)
DEADLINE = date(2023, 6, 30)
PAST, AHEAD, UNITS = 21, 42, 12


def given() -> Work:
    """Return communes of one district whose work follows the sessions they had: none, one or two half-days a day."""
    random = np.random.default_rng(4)
    held = random.choice([0, 1, 1, 2], (UNITS, PAST))
    held[:2] = [0, 1, 2] * (PAST // 3)
    daily = random.poisson(30 * (0.4 + 0.6 * held))
    done = np.concatenate([np.zeros((UNITS, 1), dtype=np.int64), np.cumsum(daily, axis=1)], axis=1)
    work = Work(done, np.full(UNITS, 1400), np.zeros(UNITS, dtype=np.int64), FIRST)
    return replace(work, plan=Plan(held.astype(np.float64), np.full((UNITS, AHEAD), np.nan)))


def planned(work: Work, half_days: float) -> Work:
    """Plan so many half-days a day for the first commune, and as many as lately for the others."""
    assert work.plan is not None
    coming = np.ones((UNITS, AHEAD))
    coming[0] = half_days
    return replace(work, plan=replace(work.plan, coming=coming))


def test_twice_the_sessions_end_earlier_and_none_later_and_the_whole_follows() -> None:
    work = given()
    outlooks = {}
    for half_days in (0, 1, 2):
        known = planned(work, half_days)
        paths = look_ahead(known, DEADLINE)
        assert (paths.together().done[:, 0] == paths.done.sum(axis=1)).all()
        outlooks[half_days] = (each(paths, known, DEADLINE), whole(paths, known, DEADLINE))
    middle = {half_days: found[0][0].finish[50] or date.max for half_days, found in outlooks.items()}
    assert middle[2] <= middle[1] - timedelta(days=3)
    assert middle[1] <= middle[0] - timedelta(days=5)
    days = {half_days: found[1].days[9].p50 for half_days, found in outlooks.items()}
    assert days[0] < days[1] < days[2], "what a commune gains or loses stands in the whole"
    bands = outlooks[2][0][0].days[6]
    assert bands.p90 - bands.p10 > 40, "who will come is not known better because it is planned"


def test_where_sessions_never_mattered_a_plan_says_nothing() -> None:
    work = given()
    even = np.cumsum(np.random.default_rng(5).poisson(60, (UNITS, PAST)), axis=1)
    work = replace(work, done=np.concatenate([np.zeros((UNITS, 1), dtype=np.int64), even], axis=1))
    likely = learn(work).likely
    follows = (likely * learn(work).ways.following[:, None]).sum(axis=0)
    assert follows.max() < 0.05
    assert (learn(given()).ways.following[:, None] * learn(given()).likely).sum(axis=0).min() > 0.3


def test_without_a_plan_nothing_is_weighed_that_was_not_before() -> None:
    work = replace(given(), plan=None)
    assert set(learn(work).ways.following) == {0.0}
    unknown = replace(work, plan=laid_out([], work, AHEAD))
    assert unknown.plan is None
    assert (look_ahead(unknown, DEADLINE).done == look_ahead(work, DEADLINE).done).all()


def test_a_plan_speaks_for_its_district_to_its_last_day_and_single_sessions_for_a_week() -> None:
    done = np.array([[0, 5, 9], [0, 5, 9], [0, 5, 9]])
    work = Work(done, np.array([50, 50, 50]), np.array([0, 0, 1]), FIRST)
    tomorrow = work.last + timedelta(days=1)
    rows = [
        HalfDays(0, work.last, 2, "KH-1"),
        HalfDays(0, tomorrow, 2, "KH-1"),
        HalfDays(0, tomorrow + timedelta(days=3), 1, "KH-1"),
        HalfDays(2, tomorrow + timedelta(days=1), 1),
        HalfDays(2, tomorrow + timedelta(days=30), 1),
    ]
    plan = laid_out(rows, work, AHEAD)
    assert plan is not None
    assert plan.held.tolist() == [[0, 2], [0, 0], [0, 0]]
    nan = np.nan
    assert np.array_equal(plan.coming[:, :5], [[2, 0, 0, 1, nan], [0, 0, 0, 0, nan], [0, 1, nan, nan, nan]], True)
    assert np.isnan(plan.coming[:, 5:]).all(), "one session a month away says nothing of the days between"
    assert laid_out([row for row in rows if row.day <= work.last], work, AHEAD) is None


def test_a_day_counts_for_no_more_than_some_usual_ones() -> None:
    plan = Plan(np.full((2, 7), [[1.0], [0.0]]), np.array([[0.0, 1.0, 50.0, np.nan]] * 2))
    before, after = differences(plan, np.array([0, 1]))
    assert (before == 0).all()
    assert after.tolist() == [[-1, 0, MOST_MORE, 0], [0, 1, MOST_MORE, 0]]
