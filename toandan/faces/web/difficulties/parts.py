"""What the pages of difficulties show, ready to be drawn (các phần của trang vướng mắc)."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.difficulties import labels, queries
from toandan.work.difficulties.words import (
    Alike,
    AttachmentRow,
    Clock,
    DifficultiesPermission,
    DifficultyRow,
    EventRow,
    GuidanceRow,
)
from toandan.work.directives.queries import reaches
from toandan.work.directives.words import Place

_SHORT = 140


def mine(request: Visit) -> Place:
    """Return the unit or body the officer works for."""
    return Place(request.unit.number, request.unit.level is UnitLevel.BODY)


def name(at: Place | int) -> str:
    """Name a unit or a body in the reader's language."""
    return units.by_number(at if isinstance(at, int) else at.number).name(get_language() or "vi")


def resolves(request: Visit) -> bool:
    """Tell whether the officer's own unit is a level that difficulties are taken to."""
    return reaches(request.actor, DifficultiesPermission.ASSIGN, mine(request))


def publishes(request: Visit, at: Place | None = None) -> bool:
    """Tell whether the officer publishes guidance, in the name of the own unit alone."""
    own = mine(request)
    return (at is None or at == own) and reaches(request.actor, DifficultiesPermission.PUBLISH, own)


def line(row: DifficultyRow, today: date) -> dict[str, Any]:
    """Return a difficulty as a line of a desk."""
    clock, bucket = queries.clock_of(row, today), queries.bucket_of(row, today)
    return {
        "address": reverse("difficulties:difficulty", args=[row.difficulty_id]),
        "number": row.difficulty_id,
        "text": short(row.text),
        "kind": labels.KINDS[row.kind],
        "unit": name(row.unit),
        "at": name(row.at),
        "people": row.people,
        "state": labels.STATES[row.state],
        "tag": "late" if clock is Clock.BREACHED else labels.TAGS[row.state],
        "due": formats.day(row.due_on) if row.waits else "",
        "clock": labels.CLOCKS[clock] if clock and clock is not Clock.ON_TRACK else "",
        "age": labels.BUCKETS[bucket] if bucket else "",
    }


def alike(row: Alike) -> dict[str, Any]:
    """Return something similar as a card: guidance, or a difficulty with its answer."""
    if row.guidance is not None:
        return {
            "what": _("Guidance %(signed)s") % {"signed": row.guidance.signed},
            "address": reverse("difficulties:guidance", args=[row.guidance.guidance_id]),
            "title": row.guidance.title,
            "answer": short(row.guidance.text),
            "done": True,
        }
    one = cast(DifficultyRow, row.difficulty)
    return {
        "what": f"{labels.STATES[one.state]}, {name(one.unit)}, {formats.day(one.raised_at)}",
        "address": reverse("difficulties:difficulty", args=[one.difficulty_id]),
        "title": short(one.text),
        "answer": short(one.answer),
        "done": bool(one.answer),
    }


def published(row: GuidanceRow, *, read: bool | None = None) -> dict[str, Any]:
    """Return guidance as a line; `read` tells whether the officer has read it, None when nobody asks."""
    return {
        "address": reverse("difficulties:guidance", args=[row.guidance_id]),
        "signed": row.signed,
        "title": row.title,
        "kind": labels.KINDS[row.kind],
        "issuer": name(row.issuer),
        "version": row.version,
        "published": formats.day(row.published_at),
        "read": read,
    }


def attachment(row: AttachmentRow) -> dict[str, Any]:
    """Return a file as a line."""
    return {
        "address": reverse("difficulties:difficulty_file", args=[row.difficulty_id, row.attachment_id]),
        "name": row.name,
        "kind": _("With the answer") if row.answering else _("With the difficulty"),
        "size": _("%(size)s kB") % {"size": formats.number(max(row.size // 1024, 1))},
        "when": f"{formats.moment(row.added_at)}, {row.added_by}",
    }


def timeline(events: Iterable[EventRow]) -> list[dict[str, Any]]:
    """Return what happened, the newest first."""

    def title(event: EventRow) -> str:
        said = str(labels.VERBS[event.verb])
        return f"{said} → {name(event.at)}" if event.at else said

    return [
        {"when": formats.moment(one.recorded_at), "title": title(one), "text": one.reason, "who": one.actor}
        for one in reversed(list(events))
    ]


def short(text: str) -> str:
    """Return the beginning of a text for a line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else f"{flat[:_SHORT].rstrip()}…"


def errors(forms: Iterable[BaseForm]) -> list[dict[str, str]]:
    """Return what is wrong with some forms, for the summary at the top."""
    return [
        {"field": "" if field == "__all__" else f"id_{form.add_prefix(field)}", "message": str(text)}
        for form in forms
        for field, texts in form.errors.items()
        for text in texts
    ]
