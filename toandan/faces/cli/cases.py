"""Commands about hard cases: list, show, bring proposals in, bodies outside the police (hồ sơ xác minh)."""

from collections import Counter
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar
from uuid import uuid4

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.work.verification.words import CaseRow, ListRow

NAME = "cases"
Word = TypeVar("Word", bound=StrEnum)
app = typer.Typer(no_args_is_help=True, help="Hard cases: what is in doubt, who was asked, what was decided.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]
Unit = Annotated[str, typer.Option("--unit", metavar="CODE", help="Cases of this unit and everything below it.")]


@app.command("list")
def listed(
    unit: Unit,
    on: terminal.On = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind, such as suspected_dead.")] = None,
    state: Annotated[str | None, typer.Option(help="Only this state, such as decided.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose answer is late.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 50,
    as_: As = None,
    json: Json = False,
) -> None:
    """List the cases of a unit that are not decided, the oldest first."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.queries import reading
    from toandan.work.verification import queries
    from toandan.work.verification.words import CaseState, Kind, VerificationPermission

    actor, today = terminal.actor(as_), localdate(terminal.now())
    chosen = _word(Kind, kind, "--kind")
    states = (_word(CaseState, state, "--state"),) if state else queries.UNDECIDED
    with reading(actor):
        pages = [
            queries.cases(
                low=low, high=high, today=today, kind=chosen, overdue=overdue, limit=limit,
                states=[one for one in states if one],
            )
            for low, high in terminal.reach(actor, VerificationPermission.READ, unit, on)
        ]  # fmt: skip
        found = sorted((row for page in pages for row in page.cases), key=lambda row: row.case_id)
        rows = [_plain(row, today) for row in found[:limit]]
    if json:
        counts = Counter[str]()
        for page in pages:
            counts.update(page.counts)
        terminal.json_out({"cases": rows, "more": len(found) > limit or any(p.more for p in pages), "counts": counts})
        return
    columns = ("case", "person", "unit", "kind", "state", "due_on", "overdue")
    terminal.table("", columns, [[row[column] for column in columns] for row in rows])


@app.command()
def show(
    case: Annotated[int, typer.Argument(metavar="CASE", help="Number of the case.")], as_: As = None, json: Json = False
) -> None:
    """Show one case and what happened to it."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading
    from toandan.work.verification import queries
    from toandan.work.verification.words import VerificationPermission

    actor, today = terminal.actor(as_), localdate(terminal.now())
    with reading(actor):
        found = queries.case(case)
        require(actor, VerificationPermission.READ, at=found.unit)
        told = [
            {
                "on": one.occurred_on,
                "verb": one.verb,
                "actor": one.actor,
                "reason": one.reason,
                "evidence": one.evidence,
            }
            for one in queries.events(found)
        ]
        row = _plain(found, today)
    if json:
        terminal.json_out(row | {"events": told})
        return
    terminal.table("", ("fact", "value"), [(name, value) for name, value in row.items()])
    terminal.table("", ("on", "verb", "who", "reason", "evidence"), [tuple(one.values()) for one in told])


@app.command()
def propose(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="Proposals as Parquet.")],
    reason: Annotated[str, typer.Option(help="Why, for instance which death register was compared.")],
    as_: As = None,
    json: Json = False,
) -> None:
    """Take proposals of linkage in: the sure suspend and open a case, the unsure wait for reviewers."""
    terminal.start()
    from toandan.faces.cli.linking.tables import proposals
    from toandan.work.verification import operations

    done = operations.propose(
        actor=terminal.actor(as_), now=terminal.now(), proposals=proposals(file), source=file.name,
        reason=reason, client_key=uuid4(),
    )  # fmt: skip
    counts = {"suspended": done.suspended, "cases": done.cases, "reviews": done.reviews, "known": done.known}
    refused = [{"person_id": person, "code": code} for person, code in done.refused]
    if json:
        terminal.json_out({**counts, "refused": refused})
        return
    terminal.table("", ("what", "how many"), [*counts.items(), ("refused", len(refused))])


@app.command()
def requests(
    unit: Unit,
    on: terminal.On = None,
    due: Annotated[bool, typer.Option("--due", help="Only those whose answers are late or due within 3 days.")] = False,
    as_: As = None,
    json: Json = False,
) -> None:
    """List what a unit asked of bodies outside the police, by list, the newest first; nobody is named."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.queries import reading
    from toandan.work.verification import queries
    from toandan.work.verification.words import VerificationPermission

    actor, today = terminal.actor(as_), localdate(terminal.now())
    with reading(actor):
        find = partial(queries.due_lists, today=today) if due else queries.lists_of
        spans = terminal.reach(actor, VerificationPermission.READ, unit, on)
        found = [row for low, high in spans for row in find(low=low, high=high)]
        found.sort(key=lambda row: (row.due_on or today, row.list_id) if due else (-row.list_id,))
        rows = [_head(row, today) for row in found]
    _lists_out(rows, json)


@app.command()
def remind(as_: As = None, json: Json = False) -> None:
    """Remind of request lists that are late or due soon, as the house does every night; once a day for each list."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.work.verification import operations

    now = terminal.now()
    done = operations.remind(actor=terminal.actor(as_), now=now)
    _lists_out([_head(row, localdate(now)) for row in done], json)


def _lists_out(rows: list[dict[str, object]], json: bool) -> None:
    if json:
        terminal.json_out({"lists": rows})
        return
    columns = ("list", "number", "unit", "body", "due_on", "people", "answered", "waiting", "overdue", "reminded_on")
    terminal.table("", columns, [[row[column] for column in columns] for row in rows])


def _head(row: "ListRow", today: date) -> dict[str, object]:
    """Return what the command line shows of a list."""
    from toandan.record.units import queries

    return {
        "list": row.list_id,
        "number": row.number,
        "unit": queries.by_number(row.unit).code,
        "body": queries.by_number(row.body).code,
        "due_on": row.due_on,
        "people": row.lines,
        "answered": row.answered,
        "waiting": row.waiting,
        "overdue": row.overdue(today),
        "soon": row.soon(today),
        "reminded_on": row.reminded_on,
    }


@app.command("add-body")
def add_body(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A code of your own for the body.")],
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="The unit it answers for.")],
    kind: Annotated[str, typer.Option(help="justice_office, commune_committee, social_protection_centre or hospital.")],
    name: Annotated[str, typer.Option(help="Its name in Vietnamese.")],
    name_en: Annotated[str, typer.Option("--name-en", help="Its name in English.")] = "",
    as_: As = None,
    json: Json = False,
) -> None:
    """Write a body outside the police down, so that it can be asked and its officers can be appointed."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.operations import acting
    from toandan.record.units import operations, queries

    actor = terminal.actor(as_)
    with acting(actor):
        at = queries.bearer(unit, as_of=localdate(terminal.now()))
        number = operations.add_body(
            actor=actor, code=code, kind=kind, name_vi=name, name_en=name_en, territory=at.number
        )
    if json:
        terminal.json_out({"number": number, "code": code, "unit": at.code})
        return
    terminal.say(f"The body {code} has the number {number}.")


def _word(words: type[Word], text: str | None, option: str) -> Word | None:
    """Return the word meant by an option; a wrong one is a mistake in the command."""
    try:
        return words(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"There is no {text}.", param_hint=option) from error


def _plain(row: "CaseRow", today: date) -> dict[str, object]:
    """Return what the command line shows of a case: numbers and words, nobody's name."""
    from toandan.record.units import queries

    return {
        "case": row.case_id,
        "person": row.person_id,
        "unit": queries.by_number(row.unit).code,
        "kind": row.kind.value,
        "state": row.state.value,
        "source": row.source,
        "suspended": row.suspended,
        "body": queries.by_number(row.body).code if row.body else None,
        "due_on": row.due_on,
        "overdue": row.overdue(today),
        "outcome": row.outcome.value if row.outcome else None,
        "entry": row.entry,
    }
