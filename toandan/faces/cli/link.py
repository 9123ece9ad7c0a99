"""The operator's commands of record linkage: `link deaths`, `link births`, `link duplicates` (đối khớp hồ sơ)."""

import resource
import sys
import time
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    import polars as pl

    from toandan.ground.kernel.actor import Actor
    from toandan.ground.linkage.faults import LineFault
    from toandan.ground.linkage.model import Kind, Model
    from toandan.ground.linkage.runs import Open

NAME = "link"
app = typer.Typer(no_args_is_help=True, help="Record linkage: compare lists of offices with the register.")

_File = Annotated[Path, typer.Argument(help="The list as CSV or XLSX.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be proposed.")]
_Truth = Annotated[Path | None, typer.Option("--truth", help="CSV of true links (id, personal_number) to score by.")]
_TruePairs = Annotated[
    Path | None,
    typer.Option("--truth", help="CSV of people registered twice (id, personal_number: two of their numbers)."),
]
_Engine = Annotated[str, typer.Option("--engine", help="duckdb or spark.")]
_As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]
_Decisions = Annotated[
    Path | None, typer.Option("--decisions", help="Write every decision (ids and weights, no names) to this CSV.")
]
_Model = Annotated[
    Path | None,
    typer.Option("--model", help="The model to weigh by, as `link calibrate` writes it; else the shipped one."),
]
_Labels = Annotated[
    Path | None, typer.Argument(help="The labelled sample as a file; further true/false columns are groups.")
]
_Sample = Annotated[int | None, typer.Option("--sample", help="Or the sample that was labelled on the page.")]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

_KINDS: "dict[Kind, str]" = {"deaths": "suspected_dead", "births": "birth_date_missing", "duplicates": "duplicate"}
"""Which kind of case a run opens."""
_REASON: "dict[Kind, str]" = {
    "deaths": "Đối khớp danh sách khai tử",
    "births": "Đối khớp sổ đăng ký khai sinh",
    "duplicates": "Rà soát trùng trong hệ thống",
}
"""Why cases are opened, as the case's own page says it; people read it in Vietnamese."""
_JOURNAL: "dict[Kind, str]" = {"deaths": "death", "births": "birth", "duplicates": "duplicate"}


@dataclass(frozen=True, slots=True)
class _How:
    """How a run is made, and what is written beside what is proposed."""

    dry_run: bool
    truth: Path | None
    engine: str
    decisions: Path | None
    model: Path | None
    as_: str | None
    json: bool


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
    _run("deaths", file, _How(dry_run, truth, engine, decisions, model, as_, json))


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
    _run("births", file, _How(dry_run, truth, engine, decisions, model, as_, json))


@app.command()
def duplicates(
    dry_run: _DryRun = False,
    truth: _TruePairs = None,
    engine: _Engine = "duckdb",
    decisions: _Decisions = None,
    model: _Model = None,
    as_: _As = None,
    json: _Json = False,
) -> None:
    """Find people who stand in the register twice; all of them go to review, none is merged by it."""
    _run("duplicates", None, _How(dry_run, truth, engine, decisions, model, as_, json))


@app.command()
def sample(
    decisions: Annotated[Path, typer.Argument(help="What a run wrote with --decisions.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="The CSV to label: true in `label` where both are one person.")
    ] = None,
    page: Annotated[
        bool, typer.Option("--page", help="Lay the pairs before the labellers of /cases/samples/, side by side.")
    ] = False,
    kind: Annotated[
        str, typer.Option("--kind", help="With --page: deaths, births or duplicates, what the run looked for.")
    ] = "deaths",
    listed: Annotated[
        Path | None, typer.Option("--list", help="With --page: the list that was linked; not needed for duplicates.")
    ] = None,
    each: Annotated[int, typer.Option("--each", min=1, help="Pairs of each band.")] = 300,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same pairs.")] = 1,
    as_: _As = None,
    json: _Json = False,
) -> None:
    """Draw pairs of every band and weight to be labelled blind, to know how good a run was."""
    from toandan.faces.cli.linking import tables
    from toandan.ground.linkage import evaluation

    if out is None and not page:
        raise typer.BadParameter("Say where the pairs go: --out FILE, --page, or both.", param_hint="--out")
    sought = _kind(kind)
    drawn = evaluation.sample(tables.decided(decisions), each=each, seed=seed)
    told: dict[str, object] = {"pairs": drawn.height}
    if page:
        told["sample"], told["pairs"] = _laid_out(drawn, sought, listed, as_)
    if out is not None:
        tables.write(out, drawn.write_csv())
        told["file"] = str(out)
    if json:
        terminal.json_out(told)
    else:
        terminal.table("", ("what", "figure"), list(told.items()))


def _laid_out(drawn: "pl.DataFrame", kind: "Kind", listed: Path | None, as_: str | None) -> tuple[int, int]:
    terminal.start()
    from toandan.faces.cli.linking import samples
    from toandan.work.verification.words import REGISTER_ITSELF

    source = REGISTER_ITSELF if listed is None else listed.name
    return samples.lay_out(terminal.actor(as_), drawn, kind, listed, source)


@app.command()
def evaluate(
    decisions: Annotated[Path, typer.Argument(help="What a run wrote with --decisions.")],
    labels: _Labels = None,
    sample: _Sample = None,
    as_: _As = None,
    json: _Json = False,
) -> None:
    """Tell a run's precision by band and group from a labelled sample, with Wilson intervals of 95 %."""
    from toandan.faces.cli.linking import tables
    from toandan.ground.linkage import evaluation

    decided = tables.decided(decisions)
    told, groups = _labelled(decided, labels, sample, as_)
    found = [asdict(one) for one in evaluation.labelled(decided, told, groups)]
    if json:
        terminal.json_out(found)
        return
    columns = ("band", "group", "labelled", "right", "rate", "low", "high")
    terminal.table("", columns, [tuple(one.values()) for one in found])


def _labelled(
    decided: "pl.DataFrame", labels: Path | None, sample: int | None, as_: str | None
) -> "tuple[pl.DataFrame, list[str]]":
    """Return the labels of a file, or those given on the page for a sample, and the groups they tell apart."""
    from toandan.faces.cli.linking import tables

    if (labels is None) == (sample is None):
        raise typer.BadParameter("Give either a file of labels or --sample NUMBER.", param_hint="LABELS")
    if labels is not None:
        told, groups = tables.labels(labels)
    else:
        terminal.start()
        from toandan.faces.cli.linking import samples

        told, groups, counts = samples.labels(terminal.actor(as_), sample or 0)
        terminal.say(", ".join(f"{name} {many}" for name, many in counts.items()))
    tables.matched(decided, told, str(sample) if labels is None else labels.name)
    return told, groups


@app.command()
def calibrate(
    decisions: Annotated[Path, typer.Argument(help="What a run wrote with --decisions.")],
    out: Annotated[Path, typer.Option("--out", help="Where the model is written, for --model of later runs.")],
    labels: _Labels = None,
    sample: _Sample = None,
    kind: Annotated[
        str, typer.Option("--kind", help="deaths, births or duplicates: what the run looked for.")
    ] = "deaths",
    model: _Model = None,
    as_: _As = None,
    json: _Json = False,
) -> None:
    """Learn from a labelled sample what weights are worth and write it with the model; too few labels are refused."""
    from toandan.faces.cli.linking import tables
    from toandan.faces.cli.linking.words import CALIBRATION, UnableToLink
    from toandan.ground.linkage import calibration
    from toandan.ground.linkage.model import shipped

    sought = _kind(kind)
    chosen = shipped(sought) if model is None else tables.model(model, sought)
    decided = tables.decided(decisions)
    told, _groups = _labelled(decided, labels, sample, as_)
    try:
        found = calibration.fit(decided, told)
    except calibration.CalibrationRefused as refusal:
        raise UnableToLink(CALIBRATION[refusal.code], code=f"link.calibration_{refusal.code}") from refusal
    tables.write(out, replace(chosen, calibration=found).to_json())
    if json:
        terminal.json_out(asdict(found))
    else:
        terminal.table("", ("what", "figure"), list(asdict(found).items()))


def _kind(name: str) -> "Kind":
    found: Kind | None = next((kind for kind in _KINDS if kind == name), None)
    if found is None:
        raise typer.BadParameter("It is deaths, births or duplicates.", param_hint="--kind")
    return found


def _run(kind: "Kind", file: Path | None, how: _How) -> None:
    """Read what is linked, link it, score it, write it down and hand it over; a dry run proposes nothing."""
    terminal.start()
    from toandan.faces.cli.linking import lists as link_lists
    from toandan.faces.cli.linking import tables
    from toandan.ground.linkage import truth
    from toandan.work.verification.words import REGISTER_ITSELF

    on, began = _opener(how.engine), time.perf_counter()
    model = None if how.model is None else tables.model(how.model, kind)
    actor, walk = terminal.actor(how.as_), link_lists.crosswalk(terminal.today())
    rows, faults = _listed(kind, file, walk)
    known = None if how.truth is None else link_lists.true_links(how.truth)
    itself = rows is None
    with link_lists.in_scope(actor, walk, known, undated=kind == "births", itself=itself) as (people, right, size):
        found = _found(kind, people, rows, walk, model, on)
    _journal(actor, _JOURNAL[kind], size)
    figures = _figures(found, size if rows is None else rows.height, began)
    if right is not None:
        figures |= asdict(truth.against_pairs(found, right) if itself else truth.against(found, right))
    if how.decisions is not None:
        tables.write(how.decisions, found.select(tables.DECIDED).write_csv())
    if not how.dry_run:
        source = REGISTER_ITSELF if file is None else file.name
        figures |= link_lists.hand_over(actor, _proposed(kind, found, rows), source, _REASON[kind])
    _print(figures, faults, how.json)


def _listed(kind: "Kind", file: Path | None, walk: "pl.DataFrame") -> "tuple[pl.DataFrame | None, list[LineFault]]":
    """Return the rows of the office's list and what is wrong with them; no rows where the register is linked itself."""
    from toandan.faces.cli.linking import lists as link_lists
    from toandan.ground.linkage.lists import BIRTHS, DEATHS

    if file is None:
        return None, []
    wanted = DEATHS if kind == "deaths" else BIRTHS
    return link_lists.office_list(file, wanted, today=terminal.today(), communes=frozenset(walk["code"]))


def _found(
    kind: "Kind", people: Path, rows: "pl.DataFrame | None", walk: "pl.DataFrame", model: "Model | None", on: "Open"
) -> "pl.DataFrame":
    from toandan.ground.linkage import runs
    from toandan.ground.linkage.columns import standardise

    if rows is None or kind == "duplicates":
        return runs.duplicates(people, model, on=on)
    return runs.linked(people, standardise(rows, walk), model, kind=kind, on=on)


def _proposed(kind: "Kind", found: "pl.DataFrame", rows: "pl.DataFrame | None") -> "pl.DataFrame":
    from toandan.ground.linkage import runs

    if rows is None:
        return runs.proposed_pairs(found, _KINDS[kind])
    return runs.proposals(found, rows, _KINDS[kind])


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
