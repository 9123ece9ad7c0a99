"""The queue of cases, by kind, state and what is late (danh sách hồ sơ)."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.cases import parts
from toandan.faces.web.frame.doors import Visit, page
from toandan.work.verification import labels, queries
from toandan.work.verification.words import CasePage, CaseState, Kind, VerificationPermission


@page(permission=VerificationPermission.READ)
def queue(request: Visit) -> HttpResponse:
    """List the cases of the officer's units that are not decided, the oldest first."""
    asked = request.GET
    kind = Kind(asked["kind"]) if asked.get("kind") in set(Kind) else None
    state = CaseState(asked["state"]) if asked.get("state") in set(CaseState) else None
    late = asked.get("overdue") == "1"
    after = int(asked["after"]) if asked.get("after", "").isdecimal() and len(asked["after"]) < 18 else 0
    today = localdate(request.now)
    found = queries.cases(
        low=request.unit.number, high=request.unit.last, today=today, kind=kind,
        states=(state,) if state else queries.UNDECIDED, overdue=late, after=after,
    )  # fmt: skip
    known = parts.names(case.person_id for case in found.cases)
    for person in known.values():
        request.read_person(person.person_id, person.unit)
    rows = [
        parts.line(case, known[case.person_id].details.full_name if case.person_id in known else "–", today)
        for case in found.cases
    ]
    context: dict[str, Any] = {
        "rows": rows,
        "kinds": _kinds(found, kind, late=late),
        "states": _states(request, state),
        "total": sum(n for name, n in found.counts.items() if name != "overdue"),
        "overdue": found.counts["overdue"],
        "next_url": _next(request, found),
        "reviews": queries.reviews_waiting(request.actor, low=request.unit.number, high=request.unit.last),
    }
    return TemplateResponse(request, "cases/queue.html", context)


def _kinds(found: CasePage, chosen: Kind | None, *, late: bool) -> list[dict[str, Any]]:
    """Return the ways to narrow the queue, each with how many it leaves."""
    base = reverse("cases:queue")
    ways: list[dict[str, Any]] = [
        {"label": _("All"), "address": base, "current": chosen is None and not late},
        {
            "label": _("Answer overdue"), "count": found.counts["overdue"], "address": f"{base}?overdue=1",
            "current": late,
        },
    ]  # fmt: skip
    ways += [
        {
            "label": label, "count": found.counts.get(kind.value, 0), "address": f"{base}?kind={kind.value}",
            "current": kind is chosen,
        }
        for kind, label in labels.KINDS.items()
    ]  # fmt: skip
    return ways


def _states(request: Visit, chosen: CaseState | None) -> list[dict[str, Any]]:
    """Return the ways to look at one state alone, keeping the kind."""
    kept = {"kind": str(request.GET["kind"])} if "kind" in request.GET else {}
    ways: list[tuple[CaseState | None, Any]] = [(None, _("not decided")), *labels.STATES.items()]
    return [
        {
            "label": label,
            "current": state is chosen,
            "address": f"{reverse('cases:queue')}?{urlencode(kept | ({'state': state.value} if state else {}))}",
        }
        for state, label in ways
    ]


def _next(request: Visit, found: CasePage) -> str:
    """Return the address of the next page, "" on the last one."""
    if not found.more:
        return ""
    kept = {name: str(value) for name, value in request.GET.items() if name in {"kind", "state", "overdue"}}
    return f"{reverse('cases:queue')}?{urlencode(kept | {'after': str(found.cases[-1].case_id)})}"
