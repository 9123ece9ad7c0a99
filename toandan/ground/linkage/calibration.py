"""What labels say of the weights: how probable a match of some bits really is (hiệu chỉnh xác suất).

Weights add up as if comparisons were independent of each other, which they are not, so that a model is too sure of the
middle. A logistic curve over the weight, fitted to blind labels, says how often a pair of so many bits was one person.

A sample is drawn by bands, and a band says more than the weight does, so every label counts for as many decisions as
it stands for. Some hundreds of labels cannot show one error in a thousand: a calibration takes proposals back to review
and makes none.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

LEAST_LABELS = 300
"""Fewer labels than this say too little."""
LEAST_OF_EACH = 30
"""Fewer pairs of one person, or of two, than this say nothing of where one ends and the other begins."""
_FOLDS = 5
_STEPS = 50
_NARROW = 1e-12

Floats = npt.NDArray[np.float64]


class CalibrationRefused(ValueError):
    """The labels do not bear a calibration; `code` says why: `few`, `one_sided`, `backwards` or `no_better`."""

    def __init__(self, code: str, told: str) -> None:
        super().__init__(told)
        self.code = code


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curve: a pair of `w` bits is one person with the odds `exp(slope * w + start)`.

    Without one the slope is ln 2 and the start 0. `before` and `after` are the mean log-loss of labels that the curve
    was not fitted to, by the weights alone and by the curve.
    """

    slope: float
    start: float
    labelled: int
    right: int
    before: float
    after: float

    def probability(self, weight: pl.Expr) -> pl.Expr:
        """Return the chance that a pair of this weight is one person."""
        return 1 / (1 + (-(weight * self.slope + self.start)).exp())


def fit(decided: pl.DataFrame, labels: pl.DataFrame, strata: int = 4) -> Calibration:
    """Fit the curve to a labelled sample of these decisions, drawn as `evaluation.sample` does it.

    `decided` has `list_id`, `person_id`, `band`, `weight`; `labels` has `list_id`, `person_id`, `label`. Rows without a
    label or a weight do not count, and a pair counts once. Raises CalibrationRefused.
    """
    rows = _counting(decided, labels, strata)
    bits = rows["weight"].to_numpy().astype(np.float64)
    right = rows["label"].to_numpy().astype(np.float64)
    stands = rows["stands"].to_numpy().astype(np.float64)
    _enough(right)
    before, after = _held_out(bits, right, stands)
    slope, start = _curve(bits, right, stands)
    if slope <= 0:
        raise CalibrationRefused("backwards", "Heavier pairs are one person less often; the labels cannot be right.")
    if after >= before:
        raise CalibrationRefused("no_better", "The weights alone tell labels that were held out as well as the curve.")
    return Calibration(slope, start, len(right), int(right.sum()), before, after)


def log_loss(chance: Floats, right: Floats, stands: Floats | None = None) -> float:
    """Return the mean log-loss of chances against labels, each counting for what it stands for."""
    kept = np.clip(chance, _NARROW, 1 - _NARROW)
    return float(np.average(-(right * np.log(kept) + (1 - right) * np.log(1 - kept)), weights=stands))


def _counting(decided: pl.DataFrame, labels: pl.DataFrame, strata: int) -> pl.DataFrame:
    """Return the labelled decisions with how many decisions each stands for: those of its layer of its band."""
    pairs = decided.filter(pl.col("person_id").is_not_null() & pl.col("weight").is_not_null())
    place = pl.col("weight").rank("ordinal").over("band") - 1
    pairs = pairs.sort("weight", "list_id").with_columns(
        layer=(place * strata // pl.len().over("band")).cast(pl.Int64), band=pl.col("band")
    )
    pairs = pairs.with_columns(size=pl.len().over("band", "layer"))
    known = labels.filter(pl.col("label").is_not_null()).unique(["list_id", "person_id"], maintain_order=True)
    rows = known.select("list_id", "person_id", "label").join(pairs, on=["list_id", "person_id"])
    rows = rows.with_columns(stands=pl.col("size") / pl.len().over("band", "layer"))
    return rows.sort("list_id", "person_id")


def _enough(right: Floats) -> None:
    same, labelled = int(right.sum()), len(right)
    if labelled < LEAST_LABELS:
        raise CalibrationRefused("few", f"{labelled} labels are too few; {LEAST_LABELS} are needed.")
    if min(same, labelled - same) < LEAST_OF_EACH:
        told = f"{same} pairs of one person and {labelled - same} of two; {LEAST_OF_EACH} of each are needed."
        raise CalibrationRefused("one_sided", told)


def _held_out(bits: Floats, right: Floats, stands: Floats) -> tuple[float, float]:
    """Return the log-loss of the weights alone and of curves, each told on labels its curve was not fitted to."""
    raw, told = _chance(bits, math.log(2), 0.0), np.empty_like(bits)
    # Ordered by weight and dealt in turn, so that every fold holds all weights; the same labels are dealt alike.
    fold = np.empty(len(bits), dtype=np.int64)
    fold[np.lexsort((right, bits))] = np.arange(len(bits)) % _FOLDS
    for one in range(_FOLDS):
        rest, here = fold != one, fold == one
        told[here] = _chance(bits[here], *_curve(bits[rest], right[rest], stands[rest]))
    return log_loss(raw, right, stands), log_loss(told, right, stands)


def _curve(bits: Floats, right: Floats, stands: Floats) -> tuple[float, float]:
    """Return slope and start by Newton's steps, held lightly near the model's own curve."""
    inputs = np.stack([bits, np.ones_like(bits)], axis=1)
    share, prior = stands / stands.mean(), np.array([math.log(2), 0.0])
    # Two sorts of labels that a weight sets wholly apart would send the slope to infinity.
    hold = np.diag([1.0, 0.1])

    def cost(curve: Floats) -> float:
        odds, off = inputs @ curve, curve - prior
        return float(share @ (np.logaddexp(0.0, odds) - right * odds) + off @ hold @ off / 2)

    curve = prior
    for _ in range(_STEPS):
        chance = _chance(bits, float(curve[0]), float(curve[1]))
        rise = inputs.T @ (share * (right - chance)) - hold @ (curve - prior)
        bend = (inputs * (share * chance * (1 - chance))[:, None]).T @ inputs + hold
        step = np.linalg.solve(bend, rise)
        # Far from the goal the curve is flat and a whole step leads past it.
        while cost(curve + step) > cost(curve) and float(np.abs(step).max()) > _NARROW:
            step = step / 2
        curve = curve + step
        if float(np.abs(step).max()) < 1e-10:
            break
    return float(curve[0]), float(curve[1])


def _chance(bits: Floats, slope: float, start: float) -> Floats:
    made: Floats = 1 / (1 + np.exp(-np.clip(slope * bits + start, -700, 700)))
    return made
