"""What drafters and issuers of directives do by the interface: draw up, propose, issue, close (soạn thảo, ban hành)."""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Field, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.record.officers.queries import reading
from toandan.work.directives import operations, queries, states
from toandan.work.directives.words import DirectivesPermission, DirectiveState, TaskWish, Wording

router = Router(tags=["directives"])
READ, DRAFT, ISSUE = DirectivesPermission.READ, DirectivesPermission.DRAFT, DirectivesPermission.ISSUE
MOST_TASKS = 50
Unit = Annotated[int, Field(ge=0, lt=2**31)]
"""The number of a unit or body."""


class TaskIn(Schema):
    """A task: for one addressee, or for all when `unit` is null; `percent` of a measure of an order, if it has one."""

    text: Annotated[str, Field(min_length=1, max_length=1000, pattern=HOLDABLE)]
    due_on: date
    unit: Unit | None = None
    order: Annotated[str, Field(max_length=60, pattern=HOLDABLE)] = ""
    measure: Annotated[str, Field(max_length=60, pattern=HOLDABLE)] = ""
    percent: Annotated[int, Field(ge=1, le=100)] | None = None


class DraftIn(Schema):
    """A paper of `unit`, to be issued by `issuer`: its words without the number, its addressees and tasks."""

    unit: Unit
    issuer: Unit
    addressees: Annotated[list[Unit], Field(min_length=1, max_length=1000)]
    tasks: Annotated[list[TaskIn], Field(min_length=1, max_length=MOST_TASKS)]
    sign: Annotated[str, Field(min_length=1, max_length=30, pattern=HOLDABLE)]
    subject: Annotated[str, Field(min_length=1, max_length=300, pattern=HOLDABLE)]
    text: Annotated[str, Field(min_length=1, max_length=20_000, pattern=HOLDABLE)]
    place: Annotated[str, Field(max_length=80, pattern=HOLDABLE)] = ""
    signer_title: Annotated[str, Field(max_length=120, pattern=HOLDABLE)] = ""
    signer: Annotated[str, Field(max_length=80, pattern=HOLDABLE)] = ""
    copies: Annotated[str, Field(max_length=1000, pattern=HOLDABLE)] = ""
    client_key: UUID


class NoteIn(Schema):
    """What else is to be said."""

    client_key: UUID
    note: Annotated[str, Field(max_length=500, pattern=HOLDABLE)] = ""


class IssueIn(Schema):
    """`first` is its number when the register was kept elsewhere until now; null for the next one."""

    client_key: UUID
    first: Number | None = None


class ReasonIn(Schema):
    """Why."""

    client_key: UUID
    reason: Annotated[str, Field(min_length=1, max_length=500, pattern=HOLDABLE)]


class ReturnIn(ReasonIn):
    """Whose report is returned, and why."""

    unit: Unit


class StateOut(Schema):
    """How far the directive is now; `signed` is its sign, with its number once it is issued."""

    directive_id: int
    signed: str
    state: DirectiveState


@router.post("/directives/drafts", response=StateOut)
@needs(DRAFT, writes=True)
def draw_up(request: Call, asked: DraftIn) -> StateOut:
    """Draw a directive up. The same key returns the one it made."""
    made = operations.draw_up(
        actor=request.actor, now=request.now, drafter=asked.unit, issuer=asked.issuer, addressees=asked.addressees,
        wording=Wording(
            asked.sign, asked.subject, asked.text, asked.place, asked.signer_title, asked.signer, asked.copies
        ),
        tasks=[TaskWish(o.text, o.due_on, o.unit, o.order, o.measure, o.percent) for o in asked.tasks],
        client_key=asked.client_key,
    )  # fmt: skip
    return _state(request, made)


@router.post("/directives/{int:directive_id}/propose", response=StateOut)
@needs(DRAFT, writes=True)
def propose(request: Call, directive_id: Number, asked: NoteIn) -> StateOut:
    """Lay a draft before its issuer. The same key changes nothing."""
    operations.propose(
        actor=request.actor, now=request.now, directive=directive_id, client_key=asked.client_key, note=asked.note
    )
    return _state(request, directive_id)


@router.post("/directives/{int:directive_id}/issue", response=StateOut)
@needs(ISSUE, writes=True)
def issue(request: Call, directive_id: Number, asked: IssueIn) -> StateOut:
    """Issue a directive: its number is drawn, and its addressees see it. The same key changes nothing."""
    operations.issue(
        actor=request.actor, now=request.now, directive=directive_id, client_key=asked.client_key, first=asked.first
    )
    return _state(request, directive_id)


@router.post("/directives/{int:directive_id}/send-back", response=StateOut)
@needs(ISSUE, writes=True)
def send_back(request: Call, directive_id: Number, asked: ReasonIn) -> StateOut:
    """Send a proposal back to its drafter. The same key changes nothing."""
    return _for_a_reason(operations.send_back, request, directive_id, asked)


@router.post("/directives/{int:directive_id}/close", response=StateOut)
@needs(ISSUE, writes=True)
def close(request: Call, directive_id: Number, asked: ReasonIn) -> StateOut:
    """Close a directive, with or without the last report. The same key changes nothing."""
    return _for_a_reason(operations.close, request, directive_id, asked)


@router.post("/directives/{int:directive_id}/withdraw", response=StateOut)
@needs(READ, writes=True)
def withdraw(request: Call, directive_id: Number, asked: ReasonIn) -> StateOut:
    """Take a directive back: its drafter before it is issued, its issuer afterwards. The same key changes nothing.

    Which word this needs depends on the state; the operation asks for it.
    """
    return _for_a_reason(operations.withdraw, request, directive_id, asked)


@router.post("/directives/{int:directive_id}/return", response=StateOut)
@needs(ISSUE, writes=True)
def give_back(request: Call, directive_id: Number, asked: ReturnIn) -> StateOut:
    """Return an addressee's report: all its answers are to be given again. The same key changes nothing."""
    operations.give_back(
        actor=request.actor, now=request.now, directive=directive_id, addressee=asked.unit, reason=asked.reason,
        client_key=asked.client_key,
    )  # fmt: skip
    return _state(request, directive_id)


def _for_a_reason(deed: Callable[..., None], request: Call, directive_id: int, asked: ReasonIn) -> StateOut:
    deed(actor=request.actor, now=request.now, directive=directive_id, reason=asked.reason, client_key=asked.client_key)
    return _state(request, directive_id)


def _state(request: Call, directive_id: int) -> StateOut:
    with reading(request.actor):
        sheet = queries.sheet(directive_id)
    shown = states.shown(sheet.head.state, (row.state for row in sheet.addressees))
    return StateOut(directive_id=directive_id, signed=sheet.head.signed, state=shown)
