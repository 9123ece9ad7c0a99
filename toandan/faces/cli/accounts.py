"""Commands about electronic accounts: note one as activated, undo that, list whom a session expects (kích hoạt)."""

from typing import Annotated

import typer

from toandan.faces.cli import terminal

NAME = "accounts"
app = typer.Typer(no_args_is_help=True, help="Electronic accounts: activated, at a session or at the unit.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]
Person = Annotated[int, typer.Argument(metavar="PERSON", help="Number of the person in the register.")]


@app.command()
def activate(
    person: Person,
    session: Annotated[str, typer.Option(help="Code of the session; left out, it counts at the unit today.")] = "",
    reason: Annotated[str, typer.Option(help="What is to stand in the ledger as the reason.")] = "",
    as_: As = None,
    json: Json = False,
) -> None:
    """Note that somebody activated the account they were granted."""
    terminal.start()
    from uuid import uuid4

    from toandan.work.sessions import operations

    made = operations.activate(
        actor=terminal.actor(as_), now=terminal.now(), person=person, session=session, reason=reason,
        client_key=uuid4(),
    )  # fmt: skip
    if json:
        terminal.json_out({"activation": made})
        return
    terminal.table("", ("person", "activation"), [(person, made)])


@app.command()
def undo(
    person: Person,
    activation: Annotated[int, typer.Argument(help="Number of the activation.")],
    reason: Annotated[str, typer.Option(help="Why it is undone.")],
    as_: As = None,
    json: Json = False,
) -> None:
    """Undo an activation by a counter-entry; the account waits again."""
    terminal.start()
    from uuid import uuid4

    from toandan.work.sessions import operations

    entry = operations.undo_activation(
        actor=terminal.actor(as_), now=terminal.now(), person=person, activation=activation, reason=reason,
        client_key=uuid4(),
    )  # fmt: skip
    if json:
        terminal.json_out({"entry": entry})
        return
    terminal.table("", ("person", "entry"), [(person, entry)])
