"""What stands in the place of a CSRF cookie on forms that anybody may send (mã biểu mẫu).

A form carries when it was made and a key of its own, signed; nothing about who asked for it. It is good for some hours,
and sent twice it is one form. Whether it was sent from our own page, the browser says itself.
"""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django.core import signing
from django.http import HttpRequest

HOURS = 4
_SALT = "toandan.public.form"


def made(now: datetime, key: UUID | None = None) -> str:
    """Return the mark of a new form."""
    return signing.Signer(salt=_SALT).sign_object([int(now.timestamp() * 1000), (key or uuid4()).hex])


def read(token: str, now: datetime) -> tuple[UUID, float] | None:
    """Return a form's own key and for how many seconds it was open; None when it is too old, or not ours."""
    try:
        at, key = signing.Signer(salt=_SALT).unsign_object(token)
    except signing.BadSignature:
        return None
    seconds = now.timestamp() - at / 1000
    return (UUID(key), seconds) if -60 <= seconds <= HOURS * 3600 else None


def from_here(request: HttpRequest) -> bool:
    """Tell whether a browser sends this from one of our own pages; a program that says nothing has no visitors."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc == request.get_host()
