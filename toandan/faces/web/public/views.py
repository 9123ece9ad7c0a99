"""The pages: progress of an order and its units, how to get card and account, what the data mean (trang công khai)."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.command.campaign import labels as campaign_labels
from toandan.command.campaign.words import Measure
from toandan.command.publication import queries
from toandan.command.publication.queries import NotPublished
from toandan.command.publication.words import PublicDay, PublicUnit, Shown
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit
from toandan.faces.web.public.dictionary import columns
from toandan.faces.web.public.tongue import frame, public_page

LAST_DAYS = 14
"""Days of the table at the foot of a unit's page."""


@public_page
def home(request: Visit) -> HttpResponse:
    """Show the order that was opened last; before any is published, say so."""
    orders = queries.open_orders()
    if not orders:
        return TemplateResponse(request, "public/nothing.html", frame("public:home") | {"here": "progress"})
    return _progress(request, queries.day(orders[0]), "", asked=None)


@public_page
def progress(request: Visit, order: str, unit: str = "") -> HttpResponse:
    """Show one unit of an order on the latest published day, or on the day asked for."""
    asked = _asked_day(request)
    return _progress(request, queries.day(order, asked), unit, asked=asked)


@public_page
def guide(request: Visit) -> HttpResponse:
    """Say how to get a card and how to open and activate an account."""
    return TemplateResponse(request, "public/guide.html", frame("public:guide") | {"here": "guide"})


@public_page
def data(request: Visit) -> HttpResponse:
    """Say which files there are and what stands in each of their columns."""
    orders = [(order, queries.days(order)) for order in queries.open_orders()]
    context = {"orders": orders, "columns": [(c.key, *c.said(get_language() or "vi")) for c in columns()]}
    return TemplateResponse(request, "public/data.html", frame("public:data") | {"here": "data"} | context)


def _asked_day(request: Visit) -> date | None:
    text = request.GET.get("day", "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise NotPublished(text[:10]) from wrong


def _address(name: str, language: str, *args: str) -> str:
    return reverse(name, args=(language, *args))


def _progress(request: Visit, day: PublicDay, code: str, *, asked: date | None) -> HttpResponse:
    unit = day.unit(code) if code else day.top
    if unit is None:
        raise NotPublished(code)
    language = (get_language() or "vi")[:2]
    when = f"?day={asked.isoformat()}" if asked else ""
    measures = [_measure(day, unit, name, language, when) for name in day.measures]
    shared = frame("public:unit", day.order, unit.code)
    picture = reverse("public:picture", args=(language, day.order, unit.code))
    context: dict[str, Any] = shared | {
        "here": "progress",
        "other_page": shared["other_page"] + when,
        "day": day,
        "unit": unit,
        "name": _name(unit),
        "title": finding(day, unit),
        "order_title": day.title_vi if language == "vi" else day.title_en,
        "trail": _trail(day, unit, language, when),
        "measures": measures,
        "history": _history(day, unit),
        "orders": [one for one in queries.open_orders() if one != day.order],
        "canonical": request.build_absolute_uri(_address("public:unit", language, day.order, unit.code)),
        "picture": request.build_absolute_uri(picture),
    }
    return TemplateResponse(request, "public/progress.html", context)


def finding(day: PublicDay, unit: PublicUnit) -> str:
    """Return what is to be said of a unit first, in the language in force."""
    name = _name(unit)
    figure = unit.figures.get(day.measures[0])
    if figure is None:
        return _("%(unit)s: figures are not shown") % {"unit": name}
    if unit.complete:
        return _("%(unit)s: everybody is done") % {"unit": name}
    return _("%(unit)s: %(rate)s%% done") % {"unit": name, "rate": formats.rate(figure.rate)}


def _name(unit: PublicUnit) -> str:
    """Return a unit's name, which stays Vietnamese on every page."""
    return unit.name_vi


def _measure(day: PublicDay, unit: PublicUnit, name: str, language: str, when: str) -> dict[str, Any]:
    below = day.below(unit.code)
    return {
        "label": campaign_labels.MEASURES[Measure(name)],
        "keys": _keys(day, unit.figures.get(name)),
        "rows": [_row(day, one, name, language, when) for one in sorted(below, key=lambda u: _order(u, name))],
        "hidden": sum(not one.shown for one in below),
        "complete": sum(one.complete for one in below),
    }


def _order(unit: PublicUnit, measure: str) -> tuple[bool, float, str]:
    """Put who is furthest first, and those not shown last."""
    figure = unit.figures.get(measure)
    return figure is None, -float(figure.rate or 0) if figure else 0.0, unit.name_vi


def _row(day: PublicDay, unit: PublicUnit, measure: str, language: str, when: str) -> dict[str, Any]:
    figure = unit.figures.get(measure)
    tag = ("plain", _("not shown")) if figure is None else ("done", _("complete")) if unit.complete else None
    address = _address("public:unit", language, day.order, unit.code) + when
    return {"name": unit.name_vi, "address": address, "figure": figure, "tag": tag}


def _keys(day: PublicDay, figure: Shown | None) -> list[dict[str, str]]:
    if figure is None:
        return []
    left = max(0, (day.deadline - day.as_of).days)
    return [
        {
            "value": f"{formats.rate(figure.rate)}%",
            "label": _("of the people are done"),
            "note": _("rounded down: 100 means everyone"),
        },
        {"value": formats.number(figure.done), "label": _("people are done"), "note": ""},
        {"value": formats.number(figure.target), "label": _("people to be served"), "note": ""},
        {
            "value": formats.number(left),
            "label": _("days left"),
            "note": _("until %(day)s") % {"day": formats.day(day.deadline)},
        },
    ]


def _trail(day: PublicDay, unit: PublicUnit, language: str, when: str) -> list[dict[str, str]]:
    """Return the units above, the top first, and this one."""
    above, one = [], unit
    while (parent := day.unit(one.parent)) is not None:
        above.append(
            {"address": _address("public:unit", language, day.order, parent.code) + when, "name": _name(parent)}
        )
        one = parent
    return [*reversed(above), {"address": "", "name": _name(unit)}]


def _history(day: PublicDay, unit: PublicUnit) -> list[dict[str, Any]]:
    found = queries.history(day, unit.code, day.measures[0], most=LAST_DAYS)
    return [{"day": on, "iso": on.isoformat(), "figure": figure, "here": on == day.as_of} for on, figure in found]
