"""Commands about citizens' questions: list, show, answer (câu hỏi, phản ánh của người dân)."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID, uuid4

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.record.units.words import Unit
    from toandan.work.questions.words import QuestionRow

NAME = "questions"
app = typer.Typer(no_args_is_help=True, help="Questions and complaints of citizens: who answers by when.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]
Number = Annotated[int, typer.Argument(metavar="QUESTION", help="Number of the question.")]
DESKS = ("here", "held", "gone", "late")


@app.command("list")
def listed(
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="Questions of this unit.")],
    on: terminal.On = None,
    desk: Annotated[str, typer.Option(help="Which: here (to answer), held, gone (with others), late.")] = "here",
    as_: As = None,
    json: Json = False,
) -> None:
    """List what waits at a unit, is held for review, went to another one, or is late in its reach; never the words."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.queries import reading
    from toandan.record.units import queries as units
    from toandan.work.questions.words import QuestionsPermission

    if desk not in DESKS:
        raise typer.BadParameter(", ".join(DESKS), param_hint="--desk")
    actor, today = terminal.actor(as_), localdate(terminal.now())
    with reading(actor):
        here = [units.by_number(low) for low, _ in terminal.reach(actor, QuestionsPermission.READ, unit, on)]
        told = [_row(row, today) for one in here for row in _desk(desk, one, today)]
    if json:
        terminal.json_out({"questions": told})
        return
    columns = ("question", "sort", "topic", "unit", "with", "state", "due_on", "overdue")
    terminal.table("", columns, [[row[column] for column in columns] for row in told])


@app.command()
def show(question: Number, as_: As = None, json: Json = False) -> None:
    """Show one question: what was asked, the answer, and how far it is."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading
    from toandan.work.questions import queries
    from toandan.work.questions.words import QuestionsPermission

    actor, today = terminal.actor(as_), localdate(terminal.now())
    with reading(actor):
        head = queries.sheet(question).head
        if not any(unit and actor.may(QuestionsPermission.READ, unit) for unit in (head.unit, head.came_from)):
            require(actor, QuestionsPermission.READ, at=head.at)
        told = _row(head, today) | {"text": head.text, "answer": head.answer}
    if json:
        terminal.json_out(told)
        return
    terminal.table("", ("fact", "value"), list(told.items()))


@app.command()
def answer(
    question: Number,
    text: Annotated[str, typer.Option("--text", help="The answer; `-` reads it from standard input.")] = "-",
    key: Annotated[str | None, typer.Option("--key", help="A UUID; the same one never answers twice.")] = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """Answer a question in the name of the unit it is with."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.queries import reading
    from toandan.work.questions import operations, queries

    try:
        client_key = UUID(key) if key else uuid4()
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong), param_hint="--key") from wrong
    actor, now = terminal.actor(as_), terminal.now()
    said = sys.stdin.read() if text == "-" else text
    operations.answer(actor=actor, now=now, question=question, text=said, client_key=client_key)
    with reading(actor):
        told = _row(queries.sheet(question).head, localdate(now))
    if json:
        terminal.json_out(told)
        return
    terminal.table("", ("fact", "value"), list(told.items()))


def _desk(desk: str, unit: "Unit", today: date) -> "list[QuestionRow]":
    from toandan.work.questions import queries

    if desk == "late":
        return queries.late([(unit.number, unit.last)], today=today)
    return {"here": queries.to_answer, "held": queries.held, "gone": queries.gone}[desk](unit.number)


def _row(row: "QuestionRow", today: date) -> dict[str, Any]:
    from toandan.record.units import queries as units

    return {
        "question": row.question_id,
        "sort": row.sort,
        "topic": row.topic,
        "unit": units.by_number(row.unit).code,
        "with": units.by_number(row.at).code,
        "state": row.state,
        "held_for": list(row.marks),
        "asked_at": row.asked_at,
        "due_on": row.due_on if row.open else None,
        "overdue": row.late(today),
        "in_time": row.in_time,
        "escalations": row.escalations,
        "difficulty": row.difficulty,
    }
