"""One's own tables: how far each is, taking it, calling it off, removing it (bảng của tôi)."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.exports import parts
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.record.exports import operations, queries


@page(permission=None)
def own(request: Visit) -> HttpResponse:
    """List what the officer asked for, the newest first."""
    lines = [parts.line(row, request.now) for row in queries.own(request.actor)]
    return TemplateResponse(request, "exports/exports.html", {"lines": lines})


@page(permission=None)
def export(request: Visit, export: int) -> HttpResponse:
    """Show one table: how far it is, the button that takes it, or why there is none."""
    line = parts.line(queries.export(request.actor, export), request.now)
    return TemplateResponse(request, "exports/export.html", {"line": line, "row": line["row"]})


@page(permission=None)
def progress(request: Visit, export: int) -> HttpResponse:
    """Answer how far it is, as a fragment; once it has ended, ask the page to load itself anew."""
    line = parts.line(queries.export(request.actor, export), request.now)
    if not line["row"].under_way:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("exports:export", args=[export])})
    return TemplateResponse(request, "exports/progress.html", {"line": line, "row": line["row"]})


@action(permission=None)
def cancel(request: Visit, export: int) -> HttpResponse:
    """Call it off."""
    operations.cancel(actor=request.actor, now=request.now, export=export)
    return redirect("exports:export", export=export)


@action(permission=None)
def file(request: Visit, export: int) -> HttpResponse:
    """Hand the file out; taking is an act, as where a table leaves at once."""
    row, handle = operations.take(actor=request.actor, now=request.now, export=export)
    name = f"toandan-{row.table}-{localdate(row.ended_at or row.asked_at):%Y%m%d}.{row.form}"
    return FileResponse(handle, as_attachment=True, filename=name)  # type: ignore[return-value]


@action(permission=None)
def remove(request: Visit, export: int) -> HttpResponse:
    """Remove it, and all that is kept of it."""
    operations.remove(actor=request.actor, now=request.now, export=export)
    messages.success(request, _("The table is removed."))
    return redirect("exports:exports")
