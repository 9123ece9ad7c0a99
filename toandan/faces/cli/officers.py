"""`toandan officer`: accounts, posts, tokens of other systems, and the demonstration's one-time codes."""

import sys
from datetime import datetime
from typing import Annotated, Any

import typer

from toandan.faces.cli import terminal

NAME = "officer"
app = typer.Typer(no_args_is_help=True, help="Accounts of officers, their posts, and tokens of other systems.")

As = Annotated[str | None, typer.Option("--as", help="Act as this officer instead of as the operator.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day whose list of units the code is taken from; today."),
]
Reason = Annotated[str, typer.Option("--reason", help="The order or decision this rests on.")]


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="Login name.")],
    display_name: Annotated[str, typer.Option("--display-name", help="The officer's name.")],
    role: Annotated[str, typer.Option("--role", help="Role to appoint to.")],
    unit: Annotated[str, typer.Option("--unit", help="Code of the unit.")],
    reason: Reason = "Appointed by the operator",
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from input.")] = False,
    as_of: AsOf = None,
    as_: As = None,
) -> None:
    """Make an account, appoint it, ask for its first password; the second factor is set up at the first sign-in."""
    terminal.start()
    from django.db import transaction

    from toandan.record.officers import operations

    actor, now = terminal.actor(as_), terminal.now()
    number = _unit(unit, as_of)
    password = sys.stdin.readline().rstrip("\n") if password_stdin else _ask_password()
    with transaction.atomic():
        officer = operations.add_officer(
            actor=actor, now=now, username=name, display_name=display_name, password=password, unit=number
        )
        operations.appoint(actor=actor, now=now, officer=officer, role=role, unit=number, reason=reason)
    terminal.say(f"Account {name} is {role} at {unit}.")


@app.command()
def appoint(
    name: Annotated[str, typer.Argument(help="Login name.")],
    role: Annotated[str, typer.Option("--role", help="Role.")],
    unit: Annotated[str, typer.Option("--unit", help="Code of the unit.")],
    reason: Reason,
    head: Annotated[bool, typer.Option("--head", help="Who is in charge of the unit; one at a time.")] = False,
    as_of: AsOf = None,
    as_: As = None,
) -> None:
    """Give an account a role at a unit."""
    terminal.start()
    from toandan.record.officers import operations, queries

    operations.appoint(
        actor=terminal.actor(as_),
        now=terminal.now(),
        officer=queries.officer(name).officer_id,
        role=role,
        unit=_unit(unit, as_of),
        reason=reason,
        head=head,
    )
    terminal.say(f"{name} is {role} at {unit}.")


@app.command("list")
def list_(json: Json = False) -> None:
    """List accounts with the posts they hold now."""
    terminal.start()
    from toandan.record.officers import queries
    from toandan.record.units import queries as units

    now = terminal.now()
    rows: list[dict[str, Any]] = [
        {
            "username": row.username,
            "display_name": row.display_name,
            "active": row.is_active,
            "posts": [
                {"role": post.role.value, "unit": units.by_number(post.unit_no).code, "since": post.since}
                for post in row.posts
                if post.held(now)
            ],
        }
        for row in queries.officers()
    ]
    if json:
        terminal.json_out(rows)
        return
    shown = [
        (r["username"], r["display_name"], "; ".join(f"{p['role']} {p['unit']}" for p in r["posts"])) for r in rows
    ]
    terminal.table("Officers", ["Login name", "Name", "Posts"], shown)


@app.command()
def code(name: Annotated[str, typer.Argument(help="Login name.")]) -> None:
    """Print the present one-time code of an account; in a demonstration only (TOANDAN_DEMO=yes)."""
    terminal.start()
    from django.conf import settings

    from toandan.record.officers.queries import demo_code

    if not settings.DEMO:
        terminal.say("One-time codes are shown in a demonstration only.")
        raise typer.Exit(1)
    found = demo_code(name)
    if found is None:
        terminal.say(f"There is no account {name} with one-time codes.")
        raise typer.Exit(1)
    terminal.show(found)


@app.command("reset-factor")
def reset_factor(name: Annotated[str, typer.Argument(help="Login name.")], reason: Reason, as_: As = None) -> None:
    """Take all second factors of an account away, when its device is lost."""
    terminal.start()
    from toandan.record.officers import operations, queries

    taken = operations.reset_second_factor(
        actor=terminal.actor(as_), now=terminal.now(), officer=queries.officer(name).officer_id, reason=reason
    )
    terminal.say(f"{taken} second factors taken away from {name}.")


@app.command()
def client(
    name: Annotated[str, typer.Argument(help="Name of the other system.")],
    unit: Annotated[str, typer.Option("--unit", help="Code of the unit it may see.")] = "",
    permission: Annotated[list[str] | None, typer.Option("--permission", help="Permission word; repeat it.")] = None,
    end: Annotated[bool, typer.Option("--end", help="End its token instead.")] = False,
    as_of: AsOf = None,
    as_: As = None,
) -> None:
    """Give another system a token for the interface, printed once; or end it."""
    terminal.start()
    from toandan.record.officers import operations

    actor, now = terminal.actor(as_), terminal.now()
    if end:
        operations.end_client(actor=actor, now=now, name=name)
        terminal.say(f"The token of {name} has ended.")
        return
    token = operations.add_client(
        actor=actor, now=now, name=name, unit=_unit(unit, as_of), permissions=permission or []
    )
    terminal.show(token)


def _unit(code: str, as_of: datetime | None) -> int:
    from toandan.record.units import queries as units

    return int(units.seat_of_post(code, as_of=as_of.date() if as_of else terminal.today()).number)


def _ask_password() -> str:
    return str(typer.prompt("First password", hide_input=True, confirmation_prompt=True))
