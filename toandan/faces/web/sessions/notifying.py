"""Puts somebody whose home was visited, and who moved, on a list to where they live now (thông báo nơi ở mới)."""

from django.http import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action
from toandan.faces.web.sessions import forms, homes, moved
from toandan.ground.kernel.errors import UnableTo
from toandan.record.officers.queries import reading
from toandan.work.movements import labels as movement_labels
from toandan.work.movements import operations as movements
from toandan.work.movements.operations import UnableToDrawUp
from toandan.work.movements.words import ListsPermission
from toandan.work.sessions import queries


@action(permission=ListsPermission.SEND, purpose="sessions.visit.record")
def notify(request: Visit, code: str) -> HttpResponseBase:
    """Put somebody who moved on a list to where they live now, and lead to that list."""
    form = forms.MovedForm(request.POST, auto_id="moved_%s", day=moved.codes_day(request))
    with reading(request.actor):
        row = queries.request(code)

    def deed() -> Done:
        told = form.cleaned_data
        try:
            made = movements.notify(
                actor=request.actor, now=request.now, sender=row.unit, person=row.person,
                target=told["target"].number, client_key=told["client_key"],
            )  # fmt: skip
        except UnableToDrawUp as refusal:
            raise _plain(refusal) from refusal
        return Done(_("The person is on this list. Look at it, then send it."), reverse("lists:list", args=[made]))

    def again() -> TemplateResponse:
        return TemplateResponse(request, "sessions/home.html", homes.one(request, code, None, moved=form))

    return carry_out(request, form, deed, again)


def _plain(refusal: UnableToDrawUp) -> UnableTo:
    """Return a refusal about one person as a sentence of its own; a count of one says nothing."""
    if not refusal.findings:
        return refusal
    why = movement_labels.FAULTS[refusal.findings[0].fault]
    return UnableTo(_("This person cannot be put on a list: %(why)s.") % {"why": why}, code="no_list")
