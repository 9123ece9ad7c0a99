"""Whole runs: a list against the register, and the register against itself (một lượt đối khớp)."""

import json
from collections.abc import Callable
from typing import Literal

import polars as pl

from toandan.ground.linkage.decision import BARS, Band, Bars, decide, resembles, waterfall
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

    Columns as `decide` gives them, without `margin` and `reason`: `list_id` is the earlier registration, the shorter or
    lower number; `runner_up` is whom else it resembles most. With a calibration `probability` is what labels say a pair
    of this weight is worth. Raises ModelIncomplete when a level is missing.
    """
    chosen = shipped("duplicates") if model is None else model
    engine = on(register, None)
    try:
        if engine.people < 2:
            return nothing()
        pairs, people = engine.score(chosen, COMPARED_FOR["duplicates"]), engine.people
    finally:
        engine.close()
    pairs = earlier_first(pairs)
    if chosen.calibration is not None:
        pairs = pairs.with_columns(probability=chosen.calibration.probability(pl.col("weight")))
    likely = pairs.filter(resembles() & (pl.col("probability") >= least))
    likely = likely.with_columns(band=pl.lit(Band.REVIEW.value)).sort("weight", "list_id", descending=[True, False])
    likely = likely.join(_others(pairs), on="list_id", how="left", maintain_order="left")
    first, second = (pl.col("others").list.get(at, null_on_oob=True) for at in (0, 1))
    likely = likely.with_columns(
        runner_up=pl.when(first == pl.col("person_id")).then(second).otherwise(first),
        waterfall=waterfall(likely, chosen, people),
    )
    return likely.select("list_id", "person_id", "band", "weight", "probability", "runner_up", "waterfall")


def earlier_first(pairs: pl.DataFrame) -> pl.DataFrame:
    """Put the earlier registration of each pair first; numbers are texts here, and a shorter one is lower."""
    one, other = pl.col("list_id"), pl.col("person_id")
    longer = one.str.len_chars() > other.str.len_chars()
    later = longer | ((one.str.len_chars() == other.str.len_chars()) & (one > other))
    return pairs.with_columns(
        list_id=pl.when(later).then(other).otherwise(one), person_id=pl.when(later).then(one).otherwise(other)
    )


def _others(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return for everybody the two they resemble most, whichever side they stand on: `list_id`, `others`."""
    both = pl.concat(
        [
            pairs.select("list_id", other="person_id", weight="weight"),
            pairs.select(list_id="person_id", other="list_id", weight="weight"),
        ]
    )
    ordered = both.sort("list_id", "weight", "other", descending=[False, True, False])
    return ordered.group_by("list_id").agg(others=pl.col("other").head(2))


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

    The higher number is the later registration, so it is the one that would leave. Both the record and the runner-up
    are named by their numbers alone; who takes the proposals in knows the people.
    """
    evidence = [
        json.dumps({"record": {"person_id": int(later)}, "runner_up": _named(next_one)})
        for later, next_one in found.select("person_id", "runner_up").iter_rows()
    ]
    falls = [_rungs(text) for text in found["waterfall"].to_list()]
    return found.select(
        pl.col("list_id").cast(pl.Int64).alias("person_id"),
        pl.lit(kind).alias("kind"),
        *("band", "weight", "probability"),
    ).with_columns(
        pl.Series("waterfall", falls, dtype=pl.String),
        pl.Series("evidence", evidence, dtype=pl.String),
    )


def _named(person: str | None) -> dict[str, int] | None:
    return None if person is None else {"person_id": int(person)}


def _evidence(record: str, runner_up: str | None, reason: str | None) -> str:
    said = {"record": json.loads(record), "runner_up": _named(runner_up), "conflict": reason in {"number", "twice"}}
    return json.dumps(said, ensure_ascii=False)


def _rungs(text: str | None) -> str:
    """Say a waterfall in the words of a case."""
    parts = json.loads(text) if text else []
    return json.dumps([{"name": p["comparison"], "level": p["level"], "weight": p["bits"]} for p in parts])


def nothing() -> pl.DataFrame:
    """Return a run's answer when there was nobody to compare."""
    texts = ("list_id", "person_id", "band", "runner_up", "reason", "waterfall")
    return pl.DataFrame(schema=dict.fromkeys(texts, pl.String) | dict.fromkeys(("weight", "probability"), pl.Float64))
