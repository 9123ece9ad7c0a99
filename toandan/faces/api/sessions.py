"""Days in the field for other systems: the sessions of a unit, and the places they may be held at (buổi lưu động)."""

from datetime import date, datetime
from typing import Annotated

from django.utils.timezone import localdate
from ninja import Field, Path, Query, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.record.officers.operations import require
from toandan.record.units import queries as units
from toandan.work.sessions import queries
from toandan.work.sessions.words import Kind, Located, PlaceKind, SessionRow, SessionsPermission, Shift, State

router = Router(tags=["sessions"])
READ = SessionsPermission.READ
MOST_DAYS = 92
Code = Annotated[str, Path(max_length=60, pattern=HOLDABLE)]


class SessionsIn(Schema):
    """Whose sessions, by the number of a unit; `since` is the first day, today when left out."""

    unit: Number
    since: date | None = None
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 7


class SessionOut(Schema):
    """A session. `served` and `collected` are there once it has closed, `posted` once it has been reconciled."""

    code: str
    kind: Kind
    place: str
    unit: str
    kit: str
    day: date
    shift: Shift
    expected: int
    plan: str
    state: State
    remaining: int | None
    served: int | None
    collected: int | None
    posted: int | None
    note: str
    opened_at: datetime | None
    closed_at: datetime | None


class SessionsOut(Schema):
    """The sessions of some days, cancelled ones too."""

    sessions: list[SessionOut]


class PlaceOut(Schema):
    """A place; `share` is which part of its unit's people it is the nearest for, `located` how the point is known."""

    code: str
    unit: str
    kind: PlaceKind
    name: str
    address: str
    latitude: float
    longitude: float
    located: Located
    share: float


class PlacesOut(Schema):
    """The places of a unit that are in use today."""

    places: list[PlaceOut]


@router.get("/sessions", response=SessionsOut)
@needs(READ)
def listed(request: Call, asked: Query[SessionsIn]) -> SessionsOut:
    """List the sessions of a unit and of those below it on some days."""
    require(request.actor, READ, at=asked.unit)
    here = units.by_number(asked.unit)
    first = asked.since or localdate(request.now)
    # A span that would run past the end of the calendar ends there.
    days = min(asked.days, (date.max - first).days + 1)
    return SessionsOut(sessions=[_row(row) for row in queries.listed([here.number], first, days)])


@router.get("/sessions/places", response=PlacesOut)
@needs(READ)
def places(request: Call, unit: Number) -> PlacesOut:
    """List the places of a unit and of those below it."""
    require(request.actor, READ, at=unit)
    rows = queries.places_in([units.by_number(unit).number], localdate(request.now))
    return PlacesOut(
        places=[
            PlaceOut(
                code=row.code, unit=_code(row.unit), kind=row.kind, name=row.name, address=row.address,
                latitude=row.latitude, longitude=row.longitude, located=row.located, share=row.share,
            )
            for row in rows
        ]
    )  # fmt: skip


@router.get("/sessions/{code}", response=SessionOut)
@needs(READ)
def one(request: Call, code: Code) -> SessionOut:
    """Show one session."""
    row = queries.session(code)
    require(request.actor, READ, at=row.unit)
    return _row(row)


def _row(row: SessionRow) -> SessionOut:
    return SessionOut(
        code=row.code, kind=row.kind, place=row.place, unit=_code(row.unit), kit=row.kit, day=row.day, shift=row.shift,
        expected=row.expected, plan=row.plan, state=row.state, remaining=row.remaining, served=row.served,
        collected=row.collected, posted=row.posted, note=row.note, opened_at=row.opened_at, closed_at=row.closed_at,
    )  # fmt: skip


def _code(number: int) -> str:
    return units.by_number(number).code
