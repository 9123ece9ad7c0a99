"""Tables for other systems: which there are, asking for one, how far it is, taking it (bảng xuất).

What a client asks for is always made in the background, under the same bounds as an officer's long table: one at a
time, ten kept. It is made, and taken, with what the client may do at that moment.
"""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from ninja import Field, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.record.exports import operations, queries
from toandan.record.exports.words import Counter, ExportRow, ExportState, Reason

router = Router(tags=["exports"])
MOST = 100
Name = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z_.]+$")]
Part = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^/\x00]+$")]
Said = Annotated[str, Field(max_length=100, pattern=HOLDABLE)]


class OfferOut(Schema):
    """A table that may be asked for: what `of` must name, as `text` or `number`, and the formats it leaves as.

    `permission` is the word the client needs, null when every client may ask; `allowed` says whether this one has it.
    """

    name: str
    of: dict[str, Literal["text", "number"]]
    permission: str | None
    formats: list[str]
    allowed: bool


class AskIn(Schema):
    """Which table: `of` are the parts of its page's address, `asked` what stands there behind the question mark."""

    name: Name
    of: Annotated[dict[Name, Part], Field(max_length=10)] = Field(default_factory=dict)
    asked: Annotated[dict[Name, Annotated[list[Said], Field(max_length=20)]], Field(max_length=20)] = Field(
        default_factory=dict
    )
    format: Literal["xlsx", "csv", "pdf"] = "xlsx"
    language: Literal["vi", "en"] = "vi"
    client_key: UUID


class ExportOut(Schema):
    """A table that was asked for; `rows` are written of about `expected`, `size` is in bytes once it is ready."""

    export: int
    table: str
    title: str
    about: str
    format: str
    language: str
    state: ExportState
    reason: Reason
    rows: int
    expected: int | None
    size: int | None
    asked_at: datetime
    ended_at: datetime | None
    expires_at: datetime


@router.get("/exports/offers", response=list[OfferOut])
@needs(None)
def offers(request: Call) -> list[OfferOut]:
    """List the tables that may be asked for."""
    return [
        OfferOut(
            name=one.name,
            of={name: "number" if kind is int else "text" for name, kind in one.names.items()},
            permission=one.permission,
            formats=list(one.forms),
            allowed=one.permission is None or request.actor.may_somewhere(one.permission),
        )
        for one in counter().offers()
    ]


@router.get("/exports", response=list[ExportOut])
@needs(None)
def own(request: Call) -> list[ExportOut]:
    """List what this client asked for, the newest first."""
    return [_out(row) for row in queries.own(request.actor, limit=MOST)]


@router.post("/exports", response={202: ExportOut})
@needs(None, writes=True)
def ask(request: Call, asked: AskIn) -> ExportOut:
    """Ask for a table. The same key asks once, and gives back what it asked for."""
    at = counter()
    wish = at.wish(name=asked.name, of=asked.of, asked=asked.asked, form=asked.format, language=asked.language)
    row = operations.ask(
        actor=request.actor, now=request.now, wish=wish, client_key=asked.client_key,
        heading=at.heading(actor=request.actor, now=request.now, wish=wish), start=at.start(request.actor),
    )  # fmt: skip
    return _out(row)


@router.get("/exports/{int:export}", response=ExportOut)
@needs(None)
def one(request: Call, export: Number) -> ExportOut:
    """Tell how far a table is."""
    return _out(queries.export(request.actor, export))


@router.post("/exports/{int:export}/cancel", response=ExportOut)
@needs(None, writes=True)
def cancel(request: Call, export: Number) -> ExportOut:
    """Call a table off that is not ready; again without effect."""
    return _out(operations.cancel(actor=request.actor, now=request.now, export=export))


@router.post("/exports/{int:export}/file")
@needs(None, writes=True)
def file(request: Call, export: Number) -> HttpResponse:
    """Take a table that is ready: the answer is the file. Every taking is written down, so it is no GET."""
    row, handle = operations.take(actor=request.actor, now=request.now, export=export)
    name = f"toandan-{row.table}-{localdate(row.ended_at or row.asked_at):%Y%m%d}.{row.form}"
    answer = FileResponse(handle, as_attachment=True, filename=name)
    patch_cache_control(answer, no_store=True, private=True)
    return answer  # type: ignore[return-value]


@router.post("/exports/{int:export}/remove", response={204: None})
@needs(None, writes=True)
def remove(request: Call, export: Number) -> None:
    """Remove a table that has ended, and all that is kept of it."""
    operations.remove(actor=request.actor, now=request.now, export=export)


def counter() -> Counter:
    """Return where the house says tables are asked for."""
    found: Counter = import_string(settings.EXPORT_COUNTER)
    return found


def _out(row: ExportRow) -> ExportOut:
    return ExportOut(
        export=row.export_id,
        table=row.table,
        title=row.title,
        about=row.about,
        format=row.form,
        language=row.language,
        state=row.state,
        reason=row.reason,
        rows=row.rows,
        expected=row.expected,
        size=row.size,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        expires_at=row.expires_at,
    )
