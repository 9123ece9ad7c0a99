"""Commands `slow` and `evaluation …`: who calls for attention, and the score sheets (đơn vị chậm, chấm điểm)."""

from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from toandan.command.evaluation.words import Attention, SheetRow
    from toandan.ground.kernel.actor import Actor
    from toandan.record.units.words import Unit

NAME = "evaluation"
app = typer.Typer(no_args_is_help=True, help="Score sheets of units: what a period was worth, beside the others.")

Order = Annotated[str, typer.Option(help="Code of the order.")]
Code = Annotated[str, typer.Option("--unit", metavar="CODE", help="The unit, by its code now or when the order began.")]
As = Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATE")]
MaybeDay = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE")]


def register(root: typer.Typer) -> None:
    """Add the command that stands at the top: `slow`."""
    root.command("slow")(slow)


def slow(
    order: Annotated[str, typer.Option(help="Code of the order.")],
    unit: Annotated[
        str | None, typer.Option(metavar="CODE", help="Unit looked into; the order's own by default.")
    ] = None,
    as_of: MaybeDay = None,
    measure: Annotated[str | None, typer.Option(help="Measure; the order's own by default.")] = None,
    as_now: Annotated[bool, typer.Option("--as-now", help="By today's units: old figures under successors.")] = False,
    as_: Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Name the communes that call for attention, since when, and by which evidence."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.command.campaign import queries
    from toandan.command.campaign.words import CampaignPermission
    from toandan.command.evaluation import queries as evaluation
    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading

    actor, today = terminal.actor(as_), localdate(terminal.now())
    with reading(actor):
        of = queries.order(order)
        day = as_of.date() if as_of else queries.default_day(of, today=today)
        units_of = today if as_now else None
        under = (
            queries.meant(unit, as_of=of.starts_on, units_of=units_of).number
            if unit
            else queries.first_unit(order=of, actor=actor)
        )
        require(actor, CampaignPermission.READ, at=queries.readable_at(actor=actor, unit=under, today=today))
        found = evaluation.attention(order=of.code, as_of=day, under=under, measure=measure, units_of=units_of)
        told = evaluation.plain(found, actor=actor, now=terminal.now())
    if json:
        terminal.json_out(told)
    else:
        _draw(found, {one["code"]: one["in_charge"] for one in told["found"]})


def _draw(found: "Attention", heads: "Mapping[str, str]") -> None:
    from toandan.command.evaluation import labels

    lines = [
        (
            unit.row.code, unit.row.name_vi, str(labels.REASONS[notice.reason]), notice.since,
            f"{notice.observed:f}", "" if notice.expected is None else f"{notice.expected:f}", heads[unit.row.code],
        )
        for unit in found.found
        for notice in unit.notices
    ]  # fmt: skip
    columns = ("code", "unit", "reason", "since", "observed", "expected", "in charge")
    terminal.table(f"{found.order} · {found.as_of.isoformat()}", columns, lines)
    terminal.show(f"{sum(unit.slow for unit in found.found)} / {found.units}")


@app.command()
def score(
    order: Order, unit: Code, since: Day, until: Day, districts: bool = False, as_: As = None, json: Json = False
) -> None:
    """Score the communes (or districts) below a unit for a period that is over; scored again, sheets get a version."""
    terminal.start()
    from uuid import uuid4

    from toandan.command.evaluation import operations
    from toandan.record.officers.queries import reading
    from toandan.record.units.words import UnitLevel

    actor = terminal.actor(as_)
    with reading(actor):
        # A unit that came of a merger is meant by the code it bears at the end of the period.
        top = _unit(unit, order, until.date())
    made = operations.score(
        actor=actor, now=terminal.now(), order=order, top=top.number, since=since.date(), until=until.date(),
        level=UnitLevel.DISTRICT if districts else UnitLevel.COMMUNE, client_key=uuid4(),
    )  # fmt: skip
    if json:
        terminal.json_out({"units": made})
    else:
        terminal.show(str(made))


@app.command("list")
def listed(
    order: Order,
    unit: Code,
    as_now: Annotated[bool, typer.Option("--as-now", help="By today's units: old figures under successors.")] = False,
    as_: As = None,
    json: Json = False,
) -> None:
    """List the sheets of the latest period scored under a unit, the most points first.

    With --as-now the same figures are compared by the units of today; nobody was scored so, and no row is a sheet.
    """
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.command.evaluation import queries
    from toandan.record.officers.queries import reading

    actor = terminal.actor(as_)
    with reading(actor):
        tops = [(top.number, queries.periods(order=order, top=top.number)) for top in _meant(unit, order, actor)]
        top, periods = next((one for one in tops if one[1]), tops[0])
        since, until, level = next(iter(periods), (None, None, None))
        rows = []
        if since and until and level:
            rows = queries.sheets(order=order, top=top, since=since, until=until, level=level)
            now = None
            if as_now:
                now = queries.redrawn(
                    order=order, top=top, since=since, until=until, level=level, units_of=localdate(terminal.now())
                )
            rows = list(now.rows) if now else rows
        told = [_row(row) for row in sorted(rows, key=lambda row: -(row.score or 0))]
    if json:
        terminal.json_out({"order": order, "since": since, "until": until, "sheets": told})
        return
    columns = ("sheet", "unit", "score", "raw_score", "left", "done", "side", "rank")
    terminal.table(f"{since} – {until}", columns, [[row[column] for column in columns] for row in told])


@app.command()
def show(order: Order, unit: Code, as_: As = None, json: Json = False) -> None:
    """Show the latest score sheet of a unit, criterion by criterion."""
    terminal.start()
    from toandan.command.evaluation import queries
    from toandan.record.officers.queries import reading

    actor = terminal.actor(as_)
    with reading(actor):
        found = [row for here in _meant(unit, order, actor) for row in queries.of_unit(here.number, order=order)]
        if not found:
            raise queries.SheetUnknown
        row = found[0]
        told = _row(row) | {"figures": [asdict(one) for one in row.figures], "sum": _sum(row)}
    if json:
        terminal.json_out(told)
        return
    columns = ("criterion", "weight", "found", "of", "raw", "fair", "points", "missing")
    lines = [[one[column] for column in columns] for one in told["figures"]]
    terminal.table(f"{told['unit']} · {told['score']}", columns, lines)
    if told["sum"]:
        parts = [[one[column] for column in ("unit", "since", "until", "done", "hard")] for one in told["sum"]]
        terminal.table(f"{told['unit']} =", ("unit", "since", "until", "done", "hard cases"), parts)


@app.command()
def criteria(order: Order, version: int | None = None, as_: As = None, json: Json = False) -> None:
    """Show the weights of an order's criteria, those in force unless a version is asked for."""
    terminal.start()
    from toandan.command.evaluation import queries
    from toandan.record.officers.queries import reading

    with reading(terminal.actor(as_)):
        found = queries.criteria(order, version)
    told = {"version": found.version, "why": found.why, "weights": {str(k): n for k, n in found.weights.items()}}
    if json:
        terminal.json_out(told)
    else:
        terminal.table(f"{order} · {found.version}", ("criterion", "weight"), list(found.weights.items()))


def _unit(code: str, order: str, on: "date | None" = None) -> "Unit":
    """Return the unit that bears the code on a day, else the one that bore it when the order began."""
    from toandan.command.campaign import queries as campaign
    from toandan.record.units import queries as units

    begun = campaign.order(order).starts_on
    with suppress(units.UnitUnknown):
        return units.by_code(code, as_of=on or begun)
    return units.by_code(code, as_of=begun)


def _meant(code: str, order: str, actor: "Actor") -> "list[Unit]":
    """Return the units a code may mean to who reads sheets: today's, and that of the order's time."""
    from django.utils.timezone import localdate

    from toandan.command.evaluation.words import EvaluationPermission
    from toandan.record.officers.operations import require

    found = {one.number: one for one in (_unit(code, order, localdate(terminal.now())), _unit(code, order))}
    mine = [one for one in found.values() if actor.may(EvaluationPermission.READ, one.number)]
    if not mine:
        require(actor, EvaluationPermission.READ, at=next(iter(found)))
    return mine


def _row(row: "SheetRow") -> dict[str, Any]:
    from toandan.record.units import queries as units

    one = row.comparison
    return {
        "sheet": row.sheet_id or None, "unit": units.by_number(row.unit).code, "since": row.since, "until": row.until,
        "version": row.version, "entry": row.entry, "criteria": row.criteria, "score": row.score,
        "raw_score": row.raw_score, "left": one.left, "done": one.done, "raw": one.raw, "adjusted": one.adjusted,
        "shrunk": one.shrunk, "side": one.side, "rank": one.rank, "merger": _merger(row),
    }  # fmt: skip


def _merger(row: "SheetRow") -> dict[str, Any] | None:
    """Return how a unit that came of a merger within the period was counted."""
    from toandan.record.units import queries as units

    if row.merger is None:
        return None
    of, divided = ([units.by_number(one).code for one in olds] for olds in (row.merger.of, row.merger.divided))
    return {"on": row.merger.on, "since": row.merger.since, "of": of, "divided": divided}


def _sum(row: "SheetRow") -> list[dict[str, Any]]:
    """Return the parts that a merged unit's progress and hard cases are the sums of."""
    from toandan.command.evaluation import queries
    from toandan.record.units import queries as units

    return [asdict(one) | {"unit": units.by_number(one.unit).code} for one in queries.summed(row)]
