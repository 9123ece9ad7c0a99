"""No attacker who solves the published tables learns a small number; what need not be hidden is shown."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ground.suppression.attacker import Attacker
from toandan.ground.suppression import Cell, Figure, Published, hide, small

THRESHOLD = 10
MEASURES = 2
few = st.one_of(st.integers(0, 25), st.integers(0, 400))
person = st.tuples(few, st.one_of(st.just(0), few))
"""People done and people remaining of one commune in one measure: mostly few, often nobody remaining."""


def summed(parts):
    """Return the figures of a unit from those of the units below it."""
    return tuple(Figure(sum(f.target for f in m), sum(f.done for f in m)) for m in zip(*parts, strict=True))


def table(districts):
    """Make the cells of a city: for each district its communes, for each commune a figure for each measure."""
    below, tops = [], []
    for d, communes in enumerate(districts):
        cells = [Cell(f"c{d}.{c}", f"d{d}", figures) for c, figures in enumerate(communes)]
        below += cells
        tops.append(Cell(f"d{d}", "city", summed([one.figures for one in cells])))
    return [Cell("city", None, summed([one.figures for one in tops])), *tops, *below]


def figures_of(pairs):
    return tuple(Figure(done + left, done) for done, left in pairs)


commune = st.lists(person, min_size=MEASURES, max_size=MEASURES).map(figures_of)
cities = st.lists(st.lists(commune, min_size=1, max_size=6), min_size=1, max_size=4).map(table)


def campaign(seed):
    """Make a small city and some days on which people get done, a few or all who remain in a commune at once."""
    chance = random.Random(seed)

    def some():
        return chance.choice([chance.randint(0, 25), chance.randint(0, 400)])

    def worked(figure):
        served = min(figure.remaining, chance.choice([chance.randint(0, 12), 400]))
        return Figure(figure.target, figure.done + served)

    communes = [
        [figures_of([(some(), chance.choice([0, some()]))]) for _ in range(chance.randint(2, 5))]
        for _ in range(chance.randint(2, 3))
    ]
    days = [table(communes)]
    for _ in range(chance.randint(1, 3)):
        communes = [[tuple(map(worked, one)) for one in district] for district in communes]
        days.append(table(communes))
    return days


def published(days, withheld=()):
    """Return what is hidden on each day, one day after the other as the nightly job does."""
    found, before, past = [], None, []
    for cells in days:
        before = hide(cells, threshold=THRESHOLD, before=before, withheld=withheld, past=past)
        past.append(Published(cells, before))
        found.append(before)
    return found


def learnt(days, hidden, *, over_time=False):
    """Return what an attacker learns of hidden units: a number known to be small, or, of a single day, exactly known.

    That few remain where nobody does is no find, nor that few are done where there is nobody: both may be known.
    """
    attacker = Attacker(days)
    attacker.solve([set(one) for one in hidden], over_time=over_time)
    finished = {
        (day, cell.unit, m, kind)
        for day, cells in enumerate(days)
        for cell in cells
        for m, figure in enumerate(cell.figures)
        for kind in (0, 1)
        if figure.remaining == 0 and (kind == 1 or figure.target == 0)
    }
    return [
        (*key, low, high)
        for key, (low, high) in attacker.bounds.items()
        if key[1] in hidden[key[0]] and key not in finished
        and (high < THRESHOLD or (low == high and not over_time))
    ]  # fmt: skip


@given(cities)
def test_nothing_small_is_shown(cells):
    shown = [one for one in cells if one.unit not in hide(cells, threshold=THRESHOLD)]
    assert [one.unit for one in shown if small(one, THRESHOLD)] == []


@settings(max_examples=120)
@given(cities, st.sets(st.sampled_from(["d0", "c0.0", "c1.1"])))
def test_no_small_number_is_worked_out_of_one_day(cells, withheld):
    assert learnt([cells], published([cells], withheld)) == []


def test_comparing_days_tells_nothing():
    """Even to who guesses that nobody is undone and nobody new comes; without memory of the days before, plenty.

    The last two are told by days that know of the day before them only.
    """
    campaigns = [campaign(seed) for seed in (*range(120), 685, 2306)]
    forgetful = [[hide(cells, threshold=THRESHOLD) for cells in days] for days in campaigns]
    assert [days for days in campaigns if learnt(days, published(days), over_time=True)] == []
    assert sum(bool(learnt(days, made, over_time=True)) for days, made in zip(campaigns, forgetful, strict=True)) > 5


def test_little_more_is_hidden_because_days_can_be_compared():
    """Of two units that were never told apart one may be shown once that tells nothing of the days before."""
    before = [[city(one("a", 90, 9), one("b", 90, 40), one("c", 90, 500))], [{"a", "b"}]]
    for left, shown in ((30, True), (40, False)):
        past = [Published(cells, hidden) for cells, hidden in zip(*before, strict=True)]
        day = city(one("a", 99, 0), one("b", 130 - left, left), one("c", 90, 500))
        found = hide(day, threshold=THRESHOLD, before={}, withheld=["b"], past=past)
        assert ("a" not in found) is shown


def test_days_of_other_units_are_not_laid_side_by_side():
    with pytest.raises(ValueError, match="other units"):
        hide(city(one("a", 40, 50)), threshold=10, past=[Published(city(one("b", 40, 50)), ())])


@given(cities)
def test_a_hidden_unit_is_hidden_in_every_measure_and_all_below_it(cells):
    hidden = hide(cells, threshold=THRESHOLD)
    assert [one.unit for one in cells if one.parent in hidden and one.unit not in hidden] == []


@given(cities)
def test_a_day_on_which_nothing_changed_is_published_the_same(cells):
    first = hide(cells, threshold=THRESHOLD)
    assert set(hide(cells, threshold=THRESHOLD, before=first)) == set(first)


def test_who_is_hidden_for_nothing_on_one_day_stays_hidden_on_the_next():
    """Of four districts one was hidden on the first day only, which told it from the second."""
    few, nobody = (20, 10), (0, 0)
    below = [
        ("d0", [(nobody, few)]),
        ("d1", [*[(nobody, nobody)] * 4, (nobody, few)]),
        ("d2", [*[(nobody, nobody)] * 2, ((3, 0), (10, 0)), ((7, 0), (10, 10)), (few, nobody)]),
        ("d3", [(nobody, (1, 1)), ((10, 10), (10, 10))]),
    ]
    cells = table([[tuple(Figure(*one) for one in commune) for commune in communes] for _, communes in below])
    first = hide(cells, threshold=THRESHOLD)
    assert set(hide(cells, threshold=THRESHOLD, before=first)) == set(first)


def one(name, done, left, parent="city"):
    return Cell(name, parent, (Figure(done + left, done),))


def city(*units):
    return [Cell("city", None, summed([u.figures for u in units])), *units]


def test_large_units_and_finished_ones_are_shown():
    assert hide(city(one("a", 50, 60), one("b", 40, 0), one("c", 10, 10)), threshold=10) == {}


def test_a_small_unit_takes_the_smallest_one_with_it():
    cells = city(one("a", 90, 9), one("b", 100, 300), one("c", 100, 30), one("d", 80, 0))
    assert set(hide(cells, threshold=10)) == {"a", "c"}


def test_two_that_hold_too_few_together_take_a_third():
    """Nine and three remain: who subtracts the others from the city would know that no more than twelve do."""
    cells = city(one("a", 90, 9), one("b", 90, 3), one("c", 100, 30), one("d", 200, 70))
    assert set(hide(cells, threshold=10)) == {"a", "b", "c"}


def test_what_children_cannot_hide_their_parent_hides():
    below = (one("x1", 60, 4, "x"), one("x2", 70, 8, "x"), one("y1", 60, 40, "y"), one("y2", 50, 20, "y"))
    tops = [Cell(n, "city", summed([u.figures for u in below if u.parent == n])) for n in ("x", "y")]
    cells = [*city(*tops), *below]
    assert set(hide(cells, threshold=10)) == {"x", "x1", "x2", "y", "y1", "y2"}


def test_the_top_that_is_small_hides_everything():
    assert set(hide(city(one("a", 4, 1), one("b", 3, 1)), threshold=10)) == {"city", "a", "b"}


def test_whoever_was_hidden_beside_one_nearly_finished_stays_hidden_until_nobody_remains():
    def day(a, c):
        return city(one("a", 100 - a, a), one("b", 300, 300), one("c", 100 - c, c), one("d", 500, 500))

    days = [day(9, 50), day(0, 40), day(0, 0)]
    assert [set(found) for found in published(days)] == [{"a", "c"}, {"a", "c"}, set()]


def test_whoever_only_began_is_shown_as_soon_as_enough_are_done():
    days = [city(one("a", n, 500 - n), one("b", n + 3, 400), one("c", 50, 700)) for n in (5, 9, 10)]
    assert [set(found) for found in published(days)] == [{"a", "b", "c"}, {"a", "b"}, set()]


def test_a_threshold_of_one_hides_only_what_is_withheld():
    cells = city(one("a", 2, 1), one("b", 1, 1), one("c", 5, 5))
    assert hide(cells, threshold=1) == {}
    assert set(hide(cells, threshold=1, withheld=["a"])) == {"a", "b"}


@pytest.mark.parametrize("wrong", [{"threshold": 0}, {"threshold": -3}])
def test_a_threshold_counts_people(wrong):
    with pytest.raises(ValueError, match="threshold"):
        hide([], **wrong)


def test_a_child_without_its_parent_is_refused():
    with pytest.raises(ValueError, match="not in the table"):
        hide([one("a", 1, 1)], threshold=10)
