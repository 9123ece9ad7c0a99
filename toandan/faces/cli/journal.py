"""`toandan journal`: checking that the journal holds, and signing where it stands."""

from typing import Annotated

import typer

from toandan.faces.cli import terminal

NAME = "journal"
app = typer.Typer(no_args_is_help=True, help="The append-only, hash-chained journal.")


@app.command()
def verify(json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False) -> None:
    """Look at every line, strand and signed head; end with code 1 and the first break when it does not hold."""
    terminal.start()
    from toandan.record.journal.queries import verify as look
    from toandan.record.journal.words import STRANDS

    with terminal.progress(STRANDS, "journal") as advance:
        report = look(advance=advance)
    if json:
        from dataclasses import asdict

        terminal.json_out(asdict(report) | {"holds": report.holds})
    elif report.broken is None:
        terminal.show(
            f"The journal holds: {report.lines} lines in {report.strands} strands, {report.seals} signed heads, "
            f"{report.unsealed} lines after the last of them; {report.seconds:.1f} s."
        )
    else:
        broken = report.broken
        place = f"line {broken.strand}.{broken.line_no}" if broken.line_no else f"head {broken.seal}"
        terminal.show(f"The journal does NOT hold: {_fault(broken.fault)} ({place}).")
    if not report.holds:
        raise typer.Exit(1)


@app.command()
def seal(json: Annotated[bool, typer.Option("--json", help="Print the head as JSON.")] = False) -> None:
    """Sign where the journal stands; keep a copy of the signature elsewhere, and no tail can vanish unseen."""
    terminal.start()
    from toandan.record.journal.operations import seal as sign
    from toandan.record.officers.operations import acting

    house = terminal.actor()
    with acting(house):
        head = sign(actor=house, now=terminal.now())
    if json:
        strands = {str(strand): list(place) for strand, place in head.heads.items()}
        said = {"seal": head.seal_no, "day": head.day, "heads": strands, "signature": head.signature.hex()}
        terminal.json_out(said)
    else:
        terminal.show(f"Head {head.seal_no} of {head.day}: {head.signature.hex()}")


def _fault(fault: str) -> str:
    from django.utils import translation

    from toandan.record.journal.labels import FAULTS

    with translation.override("en"):
        return str(FAULTS[fault])
