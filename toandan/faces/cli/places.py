"""Commands about places where sessions may be held (địa điểm)."""

from pathlib import Path
from typing import Annotated

import typer

from toandan.faces.cli import terminal

NAME = "places"
app = typer.Typer(no_args_is_help=True, help="Places where sessions may be held: bring in a file of them, list them.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or XLSX.")],
    whole: Annotated[bool, typer.Option("--whole", help="One refused line keeps the whole file out.")] = False,
    as_: As = None,
    json: Json = False,
) -> None:
    """Bring in a file of places: code, unit, kind, name, address, share (per cent), latitude, longitude.

    It may also have contact and phone, and serves: words of an address with a semicolon between.
    """
    terminal.start()
    from uuid import NAMESPACE_URL, uuid5

    from django.utils.translation import gettext, override

    from toandan.sheets.formats import filled
    from toandan.work.sessions import operations

    content = terminal.content(file)
    # The same file of the same officer is the same request: bringing it in again changes nothing.
    key = uuid5(NAMESPACE_URL, f"{as_ or ''}:{content.hex()}")
    made = operations.import_places(
        actor=terminal.actor(as_), now=terminal.now(), content=content, whole=whole, client_key=key
    )
    refused = []
    for one in made.refused:
        said = {}
        for language in ("vi", "en"):
            with override(language):
                said[language] = filled(gettext(one.message), one.values)
        refused.append({"line": one.line, "column": one.column, "place": one.place, "code": one.code, **said})
    if json:
        terminal.json_out({"added": made.added, "refused": refused})
    else:
        terminal.table("", ("added", "refused"), [(made.added, len(refused))])
        if refused:
            columns = ("line", "column", "place", "vi", "en")
            terminal.table("", columns, [[one[column] for column in columns] for one in refused])
    if refused:
        raise typer.Exit(1)


@app.command("list")
def listed(
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="Of this unit and those below it.")],
    on: terminal.On = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """List the places of a unit that are in use today."""
    terminal.start()
    from toandan.record.officers.queries import reading
    from toandan.work.sessions import queries
    from toandan.work.sessions.words import SessionsPermission

    actor, today = terminal.actor(as_), terminal.today()
    with reading(actor):
        here = [low for low, _ in terminal.reach(actor, SessionsPermission.READ, unit, on)]
        rows = queries.places_in(here, today)
    if json:
        terminal.json_out({"places": rows})
        return
    columns = ("code", "kind", "name", "share", "located")
    terminal.table("", columns, [(one.code, one.kind, one.name, one.share, one.located) for one in rows])
