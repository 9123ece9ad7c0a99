"""Travel times somebody entered by hand: listed, added, taken back (chặng sửa tay)."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.command.field import operations, queries
from toandan.command.field.words import FieldPermission, LegRow
from toandan.faces.web.field import parts
from toandan.faces.web.field.forms import LegBackForm, LegForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.ground.routing.words import BASE
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.sessions import queries as sessions
from toandan.work.sessions.words import PlaceRow

READ, SET = FieldPermission.READ, FieldPermission.SET


@page(permission=READ)
def legs(request: Visit) -> HttpResponse:
    """List the travel times entered by hand for the officer's unit and those below, with the form for another."""
    return TemplateResponse(request, "field/legs.html", _shown(request, None, None))


@action(permission=SET)
def add(request: Visit) -> HttpResponseBase:
    """Say how long a trip takes in the officer's own unit, in both directions."""
    with reading(request.actor):
        form = LegForm(request.POST, known=queries.is_point)
        # Asked for while reading: whether a code is one here is looked up.
        form.is_valid()

    def deed() -> Done:
        told = form.cleaned_data
        operations.set_leg(
            actor=request.actor, now=request.now, unit=request.unit.number, start=told["start"], end=told["end"],
            minutes=told["minutes"], why=told["why"], client_key=told["client_key"],
        )  # fmt: skip
        return Done(_("Plans made from now on reckon with this time."), reverse("field:legs"))

    return carry_out(
        request, form, deed, lambda: TemplateResponse(request, "field/legs.html", _shown(request, form, None))
    )


@action(permission=SET)
def take_back(request: Visit) -> HttpResponseBase:
    """Take back a travel time; plans reckon with the straight line or the router again."""
    form = LegBackForm(request.POST)
    with reading(request.actor):
        rows = {_name(row): row for row in queries.legs_within(request.unit.number, request.unit.last)}
    row = rows.get(form.data.get("leg", ""))
    if row is None:
        raise Http404

    def deed() -> Done:
        operations.set_leg(
            actor=request.actor, now=request.now, unit=row.unit, start=row.start, end=row.end, minutes=None,
            why=form.cleaned_data["why"], client_key=form.cleaned_data["client_key"],
        )  # fmt: skip
        return Done(_("The time is an estimate again."), reverse("field:legs"))

    return carry_out(
        request, form, deed, lambda: TemplateResponse(request, "field/legs.html", _shown(request, None, form))
    )


def _name(row: LegRow) -> str:
    """Return what a row is called in the form that takes it back."""
    return f"{row.unit}/{row.start}/{row.end}"


def _shown(request: Visit, form: LegForm | None, back: LegBackForm | None) -> dict[str, Any]:
    unit = request.unit
    rows = queries.legs_within(unit.number, unit.last)
    named = sessions.places({end for row in rows for end in (row.start, row.end)})
    may_set, wrong = request.actor.may(SET, unit.number), form or back
    refused = back.data.get("leg", "") if back else ""
    return {
        "lines": [_line(row, named, (back if _name(row) == refused else None) if may_set else None, may_set=may_set)
                  for row in rows],
        "form": (form or LegForm()) if may_set else None,
        "errors": parts.errors(wrong) if wrong is not None else [],
        "points": [(_("base"), _("where the kits spend the night")), *((one.code, one.name) for one in
                   sessions.places_in([unit.number], localdate(request.now)))] if may_set else [],
        "factor": formats.number(queries.parameters(unit.number).values["travel_factor"], places=2),
    }  # fmt: skip


def _line(row: LegRow, named: dict[str, PlaceRow], back: LegBackForm | None, *, may_set: bool) -> dict[str, Any]:
    """Return one row; `back` is the form that was refused about it."""
    form = (back or LegBackForm(initial={"leg": _name(row)}, auto_id=f"{_name(row)}_%s")) if may_set else None
    return {
        "ends": [
            (_("base") if end == BASE else end, named[end].name if end in named else "")
            for end in (row.start, row.end)
        ],
        "minutes": formats.number(row.minutes, places=1), "why": row.why, "by": row.set_by, "at": row.set_at,
        "unit": units.by_number(row.unit).name(get_language() or "vi"), "form": form, "open": back is not None,
    }  # fmt: skip
