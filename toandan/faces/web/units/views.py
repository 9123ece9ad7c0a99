"""Views of the unit pages; everything shown is public reference data (trang đơn vị)."""

from datetime import date
from decimal import ROUND_DOWN, Decimal

from django import forms
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import CampaignPermission
from toandan.command.reorganisation.words import ReorganisationPermission
from toandan.faces.web.frame.doors import Visit, page
from toandan.faces.web.frame.fields import DayField
from toandan.faces.web.frame.formats import vietnamese
from toandan.faces.web.units import parts, supports
from toandan.record.units import queries
from toandan.record.units.words import AgeGroup, Unit, UnitLevel, UnitsPermission

MOST_FOUND = 30


class SearchForm(forms.Form):
    """What to look for, and on which day; without a day, units of every year are found."""

    q = forms.CharField(
        label=_("Name or code"),
        help_text=_(
            "With or without marks, abbreviated, with the name of the unit above: “P. Phúc Xá”, “xa van ha phuc tho”."
        ),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    as_of = DayField(
        label=_("In force on"),
        help_text=_("Leave empty to find units of every year."),
        required=False,
    )


@page(permission=UnitsPermission.READ)
def search(request: Visit) -> HttpResponse:
    """Find units by any spelling; without a question, show the country's provinces of today."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    context: dict[str, object] = {"form": form, "own": request.unit, "own_address": parts.address(request.unit)}
    context["may_reorganise"] = request.actor.may_somewhere(ReorganisationPermission.CARRY_OUT)
    if form.is_bound and form.is_valid() and form.cleaned_data["q"].strip():
        asked = form.cleaned_data["q"]
        found = queries.find(asked, as_of=form.cleaned_data["as_of"], limit=MOST_FOUND)
        context |= {"asked": asked, "rows": [parts.row(unit) for unit in found], "most": MOST_FOUND}
    else:
        today = timezone.localdate(request.now)
        provinces = queries.children(queries.root().number, as_of=today)
        context |= {"rows": [parts.row(unit) for unit in provinces], "today": today}
    whole = request.headers.get("HX-Request") != "true"
    return TemplateResponse(request, "units/search.html" if whole else "units/found.html", context)


@page(permission=UnitsPermission.READ)
def unit(request: Visit, number: int) -> HttpResponse:
    """Show one unit: facts, figures, what lies under it, and where it came from and went."""
    found = queries.by_number(number)
    below = units_below(found, timezone.localdate(request.now))
    census = parts.counted(found)
    context = {
        "unit": found,
        "kind": parts.kind(found),
        "days": parts.days(found),
        "trail": parts.trail(found),
        "facts": parts.facts(found),
        "figures": parts.figures(found, below, census),
        "children": parts.counted_rows(below, census),
        "reforms": parts.reforms(found),
        "ended": [] if found.valid_to is None else _linked(queries.ends(found.number)[0]),
        "lost": [] if found.valid_to is None else _linked(queries.ends(found.number)[1]),
        "ages": _ages(found) if census else [],
        "boards": _boards(request, found),
        "supports": [row for row in supports.rows(number, today=timezone.localdate(request.now)) if row["open"]],
    }
    return TemplateResponse(request, "units/unit.html", context)


def units_below(found: Unit, today: date) -> list[Unit]:
    """Return the units below one: of the country those of today, else those of its own time."""
    if found.level == UnitLevel.COUNTRY:
        return queries.children(found.number, as_of=today)
    return queries.children(found.number)


def _linked(found: list[Unit]) -> list[dict[str, str]]:
    return [{"name": unit.name_vi, "code": unit.code, "address": parts.address(unit)} for unit in found]


def _ages(found: Unit) -> list[tuple[AgeGroup, Decimal]]:
    """Return the age groups with their share of all, in percent rounded down; none above a province."""
    if found.level == UnitLevel.COUNTRY:
        return []
    groups = queries.age_groups(found.number)
    total = sum(group.people for group in groups)
    share = Decimal("0.1")
    return [(g, (Decimal(100 * g.people) / total).quantize(share, ROUND_DOWN)) for g in groups if total]


def _boards(request: Visit, found: Unit) -> list[dict[str, str]]:
    """Return the boards of the orders that cover this unit, for officers who may read boards here."""
    if not request.actor.may(CampaignPermission.READ, found.number):
        return []
    orders = [order for order in campaign.orders() if queries.by_number(order.scope).holds(found.number)]
    return [
        {
            "code": order.code,
            "title": order.title_vi if vietnamese() else order.title_en,
            "address": reverse("campaign:board", args=[order.code, found.number]),
        }
        for order in orders
    ]
