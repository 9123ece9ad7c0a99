"""One difficulty: what stands in the way, the people, the answer, what may be done now (một vướng mắc)."""

from io import BytesIO
from typing import Any

from django.forms import BaseForm
from django.http import FileResponse, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.faces.web.difficulties import parts
from toandan.faces.web.difficulties.forms import AnswerForm, AssignForm, AttachForm, Choice, NoteForm, ReasonForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.ground.envelopes import NotOpened
from toandan.record.people import queries as people
from toandan.record.people.words import PeoplePermission
from toandan.record.units import queries as units
from toandan.record.units.words import Body, Unit
from toandan.work.difficulties import labels, operations, queries, states
from toandan.work.difficulties.words import Clock, DifficultiesPermission, DifficultyRow, DifficultyVerb, Sheet
from toandan.work.directives.queries import reaches
from toandan.work.directives.words import Place

READ = DifficultiesPermission.READ


@page(permission=READ)
def show(request: Visit, difficulty_id: int) -> HttpResponse:
    """Show a difficulty to who raised it, to the levels above, and to whom it was put; who is shown is journalled."""
    found = readable(request, difficulty_id)
    return TemplateResponse(request, "difficulties/difficulty.html", context(request, found))


@page(permission=READ, purpose="difficulties.file.read")
def attached(request: Visit, difficulty_id: int, attachment_id: int) -> HttpResponse:
    """Hand out a file, to be saved; a browser never opens it here."""
    readable(request, difficulty_id)
    try:
        row, content = queries.attachment(difficulty_id, attachment_id)
    except NotOpened as error:
        raise operations.UnableToResolve(operations.SENTENCES["file_broken"], code="file_broken") from error
    answer = FileResponse(BytesIO(content), as_attachment=True, filename=row.name, content_type=row.media_type)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer  # type: ignore[return-value]


def readable(request: Visit, difficulty_id: int) -> Sheet:
    """Return the difficulty if the officer may read it on one of its sides; else there is none."""
    found = queries.sheet(difficulty_id)
    sides = (found.head.unit, found.head.at, Place(found.head.desk))
    if not any(reaches(request.actor, READ, side) for side in sides):
        raise queries.DifficultyUnknown
    return found


def context(request: Visit, found: Sheet, refused: tuple[str, BaseForm] | None = None) -> dict[str, Any]:
    """Return everything the page shows; `refused` is a form that was sent and could not be carried out."""
    today, head = localdate(request.now), found.head
    forms = deeds(request, head)
    if refused is not None and refused[0] in forms:
        forms[refused[0]] = refused[1]
    clock = queries.clock_of(head, today)
    may_publish = states.may(DifficultyVerb.PUBLISHED, head.state) and parts.publishes(request)
    return {
        "head": head,
        "title": parts.short(head.text),
        "state_label": labels.STATES[head.state],
        "tag": "late" if clock is Clock.BREACHED else labels.TAGS[head.state],
        "clock": labels.CLOCKS[clock] if clock else "",
        "facts": _facts(head),
        "answered": f"{formats.moment(head.answered_at)}, {head.answered_by}" if head.answered_at else "",
        "in_time": head.in_time,
        "people": _people(request, found),
        "files": [parts.attachment(one) for one in found.attachments],
        "timeline": parts.timeline(found.events),
        "forms": forms,
        "open_form": refused[0] if refused else next(iter(forms), ""),
        "publish_url": f"{reverse('difficulties:new_guidance')}?difficulty={head.difficulty_id}" if may_publish else "",
        "guidance_url": reverse("difficulties:guidance", args=[head.guidance]) if head.guidance else "",
        "errors": parts.errors([refused[1]]) if refused else [],
    }


def deeds(request: Visit, head: DifficultyRow) -> dict[str, BaseForm]:
    """Return the forms of what may be done now, by the name of the deed; the table of states says which."""
    own = parts.mine(request)
    made: dict[str, BaseForm] = {}

    def may(verb: DifficultyVerb, side: Place, *, own_side: bool = True) -> bool:
        held = reaches(request.actor, states.LIFE[verb].permission, side)
        return states.may(verb, head.state) and held and (side == own or not own_side)

    if may(DifficultyVerb.ACCEPTED, head.unit):
        made |= {"accept": NoteForm(prefix="accept"), "reopen": ReasonForm(prefix="reopen")}
    if may(DifficultyVerb.ANSWERED, head.at):
        made["answer"] = AnswerForm(prefix="answer")
    if may(DifficultyVerb.ASSIGNED, Place(head.desk), own_side=False):
        made["assign"] = AssignForm(prefix="assign", near=near(head))
    if states.may(DifficultyVerb.ATTACHED, head.state) and own in {head.unit, head.at}:
        made["attach"] = AttachForm(prefix="attach")
    if may(DifficultyVerb.WITHDRAWN, head.unit):
        made["withdraw"] = ReasonForm(prefix="withdraw")
    return made


def near(head: DifficultyRow) -> list[Choice]:
    """Return to whom it can be put: bodies of the territory, units right below, the level itself."""
    language, desk = get_language() or "vi", units.by_number(head.desk)
    bodies = [body for body in units.bodies_for(desk.number) if desk.holds(body.territory)]
    below = [unit for unit in units.children(desk.number) if unit.number != head.unit.number]
    found: list[Unit | Body] = [desk, *bodies, *below]
    return [(str(one.number), one.name(language)) for one in found if one.number != head.unit.number]


def _facts(head: DifficultyRow) -> list[dict[str, Any]]:
    rows = [
        (_("Number"), str(head.difficulty_id)),
        (_("What it is about"), labels.KINDS[head.kind]),
        (_("Raised by"), f"{parts.name(head.unit)}, {head.raised_by}"),
        (_("Raised on"), formats.moment(head.raised_at)),
        (_("People held up"), formats.number(head.people)),
        (_("With"), parts.name(head.at)),
        (_("Answer due on"), formats.day(head.due_on) if head.waits else ""),
        (_("Taken up by so many levels"), formats.number(head.escalations) if head.escalations else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _people(request: Visit, found: Sheet) -> list[dict[str, Any]]:
    """Return whom it names, to who may read people; each is journalled."""
    if not found.people or not request.actor.may(PeoplePermission.READ, found.head.unit.number):
        return []
    rows = people.persons(found.people)
    for row in rows:
        request.read_person(row.person_id, row.unit)
    return [
        {
            "name": row.details.full_name,
            "born": row.details.birth.year or "–",
            "address": reverse("people:person", args=[row.person_id]),
        }
        for row in rows
    ]
