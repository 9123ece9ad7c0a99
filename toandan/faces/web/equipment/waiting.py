"""What waits: hand-overs to confirm, loans to answer; and the loans that run (chờ xác nhận)."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.equipment import parts
from toandan.faces.web.equipment.forms import AskForm
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import NotAllowed, UnableTo
from toandan.record.officers.queries import reading
from toandan.work.equipment import operations, queries
from toandan.work.equipment.words import EquipmentPermission, LoanRow, LoanState

READ, USE, LEND = EquipmentPermission.READ, EquipmentPermission.USE, EquipmentPermission.LEND


@page(permission=READ)
def show(request: Visit) -> HttpResponse:
    """Show what waits for the officer's unit, and the loans of its devices and of those it borrowed."""
    return TemplateResponse(request, "equipment/waiting.html", _context(request, _blank(request)))


@action(permission=USE)
def answer_handover(request: Visit, number: int, verb: str) -> HttpResponseBase:
    """Take a device over, or decline it."""
    work: dict[str, Callable[..., None]] = {"take": operations.take, "decline": operations.decline}
    said = {"take": _("You have taken it over; from now on it stands with you.")}
    return _done(request, work, verb, said.get(verb, _("The hand-over was declined; the device stays where it is.")),
                 handover=number)  # fmt: skip


@action(permission=LEND)
def answer_loan(request: Visit, number: int, verb: str) -> HttpResponseBase:
    """Agree to a loan, refuse it, or end one whose device is back."""
    work: dict[str, Callable[..., None]] = {
        "agree": operations.agree_loan, "refuse": operations.refuse_loan, "end": operations.end_loan,
    }  # fmt: skip
    said = {"agree": _("The loan is agreed. Hand the device over on its first day."), "end": _("The loan has ended.")}
    return _done(request, work, verb, said.get(verb, _("The loan was refused.")), loan=number)


@action(permission=LEND)
def ask(request: Visit) -> HttpResponseBase:
    """Ask for a loan of a device of another unit, by its serial number, for the own unit."""
    form = AskForm(request.POST, prefix="ask")
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.ask_loan(
                actor=request.actor, now=request.now, borrower=request.unit.number, serial=told["serial"],
                since=told["since"], until=told["until"], reason=told["reason"], client_key=told["client_key"],
            )  # fmt: skip
        except NotAllowed:
            raise
        except UnableTo as refusal:
            form.add_error("serial" if refusal.code == "device_unknown" else None, message_of(refusal))
        else:
            messages.info(request, _("The loan was asked for; the other unit answers."))
            return HttpResponseRedirect(reverse("equipment:equipment_waiting"))
    with reading(request.actor):
        context = _context(request, form) | {"errors": parts.errors([form])}
        return TemplateResponse(request, "equipment/waiting.html", context, status=422).render()


def _done(
    request: Visit, work: dict[str, Callable[..., None]], verb: str, said: str, **number: int
) -> HttpResponseBase:
    if verb not in work:
        raise queries.LoanUnknown if "loan" in number else queries.HandoverUnknown
    told: dict[str, Any] = {"actor": request.actor, "now": request.now, "client_key": _key(request), **number}
    if verb in {"decline", "refuse", "end"}:
        told["reason"] = request.POST.get("reason", "")[:300]
    work[verb](**told)
    messages.info(request, said)
    return HttpResponseRedirect(reverse("equipment:equipment_waiting"))


def _key(request: Visit) -> UUID:
    try:
        return UUID(request.POST.get("client_key", ""))
    except ValueError:
        return uuid4()


def _blank(request: Visit) -> AskForm:
    return AskForm(prefix="ask", initial={"since": localdate(request.now)})


def _context(request: Visit, form: AskForm) -> dict[str, Any]:
    unit, actor, today = request.unit, request.actor, localdate(request.now)
    handed = queries.to_confirm(unit.number, officer=actor.officer)
    asked = queries.loans_to_answer(unit.number)
    running = queries.loans(unit.number, unit.last, states=(LoanState.AGREED, LoanState.ASKED))
    may_lend = actor.may(LEND, unit.number)
    return {
        "total": len(handed) + len(asked),
        "handovers": [parts.handover(one) | {"key": uuid4()} for one in handed],
        "asked": [parts.loan(one) | {"key": uuid4(), "lends": one.lender == unit.number} for one in asked],
        "running": [_running(one, today) for one in running if one not in asked],
        "may_use": actor.may(USE, unit.number),
        "may_lend": may_lend,
        "form": form,
        "asking": form.is_bound,
    }


def _running(row: LoanRow, today: date) -> dict[str, Any]:
    return parts.loan(row) | {"key": uuid4(), "late": row.state is LoanState.AGREED and row.until < today,
                              "agreed": row.state is LoanState.AGREED}  # fmt: skip
