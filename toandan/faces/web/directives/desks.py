"""The desks of directives: what came in, what went out, what waits to be issued, what is late (bàn công văn)."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toandan.faces.web.directives import parts
from toandan.faces.web.directives.choices import may_draft
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.work.directives import queries
from toandan.work.directives.words import NOTICE_DAYS, DirectiveRow, DirectivesPermission, Listed, TaskRow

READ = DirectivesPermission.READ
PER_PAGE = 50
MOST_LATE = 200
"""Late answers that one page shows, those of the earliest day; their number is told whole."""


@page(permission=READ)
def desk(request: Visit) -> HttpResponse:
    """Show one of the desks of the officer's unit or body; what came in unless another is asked for."""
    today, at = localdate(request.now), parts.mine(request)
    reach = list(request.actor.ranges(READ))
    late = queries.count_overdue(reach, today=today)
    proposed = queries.awaiting_issue(at, today=today)
    tasks = queries.tasks_waiting(at)
    asked = request.GET.get("desk", "")
    context: dict[str, Any] = {
        "desks": _desks(asked, {"late": late, "proposed": len(proposed), "in": len(tasks)}),
        "finding": _finding(asked, late, len(proposed), len(tasks)),
        "may_draft": may_draft(request),
    }
    if asked == "late":
        rows = queries.overdue(reach, today=today, limit=MOST_LATE)
        heads = queries.heads(row.directive_id for row in rows)
        context["late"] = [parts.due(row, heads[row.directive_id], today) for row in rows]
        context["hidden"] = late - len(rows)
    elif asked == "proposed":
        context |= {"rows": [parts.line(row) for row in proposed], "proposed": True}
    else:
        out = asked == "out"
        heads = queries.heads(task.directive_id for task in tasks)
        context |= {
            "out": out,
            "waiting": [] if out else [_task(task, heads[task.directive_id], today) for task in tasks],
        }
        context |= _page(request, out=out)
    return TemplateResponse(request, "directives/desk.html", context)


def _finding(asked: str, late: int, proposed: int, tasks: int) -> str:
    """Say how much lies on the desk that is looked at; on that of papers sent out, what waits for the reader."""
    if asked == "late":
        told = ngettext("%(n)s answer is overdue", "%(n)s answers are overdue", late)
        return told % {"n": formats.number(late)}
    if asked == "proposed":
        told = ngettext("%(n)s directive waits to be issued", "%(n)s directives wait to be issued", proposed)
        return told % {"n": formats.number(proposed)}
    told = ngettext("%(n)s task waits for your report", "%(n)s tasks wait for your report", tasks)
    return told % {"n": formats.number(tasks)}


def _page(request: Visit, *, out: bool) -> dict[str, Any]:
    """Return one page of what went out or came in, and the address of the next one, "" on the last."""
    last_seen = request.GET.get("before", "")
    before = int(last_seen) if last_seen.isdecimal() and len(last_seen) < 19 else None
    find = queries.outbox if out else queries.inbox
    found: list[Listed] = find(parts.mine(request), today=localdate(request.now), before=before, limit=PER_PAGE + 1)
    shown = found[:PER_PAGE]
    way = "out" if out else "in"
    more = f"{reverse('directives:directives')}?desk={way}&before={shown[-1].head.directive_id}" if shown else ""
    return {"rows": [parts.line(row) for row in shown], "next_url": more if len(found) > PER_PAGE else ""}


def _desks(asked: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    base = reverse("directives:directives")
    names = {"in": _("Received"), "out": _("Sent out"), "proposed": _("To be issued"), "late": _("Overdue")}
    chosen = asked if asked in names else "in"
    return [
        {"label": label, "address": f"{base}?desk={key}", "count": counts.get(key), "current": key == chosen}
        for key, label in names.items()
    ]


def _task(row: TaskRow, head: DirectiveRow, today: date) -> dict[str, Any]:
    return {
        "text": row.text,
        "due": formats.day(row.due_on),
        "late": row.due_on < today,
        "soon": today <= row.due_on <= today + timedelta(days=NOTICE_DAYS),
        "signed": head.signed,
        "issuer": parts.name(head.issuer),
        "address": reverse("directives:directive", args=[row.directive_id]),
    }
