"""The words of the letter that asks whether an address is the officer's (thư xác nhận)."""

from datetime import datetime, timedelta

from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext

from toandan.command.notices.operations.naming import message_id
from toandan.command.notices.operations.sending import html, page_address
from toandan.command.notices.words import Letter

LIVES = timedelta(hours=24)


def first_letter(address: str, language: str, code: str, now: datetime) -> Letter:
    """Return the letter that asks whether an address is the officer's."""
    link = page_address(f"/account/mail/confirm/{code}/")
    with translation.override(language):
        first = gettext("An officer wants the daily e-mail of Toandan to come here. If that is you, confirm it here:")
        hours = gettext("The link works once, within %(hours)s hours, for the officer who asked for it.")
        hours %= {"hours": LIVES // timedelta(hours=1)}
        other = gettext("If it is not you, do nothing: without a confirmation no daily e-mail comes here.")
        body = format_html(
            '<p>{}</p><p><a href="{}">{}</a></p><p>{}</p><p>{}</p>', first, link, link, hours, other
        )  # fmt: skip
        subject = gettext("Toandan: confirm your e-mail address")
        return Letter(
            to=address, subject=subject, html=html(language, subject, body), made_at=now,
            text=f"{first}\n\n{link}\n\n{hours}\n{other}\n",
            message_id=message_id(),
        )  # fmt: skip
