"""Commands about equipment: list, add, take an inventory in, hand over, faults, what is stolen (thiết bị)."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.work.equipment.words import DeviceRow

NAME = "equipment"
app = typer.Typer(no_args_is_help=True, help="Equipment: kits, readers and printers, who has them, what is wrong.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")]
Unit = Annotated[str, typer.Option("--unit", metavar="CODE", help="The unit and what lies below it.")]
Serial = Annotated[str, typer.Argument(metavar="SERIAL", help="Serial number of the device.")]
Why = Annotated[str, typer.Option(help="Why.")]
Day = typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="A day; today when left out.")


@app.command("list")
def listed(
    unit: Unit,
    on: terminal.On = None,
    kind: Annotated[str | None, typer.Option(help="Only kit, reader or printer.")] = None,
    state: Annotated[str | None, typer.Option(help="Only ready, faulty, in_repair, stolen, lost or retired.")] = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """List devices that stand in a unit or belong to it, with what makes one worth a look."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.queries import reading
    from toandan.work.equipment import queries
    from toandan.work.equipment.words import DeviceState, EquipmentPermission, Kind

    actor, now = terminal.actor(as_), terminal.now()
    kinds = [_word(Kind, kind, "--kind")] if kind else []
    states = [_word(DeviceState, state, "--state")] if state else []
    with reading(actor):
        seen = terminal.reach(actor, EquipmentPermission.READ, unit, on)
        found = [row for span in seen for row in queries.devices(*span, kinds=kinds, states=states, limit=None)]
        # A device of one of these units that stands in another is met in both.
        rows = list({row.device_id: row for row in found}.values())
        told = queries.warnings([row.device_id for row in rows], today=localdate(now), now=now)
        shown = [_row(row) | {"worth_a_look": list(told.get(row.device_id, ()))} for row in rows]
    if json:
        terminal.json_out({"devices": shown})
        return
    columns = ("serial", "kind", "state", "unit", "home", "place", "worth_a_look")
    terminal.table("", columns, [[_plain(row[column]) for column in columns] for row in shown])


@app.command()
def add(
    serial: Serial,
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="The unit it belongs to.")],
    kind: Annotated[str, typer.Option(help="kit, reader or printer.")] = "kit",
    model: Annotated[str, typer.Option(help="Its model.")] = "",
    place: Annotated[str, typer.Option(help="Where it stands.")] = "",
    key_made_on: Annotated[datetime | None, Day] = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """Take one device into the inventory."""
    terminal.start()

    from toandan.work.equipment import operations
    from toandan.work.equipment.words import Kind, NewDevice

    actor, now = terminal.actor(as_), terminal.now()
    number = terminal.holder(unit)
    made = key_made_on.date() if key_made_on else None
    device = NewDevice(serial, _word(Kind, kind, "--kind"), number, model=model, place=place, key_made_on=made)
    done = operations.add(actor=actor, now=now, device=device, client_key=uuid4())
    _told({"device": done, "serial": serial}, f"{serial} is in the inventory.", json=json)


@app.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="XLSX or CSV: serial, kind, unit; more may be there.")],
    good_lines: Annotated[bool, typer.Option("--good-lines", help="Take the good lines in, leave the others.")] = False,
    as_: As = None,
    json: Json = False,
) -> None:
    """Take an inventory in from a file: whole, or its good lines; the exit code is 1 when lines were refused."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.work.equipment import operations

    actor, now = terminal.actor(as_), terminal.now()
    good, unread = operations.read_inventory(terminal.content(file), today=localdate(now))
    report = operations.take_in(
        actor=actor, now=now, devices=good, unread=unread, whole=not good_lines, client_key=uuid4()
    )
    refused = [
        {"line": one.line, "serial": one.serial, "column": one.column, "code": one.code} for one in report.refused
    ]
    if json:
        terminal.json_out({"added": report.added, "known": report.known, "refused": refused})
    else:
        terminal.show(f"Taken in: {report.added}; there already: {report.known}; refused lines: {len(refused)}.")
        terminal.table("", ("line", "serial", "column", "code"), [tuple(one.values()) for one in refused])
    if refused:
        raise typer.Exit(1)


@app.command("hand-over")
def hand_over(
    serial: Serial,
    to: Annotated[str, typer.Option("--to", metavar="CODE", help="The unit it is handed to.")],
    place: Annotated[str, typer.Option(help="Where it stands then.")] = "",
    as_: As = None,
    json: Json = False,
) -> None:
    """Hand a device over to a unit; it stands where it was until an officer there confirms."""
    terminal.start()
    from toandan.work.equipment import operations

    actor, now = terminal.actor(as_), terminal.now()
    made = operations.hand_over(
        actor=actor, now=now, device=_number(actor, serial), to=terminal.holder(to, "--to"),
        place=place, client_key=uuid4(),
    )  # fmt: skip
    _told({"handover": made}, f"Hand-over {made} waits to be confirmed.", json=json)


@app.command()
def fault(
    serial: Serial,
    text: Annotated[str, typer.Option(help="What shows.")],
    kind: Annotated[str, typer.Option(help="What is broken, such as camera, fingerprint, power.")] = "other",
    since: Annotated[datetime | None, Day] = None,
    works: Annotated[bool, typer.Option("--works", help="It works on with this fault.")] = False,
    as_: As = None,
    json: Json = False,
) -> None:
    """Write a fault of a device down; unless it works on, it is planned nowhere until it is repaired."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.work.equipment import operations
    from toandan.work.equipment.words import FaultKind

    actor, now = terminal.actor(as_), terminal.now()
    made = operations.fault(
        actor=actor, now=now, device=_number(actor, serial), kind=_word(FaultKind, kind, "--kind"), stops=not works,
        text=text, since=since.date() if since else localdate(now), client_key=uuid4(),
    )  # fmt: skip
    hits = _hit(actor, serial, localdate(now))
    _told({"fault": made, "announced": hits}, f"Fault {made} is written down.{_named(hits)}", json=json)


@app.command()
def stolen(
    serial: Serial,
    reason: Why,
    suspect_from: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d"], metavar="INSTANT",
            help="From when its work is suspect, in the country's time; now when left out.",
        ),
    ] = None,
    lost: Annotated[bool, typer.Option("--lost", help="It is lost, not stolen.")] = False,
    as_: As = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Report a device stolen or lost: it is blocked at once, and only headquarters lifts that."""
    terminal.start()
    from django.utils.timezone import get_default_timezone, localdate

    from toandan.work.equipment import operations

    actor, now = terminal.actor(as_), terminal.now()
    since = suspect_from.replace(tzinfo=get_default_timezone()) if suspect_from else now
    operations.report_gone(
        actor=actor, now=now, device=_number(actor, serial), stolen=not lost, suspect_from=since, reason=reason,
        client_key=uuid4(),
    )  # fmt: skip
    hits = _hit(actor, serial, localdate(now))
    facts = {"serial": serial, "suspect_from": since, "announced": hits}
    _told(facts, f"{serial} is blocked.{_named(hits)}", json=json)


def _told(facts: dict[str, Any], sentence: str, *, json: bool) -> None:
    if json:
        terminal.json_out(facts)
    else:
        terminal.show(sentence)


def _hit(actor: Any, serial: str, today: date) -> list[str]:
    """Return the codes of sessions and days of visits that stand announced for a device that cannot work."""
    from toandan.record.officers.queries import reading
    from toandan.work.equipment import queries
    from toandan.work.equipment.words import BLOCKED, OUT
    from toandan.work.sessions import queries as sessions

    with reading(actor):
        if queries.by_serial(serial).state not in BLOCKED | OUT:
            return []
        return [one.code for one in sessions.kit_ahead(serial, today, None)]


def _named(hits: list[str]) -> str:
    return f" It was announced for {', '.join(hits)}: move or cancel these, or plan anew." if hits else ""


def _number(actor: Any, serial: str) -> int:
    from toandan.record.officers.queries import reading
    from toandan.work.equipment import queries

    with reading(actor):
        return queries.by_serial(serial).device_id


def _word(words: Any, said: str, hint: str) -> Any:
    try:
        return words(said)
    except ValueError:
        raise typer.BadParameter(", ".join(word.value for word in words), param_hint=hint) from None


def _plain(value: object) -> object:
    return ", ".join(value) if isinstance(value, list) else value


def _row(row: "DeviceRow") -> dict[str, Any]:
    from toandan.record.units import queries as units

    return {
        "serial": row.serial,
        "kind": row.kind,
        "model": row.model,
        "state": row.state,
        "unit": units.by_number(row.unit).code,
        "home": units.by_number(row.home).code,
        "place": row.place,
        "holder": row.holder,
        "software": row.software,
        "key_made_on": row.key_made_on,
        "condition": row.condition,
        "reported_at": row.reported_at,
        "suspect_from": row.suspect_from,
        "back_on": row.back_on,
    }
