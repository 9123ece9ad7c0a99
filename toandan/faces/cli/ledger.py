"""The operator's commands for the ledger: prove it, read balances, seal, fold, open months (sổ cái)."""

from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from toandan.faces.cli import terminal

NAME = "ledger"
app = typer.Typer(no_args_is_help=True, help="The ledger of people: prove it, read balances, seal and fold it.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="End of which day; today.")]
_AHEAD = timedelta(days=100)


@app.command()
def verify(json: Json = False) -> None:
    """Prove that the balances are right, to the person; ends with 1 when they are not."""
    terminal.start()
    from toandan.record.ledger import queries

    with terminal.progress(None, "Verifying the ledger") as advance:
        report = queries.verify(on_proof=lambda sentence, place, many: advance(1 if place else 0))
    if json:
        terminal.json_out({"ok": report.ok, "head": report.head, "proofs": report.proofs})
    else:
        columns = ("proof", "checked", "violations", "seconds")
        rows = [(p.sentence, p.rows, p.violations, p.seconds) for p in report.proofs]
        terminal.table(f"Ledger up to entry {report.head}", columns, rows)
        for proof in report.proofs:
            for sample in proof.samples:
                terminal.show(f"{proof.name}: {sample}")
        terminal.show("Every proof holds." if report.ok else "THE LEDGER IS DAMAGED.")
    if not report.ok:
        raise typer.Exit(1)


@app.command()
def balance(
    unit: Annotated[str, typer.Option(metavar="CODE", help="Unit; everything below it is counted.")],
    as_of: Day = None,
    entry: Annotated[int | None, typer.Option(help="Figures as published at this entry.")] = None,
    json: Json = False,
    as_: As = None,
) -> None:
    """Show how many people stand in each account of a unit at the end of a day."""
    terminal.start()
    from django.utils import timezone

    from toandan.record.ledger import queries
    from toandan.record.ledger.words import LedgerPermission
    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading
    from toandan.record.units import queries as units

    day: date = as_of.date() if as_of else timezone.localdate()
    actor = terminal.actor(as_)
    with reading(actor):
        at = units.bearer(unit, as_of=day)
        require(actor, LedgerPermission.READ_BALANCE, at=at.number)
        found = queries.plain_balance(at, as_of=day, entry=entry)
    if json:
        terminal.json_out(found)
        return
    columns = ("residence", "card", "eid", "obstacle", "people")
    title = f"{at.name_vi}: {found['people']} people at the end of {day}"
    terminal.table(title, columns, [[row[column] for column in columns] for row in found["accounts"]])


@app.command()
def seal(
    reason: Annotated[str, typer.Option(help="Why, for instance the number of the bulletin.")],
    json: Json = False,
    as_: As = None,
) -> None:
    """Seal the ledger at its last entry: figures published now can be printed again for ever."""
    terminal.start()
    from toandan.record.ledger import operations

    entry = operations.seal(actor=terminal.actor(as_), now=terminal.now(), reason=reason)
    if json:
        terminal.json_out({"entry": entry})
    else:
        terminal.show(f"Sealed at entry {entry}.")


@app.command()
def fold(json: Json = False, as_: As = None) -> None:
    """Merge what lies between seals, and open the months ahead; no figure changes."""
    terminal.start()
    from django.utils import timezone

    from toandan.record.ledger import operations

    actor = terminal.actor(as_)
    with terminal.progress(2, "Folding the ledger") as advance:
        gone = operations.fold(actor=actor)
        advance(1)
        months = operations.open_months(actor=actor, until=timezone.localdate() + _AHEAD)
        advance(1)
    if json:
        terminal.json_out({"gone": gone, "months": months})
    else:
        terminal.show(f"{gone} rows fewer, {len(months)} months opened.")
