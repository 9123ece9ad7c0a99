"""The desks of difficulties: what waits here, what was raised, what is late, and a search (bàn vướng mắc)."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.difficulties import parts
from toandan.faces.web.frame.doors import Visit, page
from toandan.work.difficulties import labels, queries
from toandan.work.difficulties.words import Bucket, DifficultiesPermission, DifficultyRow
from toandan.work.directives.queries import reaches

READ = DifficultiesPermission.READ
PER_PAGE = 50


@page(permission=READ, search=True)
def desk(request: Visit) -> HttpResponse:
    """Show one of the desks; what waits here unless another is asked for. A search is no part of the address."""
    today, at = localdate(request.now), parts.mine(request)
    reach = request.actor.ranges(READ)
    waiting, answered, late = queries.to_answer(at), queries.to_accept(at), queries.late(reach, today=today)
    out = queries.assigned_out(at.number) if parts.resolves(request) else []
    text = request.POST.get("q", "").strip()[:200]
    asked = "all" if text else request.GET.get("desk", "")
    counts = {"here": len(waiting) + len(answered), "out": len(out), "late": len(late)}
    context: dict[str, Any] = {
        "desks": _desks(request, asked, counts),
        "total": counts["here"],
        "may_raise": reaches(request.actor, DifficultiesPermission.RAISE, at),
        "asked": text,
        "next_url": "",
        "all_shown": asked == "all",
    }
    rows: list[DifficultyRow] = {"out": out, "late": late}.get(asked, [])
    if asked in {"own", "all"}:
        rows, context["next_url"] = _page(request, asked, text)
    elif asked not in {"out", "late"}:
        rows = [*answered, *waiting]
    # A desk in pages shows no ages: those of one page would be taken for those of all.
    whole = [] if asked in {"own", "all"} else rows
    ages = Counter(bucket for row in whole if (bucket := queries.bucket_of(row, today)))
    context["rows"] = [parts.line(row, today) for row in rows]
    context["ages"] = [(labels.BUCKETS[bucket], ages[bucket]) for bucket in Bucket] if ages else []
    return TemplateResponse(request, "difficulties/desk.html", context)


def _page(request: Visit, asked: str, text: str) -> tuple[list[DifficultyRow], str]:
    """Return one page of a long desk, and the address of the next one, "" on the last."""
    seen = request.GET.get("before", "")
    before = int(seen) if seen.isdecimal() and len(seen) < 19 else None
    if asked == "own":
        found = queries.raised_by(parts.mine(request), before=before, limit=PER_PAGE + 1)
    else:
        found = queries.everything(request.actor.ranges(READ), text=text, before=before, limit=PER_PAGE + 1)
    shown = found[:PER_PAGE]
    if len(found) <= PER_PAGE or text:
        return shown, ""
    return shown, f"{reverse('difficulties:difficulties')}?desk={asked}&before={shown[-1].difficulty_id}"


def _desks(request: Visit, asked: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    base = reverse("difficulties:difficulties")
    names = {"here": _("Waiting here"), "own": _("Raised by us"), "out": _("Assigned to others"), "late": _("Overdue")}
    names["all"] = _("All")
    if not parts.resolves(request):
        del names["out"]
    chosen = asked if asked in names else "here"
    return [
        {"label": label, "address": f"{base}?desk={key}", "count": counts.get(key), "current": key == chosen}
        for key, label in names.items()
    ]
