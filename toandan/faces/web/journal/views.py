"""Looking things up in the journal; looking is itself a line of it (tra cứu nhật ký)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponseBase
from django.utils.timezone import localdate
from django.utils.translation import gettext

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.doors import TemplateResponse, Visit, page
from toandan.faces.web.journal import details
from toandan.faces.web.journal.forms import Filter
from toandan.ground.kernel.errors import NotThere
from toandan.record.journal import labels
from toandan.record.journal import operations as journal
from toandan.record.journal.queries import lines
from toandan.record.journal.words import JournalPermission, Line
from toandan.record.officers import operations as officers
from toandan.record.units import queries as units

_PAGE = 50


@page(permission=JournalPermission.READ)
def look(request: Visit) -> HttpResponseBase:
    """Show lines of the units this officer may look into, the newest first."""
    form = Filter(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    low, high = range_of(request, str(asked.get("unit") or "").strip(), form)
    found = lines(
        low=low,
        high=high,
        **wanted(asked),
        after=_after(request.GET.get("after", "")),
        limit=_PAGE,
    )
    context = {
        "form": form,
        "rows": [_row(line) for line in found.lines],
        "after": ".".join(str(part) for part in _place(found.after)) if found.after else "",
        "filters": {name: value for name, value in asked.items() if value},
    }
    return TemplateResponse(request, "journal/lines.html", context)


def lines_page(request: Visit) -> HttpResponseBase:
    """Show the page, and write down who looked for what once it is drawn."""
    response = look(request)
    if response.status_code == 200 and hasattr(request, "actor"):
        form = Filter(request.GET)
        with officers.acting(request.actor):
            write_down(request, form.cleaned_data if form.is_valid() else {})
    return response


lines_page.permission = look.permission  # type: ignore[attr-defined]
lines_page.public = False  # type: ignore[attr-defined]


def write_down(request: Asking, said: Mapping[str, Any]) -> None:
    """Write down in the current transaction who looked for what in the journal."""
    asked = {name: str(said[name]) for name in ("person", "verb", "since", "until", "unit") if said.get(name)}
    journal.append(
        actor=request.actor,
        verb="journal.line.look",
        subject=f"person:{asked['person']}" if "person" in asked else "journal",
        unit=request.actor.at,
        detail={name: value[:40] for name, value in asked.items()},
    )


def wanted(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the filter asks the journal for."""
    return {
        "person": asked.get("person"),
        "actor_name": str(asked.get("officer") or "").strip().lower(),
        "verb": str(asked.get("verb") or "").strip().rstrip("."),
        "since": asked.get("since"),
        "until": asked.get("until"),
    }


def range_of(request: Asking, code: str, form: Filter) -> tuple[int, int]:
    """Return the range of units to look into: the one asked for, else all the officer may look into.

    A code means its bearer on the last day asked for, today without one, then any other that is the officer's.
    """
    ranges = request.actor.ranges(JournalPermission.READ)
    widest = (min(low for low, _ in ranges), max(high for _, high in ranges))
    if not code:
        return widest
    day = form.cleaned_data.get("until") or localdate(request.now)
    for unit in units.bearers(code, as_of=day):
        if request.actor.may(JournalPermission.READ, unit.number):
            return unit.number, unit.last
    form.add_error("unit", gettext("There is no unit with this code that you may look into."))
    return widest


def _place(after: tuple[datetime, int, int]) -> tuple[int, int, int]:
    at, strand, line_no = after
    return round(at.timestamp() * 1_000_000), strand, line_no


def _after(text: str) -> tuple[datetime, int, int] | None:
    parts = text.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdecimal() and len(part) < 18 for part in parts):
        return None
    moment, strand, line_no = (int(part) for part in parts)
    seconds, rest = divmod(moment, 1_000_000)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest), strand, line_no
    except (OverflowError, ValueError, OSError):
        return None


def _row(line: Line) -> dict[str, object]:
    try:
        unit: object = units.by_number(line.unit_no)
    except NotThere:
        unit = None
    people = line.detail.get("people")
    return {
        "line": line,
        "unit": unit,
        "said": labels.sentence(line.verb),
        "subject": details.subject(line),
        "people": people if isinstance(people, list) else [],
        "detail": details.told(line),
    }
