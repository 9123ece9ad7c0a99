"""`toandan notices`: the day's e-mails, made and sent when the operator says so (thư nhắc việc hằng ngày)."""

from typing import Annotated

import typer

from toandan.faces.cli import terminal

NAME = "notices"
app = typer.Typer(no_args_is_help=True, help="The daily e-mail to officers who wish it.")
_NO_SERVER = "No mail server is named (TOANDAN_MAIL_HOST), so no e-mail is made."
_AWAY = "The mail server could not be reached. What is queued stays queued; send again when it is there."


@app.callback()
def notices() -> None:
    """The daily e-mail to officers who wish it."""


@app.command()
def send(json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Make the day's e-mails and send them, as the house does every morning; each officer has one a day at most."""
    terminal.start()
    from django.conf import settings

    from toandan.command.notices import operations, queries
    from toandan.record.officers.queries import reading

    actor, now = terminal.actor(), terminal.now()
    made = operations.compose(actor=actor, now=now)
    done = operations.deliver(actor=actor, now=now)
    with reading(actor):
        left = queries.queued()
    told = {"made": len(made), **{state.value: many for state, many in sorted(done.items())}, "queued": left}
    if json:
        terminal.json_out(told)
    else:
        terminal.table("", list(told), [list(told.values())])
    if not settings.MAIL_HOST:
        terminal.say(_NO_SERVER)
    elif left and not done:
        terminal.say(_AWAY)
        raise typer.Exit(1)
