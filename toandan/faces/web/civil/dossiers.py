"""Taking a person's papers for the card, under the territory rule (thu nhận hồ sơ)."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from toandan.faces.web.civil import parts
from toandan.faces.web.civil.forms import DossierForm
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.ground.kernel.errors import UnableTo
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Residence
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.units import queries as units
from toandan.work.movements import labels, operations
from toandan.work.movements.words import CivilPermission

DOSSIER = CivilPermission.DOSSIER


@page(permission=DOSSIER)
def blank(request: Visit, person_id: int) -> HttpResponse:
    """Show the form, and by what right the officer's unit may serve this person."""
    form = DossierForm(today=timezone.localdate(request.now))
    return TemplateResponse(request, "civil/dossier.html", _context(request, person_id, form))


@action(permission=DOSSIER)
def collect(request: Visit, person_id: int) -> HttpResponseBase:
    """Post that the officer's unit took the papers."""
    form = DossierForm(today=timezone.localdate(request.now), data=request.POST)
    if form.is_valid():
        try:
            operations.collect_dossier(
                actor=request.actor,
                now=request.now,
                unit=request.unit.number,
                person=person_id,
                occurred_on=form.cleaned_data["occurred_on"],
                reason=form.cleaned_data["reason"],
                client_key=form.cleaned_data["client_key"],
            )
        except (operations.UnableToRecord, operations.UnableToServe) as refusal:
            parts.put_errors(form, refusal)
        except UnableTo:
            raise
        else:
            messages.info(request, _("The dossier is recorded: the person waits for their card now."))
            return HttpResponseRedirect(reverse("people:person", args=[person_id]))
    with reading(request.actor):
        context = _context(request, person_id, form)
    return TemplateResponse(request, "civil/dossier.html", context | {"errors": parts.errors_of(form)}, status=422)


def _context(request: Visit, person_id: int, form: DossierForm) -> dict[str, object]:
    person = people.person(person_id)
    request.read_person(person.person_id, person.unit)
    stands = next(iter(ledger.standings([person_id])), None)
    today = timezone.localdate(request.now)
    temporary = stands is not None and stands.standing.residence is Residence.TEMPORARY
    verdict = units.may_capture(unit=request.unit.number, at=person.unit, on=today, temporary=temporary)
    return {
        "person": person,
        "place": units.by_number(person.unit).name_vi,
        "standing": parts.said((stands.unit_no, stands.state)) if stands else "",
        "form": form,
        "verdict": labels.VERDICTS[verdict],
        "allowed": verdict.allowed,
    }
