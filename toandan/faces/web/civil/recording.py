"""Recording what happened to a person, one form a kind, and undoing it (ghi biến động một người)."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from toandan.faces.web.civil import parts
from toandan.faces.web.civil.forms import RecordForm, UndoForm
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import NotThere, UnableTo
from toandan.record.ledger import queries as ledger
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.people.words import PersonRow
from toandan.work.movements import labels, operations, queries
from toandan.work.movements.words import CivilPermission, Kind

READ, RECORD = CivilPermission.READ, CivilPermission.RECORD


class KindUnknown(NotThere):
    """The address names no kind of movement of a known person."""


@page(permission=READ)
def choose(request: Visit, person_id: int) -> HttpResponse:
    """Show a person's movements, and the kinds that can be recorded."""
    return TemplateResponse(request, "civil/person.html", _context(request, _person(request, person_id)))


@page(permission=RECORD)
def blank(request: Visit, person_id: int, kind: str) -> HttpResponse:
    """Show the form of one kind; with htmx the form alone comes into the page that is open."""
    chosen = _kind(kind)
    person = _person(request, person_id)
    stands = next(iter(ledger.standings([person_id])), None)
    form = RecordForm(
        kind=chosen, today=timezone.localdate(request.now), initial={"seen": stands.entry if stands else None}
    )
    more = _form(chosen, form, person_id)
    if request.headers.get("HX-Request") == "true":
        request.read_person(person.person_id, person.unit)
        return TemplateResponse(request, "civil/form.html", more)
    return TemplateResponse(request, "civil/person.html", _context(request, person) | more)


@action(permission=RECORD)
def record(request: Visit, person_id: int, kind: str) -> HttpResponseBase:
    """Record the movement; what is wrong is shown at its box."""
    chosen = _kind(kind)
    form = RecordForm(kind=chosen, today=timezone.localdate(request.now), data=request.POST)
    if form.is_valid():
        try:
            operations.record(
                actor=request.actor,
                now=request.now,
                kind=chosen,
                person=person_id,
                report=form.report(),
                client_key=form.cleaned_data["client_key"],
                seen=form.cleaned_data["seen"],
            )
        except UnableTo as refusal:
            if isinstance(refusal, NotThere):
                raise
            parts.put_errors(form, refusal)
        else:
            messages.info(request, _("The movement is recorded."))
            return HttpResponseRedirect(reverse("civil:person", args=[person_id]))
    with reading(request.actor):
        context = _context(request, _person(request, person_id))
    more = _form(chosen, form, person_id) | {"errors": parts.errors_of(form)}
    return TemplateResponse(request, "civil/person.html", context | more, status=422)


@action(permission=RECORD)
def undo(request: Visit, person_id: int, number: int) -> HttpResponseBase:
    """Post the counter-entry of a movement."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(reverse("civil:person", args=[person_id]))
    try:
        operations.undo(
            actor=request.actor,
            now=request.now,
            person=person_id,
            number=number,
            reason=form.cleaned_data["reason"],
            client_key=form.cleaned_data["client_key"],
        )
    except operations.UnableToUndo as refusal:
        with reading(request.actor):
            context = _context(request, _person(request, person_id))
        errors = [{"field": f"id_undo_{number}", "message": message_of(refusal)}]
        return TemplateResponse(request, "civil/person.html", context | {"errors": errors}, status=422)
    messages.info(request, _("The movement is undone; both entries stay in the ledger."))
    return HttpResponseRedirect(reverse("civil:person", args=[person_id]))


@action(permission=RECORD)
def undo_expiry(request: Visit, person_id: int, number: int) -> HttpResponseBase:
    """Post the counter-entry of a card's end."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(reverse("civil:person", args=[person_id]))
    try:
        operations.undo_expiry(
            actor=request.actor, now=request.now, person=person_id, entry=number, reason=form.cleaned_data["reason"],
            client_key=form.cleaned_data["client_key"],
        )  # fmt: skip
    except operations.UnableToUndo as refusal:
        with reading(request.actor):
            context = _context(request, _person(request, person_id))
        errors = [{"field": f"id_undo_expiry_{number}", "message": message_of(refusal)}]
        return TemplateResponse(request, "civil/person.html", context | {"errors": errors}, status=422)
    messages.info(request, _("The end of the card is undone; both entries stay in the ledger."))
    return HttpResponseRedirect(reverse("civil:person", args=[person_id]))


def _person(request: Visit, person_id: int) -> PersonRow:
    found = people.person(person_id)
    if not request.actor.may(READ, found.unit):
        raise people.PersonUnknown
    return found


def _kind(word: str) -> Kind:
    if word not in parts.KNOWN:
        raise KindUnknown("", code="kind_unknown")
    return Kind(word)


def _form(kind: Kind, form: RecordForm, person_id: int) -> dict[str, object]:
    address = reverse("civil:record", args=[person_id, kind.value])
    return {"form": form, "chosen": kind.value, "chosen_label": labels.KINDS[kind], "form_address": address}


def _context(request: Visit, person: PersonRow) -> dict[str, object]:
    request.read_person(person.person_id, person.unit)
    stands = next(iter(ledger.standings([person.person_id])), None)
    last = queries.last_posted(person.person_id)
    kinds = [Kind(word) for word in parts.KNOWN]
    return {
        "person": person,
        "standing": parts.said((stands.unit_no, stands.state)) if stands else "",
        "lines": parts.lines(queries.of_person(person.person_id), last=last.movement if last else None),
        "ended": queries.ended_card(person.person_id),
        "expiry_key": uuid4(),
        "may_record": request.actor.may(RECORD, person.unit),
        "kinds": [(k.value, labels.KINDS[k], reverse("civil:record", args=[person.person_id, k.value])) for k in kinds],
    }
