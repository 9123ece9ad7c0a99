"""Commands about bodies outside the police; they stand under `units body` (cơ quan phối hợp)."""

from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.record.units.words import Body

body = typer.Typer(no_args_is_help=True, help="Bodies outside the police: for which unit each answers.")
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")]


@body.command("list")
def list_(
    left: Annotated[bool, typer.Option("--left", help="Only those whose territory has ended.")] = False,
    json: Json = False,
) -> None:
    """List bodies and their territories; those whose territory has ended wait for `units body give`."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.units import queries

    rows = [_plain(one) for one in queries.every_body(today=localdate(terminal.now()) if left else None)]
    if json:
        terminal.json_out(rows)
        return
    columns = ("code", "name", "kind", "territory", "ended_on")
    terminal.table("", columns, [[row[column] for column in columns] for row in rows], unbroken=("name",))


@body.command()
def give(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code of the body.")],
    to: Annotated[str, typer.Option("--to", metavar="UNIT", help="Code of the unit it answers for from now on.")],
    reason: Annotated[str, typer.Option(help="The decision this rests on.")],
    json: Json = False,
    as_: As = None,
) -> None:
    """Give a body whose territory ended in a merger to another unit, which then keeps its accounts."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.command.reorganisation import operations
    from toandan.record.officers.queries import reading
    from toandan.record.units import queries

    actor, now = terminal.actor(as_), terminal.now()
    with reading(actor):
        found = queries.body_coded(code)
        unit = queries.by_code(to, as_of=localdate(now))
    written = operations.give_body(
        actor=actor, now=now, body=found.number, territory=unit.number, reason=reason, client_key=uuid4()
    )
    if json:
        terminal.json_out({"body": found.code, "territory": unit.code, "written": written})
    else:
        terminal.show(f"{found.name_vi} → {unit.name_vi}")


def _plain(found: "Body") -> dict[str, object]:
    from toandan.record.units import queries

    unit = queries.by_number(found.territory)
    return {
        "code": found.code,
        "name": found.name_vi,
        "kind": found.kind.value,
        "territory": f"{unit.code} {unit.name_vi}",
        "ended_on": unit.until,
    }
