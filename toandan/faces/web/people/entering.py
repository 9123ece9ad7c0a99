"""Entering a person by hand, and correcting one (thêm người, chỉnh sửa thông tin)."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.people.forms import CorrectForm, DetailsForm, EnterForm, initial_of, written
from toandan.faces.web.people.person import readable
from toandan.ground.kernel.birth import is_due
from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.results import Finding
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing
from toandan.record.officers.queries import reading
from toandan.record.people import labels, operations
from toandan.record.people.words import PeoplePermission
from toandan.record.rolls import operations as rolls
from toandan.record.units.words import Unit, UnitLevel

_PLACES = {"birth_date": "birth_year"}
"""Where a finding about a detail is shown when the form has no box of that name."""


@page(permission=PeoplePermission.REGISTER)
def blank(request: Visit) -> HttpResponse:
    """Show the empty form; an officer of a commune finds their own unit filled in."""
    own = written(request.unit.number) if request.unit.level is UnitLevel.COMMUNE else ""
    first = {"unit": own, "permanent_unit": own, "residence": Residence.PERMANENT.value}
    form = EnterForm(**_days(request), initial=first)
    return TemplateResponse(request, "people/enter.html", {"form": form})


@action(permission=PeoplePermission.REGISTER)
def enter(request: Visit) -> HttpResponseBase:
    """Write the person down and post them into the ledger, both or neither."""
    form = EnterForm(**_days(request), data=request.POST)
    if not form.is_valid():
        return _again(request, "people/enter.html", form)
    told = form.cleaned_data
    details = form.details()
    card = Card(told["card"]) if is_due(details.birth, told["occurred_on"]) else Card.NOT_DUE
    try:
        person_id = rolls.enter(
            actor=request.actor,
            now=request.now,
            unit=told["unit"].number,
            details=details,
            standing=Standing(Residence(told["residence"]), card, EId(told["eid"]), Obstacle(told["obstacle"])),
            occurred_on=told["occurred_on"],
            client_key=told["client_key"],
            reason=told["reason"],
        )
    except UnableTo as refusal:
        return _refused(request, "people/enter.html", form, refusal)
    messages.info(request, _("The person is in the register."))
    return HttpResponseRedirect(reverse("people:person", args=[person_id]))


@page(permission=PeoplePermission.CORRECT)
def filled(request: Visit, person_id: int) -> HttpResponse:
    """Show the form with what is written now; the whole numbers stand in it, so the view counts as a reading."""
    person = readable(request, person_id, PeoplePermission.CORRECT)
    request.read_person(person.person_id, person.unit)
    first = initial_of(person.details) | {"seen": person.details.mark}
    form = CorrectForm(written_down=person.details, **_days(request), initial=first)
    return TemplateResponse(request, "people/correct.html", {"form": form, "person_id": person_id, "person": person})


@action(permission=PeoplePermission.CORRECT)
def correct(request: Visit, person_id: int) -> HttpResponseBase:
    """Write the corrected details; what stood before stays in the history."""
    with reading(request.actor):
        person = readable(request, person_id, PeoplePermission.CORRECT)
        more = {"person_id": person_id, "person": person}
    form = CorrectForm(written_down=person.details, **_days(request), data=request.POST)
    if not form.is_valid():
        return _again(request, "people/correct.html", form, more)
    told = form.cleaned_data
    try:
        operations.correct(
            actor=request.actor,
            now=request.now,
            person_id=person_id,
            details=form.details(),
            reason=told["reason"],
            evidence=told["evidence"],
            occurred_on=told["occurred_on"],
            client_key=told["client_key"],
            seen=told["seen"],
        )
    except (operations.UnableToCorrect, operations.UnableToRegister) as refusal:
        return _refused(request, "people/correct.html", form, refusal, more)
    messages.info(request, _("The details are corrected; what stood before is kept in the history."))
    return HttpResponseRedirect(reverse("people:person", args=[person_id]))


def _days(request: Visit) -> dict[str, Any]:
    """Return today, and the day whose list of units counts for this officer."""
    today = timezone.localdate(request.now)
    unit: Unit = request.unit
    return {"today": today, "day": min(today, unit.valid_to or today)}


def _refused(
    request: Visit, template: str, form: DetailsForm, refusal: UnableTo, more: dict[str, object] | None = None
) -> HttpResponse:
    """Show the form again with the refusal at the fields it is about, else above them."""
    if refusal.code == "key_used":
        # Whoever went back and wrote somebody else in the old form may send it anew, now knowing what happened.
        form.data = {**dict(form.data.items()), "client_key": str(uuid4())}
    findings: Iterable[Finding] = getattr(refusal, "findings", ())
    told = [f for f in findings if f.is_error]
    for finding in told:
        name = _PLACES.get(finding.field, finding.field)
        form.add_error(name if name in form.fields else None, str(labels.FINDINGS[finding.code]) % finding.values)
    if not told:
        name = refusal.code.removesuffix("_taken")
        form.add_error(name if name in form.fields else None, message_of(refusal))
    return _again(request, template, form, more)


def _again(request: Visit, template: str, form: DetailsForm, more: dict[str, object] | None = None) -> HttpResponse:
    errors = [
        {"field": "" if name == "__all__" else f"id_{name}", "message": text}
        for name, texts in form.errors.items()
        for text in texts
    ]
    return TemplateResponse(request, template, {"form": form, "errors": errors} | (more or {}), status=422)
