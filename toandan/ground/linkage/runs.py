"""Whole runs: a list against the register, and the register against itself (một lượt đối khớp)."""

import json
from collections.abc import Callable
from typing import Literal

import polars as pl

from toandan.ground.linkage.decision import BARS, Band, Bars, decide, resembles
from toandan.ground.linkage.engine import Engine, Rows, Scorer
from toandan.ground.linkage.model import COMPARED_FOR, Model, shipped

LIKELY = 0.9
"""From here on two rows of a register are shown to a reviewer as one person."""

Open = Callable[[Rows, Rows | None], Scorer]
"""Puts a register, and a list if there is one, into an engine: `Engine`, or `spark.SparkEngine`."""


def linked(
    register: Rows,
    listed: pl.DataFrame,
    model: Model | None = None,
    bars: Bars = BARS,
    *,
    kind: Literal["deaths", "births"] = "deaths",
    on: Open = Engine,
) -> pl.DataFrame:
    """Return the decisions about a compared list against a compared register, as `decide` gives them.

    For births the register is that of people without a whole date of birth; what is found is sought among them. Raises
    ModelIncomplete when the model lacks a level.
    """
    chosen = shipped(kind) if model is None else model
    engine = on(register, listed)
    try:
        if not engine.people or not listed.height:
            return nothing()
        return decide(engine.score(chosen, COMPARED_FOR[kind]), engine.strangers(), chosen, engine.people, bars)
    finally:
        engine.close()


def duplicates(register: Rows, model: Model | None = None, least: float = LIKELY, *, on: Open = Engine) -> pl.DataFrame:
    """Return pairs that look like one person registered twice, all for review: twins and namesakes look alike too.

    Columns `list_id`, `person_id`, `band`, `weight`, `probability`. Raises ModelIncomplete when a level is missing.
    """
    chosen = shipped("duplicates") if model is None else model
    engine = on(register, None)
    try:
        if engine.people < 2:
            return nothing()
        pairs = engine.score(chosen, COMPARED_FOR["duplicates"])
    finally:
        engine.close()
    likely = pairs.filter(resembles() & (pl.col("probability") >= least))
    likely = likely.with_columns(band=pl.lit(Band.REVIEW.value))
    return likely.select("list_id", "person_id", "band", "weight", "probability").sort("weight", descending=True)


def proposals(decided: pl.DataFrame, rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return what a run hands over: `person_id`, `kind`, `band`, `weight`, `probability`, `waterfall`, `evidence`.

    `rows` are the list's canonical rows. `waterfall` is JSON, a list of `{"name", "level", "weight"}` in bits.
    `evidence` is JSON: `record` (the row as a reviewer must see it), `runner_up` (`{"person_id"}` or null), and
    `conflict`, true where the list contradicts itself or a number: then two reviewers must agree.
    """
    record = rows.select(list_id="id", record=pl.struct(pl.exclude("line")).struct.json_encode())
    joined = decided.join(record, on="list_id")
    evidence = [_evidence(*row) for row in joined.select("record", "runner_up", "reason").iter_rows()]
    falls = [_rungs(text) for text in joined["waterfall"].to_list()]
    return joined.select(
        pl.col("person_id").cast(pl.Int64),
        pl.lit(kind).alias("kind"),
        "band",
        pl.col("weight").fill_null(0.0),
        pl.col("probability").fill_null(0.0),
    ).with_columns(
        pl.Series("waterfall", falls, dtype=pl.String),
        pl.Series("evidence", evidence, dtype=pl.String),
    )


def proposed_pairs(found: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return the pairs that `duplicates` found as `proposals` does: of the first person, with the other as the record.

    The higher number is the later registration, so it is the one that would leave.
    """
    ids = found.select(a=pl.col("list_id").cast(pl.Int64), b=pl.col("person_id").cast(pl.Int64))
    others = [json.dumps({"record": {"person_id": max(pair)}}) for pair in ids.iter_rows()]
    return found.select(
        ids.select(pl.min_horizontal("a", "b"))["a"].alias("person_id"),
        pl.lit(kind).alias("kind"),
        *("band", "weight", "probability"),
        pl.lit("[]").alias("waterfall"),
    ).with_columns(pl.Series("evidence", others, dtype=pl.String))


def _evidence(record: str, runner_up: str | None, reason: str | None) -> str:
    runner = None if runner_up is None else {"person_id": int(runner_up)}
    said = {"record": json.loads(record), "runner_up": runner, "conflict": reason in {"number", "twice"}}
    return json.dumps(said, ensure_ascii=False)


def _rungs(text: str | None) -> str:
    """Say a waterfall in the words of a case."""
    parts = json.loads(text) if text else []
    return json.dumps([{"name": p["comparison"], "level": p["level"], "weight": p["bits"]} for p in parts])


def nothing() -> pl.DataFrame:
    """Return a run's answer when there was nobody to compare."""
    texts = ("list_id", "person_id", "band", "runner_up", "reason", "waterfall")
    return pl.DataFrame(schema=dict.fromkeys(texts, pl.String) | dict.fromkeys(("weight", "probability"), pl.Float64))
