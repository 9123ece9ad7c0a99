"""My desk, and help with the glossary (bàn làm việc, trợ giúp)."""

from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.command.campaign import labels, queries
from toandan.command.campaign.words import Board, CampaignPermission, OrderRow
from toandan.faces.web.campaign import findings
from toandan.faces.web.campaign.address import BoardView
from toandan.faces.web.campaign.views import running
from toandan.faces.web.desk import fieldwork, glossary, judging, waiting
from toandan.faces.web.frame.doors import Visit, page
from toandan.record.rolls import labels as roll_labels
from toandan.record.rolls import queries as rolls
from toandan.record.rolls.words import RollsPermission
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.movements import labels as clocks
from toandan.work.movements import queries as movements
from toandan.work.movements.words import CivilPermission, ClockState, ListsPermission

READ = CampaignPermission.READ.value
IMPORT = RollsPermission.IMPORT.value
MOVEMENTS = CivilPermission.READ.value
PEOPLE = "people.person.read"
LAST_RUNS = 5
GROUPS: dict[str, str | Promise] = {
    "campaign": _("The campaign"),
    "governance": _("Government"),
    "police": _("Police"),
    "identity": _("Card and number"),
    "procedure": _("Procedure"),
    "eid": _("Electronic identity"),
    "residence": _("Residence"),
}


@page(permission=None)
def home(request: Visit) -> HttpResponse:
    """Lead to the desk."""
    return HttpResponseRedirect("/desk/")


@page(permission=None)
def desk(request: Visit) -> HttpResponse:
    """Show what waits for this officer: tasks, the unit's pace, obstacles, the last imports."""
    today = localdate(request.now)
    waits = [
        *_lists(request),
        *waiting.directives(request.actor, request.unit, today=today),
        *waiting.difficulties(request.actor, request.unit, today=today),
        *waiting.questions(request.actor, request.unit, today=today),
        *fieldwork.tasks(request.actor, request.unit, today=today),
        *judging.tasks(request.actor, request.unit),
        *waiting.cases(request.actor, request.unit, today=today),
    ]
    context: dict[str, object] = {
        "may_import": request.actor.may_somewhere(IMPORT),
        "may_search": request.actor.may_somewhere(PEOPLE),
        "runs": _runs(request),
        "tasks": waits,
    }
    context["clock"] = _clock(request)
    order = running(today=localdate(request.now)) if request.actor.may(READ, request.actor.at) else None
    board = _board(request, order) if order else None
    if board is not None and order is not None:
        may_read = request.actor.may(PEOPLE, request.actor.at)
        context |= {
            "order": order,
            "board": board,
            "finding": findings.title(board),
            "measure_label": labels.MEASURES[board.measure],
            "board_address": BoardView(order.code, board.total.code).address,
            "keys": waiting.keys(board),
            "tasks": [*waits, *waiting.tasks(board, may_read_people=may_read)],
            "obstacles": waiting.obstacles(board) if may_read else [],
            "troubles": waiting.troubles(board),
            "done": waiting.is_done(board),
        }
    return TemplateResponse(request, "desk/desk.html", context)


def _board(request: Visit, order: OrderRow) -> Board | None:
    """Return the board of the officer's own unit; None when the order does not cover it."""
    scope, own = units.by_number(order.scope), units.by_number(request.actor.at)
    at = scope if own.number <= scope.number <= own.last else own
    if not scope.number <= at.number <= scope.last:
        return None
    day = queries.default_day(order, today=localdate(request.now))
    return queries.board(order=order.code, as_of=day, under=at.number, as_work=True)


def _lists(request: Visit) -> list[waiting.Task]:
    """Return what notification lists ask of the officer's unit, overdue ones first."""
    if not request.actor.may(ListsPermission.READ, request.actor.at):
        return []
    low, high = request.unit.number, request.unit.last
    out, incoming = movements.overdue_lists(low=low, high=high, today=localdate(request.now))
    held = movements.how_many_held(low=low, high=high)
    return waiting.lists(movements.open_lists(low=low, high=high), late_in=len(incoming), late_out=len(out), held=held)


def _runs(request: Visit) -> list[dict[str, object]]:
    """Return the last imports of the officer's units."""
    if not request.actor.may_somewhere(IMPORT):
        return []
    return [
        {"run": run, "state": roll_labels.STATES[run.state], "address": f"/rolls/{run.run}/"}
        for run in rolls.run_rows(actor=request.actor, limit=LAST_RUNS)
    ]


def _clock(request: Visit) -> dict[str, object] | None:
    """Return how many people of the officer's commune wait for their residence to be verified; nobody above a commune.

    A commune has a handful of them; above it the list itself is opened, because no page counts people by reading them.
    """
    actor, unit = request.actor, request.unit
    if not actor.may(MOVEMENTS, actor.at):
        return None
    found: dict[str, object] = {"address": f"/movements/unregistered/?unit={unit.number}"}
    if unit.level is not UnitLevel.COMMUNE:
        return found
    waiting_now = movements.unregistered(low=unit.number, high=unit.last, on=localdate(request.now))
    counted = {state: sum(row.state is state for row in waiting_now) for state in ClockState}
    return found | {"states": [(str(clocks.CLOCKS[s]), s.value, many) for s, many in counted.items() if many]}


@page(permission=None)
def help_page(request: Visit) -> HttpResponse:
    """Show how figures are counted, what the words mean, and the glossary, narrowed to a search."""
    asked = request.GET.get("q", "").strip()
    found = glossary.find(asked)
    groups = [(label, terms) for group, label in GROUPS.items() if (terms := [t for t in found if t.group == group])]
    context = {"groups": groups, "asked": asked, "found": len(found), "statuses": list(labels.STATUSES)}
    whole = request.headers.get("HX-Request") != "true"
    return TemplateResponse(request, "desk/help.html" if whole else "desk/terms.html", context)
