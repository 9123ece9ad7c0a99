"""The operator's commands for rolls: `people import` and `people export` (nhập, xuất danh sách)."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toandan.faces.cli import people, terminal

if TYPE_CHECKING:
    from toandan.ground.kernel.actor import Actor
    from toandan.record.rolls.words import ImportReport

_DAY_HELP = "The day the people count from; when left out the day the order's figures stand, else today."
_STAGES = {"checking": "Checking rows", "writing": "Writing people"}


@people.app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A roll as CSV or XLSX.")],
    on: Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help=_DAY_HELP)] = None,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="column=heading; again for each column. An empty heading: none.")
    ] = None,
    good_rows: Annotated[
        bool, typer.Option("--good-rows", help="Take the good rows in and leave bad ones out.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    max_duplicates: Annotated[
        float, typer.Option("--max-duplicates", min=0, max=100, help="Stop when more percent look like duplicates.")
    ] = 5.0,
    report: Annotated[Path | None, typer.Option("--report", help="Write the refused rows to this XLSX file.")] = None,
    as_: Annotated[str | None, typer.Option("--as", help="Act as this officer.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Import a roll of people into register and ledger; a killed import goes on when the same file comes again."""
    terminal.start()
    from toandan.record.rolls import operations as rolls
    from toandan.record.rolls.words import ImportChoice, Mode

    mode = Mode.GOOD_ROWS if good_rows else Mode.ALL_OR_NOTHING
    actor = terminal.actor(as_)
    choice = ImportChoice(_day(on, actor), _mapping(mapping or []), mode, max_duplicates, dry_run)
    with terminal.stages(_STAGES) as told:
        made = rolls.import_roll(
            actor=actor, now=terminal.now(), path=file, choice=choice,
            on_progress=lambda step: told(step.stage.value, step.done, step.rows),
        )  # fmt: skip
    if report is not None:
        with terminal.writing(report):
            rolls.refused_rows(actor=actor, run=made.run, path=report, source=file)
    if json:
        terminal.json_out(_plain(made))
    else:
        _show(made)
    if made.reason or made.state == "failed":
        raise typer.Exit(3)


def _day(on: datetime | None, actor: "Actor") -> date:
    """Return the day given, else the one on which the figures of the actor's order stand; which one is said aloud."""
    from django.utils.timezone import localdate

    from toandan.command.campaign import queries as campaign
    from toandan.record.officers.queries import reading

    if on is not None:
        return on.date()
    with reading(actor):
        likely = campaign.standing_day(actor=actor, today=localdate(terminal.now()))
    terminal.say(f"The people count from {likely.isoformat()} (--on).")
    return likely


@people.app.command("export")
def export(
    unit: Annotated[str, typer.Option("--unit", help="Code of the unit; everything below it is included.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write; .csv or .xlsx.")],
    card: Annotated[list[str] | None, typer.Option("--card", help="Only these card stages.")] = None,
    eid: Annotated[list[str] | None, typer.Option("--eid", help="Only these e-ID stages.")] = None,
    residence: Annotated[list[str] | None, typer.Option("--residence", help="Only these kinds of residence.")] = None,
    obstacle: Annotated[list[str] | None, typer.Option("--obstacle", help="Only these obstacles.")] = None,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="The day whose unit codes are meant.")
    ] = None,
    as_: Annotated[str | None, typer.Option("--as", help="Act as this officer.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")] = False,
) -> None:
    """Export the people of a unit as they stand now."""
    terminal.start()
    from toandan.record.rolls import operations as rolls
    from toandan.record.rolls.queries import chosen_states, unit_of_code

    states = chosen_states(residence=residence, card=card, eid=eid, obstacle=obstacle)
    actor = terminal.actor(as_)
    place = unit_of_code(actor=actor, code=unit, as_of=as_of.date() if as_of else None)
    with terminal.writing(out), terminal.progress(None, "Writing people") as advance:
        counted = _Counted(advance)
        written = rolls.export_list(actor=actor, unit=place, path=out, states=states, on_progress=counted.to)
    if json:
        terminal.json_out({"unit": unit, "people": written, "file": str(out)})
    else:
        terminal.show(f"{written} people written to {out}")


class _Counted:
    """Turns a running total into steps for a progress bar."""

    def __init__(self, advance: Callable[[int], None]) -> None:
        self._advance = advance
        self._before = 0

    def to(self, total: int) -> None:
        """Move the bar to `total`."""
        self._advance(total - self._before)
        self._before = total


def _mapping(pairs: list[str]) -> dict[str, str]:
    """Read `column=heading` pairs, several in one argument set apart by semicolons."""
    found: dict[str, str] = {}
    for pair in pairs:
        column, equals, heading = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"“{pair}” is not column=heading", param_hint="--map")
        found[column.strip()] = heading.strip()
    return found


def _plain(report: "ImportReport") -> dict[str, object]:
    """Lay the report out as the documented JSON object."""
    from toandan.record.rolls import labels

    def finding(found: object) -> dict[str, object]:
        return {
            "line": found.line,  # type: ignore[attr-defined]
            "column": found.column,  # type: ignore[attr-defined]
            "value": found.value,  # type: ignore[attr-defined]
            "code": str(found.code),  # type: ignore[attr-defined]
            "reason": labels.both(found),  # type: ignore[arg-type]
        }

    return {
        "run": report.run,
        "state": report.state.value,
        "reason": labels.reason(report.reason) if report.reason else None,
        "repeated": report.repeated,
        "rows": report.rows,
        "accepted": report.accepted,
        "refused": report.refused,
        "duplicates": report.duplicates,
        "warnings": report.warnings,
        "entries": list(report.entries),
        "seconds": report.seconds,
        "source": dict(report.source),
        "counts": dict(report.counts),
        "summary": [finding(f) for f in report.summary],
        "findings": [finding(f) for f in report.findings],
    }


def _show(report: "ImportReport") -> None:
    from toandan.record.rolls import labels

    if report.repeated:
        terminal.show("This file is in the register already; nothing was changed.")
    terminal.show(
        f"Import {report.run} {report.state.value}: {report.rows} rows, {report.accepted} accepted, "
        f"{report.refused} refused, {report.duplicates} duplicates, {report.warnings} warnings, {report.seconds:.1f} s"
    )
    for sentence in labels.reason(report.reason).values() if report.reason else ():
        terminal.show(sentence)
    rows = [
        (f.line or None, f.column, f.value[:40], *labels.both(f).values())
        for f in (*report.summary, *report.findings[:20])
    ]
    if rows:
        terminal.table("", ("line", "column", "value", "lý do", "reason"), rows)
