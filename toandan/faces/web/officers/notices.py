"""Whether I wish the daily e-mail, and where it goes (thư nhắc việc hằng ngày)."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from toandan.command.notices import labels, operations, queries
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit
from toandan.faces.web.frame.refusals import message_of


class WishForm(forms.Form):
    """Where the e-mail goes, once that was confirmed; nothing ends it."""

    address = forms.CharField(
        label=_("E-mail address"), max_length=200, required=False,
        help_text=_("Once a day, when something new waits for you: counts and addresses of pages, nobody's name. "
                    "Leave it empty to end it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false", "class": "w20"}),
    )  # fmt: skip


def shown(request: Visit, form: WishForm | None = None) -> dict[str, Any]:
    """Return what the account page shows of the daily e-mail."""
    officer = int(request.user.pk or 0)
    last, wish = queries.last_digest(officer), queries.wish_of(officer)
    return {
        "wish_form": form or WishForm(initial={"address": wish.address if wish else ""}),
        "wish": wish,
        "mail_waits": wish is not None and wish.waits(request.now),
        "mail_off": not settings.MAIL_HOST,
        "last_mail": f"{formats.day(last.day)}: {labels.STATES[last.state]}" if last else "",
    }


def chosen(request: Visit) -> WishForm | None:
    """Keep where my e-mail goes; return the form with what is wrong, None when it is kept."""
    form = WishForm(request.POST)
    if form.is_valid():
        try:
            operations.choose(actor=request.actor, now=request.now, address=form.cleaned_data["address"])
        except operations.UnableToNotify as refusal:
            form.add_error("address", message_of(refusal))
        else:
            return None
    return form
