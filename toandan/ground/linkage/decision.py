"""What may be proposed without a look, what a human must look at, and what is left alone (quyết định).

The gate was written before any result was seen, but for two rules that false proposals taught: the given name has no
slip, and name, year and commune are not enough. It is there because weights add up: a brother with the same parents,
commune and year, whose report bears this person's number, has weight enough and is somebody else.
"""

import json
import math
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from toandan.ground.linkage.comparisons import (
    ACCENT,
    BIRTH,
    COMPARISONS,
    NAME,
    NUMBER,
    OLD_NUMBER,
    PARENTS,
    SEX,
    SPOUSE,
    YEAR,
    Comparison,
)
from toandan.ground.linkage.model import Model


class Band(StrEnum):
    """What happens with a row of the list: proposed by itself, shown to a reviewer; all others are left alone."""

    AUTO = "auto"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Bars:
    """From where on a pair is proposed or shown; probabilities, and bits between the best candidate and the next."""

    auto: float = 0.999
    margin: float = 3.0
    review: float = 0.05


BARS = Bars()
"""The bars of an ordinary run."""

_NAME_AGREES = ("equal", "reordered", "middle_missing", "one_edit")
_MORE = (
    (BIRTH, ("equal", "one_digit")),
    (NUMBER, ("equal", "one_digit")),
    (OLD_NUMBER, ("equal", "one_digit")),
    (PARENTS, ("both", "one_other_silent", "one_other_differs", "similar")),
    (SPOUSE, ("equal", "similar")),
)
"""What agrees beyond name, year and commune."""
_PAIR = ("list_id", "person_id")


def decide(pairs: pl.DataFrame, strangers: pl.DataFrame, model: Model, people: int, bars: Bars = BARS) -> pl.DataFrame:
    """Return one row for each row of the list that needs anything done, the surest first.

    Columns: `list_id`, `person_id`, `band`, `weight`, `probability`, `runner_up` (the next candidate or null),
    `margin` (bits, null without one), `reason` (why not proposed: `number`, `twice`, `gate`, `margin`, `doubt`, or
    null) and `waterfall` (JSON: what each comparison added). A number that is equal while the given name is not always
    goes to review; so does every person whom two different reports mean. With a calibration `probability` is what
    labels say a pair of this weight is worth.
    """
    best = _best(whole(pairs))
    alien = strangers.select("list_id").unique().with_columns(stranger=pl.lit(True))
    best = best.join(alien, on="list_id", how="left").with_columns(pl.col("stranger").fill_null(False))
    sure = (pl.col("probability") >= bars.auto) & gate() & (pl.col("margin").fill_null(bars.margin) >= bars.margin)
    best = best.with_columns(sure=sure & ~pl.col("stranger"))
    best = best.with_columns(claims=pl.col("sure").sum().over("person_id"))
    if model.calibration is not None:
        # What labels take back still claims its person: another report of the same one is not proposed for it.
        best = best.with_columns(probability=model.calibration.probability(pl.col("weight")))
        best = best.with_columns(sure=pl.col("sure") & (pl.col("probability") >= bars.auto))
    best = best.with_columns(
        band=pl.when(pl.col("sure") & (pl.col("claims") == 1))
        .then(pl.lit(Band.AUTO.value))
        .when((pl.col("probability") >= bars.review) | pl.col("stranger"))
        .then(pl.lit(Band.REVIEW.value)),
        reason=_reason(bars),
    ).filter(pl.col("band").is_not_null())
    kept = pl.concat([best, _unseen(strangers, best)], how="diagonal").sort("weight", descending=True, nulls_last=True)
    return kept.with_columns(waterfall=waterfall(kept, model, people)).select(
        *_PAIR, "band", "weight", "probability", "runner_up", "margin", "reason", "waterfall"
    )


def gate() -> pl.Expr:
    """Tell which pairs agree so far that nothing but the weights is left to ask: name, sex, marks, birth and number.

    A given name that differs by a letter is a brother's as often as a slip. Without any year of birth on one side only
    an equal number will do: brothers' children bear one name, and live next door. A number that is another one is for a
    human, whatever else agrees. Name, year and commune are shared by strangers somewhere in every great register, so
    something more must agree: the day of birth, a number, a parent or the spouse.
    """
    dated = _at(BIRTH, "equal", "one_digit") | _at(YEAR, "equal") | _at(NUMBER, "equal") | _at(OLD_NUMBER, "equal")
    return (
        _at(NAME, *_NAME_AGREES)
        & ~_at(SEX, "else")
        & ~_at(ACCENT, "else")
        & _at(BIRTH, "null", "equal", "one_digit")
        & _at(YEAR, "null", "equal")
        & _at(NUMBER, "null", "equal", "one_digit")
        & dated
        & pl.any_horizontal(_at(one, *levels) for one, levels in _MORE)
    )


def resembles() -> pl.Expr:
    """Tell which pairs of a register may be one person: the same name but for a slip, and no other sex.

    Twins share the day of birth and both parents, so that no weight of the rest makes up for another name.
    """
    return _at(NAME, *_NAME_AGREES, "given_edit") & ~_at(SEX, "else")


def whole(pairs: pl.DataFrame) -> pl.DataFrame:
    """Add what was not compared, as silent: it says nothing for a pair and nothing against it."""
    absent = [one.name for one in COMPARISONS if one.name not in pairs.columns]
    return pairs.with_columns(pl.lit(-1, pl.Int8).alias(name) for name in absent)


def waterfall(pairs: pl.DataFrame, model: Model, people: int) -> pl.Series:
    """Return for each pair as JSON what every comparison added in bits, beginning with the prior.

    What the frequency of the name adds is the rest, `name_frequency`; the parts add up to the weight.
    """
    fitted = model.for_people(people)
    prior = model.prior(people)
    start = math.log2(prior / (1 - prior))
    columns = [(one, pairs[one.name].to_list() if one.name in pairs.columns else None) for one in COMPARISONS]
    lines = []
    for row, weight in enumerate(pairs["weight"].to_list()):
        parts: list[dict[str, object]] = [{"comparison": "prior", "level": "", "bits": round(start, 2)}]
        total = start
        for one, gammas in columns:
            if gammas is not None and gammas[row] is not None:
                level = one.level_of(gammas[row])
                bits = fitted.weight(one.name, level)
                total += bits
                parts.append({"comparison": one.name, "level": level, "bits": round(bits, 2)})
        if weight is not None:
            parts.append({"comparison": "name_frequency", "level": "", "bits": round(weight - total, 2)})
        lines.append(json.dumps(parts if weight is not None else []))
    return pl.Series("waterfall", lines, dtype=pl.String)


def _best(pairs: pl.DataFrame) -> pl.DataFrame:
    """Keep the heaviest pair of each row of the list, beside it the next candidate; ties go by the person's number."""
    ordered = pairs.sort("list_id", "weight", "person_id", descending=[False, True, False])
    after = pl.col("list_id").shift(-1) == pl.col("list_id")
    ordered = ordered.with_columns(
        runner_up=pl.when(after).then(pl.col("person_id").shift(-1)),
        margin=pl.when(after).then(pl.col("weight") - pl.col("weight").shift(-1)),
    )
    return ordered.unique("list_id", keep="first", maintain_order=True)


def _unseen(strangers: pl.DataFrame, shown: pl.DataFrame) -> pl.DataFrame:
    """Rows that bear somebody else's number and have no likely candidate: the bearer of the number is shown."""
    rest = strangers.join(shown.select("list_id"), on="list_id", how="anti").unique("list_id", maintain_order=True)
    return rest.with_columns(band=pl.lit(Band.REVIEW.value), reason=pl.lit("number"))


def _reason(bars: Bars) -> pl.Expr:
    return (
        pl.when("stranger")
        .then(pl.lit("number"))
        .when(pl.col("sure") & (pl.col("claims") > 1))
        .then(pl.lit("twice"))
        .when(pl.col("probability") < bars.auto)
        .then(pl.lit("doubt"))
        .when(~gate())
        .then(pl.lit("gate"))
        .when(~pl.col("sure"))
        .then(pl.lit("margin"))
    )


def _at(comparison: Comparison, *levels: str) -> pl.Expr:
    numbers = {"null": -1} | {name: len(comparison.levels) - at for at, name in enumerate(comparison.level_names)}
    return pl.col(comparison.name).is_in([numbers[level] for level in levels])
