"""One person: who, where, which numbers, how they stand, what happened (trang một người)."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.people import parts
from toandan.faces.web.people.forms import TakeBackForm
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, EId, StandingRow
from toandan.record.officers.queries import reading
from toandan.record.people import operations, queries
from toandan.record.people.words import PeoplePermission, PersonRow
from toandan.work.movements.words import CivilPermission
from toandan.work.sessions.words import SessionsPermission


@page(permission=PeoplePermission.READ)
def show(request: Visit, person_id: int) -> HttpResponse:
    """Show a person with masked numbers; who is out of scope looks like who does not exist."""
    found = readable(request, person_id, PeoplePermission.READ)
    return TemplateResponse(request, "people/person.html", _context(request, found))


def readable(request: Visit, person_id: int, permission: str) -> PersonRow:
    """Return the person if the officer holds the permission where the person stands; else nobody is there.

    The database lets through all units of the officer's posts; one post may let look at people where another may not.
    """
    found = queries.person(person_id)
    if not request.actor.may(permission, found.unit):
        raise queries.PersonUnknown
    return found


@action(permission=PeoplePermission.REVEAL, purpose="people.number.reveal")
def reveal(request: Visit, person_id: int) -> HttpResponseBase:
    """Show the same page with whole numbers, once; the purpose goes into the journal."""
    purpose = request.POST.get("purpose", "")
    try:
        found = operations.reveal(actor=request.actor, now=request.now, person_id=person_id, purpose=purpose)
    except operations.UnableToCorrect as refusal:
        with reading(request.actor):
            context = _context(request, queries.person(person_id))
        errors = [{"field": "id_purpose", "message": message_of(refusal)}]
        return TemplateResponse(request, "people/person.html", context | {"errors": errors}, status=422)
    with reading(request.actor):
        context = _context(request, found, revealed=True)
    return TemplateResponse(request, "people/person.html", context)


@action(permission=PeoplePermission.CORRECT)
def take_back(request: Visit, person_id: int, number: int) -> HttpResponseBase:
    """Bring back what stood before a correction."""
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(reverse("people:person", args=[person_id]))
    told = form.cleaned_data
    try:
        operations.take_back(
            actor=request.actor, now=request.now, person_id=person_id, correction_id=number, reason=told["reason"],
            client_key=told["client_key"],
        )  # fmt: skip
    except (operations.UnableToCorrect, operations.UnableToRegister) as refusal:
        with reading(request.actor):
            context = _context(request, readable(request, person_id, PeoplePermission.READ))
        told_at = [{"field": f"id_undo_{number}", "message": message_of(refusal)}]
        return TemplateResponse(request, "people/person.html", context | {"undo_errors": told_at}, status=422)
    messages.info(request, _("The correction is undone; both versions stay in the history."))
    return HttpResponseRedirect(reverse("people:person", args=[person_id]))


def _context(request: Visit, person: PersonRow, *, revealed: bool = False) -> dict[str, object]:
    request.read_person(person.person_id, person.unit)
    standing = next(iter(ledger.standings([person.person_id])), None)
    may_correct = request.actor.may(PeoplePermission.CORRECT, person.unit)
    return {
        "person": person,
        "born": parts.born(person.details.birth),
        "place": parts.place(person.unit),
        "summary": parts.summary(person),
        "residence": parts.residence(person),
        "identifiers": parts.identifiers(person, revealed=revealed),
        "has_numbers": bool(person.details.personal_number or person.details.old_number),
        "revealed": revealed,
        "standing": parts.words(standing.standing) if standing else None,
        "since": standing.effective_on if standing else None,
        "timeline": parts.timeline(
            ledger.timeline(person.person_id), queries.corrections(person.person_id), may_correct=may_correct
        ),
        "may_correct": may_correct,
        "may_move": request.actor.may(CivilPermission.RECORD, person.unit),
        "may_serve": _waits(standing) and request.actor.may(CivilPermission.DOSSIER, person.unit),
        "may_activate": _has_account(standing) and request.actor.may(SessionsPermission.ACTIVATE, person.unit),
        "may_reveal": request.actor.may(PeoplePermission.REVEAL, person.unit),
    }


def _waits(standing: StandingRow | None) -> bool:
    """Tell whether the person waits for a card, so that their papers can be taken."""
    return standing is not None and standing.standing.card is Card.DUE


def _has_account(standing: StandingRow | None) -> bool:
    """Tell whether the person was given an account, so that it can be activated, or that undone."""
    return standing is not None and standing.standing.eid in {EId.GRANTED, EId.ACTIVATED}
