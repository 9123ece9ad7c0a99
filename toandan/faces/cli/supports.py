"""Commands about assignments of help; they stand under `units support` (phân công hỗ trợ)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.record.units.words import Support

support = typer.Typer(no_args_is_help=True, help="Assignments of help: one unit works for another for some days.")
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")]
Code = Annotated[str, typer.Option(metavar="CODE")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATE")]
Why = Annotated[str, typer.Option(help="Why.")]


@support.command()
def sign(
    helper: Code,
    helped: Code,
    since: Day,
    until: Day,
    act: Annotated[str, typer.Option(help="Number of the signed paper.")],
    reason: Why,
    temporary_only: Annotated[bool, typer.Option(help="Only for temporary residents.")] = False,
    json: Json = False,
    as_: As = None,
) -> None:
    """Sign that a unit helps another from one day to another, both included."""
    terminal.start()
    from toandan.record.officers.operations import acting
    from toandan.record.units import operations, queries

    actor, day = terminal.actor(as_), since.date()
    with acting(actor):
        made = operations.sign_support(
            actor=actor,
            now=terminal.now(),
            helper=queries.bearer(helper, as_of=day).number,
            helped=queries.bearer(helped, as_of=day).number,
            since=since.date(),
            until=until.date(),
            act=act,
            reason=reason,
            client_key=uuid4(),
            temporary_only=temporary_only,
        )
    if json:
        terminal.json_out({"support": made})
    else:
        terminal.show(f"Assignment {made} is signed.")


@support.command("list")
def list_(
    unit: Annotated[str | None, typer.Option(metavar="CODE", help="Only those that name this unit.")] = None,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="In force on.")] = None,
    json: Json = False,
) -> None:
    """List assignments of help, the latest first."""
    terminal.start()
    from toandan.record.units import queries

    day = on.date() if on else None
    numbers: list[int | None] = [low for low, _ in terminal.spans(unit, on)] if unit else [None]
    found = {row.support: row for number in numbers for row in queries.supports(unit=number, on=day)}
    rows = [_plain(row) for row in found.values()]
    if json:
        terminal.json_out(rows)
        return
    columns = ("support", "helper", "helped", "since", "until", "temporary_only", "act", "ended_on")
    terminal.table("", columns, [[row[column] for column in columns] for row in rows])


@support.command()
def end(number: Annotated[int, typer.Argument()], reason: Why, as_: As = None) -> None:
    """Withdraw an assignment from today on."""
    terminal.start()
    from toandan.record.officers.operations import acting
    from toandan.record.units import operations

    actor = terminal.actor(as_)
    with acting(actor):
        operations.end_support(actor=actor, now=terminal.now(), support=number, reason=reason)
    terminal.show(f"Assignment {number} has ended.")


def _plain(found: "Support") -> dict[str, object]:
    from toandan.record.units import queries

    helper, helped = queries.by_number(found.helper), queries.by_number(found.helped)
    return {
        "support": found.support,
        "helper": helper.code,
        "helper_name": helper.name_vi,
        "helped": helped.code,
        "helped_name": helped.name_vi,
        "since": found.since,
        "until": found.until,
        "temporary_only": found.temporary_only,
        "act": found.act,
        "reason": found.reason,
        "signed_by": found.signed_by,
        "ended_on": found.ended_on,
    }
