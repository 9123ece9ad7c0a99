"""Forecasts: whether they come true, what they may never say, and files they refuse."""

from datetime import date, timedelta

import numpy as np
import pytest

from toandan.ground.forecast import backtest
from toandan.ground.forecast.campaigns import TOURING
from toandan.ground.forecast.foresight import each, look_ahead, whole
from toandan.ground.forecast.series import Gap, SeriesUnreadable, read
from toandan.ground.forecast.words import Work

FIRST = date(2023, 5, 19)
DEADLINE = date(2023, 6, 30)


def work_of(*daily: list[int], targets: list[int], groups: list[int] | None = None) -> Work:
    done = np.array([[0, *np.cumsum(days)] for days in daily], dtype=np.int64)
    return Work(done, np.array(targets), np.array(groups or [0] * len(targets)), FIRST)


def test_forecasts_of_invented_campaigns_come_true_and_beat_the_rules_of_thumb() -> None:
    scores = {score.kind: score for score in backtest.run(range(100, 103), units=30)}
    together, planned, unplanned = scores["all"], scores[TOURING], scores[backtest.UNPLANNED]
    assert 76 <= together.coverage80 <= 84
    assert together.groups80 > 70, "what a district says is not much surer than it may be"
    assert scores["interrupted"].coverage80 > 76, "a stop is one of the things that are foreseen"
    assert together.coverage50 < together.coverage80 < together.coverage95
    assert together.crps <= 0.85 * min(together.straight, together.required)
    assert planned.crps <= 0.75 * unplanned.crps, "who knows the plan foresees better"
    assert planned.coverage80 > 76 > unplanned.coverage80


def test_the_score_of_a_certain_forecast_is_its_error() -> None:
    assert backtest.crps(np.full((50, 2), 10.0), np.array([10.0, 13.0])).tolist() == [0.0, 3.0]


def test_a_band_that_ends_where_many_paths_end_holds_its_share_only_when_ties_are_broken_by_lot() -> None:
    lots = np.random.default_rng(3)
    drawn, came = (np.minimum(lots.integers(0, 200, shape), 100).astype(np.float64) for shape in ((400, 1500), (1500,)))
    low, high = np.quantile(drawn, [0.1, 0.9], axis=0)
    assert ((came >= low) & (came <= high)).mean() > 0.87
    assert 0.76 < backtest.inside_by_lot(drawn, came, lots).mean() < 0.84


def test_nobody_is_served_twice_and_the_whole_says_what_its_parts_say() -> None:
    work = work_of([50] * 14, [3] * 14, [0] * 14, targets=[1000, 200, 50], groups=[0, 0, 1])
    paths = look_ahead(work, DEADLINE)
    assert (paths.done[:, :, -1] <= work.targets).all()
    assert (np.diff(paths.done, axis=2) >= 0).all()
    assert (paths.together().done[:, 0] == paths.done.sum(axis=1)).all()
    assert (look_ahead(work, DEADLINE).done == paths.done).all()


def test_a_unit_that_has_plenty_of_time_makes_it_and_one_that_has_not_does_not() -> None:
    work = work_of([50] * 14, [50] * 14, targets=[1100, 9000])
    paths = look_ahead(work, DEADLINE)
    quick, slow = each(paths, work, DEADLINE)
    assert quick.probability > 0.8
    assert slow.probability < 0.05
    assert whole(paths, work, DEADLINE).probability < 0.05
    assert quick.finish[10] <= quick.finish[50] < DEADLINE
    assert slow.finish[90] is None


def test_a_unit_that_is_complete_is_done_on_the_last_known_day() -> None:
    work = work_of([50] * 4, targets=[200])
    found = whole(look_ahead(work, DEADLINE), work, DEADLINE)
    assert (found.probability, set(found.finish.values())) == (1.0, {FIRST + timedelta(days=4)})


def test_days_of_rest_are_foreseen() -> None:
    week = [60, 0, 60, 60, 60, 60, 60]
    work = work_of(week * 3, targets=[9000])
    days = whole(look_ahead(work, DEADLINE), work, DEADLINE).days
    made = {days[at].day: days[at].p50 - days[at - 1].p50 for at in range(1, 14)}
    rest = [made[day] for day in made if day.weekday() == 6]
    assert max(rest) < 0.6 * min(made[day] for day in made if day.weekday() < 5)


def test_a_short_stop_is_told_from_a_pace_that_has_fallen() -> None:
    """Three days of a broken kit are forgotten; two weeks of the same little are believed."""

    def fortnight(*days: list[int]) -> float:
        return float(
            np.diff(look_ahead(work_of(*days, targets=[9000] * len(days)), DEADLINE).done[:, 0, [0, 14]]).mean()
        )

    steady = fortnight([100] * 21, [100] * 21)
    assert fortnight([100] * 18 + [25] * 3, [100] * 21) > 0.75 * steady
    assert fortnight([100] * 7 + [25] * 14, [100] * 21) < 0.5 * steady


def test_a_small_unit_borrows_strength_from_its_group() -> None:
    quiet, busy = [0] * 3, [200] * 3
    alone = look_ahead(work_of(quiet, targets=[100]), DEADLINE).done[:, 0, 13].mean()
    among = look_ahead(work_of(quiet, busy, targets=[100, 9000]), DEADLINE).done[:, 0, 13].mean()
    assert among > 2 * alone + 1


def test_a_series_is_read_and_missing_days_are_days_without_reports() -> None:
    work, gaps = read(["Date;DONE", "2023-05-20;10", "", "2023-05-23;40"], target=100)
    assert gaps == [Gap(4, date(2023, 5, 21), 2)]
    assert work.done.tolist() == [[10, 10, 10, 40]]
    assert (work.first, work.last) == (date(2023, 5, 20), date(2023, 5, 23))


@pytest.mark.parametrize(
    ("lines", "line", "column"),
    [
        ([], 1, "date,done"),
        (["day,count", "2023-05-20,1"], 1, "date,done"),
        (["date,done", "20/05/2023,1"], 2, "date"),
        (["date,done", "2023-05-20,1", "2023-05-21,-4"], 3, "done"),
        (["date,done", "2023-05-20,1", "2023-05-21,1e9"], 3, "done"),
        (["date,done", "2023-05-20,1", "2023-05-20,2"], 3, "date"),
        (["date,done", "2023-05-20,1", "9999-05-20,2"], 3, "date"),
        (["date,done", "2023-05-20,1", "2023-05-21"], 3, "date,done"),
        (["date,done", "2023-05-20,1"], 2, "date"),
        (["date,done,done", "2023-05-20,1,2"], 1, "date,done"),
        (["date,done", "2023-05-20,1", "2023-05-21,1,234"], 3, "date,done"),
        (["date,done", "2023-05-20,4", "", "2023-05-21,3"], 4, "done"),
        (["date,done", "2023-05-20,4", "2023-05-21,3000000000"], 3, "done"),
        (["date,done", "2023-05-20,4", '2023-05-21,"5', "7"], 4, "date,done"),
        (["date,done", "2023-05-20,4", "2023-05-21," + "9" * 200_000], 3, "date,done"),
        (["date,done", "2023-06-30,4", "2023-07-01,5"], 3, "date"),
    ],
)
def test_what_is_no_series_is_refused_by_line_and_column(lines: list[str], line: int, column: str) -> None:
    with pytest.raises(SeriesUnreadable) as refused:
        read(lines, target=100, deadline=DEADLINE)
    assert (refused.value.line, refused.value.column) == (line, column)
