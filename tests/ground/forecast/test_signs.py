"""Signs: what is inflicted on a unit is noticed, and what is nobody's doing is not (dấu hiệu)."""

from datetime import timedelta

import numpy as np
import pytest

from toandan.ground.forecast.campaigns import FIRST, Campaign, simulate
from toandan.ground.forecast.signs import SignKind, look
from toandan.ground.forecast.words import Work

DAYS = 28


def seen(done: np.ndarray, campaign: Campaign, day: int) -> Work:
    """Return what is known at the end of a day: the last four weeks."""
    first = max(0, day - DAYS)
    return Work(done[:, first : day + 1], campaign.targets, campaign.groups, campaign.first + timedelta(days=first))


def with_daily(campaign: Campaign, daily: np.ndarray) -> np.ndarray:
    """Return cumulative people for changed days."""
    return np.concatenate([campaign.done[:, :1], campaign.done[:, :1] + np.cumsum(daily, axis=1)], axis=1)


def busy(campaign: Campaign, day: int) -> np.ndarray:
    """Return the units that make enough people a day, and have enough left, for their days to mean something."""
    daily = np.diff(campaign.done, axis=1)
    return (daily[:, day - 10 : day].mean(axis=1) > 8) & (campaign.targets - campaign.done[:, day + 4] > 100)


@pytest.mark.parametrize("kind", ["steady", "slow start", "helped", "tiring"])
def test_few_units_that_go_on_as_before_are_called_slow(kind: str) -> None:
    looked = false = 0
    for seed in (300, 301, 302):
        campaign = simulate(kind, seed=seed)
        beside = campaign.pace / np.median(campaign.pace, axis=0)
        for day in range(14, 42, 7):
            work = seen(campaign.done, campaign, day)
            for unit, signs in enumerate(look(work)):
                looked += 1
                for sign in signs:
                    since = (sign.since - campaign.first).days - 1
                    before = beside[unit, max(0, since - 14) : since].mean()
                    false += beside[unit, since:day].mean() > 0.8 * before
    # A false alarm is one about a unit whose true pace has not fallen by a fifth beside the others.
    assert looked == 480
    assert false <= 0.04 * looked


def test_a_unit_that_stops_is_noticed_after_two_days_and_from_the_first_of_them() -> None:
    stopped = noticed = 0
    for seed in (300, 301, 302):
        campaign = simulate("steady", seed=seed)
        daily = np.diff(campaign.done, axis=1)
        hit = np.flatnonzero(busy(campaign, 24))
        daily[hit[::3], 24:] = 0
        found = look(seen(with_daily(campaign, daily), campaign, 26))
        stopped += len(hit[::3])
        for unit in hit[::3]:
            kinds = {sign.kind: sign for sign in found[unit]}
            noticed += SignKind.STALLED in kinds and kinds[SignKind.STALLED].since == FIRST + timedelta(days=25)
    assert stopped > 15
    assert noticed >= 0.9 * stopped


def test_a_unit_that_falls_to_a_tenth_is_noticed() -> None:
    fallen = noticed = 0
    random = np.random.default_rng(1)
    for seed in (300, 301, 302):
        campaign = simulate("steady", seed=seed)
        daily = np.diff(campaign.done, axis=1)
        hit = np.flatnonzero(busy(campaign, 24))[::3]
        daily[hit, 24:] = random.binomial(daily[hit, 24:], 0.1)
        found = look(seen(with_daily(campaign, daily), campaign, 28))
        fallen += len(hit)
        noticed += sum(any(sign.kind is not SignKind.ODD for sign in found[unit]) for unit in hit)
    assert noticed >= 0.85 * fallen


def test_a_day_on_which_everybody_stops_is_nobodys_sign() -> None:
    campaign = simulate("steady", seed=300)
    daily = np.diff(campaign.done, axis=1)
    daily[:, 24:27] = 0
    found = look(seen(with_daily(campaign, daily), campaign, 27))
    assert not [sign for signs in found for sign in signs if sign.kind is SignKind.STALLED]


def test_people_taken_back_and_a_day_beyond_belief_are_odd() -> None:
    campaign = simulate("steady", seed=300)
    daily = np.diff(campaign.done, axis=1)
    one, two = np.flatnonzero(busy(campaign, 24))[:2]
    daily[one, 25] = -60
    daily[two, 25] = 20 * daily[two, 10:24].mean() + 500
    found = look(seen(with_daily(campaign, daily), campaign, 27))
    odd = {unit: [s for s in found[unit] if s.kind is SignKind.ODD] for unit in (one, two)}
    assert [(s.observed, s.since) for s in odd[one]] == [(-60, FIRST + timedelta(days=26))]
    assert [s.since for s in odd[two]] == [FIRST + timedelta(days=26)]
    assert odd[two][0].observed > 5 * odd[two][0].expected


def test_whoever_is_done_shows_no_slowness_and_a_short_series_shows_nothing() -> None:
    campaign = simulate("steady", seed=300)
    done = campaign.done.copy()
    done[0, 20:] = campaign.targets[0]
    daily = np.diff(done, axis=1)
    assert daily[0, 20:].sum() == 0
    assert not [s for s in look(seen(done, campaign, 30))[0] if s.kind is not SignKind.ODD]
    assert not [sign for signs in look(seen(campaign.done, campaign, 3)) for sign in signs]


def test_few_units_are_measured_by_the_week_alone() -> None:
    days = 24
    daily = np.tile([20, 20, 20, 20, 20, 10, 2], 5)[:days]
    stopped = daily.copy()
    stopped[-3:] = 0
    done = np.stack([np.cumsum(np.concatenate([[0], d])) for d in (daily, stopped)])
    # The series begins on a Monday and ends on a Wednesday.
    work = Work(done, np.array([2000, 2000]), np.zeros(2, dtype=np.int64), FIRST + timedelta(days=2))
    going, still = look(work)
    assert not going
    assert [sign.kind for sign in still] == [SignKind.STALLED]
