"""Couples, children and addresses inside a commune (hộ gia đình).

People of one commune are matched by their rank in age: the oldest man with the oldest woman, the
youngest children with the youngest couples. It is crude, and gives relatives of believable ages.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from toandan.simulation.ages import Flags
from toandan.simulation.draws import Floats, Ints
from toandan.simulation.names import Names

NOBODY = -1
_MARRIED_SHARE = 0.82
_YOUNGEST_SPOUSE = 23.0
_OLDEST_CHILD_AT_HOME = 23.0
_OLDEST_PARENT = 48.0


@dataclass(frozen=True)
class Families:
    """For each person the row of the spouse, father and mother (or NOBODY) and the number of the house."""

    spouse: Ints
    father: Ints
    mother: Ints
    house: Ints


def draw(units: Ints, women: Flags, ages: Floats) -> Families:
    """Marry adults and give children to couples, commune by commune."""
    size = len(units)
    husbands, wives = _couples(units, women, ages)
    spouse = np.full(size, NOBODY)
    spouse[husbands], spouse[wives] = wives, husbands
    children, fathers, mothers = _children(units, ages, husbands, wives)
    father, mother = np.full(size, NOBODY), np.full(size, NOBODY)
    father[children], mother[children] = fathers, mothers
    house = np.arange(size)
    house[wives] = husbands
    house[children] = fathers
    return Families(spouse, father, mother, house)


def inherit_surnames(names: Names, families: Families) -> Names:
    """Give children their father's surname."""
    has_father = families.father != NOBODY
    surname = np.where(has_father, names.surname[families.father], names.surname)
    return Names(surname, names.middle, names.given)


def addresses(families: Families) -> pl.Series:
    """Return an address within the commune; people of one house share it."""
    number = 1 + (families.house * 37 + 11) % 180
    lane = 1 + (families.house // 60) % 90
    group = 1 + (families.house // 300) % 24
    frame = pl.DataFrame({"number": number, "lane": lane, "group": group})
    return frame.select(
        pl.format("Số {} ngõ {}, tổ {}", pl.col("number"), pl.col("lane"), pl.col("group")).alias("address")
    ).to_series()


def _couples(units: Ints, women: Flags, ages: Floats) -> tuple[Ints, Ints]:
    adults = pl.DataFrame({"row": np.arange(len(units)), "unit": units, "woman": women, "age": ages}).filter(
        pl.col("age") >= _YOUNGEST_SPOUSE
    )
    ranked = adults.sort("unit", "woman", "age", descending=[False, False, True]).with_columns(
        rank=pl.int_range(pl.len()).over("unit", "woman"), size=pl.len().over("unit", "woman")
    )
    men = ranked.filter(~pl.col("woman") & (pl.col("rank") < pl.col("size") * _MARRIED_SHARE))
    wives = ranked.filter("woman").select("unit", "rank", wife="row")
    pairs = men.join(wives, on=["unit", "rank"], how="inner").sort("row")
    return pairs["row"].to_numpy(), pairs["wife"].to_numpy()


def _children(units: Ints, ages: Floats, husbands: Ints, wives: Ints) -> tuple[Ints, Ints, Ints]:
    couples = (
        pl.DataFrame({"father": husbands, "mother": wives, "unit": units[wives], "age": ages[wives]})
        .filter(pl.col("age") < _OLDEST_PARENT)
        .sort("unit", "age")
        .with_columns(place=pl.int_range(pl.len()).over("unit"), couples=pl.len().over("unit"))
    )
    young = (
        pl.DataFrame({"row": np.arange(len(units)), "unit": units, "age": ages})
        .filter(pl.col("age") < _OLDEST_CHILD_AT_HOME)
        .sort("unit", "age")
        .with_columns(share=(pl.int_range(pl.len()) + 0.5).over("unit") / pl.len().over("unit"))
    )
    counts = couples.select("unit", "couples").unique()
    placed = young.join(counts, on="unit", how="inner").with_columns(
        place=(pl.col("share") * pl.col("couples")).floor().cast(pl.Int64)
    )
    found = placed.join(couples.select("unit", "place", "father", "mother"), on=["unit", "place"], how="inner").sort(
        "row"
    )
    return found["row"].to_numpy(), found["father"].to_numpy(), found["mother"].to_numpy()
