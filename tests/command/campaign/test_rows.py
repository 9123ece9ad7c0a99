"""Rows of a board from invented figures: additivity over any tree, completion, goals below everybody."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.command.campaign.rules.rows import Frame, required, rows
from toandan.command.campaign.rules.targets import EVERYONE, chain_of, percent_in_force, percents
from toandan.command.campaign.rules.tree import Figures, add, goals, sum_spans
from toandan.command.campaign.words import RESIDUAL_KINDS, Measure, OrderRow, Product, Status, TargetRow
from toandan.record.units.words import Unit, UnitLevel

START = date(2023, 5, 20)
ORDER = OrderRow(
    1, "ML01", "Mệnh lệnh 01", "Order 01", Measure.CARD, None, START, date(2023, 6, 30), 10, "", "",
    datetime(2023, 5, 19, tzinfo=UTC),
)  # fmt: skip
CITY = 10


def unit(number, last, level, parent):
    return Unit(
        number, last, f"{number:05}", level, f"Đơn vị {number}", f"Unit {number}", "", "", parent, None, None, "test",
        CITY, parent,
    )  # fmt: skip


def invented(shape, days, draw):
    """A city with districts of the given numbers of communes, and figures for every commune."""
    city, districts, communes, number = None, [], [], CITY + 1
    for size in shape:
        district = number
        communes += [unit(district + 1 + i, district + 1 + i, UnitLevel.COMMUNE, district) for i in range(size)]
        districts.append(unit(district, district + size, UnitLevel.DISTRICT, CITY))
        number = district + size + 1
    city = unit(CITY, number - 1, UnitLevel.PROVINCE, None)
    return city, districts, communes, figures([c.number for c in communes], days, draw)


def figures(numbers, days, draw):
    """Figures whose residual closes: what is not done is split at random between in progress and untouched."""
    target = np.array([[draw(0, 50) for _ in range(days + 1)] for _ in numbers], dtype=np.int64).reshape(-1, days + 1)
    done = np.array([[draw(0, int(t)) for t in row] for row in target], dtype=np.int64).reshape(-1, days + 1)
    left = target[:, -1] - done[:, -1]
    moving = np.array([draw(0, int(n)) for n in left], dtype=np.int64)
    zero = np.zeros(len(numbers), dtype=np.int64)
    parts = dict.fromkeys(RESIDUAL_KINDS, zero) | {"in_progress": moving, "untouched": left - moving}
    parts |= {"collected": done[:, -1] + moving, "issued": done[:, -1], "granted": zero, "activated": zero}
    return Figures(np.array(numbers, dtype=np.int64), target, done, parts)


def frame(days, targets=(), spans=()):
    return Frame(ORDER, START + timedelta(days=days - 1), list(targets), list(spans), {CITY: "01"})


@given(st.lists(st.integers(0, 6), min_size=1, max_size=5), st.integers(1, 20), st.randoms(use_true_random=False))
def test_the_city_is_the_sum_of_its_districts_and_of_its_communes(shape, days, random):
    city, districts, communes, leaves = invented(shape, days, random.randint)
    made = rows(frame(days), leaves, communes, [city, *districts, *communes])
    total, by_district, by_commune = made[0], made[1 : 1 + len(districts)], made[1 + len(districts) :]
    for level in (by_district, by_commune):
        for part in ("target", "done", "units", "units_complete"):
            assert getattr(total, part) == sum(getattr(row, part) for row in level)
        for kind in RESIDUAL_KINDS:
            assert total.residual[kind] == sum(row.residual[kind] for row in level)
        for counter in ("collected", "issued", "granted", "activated"):
            assert getattr(total.counters, counter) == sum(getattr(row.counters, counter) for row in level)
        for at in range(len(total.spark)):
            assert total.spark[at] == sum(row.spark[at] for row in level)
    for row in made:
        assert row.target == row.done + sum(row.residual.values())
        assert (row.rate is None) == (row.target == 0)
        assert (row.completed_on is not None) == (row.status is Status.DONE)


@given(st.integers(1, 20), st.randoms(use_true_random=False))
def test_people_who_stand_at_a_district_itself_are_counted_once_above(days, random):
    city, districts, communes, _ = invented([2, 2], days, random.randint)
    leaves = figures([districts[0].number, *[c.number for c in communes]], days, random.randint)
    total, first, second = rows(frame(days), leaves, communes, [city, *districts])
    assert total.target == first.target + second.target == int(leaves.target[:, -1].sum())


def still(targets, dones):
    """One commune a pair of daily histories, all on the same days."""
    target, done = np.array(targets, dtype=np.int64), np.array(dones, dtype=np.int64)
    zero = np.zeros(len(targets), dtype=np.int64)
    parts = dict.fromkeys([*RESIDUAL_KINDS, "collected", "issued", "granted", "activated"], zero)
    parts["untouched"] = target[:, -1] - done[:, -1]
    return Figures(np.arange(11, 11 + len(targets), dtype=np.int64), target, done, parts)


def communes(count):
    return [unit(11 + i, 11 + i, UnitLevel.COMMUNE, CITY) for i in range(count)]


def test_a_new_case_takes_completion_away_until_it_is_done_too():
    leaves = still([[5, 5, 6, 6, 6]], [[5, 5, 5, 6, 6]])
    (row,) = rows(frame(4), leaves, communes(1), communes(1))
    assert row.completed_on == START + timedelta(days=2)
    assert row.status is Status.DONE


def test_a_unit_complete_before_the_start_counts_from_the_first_day():
    (row,) = rows(frame(3), still([[5, 5, 5, 5]], [[5, 5, 5, 5]]), communes(1), communes(1))
    assert row.completed_on == START


def test_a_unit_with_nobody_has_no_rate_and_is_not_complete():
    (row,) = rows(frame(2), still([[0, 0, 0]], [[0, 0, 0]]), communes(1), communes(1))
    assert (row.rate, row.status, row.completed_on, row.units_complete) == (None, Status.EMPTY, None, 0)


def test_a_commune_without_any_account_still_has_its_row():
    made = rows(frame(2), still([[4, 4, 4]], [[1, 1, 1]]), communes(3), communes(3))
    assert [row.target for row in made] == [4, 0, 0]


def test_before_the_first_day_a_board_shows_the_balance_and_no_pace():
    early = Frame(ORDER, START - timedelta(days=3), [], [], {})
    (row,) = rows(early, still([[10]], [[4]]), communes(1), communes(1))
    assert (row.target, row.done, row.pace, row.spark, row.status) == (10, 4, None, (), Status.TOO_EARLY)


def test_a_lower_target_is_met_before_everybody_is_done():
    target = TargetRow(11, Product.CARD, 90, START, "vùng sâu")
    set_at_first = frame(3, [target], [(11, 11)])
    leaves = still([[10, 10, 10, 10], [10, 10, 10, 10]], [[7, 8, 9, 9], [7, 8, 9, 9]])
    first, second = rows(set_at_first, leaves, communes(2), communes(2))
    assert (first.goal, first.status, first.rate, first.units_complete) == (9, Status.DONE, Decimal("90.0"), 1)
    assert first.completed_on == START + timedelta(days=1)
    assert (second.goal, second.units_complete) == (10, 0)
    assert second.status is not Status.DONE


def test_a_higher_target_later_does_not_undo_the_days_before_but_asks_for_more():
    later = [
        TargetRow(11, Product.CARD, 80, START, "đợt 1"),
        TargetRow(11, Product.CARD, 100, START + timedelta(2), "đợt 2"),
    ]
    (row,) = rows(frame(3, later, [(11, 11)]), still([[10] * 4], [[8] * 4]), communes(1), communes(1))
    assert (row.goal, row.completed_on) == (10, None)


def test_the_nearest_unit_with_a_target_decides_and_its_latest_row_counts():
    spans = [(10, 99), (20, 29), (40, 49)]
    targets = [
        TargetRow(10, Product.CARD, 80, START, "a"),
        TargetRow(20, Product.CARD, 95, START + timedelta(days=2), "b"),
        TargetRow(20, Product.CARD, 97, START + timedelta(days=3), "c"),
    ]
    days = [START + timedelta(days=i) for i in range(-1, 4)]
    assert chain_of(25, spans) == (20, 10)
    assert percents(25, spans, targets, days) == [EVERYONE, 80, 80, 95, 97]
    assert percents(30, spans, targets, days) == [EVERYONE, 80, 80, 80, 80]
    assert percent_in_force((40, 10), targets, START) == 80


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 100)), min_size=1, max_size=20))
def test_goals_of_many_units_are_the_goals_of_each(pairs):
    from toandan.command.campaign.rules.arithmetic import goal

    target, percent = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    assert goals(target, percent).tolist() == [goal(t, p) for t, p in pairs]


def test_spans_that_hold_no_account_are_zero():
    summed = sum_spans(still([[3, 4]], [[1, 2]]), [(1, 10), (11, 11), (12, 50)])
    assert summed.target.tolist() == [[0, 0], [3, 4], [0, 0]]


@pytest.mark.parametrize(("days", "drawn"), [(14, True), (42, False), (60, False)])
def test_the_required_line_runs_to_the_deadline_while_there_is_one(days, drawn):
    leaves = still([[100] * (days + 1)], [[20] * (days + 1)])
    (row,) = rows(frame(days), leaves, communes(1), communes(1))
    line = required(frame(days), row)
    assert (line is not None) == drawn
    if line:
        assert (line.since, line.done, line.until, line.goal) == (frame(days).as_of, 20, ORDER.deadline, 100)
        assert line.per_day == Decimal("2.9")  # 80 people in 28 days, rounded up


def test_yesterdays_status_stands_beside_todays():
    leaves = still([[5, 5, 5, 5]], [[0, 0, 4, 5]])
    (row,) = rows(frame(3), leaves, communes(1), communes(1))
    assert (row.status_before, row.status) == (Status.TOO_EARLY, Status.DONE)
    (first_day,) = rows(frame(1), still([[5, 5]], [[0, 5]]), communes(1), communes(1))
    assert first_day.status_before is None


@given(st.integers(2, 20), st.randoms(use_true_random=False))
def test_yesterdays_status_is_what_yesterdays_board_said(days, random):
    _, _, all_communes, leaves = invented([3], days, random.randint)
    yesterday = still(leaves.target[:, :-1], leaves.done[:, :-1])
    today = rows(frame(days), leaves, all_communes, all_communes)
    figures_then = Figures(leaves.numbers, yesterday.target, yesterday.done, yesterday.parts)
    before = rows(frame(days - 1), figures_then, all_communes, all_communes)
    assert [row.status_before for row in today] == [row.status for row in before]


@given(st.sets(st.integers(11, 40)), st.sets(st.integers(11, 40)), st.integers(1, 5), st.randoms(use_true_random=False))
def test_figures_added_are_the_figures_of_both(first, second, days, random):
    one = figures(sorted(first), days, random.randint)
    other = figures(sorted(second), days, random.randint)
    both = add(one, other)
    assert both.numbers.tolist() == sorted(first | second)
    for number in range(11, 41):
        span = [(number, number)]
        for part in ("target", "done"):
            alone = getattr(sum_spans(one, span), part) + getattr(sum_spans(other, span), part)
            assert getattr(sum_spans(both, span), part).tolist() == alone.tolist()
    for name, values in both.parts.items():
        assert values.sum() == one.parts[name].sum() + other.parts[name].sum()
