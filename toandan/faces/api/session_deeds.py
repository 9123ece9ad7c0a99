"""Announcing, moving and cancelling days in the field from other systems (công bố, dời, hủy buổi lưu động)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Field, Path, Schema

from toandan.faces.api.door import HOLDABLE, Call, needs

# One address takes one router: a second one for it would hide what the first answers.
from toandan.faces.api.sessions import router as sessions
from toandan.record.officers.queries import reading
from toandan.work.sessions import operations, queries
from toandan.work.sessions.words import Kind, NewSession, SessionsPermission, Shift

PLAN = SessionsPermission.PLAN
Code = Annotated[str, Path(max_length=60, pattern=HOLDABLE)]
Named = Annotated[str, Field(min_length=1, max_length=60, pattern=HOLDABLE)]
Text = Annotated[str, Field(max_length=300, pattern=HOLDABLE)]


class AnnounceIn(Schema):
    """A session to be announced: what for, where, with which kit, when, for how many; `plan` may name what it is of.

    Where more are expected than remain there, a plan or a `reason` vouches for them.
    """

    client_key: UUID
    kind: Kind = Kind.ENROLMENT
    place: Named
    kit: Named
    day: date
    shift: Shift
    expected: Annotated[int, Field(ge=0, le=10_000)]
    plan: Annotated[str, Field(max_length=60, pattern=HOLDABLE)] = ""
    reason: Annotated[str, Field(max_length=300, pattern=HOLDABLE)] = ""


class MoveIn(Schema):
    """Where a session goes; what is left out stays as it is."""

    client_key: UUID
    reason: Text
    place: Named | None = None
    kit: Named | None = None
    day: date | None = None
    shift: Shift | None = None


class CancelIn(Schema):
    """Why a session is cancelled."""

    client_key: UUID
    reason: Text


class DoneOut(Schema):
    """The code of the session."""

    code: str


@sessions.post("/sessions", response=DoneOut)
@needs(PLAN, writes=True)
def announce(request: Call, said: AnnounceIn) -> DoneOut:
    """Announce a session; the same `client_key` again returns the session it made.

    Refusals: `day_past`, `place_shut`, `place_taken`, `kit_taken`, `crowd_few`, `crowd_time`, and why a kit cannot be
    used there.
    """
    session = NewSession(said.kind, said.place, said.kit, said.day, said.shift, said.expected)
    code = operations.announce(
        actor=request.actor, now=request.now, session=session, plan=said.plan, reason=said.reason,
        client_key=said.client_key,
    )  # fmt: skip
    return DoneOut(code=code)


@sessions.post("/sessions/{code}/move", response=DoneOut)
@needs(PLAN, writes=True)
def move(request: Call, code: Code, said: MoveIn) -> DoneOut:
    """Move an announced session to another day, shift, place or kit; its code stays. Refusals as when announcing."""
    with reading(request.actor):
        row = queries.session(code)
    to = NewSession(
        row.kind, said.place or row.place, said.kit or row.kit, said.day or row.day, said.shift or row.shift,
        row.expected,
    )  # fmt: skip
    operations.move(
        actor=request.actor, now=request.now, code=code, to=to, reason=said.reason, client_key=said.client_key
    )
    return DoneOut(code=code)


@sessions.post("/sessions/{code}/cancel", response=DoneOut)
@needs(PLAN, writes=True)
def cancel(request: Call, code: Code, said: CancelIn) -> DoneOut:
    """Cancel a session that is announced or open, with a reason."""
    operations.cancel(actor=request.actor, now=request.now, code=code, reason=said.reason, client_key=said.client_key)
    return DoneOut(code=code)
