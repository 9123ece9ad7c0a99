"""Entering a newborn, or somebody who lives here registered nowhere (ghi nhân khẩu mới)."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from toandan.faces.web.civil import parts
from toandan.faces.web.civil.forms import EnterForm
from toandan.faces.web.civil.recording import KindUnknown
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.ground.kernel.errors import UnableTo
from toandan.record.people.words import PersonDetails, Sex
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.movements import labels, operations
from toandan.work.movements.words import CivilPermission, Kind

KINDS = {"birth": Kind.BIRTH, "unregistered": Kind.ARRIVAL_UNREGISTERED}


@page(permission=CivilPermission.RECORD)
def blank(request: Visit, kind: str) -> HttpResponse:
    """Show the empty form; an officer of a commune finds their own unit filled in."""
    chosen = _kind(kind)
    own = request.unit.code if request.unit.level is UnitLevel.COMMUNE else ""
    form = EnterForm(kind=chosen, today=timezone.localdate(request.now), initial={"unit": own})
    return TemplateResponse(request, "civil/enter.html", _context(kind, form))


@action(permission=CivilPermission.RECORD)
def enter(request: Visit, kind: str) -> HttpResponseBase:
    """Write the person down with the movement that brought them."""
    chosen = _kind(kind)
    form = EnterForm(kind=chosen, today=timezone.localdate(request.now), data=request.POST)
    if form.is_valid():
        try:
            person = _write(request, chosen, form)
        except UnableTo as refusal:
            field = "unit" if isinstance(refusal, units.UnitUnknown) else ""
            parts.put_errors(form, refusal) if not field else form.add_error(field, _("No unit has this code."))
        else:
            messages.info(request, _("The person is in the register, and the movement is recorded."))
            return HttpResponseRedirect(reverse("civil:person", args=[person]))
    context = _context(kind, form) | {"errors": parts.errors_of(form)}
    return TemplateResponse(request, "civil/enter.html", context, status=422)


def _write(request: Visit, kind: Kind, form: EnterForm) -> int:
    told = form.cleaned_data
    today = timezone.localdate(request.now)
    # Whoever works in a unit that has ended, as people do until they are moved over, names its neighbours by its list.
    unit = units.any_year(told["unit"], as_of=min(today, request.unit.valid_to or today)).number
    details = PersonDetails(
        full_name=told["full_name"],
        birth=told["birth_date"],
        sex=Sex(told["sex"]) if told["sex"] else None,
        personal_number=told["personal_number"],
        mother_name=told["mother_name"],
        father_name=told["father_name"],
        permanent_unit=unit if kind is Kind.BIRTH else None,
        present_unit=unit,
        present_address=told["present_address"],
    )
    made = operations.enter(
        actor=request.actor,
        now=request.now,
        kind=kind,
        unit=unit,
        details=details,
        report=form.report(),
        client_key=told["client_key"],
    )
    return made.person_id


def _kind(word: str) -> Kind:
    if word not in KINDS:
        raise KindUnknown("", code="kind_unknown")
    return KINDS[word]


def _context(word: str, form: EnterForm) -> dict[str, object]:
    return {"form": form, "kind": word, "kind_label": labels.KINDS[KINDS[word]]}
