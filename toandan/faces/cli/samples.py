"""Commands about samples: list, show, draw, record what a visit found (kiểm tra chọn mẫu)."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.record.units.words import Unit
    from toandan.work.samples.words import SampleRow

NAME = "samples"
app = typer.Typer(no_args_is_help=True, help="Samples: people drawn by chance and checked again on the spot.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]
Order = Annotated[str | None, typer.Option(help="Read the code as it was in the time of this order.")]
Number = Annotated[int, typer.Argument(metavar="SAMPLE", help="Number of the sample.")]


@app.command("list")
def listed(
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="Of this unit and those below it.")],
    order: Order = None,
    on: terminal.On = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """List the samples of a unit and what they say, the newest first."""
    terminal.start()
    from toandan.command.campaign import queries as campaign
    from toandan.record.officers.queries import reading
    from toandan.work.samples import queries
    from toandan.work.samples.words import SamplesPermission

    actor = terminal.actor(as_)
    with reading(actor):
        day = on or (campaign.order(order).starts_on if order else None)
        spans = terminal.reach(actor, SamplesPermission.READ, unit, day)
        found = [row for low, high in spans for row in queries.samples(low=low, high=high)]
        # A sample of an old unit is met there and at the one that carries it on.
        rows = sorted({row.sample_id: row for row in found}.values(), key=lambda row: -row.sample_id)
        told = [_row(row) for row in rows]
    if json:
        terminal.json_out({"samples": told})
        return
    columns = ("sample", "unit", "day", "subject", "waiting")
    terminal.table("", columns, [[row[column] for column in columns] for row in told])


@app.command()
def show(sample: Number, as_: As = None, json: Json = False) -> None:
    """Show what a sample found, half by half; never the people."""
    terminal.start()
    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading
    from toandan.work.samples import queries
    from toandan.work.samples.words import SamplesPermission

    actor = terminal.actor(as_)
    with reading(actor):
        row = queries.sample(sample)
        require(actor, SamplesPermission.READ, at=row.unit)
        told = _row(row)
    if json:
        terminal.json_out(told)
        return
    halves = told["halves"]
    columns = ("half", *next(iter(halves.values())))
    terminal.table(f"{told['unit']} · {told['day']}", columns, [(arm, *half.values()) for arm, half in halves.items()])


@app.command()
def draw(
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="Commune to be checked.")],
    subject: Annotated[str, typer.Option(help="What is checked: card or eid.")] = "card",
    order: Order = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """Draw today's sample of a commune; the seed comes from chance and is kept."""
    terminal.start()
    from secrets import randbits
    from uuid import uuid4

    from toandan.record.officers.queries import reading
    from toandan.work.samples import operations, queries
    from toandan.work.samples.words import Subject

    if subject not in set(Subject):
        raise typer.BadParameter(", ".join(Subject), param_hint="--subject")
    actor, now = terminal.actor(as_), terminal.now()
    with reading(actor):
        here = _unit(unit, order).number
    made = operations.draw(
        actor=actor, now=now, unit=here, subject=Subject(subject), seed=randbits(62), client_key=uuid4()
    )
    with reading(actor):
        told = _row(queries.sample(made))
    if json:
        terminal.json_out(told)
        return
    terminal.table("", ("sample", "unit", "waiting"), [(told["sample"], told["unit"], told["waiting"])])


@app.command()
def plan(
    order: Annotated[str, typer.Option(help="Code of the order.")],
    subject: Annotated[str, typer.Option(help="What is checked: card or eid.")] = "card",
    as_: As = None,
    json: Json = False,
) -> None:
    """Draw today's samples of one commune in each district under an order, each in its turn; a job does so daily."""
    terminal.start()
    from secrets import randbits

    from toandan.command.evaluation import operations
    from toandan.record.officers.queries import reading
    from toandan.work.samples import queries
    from toandan.work.samples.words import Subject

    actor = terminal.actor(as_)
    made = operations.plan_samples(
        actor=actor, now=terminal.now(), order=order, subject=Subject(subject), seed=lambda: randbits(62)
    )
    with reading(actor):
        told = [_row(queries.sample(one)) for one in made]
    if json:
        terminal.json_out({"samples": told})
        return
    terminal.table("", ("sample", "unit", "waiting"), [(one["sample"], one["unit"], one["waiting"]) for one in told])


@app.command()
def check(
    sample: Number,
    person: Annotated[int, typer.Option(help="Number of the person in the register.")],
    found: Annotated[str, typer.Option(help="confirmed, wrong or not_met.")],
    kind: Annotated[str | None, typer.Option(help="How it differs, when found is wrong.")] = None,
    note: Annotated[str, typer.Option(help="Note.")] = "",
    as_: As = None,
) -> None:
    """Write down what the visit to one person of a sample found."""
    terminal.start()
    from uuid import uuid4

    from toandan.work.samples import operations
    from toandan.work.samples.words import Discrepancy, Found

    if found not in set(Found):
        raise typer.BadParameter(", ".join(Found), param_hint="--found")
    if kind is not None and kind not in set(Discrepancy):
        raise typer.BadParameter(", ".join(Discrepancy), param_hint="--kind")
    operations.check(
        actor=terminal.actor(as_), now=terminal.now(), sample_id=sample, person=person, found=Found(found),
        kind=Discrepancy(kind) if kind else None, note=note, client_key=uuid4(),
    )  # fmt: skip


def _unit(code: str, order: str | None) -> "Unit":
    """Return the unit that bears the code now, or bore it when the order began."""
    from django.utils.timezone import localdate

    from toandan.command.campaign import queries as campaign
    from toandan.record.units import queries as units

    if order:
        return units.by_code(code, as_of=campaign.order(order).starts_on)
    return units.bearer(code, as_of=localdate(terminal.now()))


def _row(row: "SampleRow") -> dict[str, Any]:
    from toandan.record.units import queries as units

    return {
        "sample": row.sample_id,
        "unit": units.by_number(row.unit).code,
        "day": row.day,
        "subject": row.subject,
        "seed": row.seed,
        "entry": row.entry,
        "waiting": row.waiting,
        "halves": {
            str(arm): {
                "people": half.lot, "drawn": half.plan.size, "may_be_wrong": half.plan.faults,
                "looked_at": half.looked_at, "wrong": half.wrong, "not_met": half.not_met,
                "low": round(half.low, 4), "high": round(half.high, 4), "verdict": half.verdict,
            }
            for arm, half in row.halves.items()
        },
    }  # fmt: skip
