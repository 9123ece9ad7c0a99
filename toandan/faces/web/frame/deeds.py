"""What a form asks for, done or refused (thao tác): the one way an action goes, whatever the room."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse

from toandan.faces.web.frame.doors import Visit
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo
from toandan.record.officers.queries import reading


class Done(NamedTuple):
    """What is said of a deed, and the address to go to after it."""

    said: str
    to: str


def carry_out(
    request: Visit, form: BaseForm, deed: Callable[[], Done], again: Callable[[], TemplateResponse]
) -> HttpResponseBase:
    """Do what a form asks and go on, or show the page `again` with what is wrong at the form.

    What an officer may not do, or cannot see, is answered by the door, not beside the form.
    """
    if form.is_valid():
        try:
            done = deed()
        except (NotAllowed, NotThere):
            raise
        except UnableTo as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.info(request, done.said)
            return HttpResponseRedirect(done.to)
    with reading(request.actor):
        response = again()
        response.status_code = 422
        return response.render()
