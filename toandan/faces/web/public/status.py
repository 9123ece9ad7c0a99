"""How far a dossier is, by the code of its receipt: nothing tells whose it is (tra cứu tình trạng hồ sơ).

The code is sent, and stands in no address. How often one connection asks is counted as for codes of questions; an
unknown code, a mistyped one and one of long ago are answered alike.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.callers import address_of
from toandan.faces.web.frame.doors import Visit, either
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.public.asking import CodeForm
from toandan.faces.web.public.tongue import frame, public_form
from toandan.record.officers import operations as officers
from toandan.work.movements import queries
from toandan.work.movements.words import AccountStage, CardStage

CARDS: Mapping[CardStage, Promise | str] = {
    CardStage.RECEIVED: _("The papers were taken; the card is being made."),
    CardStage.MADE: _("The card is made and on its way, or waits for you at the police."),
    CardStage.HANDED_OVER: _("The card has been handed over."),
    CardStage.ASK: _("Please ask at the police where your papers were taken."),
}
ACCOUNTS: Mapping[AccountStage, Promise | str] = {
    AccountStage.REQUESTED: _("The account was asked for."),
    AccountStage.GRANTED: _("The account is granted: install the app VNeID and activate it."),
    AccountStage.ACTIVE: _("The account is in use."),
    AccountStage.ASK: _("Please ask at the police where your papers were taken."),
}


def _blank(request: Visit) -> HttpResponse:
    """Ask for the code."""
    return _page(request, {"form": CodeForm()})


def _told(request: Visit) -> HttpResponse:
    """Show how far the dossier with this code is."""
    form, status = CodeForm(request.POST), 422
    if form.is_valid():
        try:
            officers.count_visit(now=request.now, kind="read", address=address_of(request))
            found = queries.progress(form.cleaned_data["code"], now=request.now)
        except officers.UnableToVisit as refusal:
            form.add_error(None, message_of(refusal))
            status = 429
        except queries.ReceiptUnknown as refusal:
            form.add_error("code", message_of(refusal))
        else:
            told = {"made_at": found.made_at, "card": CARDS[found.card], "account": ACCOUNTS[found.account]}
            return _page(request, {"told": told})
    errors = [
        {"field": "" if field == "__all__" else f"id_{field}", "message": str(text)}
        for field, texts in form.errors.items()
        for text in texts
    ]
    return _page(request, {"form": form, "errors": errors}, status=status)


def _page(request: Visit, told: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = frame("public:status") | {"here": "guide"} | told
    return TemplateResponse(request, "public/status.html", context, status=status)


status = either(get=public_form(_blank, post=False), post=public_form(_told, post=True))
# Nobody is signed in, so there are no rights another site could use, and looking a code up changes nothing.
status.csrf_exempt = True  # type: ignore[attr-defined]
