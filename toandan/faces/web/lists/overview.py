"""Lists in and out, and the statement of each pair of units (danh sách đến, đi; đối chiếu)."""

from datetime import date

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.faces.web.lists import parts
from toandan.faces.web.lists.held import finding, missing
from toandan.record.letters import queries as letter_rows
from toandan.work.movements import labels, queries
from toandan.work.movements.words import ListsPermission, ListState

PER_PAGE = 50
IN, OUT = "in", "out"


@page(permission=ListsPermission.READ)
def lists(request: Visit) -> HttpResponse:
    """Show the lists that came to the officer's unit, or those it sent, the newest first."""
    way = OUT if request.GET.get("way") == OUT else IN
    asked = request.GET.get("state", "")
    state = ListState(asked) if asked in set(ListState) else None
    before = request.GET.get("before", "")
    low, high, today = request.unit.number, request.unit.last, localdate(request.now)
    found = (queries.lists_in if way == IN else queries.lists_out)(
        low=low,
        high=high,
        state=state,
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
        limit=PER_PAGE + 1,
    )
    shown = found[:PER_PAGE]
    waiting = queries.open_lists(low=low, high=high)
    late_out, late_in = queries.overdue_lists(low=low, high=high, today=today)
    states = [word for word in ListState if way == OUT or word not in {ListState.DRAFT}]
    context = {
        "way": way,
        "finding": _finding(waiting["in"], len(late_in)),
        "keys": _keys(waiting, len(late_in), len(late_out)),
        "rows": [parts.list_line(row, incoming=way == IN, today=today) for row in shown],
        "chosen": state.value if state else "",
        "states": [(word.value, labels.STATES[word]) for word in states],
        "next_url": _next(way, state, shown[-1].list_id) if len(found) > PER_PAGE else "",
        "held": finding(held) if (held := queries.how_many_held(low=low, high=high)) else "",
        "missing": missing(len(gaps)) if (gaps := letter_rows.incomplete()) else "",
        "may_send": request.actor.may(ListsPermission.SEND, low),
    }
    return TemplateResponse(request, "lists/lists.html", context)


def _next(way: str, state: ListState | None, last: int) -> str:
    kept = f"&state={state.value}" if state else ""
    return f"{reverse('lists:lists')}?way={way}{kept}&before={last}"


def _finding(waiting: int, late: int) -> str:
    """Say first what somebody else waits for."""
    if not waiting:
        return _("No list waits for your answer")
    said = ngettext("%(n)s list waits for your answer", "%(n)s lists wait for your answer", waiting)
    said %= {"n": formats.number(waiting)}
    return _("%(waiting)s, %(late)s overdue") % {"waiting": said, "late": formats.number(late)} if late else said


def _keys(waiting: dict[str, int], late_in: int, late_out: int) -> list[dict[str, object]]:
    def overdue(n: int) -> str:
        return _("%(n)s overdue") % {"n": formats.number(n)} if n else ""

    return [
        {"value": formats.number(waiting["in"]), "label": _("lists to answer"), "note": overdue(late_in)},
        {"value": formats.number(waiting["out"]), "label": _("lists sent, not answered"), "note": overdue(late_out)},
        {"value": formats.number(waiting["unsettled"]), "label": _("people who came back"), "note": ""},
        {"value": formats.number(waiting["drafts"]), "label": _("drafts"), "note": ""},
    ]


@page(permission=ListsPermission.READ)
def statement(request: Visit) -> HttpResponse:
    """Show for every pair of units what was sent, accepted, returned and is open; each line closes to zero."""
    today: date = localdate(request.now)
    pairs = queries.statement(low=request.unit.number, high=request.unit.last, today=today)
    rows = [
        {"pair": pair, "sender": parts.name_of(pair.sender), "receiver": parts.name_of(pair.receiver)} for pair in pairs
    ]
    return TemplateResponse(request, "lists/statement.html", {"rows": rows, "totals": parts.totals(pairs)})
