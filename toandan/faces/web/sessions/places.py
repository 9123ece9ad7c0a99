"""Places of a unit, the agreements with them, and keeping both (địa điểm, thỏa thuận)."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.sessions import forms, parts
from toandan.record.officers.operations import require
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.sessions import labels, operations, queries
from toandan.work.sessions.words import (
    Agreement,
    AgreementRow,
    Contact,
    Kind,
    PlaceKind,
    PlaceRow,
    SessionsPermission,
)

KEEP = SessionsPermission.KEEP_PLACE


@page(permission=parts.READ)
def listing(request: Visit) -> HttpResponse:
    """Show the places of the officer's unit and of those below it."""
    return TemplateResponse(request, "sessions/places.html", _listing(request, None))


@action(permission=KEEP)
def add(request: Visit) -> HttpResponseBase:
    """Write a place down."""
    with reading(request.actor):
        form = forms.PlaceForm(request.POST, communes=_communes(request))

    def deed() -> Done:
        code = operations.add_place(
            actor=request.actor, now=request.now, place=form.said(), client_key=form.cleaned_data["client_key"]
        )
        return Done(_("The place is written down."), reverse("sessions:place", args=[code]))

    return carry_out(
        request, form, deed, lambda: TemplateResponse(request, "sessions/places.html", _listing(request, form))
    )


@page(permission=parts.READ)
def show(request: Visit, code: str) -> HttpResponse:
    """Show a place: where it is and how that is known, when it may be used, and what it brought."""
    return TemplateResponse(request, "sessions/place.html", _one(request, code, {}))


@action(permission=KEEP)
def act(request: Visit, code: str, verb: str) -> HttpResponseBase:
    """Agree when to use the place, end an agreement, say whom to call, or close the place."""
    kinds: dict[str, type[forms.KeyForm]] = {
        "agree": forms.AgreementForm, "end": forms.EndForm, "close": forms.ReasonForm, "contact": forms.ContactForm,
        "serves": forms.ServesForm,
    }  # fmt: skip
    if verb not in kinds:
        raise Http404
    form = kinds[verb](request.POST, auto_id=f"{verb}_%s")

    def deed() -> Done:
        return Done(_do(request, code, verb, form), reverse("sessions:place", args=[code]))

    return carry_out(
        request, form, deed, lambda: TemplateResponse(request, "sessions/place.html", _one(request, code, {verb: form}))
    )


def _do(request: Visit, code: str, verb: str, form: forms.KeyForm) -> str:
    """Do it, and return what is said of it."""
    told, actor, now = form.cleaned_data, request.actor, request.now
    if isinstance(form, forms.AgreementForm):
        operations.agree(
            actor=actor, now=now, code=code, agreement=form.said(), paper=told["paper"], client_key=told["client_key"]
        )
        return _("The agreement is written down.")
    if verb == "contact":
        contact = Contact(told["contact"], told["phone"])
        operations.set_contact(actor=actor, now=now, code=code, contact=contact, client_key=told["client_key"])
        return _("It is written down whom to call.")
    if verb == "serves":
        words = told["serves"].split(";")
        operations.set_serves(actor=actor, now=now, code=code, serves=words, client_key=told["client_key"])
        return _("It is written down whom the place serves.")
    if verb == "end":
        operations.end_agreement(
            actor=actor,
            now=now,
            agreement_id=told["agreement"],
            on=told["on"],
            reason=told["reason"],
            client_key=told["client_key"],
        )
        return _("The agreement ends.")
    operations.close_place(actor=actor, now=now, code=code, reason=told["reason"], client_key=told["client_key"])
    return _("The place is used no more.")


def _listing(request: Visit, form: forms.PlaceForm | None) -> dict[str, Any]:
    unit = parts.within(request)
    found = queries.places_in([unit.number], localdate(request.now))
    communes = _communes(request)
    return {
        "unit_name": parts.name(unit.number),
        "many": len(found),
        "lines": [_line(one) for one in found],
        "form": (form or forms.PlaceForm(communes=communes)) if communes else None,
        "errors": parts.errors(form),
    }


def _communes(request: Visit) -> list[forms.Choice]:
    """Return the communes whose places the officer may keep, by name."""
    here = request.unit
    below = [here] if here.level is UnitLevel.COMMUNE else units.descendants(here.number, level=UnitLevel.COMMUNE)
    found = [(str(one.number), parts.name(one.number)) for one in below if request.actor.may(KEEP, one.number)]
    return sorted(found, key=lambda choice: choice[1])


def _line(one: PlaceRow) -> dict[str, Any]:
    return {
        "row": one,
        "address": reverse("sessions:place", args=[one.code]),
        "unit": parts.name(one.unit),
        "kind": labels.PLACES[one.kind],
        "point": f"{one.latitude:.5f}, {one.longitude:.5f}",
        "located": labels.LOCATED[one.located],
        "share": f"{formats.number(round(one.share * 100))} %",
    }


def _one(request: Visit, code: str, given: dict[str, forms.KeyForm]) -> dict[str, Any]:
    row = queries.place(code)
    require(request.actor, parts.READ, at=row.unit)
    today = localdate(request.now)
    keeps = request.actor.may(KEEP, row.unit) and row.closed_on is None
    made: dict[str, forms.KeyForm] = {
        "agree": forms.AgreementForm(auto_id="agree_%s"), "close": forms.ReasonForm(auto_id="close_%s")
    }  # fmt: skip
    contact = parts.contact(request, row.unit, row.code)
    known = {"contact": contact.name, "phone": contact.phone} if contact else {}
    made["contact"] = forms.ContactForm(auto_id="contact_%s", initial=known)
    made["serves"] = forms.ServesForm(auto_id="serves_%s", initial={"serves": "; ".join(row.serves)})
    if "end" in given:
        made["end"] = given["end"]
    return {
        **_line(row),
        "agreements": [_agreement(one, today >= one.agreed.since) for one in queries.agreements(code)],
        "open_days": [{"day": formats.day(day), "halves": halves} for day, halves in _open(row, request)],
        "keeps": keeps,
        **_people(row, today),
        "contact": contact,
        "forms": made | given,
        "errors": [error for form in given.values() for error in parts.errors(form)],
    }


def _people(row: PlaceRow, today: date) -> dict[str, Any]:
    """Return how many people the place has to expect, and by what they belong to it."""
    if row.closed_on is not None:
        return {"counted": []}
    many = [(labels.KINDS[kind], queries.catchments([row.unit], kind, today).people.get(row.code, 0)) for kind in Kind]
    return {"counted": many, "by_words": bool(row.serves), "by_age": row.kind is PlaceKind.SCHOOL}


def _open(row: PlaceRow, request: Visit) -> list[tuple[Any, str]]:
    """Return the days of the next two weeks on which the place can be used, with the parts of each."""
    today = localdate(request.now)
    found: dict[int, list[str]] = {}
    for half in queries.open_half_days([row.code], today, 14):
        found.setdefault(half.day, []).append(str(labels.SHORT_SHIFTS[half.shift]))
    return [(today + timedelta(days=day), ", ".join(halves)) for day, halves in sorted(found.items())]


def _agreement(one: AgreementRow, begun: bool) -> dict[str, Any]:
    agreed: Agreement = one.agreed
    return {
        "row": one,
        "days": ", ".join(str(labels.WEEKDAYS[day]) for day in sorted(agreed.weekdays)),
        "shift": labels.SHORT_SHIFTS[agreed.shift],
        "since": formats.day(agreed.since),
        "until": formats.day(agreed.until),
        "over": one.ended_on is not None,
        "begun": begun,
        "form": forms.EndForm(auto_id=f"end_{one.agreement_id}_%s", initial={"agreement": one.agreement_id}),
    }
