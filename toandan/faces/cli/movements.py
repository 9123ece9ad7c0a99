"""Commands about movements: the clock of birthdays and expiry days (đến tuổi, hết hạn thẻ)."""

from datetime import datetime
from typing import Annotated

import typer

from toandan.faces.cli import terminal

NAME = "movements"
app = typer.Typer(no_args_is_help=True, help="Population changes: who comes of age, whose card ends.")
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", metavar="USERNAME", help="Act as this officer.")]


@app.callback()
def movements() -> None:
    """Keep the commands in a group of their own, also while there is only one."""


@app.command("come-of-age")
def come_of_age(
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Up to this day.")] = None,
    json: Json = False,
    as_: As = None,
) -> None:
    """Post everybody who turned 14 and every card that ended up to a day; missed nights are caught up."""
    terminal.start()
    from django.utils import timezone

    from toandan.work.movements import operations

    day = on.date() if on else timezone.localdate()
    with terminal.progress(None, "Birthdays and expiry days") as advance:
        done = operations.come_of_age(actor=terminal.actor(as_), now=terminal.now(), on=day)
        advance(done.came_of_age + done.cards_expired + done.too_young)
    if json:
        terminal.json_out(done)
        return
    facts = [("came of age", done.came_of_age), ("cards expired", done.cards_expired), ("too young", done.too_young)]
    facts += [("entries", len(done.entries)), ("left to the next run", done.refused)]
    terminal.table(f"Up to {day}", ("what", "number"), facts)
