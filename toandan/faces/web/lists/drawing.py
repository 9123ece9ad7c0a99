"""Drawing lists up: choose people by rule or from a file, and who receives them (lập danh sách)."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.lists import parts
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo
from toandan.record.ledger import labels as ledger_labels
from toandan.record.ledger.words import Obstacle
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.movements import labels, operations, queries
from toandan.work.movements.operations import UnableToDrawUp
from toandan.work.movements.words import Candidate, Choice, Fault, Finding, Grouping, ListsPermission, Wish

PER_PAGE = 100
MOST_BYTES = 20_000_000


@page(permission=ListsPermission.SEND, purpose="movements.list.choose")
def choose(request: Visit) -> HttpResponse:
    """Show who could be put on a list: by default whoever's present address lies in another unit."""
    return _page(request)


@action(permission=ListsPermission.SEND, purpose="movements.list.choose")
def draw_up(request: Visit) -> HttpResponse:
    """Draw up one draft for each receiving unit from the ticked people."""
    try:
        target = parts.commune(request.POST.get("target", ""), on=parts.codes_day(request))
        wishes = [Wish(int(p), target) for p in request.POST.getlist("person") if p.isdecimal() and len(p) < 19]
        return _drawn(request, wishes)
    except (NotAllowed, NotThere):
        raise
    except UnableTo as refusal:
        return _page(request, refusal=refusal)


@action(permission=ListsPermission.SEND, purpose="movements.list.file")
def from_file(request: Visit) -> HttpResponse:
    """Draw up drafts from a file of numbers and communes; a wrong line keeps all out, unless good lines may go in."""
    sent = request.FILES.get("file")
    try:
        if sent is None or (sent.size or 0) > MOST_BYTES:
            raise UnableTo(_("Choose a CSV or XLSX file of at most 20 MB."), code="file_missing")
        with reading(request.actor):
            wishes, findings = queries.read_file(content=sent.read(), on=parts.codes_day(request))
        if findings and not request.POST.get("good_only"):
            said = _("Some lines of the file are wrong. Nothing was drawn up.")
            raise UnableToDrawUp(said, code="faults", findings=findings)
        return _drawn(request, wishes)
    except (NotAllowed, NotThere):
        raise
    except UnableTo as refusal:
        return _page(request, refusal=refusal)


def _drawn(request: Visit, wishes: Sequence[Wish]) -> HttpResponse:
    """Draw up, and go to the draft, or to all of them."""
    grouping = request.POST.get("grouping", "")
    made = operations.draw_up(
        actor=request.actor,
        now=request.now,
        sender=request.unit.number,
        wishes=wishes,
        reason=request.POST.get("reason", "")[:500],
        client_key=_key(request),
        grouping=Grouping(grouping) if grouping in set(Grouping) else Grouping.DISTRICT,
        good_only=bool(request.POST.get("good_only")),
    )
    said = ngettext("%(n)s draft is ready. Look at it, then send it.", "%(n)s drafts are ready. Send each.", len(made))
    messages.success(request, said % {"n": formats.number(len(made))})
    if len(made) == 1:
        return redirect("lists:list", list_id=made[0])
    return redirect("/lists/?way=out&state=draft")


def _key(request: Visit) -> UUID:
    try:
        return UUID(request.POST.get("client_key", ""))
    except ValueError:
        return uuid4()


def _asked(request: Visit) -> tuple[Choice, Obstacle | None]:
    """Return the rule and the obstacle of the filter."""
    query = request.GET if request.method in {"GET", "HEAD"} else request.POST
    word = query.get("obstacle", "")
    known = {o.value: o for o in Obstacle if o.value and o is not Obstacle.NOTIFIED_ELSEWHERE}
    return (Choice.OBSTACLE, known[word]) if word in known else (Choice.ELSEWHERE, None)


def _page(request: Visit, *, refusal: UnableTo | None = None) -> HttpResponse:
    _rule, obstacle = _asked(request)
    after = request.GET.get("after", "")
    with reading(request.actor):
        found = queries.candidates(
            low=request.unit.number,
            high=request.unit.last,
            on=localdate(request.now),
            obstacle=obstacle,
            after=int(after) if after.isdecimal() and len(after) < 19 else 0,
            limit=PER_PAGE + 1,
        )
        many = queries.how_many(
            low=request.unit.number, high=request.unit.last, on=localdate(request.now), obstacle=obstacle
        )
    shown = found[:PER_PAGE]
    for candidate in shown:
        request.read_person(candidate.person_id, candidate.unit)
    findings = getattr(refusal, "findings", [])
    ticked = {int(p) for p in request.POST.getlist("person") if p.isdecimal() and len(p) < 19}
    words = [o for o in Obstacle if o.value and o is not Obstacle.NOTIFIED_ELSEWHERE]
    context = {
        "rows": [_row(c, ticked, findings) for c in shown],
        "obstacle": obstacle.value if obstacle else "",
        "obstacles": [(o.value, ledger_labels.OBSTACLES[o]) for o in words],
        "groupings": [(g.value, labels.GROUPINGS[g]) for g in Grouping],
        "given": request.POST,
        "by_file": request.path == reverse("lists:file"),
        "client_key": uuid4(),
        "one_place": request.unit.level is UnitLevel.COMMUNE,
        "many": many,
        "at_least": obstacle is None and many == queries.COUNTED,
        "next_url": f"?obstacle={obstacle or ''}&after={shown[-1].person_id}" if len(found) > PER_PAGE else "",
        "lines": [_said(f) for f in findings if f.line][:100],
        "errors": [{"field": "", "message": message_of(refusal)}] if refusal else [],
    }
    return TemplateResponse(request, "lists/new.html", context, status=422 if refusal else 200)


def _row(candidate: Candidate, ticked: set[int], findings: Sequence[Finding]) -> dict[str, object]:
    fault = parts.by_person(findings).get(candidate.person_id)
    return {
        "person": candidate,
        "born": parts.born(candidate.birth),
        "place": _place(units.by_number(candidate.target)) if candidate.target else "",
        "unit": parts.name_of(candidate.unit),
        "obstacle": ledger_labels.OBSTACLES[candidate.obstacle] if candidate.obstacle else "–",
        "ticked": candidate.person_id in ticked,
        "fault": labels.FAULTS[fault] if fault else "",
    }


def _place(unit: Unit) -> str:
    """Name a commune with its district, since wards of one name lie in several."""
    return f"{unit.name_vi}, {parts.name_of(unit.district)}" if unit.district else unit.name_vi


def _said(finding: Finding) -> dict[str, object]:
    """Return what is wrong with a line; a place is repeated where it is the fault, as the file writes it."""
    value = finding.value if finding.fault is Fault.RECEIVER_UNKNOWN else ""
    return {"line": finding.line, "value": value, "fault": labels.FAULTS[finding.fault]}
