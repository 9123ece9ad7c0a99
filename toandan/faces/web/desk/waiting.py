"""What waits for an officer, worked out from the board of his unit (việc cần làm)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from toandan.command.campaign import labels
from toandan.command.campaign.words import IN_PROGRESS, UNTOUCHED, Board, Status
from toandan.command.notices.labels import KINDS, LOADS
from toandan.command.notices.words import Kind, Load
from toandan.faces.web.campaign import lines, parts, table
from toandan.faces.web.campaign.address import BoardView
from toandan.faces.web.desk import phrases
from toandan.faces.web.frame import formats
from toandan.ground.kernel.actor import Actor
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.difficulties import queries as raised
from toandan.work.difficulties.words import DifficultiesPermission
from toandan.work.directives import queries as papers
from toandan.work.directives.words import DirectivesPermission, Place
from toandan.work.questions import queries as asked_here
from toandan.work.questions.words import QuestionsPermission
from toandan.work.verification import queries as verification
from toandan.work.verification.words import ListRow, VerificationPermission

TROUBLES = 5
"""Units in trouble named on the desk; the board has them all."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits: how many, what, where it is worked on, and by when ("" when no day is set)."""

    count: str
    text: str | Promise
    address: str
    due: str = ""


def tasks(board: Board, *, may_read_people: bool) -> list[Task]:
    """Return what waits at the unit, the most urgent first; nothing when all is done."""
    total = board.total
    here = BoardView(board.order, total.code)
    made = []
    late = sum(row.status in table.TROUBLE for row in board.rows) if total.level is not UnitLevel.COMMUNE else 0
    if late:
        made.append(one_task(late, phrases.UNITS, f"{here.address}#units"))
    if not may_read_people:
        return made
    texts = {
        IN_PROGRESS: phrases.IN_PROGRESS,
        UNTOUCHED: phrases.UNTOUCHED,
    }
    for part, text in texts.items():
        if total.residual[part]:
            address = lines.address(total.number, board.measure, part)
            made.append(one_task(total.residual[part], text, address))
    hindered = sum(people for kind, people in total.residual.items() if kind not in texts)
    if hindered:
        made.append(one_task(hindered, phrases.HELD_UP, "#obstacles"))
    return made


def cases(actor: Actor, unit: Unit, *, today: date) -> list[Task]:
    """Return what waits in verification: questions put to the officer's body, late answers, reviews, open cases.

    A list that is late is told as late and not once more as due soon.
    """
    made: list[tuple[int, str | Promise, str]] = []
    if actor.may_somewhere(VerificationPermission.READ_REQUEST):
        spans = actor.ranges(VerificationPermission.READ_REQUEST)
        asked = sum(len(verification.asked_of(low=low, high=high)) for low, high in spans)
        due = [
            row for low, high in spans for row in verification.due_lists(low=low, high=high, today=today, asked=True)
        ]
        late, soon = _late_and_soon(due, today)
        made += [
            (late, KINDS[Kind.LATE_REQUESTS], "/requests/"),
            (soon, KINDS[Kind.REQUESTS], "/requests/"),
            (asked, phrases.ASKED, "/requests/"),
        ]
    if actor.may(VerificationPermission.READ, unit.number):
        counts = dict(verification.cases(low=unit.number, high=unit.last, today=today, limit=0).counts)
        counts.pop("overdue")
        late, soon = _late_and_soon(verification.due_lists(low=unit.number, high=unit.last, today=today), today)
        reviews = verification.reviews_waiting(actor, low=unit.number, high=unit.last)
        made += [
            (late, phrases.LATE_OUTSIDE, "/cases/lists/?due=1"),
            (soon, phrases.SOON_OUTSIDE, "/cases/lists/?due=1"),
            (reviews, phrases.PAIRS, "/cases/reviews/"),
            (sum(counts.values()), LOADS[Load.CASES], "/cases/"),
        ]
    return [one_task(count, text, address) for count, text, address in made if count]


def directives(actor: Actor, unit: Unit, *, today: date) -> list[Task]:
    """Return what directives ask of the officer's unit or body: to report, to issue, to look at, to look after."""
    at = Place(unit.number, unit.level is UnitLevel.BODY)
    if not papers.reaches(actor, DirectivesPermission.READ, at):
        return []
    tasks = papers.tasks_waiting(at)
    late = sum(task.due_on < today for task in tasks)
    made = [
        (late, KINDS[Kind.LATE_TASKS], "in"),
        (len(tasks) - late, KINDS[Kind.TASKS], "in"),
    ]
    if papers.reaches(actor, DirectivesPermission.ISSUE, at):
        made += [
            (len(papers.awaiting_issue(at, today=today)), KINDS[Kind.TO_ISSUE], "proposed"),
            (papers.to_look_at(at), phrases.REPORTS, "out"),
            (len(papers.escalated(at)), KINDS[Kind.ESCALATED], "late"),
        ]
    return [one_task(count, text, f"/directives/?desk={desk}") for count, text, desk in made if count]


def difficulties(actor: Actor, unit: Unit, *, today: date) -> list[Task]:
    """Return what difficulties ask of the officer's unit or body, and how much guidance the officer has not read."""
    at = Place(unit.number, unit.level is UnitLevel.BODY)
    made: list[tuple[int, str | Promise, str]] = []
    if papers.reaches(actor, DifficultiesPermission.READ, at):
        asked = raised.to_answer(at)
        late = sum(row.due_on < today for row in asked)
        made = [
            (late, KINDS[Kind.LATE_DIFFICULTIES], "/difficulties/"),
            (len(asked) - late, KINDS[Kind.DIFFICULTIES], "/difficulties/"),
            (len(raised.to_accept(at)), KINDS[Kind.TO_ACCEPT], "/difficulties/"),
        ]
    if actor.may_somewhere(DifficultiesPermission.LOOK_UP):
        made.append((raised.unread(actor.officer), KINDS[Kind.GUIDANCE], "/guidance/"))
    return [one_task(count, text, address) for count, text, address in made if count]


def questions(actor: Actor, unit: Unit, *, today: date) -> list[Task]:
    """Return what citizens' questions ask of the officer's unit: to answer, to look at, to see why it is late below."""
    if not actor.may(QuestionsPermission.ANSWER, unit.number):
        return []
    waits, held = asked_here.to_answer(unit.number), asked_here.held(unit.number)
    late = sum(row.late(today) for row in waits)
    below = [row for row in asked_here.late([(unit.number, unit.last)], today=today) if row.at != unit.number]
    made = [
        (late, KINDS[Kind.LATE_QUESTIONS], "here"),
        (len(waits) - late, KINDS[Kind.QUESTIONS], "here"),
        (len(held), KINDS[Kind.HELD_QUESTIONS], "held"),
        (len(below), phrases.LATE_BELOW, "late"),
    ]
    return [one_task(count, text, f"/questions/?desk={desk}") for count, text, desk in made if count]


def _late_and_soon(rows: Sequence[ListRow], today: date) -> tuple[int, int]:
    return sum(row.overdue(today) for row in rows), sum(row.soon(today) for row in rows)


def lists(waiting: Mapping[str, int], *, late_in: int, late_out: int, held: int) -> list[Task]:
    """Return what notification lists ask of the unit; what somebody else waits for stands first."""
    said = (
        (late_in, KINDS[Kind.LATE_LISTS], "/lists/?way=in&state=sent"),
        (waiting["in"] - late_in, KINDS[Kind.LISTS], "/lists/?way=in&state=sent"),
        (held, phrases.LETTERS, "/lists/letters/"),
        (waiting["unsettled"], phrases.CAME_BACK, "/lists/?way=out"),
        (late_out, phrases.LATE_SENT, "/lists/?way=out&state=sent"),
        (waiting["drafts"], phrases.DRAFTS, "/lists/?way=out&state=draft"),
    )
    return [one_task(count, text, address) for count, text, address in said if count > 0]


def one_task(count: int, text: str | Promise, address: str, due: str = "") -> Task:
    """Return what waits, its words in the form for so many."""
    return Task(formats.number(count), text % count, address, due)


def obstacles(board: Board) -> list[Task]:
    """Return the obstacles at the unit, the most frequent first, each with its list."""
    total = board.total
    found = [(k, n) for k, n in total.residual.items() if n and k not in {IN_PROGRESS, UNTOUCHED}]
    return [
        Task(formats.number(n), labels.RESIDUALS[kind], lines.address(total.number, board.measure, kind))
        for kind, n in sorted(found, key=lambda pair: -pair[1])
    ]


def troubles(board: Board) -> list[table.Line]:
    """Return the first units in trouble, as the board's table writes them."""
    if board.total.level is UnitLevel.COMMUNE:
        return []
    rows = table.in_trouble(board.rows)[:TROUBLES]
    return table.lines(rows, address=lambda row: BoardView(board.order, row.code).address, above={})


def keys(board: Board) -> list[dict[str, object]]:
    """Return the key strip of the unit."""
    return parts.keys(board, None)


def is_done(board: Board) -> bool:
    """Tell whether nothing is left but new cases."""
    return board.total.status in {Status.DONE, Status.EMPTY}
