"""Notification lists for other systems: read, draw up, send, answer (danh sách thông báo)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.utils.timezone import localdate
from ninja import Field, Router, Schema

from toandan.faces.api.door import Call, Number, needs
from toandan.record.journal.operations import append_reads
from toandan.record.ledger.words import Residence
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.movements import operations, queries
from toandan.work.movements.words import (
    Answered,
    Grouping,
    LineRow,
    LineState,
    ListRow,
    ListsPermission,
    ListState,
    ReturnReason,
    Wish,
)

router = Router(tags=["lists"])
MOST = 200
Unit = Annotated[int, Field(ge=1, lt=2**31)]
Text = Annotated[str, Field(max_length=500)]
People = Annotated[list[Number], Field(min_length=1, max_length=100_000)]


class ListOut(Schema):
    """One list; units are numbers, `open` people wait for an answer, `overdue` tells that the last day has passed.

    From `details_removed_at` on, some months after it was closed, its people have no names.
    """

    list_id: int
    sender: int
    receiver: int
    state: ListState
    reason: str
    lines: int
    accepted: int
    returned: int
    withdrawn: int
    open: int
    due_on: date | None
    overdue: bool
    drawn_at: datetime
    sent_at: datetime | None
    closed_at: datetime | None
    details_removed_at: datetime | None


class LineOut(Schema):
    """One person on a list; `source` answers now, `target` is the commune they live in, the number is masked."""

    person_id: int
    source: int
    target: int
    state: LineState
    full_name: str
    birth: str
    sex: str
    masked_number: str
    present_address: str
    phone: str
    residence: Residence
    reason: ReturnReason | None
    note: str
    entry: int | None


class WholeOut(Schema):
    """One list with its people."""

    head: ListOut
    people: list[LineOut]


class PairOut(Schema):
    """The statement of one pair of units: sent = accepted + returned + open."""

    sender: int
    receiver: int
    lists: int
    sent: int
    accepted: int
    returned: int
    open: int
    overdue: int
    withdrawn: int


class WishIn(Schema):
    """Whom to put on a list, and the number of the commune they live in; null takes the register's present place.

    `address` is the street there, where somebody said it.
    """

    person_id: Number
    target: Unit | None = None
    address: str = Field("", max_length=200)


class DrawIn(Schema):
    """Who sends, whom, why; `client_key` makes a repeat harmless."""

    client_key: UUID
    sender: Unit
    people: Annotated[list[WishIn], Field(min_length=1, max_length=100_000)]
    reason: Text
    grouping: Grouping = Grouping.DISTRICT
    good_only: bool = False


class DrawnOut(Schema):
    """The drafts that were made, one for each receiving unit."""

    lists: list[int]


class SendIn(Schema):
    """Send a draft; `days` to answer, the house's own number when null."""

    client_key: UUID
    days: Annotated[int | None, Field(ge=1, le=365)] = None


class AcceptIn(Schema):
    """Take people over; `targets` names another commune of the receiver for some, by person."""

    client_key: UUID
    people: People
    targets: dict[Number, Unit] = Field(default_factory=dict)
    residence: Residence | None = None


class ReturnIn(Schema):
    """Send people back with one reason."""

    client_key: UUID
    people: People
    reason: ReturnReason
    note: Text = ""


class WithdrawIn(Schema):
    """Take a list back."""

    client_key: UUID
    reason: Text


class AnsweredOut(Schema):
    """What was done: to how many, who could not be taken over, by which entry, and where the list stands now."""

    list_id: int
    done: int
    refused: list[int]
    entry: int | None
    state: ListState
    repeated: bool


@router.get("/lists", response=list[ListOut], summary="Lists in or out of a unit, the newest first")
@needs(ListsPermission.READ)
def lists(
    request: Call,
    unit: Unit,
    way: Literal["in", "out"] = "in",
    state: ListState | None = None,
    before: Number | None = None,
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50,
) -> list[ListOut]:
    """Return lists of a unit and everything below it; `before` is the last one of the page before."""
    place = units.by_number(unit)
    find = queries.lists_in if way == "in" else queries.lists_out
    found = find(low=place.number, high=place.last, state=state, before=before, limit=limit)
    return [_head(row, localdate(request.now)) for row in found]


@router.get("/lists/statement", response=list[PairOut], summary="Sent, accepted, returned and open by pair of units")
@needs(ListsPermission.READ)
def statement(request: Call, unit: Unit) -> list[PairOut]:
    """Return the statement of every pair of which one side lies in the unit."""
    place = units.by_number(unit)
    pairs = queries.statement(low=place.number, high=place.last, today=localdate(request.now))
    return [PairOut.model_validate(pair, from_attributes=True) for pair in pairs]


@router.get("/lists/{int:list_id}", response=WholeOut, summary="One list with its people")
@needs(ListsPermission.READ, writes=True)
def one(request: Call, list_id: int) -> WholeOut:
    """Return a list; who was shown is journalled before the answer leaves."""
    with reading(request.actor):
        row = queries.list_row(list_id)
        people = queries.lines(list_id)
    _journal(request, people)
    return WholeOut(
        head=_head(row, localdate(request.now)),
        people=[LineOut.model_validate(line, from_attributes=True) for line in people],
    )


@router.post("/lists", response=DrawnOut, summary="Draw up one draft for each receiving unit")
@needs(ListsPermission.SEND, writes=True)
def draw_up(request: Call, asked: DrawIn) -> DrawnOut:
    """Draw lists up and return their numbers."""
    made = operations.draw_up(
        actor=request.actor,
        now=request.now,
        sender=asked.sender,
        wishes=[Wish(wish.person_id, wish.target, address=wish.address) for wish in asked.people],
        reason=asked.reason,
        client_key=asked.client_key,
        grouping=asked.grouping,
        good_only=asked.good_only,
    )
    return DrawnOut(lists=made)


@router.post("/lists/{int:list_id}/send", response=AnsweredOut, summary="Send a draft")
@needs(ListsPermission.SEND, writes=True)
def send(request: Call, list_id: int, asked: SendIn) -> AnsweredOut:
    """Send a list to its receiver."""
    done = operations.send(
        actor=request.actor, now=request.now, list_id=list_id, client_key=asked.client_key, days=asked.days
    )
    return _answered(done)


@router.post("/lists/{int:list_id}/accept", response=AnsweredOut, summary="Take people of a list over")
@needs(ListsPermission.ANSWER, writes=True)
def accept(request: Call, list_id: int, asked: AcceptIn) -> AnsweredOut:
    """Move people into the receiver's account by one entry."""
    done = operations.accept(
        actor=request.actor,
        now=request.now,
        list_id=list_id,
        persons=asked.people,
        client_key=asked.client_key,
        targets=asked.targets,
        residence=asked.residence,
    )
    return _answered(done)


@router.post("/lists/{int:list_id}/return", response=AnsweredOut, summary="Send people of a list back")
@needs(ListsPermission.ANSWER, writes=True)
def send_back(request: Call, list_id: int, asked: ReturnIn) -> AnsweredOut:
    """Send people back to the sender with a reason."""
    done = operations.send_back(
        actor=request.actor,
        now=request.now,
        list_id=list_id,
        persons=asked.people,
        reason=asked.reason,
        note=asked.note,
        client_key=asked.client_key,
    )
    return _answered(done)


@router.post("/lists/{int:list_id}/withdraw", response=AnsweredOut, summary="Take a list back")
@needs(ListsPermission.SEND, writes=True)
def withdraw(request: Call, list_id: int, asked: WithdrawIn) -> AnsweredOut:
    """Withdraw whoever still waits."""
    done = operations.withdraw(
        actor=request.actor, now=request.now, list_id=list_id, reason=asked.reason, client_key=asked.client_key
    )
    return _answered(done)


def _journal(request: Call, people: Sequence[LineRow]) -> None:
    with acting(request.actor):
        shown = [(line.person_id, line.source) for line in people]
        append_reads(actor=request.actor, people=shown, purpose="movements.list")


def _head(row: ListRow, today: date) -> ListOut:
    names = set(ListOut.model_fields) - {"overdue"}
    return ListOut(**{name: getattr(row, name) for name in names}, overdue=row.overdue(today))


def _answered(done: Answered) -> AnsweredOut:
    return AnsweredOut.model_validate(done, from_attributes=True)
