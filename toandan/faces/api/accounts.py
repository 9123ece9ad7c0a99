"""Electronic accounts for other systems: whom a session of activation expects, noting and undoing (kích hoạt)."""

from typing import Annotated
from uuid import UUID

from ninja import Field, Path, Query, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, needs
from toandan.record.journal.operations import append_reads
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.work.sessions import operations, queries
from toandan.work.sessions.words import Holder, SessionsPermission

router = Router(tags=["sessions"])
ACTIVATE = SessionsPermission.ACTIVATE
Code = Annotated[str, Path(max_length=60, pattern=HOLDABLE)]
Text = Annotated[str, Field(max_length=300, pattern=HOLDABLE)]
Person = Annotated[int, Field(ge=1, lt=2**63)]


class TickIn(Schema):
    """Whose account was activated at the session; a repeat with the same `client_key` changes nothing."""

    client_key: UUID
    person: Person
    reason: Text = ""


class AccountIn(Schema):
    """An account that was activated; `session` is the code of the session at which, left out for at the unit."""

    client_key: UUID
    session: Annotated[str, Field(max_length=60, pattern=HOLDABLE)] = ""
    reason: Text = ""


class UntickIn(Schema):
    """Why an activation is undone."""

    client_key: UUID
    reason: Text


class TickedOut(Schema):
    """The number of the activation, by which it is undone."""

    activation: int


class UntickedOut(Schema):
    """The number of the counter-entry."""

    entry: int


class HolderOut(Schema):
    """Somebody on the list: as much as is needed to know them; `number` is masked."""

    person_id: int
    name: str
    born: str
    number: str
    activation: int | None


class HoldersOut(Schema):
    """A page of the list: how many accounts wait in all, the people of this page, and the first activated here."""

    waiting: int
    people: list[HolderOut]
    activated: list[HolderOut]


class ListIn(Schema):
    """Which page of the people whose account waits; a page has 50."""

    page: Annotated[int, Field(ge=1, le=200)] = 1


@router.get("/sessions/{code}/activations", response=HoldersOut)
@needs(ACTIVATE, writes=True)
def expected(request: Call, code: Code, asked: Query[ListIn]) -> HoldersOut:
    """List whom a session of activation expects; reading is journalled."""
    with reading(request.actor):
        door = queries.account_door(code)
        waiting, done = queries.holders(door, page=asked.page), queries.holders(door, active=True)
    with acting(request.actor):
        people = [(one.person, one.unit) for one in (*waiting.people, *done.people)]
        append_reads(actor=request.actor, people=people, purpose=ACTIVATE)
    return HoldersOut(
        waiting=waiting.many, people=[_out(one) for one in waiting.people],
        activated=[_out(one) for one in done.people],
    )  # fmt: skip


@router.post("/sessions/{code}/activations", response=TickedOut)
@needs(ACTIVATE, writes=True)
def tick(request: Call, code: Code, said: TickIn) -> TickedOut:
    """Note that somebody activated their account at a session.

    Refusals: `not_running`, `other_unit`, `not_granted`, `active_already`.
    """
    made = operations.activate(
        actor=request.actor, now=request.now, person=said.person, session=code, reason=said.reason,
        client_key=said.client_key,
    )  # fmt: skip
    return TickedOut(activation=made)


@router.post("/people/{int:person_id}/activations", response=TickedOut)
@needs(ACTIVATE, writes=True)
def account(request: Call, person_id: int, said: AccountIn) -> TickedOut:
    """Note that a person activated their account, at a session or at the unit."""
    made = operations.activate(
        actor=request.actor, now=request.now, person=person_id, session=said.session, reason=said.reason,
        client_key=said.client_key,
    )  # fmt: skip
    return TickedOut(activation=made)


@router.post("/people/{int:person_id}/activations/{int:activation}/undo", response=UntickedOut)
@needs(ACTIVATE, writes=True)
def undo(request: Call, person_id: int, activation: int, said: UntickIn) -> UntickedOut:
    """Undo an activation by a counter-entry: the account waits again, and counts no more at its session."""
    entry = operations.undo_activation(
        actor=request.actor, now=request.now, person=person_id, activation=activation, reason=said.reason,
        client_key=said.client_key,
    )  # fmt: skip
    return UntickedOut(entry=entry)


def _out(one: Holder) -> HolderOut:
    return HolderOut(
        person_id=one.person, name=one.name, born=one.born.text, number=one.number, activation=one.activation
    )
