"""Whole runs: a list against the register, and the register against itself (một lượt đối khớp)."""

import polars as pl

from toandan.ground.linkage.comparisons import COMPARISONS, NUMBER, OLD_NUMBER
from toandan.ground.linkage.decision import BARS, Band, Bars, decide, gate
from toandan.ground.linkage.engine import Engine, Rows
from toandan.ground.linkage.model import Model, shipped

TWICE = 0.004
"""The part of a register thought to be second registrations; only the prior of a search for duplicates rests on it."""

_ONE_BY_ONE = tuple(one for one in COMPARISONS if one not in (NUMBER, OLD_NUMBER))
"""Two registrations of one person bear two numbers, so a different number tells nothing."""


def linked(register: Rows, listed: pl.DataFrame, model: Model | None = None, bars: Bars = BARS) -> pl.DataFrame:
    """Return the decisions about a compared list against a compared register, as `decide` gives them.

    Raises ModelIncomplete when the model lacks a level.
    """
    chosen = shipped() if model is None else model
    engine = Engine(register, listed)
    try:
        if not engine.people or not listed.height:
            return nothing()
        return decide(engine.score(chosen), engine.strangers(), chosen, engine.people, bars)
    finally:
        engine.close()


def duplicates(register: Rows, model: Model | None = None, least: float = 0.99) -> pl.DataFrame:
    """Return pairs that look like one person registered twice, all for review: twins and namesakes look alike too.

    Columns `list_id`, `person_id`, `band`, `weight`, `probability`.
    """
    chosen = shipped() if model is None else model
    engine = Engine(register)
    try:
        if engine.people < 2:
            return nothing()
        chosen = Model(TWICE, chosen.shares, chosen.source)
        pairs = engine.score(chosen, _ONE_BY_ONE)
    finally:
        engine.close()
    silent = pairs.with_columns(pl.lit(-1).cast(pl.Int8).alias(one.name) for one in (NUMBER, OLD_NUMBER))
    likely = silent.filter(gate() & (pl.col("probability") >= least)).with_columns(band=pl.lit(Band.REVIEW.value))
    return likely.select("list_id", "person_id", "band", "weight", "probability").sort("weight", descending=True)


def proposals(decided: pl.DataFrame, rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return what a run hands over: `person_id`, `kind`, `band`, `weight`, `probability`, `waterfall`, `evidence`.

    `rows` are the list's canonical rows; `evidence` is the row as JSON, as a reviewer must see it.
    """
    evidence = rows.select(list_id="id", evidence=pl.struct(pl.exclude("line")).struct.json_encode())
    return decided.join(evidence, on="list_id").select(
        pl.col("person_id").cast(pl.Int64),
        pl.lit(kind).alias("kind"),
        *("band", "weight", "probability", "waterfall", "evidence"),
    )


def nothing() -> pl.DataFrame:
    """Return a run's answer when there was nobody to compare."""
    texts = ("list_id", "person_id", "band", "runner_up", "reason", "waterfall")
    return pl.DataFrame(schema=dict.fromkeys(texts, pl.String) | dict.fromkeys(("weight", "probability"), pl.Float64))
