"""Commands that write: draft, propose, issue, acknowledge, report, close, and what undoes these (nghiệp vụ)."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from toandan.faces.cli import terminal
from toandan.faces.cli.directing.words import TASK

As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Directive = Annotated[int, typer.Argument(metavar="DIRECTIVE", help="Number of the directive in the house.")]
Unit = Annotated[str, typer.Option("--unit", metavar="CODE", help="The unit or body in whose name.")]
Why = Annotated[str, typer.Option(help="Why.")]
Note = Annotated[str, typer.Option(help="What else is to be said.")]


def draft(
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="The unit or body that draws it up.")],
    to: Annotated[list[str], typer.Option("--to", metavar="CODE", help="An addressee; may be repeated.")],
    sign: Annotated[str, typer.Option(help="The letters behind the number, such as UBND-KSTTHC.")],
    subject: Annotated[str, typer.Option(help="What it is about.")],
    text: Annotated[Path, typer.Option(metavar="FILE", help="Its text, a file in UTF-8.")],
    task: Annotated[list[str], typer.Option("--task", help=TASK)],
    issuer: Annotated[str, typer.Option(metavar="CODE", help="Who issues it; the drafter when left out.")] = "",
    place: Annotated[str, typer.Option(help="Where it is signed, such as Hà Nội.")] = "",
    signer_title: Annotated[str, typer.Option(help="The office of the signer.")] = "",
    signer: Annotated[str, typer.Option(help="The name of the signer.")] = "",
    as_: As = None,
    json: Json = False,
) -> None:
    """Draw a directive up in the name of a unit or body, for itself or for a committee to issue."""
    terminal.start()
    from toandan.faces.cli.directing import tasks
    from toandan.record.officers.queries import reading
    from toandan.work.directives import operations
    from toandan.work.directives.words import Wording

    actor, now = terminal.actor(as_), terminal.now()
    with reading(actor):
        drafter, addressees = _number(unit), [_number(code) for code in to]
        wanted = [tasks.wish(one, _number) for one in task]
        to_issue = _number(issuer) if issuer else drafter
    made = operations.draw_up(
        actor=actor, now=now, drafter=drafter, issuer=to_issue, addressees=addressees, tasks=wanted,
        wording=Wording(sign, subject, terminal.text(text), place, signer_title, signer),
        client_key=uuid4(),
    )  # fmt: skip
    _told({"directive": made}, f"Directive {made} is drafted.", json=json)


def propose(directive: Directive, note: Note = "", as_: As = None, json: Json = False) -> None:
    """Lay a draft before its issuer, such as the People's Committee."""
    _carry_out("propose", directive, as_, json, note=note)


def send_back(directive: Directive, reason: Why, as_: As = None, json: Json = False) -> None:
    """Send a proposal back to its drafter."""
    _carry_out("send_back", directive, as_, json, reason=reason)


def issue(
    directive: Directive,
    first: Annotated[int | None, typer.Option(help="Its number, when the register was kept elsewhere.")] = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """Issue a directive: its number is drawn, and its addressees see it."""
    _carry_out("issue", directive, as_, json, first=first)


def acknowledge(directive: Directive, unit: Unit, note: Note = "", as_: As = None, json: Json = False) -> None:
    """Say in the name of a unit or body that a directive has arrived."""
    _carry_out("acknowledge", directive, as_, json, unit=unit, note=note)


def report(
    directive: Directive,
    unit: Unit,
    answer: Annotated[list[str], typer.Option(help="TASK=WORDS, the number of a task on the paper; may be repeated.")],
    as_: As = None,
    json: Json = False,
) -> None:
    """Report tasks in the name of a unit or body; with the last one it has reported."""
    terminal.start()
    from toandan.record.officers.queries import reading
    from toandan.work.directives import operations, queries

    actor, now = terminal.actor(as_), terminal.now()
    with reading(actor):
        by_position = {str(task.position): task.task_id for task in queries.sheet(directive).tasks}
        at = _number(unit)
    said = dict(one.partition("=")[::2] for one in answer)
    if not set(said) <= set(by_position):
        raise typer.BadParameter(", ".join(by_position), param_hint="--answer")
    whole = operations.report(
        actor=actor, now=now, directive=directive, addressee=at, client_key=uuid4(),
        answers={by_position[position]: words for position, words in said.items()},
    )  # fmt: skip
    state = _state(actor, directive)
    _told({"directive": directive, "state": state, "whole": whole}, f"Directive {directive}: {state}.", json=json)


def give_back(directive: Directive, unit: Unit, reason: Why, as_: As = None, json: Json = False) -> None:
    """Return the report of a unit or body: all its answers are to be given again."""
    _carry_out("give_back", directive, as_, json, unit=unit, reason=reason)


def close(directive: Directive, reason: Why, as_: As = None, json: Json = False) -> None:
    """Close a directive, with or without the last report."""
    _carry_out("close", directive, as_, json, reason=reason)


def withdraw(directive: Directive, reason: Why, as_: As = None, json: Json = False) -> None:
    """Take a directive back; its number stays used."""
    _carry_out("withdraw", directive, as_, json, reason=reason)


ALL: dict[str, Callable[..., None]] = {
    "draft": draft,
    "propose": propose,
    "send-back": send_back,
    "issue": issue,
    "acknowledge": acknowledge,
    "report": report,
    "return": give_back,
    "close": close,
    "withdraw": withdraw,
}


def _carry_out(verb: str, directive: int, as_: str | None, json: bool, unit: str = "", **told: Any) -> None:
    """Do one deed and say how far the directive is now."""
    terminal.start()
    from toandan.record.officers.queries import reading
    from toandan.work.directives import operations

    actor, now = terminal.actor(as_), terminal.now()
    if unit:
        with reading(actor):
            told["addressee"] = _number(unit)
    getattr(operations, verb)(actor=actor, now=now, directive=directive, client_key=uuid4(), **told)
    state = _state(actor, directive)
    _told({"directive": directive, "state": state}, f"Directive {directive}: {state}.", json=json)


def _state(actor: Any, directive: int) -> str:
    """Return how far the directive is, as lists show it."""
    from toandan.record.officers.queries import reading
    from toandan.work.directives import queries, states

    with reading(actor):
        sheet = queries.sheet(directive)
    return states.shown(sheet.head.state, (row.state for row in sheet.addressees)).value


def _number(code: str) -> int:
    """Return the number of the unit with this code, today's or the latest one that bore it, or of the body with it."""
    from toandan.record.units import queries as units

    day = terminal.today()
    try:
        return units.bearer(code, as_of=day).number
    except units.UnitUnknown:
        return units.seat_of_post(code, as_of=day).number


def _told(facts: dict[str, Any], sentence: str, *, json: bool) -> None:
    if json:
        terminal.json_out(facts)
    else:
        terminal.show(sentence)
