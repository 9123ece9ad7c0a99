"""Would the forecasts have come true? Coverage of the bands and CRPS, beside two rules of thumb (kiểm định lùi).

From several days of invented campaigns the model looks one and two weeks ahead; what then happened is known. Coverage
is the share of units inside the band. CRPS (Gneiting and Raftery 2007) is the mean distance of a forecast from what
happened, in people per thousand of the target; of a forecast without a band it is the plain error. A campaign whose
sessions vary is foreseen twice, with the sessions planned for the two weeks ahead and without, to show what they tell.

People are whole, and nobody is served twice: many paths end at the same figure, above all at the target, and a band
that begins or ends there holds more than its share however well it was drawn. So coverage is told a second time with
such ties broken by lot (the randomised probability integral transform; Czado, Gneiting and Held 2009). It is told of
the sums of the units of a group as well: those are to be no surer than they say either.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from toandan.ground.forecast.campaigns import KINDS, TOURING, Campaign, simulate
from toandan.ground.forecast.model import learn
from toandan.ground.forecast.paths import draw
from toandan.ground.forecast.words import Floats, Ints, Plan, Work

LOOKS = (10, 14, 21, 28)
AHEAD = (7, 14)
_DEADLINE = 41
UNPLANNED = f"{TOURING}, plan not known"
"""The same campaigns as those with a plan, foreseen without it; they do not count among all."""


@dataclass(frozen=True, slots=True)
class Score:
    """How forecasts of one kind of campaign did: how many, coverage in percent, CRPS of the model and of the rules.

    `by_lot80` is the coverage of the 80 % band when ties with its ends are broken by lot, `groups80` that of the sums
    of groups.
    """

    kind: str
    forecasts: int
    coverage50: float
    coverage80: float
    coverage95: float
    by_lot80: float
    groups80: float
    crps: float
    straight: float
    required: float


def run(seeds: range, *, units: int = 40) -> list[Score]:
    """Score every kind of campaign, and all of them together in the last line."""
    kinds = [*KINDS, TOURING]
    parts = {
        kind: _together([_scored(simulate(kind, seed=seed, units=units), seed) for seed in seeds]) for kind in kinds
    }
    unplanned = [replace(simulate(TOURING, seed=seed, units=units), half_days=None) for seed in seeds]
    without = _together([_scored(campaign, seed) for campaign, seed in zip(unplanned, seeds, strict=True)])
    scores = [_score(kind, found) for kind, found in parts.items()]
    return [*scores, _score(UNPLANNED, without), _score("all", _together(list(parts.values())))]


@dataclass(frozen=True, slots=True)
class _Rows:
    """A row of figures for each open unit that was foreseen, and for each group whether its sum was in the band."""

    units: Floats
    groups: Floats


def _together(parts: Sequence[_Rows]) -> _Rows:
    return _Rows(np.concatenate([part.units for part in parts]), np.concatenate([part.groups for part in parts]))


def _score(kind: str, rows: _Rows) -> Score:
    inside50, inside80, inside95, by_lot, crps, straight, required = rows.units.mean(axis=0)
    return Score(
        kind, len(rows.units), 100 * inside50, 100 * inside80, 100 * inside95, 100 * by_lot,
        100 * float(rows.groups.mean()), crps, straight, required,
    )  # fmt: skip


def _scored(campaign: Campaign, seed: int) -> _Rows:
    """Score each open unit for each day of looking and distance: inside the bands, and the three distances."""
    rows: list[Floats] = []
    sums: list[Floats] = []
    lots = np.random.default_rng(seed)
    for look in LOOKS:
        work = Work(
            campaign.done[:, : look + 1], campaign.targets, campaign.groups, campaign.first, plan=_plan(campaign, look)
        )
        paths = draw(work, learn(work), days=max(AHEAD), seed=seed, many=300)
        before, now = campaign.done[:, max(look - 7, 0)], campaign.done[:, look]
        pace = (now - before) / min(look, 7)
        needed = work.left / max(_DEADLINE - look, 1)
        for ahead in AHEAD:
            came = campaign.done[:, look + ahead].astype(np.float64)
            drawn = paths.done[:, :, ahead - 1].astype(np.float64)
            # Who will surely be complete is foreseen by every rule, and would only make all of them look good.
            open_still = (work.left > 0) & (np.quantile(drawn, 0.05, axis=0) < campaign.targets)
            scale = 1000 / campaign.targets
            figures = [
                *(_inside(drawn, came, band) for band in (50, 80, 95)),
                inside_by_lot(drawn, came, lots),
                crps(drawn, came) * scale,
                np.abs(np.minimum(now + pace * ahead, campaign.targets) - came) * scale,
                np.abs(np.minimum(now + needed * ahead, campaign.targets) - came) * scale,
            ]
            rows.append(np.stack(figures, axis=1)[open_still])
            sums.append(_inside(_by_group(drawn, campaign.groups), _by_group(came, campaign.groups), 80))
    return _Rows(np.concatenate(rows), np.concatenate(sums))


def _plan(campaign: Campaign, look: int) -> Plan | None:
    """Return what is known of sessions at the end of a day: those held, and those planned as far as is looked."""
    if campaign.half_days is None:
        return None
    half_days = campaign.half_days.astype(np.float64)
    return Plan(half_days[:, :look], half_days[:, look : look + max(AHEAD)])


def _inside(drawn: Floats, came: Floats, band: int) -> Floats:
    """Tell which units came out inside the central band of so many percent."""
    low, high = np.quantile(drawn, [0.5 - band / 200, 0.5 + band / 200], axis=0)
    inside: Floats = ((came >= low) & (came <= high)).astype(np.float64)
    return inside


def inside_by_lot(drawn: Floats, came: Floats, lots: np.random.Generator) -> Floats:
    """Tell which units came out in the middle eighty hundredths of what was drawn, ties broken by lot."""
    place = (drawn < came).mean(axis=0) + lots.random(came.shape) * (drawn == came).mean(axis=0)
    inside: Floats = (np.abs(place - 0.5) <= 0.4).astype(np.float64)
    return inside


def _by_group(people: Floats, groups: Ints) -> Floats:
    """Sum over the units of each group, the last axis."""
    summed: Floats = np.stack([people[..., groups == group].sum(axis=-1) for group in np.unique(groups)], axis=-1)
    return summed


def crps(drawn: Floats, came: Floats) -> Floats:
    """Return the continuous ranked probability score of draws (draws × units) against what came."""
    ordered = np.sort(drawn, axis=0)
    many = len(ordered)
    weights = (2 * np.arange(1, many + 1) - many - 1)[:, None]
    spread = (weights * ordered).sum(axis=0) / many**2
    score: Floats = np.abs(drawn - came).mean(axis=0) - spread
    return score
