"""Guidance for every officer: one list with a search, a page for each version, who has read it (hướng dẫn)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.difficulties import parts
from toandan.faces.web.difficulties.parts import name
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.ground.kernel.errors import NotThere
from toandan.work.difficulties import labels, operations, queries
from toandan.work.difficulties.words import DifficultiesPermission, GuidanceRow, Kind, ReaderRow

LOOK_UP = DifficultiesPermission.LOOK_UP
PER_PAGE = 50


@page(permission=LOOK_UP, search=True)
def listing(request: Visit) -> HttpResponse:
    """List the guidance in force, the newest first; a search is sent, not put into the address."""
    text = request.POST.get("q", "").strip()[:200]
    chosen = request.POST.get("kind", "")
    kind = Kind(chosen) if chosen in set(Kind) else None
    seen = request.GET.get("before", "")
    before = int(seen) if seen.isdecimal() and len(seen) < 19 else None
    found = queries.find_guidance(text=text, kind=kind, before=before, limit=PER_PAGE + 1)
    shown = found[:PER_PAGE]
    more = f"{reverse('difficulties:guidance_list')}?before={shown[-1].guidance_id}" if shown else ""
    done = queries.read_by(request.actor.officer)
    context = {
        "asked": text,
        "kinds": [(one.value, label, one is kind) for one, label in labels.KINDS.items()],
        "rows": [parts.published(row, read=(row.guidance_id, row.version) in done) for row in shown],
        "unread": queries.unread(request.actor.officer),
        "next_url": more if len(found) > PER_PAGE and not text and kind is None else "",
        "may_publish": parts.publishes(request),
    }
    return TemplateResponse(request, "difficulties/guidance_list.html", context)


@page(permission=LOOK_UP)
def show(request: Visit, guidance_id: int, version: int | None = None) -> HttpResponse:
    """Show a piece of guidance in the version in force, or an older one; to publish on paper, it is printed."""
    row = queries.guidance(guidance_id, version)
    return TemplateResponse(request, "difficulties/guidance.html", _context(request, row))


@action(permission=LOOK_UP)
def read(request: Visit, guidance_id: int, version: int) -> HttpResponseBase:
    """Write down that the officer has read this version."""
    operations.take_note(actor=request.actor, now=request.now, guidance=guidance_id, version=version)
    messages.info(request, _("Noted that you have read it."))
    return HttpResponseRedirect(reverse("difficulties:guidance", args=[guidance_id]))


def _context(request: Visit, row: GuidanceRow) -> dict[str, Any]:
    readers = _readers(request, row)
    return {
        "row": row,
        "facts": _facts(row),
        "read": queries.has_read(row, request.actor.officer),
        "versions": [_version(one, row) for one in queries.versions(row.guidance_id)],
        "change_url": reverse("difficulties:change_guidance", args=[row.guidance_id])
        if row.in_force and parts.publishes(request, row.issuer)
        else "",
        "latest_url": reverse("difficulties:guidance", args=[row.guidance_id]),
        "readers": [_reader(one) for one in readers],
        "have_read": sum(one.read_at is not None for one in readers),
        "asked": len(readers),
        "difficulty_url": _difficulty(row),
    }


def _difficulty(row: GuidanceRow) -> str:
    """Return where the difficulty is that was answered, "" to who may not see it."""
    if row.difficulty is None:
        return ""
    try:
        queries.difficulty(row.difficulty)
    except NotThere:
        return ""
    return reverse("difficulties:difficulty", args=[row.difficulty])


def _readers(request: Visit, row: GuidanceRow) -> list[ReaderRow]:
    """Return who of the officer's units has read it; officers who publish nothing see no list of others."""
    ranges = request.actor.ranges(DifficultiesPermission.PUBLISH)
    return queries.readers(row, ranges=ranges, now=request.now) if ranges else []


def _reader(one: ReaderRow) -> dict[str, Any]:
    return {"name": one.name, "unit": name(one.unit_no), "when": formats.moment(one.read_at) if one.read_at else ""}


def _facts(row: GuidanceRow) -> list[dict[str, Any]]:
    rows = [
        (_("Number"), row.signed),
        (_("Issuer"), name(row.issuer)),
        (_("What it is about"), labels.KINDS[row.kind]),
        (_("Version"), formats.number(row.version)),
        (_("Published on"), f"{formats.moment(row.published_at)}, {row.published_by}"),
        (_("What changed"), row.why),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _version(one: GuidanceRow, shown: GuidanceRow) -> dict[str, Any]:
    return {
        "number": one.version,
        "address": reverse("difficulties:guidance_version", args=[one.guidance_id, one.version]),
        "when": formats.moment(one.published_at),
        "why": one.why,
        "in_force": one.in_force,
        "current": one.version == shown.version,
    }
