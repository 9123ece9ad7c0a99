"""Who of a session's unit still waits and could come, page by page (danh sách dự kiến đến).

The list is asked for and not drawn with the session's page: who looks on reads nobody by the way, and each person that
is shown is journalled.
"""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from toandan.faces.web.frame.doors import Visit, page
from toandan.faces.web.sessions import parts
from toandan.faces.web.sessions.accounts import born
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, EId, Obstacle
from toandan.record.officers.operations import require
from toandan.record.people import queries as people
from toandan.record.people.words import PeoplePermission
from toandan.record.units import queries as units
from toandan.work.sessions import queries
from toandan.work.sessions.words import Kind, SessionRow

READ = PeoplePermission.READ
PAGE = 25
Line = tuple[int, int]
"""A person and the unit they stand under."""


def lines(row: SessionRow, *, after: int | None, limit: int) -> list[Line]:
    """Return who of the session's unit waits for what it is for and can come, by rising person."""
    here = units.by_number(row.unit)
    states = (
        ledger.matching(card=[Card.DUE], obstacle=[Obstacle.NONE])
        if row.kind is Kind.ENROLMENT
        else ledger.matching(eid=[EId.GRANTED])
    )
    found = ledger.line_list(low=here.number, high=here.last, states=states, after=after, limit=limit)
    return [(person, unit) for person, unit, *_rest in found]


@page(permission=READ, search=True)
def show(request: Visit, code: str) -> HttpResponse:
    """Show a page of the list; after whom it begins is told in the body and stands in no address."""
    row = queries.session(code)
    require(request.actor, READ, at=row.unit)
    told = request.POST.get("after", "")
    after = int(told) if told.isdecimal() and len(told) <= 18 else None
    found = lines(row, after=after, limit=PAGE + 1)
    shown = found[:PAGE]
    for person, unit in shown:
        request.read_person(person, unit)
    place = queries.places([row.place]).get(row.place)
    context = {
        "row": row,
        "place": place.name if place else row.place,
        "unit": parts.name(row.unit),
        "people": [
            {"name": one.details.full_name, "born": born(one.details.birth), "number": one.masked_number,
             "address": one.details.present_address, "phone": one.details.phone}
            for one in people.persons([person for person, _unit in shown])
        ],
        "here": reverse("sessions:session_expected", args=[code]),
        "first": after is None,
        "next": shown[-1][0] if len(found) > PAGE else None,
        "exports": request.actor.may(PeoplePermission.EXPORT, row.unit),
    }  # fmt: skip
    whole = request.headers.get("HX-Request") != "true"
    return TemplateResponse(request, "sessions/expected.html" if whole else "sessions/expected_list.html", context)
