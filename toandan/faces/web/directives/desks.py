"""The desks of directives: what came in, what went out, what waits to be issued, what is late (bàn công văn)."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.directives import parts
from toandan.faces.web.directives.choices import may_draft
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.work.directives import queries
from toandan.work.directives.words import NOTICE_DAYS, DirectivesPermission, Listed, TaskRow

READ = DirectivesPermission.READ
PER_PAGE = 50


@page(permission=READ)
def desk(request: Visit) -> HttpResponse:
    """Show one of the desks of the officer's unit or body; what came in unless another is asked for."""
    today, at = localdate(request.now), parts.mine(request)
    late = queries.overdue(request.actor.ranges(READ), today=today)
    proposed = queries.awaiting_issue(at, today=today)
    tasks = queries.tasks_waiting(at)
    asked = request.GET.get("desk", "")
    context: dict[str, Any] = {
        "desks": _desks(asked, {"late": len(late), "proposed": len(proposed), "in": len(tasks)}),
        "total": len(tasks),
        "may_draft": may_draft(request),
    }
    if asked == "late":
        context["late"] = [parts.due(row, queries.head(row.directive_id), today) for row in late]
    elif asked == "proposed":
        context["rows"] = [parts.line(row) for row in proposed]
    else:
        out = asked == "out"
        context |= {"out": out, "waiting": [] if out else [_task(task, today) for task in tasks]}
        context |= _page(request, out=out)
    return TemplateResponse(request, "directives/desk.html", context)


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


def _task(row: TaskRow, today: date) -> dict[str, Any]:
    head = queries.head(row.directive_id)
    return {
        "text": row.text,
        "due": formats.day(row.due_on),
        "late": row.due_on < today,
        "soon": today <= row.due_on <= today + timedelta(days=NOTICE_DAYS),
        "signed": head.signed,
        "issuer": parts.name(head.issuer),
        "address": reverse("directives:directive", args=[row.directive_id]),
    }
