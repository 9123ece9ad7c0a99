"""Taking a person's papers for the card, under the territory rule (thu nhận hồ sơ)."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from toandan.faces.web.civil import parts
from toandan.faces.web.civil.forms import DossierForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.ground.kernel.errors import UnableTo
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import StandingRow
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.people.words import PersonRow
from toandan.record.units import queries as units
from toandan.work.movements import labels, operations, queries
from toandan.work.movements.words import CivilPermission, ListsPermission, Serving
from toandan.work.sessions import queries as sessions
from toandan.work.sessions.words import Kind, PlaceRow, SessionRow, SessionsPermission, State

DOSSIER = CivilPermission.DOSSIER


@page(permission=DOSSIER)
def blank(request: Visit, person_id: int) -> HttpResponse:
    """Show the form, and by what right the officer's unit may serve this person."""
    form = _form(request)
    return TemplateResponse(request, "civil/dossier.html", _context(request, person_id, form))


@action(permission=DOSSIER)
def collect(request: Visit, person_id: int) -> HttpResponseBase:
    """Post that the officer's unit took the papers."""
    with reading(request.actor):
        form = _form(request, request.POST)
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
                in_person=form.cleaned_data["in_person"],
                session=form.cleaned_data.get("session", ""),
            )
        except (operations.UnableToRecord, operations.UnableToServe) as refusal:
            parts.put_errors(form, refusal)
        except UnableTo:
            raise
        else:
            messages.info(request, _("The dossier is recorded: the person waits for their card now."))
            return HttpResponseRedirect(reverse("civil:receipt", args=[person_id]))
    with reading(request.actor):
        context = _context(request, person_id, form)
    return TemplateResponse(request, "civil/dossier.html", context | {"errors": parts.errors_of(form)}, status=422)


@page(permission=DOSSIER)
def receipt(request: Visit, person_id: int) -> HttpResponse:
    """Show the receipt of the newest dossier, to be printed and handed over; its code tells how far the card is."""
    person, row = people.person(person_id), queries.receipt(person_id)
    request.read_person(person.person_id, person.unit)
    where = request.build_absolute_uri(reverse("public:status", args=["vi"]))
    context = {"person": person, "receipt": row, "place": units.by_number(row.unit).name_vi, "where": where}
    return TemplateResponse(request, "civil/receipt.html", context)


@action(permission=ListsPermission.SEND)
def notify(request: Visit, person_id: int) -> HttpResponseBase:
    """Put the person on a list to the commune where they live, and lead to that list."""
    made = operations.notify(
        actor=request.actor, now=request.now, sender=request.unit.number, person=person_id, client_key=_key(request)
    )
    messages.success(request, _("The person is on this list. Look at it, then send it."))
    return HttpResponseRedirect(reverse("lists:list", args=[made]))


def _key(request: Visit) -> UUID:
    """Return the key the page was drawn with, so that a button pressed twice does its work once."""
    try:
        return UUID(request.POST.get("client_key", ""))
    except ValueError:
        return uuid4()


def _form(request: Visit, data: QueryDict | None = None) -> DossierForm:
    """Return the form with the sessions the papers may have been taken at; the one that runs now is chosen.

    It is the one on whose crew the officer is, also at a unit that theirs helps; else the only one of their own unit.
    """
    today, here = timezone.localdate(request.now), request.unit.number
    reached = [here, *(support.helped for support in units.helping([here], on=today))]
    numbers = [number for number in reached if request.actor.may(SessionsPermission.READ, number)]
    rows = sessions.taking(numbers, Kind.ENROLMENT, today)
    running = [row for row in rows if row.state is State.OPEN]
    mine = [row for row in running if request.actor.name in {one.username for one in sessions.crew(row.session_id)}]
    own = [row for row in running if request.unit.holds(row.unit)]
    chosen = mine[0].code if mine else own[0].code if len(own) == 1 else ""
    places = sessions.places({row.place for row in rows})
    offered = [(row.code, _named(row, places), row.day) for row in rows]
    return DossierForm(today=today, sessions=offered, at=chosen, data=data)


def _named(row: SessionRow, places: Mapping[str, PlaceRow]) -> str:
    """Name a session by its place, day and kit, so that somebody who was there knows it."""
    place = places[row.place].name if row.place in places else row.place
    return f"{place} · {formats.day(row.day)} · {row.kit} ({row.code})"


def _context(request: Visit, person_id: int, form: DossierForm) -> dict[str, object]:
    person = people.person(person_id)
    request.read_person(person.person_id, person.unit)
    stands = next(iter(ledger.standings([person_id])), None)
    unit, today = request.unit.number, timezone.localdate(request.now)
    if stands is None:
        right = Serving(units.may_capture(unit=unit, at=person.unit, on=today))
    else:
        right = queries.serving(unit=unit, person=person, stands=stands, on=today)
    return {
        "person": person,
        "place": units.by_number(person.unit).name_vi,
        "standing": parts.said((stands.unit_no, stands.state)) if stands else "",
        "form": form,
        "verdict": labels.LIVES_ELSEWHERE if right.elsewhere else labels.VERDICTS[right.territory],
        "outside": not right.territory.allowed,
        "lives_in": units.by_number(right.elsewhere).name_vi if right.elsewhere else "",
        **(_way_out(request, person, stands) if stands is not None and not right.allowed else {}),
    }


def _way_out(request: Visit, person: PersonRow, stands: StandingRow) -> dict[str, object]:
    """Return whom a list about this person would go to, or the one they wait on; nothing for whoever cannot send it."""
    if not (request.unit.holds(stands.unit_no) and request.actor.may(ListsPermission.SEND, request.unit.number)):
        return {}
    receiver = queries.receiver_of(person, stands, timezone.localdate(request.now))
    return {
        "waits_on": queries.list_of(person=person.person_id, unit=stands.unit_no),
        "receiver": units.by_number(receiver).name_vi if receiver else "",
        "notify_key": uuid4(),
    }
