"""The operator's commands of record linkage: `link deaths`, `link births`, `link duplicates` (đối khớp hồ sơ)."""

import resource
import sys
import time
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    import polars as pl

    from toandan.ground.kernel.actor import Actor
    from toandan.ground.linkage.faults import LineFault
    from toandan.ground.linkage.model import Model
    from toandan.ground.linkage.runs import Open

NAME = "link"
app = typer.Typer(no_args_is_help=True, help="Record linkage: compare lists of offices with the register.")

_File = Annotated[Path, typer.Argument(help="The list as CSV or XLSX.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be proposed.")]
_Truth = Annotated[Path | None, typer.Option("--truth", help="CSV of true links (id, personal_number) to score by.")]
_Engine = Annotated[str, typer.Option("--engine", help="duckdb or spark.")]
_As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]
_Decisions = Annotated[
    Path | None, typer.Option("--decisions", help="Write every decision (ids and weights, no names) to this CSV.")
]
_Model = Annotated[
    Path | None,
    typer.Option("--model", help="The model to weigh by, as `link calibrate` writes it; else the shipped one."),
]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

_KINDS = {"death": "suspected_dead", "birth": "birth_date_missing"}
"""Which kind of case a list opens."""
_REASON = {
    "death": "Đối khớp danh sách khai tử",
    "birth": "Đối khớp sổ đăng ký khai sinh",
    "duplicate": "Rà soát trùng trong hệ thống",
}
"""Why cases are opened, as the case's own page says it; people read it in Vietnamese."""

_DECIDED = ("list_id", "person_id", "band", "weight", "probability")


@dataclass(frozen=True, slots=True)
class _How:
    """How a list is linked, and what is written beside what is proposed."""

    truth: Path | None
    engine: str
    decisions: Path | None
    model: Path | None


@app.callback()
def link() -> None:
    """Record linkage: compare lists of offices with the register."""


@app.command()
def deaths(
    file: _File,
    dry_run: _DryRun = False,
    truth: _Truth = None,
    engine: _Engine = "duckdb",
    decisions: _Decisions = None,
    model: _Model = None,
    as_: _As = None,
    json: _Json = False,
) -> None:
    """Link a list of deaths with the register; nobody is dead by it, the surest are proposed as suspected."""
    from toandan.ground.linkage.lists import DEATHS

    how = _How(truth, engine, decisions, model)
    _list("death", file, DEATHS, how, dry_run=dry_run, as_=as_, json=json)


@app.command()
def births(
    file: _File,
    dry_run: _DryRun = False,
    truth: _Truth = None,
    engine: _Engine = "duckdb",
    decisions: _Decisions = None,
    model: _Model = None,
    as_: _As = None,
    json: _Json = False,
) -> None:
    """Link a list of births with the people of the register who lack a whole date of birth."""
    from toandan.ground.linkage.lists import BIRTHS

    how = _How(truth, engine, decisions, model)
    _list("birth", file, BIRTHS, how, dry_run=dry_run, as_=as_, json=json)


@app.command()
def duplicates(dry_run: _DryRun = False, engine: _Engine = "duckdb", as_: _As = None, json: _Json = False) -> None:
    """Find people who stand in the register twice; all of them go to review, none is merged by it."""
    terminal.start()
    from toandan.faces.cli.linking import lists as link_lists
    from toandan.ground.linkage import runs

    on = _opener(engine)
    began = time.perf_counter()
    actor = terminal.actor(as_)
    with link_lists.in_scope(actor, link_lists.crosswalk(terminal.today()), None) as (people, _truth, size):
        found = runs.duplicates(people, on=on)
    _journal(actor, "duplicate", size)
    figures = _figures(found, size, began)
    if not dry_run:
        figures |= link_lists.hand_over(
            actor, runs.proposed_pairs(found, "duplicate"), "duplicates", _REASON["duplicate"]
        )
    _print(figures, [], json)


@app.command()
def sample(
    decisions: Annotated[Path, typer.Argument(help="What a run wrote with --decisions.")],
    out: Annotated[Path, typer.Option("--out", help="The CSV to label: true in `label` where both are one person.")],
    each: Annotated[int, typer.Option("--each", min=1, help="Pairs of each band.")] = 300,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same pairs.")] = 1,
) -> None:
    """Draw pairs of every band and weight to be labelled blind, to know how good a run was."""
    from toandan.ground.linkage import evaluation

    drawn = evaluation.sample(_decided(decisions), each=each, seed=seed)
    drawn.write_csv(out)
    terminal.show(f"{drawn.height} pairs written to {out}")


@app.command()
def evaluate(
    decisions: Annotated[Path, typer.Argument(help="What a run wrote with --decisions.")],
    labels: Annotated[Path, typer.Argument(help="The labelled sample; further true/false columns are groups.")],
    json: _Json = False,
) -> None:
    """Tell a run's precision by band and group from a labelled sample, with Wilson intervals of 95 %."""
    from toandan.ground.linkage import evaluation

    told, groups = _labels(labels)
    found = [asdict(one) for one in evaluation.labelled(_decided(decisions), told, groups)]
    if json:
        terminal.json_out(found)
        return
    columns = ("band", "group", "labelled", "right", "rate", "low", "high")
    terminal.table("", columns, [tuple(one.values()) for one in found])


@app.command()
def calibrate(
    decisions: Annotated[Path, typer.Argument(help="What a run wrote with --decisions.")],
    labels: Annotated[Path, typer.Argument(help="The labelled sample of that run.")],
    out: Annotated[Path, typer.Option("--out", help="Where the model is written, for --model of later runs.")],
    kind: Annotated[str, typer.Option("--kind", help="deaths or births: what the run looked for.")] = "deaths",
    model: _Model = None,
    json: _Json = False,
) -> None:
    """Learn from a labelled sample what weights are worth and write it with the model; too few labels are refused."""
    from toandan.faces.cli.linking.words import CALIBRATION, UnableToLink
    from toandan.ground.linkage import calibration
    from toandan.ground.linkage.model import shipped

    sought = _kind(kind)
    chosen = shipped(sought) if model is None else _model(model, sought)
    try:
        found = calibration.fit(_decided(decisions), _labels(labels)[0])
    except calibration.CalibrationRefused as refusal:
        raise UnableToLink(CALIBRATION[refusal.code], code=f"link.calibration_{refusal.code}") from refusal
    out.write_text(replace(chosen, calibration=found).to_json(), encoding="utf-8")
    if json:
        terminal.json_out(asdict(found))
    else:
        terminal.table("", ("what", "figure"), list(asdict(found).items()))


def _kind(name: str) -> Literal["deaths", "births"]:
    if name == "deaths":
        return "deaths"
    if name == "births":
        return "births"
    raise typer.BadParameter("It is deaths or births.", param_hint="--kind")


def _model(path: Path, kind: Literal["deaths", "births"]) -> "Model":
    """Return the model of a file. Raises UnableToLink when it is none, or lacks something."""
    from toandan.faces.cli.linking.words import NO_MODEL, UnableToLink
    from toandan.ground.linkage.model import COMPARED_FOR, ModelIncomplete, from_json

    try:
        return from_json(path.read_text(encoding="utf-8"), COMPARED_FOR[kind])
    except (ModelIncomplete, UnicodeDecodeError) as error:
        raise UnableToLink(NO_MODEL, code="link.no_model", values={"why": str(error)}) from error


def _labels(path: Path) -> "tuple[pl.DataFrame, list[str]]":
    """Return a labelled sample with its true/false columns read, and the names of its groups."""
    import polars as pl

    from toandan.faces.cli.linking.words import LABELS, NO_LABELS, UnableToLink

    told = pl.read_csv(path, infer_schema=False)
    groups = [name for name in told.columns if name not in {"list_id", "person_id", "label"}]
    if not {"list_id", "person_id", "label"} <= set(told.columns):
        raise UnableToLink(NO_LABELS, code="link.no_labels")
    words = pl.col("label", *groups).str.strip_chars().str.to_lowercase()
    read = told.with_columns(words.replace_strict(LABELS, default=None, return_dtype=pl.Boolean))
    for name in ("label", *groups):
        # A word that is neither must not pass for a no.
        strange = told[name].is_not_null() & (told[name].str.strip_chars() != "") & read[name].is_null()
        if strange.any():
            raise UnableToLink(NO_LABELS, code="link.no_labels")
    return read, groups


def _decided(path: Path) -> "pl.DataFrame":
    import polars as pl

    return pl.read_csv(path, schema_overrides={"list_id": pl.String, "person_id": pl.String})


def _list(
    kind: str,
    file: Path,
    wanted: tuple[str, ...],
    how: _How,
    *,
    dry_run: bool,
    as_: str | None,
    json: bool,
) -> None:
    terminal.start()
    from toandan.faces.cli.linking import lists as link_lists
    from toandan.ground.linkage import runs
    from toandan.ground.linkage.columns import standardise
    from toandan.ground.linkage.truth import against

    on, sought = _opener(how.engine), _kind(f"{kind}s")
    model = None if how.model is None else _model(how.model, sought)
    began, today = time.perf_counter(), terminal.today()
    actor, walk = terminal.actor(as_), link_lists.crosswalk(today)
    rows, faults = link_lists.office_list(file, wanted, today=today, communes=frozenset(walk["code"]))
    known = None if how.truth is None else link_lists.true_links(how.truth)
    with link_lists.in_scope(actor, walk, known, undated=kind == "birth") as (people, right, size):
        found = runs.linked(people, standardise(rows, walk), model, kind=sought, on=on)
    _journal(actor, kind, size)
    figures = _figures(found, rows.height, began)
    if right is not None:
        figures |= asdict(against(found, right))
    if how.decisions is not None:
        found.select(_DECIDED).write_csv(how.decisions)
    if not dry_run:
        proposed = runs.proposals(found, rows, _KINDS[kind])
        figures |= link_lists.hand_over(actor, proposed, file.name, _REASON[kind])
    _print(figures, faults, json)


def _opener(engine: str) -> "Open":
    """Return what puts lists into the engine asked for; refuse at once what could only be refused at the end."""
    from toandan.faces.cli.linking.words import NO_JAVA, NO_PYSPARK, UnableToLink
    from toandan.ground.linkage.engine import Engine

    if engine not in {"duckdb", "spark"}:
        raise typer.BadParameter("It is duckdb or spark.", param_hint="--engine")
    if engine == "duckdb":
        return Engine
    from django.conf import settings

    from toandan.ground.linkage import spark

    lacks = spark.missing(settings.JAVA_HOME)
    if lacks == "pyspark":
        raise UnableToLink(NO_PYSPARK, code="link.no_pyspark")
    if lacks == "java":
        raise UnableToLink(NO_JAVA, code="link.no_java")
    return partial(spark.SparkEngine, cluster=settings.SPARK_CLUSTER)


def _journal(actor: "Actor", kind: str, size: int) -> None:
    """Write down who compared the register with what; no page of it was shown to anybody."""
    from toandan.record.journal.operations import append
    from toandan.record.officers.operations import acting

    with acting(actor):
        detail: dict[str, str | int | bool | None] = {"people": size, "kind": kind}
        append(actor=actor, verb="people.register.link", subject=f"unit:{actor.at}", unit=actor.at, detail=detail)


def _figures(found: "pl.DataFrame", scored: int, began: float) -> dict[str, object]:
    bands = dict(found.group_by("band").len().iter_rows())
    # Kilobytes on Linux, bytes on macOS.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return {
        "scored": scored,
        "auto": bands.get("auto", 0),
        "review": bands.get("review", 0),
        "seconds": round(time.perf_counter() - began, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit,
    }


def _print(figures: dict[str, object], faults: "list[LineFault]", json: bool) -> None:
    from toandan.faces.cli.linking.words import plain

    told = plain(faults)
    if json:
        terminal.json_out(figures | {"faults": told})
        return
    terminal.table("", ("what", "figure"), list(figures.items()))
    for one in told:
        terminal.say(f"{one['line']} {one['column']}: {one['vi']} / {one['en']}")
