"""Commands `plan`, `plan check` and others: where kits stand and whom they visit (lập phương án)."""

import json
import os
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.faces.cli.planning.work import Folder
    from toandan.ground.routing.faults import Unreadable
    from toandan.ground.routing.words import Instance, Plan

NAME = "plan"
MOST_LINES = 20


class _MakeByDefault(TyperGroup):
    """Lets `plan INSTANCE` stand for `plan make INSTANCE`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the word in where the first argument is none of the commands."""
        if args and args[0] not in self.commands and args[0] not in {"--help", "-h"}:
            args = ["make", *args]
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed


app = typer.Typer(
    cls=_MakeByDefault,
    no_args_is_help=True,
    help="Plan where every kit stands and whom it visits: plan INSTANCE [--out PLAN].",
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_Instance = Annotated[Path, typer.Argument(metavar="INSTANCE", help="The task as JSON.")]


class RouterKind(StrEnum):
    """What listens at the address of a router."""

    OSRM = "osrm"
    VALHALLA = "valhalla"


class Engine(StrEnum):
    """With solvers where they help, or without any."""

    AUTO = "auto"
    GREEDY = "greedy"


@app.command()
def make(
    instance: _Instance,
    out: Annotated[Path | None, typer.Option(metavar="PLAN", help="Where the plan is written as JSON.")] = None,
    seconds: Annotated[
        float | None, typer.Option(min=0, help="At most about how long; by the size of the task where it is not said.")
    ] = None,
    engine: Annotated[Engine, typer.Option(help="auto, or greedy without solvers.")] = Engine.AUTO,
    work: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where finished districts are kept; PLAN.work beside --out.")
    ] = None,
    router: Annotated[
        str | None, typer.Option(metavar="URL", help="Router on this machine that tells how long trips take.")
    ] = None,
    router_kind: Annotated[RouterKind, typer.Option(help="What listens there.")] = RouterKind.OSRM,
    json: Json = False,
) -> None:
    """Plan a task and say how far the plan is from what no plan can exceed.

    With --router the task is written beside the plan as PLAN.task, with the minutes told: `plan check` goes by it.
    """
    from toandan.faces.cli.planning import words
    from toandan.ground.routing import plans
    from toandan.ground.routing.effort import Ended

    _can_be_written(out)
    task = _task(instance)
    doubted = _doubted(task)
    task = task if router is None else _told(task, router_kind, router, out)
    folder = _folder(out, work)
    plan = _made(task, engine, seconds, folder)
    said = plans.plain(plan, words.most(plan))
    if out is not None:
        _write(out, said)
        if folder is not None and plan.ended != Ended.STOPPED:
            folder.clear()
    if json:
        said["warnings"] = doubted
        terminal.json_out({k: v for k, v in said.items() if out is None or k not in {"sessions", "routes"}})
        return
    _tell(plan)


@app.command()
def check(
    instance: _Instance,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="The plan as JSON.")],
    json: Json = False,
) -> None:
    """Judge whether a plan can be carried out and says the truth, by rules written apart from the planner."""
    from toandan.faces.cli.planning import words
    from toandan.ground.routing.checking import check as judge
    from toandan.ground.routing.refuting import refuted

    task, told_plan = _task(instance), _plan(plan)
    found = judge(task, told_plan) or list(refuted(task, told_plan))
    told = [words.breach(one) for one in found]
    if json:
        rows = [
            {"breach": f.breach, "item": f.item, "day": f.day, **f.values, **t}
            for f, t in zip(found, told, strict=True)
        ]
        terminal.json_out({"ok": not found, "breaches": rows})
    elif not found:
        _both(words.both(words.KEPT), terminal.show)
    else:
        _lines(told)
    if found:
        raise typer.Exit(2)


@app.command()
def again(
    instance: _Instance,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="The plan that was announced, as JSON.")],
    today: Annotated[int, typer.Option(help="Today, as a day of the calendar; -1 on the eve of its first day.")],
    out: Annotated[Path | None, typer.Option(metavar="PLAN", help="Where the new plan is written as JSON.")] = None,
    seconds: Annotated[float, typer.Option(min=0, help="About how long.")] = 2.0,
    json: Json = False,
) -> None:
    """Plan anew from today on with what is known now, changing no more than it is worth, and list the changes."""
    from dataclasses import asdict

    from toandan.faces.cli.planning import words
    from toandan.ground.routing import plans, replanning

    _can_be_written(out)
    task, old = _task(instance), _plan(plan)
    _doubted(task)
    if today >= task.days:
        raise typer.BadParameter(f"The last day of the calendar is {task.days - 1}.", param_hint="--today")
    found = replanning.replan(task, old, today=today, seconds=seconds)
    chosen = found.plan if found.worth else found.kept
    if out is not None:
        _write(out, plans.plain(chosen, words.most(chosen)))
    if json:
        lines = [asdict(line) for line in found.lines]
        terminal.json_out(
            {"worth": found.worth, "gain_pct": found.gain_pct, "lines": lines, "homes_retimed": found.retimed}
        )
        return
    rows = [
        (line.change, line.place, *(f"{s.day} {s.shift} {s.kit}" if s else None for s in (line.before, line.after)),
         f"{line.people:+.1f}")
        for line in found.lines
    ]  # fmt: skip
    terminal.table("", ("change", "place", "before", "after", "people"), rows)
    _both(words.worth(found), terminal.show)


@app.command()
def finish(
    instance: _Instance,
    target: Annotated[
        float, typer.Option(min=1, max=1e12, help="What the plan is to be worth: people and weights of homes.")
    ],
    json: Json = False,
) -> None:
    """Say by which day a target can be met, and before which day no plan can meet it."""
    from datetime import timedelta

    from toandan.faces.cli.planning import words
    from toandan.ground.routing import finishing

    task = _task(instance)
    _doubted(task)
    found = finishing.finish(task, target)
    least, by = (None if n is None else task.first_day + timedelta(days=n - 1) for n in (found.least, found.days))
    if json:
        terminal.json_out(
            {"target": target, "least_days": found.least, "not_before": least, "days": found.days, "by": by}
        )
        return
    _both(words.finish(target, least, by), terminal.show)


@app.command()
def invent(
    out: Annotated[Path, typer.Argument(metavar="INSTANCE", help="Where the task is written as JSON.")],
    size: Annotated[str, typer.Option(help="S, S2, M or L.")] = "S",
    seed: Annotated[int, typer.Option(min=0, help="The same seed makes the same task.")] = 1,
) -> None:
    """Write an invented task, for a first look and for measuring."""
    from toandan.ground.routing.invent import SIZES, plain
    from toandan.ground.routing.invent import invent as made

    if size not in SIZES:
        raise typer.BadParameter("It is S, S2, M or L.", param_hint="--size")
    _write(out, plain(made(size, seed)))
    terminal.show(f"{out}")


def _can_be_written(out: Path | None) -> None:
    """Refuse a place where nothing can be written before anything is worked on, which may take minutes."""
    if out is not None and (out.is_dir() or not os.access(out.parent, os.W_OK)):
        raise typer.BadParameter(f"{out}: no file can be written there.", param_hint="--out")


def _task(path: Path) -> "Instance":
    from toandan.ground.routing.faults import Unreadable
    from toandan.ground.routing.reading import read

    try:
        return read(terminal.content(path))
    except Unreadable as error:
        raise _refused(error) from error


def _doubted(task: "Instance") -> list[dict[str, str]]:
    """Say what of a task can be planned and is most likely a slip; return it in both languages."""
    from toandan.faces.cli.planning import words
    from toandan.ground.routing.doubts import doubts

    # The country's own day needs the settings, and nothing here does: the day of the machine's own zone is as good.
    told = [words.fault(one) for one in doubts(task, terminal.now().astimezone().date())]
    _lines(told)
    return told


def _plan(path: Path) -> "Plan":
    from toandan.ground.routing import plans
    from toandan.ground.routing.faults import Unreadable

    try:
        return plans.read(terminal.content(path))
    except Unreadable as error:
        raise _refused(error) from error


def _refused(error: "Unreadable") -> typer.Exit:
    """Say everything that is wrong with a file; return what ends the command."""
    from toandan.faces.cli.planning import words

    _lines([words.fault(one) for one in error.faults])
    return typer.Exit(2)


def _told(task: "Instance", kind: RouterKind, address: str, out: Path | None) -> "Instance":
    """Return the task with the ways a router tells and write it beside the plan; say so where straight lines stand.

    An address that is not this machine's own is refused: where homebound people live is told to nobody else.
    """
    from toandan.command.field.words import RoadsFailed
    from toandan.faces.cli.planning import roads, words
    from toandan.ground.routing.invent import plain

    found, failed = roads.known(task, kind.value, address)
    if failed:
        _both(words.no_router(failed), terminal.say)
        if failed == RoadsFailed.NOT_LOCAL:
            raise typer.Exit(2)
    elif out is not None:
        _write(out.with_name(out.name + ".task"), plain(found))
    return found


def _folder(out: Path | None, work: Path | None) -> "Folder | None":
    """Return where finished districts are kept; None where nobody says where the plan goes."""
    from toandan.faces.cli.planning.work import Folder

    if work is None and out is not None:
        work = out.with_name(out.name + ".work")
    return None if work is None else Folder(work)


def _made(task: "Instance", engine: Engine, seconds: float | None, folder: "Folder | None") -> "Plan":
    """Plan with a bar for each step; whoever stops it gets the best plan so far."""
    from toandan.faces.cli.planning import words
    from toandan.ground.routing import choosing, planner
    from toandan.ground.routing.checking import check
    from toandan.ground.routing.words import Unsolved

    labels = {"bound": "Bound", "greedy": "Greedy plan", "solvers": "Plans of pools"}
    workers = os.cpu_count() or 1
    with terminal.stages(labels) as told:
        if engine is Engine.GREEDY:
            return planner.by_greedy(task, told)
        try:
            plan = planner.by_solvers(task, seconds=seconds, workers=workers, told=told, shelf=folder)
        except OSError as error:
            raise typer.BadParameter(f"{error.filename}: {error.strerror}", param_hint="--work") from error
    if folder is not None and folder.taken:
        _both(words.both(words.TAKEN, count=folder.taken), terminal.say)
    wrong = check(task, plan)
    if not wrong:
        return plan
    return choosing.without(planner.by_greedy(task), Unsolved.REFUSED, wrong[0].breach.value, wrong[0].item)


def _tell(plan: "Plan") -> None:
    from toandan.faces.cli.planning import words
    from toandan.ground.routing import stating

    said = stating.of(plan)
    figures = (
        ("sessions", len(plan.sessions)), ("people expected", plan.expected_people),
        ("days of visits", len(plan.routes)), ("homes visited", plan.homes_served),
        ("homes left", len(plan.homes_left)), ("loans", len(plan.loans)),
        ("value", plan.value), ("bound", said.bound), ("gap %", said.gap_pct), ("seconds", plan.seconds),
    )  # fmt: skip
    terminal.table("", ("what", "figure"), figures)
    _both(words.most(plan), terminal.show)
    _both(words.both(words.POINTS), terminal.show)
    _both(words.ended(plan), terminal.show)
    _both(words.unsolved(plan), terminal.show)
    _lines(words.left(plan))


def _lines(told: list[dict[str, str]]) -> None:
    """Say sentences in both languages, not more than fit a screen."""
    from toandan.faces.cli.planning import words

    for one in told[:MOST_LINES]:
        _both(one, terminal.say)
    if len(told) > MOST_LINES:
        _both(words.both(words.MORE, count=len(told) - MOST_LINES), terminal.say)


def _both(said: dict[str, str], way: Any) -> None:
    for sentence in said.values():
        way(sentence)


def _write(path: Path, obj: dict[str, Any]) -> None:
    """Write JSON beside the place and move it there, so that no half of a file is ever read."""
    part = path.with_name(path.name + ".part")
    with terminal.writing(path):
        with part.open("w", encoding="utf-8") as file:
            file.writelines(_pieces(obj))
        part.replace(path)


def _pieces(obj: dict[str, Any]) -> Iterable[str]:
    yield from json.JSONEncoder(ensure_ascii=False).iterencode(obj)
    yield "\n"
