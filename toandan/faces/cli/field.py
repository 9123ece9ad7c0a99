"""Commands `field plan`, `show`, `list`, `again`, `approve`: plans from the house's own data (kế hoạch lưu động)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.command.field.words import RunRow, VersionHead, VersionRow

NAME = "field"
app = typer.Typer(no_args_is_help=True, help="Plans of the kits: made, shown, made anew, approved.")

Version = Annotated[int, typer.Argument(metavar="PLAN", help="Number of the plan, as `field plan` prints it.")]
As = Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


@app.command()
def plan(
    unit: Annotated[str, typer.Option(metavar="CODE", help="Unit whose kits are planned, mostly a district.")],
    since: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="First day; tomorrow.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, help="Days of the plan.")] = 7,
    engine: Annotated[str, typer.Option(help="auto, or greedy without solvers.")] = "auto",
    seconds: Annotated[float, typer.Option(min=0, help="About how long; 0 by the size of the task.")] = 0.0,
    target: Annotated[float | None, typer.Option(min=1, help="People to be reached, for the finishing day.")] = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """Plan a unit's kits, keep the plan as a draft and say how far it is from what no plan can exceed."""
    terminal.start()
    from datetime import timedelta
    from uuid import uuid4

    from django.utils.timezone import localdate

    from toandan.command.field import operations
    from toandan.command.field.words import Engine

    if engine not in {one.value for one in Engine}:
        raise typer.BadParameter("It is auto or greedy.", param_hint="--engine")
    actor, now = terminal.actor(as_), terminal.now()
    first = since.date() if since else localdate(now) + timedelta(days=1)
    number = terminal.holder(unit)
    run = operations.ask(
        actor=actor, now=now, unit=number, first_day=first, days=days, engine=Engine(engine), seconds=seconds,
        target=target, client_key=uuid4(),
    )  # fmt: skip
    _made(operations.carry_out(actor=actor, now=now, run=run.run_id), as_, json)


@app.command()
def show(version: Version, as_: As = None, json: Json = False) -> None:
    """Show a plan: its figures, or with --json all of it."""
    terminal.start()
    _show(version, as_, json)


@app.command("list")
def listed(
    unit: Annotated[str, typer.Option(metavar="CODE", help="Unit whose plans are listed, with those below it.")],
    on: terminal.On = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """List the plans of a unit, the newest first."""
    terminal.start()
    from toandan.command.field import queries
    from toandan.record.officers.queries import reading
    from toandan.record.units import queries as units

    with reading(terminal.actor(as_)):
        spans = terminal.spans(unit, on)
        here = units.by_number(spans[0][0])
        heads = [head for low, high in spans for head in queries.heads(low=low, high=high)]
        rows = [_plain(one) for one in sorted(heads, key=lambda head: -head.version_id)]
    if json:
        terminal.json_out({"plans": rows})
        return
    columns = (
        "plan",
        "number",
        "first_day",
        "days",
        "state",
        "people",
        "homes",
        "stated_bound",
        "stated_gap_pct",
        "made_by",
    )
    terminal.table(here.name_vi, columns, [[row[column] for column in columns] for row in rows])


@app.command()
def again(
    version: Version,
    why: Annotated[str, typer.Option(help="What happened: a kit broke, turnout fell.")],
    as_: As = None,
    json: Json = False,
) -> None:
    """Plan the rest of an approved plan anew, changing no more than it is worth; the new plan is a draft."""
    terminal.start()
    from uuid import uuid4

    from toandan.command.field import operations

    actor, now = terminal.actor(as_), terminal.now()
    run = operations.ask_again(actor=actor, now=now, version=version, why=why, client_key=uuid4())
    _made(operations.carry_out(actor=actor, now=now, run=run.run_id), as_, json)


@app.command()
def approve(version: Version, as_: As = None, json: Json = False) -> None:
    """Approve a plan: its sessions and home visits are announced, moved and cancelled at once."""
    terminal.start()
    from uuid import uuid4

    from toandan.command.field import operations

    head = operations.approve(actor=terminal.actor(as_), now=terminal.now(), version=version, client_key=uuid4())
    if json:
        terminal.json_out(_plain(head))
    else:
        terminal.show(f"{head.version_id}: {head.state}")


@app.command()
def leg(
    unit: Annotated[str, typer.Option(metavar="CODE", help="Unit in which it holds.")],
    start: Annotated[str, typer.Option("--from", metavar="POINT", help="Code of a place or visit, or base.")],
    end: Annotated[str, typer.Option("--to", metavar="POINT", help="The other end.")],
    why: Annotated[str, typer.Option(help="How it is known: a ferry, a bridge that is closed.")],
    minutes: Annotated[float | None, typer.Option(help="Minutes; without, what was said is taken back.")] = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """Say how long the trip between two points takes, in both directions; plans made from now on reckon with it."""
    terminal.start()
    from dataclasses import asdict
    from uuid import uuid4

    from toandan.command.field import operations, queries
    from toandan.record.officers.queries import reading

    actor, now, number = terminal.actor(as_), terminal.now(), terminal.holder(unit)
    with reading(actor):
        unknown = [end for end in (start, end) if minutes is not None and not queries.is_point(end)]
    if unknown:
        raise operations.unable("leg_point", point=unknown[0])
    made = operations.set_leg(
        actor=actor, now=now, unit=number, start=start, end=end, minutes=minutes, why=why, client_key=uuid4()
    )
    if json:
        terminal.json_out(asdict(made))
    else:
        terminal.show(f"{made.start} – {made.end}: {'–' if made.minutes is None else f'{made.minutes:g}'}")


@app.command()
def legs(
    unit: Annotated[str, typer.Option(metavar="CODE", help="Unit whose travel times are listed.")],
    on: terminal.On = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """List the travel times entered by hand for a unit."""
    terminal.start()
    from dataclasses import asdict

    from toandan.command.field import queries
    from toandan.record.officers.queries import reading
    from toandan.record.units import queries as units

    with reading(terminal.actor(as_)):
        # Travel times of a unit that ended are in force for no other, so only whom the code means has any.
        here = units.by_number(terminal.spans(unit, on)[0][0] if on else terminal.holder(unit))
        rows = [asdict(one) for one in queries.legs([here.number])]
    if json:
        terminal.json_out({"legs": rows})
        return
    columns = ("start", "end", "minutes", "why", "set_by", "set_at")
    terminal.table(here.name_vi, columns, [[row[column] for column in columns] for row in rows])


def _made(run: "RunRow", as_: str | None, json: bool) -> None:
    """Show the plan that was made, or say in both languages what is wrong with its inputs and end with code 2."""
    if run.version is not None:
        _show(run.version, as_, json)
        return
    from django.utils import translation

    from toandan.command.field import labels

    told: dict[str, list[str]] = {}
    for language in ("vi", "en"):
        with translation.override(language):
            told[language] = [labels.fault(one) for one in run.faults]
    if json:
        faults = [{"wrong": one.wrong, "item": one.item, **one.values} for one in run.faults]
        terminal.json_out({"ok": False, "faults": faults, **told})
    else:
        for sentences in told.values():
            for sentence in sentences:
                terminal.say(sentence)
    raise typer.Exit(2)


def _show(version: int, as_: str | None, json: bool) -> None:
    from toandan.command.field import queries
    from toandan.record.officers.queries import reading

    with reading(terminal.actor(as_)):
        row = queries.version(version)
    if json:
        terminal.json_out(
            _plain(row.head)
            | {"instance": row.instance, "result": row.plan, "figures": row.figures, "lines": list(row.lines)}
        )
        return
    figures = [(name, value) for name, value in _plain(row.head).items() if value not in (None, "")]
    terminal.table(f"{row.head.version_id}", ("what", "figure"), figures)
    lines = [
        (line["change"], line["place"], *(_when(line[side]) for side in ("before", "after")), f"{line['people']:+.1f}")
        for line in row.lines
    ]
    if lines:
        terminal.table("", ("change", "place", "before", "after", "people"), lines)
    _said(row)


def _when(session: dict[str, Any] | None) -> str | None:
    return f"{session['day']} {session['shift']} {session['kit']}" if session else None


def _said(row: "VersionRow") -> None:
    """Say the gap in words, and why the solvers' plan was not used, in both languages."""
    from django.utils import translation

    from toandan.command.field import labels
    from toandan.sheets import formats

    for language in ("vi", "en"):
        with translation.override(language):
            terminal.show(labels.worth(row.head, lambda figure, places: formats.number(figure, places=places)))
            terminal.show(str(labels.POINTS))
            if unsolved := labels.unsolved(row.plan):
                terminal.show(unsolved)


def _plain(head: "VersionHead") -> dict[str, Any]:
    """Return the head of a version as data."""
    from toandan.record.units import queries as units

    return {
        "plan": head.version_id, "number": head.number, "unit": units.by_number(head.unit).code,
        "first_day": head.first_day,
        "days": head.days, "state": head.state, "digest": head.digest, "engine": head.engine,
        "seconds": head.seconds, "people": head.people, "homes": head.homes, "value": head.value,
        "bound": head.bound, "gap_pct": head.gap_pct, "promised_bound": head.promised_bound,
        "stated_bound": head.stated.bound, "stated_gap_pct": head.stated.gap_pct,
        "base": head.base, "gain_pct": head.gain_pct,
        "worth": head.worth, "why": head.why, "made_by": head.made_by, "made_at": head.made_at,
        "approved_by": head.approved_by, "approved_at": head.approved_at,
    }  # fmt: skip
