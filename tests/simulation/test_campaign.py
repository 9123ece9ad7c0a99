"""Day 14 tells the reported story at every scale and for every seed, counted from the people."""

from math import floor

import numpy as np
import pytest

from tests.simulation import city
from toandan.simulation import demo
from toandan.simulation.outcome import HA_DONG, LONG_BIEN, TAY_HO, THUONG_TIN


@pytest.fixture
def districts(db):
    return demo.census_districts()


def shown(done, target):
    """Return the rate as the board shows it: percent, one decimal, rounded down."""
    return floor(done * 1000 / target) / 10


@pytest.mark.parametrize(("seed", "scale"), [(1, 0.01), (4, 0.05)])
def test_the_reported_figures(districts, seed, scale, monkeypatch):
    check_story(*city.played(seed, scale, districts, monkeypatch)[:2])


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(100, 160))
def test_the_reported_figures_for_many_seeds(districts, seed, monkeypatch):
    check_story(*city.played(seed, 0.01 if seed % 10 else 0.02, districts, monkeypatch)[:2])


def check_story(plan, people):
    rates, complete = city.rates(plan, people)
    assert len(plan.communes) == 579
    assert len(complete) == 45
    assert rates[TAY_HO][0] == rates[TAY_HO][1] > 0
    assert 88.0 <= shown(*rates[LONG_BIEN]) <= 89.9
    assert 69.5 <= shown(*rates[HA_DONG]) <= 70.5
    of_thuong_tin = {c.unit for c in plan.communes if c.district == THUONG_TIN}
    assert (len(of_thuong_tin), len(of_thuong_tin & complete)) == (29, 9)
    others = [shown(*r) for code, r in rates.items() if code not in {TAY_HO, LONG_BIEN, HA_DONG, THUONG_TIN}]
    assert all(45 < rate < 90 for rate in others)
    assert min(others) < 62 < 80 < max(others)


def test_every_posting_starts_from_the_standing_before_it(districts, monkeypatch):
    _, _, start = city.made(5, 0.01, districts)
    standing = {int(p): (int(u), int(s)) for p, u, s in zip(start.ids, start.units, start.states, strict=True)}
    _, _, recorder = city.played(5, 0.01, districts, monkeypatch)
    days = [call["occurred_on"] for call in recorder.calls]
    assert days == sorted(days)
    for call in recorder.calls:
        lines = call["lines"]
        for row in zip(lines.persons, lines.unit_from, lines.state_from, lines.unit_to, lines.state_to, strict=True):
            person, *rest = map(int, row)
            assert standing[person] == tuple(rest[:2])
            standing[person] = (rest[2], rest[3])
    assert len({call["client_key"] for call in recorder.calls}) == len(recorder.calls)


def test_a_finished_commune_stays_finished(districts, monkeypatch):
    """New cases after completion are carded on the same day, as in a unit with "only new cases"."""
    plan, _, recorder = city.played(6, 0.01, districts, monkeypatch)
    ends = {c.unit: c.complete_on for c in plan.communes if c.complete_on is not None}
    _, _, start = city.made(6, 0.01, districts)
    open_ = dict.fromkeys(ends, 0)
    card = start.states // 1000 % 10
    for unit, digit in zip(start.units, card, strict=True):
        if int(unit) in open_ and 1 < digit < 5:
            open_[int(unit)] += 1
    by_day: dict = {}
    for call in recorder.calls:
        by_day.setdefault((call["occurred_on"] - city.DAY).days, []).append(call["lines"])
    for day in range(15):
        for lines in by_day.get(day, []):
            for u0, s0, u1, s1 in zip(lines.unit_from, lines.state_from, lines.unit_to, lines.state_to, strict=True):
                if int(u0) in open_:
                    open_[int(u0)] -= 1 < int(s0) // 1000 % 10 < 5
                if int(u1) in open_:
                    open_[int(u1)] += 1 < int(s1) // 1000 % 10 < 5
        assert all(open_[unit] == 0 for unit, end in ends.items() if day >= end), day
    assert np.sum(list(open_.values())) == 0
